using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>A page of flags, newest first. Filters narrow each other.</summary>
[Requires(Role.Reader)]
public sealed record FindFlags : IQuery<Page<FlagView>>, IPaged
{
    /// <summary>One or several, separated by commas; all when absent.</summary>
    public IReadOnlyList<FlagStatus>? Status { get; init; }

    /// <summary>The name of a holder, as names are compared.</summary>
    public string? Assignee { get; init; }

    /// <summary>One or several, separated by commas; all when absent.</summary>
    public IReadOnlyList<FlagReason>? Reason { get; init; }

    /// <summary><c>program</c>: the automatic ones; <c>people</c>: all others.</summary>
    public FlagRaiser? RaisedBy { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindFlagsHandler(ClaimTrackerDb db) : IRequestHandler<FindFlags, Page<FlagView>>
{
    public async Task<Page<FlagView>> Handle(FindFlags query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var flags = await db.FlagsAsync(query.Status, query.Assignee, query.Reason, query.RaisedBy, cancellationToken);
        if (cursor.Id is { } after)
            flags = flags.Where(flag => flag.Id < after);

        // The ids first, which an index holds with all that is filtered by: of a long queue only the rows of the page are read.
        var ids = await flags
            .OrderByDescending(flag => flag.Id)
            .Select(flag => flag.Id)
            .Take(cursor.Take)
            .ToListAsync(cancellationToken);
        var page = await FlagViews.ReadAsync(
            db.Flags.Where(flag => ids.Contains(flag.Id)).OrderByDescending(flag => flag.Id),
            cancellationToken
        );
        return cursor.Cut(page, flag => flag.Id);
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>A page of all flags a claim ever had, newest first.</summary>
[Requires(Role.Reader)]
public sealed record FindClaimFlags : IQuery<Page<FlagView>>, IPaged
{
    [JsonIgnore]
    public long Id { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindClaimFlagsHandler(ClaimTrackerDb db) : IRequestHandler<FindClaimFlags, Page<FlagView>>
{
    public async Task<Page<FlagView>> Handle(FindClaimFlags query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, query.Id);
        if (!await db.Claims.AnyAsync(claim => claim.Id == query.Id, cancellationToken))
            throw new NotFoundException("claim", query.Id);
        var flags = db.Flags.Where(flag => flag.ClaimId == query.Id);
        if (cursor.Id is { } after)
            flags = flags.Where(flag => flag.Id < after);
        var page = await FlagViews.ReadAsync(
            flags.OrderByDescending(flag => flag.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, flag => flag.Id);
    }
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;

namespace ClaimTracker.Web.Features.Access;

/// <summary>A page of holders, newest first: the names that stand in <c>recordedBy</c>.</summary>
[Requires(Role.Reader)]
public sealed record FindHolders : IQuery<Page<HolderView>>, IPaged
{
    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindHoldersHandler(ClaimTrackerDb db) : IRequestHandler<FindHolders, Page<HolderView>>
{
    public async Task<Page<HolderView>> Handle(FindHolders query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        IQueryable<Holder> holders = db.Holders;
        if (cursor.Id is { } after)
            holders = holders.Where(holder => holder.Id < after);
        var page = await HolderViews.ReadAsync(
            holders.OrderByDescending(holder => holder.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, holder => holder.Id);
    }
}

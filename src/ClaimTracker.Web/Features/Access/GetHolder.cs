using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;

namespace ClaimTracker.Web.Features.Access;

/// <summary>One holder.</summary>
[Requires(Role.Reader)]
public sealed record GetHolder(long Id) : IQuery<HolderView>;

internal sealed class GetHolderHandler(ClaimTrackerDb db) : IRequestHandler<GetHolder, HolderView>
{
    public async Task<HolderView> Handle(GetHolder query, CancellationToken cancellationToken) =>
        (
            await HolderViews.ReadAsync(db.Holders.Where(holder => holder.Id == query.Id), cancellationToken)
        ).SingleOrDefault() ?? throw new NotFoundException("holder", query.Id);
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>One decision that a source is not another, standing or withdrawn. It is found under the source it was recorded with.</summary>
[Requires(Role.Reader)]
public sealed record GetDistinction(long Id, long DistinctionId) : IQuery<DistinctionView>;

internal sealed class GetDistinctionHandler(ClaimTrackerDb db) : IRequestHandler<GetDistinction, DistinctionView>
{
    public async Task<DistinctionView> Handle(GetDistinction query, CancellationToken cancellationToken) =>
        (
            await SourceViews.ReadAsync(
                db.Distinctions.Where(d => d.Id == query.DistinctionId && d.SourceId == query.Id),
                cancellationToken
            )
        ).SingleOrDefault()
        ?? throw new NotFoundException($"distinction of source {query.Id} with the id", query.DistinctionId);
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>One affiliation of a source, standing or withdrawn.</summary>
[Requires(Role.Reader)]
public sealed record GetAffiliation(long Id, long AffiliationId) : IQuery<AffiliationView>;

internal sealed class GetAffiliationHandler(ClaimTrackerDb db) : IRequestHandler<GetAffiliation, AffiliationView>
{
    public async Task<AffiliationView> Handle(GetAffiliation query, CancellationToken cancellationToken) =>
        (
            await SourceViews.ReadAsync(
                db.Affiliations.Where(a => a.Id == query.AffiliationId && a.SourceId == query.Id),
                cancellationToken
            )
        ).SingleOrDefault()
        ?? throw new NotFoundException($"affiliation of source {query.Id} with the id", query.AffiliationId);
}

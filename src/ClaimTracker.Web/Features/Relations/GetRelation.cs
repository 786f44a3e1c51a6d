using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using MediatR;

namespace ClaimTracker.Web.Features.Relations;

/// <summary>One relation.</summary>
[Requires(Role.Reader)]
public sealed record GetRelation(long Id) : IQuery<RelationView>;

internal sealed class GetRelationHandler(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex)
    : IRequestHandler<GetRelation, RelationView>
{
    public Task<RelationView> Handle(GetRelation query, CancellationToken cancellationToken) =>
        RelationViews.ReadAsync(db, liveAssessmentIndex, query.Id, cancellationToken);
}

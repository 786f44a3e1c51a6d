using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using MediatR;

namespace ClaimTracker.Web.Features.Relations;

/// <summary>One relation.</summary>
[Requires(Role.Reader)]
public sealed record GetRelation(long Id) : IQuery<RelationView>;

internal sealed class GetRelationHandler(ClaimTrackerDb db, Weighing weighing)
    : IRequestHandler<GetRelation, RelationView>
{
    public Task<RelationView> Handle(GetRelation query, CancellationToken cancellationToken) =>
        RelationViews.ReadAsync(db, weighing, query.Id, cancellationToken);
}

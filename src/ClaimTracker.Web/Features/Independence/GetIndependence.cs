using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Independence;

/// <summary>One finding about two sources.</summary>
[Requires(Role.Reader)]
public sealed record GetIndependence(long Id) : IQuery<IndependenceView>;

internal sealed class GetIndependenceHandler(ClaimTrackerDb db) : IRequestHandler<GetIndependence, IndependenceView>
{
    public Task<IndependenceView> Handle(GetIndependence query, CancellationToken cancellationToken) =>
        IndependenceViews.ReadAsync(db, query.Id, cancellationToken);
}

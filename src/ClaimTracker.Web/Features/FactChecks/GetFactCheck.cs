using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>One review by another fact-checker.</summary>
[Requires(Role.Reader)]
public sealed record GetFactCheck(long Id) : IQuery<FactCheckView>;

internal sealed class GetFactCheckHandler(ClaimTrackerDb db) : IRequestHandler<GetFactCheck, FactCheckView>
{
    public Task<FactCheckView> Handle(GetFactCheck query, CancellationToken cancellationToken) =>
        FactCheckViews.ReadAsync(db, query.Id, cancellationToken);
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>One retraction, standing or undone.</summary>
[Requires(Role.Reader)]
public sealed record GetRetraction(long Id) : IQuery<RetractionView>;

internal sealed class GetRetractionHandler(ClaimTrackerDb db) : IRequestHandler<GetRetraction, RetractionView>
{
    public Task<RetractionView> Handle(GetRetraction query, CancellationToken cancellationToken) =>
        RetractionViews.ReadAsync(db, query.Id, cancellationToken);
}

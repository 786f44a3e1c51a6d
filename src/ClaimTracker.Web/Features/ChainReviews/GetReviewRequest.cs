using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>One review request.</summary>
[Requires(Role.Reader)]
public sealed record GetReviewRequest(long Id) : IQuery<ReviewRequestView>;

internal sealed class GetReviewRequestHandler(ClaimTrackerDb db) : IRequestHandler<GetReviewRequest, ReviewRequestView>
{
    public Task<ReviewRequestView> Handle(GetReviewRequest query, CancellationToken cancellationToken) =>
        ReviewRequestViews.ReadAsync(db, query.Id, cancellationToken);
}

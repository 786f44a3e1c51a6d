using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>One chain review, with whether it still decides.</summary>
[Requires(Role.Reader)]
public sealed record GetChainReview(long Id) : IQuery<ChainReviewView>;

internal sealed class GetChainReviewHandler(ClaimTrackerDb db) : IRequestHandler<GetChainReview, ChainReviewView>
{
    public Task<ChainReviewView> Handle(GetChainReview query, CancellationToken cancellationToken) =>
        ChainReviewViews.ReadAsync(db, query.Id, cancellationToken);
}

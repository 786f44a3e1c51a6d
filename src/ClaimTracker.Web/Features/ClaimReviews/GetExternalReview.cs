using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using MediatR;

namespace ClaimTracker.Web.Features.ClaimReviews;

/// <summary>One review by another fact-checker.</summary>
[Requires(Role.Reader)]
public sealed record GetExternalReview(long Id) : IQuery<ExternalReviewView>;

internal sealed class GetExternalReviewHandler(ClaimTrackerDb db)
    : IRequestHandler<GetExternalReview, ExternalReviewView>
{
    public Task<ExternalReviewView> Handle(GetExternalReview query, CancellationToken cancellationToken) =>
        ExternalReviewViews.ReadAsync(db, query.Id, cancellationToken);
}

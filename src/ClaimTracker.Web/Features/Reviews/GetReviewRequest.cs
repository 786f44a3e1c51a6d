using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using MediatR;

namespace ClaimTracker.Web.Features.Reviews;

/// <summary>One review request.</summary>
[Requires(Role.Reader)]
public sealed record GetReviewRequest(long Id) : IQuery<ReviewRequestView>;

internal sealed class GetReviewRequestHandler(ClaimTrackerDb db) : IRequestHandler<GetReviewRequest, ReviewRequestView>
{
    public Task<ReviewRequestView> Handle(GetReviewRequest query, CancellationToken cancellationToken) =>
        ReviewRequestViews.ReadAsync(db, query.Id, cancellationToken);
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>Takes a review request back that no review has answered yet. It stays, with who took it back and why, and leaves the queue.</summary>
[Requires(Role.Analyst)]
public sealed record WithdrawReviewRequest(string Reason) : ICommand<ReviewRequestView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawReviewRequestValidator : ReasonValidator<WithdrawReviewRequest>;

internal sealed class WithdrawReviewRequestHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawReviewRequest, ReviewRequest, ReviewRequestView>(
        db,
        async (request, cancellationToken) =>
            await db.ReviewRequests.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("review request", request.Id),
        (record, cancellationToken) => ReviewRequestViews.ReadAsync(db, record.Id, cancellationToken)
    );

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>
/// Takes a chain review back. It stays, with who took it back and why; the review before it decides again, and the request it answered waits again
/// unless a newer one does.
/// </summary>
[Requires(Role.Reviewer)]
public sealed record WithdrawChainReview(string Reason) : ICommand<ChainReviewView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawChainReviewValidator : ReasonValidator<WithdrawChainReview>;

internal sealed class WithdrawChainReviewHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawChainReview, ChainReview, ChainReviewView>(
        db,
        async (request, cancellationToken) =>
            await db.ChainReviews.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("chain review", request.Id),
        (record, cancellationToken) => ChainReviewViews.ReadAsync(db, record.Id, cancellationToken),
        (review, cancellationToken) => ReopenAsync(db, review, cancellationToken)
    )
{
    // The request that it answered waits again, unless a newer review or request stands in its place.
    private static async Task ReopenAsync(ClaimTrackerDb db, ChainReview review, CancellationToken cancellationToken)
    {
        var isReplaced =
            await db.ChainReviews.AnyAsync(
                newer => newer.ClaimId == review.ClaimId && newer.Id > review.Id && newer.WithdrawnAt == null,
                cancellationToken
            ) || await db.ReviewRequests.AnyAsync(standing => standing.ActiveKey == review.ClaimId, cancellationToken);
        if (
            !isReplaced
            && await db.ReviewRequests.FirstOrDefaultAsync(
                answered => answered.AnsweredById == review.Id,
                cancellationToken
            )
                is { } asked
        )
            asked.Reopen();
    }
}

using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Review;

/// <summary>That somebody asked a reviewer to audit a claim's chain.</summary>
/// <param name="ClaimId">Id of the claim.</param>
/// <param name="Note">What the reviewer should look at.</param>
/// <param name="AnsweredBy">Id of the chain review that was recorded while this stood; null while it waits.</param>
/// <param name="Withdrawal">Null unless it was taken back.</param>
public sealed record ReviewRequestView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long ClaimId,
    string? Note,
    long? AnsweredBy,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>Reads review requests as they go over the wire.</summary>
internal static class ReviewRequestViews
{
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<ReviewRequestView> ReadAsync(
        ClaimTrackerDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        ViewOf(
            await db.ReviewRequests.AsNoTracking().FirstOrDefaultAsync(request => request.Id == id, cancellationToken)
                ?? throw new NotFoundException("review request", id)
        );

    private static ReviewRequestView ViewOf(ReviewRequest request) =>
        new(
            request.Id,
            request.Version,
            request.RecordedAt,
            request.RecordedBy,
            new Links($"/api/v1/review-requests/{request.Id}"),
            request.ClaimId,
            request.Note,
            request.AnsweredById,
            WithdrawalView.Of(request)
        );
}

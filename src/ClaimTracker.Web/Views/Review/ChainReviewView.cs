using ClaimTracker.Domain;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Review;

/// <summary>The finding on one link.</summary>
/// <param name="Position">The link, from 0, outermost first.</param>
/// <param name="Source">The link's source as it was reviewed.</param>
/// <param name="Suggested">Who should stand there instead; for <c>missingLink</c>, who stands between this link and the next.</param>
public sealed record ChainFindingView(
    int Position,
    LinkFinding Finding,
    ReviewedSource Source,
    string? Note,
    IReadOnlyList<Evidence> Evidence,
    ReviewedSource? Suggested
);

/// <summary>A reviewer's finding on every link of a claim's chain.</summary>
/// <param name="ClaimId">Id of the claim.</param>
/// <param name="ClaimVersion">The version of the claim that was reviewed.</param>
/// <param name="Status">Whether it decides: <c>standing</c>; <c>stale</c>, the chain has changed since; <c>superseded</c> by a newer one; <c>withdrawn</c>.</param>
/// <param name="ChainBy">The holder who answered for the chain then; a chain that is sent back is sent back to this holder.</param>
/// <param name="OwnChain">The reviewer answered for the chain: nobody else has looked at it.</param>
/// <param name="Findings">By position; a missing link follows the link's own finding.</param>
/// <param name="Withdrawal">Null unless it was taken back.</param>
public sealed record ChainReviewView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long ClaimId,
    int ClaimVersion,
    ReviewStatus Status,
    ReviewConclusion Conclusion,
    string? Note,
    string ChainBy,
    bool OwnChain,
    IReadOnlyList<ChainFindingView> Findings,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>Reads chain reviews as they go over the wire.</summary>
internal static class ChainReviewViews
{
    public static string Address(long id) => $"/api/v1/chain-reviews/{id}";

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<ChainReviewView> ReadAsync(
        ClaimTrackerDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        (await ReadAsync(db, db.ChainReviews.Where(review => review.Id == id), cancellationToken)).FirstOrDefault()
        ?? throw new NotFoundException("chain review", id);

    /// <summary>The reviews of a query, in its order.</summary>
    public static async Task<IReadOnlyList<ChainReviewView>> ReadAsync(
        ClaimTrackerDb db,
        IQueryable<ChainReview> reviews,
        CancellationToken cancellationToken
    ) =>
        (
            await reviews
                .AsNoTracking()
                .Select(review => new
                {
                    Review = review,
                    review.Claim.ChainVersion,
                    IsNewest = db.NewestReviews().Any(newest => newest.Id == review.Id),
                })
                .ToListAsync(cancellationToken)
        ).ConvertAll(row => ViewOf(row.Review, StatusOf(row.Review, row.IsNewest, row.ChainVersion)));

    private static ReviewStatus StatusOf(ChainReview review, bool isNewest, int chainVersion) =>
        review.IsWithdrawn ? ReviewStatus.Withdrawn
        : !isNewest ? ReviewStatus.Superseded
        : review.ClaimVersion < chainVersion ? ReviewStatus.Stale
        : ReviewStatus.Standing;

    private static ChainReviewView ViewOf(ChainReview review, ReviewStatus status) =>
        new(
            review.Id,
            review.Version,
            review.RecordedAt,
            review.RecordedBy,
            new Links(Address(review.Id)),
            review.ClaimId,
            review.ClaimVersion,
            status,
            review.Conclusion,
            review.Note,
            review.ChainBy,
            review.ChainBy == review.RecordedBy,
            [
                .. review.Findings.Select(finding => new ChainFindingView(
                    finding.Position,
                    finding.Finding,
                    finding.Source,
                    finding.Note,
                    finding.Evidence,
                    finding.Suggested
                )),
            ],
            WithdrawalView.Of(review)
        );
}

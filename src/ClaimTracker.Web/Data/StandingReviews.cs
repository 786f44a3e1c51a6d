using ClaimTracker.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Data;

/// <summary>Which chain review decides about a claim: the newest that was not taken back, as long as the chain is the one it saw.</summary>
internal static class StandingReviews
{
    /// <summary>The review that decides about each claim, or did until its chain changed.</summary>
    public static IQueryable<ChainReview> NewestReviews(this ClaimTrackerDb db) => db.ChainReviews.Where(review =>
        review.WithdrawnAt == null && !db.ChainReviews.Any(newer => newer.ClaimId == review.ClaimId && newer.Id > review.Id && newer.WithdrawnAt == null));

    /// <summary>Those of them that saw the chain as it is.</summary>
    public static IQueryable<ChainReview> HoldingReviews(this ClaimTrackerDb db) => db.NewestReviews().Where(review => review.ClaimVersion >= review.Claim.ChainVersion);

    /// <summary>The ids of the claims whose review is in that state, each once.</summary>
    /// <param name="sentBackTo">Only those sent back to this holder; null: whoever it is.</param>
    public static IQueryable<long> ClaimsReviewed(this ClaimTrackerDb db, ReviewState state, string? sentBackTo)
    {
        if (state == ReviewState.None)
        {
            return db.Claims.Where(claim => !db.ReviewRequests.Any(request => request.Occupies == claim.Id)
                && !db.ChainReviews.Any(review => review.ClaimId == claim.Id && review.WithdrawnAt == null)).Select(claim => claim.Id);
        }

        if (state == ReviewState.Requested)
            return db.ReviewRequests.Where(request => request.Occupies != null).Select(request => request.ClaimId);
        var reviews = state == ReviewState.Stale
            ? db.NewestReviews().Where(review => review.ClaimVersion < review.Claim.ChainVersion)
            : db.HoldingReviews();
        if (state != ReviewState.Stale)
        {
            var conclusion = state == ReviewState.Approved ? ReviewConclusion.Approved : ReviewConclusion.SentBack;
            reviews = reviews.Where(review => review.Conclusion == conclusion);
        }

        if (sentBackTo is not null)
            reviews = reviews.Where(review => review.ChainBy == sentBackTo);
        return reviews.Where(review => !db.ReviewRequests.Any(request => request.Occupies == review.ClaimId)).Select(review => review.ClaimId);
    }

    /// <summary>The links of these claims that the deciding review found unsupported or misattributed: to the weighing they do not support.</summary>
    public static async Task<HashSet<(long Claim, int Position)>> LinksFoundBrokenAsync(this ClaimTrackerDb db, List<long> claims, CancellationToken cancellationToken) =>
        [.. (await db.ReviewsThatBreakAsync(claims, cancellationToken))
            .SelectMany(review => review.Findings.Where(finding => finding.BreaksChain).Select(finding => (review.ClaimId, finding.Position)))];

    /// <summary>The deciding reviews by which chains of these claims are left out of the weighing.</summary>
    public static Task<List<ChainReview>> ReviewsThatBreakAsync(this ClaimTrackerDb db, List<long> claims, CancellationToken cancellationToken) =>
        db.HoldingReviews().AsNoTracking().Where(review => review.BreaksChain && claims.Contains(review.ClaimId)).ToListAsync(cancellationToken);
}

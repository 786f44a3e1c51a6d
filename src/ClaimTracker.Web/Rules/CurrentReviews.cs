using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Rules;

/// <summary>Which chain review decides about a claim: the newest that was not taken back, as long as the chain is the one it saw.</summary>
internal static class CurrentReviews
{
    /// <summary>The review that decides about each claim, or did until its chain changed.</summary>
    public static IQueryable<ChainReview> NewestReviews(this ClaimTrackerDb db) =>
        db.ChainReviews.Where(review =>
            review.WithdrawnAt == null
            && !db.ChainReviews.Any(newer =>
                newer.ClaimId == review.ClaimId && newer.Id > review.Id && newer.WithdrawnAt == null
            )
        );

    /// <summary>Those of them that saw the chain as it is.</summary>
    public static IQueryable<ChainReview> HoldingReviews(this ClaimTrackerDb db) =>
        db.NewestReviews().Where(review => review.ClaimVersion >= review.Claim.ChainVersion);

    /// <summary>The reviews by which their claims are approved, sent back or stale; a request that stands comes before them.</summary>
    /// <param name="sentBackTo">Only those of chains for which this holder answered; null: whoever it was.</param>
    public static IQueryable<ChainReview> ReviewsIn(
        this ClaimTrackerDb db,
        ReviewState state,
        string? sentBackTo = null
    )
    {
        var reviews = state switch
        {
            ReviewState.Approved => db.HoldingReviews().Where(review => review.Conclusion == ReviewConclusion.Approved),
            ReviewState.SentBack => db.HoldingReviews().Where(review => review.Conclusion == ReviewConclusion.SentBack),
            ReviewState.Stale => db.NewestReviews().Where(review => review.ClaimVersion < review.Claim.ChainVersion),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No review has this state."),
        };
        if (sentBackTo is not null)
            reviews = reviews.Where(review => review.ChainBy == sentBackTo);
        return reviews.Where(review => !db.ReviewRequests.Any(request => request.ActiveKey == review.ClaimId));
    }

    /// <summary>The claims whose review is in that state, each once; of <see cref="ReviewState.None"/> there is no list but that of all others.</summary>
    /// <inheritdoc cref="ReviewsIn"/>
    public static IQueryable<long> ClaimsReviewed(this ClaimTrackerDb db, ReviewState state, string? sentBackTo) =>
        state == ReviewState.Requested
            ? db.ClaimsAskedFor()
            : db.ReviewsIn(state, sentBackTo).Select(review => review.ClaimId);

    /// <summary>The claims whose review was asked for or done.</summary>
    public static IQueryable<long> ClaimsUnderReview(this ClaimTrackerDb db) =>
        db.ClaimsAskedFor().Concat(db.NewestReviews().Select(review => review.ClaimId));

    private static IQueryable<long> ClaimsAskedFor(this ClaimTrackerDb db) =>
        db.ReviewRequests.Where(request => request.ActiveKey != null).Select(request => request.ActiveKey!.Value);

    /// <summary>The links of these claims that the deciding review found unsupported or misattributed: to the weighing they do not support.</summary>
    public static async Task<HashSet<(long Claim, int Position)>> LinksFoundBrokenAsync(
        this ClaimTrackerDb db,
        List<long> claims,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await db.ReviewsThatBreakAsync(claims, cancellationToken)).SelectMany(review =>
                review
                    .Findings.Where(finding => finding.BreaksChain)
                    .Select(finding => (review.ClaimId, finding.Position))
            ),
        ];

    /// <summary>The deciding reviews by which chains of these claims are left out of the weighing.</summary>
    public static Task<List<ChainReview>> ReviewsThatBreakAsync(
        this ClaimTrackerDb db,
        List<long> claims,
        CancellationToken cancellationToken
    ) =>
        db.HoldingReviews()
            .AsNoTracking()
            .Where(review => review.BreaksChain && claims.Contains(review.ClaimId))
            .ToListAsync(cancellationToken);
}

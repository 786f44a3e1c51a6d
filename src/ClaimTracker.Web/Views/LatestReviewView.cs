using ClaimTracker.Domain.Reviews;

namespace ClaimTracker.Web.Views;

/// <summary>What became of the review of a claim's chain. A request that stands comes before the review it asks to be done again.</summary>
/// <param name="By">The holder who asked for the review, or who recorded it; null where there is none.</param>
/// <param name="At">When.</param>
/// <param name="Id">Of the review request where the state is <c>requested</c>, else of the chain review.</param>
public sealed record LatestReviewView(ReviewState State, string? By, DateTime? At, long? Id)
{
    private static readonly LatestReviewView Nothing = new(ReviewState.None, null, null, null);

    internal static LatestReviewView Of(ReviewRow? last, int chainVersion) => last is null ? Nothing : new LatestReviewView(
        last.Conclusion is { } conclusion ? ChainReview.StateOf(conclusion, last.ClaimVersion, chainVersion) : ReviewState.Requested,
        last.By, last.At, last.Id);
}

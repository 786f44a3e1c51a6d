using ClaimTracker.Domain.ChainReviews;

namespace ClaimTracker.Web.Views.Claims;

/// <summary>What became of the review of a claim's chain. A request that stands comes before the review it asks to be done again.</summary>
/// <param name="By">The holder who asked for the review, or who recorded it; null where there is none.</param>
/// <param name="At">When.</param>
/// <param name="Id">Of the review request where the state is <c>requested</c>, else of the chain review.</param>
public sealed record LatestReviewView(ReviewState State, string? By, DateTime? At, long? Id)
{
    private static readonly LatestReviewView Nothing = new(ReviewState.None, null, null, null);

    /// <param name="marks">The reviews of the claim that were not taken back, and the request that stands.</param>
    internal static LatestReviewView Of(IEnumerable<Mark> marks, int chainVersion)
    {
        // The newest review decides, and a request that stands asks for one after all there are.
        var last = marks.MaxBy(mark => (mark.Kind, mark.Id));
        return last is null
            ? Nothing
            : new LatestReviewView(
                last.Kind == MarkKind.Request
                    ? ReviewState.Requested
                    : ChainReview.StateOf((ReviewConclusion)last.Second, last.First, chainVersion),
                last.By,
                last.At,
                last.Id
            );
    }
}

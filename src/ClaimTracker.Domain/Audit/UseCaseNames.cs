namespace ClaimTracker.Domain.Audit;

/// <summary>Names of use cases in the trail. What is written there is hashed and stays; a use case that was renamed is known by both names.</summary>
public static class UseCaseNames
{
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["WithdrawArticle"] = "RetractArticle",
        ["WithdrawStatement"] = "RetractStatement",
        ["ImportClaimReviews"] = "ImportFactChecks",
        ["LinkExternalReview"] = "LinkFactCheck",
    };

    /// <summary>What a use case is called today.</summary>
    /// <param name="recorded">As it stands in the trail.</param>
    public static string Today(string recorded) => Renamed.GetValueOrDefault(recorded, recorded);
}

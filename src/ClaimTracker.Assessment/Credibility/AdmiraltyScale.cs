namespace ClaimTracker.Assessment.Credibility;

/// <summary>The Admiralty credibility on other scales.</summary>
public static class AdmiraltyScale
{
    /// <summary>STIX 2.1 confidence (appendix A): 1 is 90, 2 is 70, 3 is 50, 4 is 30, 5 is 10; 6 is "not judged" and has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The credibility is not 1 to 6.</exception>
    public static int? ToStixConfidence(int credibility)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credibility, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(credibility, 6);
        return credibility == 6 ? null : 110 - 20 * credibility;
    }
}

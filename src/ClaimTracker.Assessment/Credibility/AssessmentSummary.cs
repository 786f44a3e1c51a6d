namespace ClaimTracker.Assessment.Credibility;

/// <summary>How what is not known is weighed.</summary>
/// <param name="Lenient">Support of unknown lineage alone counts 1 in <c>low</c> instead of 0.</param>
/// <param name="Profile">The doctrine whose rating a lone report gets.</param>
public sealed record AssessmentSettings(bool Lenient = false, CredibilityProfile Profile = CredibilityProfile.Stanag)
{
    public static readonly AssessmentSettings Default = new();
}

/// <summary>The number of recorded chains that share no source: at least <paramref name="Low"/>, at most <paramref name="High"/>; low is never above high.</summary>
public readonly record struct OriginCount(int Low, int High)
{
    /// <summary>The side was too large to be sure: low is a number reached, high a number not passed.</summary>
    public bool Approximate { get; init; }

    public bool Exact => !Approximate;
}

/// <summary>What is kept of the weighing of every proposition, so that claims can be listed, filtered and sorted by it.</summary>
/// <param name="Support">The proposition and those that corroborate it.</param>
/// <param name="Opposition">Those that contradict it and those that corroborate these.</param>
/// <param name="Outlets">How many outlets carry the support.</param>
/// <param name="Established">Somebody found two origins of the support independent, on chains that share no source.</param>
/// <param name="Circular">The support contains a ring.</param>
public readonly record struct AssessmentSummary(
    OriginCount Support,
    OriginCount Opposition,
    int Outlets,
    bool Established,
    bool Circular
)
{
    /// <summary>Two outlets or more, and one guaranteed origin.</summary>
    public bool SingleOrigin => Outlets >= 2 && Support.Low == 1;

    public bool Ungrounded => Support.Low == 0;

    public bool Contested => Opposition.High >= 1;

    /// <summary>The credibility the rule table proposes for it.</summary>
    public CredibilityProposal Propose(CredibilityProfile profile = CredibilityProfile.Stanag) =>
        CredibilityRules.Propose(Support, Opposition, Established, profile);
}

namespace ClaimTracker.Assessment.Credibility;

public enum CredibilityProfile : byte
{
    /// <summary>STANAG 2511: a lone, uncontradicted report is 3.</summary>
    Stanag,

    /// <summary>FM 2-22.3: a lone report with nothing else on the subject is 4.</summary>
    Fm,
}

/// <summary>A proposed credibility, with the rule that gives it. A proposal, never a decision.</summary>
/// <param name="Proposed">Admiralty credibility, 1 to 6; 6 means "not judged".</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="RuleSet">Version of the rule table.</param>
/// <param name="Profile">The doctrine followed.</param>
/// <param name="Support">What the rule used of the chains for the claim.</param>
/// <param name="Opposition">The same of those against it.</param>
public sealed record CredibilityProposal(
    int Proposed,
    string Rule,
    string RuleSet,
    CredibilityProfile Profile,
    OriginCount Support,
    OriginCount Opposition
);

/// <summary>
/// The rule table that proposes a credibility from independence alone; the first rule that fits decides. What each says in words stands by its id with the
/// words of the program. Reliability of sources is left out
/// on purpose: the doctrine has the two judged separately. STANAG 2511 (2003) makes independence the definition of 1, and independence
/// that cannot be guaranteed the definition of 2.
/// </summary>
public static class CredibilityRules
{
    public const string Version = "1.0";

    /// <summary>So many possible origins are quantity enough for 2 although only one is guaranteed.</summary>
    public const int Sufficient = 3;

    private sealed record Rule(string Id, int Rating, Func<Evidence, bool> Fits);

    private readonly record struct Evidence(
        int Low,
        int High,
        int AgainstLow,
        int AgainstHigh,
        bool Established,
        CredibilityProfile Profile
    );

    private static readonly Rule[] Rules =
    [
        new("R1", 5, e => e.Low == 0 && e.AgainstLow >= 2),
        new("R2", 4, e => e.Low == 0 && e.AgainstLow == 1),
        new("R3", 6, e => e.Low == 0),
        new("R4", 5, e => e.AgainstLow >= 2 && e.AgainstLow > e.High),
        new("R5", 4, e => e.AgainstLow >= 1 && e.AgainstLow >= e.Low),
        new("R6", 1, e => e.Low >= 2 && e.AgainstHigh == 0 && e.Established),
        new("R6b", 2, e => e.Low >= 2 && e.AgainstHigh == 0),
        new("R7", 2, e => e.Low >= 2 && e.Low > e.AgainstHigh),
        new("R8a", 3, e => e.AgainstHigh >= 1),
        new("R8b", 2, e => e.Low == 1 && e.High >= Sufficient),
        new("R8", 4, e => e.Profile == CredibilityProfile.Fm && e.High == 1),
        new("R8", 3, _ => true),
    ];

    /// <summary>The rating the table proposes.</summary>
    /// <param name="support">Chains for the claim; <c>low</c> not above <c>high</c>.</param>
    /// <param name="opposition">Chains against it, all contradicting propositions together.</param>
    /// <param name="established">Somebody found two origins of the support independent.</param>
    /// <param name="profile">The doctrine to follow.</param>
    public static CredibilityProposal Propose(
        OriginCount support,
        OriginCount opposition,
        bool established,
        CredibilityProfile profile = CredibilityProfile.Stanag
    )
    {
        var evidence = new Evidence(support.Low, support.High, opposition.Low, opposition.High, established, profile);
        foreach (var rule in Rules)
            if (rule.Fits(evidence))
                return new CredibilityProposal(rule.Rating, rule.Id, Version, profile, support, opposition);
        throw new InvalidOperationException("The last rule fits everything.");
    }
}

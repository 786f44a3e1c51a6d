using ClaimTracker.Assessment.Credibility;

namespace ClaimTracker.Domain.Findings;

/// <summary>
/// What was proposed for a proposition from some instant on, and what it was proposed from. Each change adds one; the newest is what is proposed now.
/// </summary>
public sealed class CredibilityRecord
{
    private CredibilityRecord() { }

    /// <param name="proposition">The smallest claim id of the proposition.</param>
    /// <param name="assessmentSummary">What it was weighed from.</param>
    /// <param name="proposal">What the rule table made of it.</param>
    /// <param name="at">UTC.</param>
    /// <param name="cause">Position in the audit trail of the change that led to it; null where everything was weighed anew.</param>
    public CredibilityRecord(
        long proposition,
        AssessmentSummary assessmentSummary,
        CredibilityProposal proposal,
        DateTime at,
        long? cause
    )
    {
        PropositionId = proposition;
        (SupportLow, SupportHigh) = assessmentSummary.Support;
        (OppositionLow, OppositionHigh) = assessmentSummary.Opposition;
        Established = assessmentSummary.Established;
        Proposed = proposal.Proposed;
        Rule = proposal.Rule;
        RuleSet = proposal.RuleSet;
        Profile = proposal.Profile;
        At = at;
        Cause = cause;
    }

    public long Id { get; private set; }

    /// <summary>The smallest claim id of the proposition.</summary>
    public long PropositionId { get; private set; }

    public int Proposed { get; private set; }

    public string Rule { get; private set; } = "";

    public string RuleSet { get; private set; } = "";

    public CredibilityProfile Profile { get; private set; }

    public int SupportLow { get; private set; }

    public int SupportHigh { get; private set; }

    public int OppositionLow { get; private set; }

    public int OppositionHigh { get; private set; }

    public bool Established { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public long? Cause { get; private set; }

    /// <summary>Whether another says the same from the same.</summary>
    public bool SaysTheSame(CredibilityRecord other) =>
        (Proposed, Rule, RuleSet, Profile, SupportLow, SupportHigh, OppositionLow)
            == (
                other.Proposed,
                other.Rule,
                other.RuleSet,
                other.Profile,
                other.SupportLow,
                other.SupportHigh,
                other.OppositionLow
            )
        && (OppositionHigh, Established) == (other.OppositionHigh, other.Established);
}

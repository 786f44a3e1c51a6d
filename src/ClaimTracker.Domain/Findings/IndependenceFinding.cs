using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Domain.Findings;

/// <summary>What somebody found about two sources: that they are independent of each other for a claim, or that both have it from one place.</summary>
public sealed class IndependenceFinding : WithdrawableRecord
{
    private IndependenceFinding() { }

    /// <exception cref="DomainRuleException">
    /// <c>selfFinding</c>; <c>claimMissing</c>: independence is established for a claim; <c>claimRejected</c>, <c>claimReplaced</c>.
    /// </exception>
    public IndependenceFinding(
        Source a,
        Source b,
        FindingValue value,
        Claim? claim,
        string rationale,
        IReadOnlyList<Evidence> evidence,
        AuditStamp auditStamp
    )
        : base(auditStamp)
    {
        if (a.Id == b.Id)
            throw new DomainRuleException("selfFinding", "b", "A finding is about two sources.");
        if (claim is null && value == FindingValue.Established)
            throw new DomainRuleException(
                "claimMissing",
                "claim",
                "Independence is found for a claim: two sources may be independent in one matter and not in another."
            );
        if (claim?.Status == ClaimStatus.Rejected)
            throw new DomainRuleException("claimRejected", "claim", $"Claim {claim.Id} was rejected.");
        if (claim?.Status == ClaimStatus.Replaced)
            throw new DomainRuleException(
                "claimReplaced",
                "claim",
                $"Claim {claim.Id} was split or joined; name one of those that took its place."
            );
        (A, AId) = (a, a.Id);
        (B, BId) = (b, b.Id);
        Value = value;
        (Claim, ClaimId) = (claim, claim?.Id);
        Rationale = rationale;
        Evidence = evidence;
    }

    public long AId { get; private set; }

    public Source A { get; private set; } = null!;

    public long BId { get; private set; }

    public Source B { get; private set; } = null!;

    public FindingValue Value { get; private set; }

    /// <summary>It holds on every side that contains this claim's proposition; null, for one origin only: everywhere.</summary>
    public long? ClaimId { get; private set; }

    public Claim? Claim { get; private set; }

    public string Rationale { get; private set; } = "";

    public IReadOnlyList<Evidence> Evidence { get; private set; } = [];

    public override string SubjectType => "independence";
}

using ClaimTracker.Domain.Claims;

namespace ClaimTracker.Domain.Relations;

/// <summary>How one claim stands to another.</summary>
public enum RelationType
{
    /// <summary>Speaks for the other's proposition. Read both ways.</summary>
    Corroborates = 0,

    /// <summary>Speaks against the other. Read both ways, unless it is about the attribution.</summary>
    Contradicts = 1,

    /// <summary>The same statement again. Read both ways.</summary>
    Restates = 2,

    /// <summary>A correction: <c>from</c> takes the place of <c>to</c>.</summary>
    Supersedes = 3,

    /// <summary>The report <c>from</c> was made from <c>to</c>.</summary>
    DerivedFrom = 4,
}

/// <summary>What a contradiction is about.</summary>
public enum ContradictionSubject
{
    /// <summary>What was said is not so.</summary>
    Content = 0,

    /// <summary>It was never said.</summary>
    Attribution = 1,
}

public enum RelationStatus
{
    Proposed = 0,
    Standing = 1,
    Withdrawn = 2,
}

/// <summary>What an analyst found between two claims, and why.</summary>
public sealed class Relation : WithdrawableRecord
{
    private Relation() { }

    /// <exception cref="DomainRuleException">
    /// <c>selfRelation</c>; <c>claimRejected</c>, <c>claimReplaced</c>: proposed claims may be related, those may not;
    /// <c>aboutOutOfPlace</c> on anything but a contradiction.
    /// </exception>
    public Relation(
        Claim from,
        Claim to,
        RelationType type,
        ContradictionSubject? about,
        double? confidence,
        string? rationale,
        IReadOnlyList<Evidence> evidence,
        AuditStamp auditStamp,
        Message? cause = null
    )
        : base(auditStamp)
    {
        if (from.Id == to.Id)
            throw new DomainRuleException("selfRelation", "to", "A claim cannot be related to itself.");
        if (about is not null && type != RelationType.Contradicts)
            throw new DomainRuleException("aboutOutOfPlace", "about", "Only a contradiction says what it is about.");
        EnsureMayBeRelated(from, "from");
        EnsureMayBeRelated(to, "to");
        From = from;
        FromId = from.Id;
        To = to;
        ToId = to.Id;
        Type = type;
        About = type == RelationType.Contradicts ? about ?? ContradictionSubject.Content : null;
        Status = RelationStatus.Standing;
        Confidence = confidence;
        Rationale = rationale;
        Cause = rationale is null ? cause : null;
        Evidence = evidence;
        ActiveKey = SlotOf(from.Id, to.Id, type);
    }

    public long FromId { get; private set; }

    public Claim From { get; private set; } = null!;

    public long ToId { get; private set; }

    public Claim To { get; private set; } = null!;

    public RelationType Type { get; private set; }

    /// <summary>Set on contradictions only.</summary>
    public ContradictionSubject? About { get; private set; }

    public RelationStatus Status { get; private set; }

    /// <summary>0 to 1; shown, never computed with.</summary>
    public double? Confidence { get; private set; }

    /// <summary>As a person gave it; null where somebody accepted a suggestion and gave none.</summary>
    public string? Rationale { get; private set; }

    /// <summary>Where there is no rationale: what the machine noticed.</summary>
    public Message? Cause { get; private set; }

    public IReadOnlyList<Evidence> Evidence { get; private set; } = [];

    /// <summary>The place between two claims that this relation takes while it is not withdrawn; unique, so that only one stands there.</summary>
    public string? ActiveKey { get; private set; }

    public override string SubjectType => "relation";

    /// <summary>
    /// Corroboration, contradiction and restatement share one place whichever way they point;
    /// the one-way types have one for each direction.
    /// </summary>
    public static string SlotOf(long from, long to, RelationType type) =>
        type switch
        {
            RelationType.Supersedes => $"s{from}>{to}",
            RelationType.DerivedFrom => $"d{from}>{to}",
            _ => $"{Math.Min(from, to)}-{Math.Max(from, to)}",
        };

    private protected override void OnWithdrawing()
    {
        Status = RelationStatus.Withdrawn;
        ActiveKey = null;
    }

    private static void EnsureMayBeRelated(Claim claim, string field)
    {
        if (claim.Status == ClaimStatus.Rejected)
            throw new DomainRuleException("claimRejected", field, $"Claim {claim.Id} was rejected.");
        if (claim.Status == ClaimStatus.Replaced)
            throw new DomainRuleException(
                "claimReplaced",
                field,
                $"Claim {claim.Id} was split or joined; relate the claims that took its place."
            );
    }
}

using ClaimTracker.Domain.Dates;

namespace ClaimTracker.Domain.Sources;

/// <summary>How one source belongs to another. The first three make the other side a controller while they hold.</summary>
public enum AffiliationKind
{
    ActsFor = 0,
    PartOf = 1,
    OwnedBy = 2,
    Other = 3,
}

/// <summary>That one source acts for, is part of, or is owned by another, from and to a date.</summary>
public sealed class Affiliation : WithdrawableRecord
{
    private Affiliation() { }

    public Affiliation(
        Source source,
        Source with,
        AffiliationKind kind,
        string? role,
        PartialDate? from,
        PartialDate? to,
        IReadOnlyList<Evidence> evidence,
        string reason,
        AuditStamp auditStamp
    )
        : base(auditStamp)
    {
        if (source.Id == with.Id)
            throw new DomainRuleException("selfAffiliation", "with", "A source cannot be affiliated with itself.");
        if (from is not null && to is not null && from.Earliest >= to.Latest)
            throw new DomainRuleException("datesReversed", "to", "The affiliation ends before it begins.");
        Source = source;
        With = with;
        Kind = kind;
        Role = role;
        (From, FromEarliest) = (from?.Text, from?.Earliest);
        (To, ToLatest) = (to?.Text, to?.Latest);
        Evidence = evidence;
        Reason = reason;
    }

    public long SourceId { get; private set; }

    public Source Source { get; private set; } = null!;

    public long WithId { get; private set; }

    public Source With { get; private set; } = null!;

    public AffiliationKind Kind { get; private set; }

    /// <summary>The other side controls the source while this holds.</summary>
    public bool IsControl => Kind is AffiliationKind.ActsFor or AffiliationKind.PartOf or AffiliationKind.OwnedBy;

    /// <summary>In the words of the source, such as "spokesman".</summary>
    public string? Role { get; private set; }

    /// <summary>EDTF; null: since ever.</summary>
    public string? From { get; private set; }

    /// <summary>UTC, inclusive.</summary>
    public DateTime? FromEarliest { get; private set; }

    /// <summary>EDTF; null: until further notice.</summary>
    public string? To { get; private set; }

    /// <summary>UTC, exclusive.</summary>
    public DateTime? ToLatest { get; private set; }

    public IReadOnlyList<Evidence> Evidence { get; private set; } = [];

    public string Reason { get; private set; } = "";

    public override string SubjectType => "affiliation";
}

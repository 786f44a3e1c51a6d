namespace ClaimTracker.Domain.Sources;

/// <summary>That two sources are not the same, however much their names look alike.</summary>
public sealed class Distinction : WithdrawableRecord
{
    private Distinction() { }

    /// <exception cref="DomainRuleException"><c>selfDistinction</c>; <c>unnamedSource</c>.</exception>
    /// <exception cref="ConflictException"><c>sourcesMerged</c>: they are held to be one.</exception>
    public Distinction(Source source, Source from, string reason, AuditStamp auditStamp)
        : base(auditStamp)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(from);
        if (source.Id == from.Id)
            throw new DomainRuleException("selfDistinction", "from", "A source cannot be told apart from itself.");
        if (source.IsUnnamed || from.IsUnnamed)
            throw new DomainRuleException(
                "unnamedSource",
                "from",
                "Unnamed sources are never taken for others by their names; a finding of independence parts them."
            );
        if ((source.CanonicalId ?? source.Id) == (from.CanonicalId ?? from.Id))
            throw new ConflictException(
                "sourcesMerged",
                $"Sources {source.Id} and {from.Id} are merged; take the merge back first."
            );
        Source = source;
        From = from;
        Reason = reason;
        ActiveKey = SlotOf(source.Id, from.Id);
    }

    public long SourceId { get; private set; }

    public Source Source { get; private set; } = null!;

    public long FromId { get; private set; }

    public Source From { get; private set; } = null!;

    public string Reason { get; private set; } = "";

    /// <summary>The place between two sources that this takes while it stands; unique, whichever way it points.</summary>
    public string? ActiveKey { get; private set; }

    public override string SubjectType => "distinction";

    public static string SlotOf(long a, long b) => $"{Math.Min(a, b)}-{Math.Max(a, b)}";

    private protected override void OnWithdrawing()
    {
        ActiveKey = null;
    }
}

using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Sources;

/// <summary>Another name of a source.</summary>
public sealed class Alias : WithdrawableRecord
{
    private Alias() { }

    public Alias(Source source, string name, string? reason, AuditStamp auditStamp)
        : base(auditStamp)
    {
        if (source.IsUnnamed)
            throw new DomainRuleException(
                "unnamedSource",
                "name",
                "An unnamed source has no other names: it belongs to one article and is never looked up."
            );
        Source = source;
        Name = name;
        NameKey = Folding.NameKey(name);
        Reason = reason;
    }

    public long SourceId { get; private set; }

    public Source Source { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Where the name comes from.</summary>
    public string? Reason { get; private set; }

    public override string SubjectType => "alias";
}

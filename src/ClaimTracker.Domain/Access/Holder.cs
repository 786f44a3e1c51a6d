using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Access;

/// <summary>The lasting name of a person or program that acts; keys come and go.</summary>
public sealed class Holder : Record
{
    private Holder() { }

    /// <summary>The holder of a key.</summary>
    /// <exception cref="DomainRuleException"><c>reservedName</c>: the program acts under this name itself.</exception>
    public Holder(string name, AuditStamp auditStamp)
        : this(auditStamp, name)
    {
        if (Reserved.Any(caller => Folding.NameKey(caller.Name) == NameKey))
            throw new DomainRuleException(
                "reservedName",
                "holder",
                $"\"{name}\" is the name under which the program itself acts; choose another."
            );
    }

    private Holder(AuditStamp auditStamp, string name)
        : base(auditStamp)
    {
        Name = name;
        NameKey = Folding.NameKey(name);
    }

    /// <summary>Who acts now, be it without a key, as the local administrator does.</summary>
    public static Holder Acting(AuditStamp auditStamp) => new(auditStamp, auditStamp.By);

    private static readonly Caller[] Reserved = [Caller.System, Caller.Program, Caller.Local];

    /// <summary>In UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared.</summary>
    public string NameKey { get; private set; } = "";

    public override string SubjectType => "holder";
}

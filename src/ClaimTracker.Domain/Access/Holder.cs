using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Access;

/// <summary>The lasting name of a person or program that acts; keys come and go.</summary>
public sealed class Holder : Record
{
    private Holder()
    {
    }

    /// <exception cref="Refusal"><c>reservedName</c>: the program acts under this name itself.</exception>
    public Holder(string name, Stamp stamp)
        : base(stamp)
    {
        Name = name;
        NameKey = Folding.NameKey(name);
        if (Reserved.Any(caller => Folding.NameKey(caller.Name) == NameKey))
            throw new Refusal("reservedName", "holder", $"\"{name}\" is the name under which the program itself acts; choose another.");
    }

    private static readonly Caller[] Reserved = [Caller.System, Caller.Program, Caller.Local];

    /// <summary>In UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared.</summary>
    public string NameKey { get; private set; } = "";

    public override string SubjectType => "holder";
}

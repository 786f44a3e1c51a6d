namespace ClaimTracker.Domain.Access;

/// <summary>The lasting name of a person or program that acts; keys come and go.</summary>
public sealed class Holder : Record
{
    private Holder()
    {
    }

    public Holder(string name, string nameKey, Stamp stamp)
        : base(stamp)
    {
        Name = name;
        NameKey = nameKey;
    }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared.</summary>
    public string NameKey { get; private set; } = "";

    public override string SubjectType => "holder";
}

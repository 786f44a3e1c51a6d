using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Sources;

/// <summary>What a source is.</summary>
public enum SourceKind
{
    Person = 0,

    /// <summary>A named body: government, ministry, army, party, company, armed group.</summary>
    Organization = 1,

    /// <summary>Publishes or distributes news, agencies included.</summary>
    Outlet = 2,

    /// <summary>A named people or public without organs.</summary>
    Group = 3,

    Document = 4,

    /// <summary>One or several, known by description only.</summary>
    Unnamed = 5,
}

/// <summary>Whether a person has taken the source into use.</summary>
public enum SourceStatus
{
    /// <summary>Made by extraction; no accepted claim uses it yet.</summary>
    Proposed = 0,
    Accepted = 1,
}

/// <summary>Anyone statements are attributed to.</summary>
public sealed class Source : Record
{
    private readonly List<Alias> aliases = [];
    private readonly bool isMachineProposal;

    private Source()
    {
    }

    private Source(SourceKind kind, string? name, SourceStatus status, Stamp stamp)
        : base(stamp)
    {
        Kind = kind;
        Rename(name);
        Status = status;
        isMachineProposal = status == SourceStatus.Proposed;
    }

    /// <summary>In UTF-16 units, for names and offices alike.</summary>
    public const int MaxNameLength = 500;

    public SourceKind Kind { get; private set; }

    /// <summary>Null only for an unnamed source that the text does not even describe.</summary>
    public string? Name { get; private set; }

    /// <summary>The name as it is compared; unique within its kind among named sources.</summary>
    public string? NameKey { get; private set; }

    public SourceStatus Status { get; private set; }

    /// <summary>The article an unnamed source belongs to; null for named ones.</summary>
    public long? ArticleId { get; private set; }

    public Articles.Article? Article { get; private set; }

    public IReadOnlyList<Alias> Aliases => aliases;

    public override string SubjectType => "source";

    public override bool IsMachineProposal => isMachineProposal;

    public bool IsUnnamed => Kind == SourceKind.Unnamed;

    /// <summary>A source with a name, known across articles.</summary>
    public static Source Named(SourceKind kind, string name, SourceStatus status, Stamp stamp)
    {
        if (kind == SourceKind.Unnamed)
            throw new ArgumentException("An unnamed source belongs to an article.", nameof(kind));
        return new Source(kind, name, status, stamp);
    }

    /// <summary>A source known by description only; it belongs to the article that uses it.</summary>
    public static Source Unnamed(string? description, Articles.Article article, SourceStatus status, Stamp stamp) =>
        new(SourceKind.Unnamed, description, status, stamp) { Article = article };

    /// <exception cref="Refusal">A named source is left without a name.</exception>
    public void Rename(string? name)
    {
        var key = name is null ? null : Folding.NameKey(name);
        if (string.IsNullOrEmpty(key) && !IsUnnamed)
            throw new Refusal("nameMissing", "name", "A source of this kind needs a name.");
        Name = name;
        NameKey = key;
    }

    /// <exception cref="Refusal">The change would make a named source unnamed, or an unnamed one named.</exception>
    public void Reclassify(SourceKind kind)
    {
        if (IsUnnamed != (kind == SourceKind.Unnamed))
            throw new Refusal("unnamedKind", "kind", "A source cannot become unnamed, or stop being so: an unnamed source belongs to one article. Correct the attribution instead.");
        Kind = kind;
    }

    /// <summary>A person has taken the source into use.</summary>
    public void Accept() => Status = SourceStatus.Accepted;
}

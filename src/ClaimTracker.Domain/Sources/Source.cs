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

    private Source() { }

    private Source(SourceKind kind, string? name, SourceStatus status, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Kind = kind;
        SetName(name);
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

    /// <summary>The source that a person found to be the same as this one; null: this one stands for itself.</summary>
    public long? MergedIntoId { get; private set; }

    public Source? MergedInto { get; private set; }

    /// <summary>
    /// Where following <see cref="MergedInto"/> ends; null while the source stands for itself. It follows from the merges of all sources on the way:
    /// whoever merges one, or takes a merge back, moves those that were merged into it.
    /// </summary>
    public long? CanonicalId { get; private set; }

    public IReadOnlyList<Alias> Aliases => aliases;

    public override string SubjectType => "source";

    public override bool IsMachineProposal => isMachineProposal;

    public bool IsUnnamed => Kind == SourceKind.Unnamed;

    /// <summary>A source with a name, known across articles.</summary>
    public static Source Named(SourceKind kind, string name, SourceStatus status, AuditStamp auditStamp)
    {
        if (kind == SourceKind.Unnamed)
            throw new ArgumentException("An unnamed source belongs to an article.", nameof(kind));
        return new Source(kind, name, status, auditStamp);
    }

    /// <summary>A source known by description only; it belongs to the article that uses it.</summary>
    public static Source Unnamed(
        string? description,
        Articles.Article article,
        SourceStatus status,
        AuditStamp auditStamp
    ) => new(SourceKind.Unnamed, description, status, auditStamp) { Article = article };

    /// <exception cref="DomainRuleException">A named source is left without a name.</exception>
    public void SetName(string? name)
    {
        var key = name is null ? null : Folding.NameKey(name);
        if (string.IsNullOrEmpty(key) && !IsUnnamed)
            throw new DomainRuleException("nameMissing", "name", "A source of this kind needs a name.");
        Name = name;
        NameKey = key;
    }

    /// <exception cref="DomainRuleException">The change would make a named source unnamed, or an unnamed one named.</exception>
    public void SetKind(SourceKind kind)
    {
        if (IsUnnamed != (kind == SourceKind.Unnamed))
            throw new DomainRuleException(
                "unnamedKind",
                "kind",
                "A source cannot become unnamed, or stop being so: an unnamed source belongs to one article. Correct the attribution instead."
            );
        Kind = kind;
    }

    /// <summary>
    /// Says that this source is another one. It keeps its names, aliases, affiliations and links; only the pointer moves, so that it can move back.
    /// </summary>
    /// <exception cref="ConflictException"><c>alreadyMerged</c>.</exception>
    /// <exception cref="DomainRuleException">
    /// <c>mergeCycle</c>: the other one is this one already; <c>unnamedSource</c>: an unnamed source is at most another unnamed one of its article.
    /// </exception>
    public void MergeInto(Source into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (MergedIntoId is { } already)
            throw new ConflictException(
                "alreadyMerged",
                $"Source {Id} is merged into source {already}; take that back first."
            )
            {
                Details = new Dictionary<string, object?> { ["sourceId"] = already },
            };
        if ((into.CanonicalId ?? into.Id) == Id)
            throw new DomainRuleException(
                "mergeCycle",
                "into",
                into.Id == Id
                    ? "A source cannot be merged into itself."
                    : $"Source {into.Id} is merged into this one; merges never make a circle."
            );
        if (IsUnnamed != into.IsUnnamed || (IsUnnamed && ArticleId != into.ArticleId))
            throw new DomainRuleException(
                "unnamedSource",
                "into",
                "An unnamed source can be merged only with another unnamed one of its article; where a text tells who it is, correct the attribution."
            );
        MergedInto = into;
        MergedIntoId = into.Id;
        CanonicalId = into.CanonicalId ?? into.Id;
        into.Accept();
    }

    /// <summary>Takes a merge back: the source stands for itself again, with whatever was merged into it.</summary>
    /// <exception cref="ConflictException"><c>notMerged</c>.</exception>
    public void Unmerge()
    {
        if (MergedIntoId is null)
            throw new ConflictException("notMerged", $"Source {Id} is not merged into another.");
        MergedInto = null;
        MergedIntoId = null;
        CanonicalId = null;
    }

    /// <summary>A person has taken the source into use.</summary>
    public void Accept() => Status = SourceStatus.Accepted;
}

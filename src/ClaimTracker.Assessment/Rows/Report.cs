namespace ClaimTracker.Assessment.Rows;

/// <summary>How a link passes the statement on; at the end of a chain, what gave its source access to it.</summary>
public enum LinkBasis : byte
{
    Cites,
    Told,
    Republishes,
    Speaks,
    Observed,
    Document,
    Unknown,
}

/// <summary>One hop of an attribution chain.</summary>
/// <param name="Source">The source, or null for an unknown outlet, which only link 0 can be.</param>
/// <param name="Basis">The basis of the link.</param>
/// <param name="Supports">False when the source is cited for what it does not say: the whole chain is then not counted.</param>
public readonly record struct ReportLink(long? Source, LinkBasis Basis, bool Supports = true);

/// <summary>One accepted claim as its article makes it. Claims that are not accepted are not given to the index at all.</summary>
/// <param name="Claim">Id of the claim.</param>
/// <param name="Article">Id of its article.</param>
/// <param name="Chain">The attribution chain, outermost link first; never empty.</param>
public sealed record Report(long Claim, long Article, IReadOnlyList<ReportLink> Chain)
{
    /// <summary>The claim asks, orders, promises or wishes: it joins propositions but is never weighed.</summary>
    public bool Requested { get; init; }

    /// <summary>False when the article was withdrawn: the claim brings no chain but still joins.</summary>
    public bool ArticleStands { get; init; } = true;

    /// <summary>The first instant at which the article may have been published (UTC); null when unknown.</summary>
    public DateTime? PublishedEarliest { get; init; }

    /// <summary>The instant by which it certainly was published (UTC, exclusive); null when unknown.</summary>
    public DateTime? PublishedLatest { get; init; }

    /// <summary>Sources that took this statement back: in its proposition chains through them are not counted.</summary>
    public IReadOnlyList<long> TakenBackBy { get; init; } = [];
}

/// <summary>What a relation between two claims says to the weighing.</summary>
public enum ReportRelationKind : byte
{
    /// <summary>The same statement again: one proposition.</summary>
    Restates,
    Corroborates,

    /// <summary>The contents exclude each other.</summary>
    Contradicts,

    /// <summary>The origin of the second claim never said that: its chain is not counted. One way.</summary>
    ContradictsAttribution,

    /// <summary>A correction of the second claim, whose chain is not counted. One way.</summary>
    Supersedes,

    /// <summary>The first report was made from the second. One way and acyclic.</summary>
    DerivedFrom,
}

/// <summary>A standing relation between two claims, read from the first to the second where its kind is one way.</summary>
public readonly record struct ReportRelation(long Id, long From, long To, ReportRelationKind Kind);

/// <summary>
/// This article was made from another article, or from a source: exactly one of the two is given. Holds for every claim of it in one
/// proposition with a claim of that article (from a source: for all its claims) whose link 0 has not the basis told or observed.
/// </summary>
public readonly record struct ArticleDerivation(long Id, long Article, long? FromArticle, long? FromSource);

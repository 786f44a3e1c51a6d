namespace ClaimTracker.Extraction;

/// <summary>What is known about a text before it is read.</summary>
public sealed record ExtractionOptions
{
    /// <summary>BCP 47 primary subtag ("fr", "en"); null: detected. A language without data gets only the steps that need none.</summary>
    public string? Language { get; init; }

    /// <summary>The outlet that publishes the text. It becomes link 0 of every chain; null: chains start with the first source the text names.</summary>
    public string? Outlet { get; init; }

    /// <summary>The headline, where it is kept apart from the text: it helps to tell the language. No span points into it.</summary>
    public string? Title { get; init; }

    /// <summary>One attribution for coordinated speakers, as annotators count them, rather than one claim for each.</summary>
    internal bool CoordinatedTogether { get; init; }
}

/// <summary>What one text was found to claim.</summary>
/// <param name="Language">The language the text was read in; "und" when it is not known.</param>
/// <param name="Claims">In reading order: by the start of the content, then by its end.</param>
/// <param name="Warnings">What is not wrong but should be known: a language that was not told or cannot be read, several languages.</param>
public sealed record ExtractionResult(
    string Language,
    IReadOnlyList<ProposedClaim> Claims,
    IReadOnlyList<Remark> Warnings
);

/// <summary>One statement found in the text, with the chain of sources it came through.</summary>
public sealed record ProposedClaim
{
    /// <summary>A wording that stands alone: verbatim, but for a subject pronoun replaced by the name it stands for where that is safe.</summary>
    public required string Statement { get; init; }

    public required ClaimMode Mode { get; init; }

    public required ClaimModality Modality { get; init; }

    /// <summary>Not empty; ascending and disjoint. Quotation marks belong to the content, the subordinator ("que", "that") does not.</summary>
    public required IReadOnlyList<TextSpan> Content { get; init; }

    /// <summary>The chain, outermost source first: publisher (when the outlet is known), relays, origin. Never the same source twice in a row.</summary>
    public required IReadOnlyList<ProposedLink> Attribution { get; init; }

    /// <summary>0–1: the share of proposals like this one that proved right on annotated news.</summary>
    public required double Confidence { get; init; }

    /// <summary>0–1: how much a sentence in the outlet's own voice states something that can be checked; null for attributed claims.</summary>
    public required double? CheckWorthiness { get; init; }

    /// <summary>Why this was proposed, in words an analyst can check against the text, and what makes it doubtful.</summary>
    public required ProposalReason Reason { get; init; }
}

/// <summary>One hop of a chain: a source, where the text names it, and the words that say so.</summary>
public sealed record ProposedLink
{
    public required ProposedSource Source { get; init; }

    /// <summary>The words that name the source here; null when the text leaves it unexpressed.</summary>
    public required TextSpan? Mention { get; init; }

    /// <summary>The words that say that it speaks ("a déclaré", "selon"); null when nothing does.</summary>
    public required TextSpan? Cue { get; init; }

    public required LinkStance Stance { get; init; }

    /// <summary>On the last link: speaks, observed, document or unknown.</summary>
    public required LinkBasis Basis { get; init; }

    /// <summary>False: the text says that the source does not say it ("did not say that").</summary>
    public bool Supports { get; init; } = true;
}

/// <summary>Someone statements are attributed to, as far as this text tells.</summary>
/// <param name="Ref">The same number is the same source, within one result.</param>
/// <param name="Name">Without office and article; null when the text leaves the source unexpressed.</param>
/// <param name="Kind">Unnamed: known by a description only.</param>
/// <param name="Office">What the source is or speaks as ("porte-parole de l'armée américaine").</param>
public sealed record ProposedSource(int Ref, string? Name, ProposedSourceKind Kind, string? Office);

/// <summary>A stretch of the text in UTF-16 code units: <paramref name="Start"/> inclusive, <paramref name="End"/> exclusive.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The words that stand here in the text the span belongs to.</summary>
    public string In(string text) => text[Start..End];
}

/// <summary>How the words reach the reader.</summary>
public enum ClaimMode
{
    /// <summary>All of it in quotation marks.</summary>
    Direct,
    Indirect,

    /// <summary>Partly in quotation marks.</summary>
    Mixed,

    /// <summary>The outlet's own voice.</summary>
    Narration,
}

/// <summary>What the origin does with the content.</summary>
public enum ClaimModality
{
    Asserted,

    /// <summary>Held possible or probable.</summary>
    Hedged,

    /// <summary>The journalistic conditional ("aurait tué").</summary>
    Conditional,

    /// <summary>The origin asserts that it is not so.</summary>
    Negated,

    /// <summary>Asked, ordered, promised or wished.</summary>
    Requested,
}

/// <summary>The attitude the cue shows.</summary>
public enum LinkStance
{
    Neutral,
    Affirming,
    Conceding,
    Denying,

    /// <summary>Of the one who reports, not of the source.</summary>
    Doubting,
}

/// <summary>How a statement passed on: the first three between links, the others at the end of a chain.</summary>
public enum LinkBasis
{
    Cites,
    Told,
    Republishes,
    Speaks,
    Observed,
    Document,
    Unknown,
}

/// <summary>What a source is.</summary>
public enum ProposedSourceKind
{
    Person,

    /// <summary>A named body: government, ministry, army, party, company, armed group.</summary>
    Organization,

    /// <summary>Publishes or distributes news, agencies included.</summary>
    Outlet,

    /// <summary>A named people or public without organs.</summary>
    Group,
    Document,

    /// <summary>Known by description only, or not expressed at all.</summary>
    Unnamed,
}

/// <summary>What proposes claims, by name and version, so that a stored proposal says which one made it.</summary>
/// <param name="Version">Raised whenever the same text may give other claims.</param>
public sealed record Extractor(string Name, string Version)
{
    /// <summary>This library.</summary>
    public static Extractor Current { get; } = new("ClaimTracker.Extraction", "2.0");

    public override string ToString() => $"{Name} {Version}";
}

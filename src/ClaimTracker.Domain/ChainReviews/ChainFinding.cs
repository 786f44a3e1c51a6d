using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Domain.ChainReviews;

/// <summary>What a reviewer finds about a link, as the chain records it, held against the text.</summary>
public enum LinkFinding
{
    /// <summary>The text bears the link as it is recorded.</summary>
    Supported = 0,

    /// <summary>The source does not say what it is cited for. While it stands, the chain is not counted.</summary>
    Unsupported = 1,

    /// <summary>Another source says it. While it stands, the chain is not counted.</summary>
    Misattributed = 2,

    /// <summary>The source says something else than what is passed on.</summary>
    Distorted = 3,

    /// <summary>Nobody can check it.</summary>
    Unverifiable = 4,

    /// <summary>A source is missing between this link and the next.</summary>
    MissingLink = 5,
}

/// <summary>A source as a link names it.</summary>
/// <param name="Id">Null for an unknown outlet, and for a suggested source that is not stored.</param>
/// <param name="Name">Null for an unnamed source and for an unknown outlet.</param>
/// <param name="Office">The office this text gives the source.</param>
public sealed record ReviewedSource(long? Id, string? Name, SourceKind Kind, string? Office);

/// <summary>The finding on one link.</summary>
/// <param name="Position">The link, from 0.</param>
/// <param name="Source">The link's source when it was reviewed.</param>
/// <param name="Suggested">Who should stand there instead; for a missing link, who stands between this link and the next.</param>
public sealed record ChainFinding(
    int Position,
    LinkFinding Finding,
    ReviewedSource Source,
    string? Note,
    IReadOnlyList<Evidence> Evidence,
    ReviewedSource? Suggested
)
{
    /// <summary>The chain does not carry the statement; the weighing leaves it out.</summary>
    public bool BreaksChain => Finding is LinkFinding.Unsupported or LinkFinding.Misattributed;
}

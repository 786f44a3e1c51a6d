using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Claims;

/// <summary>A link as someone proposes it. What is left out takes the default of its place in the chain.</summary>
/// <param name="Source">Null only for link 0 of an article whose outlet is unknown.</param>
public sealed record LinkDraft(Source? Source)
{
    public string? Office { get; init; }

    public TextSpan? Mention { get; init; }

    public TextSpan? Cue { get; init; }

    /// <summary>The version of the text that mention and cue belong to. Null: the article's current one.</summary>
    public int? TextVersion { get; init; }

    public Stance Stance { get; init; }

    public Basis? Basis { get; init; }

    /// <summary>False: this text does not say this link of this statement.</summary>
    public bool Stated { get; init; } = true;

    /// <summary>False: the source is cited for what it does not say.</summary>
    public bool Supports { get; init; } = true;

    public string? Note { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The client said that this is link 0.</summary>
    public bool IsPublisher { get; init; }
}

/// <summary>One hop of an attribution chain.</summary>
public sealed class AttributionLink
{
    private AttributionLink() { }

    internal AttributionLink(int position, LinkRole role, Basis basis, LinkDraft draft)
    {
        Position = position;
        Become(role, basis, draft);
    }

    /// <summary>Takes over another link's content in the same place, so that only what differs counts as changed.</summary>
    internal void Become(AttributionLink other) => Become(other.Role, other.Basis, other.ToDraft());

    private void Become(LinkRole role, Basis basis, LinkDraft draft)
    {
        Role = role;
        Basis = basis;
        Source = draft.Source;
        SourceId = draft.Source?.Id;
        Office = draft.Office;
        Mention = draft.Mention;
        Cue = draft.Cue;
        TextVersion = draft.Mention is null && draft.Cue is null ? null : draft.TextVersion;
        Stance = draft.Stance;
        Stated = draft.Stated;
        Supports = draft.Supports;
        Note = draft.Note;
        Evidence = draft.Evidence;
    }

    public long ClaimId { get; private set; }

    /// <summary>From 0, outermost first.</summary>
    public int Position { get; private set; }

    public LinkRole Role { get; private set; }

    /// <summary>Null only for link 0 of an article whose outlet is unknown.</summary>
    public long? SourceId { get; private set; }

    public Source? Source { get; private set; }

    /// <summary>The office this text gives the source, such as "porte-parole de l'armée".</summary>
    public string? Office { get; private set; }

    public TextSpan? Mention { get; private set; }

    public TextSpan? Cue { get; private set; }

    /// <summary>The version of the article's text that mention and cue belong to; null when there is neither. Older than the claim's where they were lost.</summary>
    public int? TextVersion { get; private set; }

    public Stance Stance { get; private set; }

    public Basis Basis { get; private set; }

    public bool Stated { get; private set; }

    public bool Supports { get; private set; }

    public string? Note { get; private set; }

    public IReadOnlyList<Evidence> Evidence { get; private set; } = [];

    /// <summary>Mention and cue stand there now.</summary>
    internal void SetAnchors(TextSpan? mention, TextSpan? cue, int textVersion) =>
        (Mention, Cue, TextVersion) = (mention, cue, textVersion);

    /// <summary>The link as a draft, to carry it over to another claim.</summary>
    public LinkDraft ToDraft() =>
        new(Source)
        {
            Office = Office,
            Mention = Mention,
            Cue = Cue,
            TextVersion = TextVersion,
            Stance = Stance,
            Basis = Basis,
            Stated = Stated,
            Supports = Supports,
            Note = Note,
            Evidence = Evidence,
            IsPublisher = Role == LinkRole.Publisher,
        };
}

namespace ClaimTracker.Extraction;

/// <summary>How a cue and its content stand to each other.</summary>
internal enum FrameKind : byte
{
    Clause,
    BareClause,
    Quotation,
    QuotationBefore,
    Infinitive,
    Nominal,
    About,
    Oblique,
    Incise,
    Colon,
    According,
    Passive,
    Noun,
    FreeQuotation,
}

/// <summary>Tokens <see cref="First"/> to <see cref="Last"/>, both inclusive.</summary>
internal readonly record struct TokenRange(int First, int Last);

/// <summary>One attribution as found, before sources are resolved and chains built.</summary>
internal sealed record Candidate
{
    public required FrameKind Frame { get; init; }

    /// <summary>The words of the cue; First is -1 where there are none.</summary>
    public required TokenRange CueTokens { get; init; }

    public required Cue? Cue { get; init; }

    public VerbGroup? Group { get; init; }

    public required Mention? Source { get; init; }

    /// <summary>Who learned it from the source ("a appris l'AFP auprès de X").</summary>
    public Mention? Receiver { get; init; }

    public required IReadOnlyList<TokenRange> Content { get; init; }

    /// <summary>The cue shares the subject of an earlier one (", ajoutant que …").</summary>
    public bool SharesSubject { get; init; }

    /// <summary>What the models made of it; null where a language has none.</summary>
    public Judgement? Judgement { get; init; }

    public int Start => Content[0].First;

    public int End => Content[^1].Last;
}

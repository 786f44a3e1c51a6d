namespace ClaimTracker.Extraction;

/// <summary>One possible report: a cue with what it was read to say, by whom, and the figures that speak for it.</summary>
internal sealed class Report
{
    /// <summary>The head of the cue; -1 for a report of the rules that has none.</summary>
    public required int Cue { get; init; }

    public required int CueOdds { get; init; }

    /// <summary>The rules' candidate for the same cue.</summary>
    public required Candidate? Rule { get; init; }

    public required Extent Content { get; init; }

    public SpanKind ContentKind { get; init; }

    /// <summary>The lead of the chosen content over the next one that is much unlike it.</summary>
    public int Margin { get; init; }

    /// <summary>The sum of the log odds of the content's words.</summary>
    public long ContentMass { get; init; }

    public int ContentMost { get; init; }

    public TokenRange? Source { get; init; }

    public int SourceHead { get; init; } = -1;

    public int SourceOdds { get; init; }

    public int SourceMargin { get; init; }

    /// <summary>The log odds that it is right; the confidence that is shown.</summary>
    public int Odds { get; set; }

    /// <summary>What is left of the content where other reports have taken some of it.</summary>
    public List<TokenRange>? Trimmed { get; set; }

    public int Start => Content.First;

    public int End => Content.Last;

    public int Words(TokenFacts facts) => facts.WordsIn(Content.One) + facts.WordsIn(Content.Two);

    /// <summary>So many words two reports share.</summary>
    public static int Shared(TokenFacts facts, Extent a, Extent b) =>
        Shared(facts, a.One, b.One)
        + Shared(facts, a.One, b.Two)
        + Shared(facts, a.Two, b.One)
        + Shared(facts, a.Two, b.Two);

    private static int Shared(TokenFacts facts, TokenRange a, TokenRange b) =>
        facts.WordsIn(new TokenRange(Math.Max(a.First, b.First), Math.Min(a.Last, b.Last)));
}

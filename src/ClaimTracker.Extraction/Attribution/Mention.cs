namespace ClaimTracker.Extraction;

/// <summary>The words that name a source: tokens <see cref="First"/> to <see cref="Last"/>, appositions included; <see cref="Core"/> is the
/// noun phrase that bears the name, <see cref="CoreLast"/> the end of its prepositional phrases, before any apposition.</summary>
internal sealed record Mention(int First, int Last, NounPhrase Core, int CoreLast)
{
    /// <summary>"qui", "who": stands for the phrase before it, which is <see cref="Core"/>.</summary>
    public int Relative { get; init; } = -1;

    /// <summary>The mention without what comes after this token.</summary>
    public Mention Until(int last) => this with { Last = last, CoreLast = Math.Min(CoreLast, last) };
}

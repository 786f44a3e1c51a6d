using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>An annotated attribution in tokens.</summary>
internal sealed record AlignedAttribution(
    GoldAttribution Gold,
    int Cue,
    HashSet<int> CueTokens,
    HashSet<int> Source,
    HashSet<int> Content
);

/// <summary>An annotated article as the models see it, with its attributions in tokens.</summary>
internal sealed class AlignedArticle
{
    public AlignedArticle(GoldArticle gold)
    {
        Gold = gold;
        Facts = ArticleExtractor.Look(gold.Text, gold.Language);
        foreach (var attribution in gold.Attributions)
        {
            var cue = TokensIn(attribution.Cue);
            Attributions.Add(
                new AlignedAttribution(
                    attribution,
                    cue.Count == 0 ? -1 : Head(cue),
                    cue,
                    TokensIn(attribution.Source),
                    TokensIn(attribution.Content)
                )
            );
        }
    }

    public GoldArticle Gold { get; }

    public TokenFacts Facts { get; }

    public List<AlignedAttribution> Attributions { get; } = [];

    /// <summary>Every word that may be the head of a cue, and whether it is one.</summary>
    public (Example Example, bool Right)[] CueExamples => cueExamples ??= LookAtCues();

    private (Example, bool)[]? cueExamples;

    private (Example, bool)[] LookAtCues()
    {
        var features = new FeatureList();
        var examples = new List<(Example, bool)>();
        var cues = Attributions.Select(a => a.Cue).ToHashSet();
        for (var i = 0; i < Facts.Count; i++)
            if (CueModel.IsCandidate(Facts, i))
            {
                CueModel.Collect(Facts, i, features);
                examples.Add((Example.Of(features), cues.Contains(i)));
            }
        return [.. examples];
    }

    // The head of the cue among its own words only: annotators leave out what stands between.
    private int Head(HashSet<int> cue)
    {
        var range = new TokenRange(cue.Min(), cue.Max());
        var head = Facts.HeadOf(range);
        return cue.Contains(head) ? head : cue.Max();
    }

    private HashSet<int> TokensIn(TextSpan[] spans)
    {
        var tokens = Facts.Article.Tokens;
        var found = new HashSet<int>();
        foreach (var span in spans)
        {
            var low = 0;
            var high = tokens.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (tokens[middle].End <= span.Start)
                    low = middle + 1;
                else
                    high = middle;
            }
            for (; low < tokens.Length && tokens[low].Start < span.End; low++)
                found.Add(low);
        }
        return found;
    }

    /// <summary>How well a span of tokens matches annotated ones, over words.</summary>
    public double F1(Extent extent, HashSet<int> gold)
    {
        var words = 0;
        var common = 0;
        foreach (var range in extent.Ranges)
            for (var i = range.First; i <= range.Last; i++)
                if (Facts.IsWord(i))
                {
                    words++;
                    if (gold.Contains(i))
                        common++;
                }
        var wanted = gold.Count(Facts.IsWord);
        return common == 0 ? (words + wanted == 0 ? 1 : 0) : 2.0 * common / (words + wanted);
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Reads every possible report of an article: for each likely cue the likeliest content and source, and what only the rules saw.</summary>
internal sealed class ReportReader
{
    /// <summary>Log odds from which a word is read as a cue: one in ten.</summary>
    public const int LikelyCue = -LogSpace.One * 9 / 4;

    // News has five cues in so many tokens; what has many times more is no news, and must not cost more than its length.
    private const int Stretch = 128;

    /// <summary>So much likelier, in log odds, must be what overrules the rules.</summary>
    private const int RuleAdvantage = LogSpace.One * 5 / 4;
    private const int MostInStretch = 20;

    private readonly TokenFacts facts;
    private readonly AttributionModels models;
    private readonly SpanModel labels;
    private readonly ContentRanker contents;
    private readonly SourceRanker sources;
    private readonly ContentSpans spans;
    private readonly SpanMarginals marginals = new();
    private readonly FeatureList features = new();
    private readonly List<SpanCandidate> sourceSpans = [];

    public ReportReader(TokenFacts facts, AttributionModels models)
    {
        this.facts = facts;
        this.models = models;
        labels = new SpanModel(models.Emissions, models.Transitions);
        contents = new ContentRanker(models.Content);
        sources = new SourceRanker(models.Source);
        spans = new ContentSpans(facts);
    }

    public List<Report> Read()
    {
        var scores = new CueModel(models.Cue).Score(facts);
        var window = new SpanWindow(facts, scores);
        var reports = new List<Report>();
        foreach (var cue in Likely(scores))
            if (Read(window, cue, scores[cue]) is { } report)
                reports.Add(report);
        foreach (var rule in facts.Rules)
        {
            var cue = rule.CueTokens.First < 0 ? -1 : facts.HeadOf(rule.CueTokens);
            if (cue >= 0 && (scores[cue] > LikelyCue || facts.RuleAt[cue] != rule))
                continue;
            reports.Add(
                new Report
                {
                    Cue = cue,
                    CueOdds = cue < 0 ? LikelyCue : Math.Max(scores[cue], -8 * LogSpace.One),
                    Rule = rule,
                    Content =
                        rule.Content.Count == 1
                            ? new Extent(rule.Content[0])
                            : new Extent(rule.Content[0], rule.Content[^1]),
                    Source = rule.Source is { } source ? new TokenRange(source.First, source.Last) : null,
                    SourceHead = rule.Source?.Core.Head ?? -1,
                }
            );
        }
        reports.Sort((a, b) => (Anchor(a), a.Start).CompareTo((Anchor(b), b.Start)));
        return reports;
    }

    // The likely cues; where there are too many in a stretch of text, the likeliest of them.
    private static List<int> Likely(int[] scores)
    {
        var cues = new List<int>();
        var stretch = new List<int>();
        for (var first = 0; first < scores.Length; first += Stretch)
        {
            stretch.Clear();
            for (var i = first; i < Math.Min(scores.Length, first + Stretch); i++)
                if (scores[i] > LikelyCue)
                    stretch.Add(i);
            if (stretch.Count > MostInStretch)
            {
                stretch.Sort((a, b) => scores[a] == scores[b] ? a.CompareTo(b) : scores[b].CompareTo(scores[a]));
                stretch.RemoveRange(MostInStretch, stretch.Count - MostInStretch);
                stretch.Sort();
            }
            cues.AddRange(stretch);
        }
        return cues;
    }

    public static int Anchor(Report report) => report.Cue >= 0 ? report.Cue : report.Start;

    private Report? Read(SpanWindow window, int cue, int odds)
    {
        window.Open(cue);
        labels.Label(window, marginals);
        var candidates = spans.Find(window, marginals);
        ContentRanker.Prune(facts, marginals, candidates);
        if (candidates.Count == 0)
            return null;
        var scores = new int[candidates.Count];
        var best = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            ContentRanker.Collect(window, marginals, candidates[i], features);
            scores[i] = contents.Score(features);
            if (scores[i] > scores[best])
                best = i;
        }
        // Between what the rules found and what is hardly likelier the rules' word counts: they know where a clause ends.
        var ruled = candidates.FindIndex(c => c.Kind == SpanKind.Rule);
        if (ruled >= 0 && scores[best] - scores[ruled] < RuleAdvantage)
            best = ruled;
        var chosen = candidates[best];
        var runnerUp = int.MinValue;
        for (var i = 0; i < scores.Length; i++)
            if (
                scores[i] > runnerUp
                && (candidates[i].Extent.First > chosen.Extent.Last || candidates[i].Extent.Last < chosen.Extent.First)
            )
                runnerUp = scores[i];
        SourceRanker.Find(window, marginals, sourceSpans);
        var sourceScores = new int[sourceSpans.Count];
        var source = 0;
        for (var i = 0; i < sourceScores.Length; i++)
        {
            SourceRanker.Collect(window, marginals, sourceSpans[i], chosen.Extent, features);
            sourceScores[i] = sources.Score(features);
            if (sourceScores[i] > sourceScores[source])
                source = i;
        }
        var ruledSource = sourceSpans.FindIndex(c => c.Kind == SpanKind.Rule);
        // Nobody at all is a poor answer where the rules know somebody.
        var advantage = sourceSpans[source].Kind == SpanKind.None ? 2 * RuleAdvantage : RuleAdvantage;
        if (ruledSource >= 0 && sourceScores[source] - sourceScores[ruledSource] < advantage)
            source = ruledSource;
        var second = int.MinValue;
        for (var i = 0; i < sourceScores.Length; i++)
            if (i != source && sourceScores[i] > second)
                second = sourceScores[i];
        var named = sourceSpans[source];
        var mass = marginals.Mass(chosen.Extent.One, SpanLabel.Content);
        if (chosen.Extent.HasTwo)
            mass += marginals.Mass(chosen.Extent.Two, SpanLabel.Content);
        var most = -12 * LogSpace.One;
        for (var i = chosen.Extent.First; i <= Math.Min(chosen.Extent.Last, window.Last); i++)
            most = Math.Max(most, marginals.Of(i, SpanLabel.Content));
        return new Report
        {
            Cue = cue,
            CueOdds = odds,
            Rule = facts.RuleAt[cue],
            Content = chosen.Extent,
            ContentKind = chosen.Kind,
            Margin = runnerUp == int.MinValue ? 8 * LogSpace.One : scores[best] - runnerUp,
            ContentMass = mass,
            ContentMost = most,
            Source = named.Kind == SpanKind.None ? null : named.Extent.One,
            SourceHead = named.Head,
            SourceOdds = named.Kind == SpanKind.None ? 0 : marginals.Of(named.Head, SpanLabel.Source),
            SourceMargin = second == int.MinValue ? 8 * LogSpace.One : sourceScores[source] - second,
        };
    }
}

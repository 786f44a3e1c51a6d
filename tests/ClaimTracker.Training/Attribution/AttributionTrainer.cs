using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>How the models of one language are trained.</summary>
internal sealed record AttributionSettings
{
    public int CueRounds { get; init; } = 5;

    public int SpanRounds { get; init; } = 3;

    public int RankRounds { get; init; } = 4;

    public int AcceptanceRounds { get; init; } = 12;

    /// <summary>So many attributions at most teach the rankers.</summary>
    public int MostRanked { get; init; } = int.MaxValue;

    /// <summary>Every word belongs to one report at most, in the figures the threshold is chosen on.</summary>
    public bool Univocal { get; init; }

    /// <summary>Each article is read by models that have not seen it, so many times over.</summary>
    public int Folds { get; init; } = 4;

    public static AttributionSettings Of(string language) =>
        language == "en"
            ? new AttributionSettings
            {
                Folds = 3,
                MostRanked = 9000,
                Univocal = true,
            }
            : new AttributionSettings { SpanRounds = 5 };
}

/// <summary>Trains all models that find attributions: each on what the one before it makes of articles it has not seen.</summary>
internal sealed class AttributionTrainer(AttributionSettings settings)
{
    private const double RightAt = 0.3;

    // A candidate this much likelier right than a coin would say so.
    private readonly FeatureList features = new();

    public byte[] Train(List<AlignedArticle> articles, Action<string>? log = null)
    {
        var folds = settings.Folds;
        var cues = new AdaGradWeights[folds + 1];
        var spans = new SpanTrainer[folds + 1];
        var scores = new int[articles.Count][];
        for (var fold = 0; fold <= folds; fold++)
            cues[fold] = TrainCues(articles.Where((_, i) => i % folds != fold));
        for (var i = 0; i < articles.Count; i++)
            scores[i] = new CueModel(Quantize(cues[i % folds], Least.Cue)).Score(articles[i].Facts);
        log?.Invoke($"cues: {BestF1(articles, scores):0.0000}");
        for (var fold = 0; fold <= folds; fold++)
            spans[fold] = TrainSpans(articles, scores, i => i % folds != fold);
        log?.Invoke("labels");
        var emissions = spans.Select(s => Quantize(s.Emissions, Least.Labels)).ToArray();
        var transitions = spans.Select(s => Quantize(s.Transitions, Least.Labels)).ToArray();
        var ranked = new List<RankExample>();
        var every = Math.Max(1, articles.Sum(a => a.Attributions.Count) / (double)settings.MostRanked);
        double due = 0;
        for (var i = 0; i < articles.Count; i++)
        {
            var window = new SpanWindow(articles[i].Facts, scores[i]);
            var model = new SpanModel(emissions[i % folds], transitions[i % folds]);
            foreach (var attribution in articles[i].Attributions)
                if (attribution.Cue >= 0 && attribution.Content.Count > 0 && ++due >= every)
                {
                    due -= every;
                    ranked.Add(Ranked(articles[i], i % folds, window, model, attribution));
                }
        }
        log?.Invoke(
            $"spans: best content {ranked.Average(r => r.ContentF1.Max()):0.000}, best source {ranked.Average(r => r.SourceF1.Max()):0.000}"
        );
        var contents = new LinearTrainer[folds + 1];
        var sources = new LinearTrainer[folds + 1];
        for (var fold = 0; fold <= folds; fold++)
        {
            contents[fold] = TrainRanker(ranked.Where(r => r.Fold != fold), r => (r.Contents, r.ContentF1));
            sources[fold] = TrainRanker(ranked.Where(r => r.Fold != fold), r => (r.Sources, r.SourceF1));
        }
        log?.Invoke(
            $"rankers: content {Mean(r => Chosen(contents[r.Fold], r.Contents, r.ContentF1)):0.0000}, whole {Mean(r => Chosen(contents[r.Fold], r.Contents, r.ContentF1) >= 0.8 ? 1 : 0):0.0000}, source {Mean(r => Chosen(sources[r.Fold], r.Sources, r.SourceF1)):0.0000}"
        );
        ranked.Clear();

        double Mean(Func<RankExample, double> value) => ranked.Average(value);
        var read = new List<Report>[articles.Count];
        var byFold = Enumerable
            .Range(0, folds + 1)
            .Select(fold => new AttributionModels
            {
                Cue = Quantize(cues[fold], Least.Cue),
                Emissions = emissions[fold],
                Transitions = transitions[fold],
                Content = Quantize(contents[fold].Weights, Least.Rank),
                Source = Quantize(sources[fold].Weights, Least.Rank),
                Acceptance = Quantize(new AdaGradWeights(4, 1, 1), 1),
                Threshold = 0,
            })
            .ToArray();
        var judged = new List<(Example Example, bool Right, int Article, Report Report)>();
        for (var i = 0; i < articles.Count; i++)
        {
            read[i] = new ReportReader(articles[i].Facts, byFold[i % folds]).Read();
            var right = Right(articles[i], read[i]);
            for (var k = 0; k < read[i].Count; k++)
            {
                AcceptanceModel.Collect(articles[i].Facts, read[i], k, features);
                judged.Add((Example.Of(features), right[k], i, read[i][k]));
            }
        }
        log?.Invoke($"reports: {judged.Count}, {judged.Count(j => j.Right)} right");
        for (var fold = 0; fold < folds; fold++)
        {
            var model = Quantize(TrainAcceptance(judged.Where(j => j.Article % folds != fold)).Weights, Least.Rank);
            for (var i = fold; i < articles.Count; i += folds)
                new AcceptanceModel(model).Score(articles[i].Facts, read[i]);
        }
        var threshold = ChooseThreshold(articles, read, log);
        var acceptance = TrainAcceptance(judged);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(threshold);
            cues[folds].Write(writer, Least.Cue);
            spans[folds].Emissions.Write(writer, Least.Labels);
            spans[folds].Transitions.Write(writer, Least.Labels);
            contents[folds].Weights.Write(writer, Least.Rank);
            sources[folds].Weights.Write(writer, Least.Rank);
            acceptance.Weights.Write(writer, Least.Rank);
        }
        log?.Invoke("acceptance");
        return stream.ToArray();
    }

    private static double Chosen(LinearTrainer ranker, Example[] candidates, double[] f1)
    {
        var best = 0;
        var most = double.MinValue;
        for (var i = 0; i < candidates.Length; i++)
            if (ranker.Score(candidates[i]) is var score && score > most)
                (most, best) = (score, i);
        return f1[best];
    }

    // The F1 of the cues at the best threshold there is.
    private static double BestF1(List<AlignedArticle> articles, int[][] scores)
    {
        var judged = new List<(int Score, bool Right)>();
        for (var i = 0; i < articles.Count; i++)
        {
            var cues = articles[i].Attributions.Select(a => a.Cue).ToHashSet();
            for (var k = 0; k < scores[i].Length; k++)
                judged.Add((scores[i][k], cues.Contains(k)));
        }
        var gold = judged.Count(j => j.Right);
        var right = 0;
        var best = 0.0;
        var seen = 0;
        foreach (var (_, isRight) in judged.OrderByDescending(j => j.Score))
        {
            seen++;
            right += isRight ? 1 : 0;
            best = Math.Max(best, 2.0 * right / (seen + gold));
        }
        return best;
    }

    // Weights nearer to nought than these are left out of the files.
    private static class Least
    {
        public const float Cue = 0.02f;
        public const float Labels = 0.03f;
        public const float Rank = 0.01f;
    }

    public static QuantizedWeights Quantize(AdaGradWeights weights, float least)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        weights.Write(writer, least);
        writer.Flush();
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        return QuantizedWeights.Read(reader);
    }

    private AdaGradWeights TrainCues(IEnumerable<AlignedArticle> articles)
    {
        var examples = articles.SelectMany(a => a.CueExamples).ToArray();
        var trainer = new LinearTrainer(22, 0.15f, 3e-5f);
        var random = new Random(1);
        for (var round = 0; round < settings.CueRounds; round++)
        {
            random.Shuffle(examples);
            foreach (var (example, right) in examples)
            {
                trainer.Learn(example, right);
                if (round > 0)
                    trainer.Weights.EndExample();
            }
        }
        return trainer.Weights;
    }

    private SpanTrainer TrainSpans(List<AlignedArticle> articles, int[][] scores, Func<int, bool> takesPart)
    {
        var trainer = new SpanTrainer();
        var windows = articles.Select((a, i) => new SpanWindow(a.Facts, scores[i])).ToArray();
        var examples = Enumerable
            .Range(0, articles.Count)
            .Where(takesPart)
            .SelectMany(i => articles[i].Attributions.Where(a => a.Cue >= 0).Select(a => (i, a)))
            .ToArray();
        var random = new Random(2);
        for (var round = 0; round < settings.SpanRounds; round++)
        {
            random.Shuffle(examples);
            foreach (var (i, attribution) in examples)
            {
                windows[i].Open(attribution.Cue);
                trainer.Learn(windows[i], attribution);
                if (round > 0)
                    trainer.EndExample();
            }
        }
        return trainer;
    }

    private sealed record RankExample(
        int Fold,
        Example[] Contents,
        double[] ContentF1,
        Example[] Sources,
        double[] SourceF1
    );

    private RankExample Ranked(
        AlignedArticle article,
        int fold,
        SpanWindow window,
        SpanModel model,
        AlignedAttribution attribution
    )
    {
        var marginals = new SpanMarginals();
        window.Open(attribution.Cue);
        model.Label(window, marginals);
        var contents = new ContentSpans(article.Facts).Find(window, marginals);
        ContentRanker.Prune(article.Facts, marginals, contents);
        var contentF1 = contents.Select(c => article.F1(c.Extent, attribution.Content)).ToArray();
        var contentExamples = contents
            .Select(c =>
            {
                ContentRanker.Collect(window, marginals, c, features);
                return Example.Of(features);
            })
            .ToArray();
        var best =
            contents.Count == 0 ? new Extent(Extent.Empty) : contents[Array.IndexOf(contentF1, contentF1.Max())].Extent;
        var sources = SourceRanker.Find(window, marginals, []);
        var sourceExamples = sources
            .Select(s =>
            {
                SourceRanker.Collect(window, marginals, s, best, features);
                return Example.Of(features);
            })
            .ToArray();
        return new RankExample(
            fold,
            contentExamples,
            contents.Count == 0 ? [0] : contentF1,
            sourceExamples,
            [.. sources.Select(s => article.F1(s.Extent, attribution.Source))]
        );
    }

    private LinearTrainer TrainRanker(IEnumerable<RankExample> ranked, Func<RankExample, (Example[], double[])> part)
    {
        var examples = ranked.Select(part).Where(e => e.Item1.Length > 1 && e.Item2.Max() > 0).ToArray();
        var trainer = new LinearTrainer(18, 0.06f, 1e-5f);
        var random = new Random(3);
        for (var round = 0; round < settings.RankRounds; round++)
        {
            random.Shuffle(examples);
            foreach (var (candidates, f1) in examples)
            {
                trainer.Rank(candidates, f1);
                if (round > 0)
                    trainer.Weights.EndExample();
            }
        }
        return trainer;
    }

    private LinearTrainer TrainAcceptance(IEnumerable<(Example Example, bool Right, int Article, Report Report)> judged)
    {
        var examples = judged.Select(j => (j.Example, j.Right)).ToArray();
        var trainer = new LinearTrainer(16, 0.05f, 3e-4f);
        var random = new Random(4);
        for (var round = 0; round < settings.AcceptanceRounds; round++)
        {
            random.Shuffle(examples);
            foreach (var (example, right) in examples)
            {
                trainer.Learn(example, right);
                if (round > 0)
                    trainer.Weights.EndExample();
            }
        }
        return trainer;
    }

    /// <summary>Which reports are right when each annotated attribution takes the one that fits it best; of equal ones the one with the surer cue.</summary>
    private static bool[] Right(AlignedArticle article, List<Report> reports) =>
        [.. Match(article, reports).Select(f1 => f1 >= RightAt)];

    private static double[] Match(AlignedArticle article, List<Report> reports)
    {
        var scores = new List<(double F1, int Gold, int Report)>();
        for (var g = 0; g < article.Attributions.Count; g++)
        {
            var gold = article.Attributions[g];
            if (gold.Content.Count == 0)
                continue;
            var first = gold.Content.Min();
            var last = gold.Content.Max();
            for (var r = 0; r < reports.Count; r++)
                if (
                    reports[r].Start <= last
                    && reports[r].End >= first
                    && Fit(article, reports[r], gold.Content) is var f1 and > 0
                )
                    scores.Add((f1, g, r));
        }
        var result = new double[reports.Count];
        var goldTaken = new bool[article.Attributions.Count];
        var taken = new bool[reports.Count];
        foreach (
            var (f1, g, r) in scores
                .OrderByDescending(s => s.F1)
                .ThenByDescending(s => reports[s.Report].CueOdds)
                .ThenBy(s => s.Report)
        )
        {
            if (goldTaken[g] || taken[r])
                continue;
            goldTaken[g] = taken[r] = true;
            result[r] = f1;
        }
        return result;
    }

    private static double Fit(AlignedArticle article, Report report, HashSet<int> gold)
    {
        if (report.Trimmed is not { } trimmed)
            return article.F1(report.Content, gold);
        var words = trimmed
            .SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1))
            .Where(article.Facts.IsWord)
            .ToList();
        var common = words.Count(gold.Contains);
        return common == 0 ? 0 : 2.0 * common / (words.Count + gold.Count(article.Facts.IsWord));
    }

    // Where quotes found and quotes found whole together are most.
    private int ChooseThreshold(List<AlignedArticle> articles, List<Report>[] read, Action<string>? log)
    {
        var best = 0;
        double most = 0;
        var line = "";
        for (var threshold = -LogSpace.One * 5 / 4; threshold <= LogSpace.One / 2; threshold += LogSpace.One / 8)
        {
            double found = 0;
            double whole = 0;
            var proposed = 0;
            var gold = 0;
            for (var i = 0; i < articles.Count; i++)
            {
                foreach (var report in read[i])
                    report.Trimmed = null;
                var chosen = Selection.Choose(articles[i].Facts, read[i], threshold, settings.Univocal);
                var f1 = Match(articles[i], chosen);
                proposed += chosen.Count;
                gold += articles[i].Attributions.Count;
                found += f1.Count(f => f >= 0.3);
                whole += f1.Count(f => f >= 0.8);
            }
            var value = 2 * (found + whole) / (proposed + gold);
            if (value <= most)
                continue;
            most = value;
            best = threshold;
            line =
                $"threshold {threshold}: @0.3 {2 * found / (proposed + gold):0.0000} (P {found / proposed:0.000} R {found / gold:0.000}), @0.8 {2 * whole / (proposed + gold):0.0000}";
        }
        log?.Invoke(line);
        return best;
    }
}

using System.Diagnostics;
using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Evaluation;

/// <summary>Measures the learned extractor on articles it was not trained on: in turns on each part of the corpora, or on one corpus after training on another.</summary>
internal static class CrossValidation
{
    public static int Print(string[] files, string[] options)
    {
        var folds = int.Parse(ExtractionReport.Option(options, "--folds") ?? "5", CultureInfo.InvariantCulture);
        var measured = ExtractionReport.Option(options, "--measure");
        var share = double.Parse(ExtractionReport.Option(options, "--share") ?? "1", CultureInfo.InvariantCulture);
        var verbose = options.Contains("--verbose");
        var errors = int.Parse(ExtractionReport.Option(options, "--errors") ?? "0", CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        var articles = files
            .SelectMany(file => Corpus.Read(file).Select(a => (File: file, Article: new AlignedArticle(a))))
            .ToList();
        var settings = AttributionSettings.Of(articles[0].Article.Gold.Language);
        Log($"{articles.Count} articles read");
        var pairs = new List<(string File, Pair Pair)>();
        if (folds == 0)
            Train(articles.ConvertAll(a => a.Article));
        else if (measured is not null)
        {
            var models = Train(articles.ConvertAll(a => a.Article));
            foreach (var gold in Corpus.Read(measured))
                pairs.AddRange(Pairs(new AlignedArticle(gold), models).Select(p => (measured, p)));
        }
        else
            for (var fold = 0; fold < folds; fold++)
            {
                var taught = articles.Where((_, i) => Turn(i) % folds != fold).Select(a => a.Article).ToList();
                var models = Train(taught);
                // Who speaks, and through whom, is said in the French files only.
                var named = taught
                    .Where(a => a.Gold.Attributions.Any(g => g.Via is not null))
                    .Select(a => a.Gold)
                    .ToList();
                var speakers = named.Count == 0 ? null : SpeakerTrainer.Learn(named);
                var vias = named.Count == 0 ? null : ViaTrainer.Learn(named);
                foreach (var (file, article) in articles.Where((_, i) => Turn(i) % folds == fold))
                {
                    article.Facts.Article.Speakers = speakers;
                    article.Facts.Article.Vias = vias;
                    pairs.AddRange(Pairs(article, models).Select(p => (file, p)));
                }
            }
        foreach (var file in pairs.GroupBy(p => p.File))
        {
            Console.WriteLine($"== {file.Key}");
            ExtractionReport.PrintTable([.. file.Select(p => p.Pair)], errors);
        }
        Log("done");
        return 0;

        AttributionModels Train(List<AlignedArticle> all)
        {
            var part = all.Where((_, i) => i * share % 1 + share >= 1 - 1e-9).ToList();
            var bytes = new AttributionTrainer(settings).Train(part, verbose ? Log : null);
            Log($"trained on {part.Count} articles: {bytes.Length >> 10} KiB");
            using var reader = new BinaryReader(new MemoryStream(bytes));
            return AttributionModels.Read(reader);
        }

        IEnumerable<Pair> Pairs(AlignedArticle article, AttributionModels models) =>
            Pairing.Of(
                article.Gold,
                ArticleExtractor.Read(article.Facts, models, null, together: true, settings.Univocal)
            );

        void Log(string message) => Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds, 5:0} s  {message}");
    }

    // Articles of one day lie together in the files; the parts mix them.
    private static int Turn(int article) => (int)((uint)article * 2654435761u >> 16);
}

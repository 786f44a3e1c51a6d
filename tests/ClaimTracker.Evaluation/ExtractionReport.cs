using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClaimTracker.Extraction;

namespace ClaimTracker.Evaluation;

/// <summary>Runs the extractor over an annotated corpus and prints the table of the specification.</summary>
internal static class ExtractionReport
{
    private const double RightAt = 0.3;
    private const int LeastInBin = 100;
    private const int MostBins = 12;

    public static int Print(string file, string[] options)
    {
        var errors = Option(options, "--errors") is { } n ? int.Parse(n, CultureInfo.InvariantCulture) : 0;
        var category = Option(options, "--category");
        var articles = Corpus.Read(file).ToList();
        foreach (var language in articles.GroupBy(a => a.Language))
        {
            var pairs = language
                .SelectMany(a =>
                    Pairing.Of(
                        a,
                        options.Contains("--univocal")
                            ? Univocal(a)
                            : ArticleExtractor.Extract(a.Text, AsAnnotated(a)).Claims
                    )
                )
                .ToList();
            Console.WriteLine($"== {language.Key}: {language.Count()} articles");
            PrintTable(pairs, errors, category, brief: options.Contains("--brief"));
            PrintCandidates(language);
        }
        if (!options.Contains("--brief"))
            PrintSpeed(articles);
        return 0;
    }

    // As PolNeAR has it: every word belongs to one attribution at most.
    private static List<ProposedClaim> Univocal(GoldArticle article) =>
        ArticleExtractor.Read(
            ArticleExtractor.Look(article.Text, article.Language),
            LanguageData.For(article.Language).Models,
            null,
            together: true,
            univocal: true
        );

    /// <summary>The measures over all pairs, by category and by confidence, and some of the errors.</summary>
    public static void PrintTable(List<Pair> pairs, int errors, string? category = null, bool brief = false)
    {
        Console.Write(new Measures(pairs));
        if (brief)
            return;
        Console.WriteLine("-- by category of the gold attribution (recall)");
        foreach (var name in Categories.All)
            if (
                pairs.Where(p => p.Gold is not null && Categories.Of(p.Article, p.Gold).Contains(name)).ToList() is
                { Count: > 0 } of
            )
                Console.WriteLine($"{name, -12} {new Measures(of).Line}");
        PrintCalibration(pairs);
        if (errors > 0)
            PrintErrors(pairs, errors, category);
    }

    // What the rules consider at all: the most that a judge of their candidates can find.
    private static void PrintCandidates(IEnumerable<GoldArticle> articles)
    {
        var pairs = articles
            .SelectMany(a =>
                Pairing.Of(
                    a,
                    ArticleExtractor.Read(ArticleExtractor.Look(a.Text, a.Language), null, null, together: true)
                )
            )
            .ToList();
        var found = pairs.Count(p => p.ContentF1 >= RightAt);
        var gold = pairs.Count(p => p.Gold is not null);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"candidates       {(double)found / gold:0.000}   ({found} of {gold} gold, {pairs.Count(p => p.Predicted is not null)} candidates)"
            )
        );
    }

    private static ExtractionOptions AsAnnotated(GoldArticle article) =>
        new() { Language = article.Language, CoordinatedTogether = true };

    public static string? Option(string[] options, string name) =>
        Array.IndexOf(options, name) is var at and >= 0 && at + 1 < options.Length ? options[at + 1] : null;

    // The reliability diagram: the claims that are shown, in order of their confidence, in bins of at least so many.
    private static void PrintCalibration(List<Pair> pairs)
    {
        Console.WriteLine("-- confidence against the share found right, with its 95 % interval");
        var shown = pairs.Where(p => p.Predicted is not null).OrderBy(p => p.Predicted!.Confidence).ToList();
        var bins = Math.Clamp(shown.Count / LeastInBin, 1, MostBins);
        var apart = 0.0;
        for (var bin = 0; bin < bins; bin++)
        {
            var part = shown[(shown.Count * bin / bins)..(shown.Count * (bin + 1) / bins)];
            if (part.Count == 0)
                continue;
            var mean = part.Average(p => p.Predicted!.Confidence);
            var right = part.Count(p => p.ContentF1 >= RightAt);
            var share = (double)right / part.Count;
            var (low, high) = Wilson(right, part.Count);
            apart += Math.Abs(mean - share) * part.Count / shown.Count;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{part[0].Predicted!.Confidence:0.000}–{part[^1].Predicted!.Confidence:0.000}  mean {mean:0.000}  right {share:0.000} [{low:0.000}, {high:0.000}]  {new string('#', (int)(share * 40)), -40} ({right} of {part.Count})"
                )
            );
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean distance {apart:0.000}"));
    }

    // Wilson's interval for a share.
    private static (double Low, double High) Wilson(int right, int of)
    {
        const double z = 1.96;
        var share = (double)right / of;
        var centre = share + z * z / (2 * of);
        var half = z * Math.Sqrt(share * (1 - share) / of + z * z / (4.0 * of * of));
        return ((centre - half) / (1 + z * z / of), (centre + half) / (1 + z * z / of));
    }

    private static void PrintErrors(List<Pair> pairs, int most, string? category)
    {
        var missed = pairs
            .Where(p =>
                p.Gold is not null
                && p.ContentF1 < RightAt
                && (category is null || Categories.Of(p.Article, p.Gold).Contains(category))
            )
            .ToList();
        var alarms = category is null
            ? pairs.Where(p => p.Gold is null || p.ContentF1 < RightAt && p.Predicted is not null).ToList()
            : [];
        var halves = pairs
            .Where(p =>
                p.Gold is not null
                && p.ContentF1 is >= RightAt and < 0.8
                && (category is null || Categories.Of(p.Article, p.Gold).Contains(category))
            )
            .ToList();
        var sources = pairs
            .Where(p =>
                p.ContentF1 >= RightAt
                && (category is null || Categories.Of(p.Article, p.Gold!).Contains(category))
                && !p
                    .Article.WordsIn(p.Gold!.Source)
                    .SetEquals(p.Article.WordsIn(Measures.SpanOf(p.Predicted!, l => l.Mention)))
            )
            .ToList();
        var chains = pairs
            .Where(p =>
                p.ContentF1 >= RightAt
                && p.Gold!.Via is not null
                && (category is null || Categories.Of(p.Article, p.Gold).Contains(category))
                && (
                    !NameMatch.Same(p.Gold.Speaker, p.Predicted!.Attribution[^1].Source.Name)
                    || p.Gold.Via!.Length != p.Predicted.Attribution.Count - 1
                    || !string.Equals(
                        p.Gold.Stance,
                        p.Predicted.Attribution[^1].Stance.ToString(),
                        StringComparison.OrdinalIgnoreCase
                    )
                )
            )
            .ToList();
        foreach (
            var (title, list) in new[]
            {
                ("missed", missed),
                ("false alarms", alarms),
                ("content off", halves),
                ("source off", sources),
                ("speaker, via or stance off", chains),
            }
        )
        {
            Console.WriteLine($"-- {title}: {list.Count}");
            foreach (var pair in Spread(list, most))
                Console.WriteLine(Show(pair));
        }
    }

    // Evenly over the corpus, so that one article does not fill the list.
    private static IEnumerable<Pair> Spread(List<Pair> list, int most) =>
        list.Count <= most ? list : Enumerable.Range(0, most).Select(i => list[(int)((long)i * list.Count / most)]);

    private static string Show(Pair pair)
    {
        var (article, gold, predicted, _) = pair;
        var line = new StringBuilder(article.Id);
        if (gold is not null)
            line.Append(
                CultureInfo.InvariantCulture,
                $"\n   gold [{Categories.Join(article, gold.Source)}] ({Categories.Join(article, gold.Cue)}) {Short(Categories.Join(article, gold.Content))} {gold.Speaker} via {string.Join(" > ", gold.Via ?? [])} {gold.Stance}"
            );
        if (predicted is not null)
        {
            var last = predicted.Attribution.Count > 0 ? predicted.Attribution[^1] : null;
            line.Append(
                CultureInfo.InvariantCulture,
                $"\n   ours [{last?.Mention?.In(article.Text)}] ({last?.Cue?.In(article.Text)}) {Short(Categories.Join(article, [.. predicted.Content]))} {string.Join(" > ", predicted.Attribution.Select(l => l.Source.Name))} {last?.Stance} {predicted.Confidence}"
            );
        }
        if (gold is not null && predicted is null && gold.Cue.Length > 0)
            line.Append(
                CultureInfo.InvariantCulture,
                $"\n   text …{article.Text[Math.Max(0, gold.Cue[0].Start - 100)..Math.Min(article.Text.Length, gold.Cue[0].End + 100)].ReplaceLineEndings("⏎")}…"
            );
        return line.ToString();
    }

    private static string Short(string text) => text.Length <= 160 ? text : text[..110] + " … " + text[^45..];

    // Processor time rather than the clock's, so that what else the machine does is left out; after a warm-up, as in a server that has run a while.
    private static void PrintSpeed(List<GoldArticle> articles)
    {
        var looked = articles.ConvertAll(a => ArticleExtractor.Look(a.Text, a.Language));
        Print("tokens, tags, parse", a => _ = new Article(articles[a].Text, looked[a].Article.Language));
        Print("candidates of the rules", a => Frames.Find(looked[a].Article));
        Print("facts", a => _ = new TokenFacts(looked[a].Article, looked[a].Parse, looked[a].Rules));
        if (looked[0].Article.Language.Models is { } models)
        {
            Print("cues", a => new CueModel(models.Cue).Score(looked[a]));
            Print("cues, labels, spans", a => new ReportReader(looked[a], models).Read());
        }
        Print("all", a => ArticleExtractor.Extract(articles[a].Text, AsAnnotated(articles[a])));

        void Print(string stage, Action<int> read)
        {
            var bytes = articles.Sum(a => (long)Encoding.UTF8.GetByteCount(a.Text));
            for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 2000; )
                All();
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var done = 0L;
            var spent = TimeSpan.Zero;
            while (spent.TotalSeconds < 1.5)
            {
                All();
                done += bytes;
                process.Refresh();
                spent = process.TotalProcessorTime - before;
            }
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"-- speed, {stage}: {done / 1e6 / spent.TotalSeconds:0.00} MB/s of one core"
                )
            );

            void All()
            {
                for (var a = 0; a < articles.Count; a++)
                    read(a);
            }
        }
    }
}

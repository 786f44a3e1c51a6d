using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Evaluation;

/// <summary>Fits the weights of the two reliability models to annotated articles: logistic regression with a quadratic penalty.</summary>
internal static class Fit
{
    private const double RightAt = 0.3;

    public static int Print(string file, string[] options)
    {
        var least = Number(options, "--least", 4);
        var penalty = Number(options, "--penalty", 1.5);
        var firstThreshold = Number(options, "--first-threshold", 0.15);
        // Where there are few articles, features that name single words would learn those articles by heart.
        var without = ExtractionReport.Option(options, "--without");
        var articles = Corpus.Read(file).ToList();
        Console.WriteLine(
            "# Written by the evaluation program's \"fit\": how often proposals of a make proved right. Names and numbers only."
        );
        var first = Model("first ", Examples(articles, null), least, penalty, without);
        Line("first threshold", firstThreshold);
        Line("threshold", Number(options, "--threshold", 0.4));
        Model("", Examples(articles, features => Score(first, features) >= firstThreshold), least, penalty, without);
        return 0;
    }

    private static double Number(string[] options, string name, double otherwise) =>
        ExtractionReport.Option(options, name) is { } value
            ? double.Parse(value, CultureInfo.InvariantCulture)
            : otherwise;

    private static void Line(string name, double weight) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{weight:0.00}"));

    private static List<(string[] Features, bool Right)> Examples(
        List<GoldArticle> articles,
        Func<string[], bool>? plausible
    )
    {
        var examples = new List<(string[] Features, bool Right)>();
        foreach (var article in articles)
        {
            var features = new Dictionary<ProposedClaim, string[]>(ReferenceEqualityComparer.Instance);
            foreach (var (claim, madeOf) in ArticleExtractor.Examine(article.Text, article.Language, plausible))
                features[claim] = madeOf;
            examples.AddRange(
                Pairing
                    .Of(article, [.. features.Keys])
                    .Where(p => p.Predicted is not null)
                    .Select(p => (features[p.Predicted!], p.ContentF1 >= RightAt))
            );
        }
        return examples;
    }

    private static double Score(Dictionary<string, double> weights, IEnumerable<string> features) =>
        1 / (1 + Math.Exp(-features.Sum(f => weights.GetValueOrDefault(f))));

    private static Dictionary<string, double> Model(
        string prefix,
        List<(string[] Features, bool Right)> examples,
        double least,
        double penalty,
        string? without
    )
    {
        var names = examples
            .SelectMany(e => e.Features)
            .Where(f => without is null || !f.StartsWith(without, StringComparison.Ordinal))
            .GroupBy(f => f)
            .Where(g => g.Count() >= least)
            .Select(g => g.Key)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var index = names.Select((name, i) => (name, i)).ToDictionary(e => e.name, e => e.i);
        var rows = examples.ConvertAll(e =>
            (Active: e.Features.Where(index.ContainsKey).Select(f => index[f]).Distinct().ToArray(), e.Right)
        );
        var weights = Descend(rows, names.Length, penalty);
        var kept = names
            .Select((name, i) => (name, weight: Math.Round(weights[i], 2)))
            .Where(w => Math.Abs(w.weight) >= 0.03)
            .ToDictionary(w => w.name, w => w.weight);
        foreach (var (name, weight) in kept)
            Line(prefix + name, weight);
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{examples.Count} proposals, {examples.Count(e => e.Right)} right, {kept.Count} weights"
            )
        );
        for (var cut = 0.1; cut < 0.75; cut += 0.05)
        {
            var above = examples.Where(e => Score(kept, e.Features) >= cut).ToList();
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"threshold {cut:0.00}: {above.Count} kept, {above.Count(e => e.Right)} right"
                )
            );
        }
        return kept;
    }

    // AdaGrad: frequent features take small steps, rare ones large.
    private static double[] Descend(List<(int[] Active, bool Right)> rows, int features, double penalty)
    {
        var weights = new double[features];
        var squares = new double[features];
        for (var round = 0; round < 60; round++)
        {
            var gradient = new double[features];
            foreach (var (active, right) in rows)
            {
                var error = 1 / (1 + Math.Exp(-active.Sum(f => weights[f]))) - (right ? 1 : 0);
                foreach (var feature in active)
                    gradient[feature] += error;
            }
            for (var i = 0; i < features; i++)
            {
                var slope = gradient[i] + penalty * weights[i];
                squares[i] += slope * slope;
                weights[i] -= 0.5 * slope / Math.Sqrt(squares[i] + 1e-9);
            }
        }
        return weights;
    }
}

using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Evaluation;

/// <summary>Fits the weights of the reliability model to annotated articles: logistic regression with a quadratic penalty, by gradient descent.</summary>
internal static class Fit
{
    private const double RightAt = 0.3;

    public static int Print(string file, string[] options)
    {
        var least = ExtractionReport.Option(options, "--least") is { } n ? int.Parse(n, CultureInfo.InvariantCulture) : 4;
        var penalty = ExtractionReport.Option(options, "--penalty") is { } p ? double.Parse(p, CultureInfo.InvariantCulture) : 1.5;
        // Where there are few articles, features that name single words would learn those articles by heart.
        var without = ExtractionReport.Option(options, "--without");
        var examples = new List<(string[] Features, bool Right)>();
        foreach (var article in Corpus.Read(file))
            examples.AddRange(ArticleExtractor.Examine(article.Text, article.Language) is var found
                ? Pairing.Of(article, [.. found.Select(f => f.Claim)]).Where(pair => pair.Predicted is not null)
                    .Select(pair => (found.First(f => ReferenceEquals(f.Claim, pair.Predicted)).Features, pair.ContentF1 >= RightAt)) : []);
        var names = examples.SelectMany(e => e.Features).Where(f => without is null || !f.StartsWith(without, StringComparison.Ordinal)).GroupBy(f => f).Where(g => g.Count() >= least).Select(g => g.Key).Order(StringComparer.Ordinal).ToArray();
        var index = names.Select((name, i) => (name, i)).ToDictionary(e => e.name, e => e.i);
        var rows = examples.ConvertAll(e => (Active: e.Features.Where(index.ContainsKey).Select(f => index[f]).Distinct().ToArray(), e.Right));
        var weights = Descend(rows, names.Length, penalty);
        var scored = rows.ConvertAll(r => (Score: 1 / (1 + Math.Exp(-r.Active.Sum(f => weights[f]))), r.Right)).OrderByDescending(r => r.Score).ToList();
        Console.WriteLine("# Written by the evaluation program's \"fit\": how often proposals of a make proved right. Names and numbers only.");
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            if (Math.Abs(weights[i]) >= 0.02)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{weights[i]:0.00}"));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{examples.Count} proposals, {examples.Count(e => e.Right)} right, {names.Length} features"));
        for (var cut = 0.1; cut < 0.8; cut += 0.05)
        {
            var kept = scored.TakeWhile(s => s.Score >= cut).ToList();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threshold {cut:0.00}: {kept.Count} kept, {kept.Count(k => k.Right)} right"));
        }
        return 0;
    }

    private static double[] Descend(List<(int[] Active, bool Right)> rows, int features, double penalty)
    {
        var weights = new double[features];
        var squares = new double[features];
        // AdaGrad: frequent features take small steps, rare ones large.
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

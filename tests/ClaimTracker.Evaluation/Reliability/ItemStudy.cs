using System.Globalization;
using ClaimTracker.Assessment.Reliability;

namespace ClaimTracker.Evaluation.Reliability;

/// <summary>Data sets in which sources give one value to each item, and some items have a known true value.</summary>
internal static class ItemStudy
{
    public static void Run(string folder)
    {
        Population(folder);
        Book(folder);
        Console.WriteLine("D_Product, Duck, Dog, Face: not in this folder; their figures are not reproduced here.");
    }

    private static void Population(string folder)
    {
        var (claims, truth) = (
            Path.Combine(folder, "population_claims.csv.gz"),
            Path.Combine(folder, "population_truth.csv")
        );
        if (!File.Exists(claims) || !File.Exists(truth))
            return;
        var known = DataFile.Records(truth).Skip(1).ToDictionary(r => $"{r[0]}|{r[1]}", r => r[2]);
        // An editor's last value of an item is the one he stands by.
        var votes = DataFile
            .Records(claims)
            .Skip(1)
            .Select(r => (Source: r[3], Item: $"{r[0]}|{r[1]}", Value: r[2]))
            .GroupBy(v => (v.Source, v.Item))
            .Select(g => g.Last())
            .ToList();
        Report("Population", votes, known, static (a, b) => a == b);
    }

    private static void Book(string folder)
    {
        var (claims, truth) = (Path.Combine(folder, "book.txt.gz"), Path.Combine(folder, "book_golden.txt"));
        if (!File.Exists(claims) || !File.Exists(truth))
            return;
        var known = DataFile
            .Lines(truth)
            .Select(l => l.Split('\t'))
            .Where(f => f.Length == 2)
            .ToDictionary(f => f[0], f => LastNames(f[1]));
        var votes = DataFile
            .Lines(claims)
            .Select(l => l.Split('\t'))
            .Where(f => f.Length >= 4)
            .Select(f => (Source: f[0], Item: f[1], Value: LastNames(f[3])))
            .Where(v => v.Value.Length > 0)
            .GroupBy(v => (v.Source, v.Item))
            .Select(g => g.Last())
            .ToList();
        Report("Book, sets of last names (compare the rows only with each other)", votes, known, static (a, b) =>
            a == b
        );
    }

    private static void Report(
        string name,
        List<(string Source, string Item, string Value)> votes,
        Dictionary<string, string> known,
        Func<string, string, bool> same
    )
    {
        var items = votes.GroupBy(v => v.Item).ToDictionary(g => g.Key, g => g.ToList());
        var judged = known.Keys.Where(items.ContainsKey).ToList();
        var sources = Numbered(votes.Select(v => v.Source));
        var numbers = Numbered(votes.Select(v => v.Item));
        var values = Numbered(votes.Select(v => v.Value));
        var names = values.ToDictionary(v => v.Value, v => v.Key);
        Console.WriteLine(
            $"{name}: {votes.Count} votes of {sources.Count} sources, {judged.Count} items with a known value"
        );
        Console.WriteLine(
            $"  voting                       {judged.Average(Voted):F4}   (values that tie share the choice)"
        );
        var fitted = OneCoinModel.Fit(
            votes.Select(v => new OriginVote(sources[v.Source], numbers[v.Item], values[v.Value])),
            new OneCoinSettings(FalseValues: 10)
        );
        var best = fitted
            .Probability.GroupBy(p => p.Key.Item)
            .ToDictionary(g => g.Key, g => g.MaxBy(p => (p.Value, -p.Key.Value)).Key.Value);
        Console.WriteLine(
            $"  one-coin model, n = 10       {judged.Average(i => same(names[best[numbers[i]]], known[i]) ? 1.0 : 0):F4}   ({fitted.Rounds} rounds)"
        );

        double Voted(string item)
        {
            var counts = items[item].GroupBy(v => v.Value).Select(g => (Value: g.Key, Votes: g.Count())).ToList();
            var most = counts.Where(c => c.Votes == counts.Max(x => x.Votes)).ToList();
            return most.Any(c => same(c.Value, known[item])) ? 1.0 / most.Count : 0;
        }
    }

    private static Dictionary<string, long> Numbered(IEnumerable<string> names) =>
        names.Distinct().Index().ToDictionary(n => n.Item, n => (long)n.Index);

    /// <summary>"Knuth, Donald E.; Graham, Ron" as "graham;knuth": what stands before the first comma of each name, else its last word.</summary>
    private static string LastNames(string authors) =>
        string.Join(
            ';',
            authors
                .ToLower(CultureInfo.InvariantCulture)
                .Split([';', '/', '&'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(a =>
                    a.Split(',')[0].Trim() is var name && a.Contains(',', StringComparison.Ordinal)
                        ? name
                        : name.Split(' ')[^1]
                )
                .Where(n => n.Length > 0)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
}

using ClaimTracker.Assessment.Reliability;

namespace ClaimTracker.Evaluation.Reliability;

/// <summary>
/// The Emergent rumours: articles for and against a claim, and whether it was true (W. Ferreira, A. Vlachos, NAACL 2016). Counting articles
/// against ledgers of sources that never see the claim they judge.
/// </summary>
internal static class EmergentStudy
{
    private sealed record Article(string Source, bool For);

    private sealed record Rumour(string Id, bool True, List<Article> Articles);

    public static void Run(string folder)
    {
        var path = Path.Combine(folder, "emergent_edata_all.csv.gz");
        if (!File.Exists(path))
        {
            Console.WriteLine($"Emergent: {path} is not there.");
            return;
        }
        var records = DataFile.Records(path).ToList();
        var head = records[0].Index().ToDictionary(h => h.Item, h => h.Index);
        var rumours = records
            .Skip(1)
            .Where(r => r[head["claimTruth"]] is "true" or "false")
            .GroupBy(r => r[head["claimId"]])
            .Select(g => new Rumour(
                g.Key,
                g.First()[head["claimTruth"]] == "true",
                [
                    .. g.Where(r => r[head["articleHeadlineStance"]] is "for" or "against")
                        .Select(r => new Article(r[head["source"]], r[head["articleHeadlineStance"]] == "for")),
                ]
            ))
            .ToList();
        var ties = rumours.Count(r => Margin(r) == 0);
        Console.WriteLine(
            $"Emergent: {rumours.Count} claims with a verdict, {rumours.Count(r => !r.True)} of them false; for and against alike on {ties}"
        );
        Console.WriteLine($"  always false                                          {Share(rumours, _ => -1):F3}");
        Console.WriteLine(
            $"  counting articles, a tie is wrong                     {Share(rumours, r => Margin(r)):F3}"
        );
        Console.WriteLine(
            $"  counting articles, a tie is read as false             {Share(rumours, r => Margin(r) > 0 ? 1 : -1):F3}"
        );
        Console.WriteLine("  ledgers of sources without the claim judged, sum of log-odds, a tie is read as false:");
        foreach (
            var (name, prior) in new (string, BetaReputation?)[]
            {
                ("flat prior Beta(1, 1)", new(1, 1)),
                ("trusting prior Beta(2, 1)", new(2, 1)),
                ("prior of strength 2 around the record of all", null),
            }
        )
        {
            Console.WriteLine(
                $"    one ledger for each source, {name, -45} {Share(rumours, r => LogOdds(rumours, r, false, prior)):F3}"
            );
            Console.WriteLine(
                $"    assertion and denial apart, {name, -45} {Share(rumours, r => LogOdds(rumours, r, true, prior)):F3}"
            );
        }
        var (asserted, denied) = (
            rumours.SelectMany(r => r.Articles.Where(a => a.For).Select(_ => r.True)).ToList(),
            rumours.SelectMany(r => r.Articles.Where(a => !a.For).Select(_ => !r.True)).ToList()
        );
        Console.WriteLine(
            $"  an article for a claim was right in {asserted.Count(x => x)} of {asserted.Count}, one against in {denied.Count(x => x)} of {denied.Count}"
        );
    }

    private static int Margin(Rumour rumour) => rumour.Articles.Sum(a => a.For ? 1 : -1);

    /// <summary>The share judged rightly: above 0 means true, below 0 or not a tie means false, exactly 0 is wrong.</summary>
    private static double Share(List<Rumour> rumours, Func<Rumour, double> judge) =>
        rumours.Average(r => judge(r) is var score && score != 0 && score > 0 == r.True ? 1.0 : 0);

    private static double LogOdds(List<Rumour> rumours, Rumour judged, bool twoSided, BetaReputation? prior)
    {
        var ledgers = new Dictionary<(string, bool), BetaReputation>();
        var all = new Dictionary<bool, BetaReputation>();
        foreach (var rumour in rumours)
        {
            if (rumour.Id == judged.Id)
                continue;
            foreach (var article in rumour.Articles)
            {
                var side = twoSided && !article.For;
                var outcome = article.For == rumour.True ? new BetaReputation(1, 0) : new BetaReputation(0, 1);
                ledgers[(article.Source, side)] = ledgers.GetValueOrDefault((article.Source, side)) + outcome;
                all[side] = all.GetValueOrDefault(side) + outcome;
            }
        }
        var score = judged.Articles.Sum(a =>
        {
            var side = twoSided && !a.For;
            var ledger = ledgers.GetValueOrDefault((a.Source, side));
            var expected = ledger + (prior ?? new BetaReputation(2 * all[side].Value, 2 * (1 - all[side].Value)));
            var value = expected.Right / expected.Sample;
            return (a.For ? 1 : -1) * Math.Log(value / (1 - value));
        });
        return score > 1e-12 ? 1 : -1;
    }
}

using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>A predicted claim beside the attribution it was paired with; either may be missing.</summary>
internal sealed record Pair(GoldArticle Article, GoldAttribution? Gold, ProposedClaim? Predicted, double ContentF1);

/// <summary>Pairs each gold attribution with at most one predicted claim, greedily by the F1 of their content words. Narration does not count.</summary>
internal static class Pairing
{
    public static List<Pair> Of(GoldArticle article, IReadOnlyList<ProposedClaim> claims)
    {
        var predicted = claims.Where(c => c.Mode != ClaimMode.Narration).ToList();
        var predictedWords = predicted.ConvertAll(c => article.WordsIn(c.Content));
        var goldWords = article.Attributions.Select(a => article.WordsIn(a.Content)).ToList();
        var scores = new List<(double F1, int Gold, int Predicted)>();
        for (var g = 0; g < goldWords.Count; g++)
        for (var p = 0; p < predicted.Count; p++)
            if (F1(goldWords[g], predictedWords[p]) is var f1 and > 0)
                scores.Add((f1, g, p));
        var pairs = new List<Pair>();
        var takenGold = new HashSet<int>();
        var takenPredicted = new HashSet<int>();
        foreach (var (f1, g, p) in scores.OrderByDescending(s => s.F1).ThenBy(s => s.Gold).ThenBy(s => s.Predicted))
            if (!takenGold.Contains(g) && !takenPredicted.Contains(p))
            {
                takenGold.Add(g);
                takenPredicted.Add(p);
                pairs.Add(new Pair(article, article.Attributions[g], predicted[p], f1));
            }
        pairs.AddRange(
            article.Attributions.Where((_, g) => !takenGold.Contains(g)).Select(a => new Pair(article, a, null, 0))
        );
        pairs.AddRange(
            predicted.Where((_, p) => !takenPredicted.Contains(p)).Select(c => new Pair(article, null, c, 0))
        );
        return pairs;
    }

    public static double F1(HashSet<int> a, HashSet<int> b)
    {
        var common = a.Count(b.Contains);
        return common == 0 ? 0 : 2.0 * common / (a.Count + b.Count);
    }
}

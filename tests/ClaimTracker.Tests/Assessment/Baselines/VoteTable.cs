namespace ClaimTracker.Tests.Assessment.Baselines;

/// <summary>Sources that assert values of items: the input of the methods the product is compared with and does not contain.</summary>
public sealed class VoteTable
{
    public VoteTable(IEnumerable<(string Source, string Item, string Value)> votes)
    {
        var cast = votes.Distinct().ToList();
        Sources = [.. cast.Select(v => v.Source).Distinct()];
        Claims = [.. cast.Select(v => (v.Item, v.Value)).Distinct()];
        var claim = Claims.Index().ToDictionary(c => c.Item, c => c.Index);
        ClaimsOf =
        [
            .. Sources.Select(s => cast.Where(v => v.Source == s).Select(v => claim[(v.Item, v.Value)]).ToArray()),
        ];
        SourcesOf = [.. Claims.Select(_ => new List<int>())];
        for (var s = 0; s < ClaimsOf.Length; s++)
            foreach (var c in ClaimsOf[s])
                SourcesOf[c].Add(s);
        Rivals =
        [
            .. Claims.Select(c => Claims.Index().Where(o => o.Item.Item == c.Item).Select(o => o.Index).ToArray()),
        ];
    }

    public string[] Sources { get; }
    public (string Item, string Value)[] Claims { get; }
    public int[][] ClaimsOf { get; }
    public List<int>[] SourcesOf { get; }

    /// <summary>For each claim, all claims about the same item, itself included.</summary>
    public int[][] Rivals { get; }
}

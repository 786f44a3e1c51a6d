using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// Which sources of one side are read as one vertex in <c>low</c>: all unnamed ones, and undecided look-alikes.
/// Only an established finding parts two of them, or, for those with names, that somebody told them apart.
/// </summary>
internal sealed class Identities(ReportStore store)
{
    private readonly Dictionary<int, int> representative = [];
    private readonly HashSet<int> doubtful = [];
    private int oneUnnamed;

    /// <summary>True when at least two sources are read as one.</summary>
    public bool Merges { get; private set; }

    /// <summary>The sources that are read as one with another, by the one that stands for them.</summary>
    public IEnumerable<IGrouping<int, int>> Groups =>
        Merges ? InOrder().GroupBy(Representative).Where(group => group.Count() > 1) : [];

    /// <summary>The source that stands for a source.</summary>
    public int Representative(int source)
    {
        if (!Merges)
            return source;
        if (oneUnnamed >= 0)
            return store.Sources[source].Unnamed ? oneUnnamed : source;
        return representative.GetValueOrDefault(source, source);
    }

    /// <summary>Settles the sources that the hops of a lineage and their controllers name.</summary>
    public void Settle(Lineage lineage, IEnumerable<int> controllers, IReadOnlyList<Finding> findings)
    {
        Merges = false;
        if (doubtful.Count > 0)
            doubtful.Clear();
        var lookAlikes = false;
        foreach (var provenancePath in lineage.Strands)
        foreach (var hop in lineage.Hops(provenancePath))
            if (hop.Source >= 0)
                Doubt(hop.Source);
        foreach (var controller in controllers)
            Doubt(controller);
        if (doubtful.Count < 2)
            return;

        Merges = !lookAlikes && findings.Count == 0;
        oneUnnamed = Merges ? doubtful.MinBy(source => store.Sources[source].Id) : -1;
        if (!Merges)
            Group(findings);

        void Doubt(int source)
        {
            ref var row = ref store.Sources[source];
            if (!row.Unnamed && !row.LooksLikeAnother)
                return;
            doubtful.Add(source);
            lookAlikes |= row.LooksLikeAnother;
        }
    }

    private List<int> InOrder() => [.. doubtful.OrderBy(source => store.Sources[source].Id)];

    /// <summary>Every source joins the first group it may belong to, in the order of ids, so that the outcome never depends on the order of rows.</summary>
    private void Group(IReadOnlyList<Finding> findings)
    {
        var parted = findings
            .Where(f => f.Value == FindingValue.Established)
            .Select(f => Pair(store.Standing(store.SourceOf(f.A)), store.Standing(store.SourceOf(f.B))))
            .ToHashSet();
        var groups = new List<List<int>>();
        var doubtful = InOrder();
        representative.Clear();
        foreach (var source in doubtful)
        {
            var home = store.Sources[source].Unnamed
                ? groups.Find(group => store.Sources[group[0]].Unnamed && MayBeOne(group, [source]))
                : null;
            if (home is null)
                groups.Add([source]);
            else
                home.Add(source);
        }

        foreach (var source in doubtful)
        {
            if (!store.Sources[source].LooksLikeAnother)
                continue;
            var others = store.LooksLike(source);
            foreach (var other in doubtful.Where(others.Contains))
            {
                var (one, two) = (groups.Find(g => g.Contains(source))!, groups.Find(g => g.Contains(other))!);
                if (one == two || !MayBeOne(one, two))
                    continue;
                one.AddRange(two);
                groups.Remove(two);
            }
        }

        foreach (var group in groups)
        {
            var one = group.MinBy(source => store.Sources[source].Id);
            foreach (var source in group)
                representative.Add(source, one);
            Merges |= group.Count > 1;
        }

        bool MayBeOne(List<int> a, List<int> b) =>
            !a.Any(x => b.Any(y => parted.Contains(Pair(x, y)) || store.AreApart(x, y)));

        static (int, int) Pair(int a, int b) => (Math.Min(a, b), Math.Max(a, b));
    }
}

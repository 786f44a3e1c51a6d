using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>The places that people found several sources of one side to have it from, also over a third source: chains that end in two of them share it.</summary>
internal sealed class Places(ReportStore store)
{
    private readonly Dictionary<int, int> placeOf = []; // by source, the source that stands for its place
    private readonly List<int> sources = [];
    private readonly HashSet<int> joined = []; // sources whose findings in all matters were read
    private Identities identities = null!;

    public bool Any => placeOf.Count > 0;

    /// <summary>Reads what was found about the sources of a side.</summary>
    public void Open(Lineage lineage, IReadOnlyList<Finding> findings, Identities identities)
    {
        this.identities = identities;
        if (placeOf.Count > 0)
        {
            placeOf.Clear();
            sources.Clear();
            joined.Clear();
        }

        foreach (var finding in findings)
            Join(finding);
        if (store.FindingsEverywhere.Count > 0)
            foreach (var path in lineage.Paths)
            foreach (var hop in lineage.Hops(path))
                if (hop.Source >= 0 && store.Sources[hop.Source].HasPlace)
                    JoinEverywhere(hop.Source);
        foreach (var source in placeOf.Keys.ToList())
            JoinEverywhere(source);
        if (placeOf.Count > 0)
            sources.AddRange(placeOf.Keys.OrderBy(source => store.Sources[source].Id));
    }

    /// <summary>The place that a source stands for, or −1.</summary>
    public int Of(int source) => placeOf.ContainsKey(source) ? Root(source) : -1;

    /// <summary>The places that an end may be of, where those whose sources may be one are one.</summary>
    public IEnumerable<int> ThatMayBe(int end)
    {
        foreach (var source in sources)
            if (identities.MayBeOne(source, end))
                yield return ReadAsOne(Root(source));
    }

    /// <summary>The sources of a place, in <c>low</c> with those that may be one of them.</summary>
    public IEnumerable<int> SourcesOf(int place) =>
        sources.Where(source => ReadAsOne(Root(source)) == place).SelectMany(identities.ThatMayBe).Distinct();

    private int ReadAsOne(int place)
    {
        // The smallest place of all that hang together: there are few on a side.
        if (!identities.Merges)
            return place;
        var together = new HashSet<int> { place };
        for (var before = 0; before < together.Count; )
        {
            before = together.Count;
            foreach (var a in sources)
            foreach (var b in sources)
                if (together.Contains(Root(a)) && identities.MayBeOne(a, b))
                    together.Add(Root(b));
        }

        return together.MinBy(source => store.Sources[source].Id);
    }

    /// <summary>Joins what was found to be of one place with a source in all matters, and so on over thirds.</summary>
    private void JoinEverywhere(int source)
    {
        if (!store.Sources[source].HasPlace || !joined.Add(source))
            return;
        var open = new Stack<int>([source]);
        while (open.TryPop(out var at))
            foreach (var other in store.OneOriginWith(at))
            {
                Join(at, other);
                if (joined.Add(other))
                    open.Push(other);
            }
    }

    private void Join(Finding finding)
    {
        if (finding.Value == FindingValue.SameOrigin)
            Join(store.Standing(store.SourceOf(finding.A)), store.Standing(store.SourceOf(finding.B)));
    }

    private void Join(int a, int b)
    {
        placeOf.TryAdd(a, a);
        placeOf.TryAdd(b, b);
        (a, b) = (Root(a), Root(b));
        if (store.Sources[a].Id <= store.Sources[b].Id)
            placeOf[b] = a;
        else
            placeOf[a] = b;
    }

    private int Root(int source)
    {
        while (placeOf[source] != source)
            source = placeOf[source];
        return source;
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Packing;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>What the chain of one report is in the cautious reading, where it has all its ways.</summary>
/// <param name="Stands">One of its ways stands, and one in the generous reading too.</param>
/// <param name="Grounded">One of those that stand ends in an origin.</param>
/// <param name="OnlyLoops">Those that stand only lead back to themselves.</param>
internal readonly record struct CautiousChain(bool Stands, bool Grounded, bool OnlyLoops)
{
    /// <summary>It stands, and nobody knows whom it was had from.</summary>
    public bool IsUnknown => this is { Stands: true, Grounded: false, OnlyLoops: false };
}

/// <summary>
/// The chains of one side and how many of them share no source. A chain is what one report says, whole; none is ever put together from parts of two.
/// In <c>low</c> a report is one chain, with all sources of all its ways, for it may rest on each of them; in <c>high</c> each way is one.
/// </summary>
internal sealed class SideChains
{
    private readonly ReportStore store;
    private readonly AssessmentSettings settings;
    private readonly SharedElements lower;
    private readonly SharedElements upper;
    private readonly Comparison<int> earlierFirst;
    private readonly SetPacking packing = new();
    private readonly List<int> sorted = [];
    private readonly List<int> passed = []; // the elements of one chain
    private readonly List<int> placeOfSet = [];
    private readonly List<int> commanders = []; // of the origins of the side
    private readonly HashSet<int> named = [];
    private readonly List<int> goingOn = []; // reports with a way that goes on through others, by their place

    public SideChains(ReportStore store, AssessmentSettings settings)
    {
        this.store = store;
        this.settings = settings;
        earlierFirst = (a, b) => Earliness(a).CompareTo(Earliness(b));
        Lineage = new Lineage(store);
        Identities = new Identities(store);
        Places = new Places(store);
        Ways = new WholeWays(store, Lineage, Identities);
        lower = new SharedElements(store, Identities, Places, Bound.Lower);
        upper = new SharedElements(store, Identities, Places, Bound.Upper);
    }

    /// <summary>The ways of the reports; a report's place among them is its name here, the earliest first.</summary>
    public Lineage Lineage { get; }

    public Identities Identities { get; }

    public Places Places { get; }

    public WholeWays Ways { get; }

    /// <summary>Reads the reports of a side, with the findings that hold there.</summary>
    public void Read(List<int> reports, IReadOnlyList<Finding> findings)
    {
        sorted.Clear();
        sorted.AddRange(reports);
        if (sorted.Count > 1)
            sorted.Sort(earlierFirst);
        Lineage.Trace(sorted);
        Identities.Settle(Lineage, findings);
        if (store.Controls.Count > 0)
            while (CommandersOfOrigins().Count > 0 && Identities.Settle(commanders, findings)) { }
        Places.Open(Lineage, findings, Identities);
        Ways.Begin();
        lower.Begin();
        upper.Begin();
        named.Clear();
    }

    /// <summary>The greatest number of chains that share no source, read both ways.</summary>
    public OriginCount Count()
    {
        if (Lineage.Reports.Count == 0)
            return new OriginCount(0, 0);
        var differs = CollectUpper();
        packing.Solve();
        var (high, exact) = (packing.NotPassed, packing.Reached == packing.NotPassed);
        if (high == 0 || !differs)
            return new OriginCount(packing.Reached, high) { Approximate = !exact };
        var unknown = CollectLower();
        packing.Solve();
        var low = Math.Min(packing.Reached, high);
        if (low == 0 && unknown && settings.Lenient)
            low = 1;
        exact &= low == high || packing.Reached == packing.NotPassed;
        return new OriginCount(low, high) { Approximate = !exact };
    }

    /// <summary>One greatest set of chains of the cautious reading, as many as <c>low</c>, by the places of their reports, ascending.</summary>
    /// <param name="reliabilityOf">How reliable the chain of a report is: of several greatest sets one of reliable chains is preferred, then of early ones.</param>
    public List<int> Counted(Func<int, double> reliabilityOf)
    {
        var unknown = CollectLower();
        packing.Solve();
        var preferred = Enumerable.Range(0, packing.Count).OrderByDescending(set => reliabilityOf(placeOfSet[set]));
        packing.Prefer([.. preferred.ThenBy(set => placeOfSet[set])]);
        var counted = new List<int>();
        foreach (var set in packing.Found)
            counted.Add(placeOfSet[set]);
        counted.Sort();
        if (counted.Count == 0 && unknown && settings.Lenient)
            counted.Add(
                Enumerable
                    .Range(0, Lineage.Reports.Count)
                    .Where(place => Chain(place, []).IsUnknown)
                    .OrderByDescending(reliabilityOf)
                    .ThenBy(place => place)
                    .First()
            );
        return counted;
    }

    /// <summary>Reads the chain of one report cautiously.</summary>
    /// <param name="place">The report.</param>
    /// <param name="elements">Takes what it passes.</param>
    public CautiousChain Chain(int place, List<int> elements)
    {
        if (!Ways.Stands(place, Bound.Upper))
            return default;
        var (stands, grounded, onlyLoops) = (false, false, true);
        foreach (var way in Ways.Of(place, Bound.Lower))
        {
            if (way.LeftOut is not null)
                continue;
            stands = true;
            grounded |= way.Known;
            onlyLoops &= way.Loops;
            Add(way, Bound.Lower, elements);
        }

        return new CautiousChain(stands, grounded, stands && onlyLoops);
    }

    /// <summary>The numbers of what chains can share in a reading.</summary>
    public SharedElements Elements(Bound bound) => bound == Bound.Lower ? lower : upper;

    /// <summary>Adds what a way passes in a reading, and what it has because of its end.</summary>
    public void Add(in WholeWay way, Bound bound, List<int> elements)
    {
        AddSources(way, bound, elements);
        if (way.Loops)
            return;
        foreach (var end in EndsOf(way))
            Elements(bound).AddEnd(end, way.Known, elements);
    }

    /// <summary>Adds what a way passes in a reading.</summary>
    /// <param name="except">A source that is passed over.</param>
    public void AddSources(in WholeWay way, Bound bound, List<int> elements, int except = -1)
    {
        foreach (var part in way.Parts)
            Elements(bound).AddSources(Lineage.Hops(Lineage.Paths[part]), elements, except);
        foreach (var hop in way.Besides)
            Elements(bound).AddHop(hop, elements, except);
    }

    /// <summary>Where a way ends; several where it stands for several ways.</summary>
    public IReadOnlyList<Hop> EndsOf(in WholeWay way) =>
        way.Parts.Length > 0 ? [Lineage.Hops(Lineage.Paths[way.Parts[^1]])[^1]] : way.Ends;

    /// <summary>A way as a run of hops; the source that one report ends with and the next begins with stands once.</summary>
    public List<Hop> HopsOf(in WholeWay way)
    {
        var hops = new List<Hop>();
        foreach (var part in way.Parts)
        foreach (var hop in Lineage.Hops(Lineage.Paths[part]))
            if (hops.Count == 0 || hop.Source < 0 || hops[^1].Source != hop.Source)
                hops.Add(hop);
        return hops;
    }

    /// <summary>Whether a way of the side, even one that does not stand, names a source.</summary>
    public bool IsNamed(int source)
    {
        if (named.Count == 0)
            foreach (var path in Lineage.Paths)
            foreach (var hop in Lineage.Hops(path))
                named.Add(hop.Source);
        return named.Contains(source);
    }

    /// <summary>When a report was published, an unknown date last, then its claim.</summary>
    private (long, long) Earliness(int report)
    {
        ref var row = ref store.Reports[report];
        return (row.Earliest == 0 ? long.MaxValue : row.Earliest, row.Claim);
    }

    /// <summary>
    /// Puts the chains of the generous reading together. A way that goes on through another report contains that report's own way, which stands and counts
    /// as well: it is never needed.
    /// </summary>
    /// <returns>True when the cautious reading may be another.</returns>
    private bool CollectUpper()
    {
        var differs = Identities.Merges || Lineage.Webs.Count > 0;
        packing.Clear();
        foreach (var path in Lineage.Paths)
        {
            differs |= path.Derived || path.Bounds != Bound.Both;
            if (path.LeftOut is not null || (path.Bounds & Bound.Upper) == 0 || Ways.GoesOn(path, Bound.Upper))
                continue;
            var hops = Lineage.Hops(path);
            differs |= !path.Known || hops[0].Source < 0 || store.Sources[hops[^1].Source].Controlled;
            passed.Clear();
            upper.AddSources(hops, passed);
            upper.AddEnd(hops[^1], path.Known, passed);
            Put();
        }

        return differs;
    }

    /// <summary>
    /// Puts the chains of the cautious reading together. One that goes on through another report contains that report's chain, and is not needed where that
    /// one is grounded and does not go on itself.
    /// </summary>
    /// <returns>True when a chain of unknown lineage stands.</returns>
    private bool CollectLower()
    {
        packing.Clear();
        goingOn.Clear();
        placeOfSet.Clear();
        var (unknown, mixed) = (false, Lineage.AnyTakenBack || Lineage.Webs.Count > 0);
        for (var place = 0; place < Lineage.Reports.Count; place++)
        {
            var (goesOn, grounded, stands) = (false, false, false);
            passed.Clear();
            for (var i = Lineage.FirstPaths[place]; i < Lineage.FirstPaths[place + 1]; i++)
            {
                var path = Lineage.Paths[i];
                if (!Ways.StandsCautiously(path))
                    continue;
                if (Ways.GoesOn(path, Bound.Lower))
                {
                    goesOn = true;
                    continue;
                }

                stands = true;
                grounded |= path.Known;
                var hops = Lineage.Hops(path);
                lower.AddSources(hops, passed);
                lower.AddEnd(hops[^1], path.Known, passed);
            }

            if (goesOn || (Lineage.Webs.Count > 0 && Lineage.Webs.Contains(Lineage.Reports[place])))
            {
                goingOn.Add(place);
                mixed |= grounded;
            }
            else if (grounded)
            {
                Put();
                placeOfSet.Add(place);
            }
            else
                unknown |= stands;
        }

        if (!mixed && !settings.Lenient)
            return unknown;
        foreach (var place in goingOn)
        {
            passed.Clear();
            var chain = Chain(place, passed);
            unknown |= chain.IsUnknown;
            if (!mixed || !chain.Grounded)
                continue;
            Put();
            placeOfSet.Add(place);
        }

        return unknown;
    }

    private void Put()
    {
        foreach (var element in passed)
            packing.Put(element);
        packing.Close();
    }

    private List<int> CommandersOfOrigins()
    {
        commanders.Clear();
        foreach (var path in Lineage.Paths)
            if (Lineage.Hops(path)[^1] is { Source: >= 0 } end)
                commanders.AddRange(Commanders.Of(store, Identities, end.Source, end.Report));
        return commanders;
    }
}

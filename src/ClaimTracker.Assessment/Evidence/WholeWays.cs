using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>One way of a report to its very end.</summary>
/// <param name="Parts">The ways of the reports that it leads through, by their place in the lineage: its own, then that of the outlet it ends in, and so on.</param>
/// <param name="Known">It ends in an origin.</param>
/// <param name="Loops">It ends where it has come from.</param>
/// <param name="LeftOut">Why it does not stand; null where it does.</param>
internal readonly record struct WholeWay(int[] Parts, bool Known, bool Loops, ChainReason? LeftOut)
{
    /// <summary>What it passes, where it stands for more ways than are listed; it then has no parts.</summary>
    public List<Hop> Besides { get; init; } = [];

    /// <summary>The ends of these ways.</summary>
    public List<Hop> Ends { get; init; } = [];
}

/// <summary>
/// Where the ways of reports go on. An outlet at the end of a way stands for its own reports on the side, even for those that bring nothing; in <c>low</c>
/// also an end that only may be one with their publisher, where either may be an outlet. A way never goes back to an outlet that it has come from.
/// </summary>
internal sealed class WholeWays(ReportStore store, Lineage lineage, Identities identities)
{
    /// <summary>A report with more ways than these is not followed along each of them.</summary>
    private const int Maximum = 64;

    private readonly Dictionary<int, List<int>> reportsOf = []; // by publisher, the places of its reports
    private readonly List<int> parts = [];
    private readonly List<int> comeFrom = [];
    private readonly List<WholeWay> found = [];
    private int[] publishes = []; // by source, the generation in which it published on the side
    private int generation;
    private bool tooMany;

    public void Begin()
    {
        generation++;
        if (publishes.Length < store.Sources.Count)
            Array.Resize(ref publishes, store.Sources.Count);
        if (reportsOf.Count > 0)
            reportsOf.Clear();
        foreach (var report in lineage.Reports)
            if (PublisherOf(report) is >= 0 and var publisher)
                publishes[publisher] = generation;
    }

    /// <summary>Whether a way goes on through a report of the side.</summary>
    public bool GoesOn(in ProvenancePath path, Bound bound)
    {
        if (path.Count == 1)
            return false;
        var hops = lineage.Hops(path);
        var end = hops[^1].Source;
        if (end < 0)
            return false;
        if (store.Sources[end].Outlet && Publishes(end))
            return true;
        if (bound == Bound.Upper || !identities.IsDoubtfulByName(end))
            return false;
        // A publisher that may be its own origin speaks itself.
        var ahead = Ahead(end, bound);
        return ahead.Count > 1 || (ahead.Count == 1 && !(path.Count == 2 && ahead[0] == hops[0].Source));
    }

    /// <summary>Whether a way stands in the cautious reading, as far as its report and what it was made from say.</summary>
    public bool StandsCautiously(in ProvenancePath path) =>
        path.LeftOut is null && (path.Bounds & Bound.Lower) != 0 && !IsTakenBackByLikeness(path);

    /// <summary>Whether a report stands: one of its ways does and leads to an end.</summary>
    public bool Stands(int place, Bound bound)
    {
        for (var i = lineage.FirstPaths[place]; i < lineage.FirstPaths[place + 1]; i++)
        {
            var path = lineage.Paths[i];
            if (path.LeftOut is null && (path.Bounds & bound) != 0 && !GoesOn(path, bound))
                return true;
        }

        return Of(place, bound).Exists(way => way is { LeftOut: null, Loops: false });
    }

    /// <summary>
    /// The ways of a report to their ends. Where they are too many, one way stands for all: in the generous reading the publisher alone, which never makes
    /// <c>high</c> too small; in the cautious one everything that can be reached.
    /// </summary>
    public List<WholeWay> Of(int place, Bound bound)
    {
        found.Clear();
        parts.Clear();
        comeFrom.Clear();
        tooMany = bound == Bound.Lower && lineage.Webs.Contains(lineage.Reports[place]);
        comeFrom.Add(PublisherOf(lineage.Reports[place]));
        FollowReport(place, bound);
        if (!tooMany)
            return [.. found];
        comeFrom.RemoveRange(1, comeFrom.Count - 1);
        return [bound == Bound.Upper ? PublisherAlone(lineage.Reports[place]) : Everything(place)];
    }

    /// <summary>The publishers whose reports an end stands for, in the order of their rows.</summary>
    public List<int> Ahead(int end, Bound bound)
    {
        var ahead = new List<int>();
        if (end < 0)
            return ahead;
        if (bound == Bound.Upper || !identities.IsDoubtfulByName(end))
        {
            if (store.Sources[end].Outlet && Publishes(end))
                ahead.Add(end);
            return ahead;
        }

        var outlet = MayBeOutlet(end);
        foreach (var publisher in identities.ThatMayBe(end))
            if (Publishes(publisher) && (outlet || MayBeOutlet(publisher)))
                ahead.Add(publisher);
        return ahead;
    }

    /// <summary>The places of the reports of a publisher.</summary>
    public List<int> ReportsOf(int publisher)
    {
        if (reportsOf.Count == 0)
            for (var place = 0; place < lineage.Reports.Count; place++)
                if (PublisherOf(lineage.Reports[place]) is >= 0 and var by)
                {
                    if (!reportsOf.TryGetValue(by, out var reports))
                        reportsOf.Add(by, reports = []);
                    reports.Add(place);
                }

        return reportsOf[publisher];
    }

    public int PublisherOf(int report) =>
        store.Links[store.Reports[report].FirstLink].Source is >= 0 and var source ? store.Standing(source) : -1;

    private bool MayBeOutlet(int source)
    {
        foreach (var other in identities.ThatMayBe(source))
            if (store.Sources[other].Outlet)
                return true;
        return false;
    }

    private bool Publishes(int source) => publishes[source] == generation;

    private void FollowReport(int place, Bound bound)
    {
        for (var i = lineage.FirstPaths[place]; i < lineage.FirstPaths[place + 1] && !tooMany; i++)
            if ((lineage.Paths[i].Bounds & bound) != 0)
            {
                parts.Add(i);
                Follow(lineage.Paths[i], bound);
                parts.RemoveAt(parts.Count - 1);
            }
    }

    private void Follow(in ProvenancePath path, Bound bound)
    {
        if (!GoesOn(path, bound))
        {
            End(path.Known, loops: false, bound);
            return;
        }

        if (comeFrom.Count > Maximum)
        {
            tooMany = true;
            return;
        }

        foreach (var publisher in Ahead(lineage.Hops(path)[^1].Source, bound))
        {
            if (HasComeFrom(publisher, bound))
            {
                End(known: false, loops: true, bound);
                continue;
            }

            comeFrom.Add(publisher);
            foreach (var place in ReportsOf(publisher))
                FollowReport(place, bound);
            comeFrom.RemoveAt(comeFrom.Count - 1);
        }
    }

    private bool HasComeFrom(int publisher, Bound bound)
    {
        foreach (var earlier in comeFrom)
            if (
                earlier == publisher
                || (bound == Bound.Lower && earlier >= 0 && identities.MayBeOne(earlier, publisher))
            )
                return true;
        return false;
    }

    private void End(bool known, bool loops, Bound bound)
    {
        found.Add(new WholeWay([.. parts], known, loops, LeftOut(bound)));
        tooMany |= found.Count > Maximum;
    }

    /// <summary>Why the way along the present parts does not stand: what is nearest to its report first.</summary>
    private ChainReason? LeftOut(Bound bound)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var path = lineage.Paths[parts[i]];
            if (path.LeftOut is { } reason)
                return reason;
            if (bound == Bound.Lower && IsTakenBackByLikeness(path))
                return ChainReason.Withdrawn;
            if (!lineage.AnyTakenBack)
                continue;
            for (var later = i + 1; later < parts.Count; later++)
                if (Passes(lineage.Paths[parts[later]], lineage.TakenBackFrom(path.Report), bound))
                    return ChainReason.Withdrawn;
        }

        return null;
    }

    /// <summary>Whether a statement was taken back by one that a source of the way may be.</summary>
    private bool IsTakenBackByLikeness(in ProvenancePath path)
    {
        if (store.TakenBackBy.Count == 0 || !identities.Merges)
            return false;
        for (var inner = path; ; inner = lineage.Inner(inner.Inner))
        {
            if (Passes(inner, lineage.TakenBackFrom(inner.Report), Bound.Lower))
                return true;
            if (inner.Inner < 0)
                return false;
        }
    }

    private bool Passes(in ProvenancePath path, HashSet<int> sources, Bound bound)
    {
        if (sources.Count == 0)
            return false;
        foreach (var hop in lineage.Hops(path))
        {
            if (sources.Contains(hop.Source))
                return true;
            if (bound == Bound.Upper || hop.Source < 0)
                continue;
            foreach (var source in sources)
                if (identities.MayBeOne(source, hop.Source))
                    return true;
        }

        return false;
    }

    private WholeWay PublisherAlone(int report) =>
        new([], Known: false, Loops: false, lineage.WhyFallen(report)) { Besides = [lineage.OwnHops(report)[0]] };

    /// <summary>Everything that a report may rest on, and every end that can be reached: more than any list of its ways would say, never less.</summary>
    private WholeWay Everything(int place)
    {
        var passed = new List<Hop>();
        var ends = new List<Hop>();
        var (stands, grounded) = (false, false);
        var takenBack = lineage.AnyTakenBack
            ? lineage.Reports.SelectMany(lineage.TakenBackFrom).ToHashSet()
            : (HashSet<int>)[];
        var reached = new HashSet<int> { place };
        var open = new Queue<int>(reached);
        while (open.TryDequeue(out var at))
        {
            if (lineage.Webs.Contains(lineage.Reports[at]))
                ReadWeb(lineage.Reports[at]);
            else
                for (var i = lineage.FirstPaths[at]; i < lineage.FirstPaths[at + 1]; i++)
                    if (StandsCautiously(lineage.Paths[i]))
                        ReadPath(lineage.Paths[i]);
        }

        return new WholeWay([], grounded, Loops: false, stands ? null : ReasonOf(place))
        {
            Besides = passed,
            Ends = ends,
        };

        void ReadPath(in ProvenancePath path)
        {
            stands = true;
            foreach (var hop in lineage.Hops(path))
                passed.Add(hop);
            var end = lineage.Hops(path)[^1];
            if (GoesOn(path, Bound.Lower))
            {
                GoTo(end);
                return;
            }

            ends.Add(end);
            grounded |= path.Known && !Passes(path, takenBack, Bound.Lower);
        }

        void ReadWeb(int report)
        {
            stands = true;
            var behind = lineage.Behind(report);
            var sound = true;
            var known = false;
            foreach (var one in behind)
            {
                foreach (var hop in lineage.OwnHops(one))
                {
                    passed.Add(hop);
                    sound &= !takenBack.Any(source => hop.Source >= 0 && identities.MayBeOne(source, hop.Source));
                }

                foreach (var source in lineage.SourcesBehind(one))
                    passed.Add(new Hop(source, one, 0, LinkBasis.Speaks));
                var end = lineage.OwnHops(one)[^1];
                sound &= lineage.WhyFallen(one) is null && lineage.Supports(one);
                if (Ahead(end.Source, Bound.Lower).Count > 0)
                    GoTo(end);
                else
                    known |= Lineage.IsGrounded(store, one);
                ends.Add(end);
            }

            grounded |= sound && known;
        }

        void GoTo(in Hop end)
        {
            foreach (var publisher in Ahead(end.Source, Bound.Lower))
                if (!HasComeFrom(publisher, Bound.Lower))
                    foreach (var next in ReportsOf(publisher))
                        if (reached.Add(next))
                            open.Enqueue(next);
        }
    }

    private ChainReason? ReasonOf(int place)
    {
        for (var i = lineage.FirstPaths[place]; i < lineage.FirstPaths[place + 1]; i++)
            if (lineage.Paths[i].LeftOut is { } reason)
                return reason;
        return ChainReason.Withdrawn;
    }
}

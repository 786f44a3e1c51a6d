using ClaimTracker.Assessment.Graphs;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// Who has it from whom in a ring, by the steps that the reports of one side state, read generously. Nothing is counted on these steps: their ways may be
/// put together from parts of several chains.
/// </summary>
internal sealed class Rings
{
    private readonly ReportStore store;
    private readonly Lineage lineage;
    private readonly WholeWays ways;
    private readonly Dictionary<(int From, int To), Hop> stated = []; // from who tells it; by whom it is stated first, and where
    private readonly List<int[]> components;

    public Rings(ReportStore store, Lineage lineage, WholeWays ways)
    {
        (this.store, this.lineage, this.ways) = (store, lineage, ways);
        foreach (var path in lineage.Paths)
        foreach (var (from, to, outer) in StepsOf(path))
            if (!stated.TryGetValue((from, to), out var known) || When(outer).CompareTo(When(known)) < 0)
                stated[(from, to)] = outer;
        components = ComponentsOf([.. stated.Keys]);
    }

    /// <summary>
    /// The rings, each as the hops by which one had it from the one before, the earliest first: for each group of sources that have it from each other the
    /// shortest through its earliest report, then at most ten more (D. Johnson, SIAM J. Comput. 4(1), 1975).
    /// </summary>
    public IEnumerable<(int[] Group, List<Hop> Steps)> All()
    {
        const int Further = 10;
        foreach (var group in components)
        {
            var members = group.ToHashSet();
            var inside = stated.Where(s => members.Contains(s.Key.From) && members.Contains(s.Key.To)).ToDictionary();
            var first = ShortestThroughEarliest(inside);
            yield return (group, Told(first, inside));
            var place = group.Index().ToDictionary(p => p.Item, p => p.Index);
            var local = new Digraph(group.Length, [.. inside.Keys.Select(s => (place[s.From], place[s.To]))]);
            foreach (
                var cycle in ElementaryCycles
                    .Of(local)
                    .Select(cycle => Array.ConvertAll(cycle, v => group[v]))
                    .Where(cycle => cycle.Length != first.Length || !cycle.ToHashSet().SetEquals(first))
                    .Take(Further)
            )
                yield return (group, Told(cycle, inside));
        }
    }

    /// <summary>The sources of a ring of which two reports both state a step, by what they and the reports they go on with state alone; empty where there is none.</summary>
    public int[] SharedBy(int place, int other)
    {
        if (!components.Exists(ring => StatesStepOf(place, ring) && StatesStepOf(other, ring)))
            return [];
        var steps = new HashSet<(int, int)>();
        var reached = new HashSet<int> { place, other };
        var open = new Queue<int>(reached);
        while (open.TryDequeue(out var at))
            for (var i = lineage.FirstPaths[at]; i < lineage.FirstPaths[at + 1]; i++)
            {
                var path = lineage.Paths[i];
                steps.UnionWith(StepsOf(path).Select(step => (step.From, step.To)));
                if (!IsStated(path) || !ways.GoesOn(path, Bound.Upper))
                    continue;
                foreach (var publisher in ways.Ahead(lineage.Hops(path)[^1].Source, Bound.Upper))
                foreach (var next in ways.ReportsOf(publisher))
                    if (reached.Add(next))
                        open.Enqueue(next);
            }

        return ComponentsOf([.. steps]).Find(ring => StatesStepOf(place, ring) && StatesStepOf(other, ring)) ?? [];
    }

    private bool StatesStepOf(int place, int[] ring)
    {
        for (var i = lineage.FirstPaths[place]; i < lineage.FirstPaths[place + 1]; i++)
            if (StepsOf(lineage.Paths[i]).Any(step => ring.Contains(step.From) && ring.Contains(step.To)))
                return true;
        return false;
    }

    private static bool IsStated(in ProvenancePath path) => path.LeftOut is null && (path.Bounds & Bound.Upper) != 0;

    private List<(int From, int To, Hop Outer)> StepsOf(in ProvenancePath path)
    {
        var steps = new List<(int, int, Hop)>();
        if (!IsStated(path))
            return steps;
        var hops = lineage.Hops(path);
        for (var i = 1; i < hops.Length; i++)
            if (!hops[i].Joined && hops[i].Source >= 0 && hops[i - 1].Source >= 0)
                steps.Add((hops[i].Source, hops[i - 1].Source, hops[i - 1]));
        return steps;
    }

    /// <summary>The groups of more than one source that have it from each other, each ascending by row.</summary>
    private static List<int[]> ComponentsOf(List<(int From, int To)> steps)
    {
        var sources = steps.SelectMany(s => new[] { s.From, s.To }).Distinct().Order().ToList();
        var place = sources.Index().ToDictionary(p => p.Item, p => p.Index);
        var graph = new Digraph(sources.Count, steps.ConvertAll(s => (place[s.From], place[s.To])));
        return StronglyConnectedComponents
            .Of(graph)
            .Where(component => component.Length > 1)
            .Select(component => Array.ConvertAll(component, v => sources[v]))
            .ToList();
    }

    private int[] ShortestThroughEarliest(Dictionary<(int From, int To), Hop> steps)
    {
        var (from, to) = steps.MinBy(s => When(s.Value)).Key;
        var next = steps.Keys.ToLookup(s => s.From, s => s.To);
        var before = new Dictionary<int, int> { [to] = -1 };
        var open = new Queue<int>([to]);
        while (!before.ContainsKey(from) && open.TryDequeue(out var v))
            foreach (var w in next[v].OrderBy(w => store.Sources[w].Id))
                if (before.TryAdd(w, v))
                    open.Enqueue(w);
        var ring = new List<int>();
        for (var v = from; v >= 0; v = before[v])
            ring.Add(v);
        ring.Reverse();
        return [.. ring];
    }

    /// <summary>The sources of a cycle in the order of evidence, told as the hops by which each had it from the one before, the earliest first.</summary>
    private List<Hop> Told(int[] cycle, Dictionary<(int From, int To), Hop> steps)
    {
        var hops = cycle.Select((v, i) => steps[(cycle[(i + cycle.Length - 1) % cycle.Length], v)]).ToList();
        var earliest = hops.IndexOf(hops.MinBy(When));
        return [.. hops.Skip(earliest), .. hops.Take(earliest)];
    }

    private (long, long) When(Hop hop)
    {
        ref var report = ref store.Reports[hop.Report];
        return (report.Earliest == 0 ? long.MaxValue : report.Earliest, report.Claim);
    }
}

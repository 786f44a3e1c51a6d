using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Graphs;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// One side with everything that explains its counts. Built on the same lineage, graph and flow as the weighing in bulk, so that the
/// explanation can never differ from the figure; only slower, because it keeps who said what.
/// </summary>
internal sealed class Explanation
{
    private readonly ReportStore store;
    private readonly AssessmentSettings settings;
    private readonly List<int> reports;
    private readonly IReadOnlyList<Finding> findings;
    private readonly Lineage lineage;
    private readonly Identities identities;
    private readonly EvidenceGraph graph;
    private readonly EvidenceGraph pair;
    private readonly VertexDisjointPaths chains = new();
    private readonly Dictionary<(int Source, Bound Reading), List<int>> strandsOfPublisher = [];
    private readonly ILookup<int, int> strandsOfReport;
    private readonly Dictionary<(int Report, Bound Reading), HashSet<int>> closures = [];

    public Explanation(ReportStore store, AssessmentSettings settings, EvidenceMembers side)
    {
        this.store = store;
        this.settings = settings;
        // The earliest first: of chains that are worth the same that of the first report counts, and the later ones tell it again.
        reports =
        [
            .. side
                .Reports.OrderBy(r => store.Reports[r].Earliest == 0 ? long.MaxValue : store.Reports[r].Earliest)
                .ThenBy(r => store.Reports[r].Claim),
        ];
        findings = [.. side.Findings.OrderBy(f => f.Id)];
        lineage = new Lineage(store);
        identities = new Identities(store);
        graph = new EvidenceGraph(store);
        pair = new EvidenceGraph(store);
        lineage.Trace(reports);
        identities.Settle(lineage, Weigher.Controllers(store, lineage), findings);
        graph.Build(lineage, identities, findings, Bound.Upper, Selection.All);
        strandsOfReport = Enumerable.Range(0, lineage.Strands.Count).ToLookup(i => lineage.Strands[i].Report);
        for (var i = 0; i < lineage.Strands.Count; i++)
        {
            var provenancePath = lineage.Strands[i];
            if (provenancePath.LeftOut is not null || lineage.Hops(provenancePath)[0].Source < 0)
                continue;
            foreach (var reading in (ReadOnlySpan<Bound>)[Bound.Lower, Bound.Upper])
                if ((provenancePath.Readings & reading) != 0)
                    StrandsOf(lineage.Hops(provenancePath)[0].Source, reading).Add(i);
        }
    }

    public Identities Identities => identities;

    public Lineage Lineage => lineage;

    public EvidenceSide Describe(TrackRecords records)
    {
        if (lineage.Reports.Count == 0)
            return EvidenceSide.Empty;
        var (independent, flow) = Measure();
        var counted = Count(flow);
        var named = NamesOn(counted);
        var cut = flow.Cut().ConvertAll(SourceId);
        cut.Sort();
        var passed = Dominators
            .Between(graph.ToDigraph(), VertexDisjointPaths.Start, VertexDisjointPaths.End)
            .Where(v => graph.SourceOf(v) >= 0)
            .ToList();
        var bottlenecks = passed.ConvertAll(SourceId).Distinct().ToList();
        var chains = ListChains(counted);
        var origins = CountOrigins();
        var withRecord = Math.Min(
            independent.Low,
            MeasureLow(new Selection { Origins = s => records.HasRecord(store.Sources[s].Id) })
        );
        return new EvidenceSide(
            lineage.Reports.Count(r => store.Reports[r].Is(ReportMarks.ArticleStands)),
            Weigher.CountOutlets(store, reports, []),
            origins,
            independent,
            withRecord,
            EstablishedPairs(),
            cut,
            bottlenecks,
            chains
        )
        {
            BottlenecksAsOne = AsOne(graph, passed, lineage.Strands),
        };

        long SourceId(int vertex) =>
            named.TryGetValue(vertex, out var source) ? source
            : graph.SourceOf(vertex) < 0 ? 0
            : store.Sources[graph.SourceOf(vertex)].Id;
    }

    /// <summary>What the chains that count call the vertices they pass: where several sources are read as one, that of them which such a chain names.</summary>
    private static Dictionary<int, long> NamesOn(List<CountedPath> counted)
    {
        var names = new Dictionary<int, long>();
        foreach (var path in counted)
            for (var i = path.Origin; i < path.Vertices.Length; i++)
                if (path.Steps[path.Vertices.Length - 1 - i].Source is { } source)
                    names[path.Vertices[i]] = source;
        return names;
    }

    /// <summary>Of vertices at which a graph reads several sources as one, these sources.</summary>
    private List<IReadOnlyList<long>> AsOne(
        EvidenceGraph graph,
        List<int> vertices,
        IEnumerable<ProvenancePath> strands
    )
    {
        var laid = new Dictionary<int, SortedSet<long>>();
        foreach (var provenancePath in strands)
        {
            if (provenancePath.LeftOut is not null || (provenancePath.Readings & graph.Reading) == 0)
                continue;
            foreach (var hop in lineage.Hops(provenancePath))
            {
                if (hop.Source < 0 || graph.VertexOf(hop) is not (>= 0 and var vertex))
                    continue;
                if (!laid.TryGetValue(vertex, out var sources))
                    laid.Add(vertex, sources = []);
                sources.Add(store.Sources[hop.Source].Id);
            }
        }

        return
        [
            .. vertices
                .Select(vertex =>
                    (IReadOnlyList<long>)
                        [
                            .. (graph.IsGateway(vertex) ? graph.EnteredThrough(vertex) : [vertex])
                                .SelectMany(v => laid.GetValueOrDefault(v) ?? [])
                                .Distinct()
                                .Order(),
                        ]
                )
                .Where(sources => sources.Count > 1),
        ];
    }

    /// <summary>The evidence of the side: the sum of the reliabilities of the disjoint chains that are cheapest by −ln of reliability.</summary>
    public double Evidence(TrackRecords records)
    {
        if (lineage.Reports.Count == 0)
            return 0;
        var (independent, _) = Measure();
        if (independent.Low == 0)
            return 0;
        // Above this size the weighted search would cost more than the figure is worth; the unweighted chains are as many.
        const int Large = 2000;
        if (graph.Vertices > Large)
        {
            graph.Load(chains);
            chains.MaxFlow();
        }
        else
        {
            graph.Load(chains, s => -Math.Log(records.AsOrigin(store.Sources[s].Id)), s => -Math.Log(Relay(s)));
            chains.MinCostFlow();
        }

        return chains.Chains().Where(path => !path.Any(graph.IsCommonUnknown)).Sum(Reliability);

        double Relay(int source) => source < 0 ? TrackRecords.Unknown : records.AsRelay(store.Sources[source].Id);

        double Reliability(int[] path)
        {
            var origin = OriginOn(path);
            return Belief.ChainReliability(
                records.AsOrigin(store.Sources[graph.SourceOf(path[origin])].Id),
                path.Skip(origin + 1).Select(v => Relay(graph.SourceOf(v)))
            );
        }
    }

    /// <summary>Pairs that somebody found independent and whose chains, any two of the side, share no source in <c>low</c>.</summary>
    public List<EstablishedPair> EstablishedPairs()
    {
        var pairs = new List<EstablishedPair>();
        foreach (var finding in findings)
        {
            if (finding.Value != FindingValue.Established)
                continue;
            var a = store.Standing(store.SourceOf(finding.A));
            var b = store.Standing(store.SourceOf(finding.B));
            if (a == b || MeasureLow(new Selection { Origins = s => s == a || s == b }) < 2)
                continue;
            if (!ReportsFrom(a).Any(one => ReportsFrom(b).Any(two => one != two && AreApart(one, two, a, b))))
                continue;
            pairs.Add(new EstablishedPair(finding.A, finding.B, finding.Id));
        }

        return pairs;
    }

    /// <summary>How it is known that each origin said so, ascending by source.</summary>
    public List<Attestation> Attest()
    {
        var attested = new SortedDictionary<long, (int High, int Low, List<long> Cut)>();
        graph.Build(lineage, identities, findings, Bound.Upper, Selection.All);
        foreach (var source in Origins())
        {
            var (count, cut) = From(source);
            attested.Add(store.Sources[source].Id, (count, count, cut));
        }

        graph.Build(lineage, identities, findings, Bound.Lower, Selection.All);
        foreach (var source in Origins())
        {
            // Merged vertices can join chains that name different sources: only the smaller figure is guaranteed.
            var id = store.Sources[source].Id;
            if (!attested.TryGetValue(id, out var found))
                continue;
            var (count, cut) = From(source);
            if (count < found.Low)
                attested[id] = (found.High, count, cut);
        }

        return
        [
            .. attested.Select(a => new Attestation(a.Key, new OriginCount(a.Value.Low, a.Value.High), a.Value.Cut)),
        ];

        List<int> Origins() => [.. OriginSources().Where(s => graph.VertexOf(new Hop(s, 0, 0, default)) >= 0)];

        (int, List<long>) From(int source)
        {
            graph.LoadAttestation(chains, graph.VertexOf(new Hop(source, 0, 0, default)));
            var count = chains.MaxFlow();
            var cut = chains
                .Cut()
                .Where(v => graph.SourceOf(v) >= 0)
                .Select(v => store.Sources[graph.SourceOf(v)].Id)
                .Order()
                .ToList();
            return (count, cut);
        }
    }

    /// <summary>The rings of the side: for each group of sources that cite each other, the shortest through its earliest report, then a few more.</summary>
    public List<CircularReporting> Rings()
    {
        const int Further = 10;
        graph.Build(lineage, identities, findings, Bound.Upper, Selection.All);
        var grounded = graph.ToDigraph(groundedOnly: true).Reach(VertexDisjointPaths.Start);
        var stated = StatedArcs(Bound.Upper);
        var circularReportings = new List<CircularReporting>();
        var groups = StronglyConnectedComponents.Of(graph.ToDigraph()).Where(c => c.Length > 1).ToList();
        foreach (var group in groups)
        {
            var members = group.ToHashSet();
            var isGrounded = group.Any(v => grounded[v]);
            var inside = stated.Where(a => members.Contains(a.Key.From) && members.Contains(a.Key.To)).ToDictionary();
            var first = ShortestThroughEarliest(inside);
            circularReportings.Add(new CircularReporting(Steps(first), isGrounded));
            var place = group.Index().ToDictionary(p => p.Item, p => p.Index);
            var local = new Digraph(group.Length, [.. inside.Keys.Select(a => (place[a.From], place[a.To]))]);
            circularReportings.AddRange(
                ElementaryCycles
                    .Of(local)
                    .Select(cycle => Array.ConvertAll(cycle, v => group[v]))
                    .Where(cycle => cycle.Length != first.Length || !cycle.ToHashSet().SetEquals(first))
                    .Take(Further)
                    .Select(cycle => new CircularReporting(Steps(cycle), isGrounded))
            );

            int[] ShortestThroughEarliest(Dictionary<(int From, int To), Hop> arcs)
            {
                var (from, to) = arcs.MinBy(a => When(a.Value)).Key;
                var next = arcs.Keys.ToLookup(a => a.From, a => a.To);
                var before = new Dictionary<int, int> { [to] = -1 };
                var open = new Queue<int>([to]);
                while (!before.ContainsKey(from) && open.TryDequeue(out var v))
                    foreach (var w in next[v].Order())
                        if (before.TryAdd(w, v))
                            open.Enqueue(w);
                var ring = new List<int>();
                for (var v = from; v >= 0; v = before[v])
                    ring.Add(v);
                ring.Reverse();
                return [.. ring];
            }

            // The vertices of a cycle in the order of evidence, told as the reports by which each had it from the one before.
            List<Step> Steps(int[] cycle)
            {
                var hops = cycle.Select((v, i) => inside[(cycle[(i + cycle.Length - 1) % cycle.Length], v)]).ToList();
                var earliest = hops.IndexOf(hops.MinBy(When));
                return
                [
                    .. hops.Skip(earliest)
                        .Concat(hops.Take(earliest))
                        .Select(h => StepOf(h, h.Position == 0 ? StepRole.Publisher : StepRole.Relay)),
                ];
            }
        }

        return circularReportings;

        (long, long) When(Hop hop)
        {
            ref var report = ref store.Reports[hop.Report];
            return (report.Earliest == 0 ? long.MaxValue : report.Earliest, report.Claim);
        }
    }

    /// <summary>The first chain of a report, followed into the reports it stands on.</summary>
    private List<Step> PathOf(int report)
    {
        return strandsOfReport[report].Any() ? [.. Follow(strandsOfReport[report].First()).Select(StepAt)] : [];
    }

    /// <summary>What the chains of two reports of this side are to each other.</summary>
    public (
        ChainComparison Verdict,
        List<long> Shared,
        List<IReadOnlyList<long>> AsOne,
        List<Step> Path,
        long? Finding
    ) Compare(int a, int b)
    {
        var ring = SharedRing(a, b);
        if (ring.Count > 0)
            return (ChainComparison.Circular, ring, [], Both(a, b), null);
        var high = MeasurePair(a, b, Bound.Upper);
        var low = Math.Min(high, MeasurePair(a, b, Bound.Lower));
        if (low == 0 || MeasurePair(a, a, Bound.Upper) == 0 || MeasurePair(b, b, Bound.Upper) == 0)
            return (ChainComparison.Ungrounded, [], [], Both(a, b), null);
        if (low >= 2)
        {
            var finding = findings.FirstOrDefault(f => f.Value == FindingValue.Established && Establishes(f, a, b));
            return (
                finding.Id == 0 ? ChainComparison.NotEstablished : ChainComparison.Established,
                [],
                [],
                Both(a, b),
                finding.Id == 0 ? null : finding.Id
            );
        }

        // With both grounded the cautious graph shows what they share, or may share; else only the generous one joins them.
        var reading =
            MeasurePair(a, a, Bound.Lower) > 0 && MeasurePair(b, b, Bound.Lower) > 0 ? Bound.Lower : Bound.Upper;
        if (high >= 2 && reading == Bound.Upper)
            return (ChainComparison.NotEstablished, [], [], Both(a, b), null);
        MeasurePair(a, b, reading);
        var graph = pair.ToDigraph();
        var passed = Dominators.Between(graph, VertexDisjointPaths.Start, VertexDisjointPaths.End);
        var isOrigin = passed.Exists(v =>
            pair.IsOrigin(v) || pair.IsGateway(v) || passed.Exists(w => pair.IsCommand(v, w)) || Commands(v)
        );
        var shared = passed
            .Where(v => pair.SourceOf(v) >= 0)
            .Select(v => store.Sources[pair.SourceOf(v)].Id)
            .Distinct()
            .ToList();
        var asOne = AsOne(
            pair,
            passed,
            Closure(a, reading).Union(Closure(b, reading)).Select(strand => lineage.Strands[strand])
        );
        return high >= 2
            ? (ChainComparison.NotEstablished, shared, asOne, Both(a, b), null)
            : (
                isOrigin ? ChainComparison.SameOrigin : ChainComparison.SharedRelay,
                shared,
                asOne,
                Through(a, b, shared),
                null
            );

        bool Commands(int vertex)
        {
            foreach (var w in graph.Successors(vertex))
                if (pair.IsCommand(vertex, w))
                    return true;
            return false;
        }
    }

    private List<int> StrandsOf(int source, Bound reading)
    {
        var key = (reading == Bound.Lower ? identities.Representative(source) : source, reading);
        if (!strandsOfPublisher.TryGetValue(key, out var strands))
            strandsOfPublisher.Add(key, strands = []);
        return strands;
    }

    /// <summary>The strands of a report and of every report that an outlet cited at the end of one of them stands for.</summary>
    private HashSet<int> Closure(int report, Bound reading)
    {
        if (closures.TryGetValue((report, reading), out var closure))
            return closure;
        closures.Add((report, reading), closure = []);
        var open = new Stack<int>();
        foreach (var strand in strandsOfReport[report])
            if ((lineage.Strands[strand].Readings & reading) != 0 && closure.Add(strand))
                open.Push(strand);
        while (open.TryPop(out var at))
        {
            var hops = lineage.Hops(lineage.Strands[at]);
            if (hops.Length == 1 || hops[^1].Source < 0 || !store.Sources[hops[^1].Source].Outlet)
                continue;
            foreach (var further in StrandsOf(hops[^1].Source, reading))
                if (closure.Add(further))
                    open.Push(further);
        }

        return closure;
    }

    /// <summary>The chains of two reports taken together; of one, when both are the same.</summary>
    private int MeasurePair(int a, int b, Bound reading, Func<int, bool>? origins = null)
    {
        var selection = new Selection
        {
            Strands = Closure(a, reading).Union(Closure(b, reading)).ToHashSet(),
            Readers = new HashSet<int> { a, b },
            Origins = origins,
        };
        if (reading == Bound.Lower)
            return Weigher.MeasureLow(pair, chains, lineage, identities, findings, selection, settings);
        pair.Build(lineage, identities, findings, reading, selection);
        pair.Load(chains);
        return chains.MaxFlow();
    }

    private bool AreApart(int one, int two, int a, int b) =>
        MeasurePair(one, two, Bound.Lower, s => s == a || s == b) >= 2;

    private bool Establishes(Finding finding, int one, int two)
    {
        var a = store.Standing(store.SourceOf(finding.A));
        var b = store.Standing(store.SourceOf(finding.B));
        return a != b && AreApart(one, two, a, b);
    }

    private List<int> ReportsFrom(int origin) =>
        [
            .. lineage.Reports.Where(r =>
                Closure(r, Bound.Lower)
                    .Any(i =>
                        lineage.Strands[i] is { LeftOut: null, Known: true } provenancePath
                        && lineage.Hops(provenancePath)[^1].Source == origin
                    )
            ),
        ];

    private List<long> SharedRing(int a, int b)
    {
        MeasurePair(a, b, Bound.Upper);
        if (!pair.HasRing())
            return [];
        foreach (var group in StronglyConnectedComponents.Of(pair.ToDigraph()))
        {
            if (group.Length == 1)
                continue;
            if (!Closes(group, a) || !Closes(group, b))
                continue;
            return [.. group.Where(v => pair.SourceOf(v) >= 0).Select(v => store.Sources[pair.SourceOf(v)].Id).Order()];
        }

        return [];
    }

    /// <summary>Whether a report states one of the arcs of a ring.</summary>
    private bool Closes(int[] ring, int report)
    {
        foreach (var provenancePath in strandsOfReport[report].Select(i => lineage.Strands[i]))
        {
            if (provenancePath.LeftOut is not null || (provenancePath.Readings & Bound.Upper) == 0)
                continue;
            var hops = lineage.Hops(provenancePath);
            for (var i = 1; i < hops.Length; i++)
                if (IsIn(hops[i]) && IsIn(hops[i - 1]))
                    return true;
        }

        return false;

        bool IsIn(Hop hop) => Array.BinarySearch(ring, pair.VertexOf(hop)) >= 0;
    }

    private List<Step> Both(int a, int b) => [.. PathOf(a), .. PathOf(b)];

    /// <summary>From the publisher of one inwards to the first source both share, and outwards to the publisher of the other.</summary>
    private List<Step> Through(int a, int b, List<long> shared)
    {
        var (one, two) = (PathOf(a), PathOf(b));
        var meeting = one.FindIndex(s => s.Source is { } source && shared.Contains(source));
        if (meeting < 0)
            return [.. one, .. two];
        var other = two.FindIndex(s => s.Source == one[meeting].Source);
        var back = other < 0 ? two : two[..other];
        return [.. one[..(meeting + 1)], .. Enumerable.Reverse(back)];
    }

    private int MeasureLow(Selection selection)
    {
        var low = Weigher.MeasureLow(pair, chains, lineage, identities, findings, selection, settings);
        pair.Build(lineage, identities, findings, Bound.Upper, selection);
        pair.Load(chains);
        return Math.Min(low, chains.MaxFlow());
    }

    /// <summary>Both counts; leaves in place the graph that gave <c>low</c>, and its flow.</summary>
    private (OriginCount, VertexDisjointPaths) Measure()
    {
        graph.Build(lineage, identities, findings, Bound.Upper, Selection.All);
        graph.Load(chains);
        var high = chains.MaxFlow();
        var low = Weigher.MeasureLow(graph, chains, lineage, identities, findings, Selection.All, settings);
        if (low <= high)
            return (new OriginCount(low, high), chains);
        graph.Build(lineage, identities, findings, Bound.Upper, Selection.All);
        graph.Load(chains);
        chains.MaxFlow();
        return (new OriginCount(high, high), chains);
    }

    private List<int> OriginSources() =>
        [
            .. lineage
                .Strands.Where(s => s is { LeftOut: null, Known: true })
                .Select(s => (Strand: s, Hops: lineage.Hops(s).ToArray()))
                .Where(s =>
                    s.Hops.Length == 1
                    || !store.Sources[s.Hops[^1].Source].Outlet
                    || !graph.HasReport(s.Hops[^1].Source)
                )
                .Select(s => s.Hops[^1].Source)
                .Distinct(),
        ];

    private int CountOrigins() => OriginSources().Count;

    /// <summary>The place on a path at which evidence begins, after those that command it.</summary>
    private int OriginOn(int[] path)
    {
        var i = 0;
        while (i + 1 < path.Length && graph.IsCommand(path[i], path[i + 1]))
            i++;
        return i;
    }

    private sealed record CountedPath(int Strand, List<Step> Steps, int[] Vertices, int Origin);

    /// <summary>Each chain of the flow, told by the report that states most of it, from its publisher inwards.</summary>
    private List<CountedPath> Count(VertexDisjointPaths flow)
    {
        var stated = StatedArcs(graph.Reading);
        var counted = new List<CountedPath>();
        foreach (var path in flow.Chains())
        {
            var origin = OriginOn(path);
            var inwards = path[origin..];
            Array.Reverse(inwards);
            var (best, length) = (-1, 0);
            for (var i = 0; i < lineage.Strands.Count; i++)
            {
                if (!IsLaid(lineage.Strands[i]))
                    continue;
                var agreed = Agreement(lineage.Hops(lineage.Strands[i]), inwards);
                if (agreed > length)
                    (best, length) = (i, agreed);
            }

            var hops = lineage.Hops(lineage.Strands[best]);
            var steps = new List<Step>();
            for (var i = 0; i < inwards.Length; i++)
            {
                var role =
                    i == 0 ? StepRole.Publisher
                    : i == inwards.Length - 1 ? StepRole.Origin
                    : StepRole.Relay;
                steps.Add(StepOf(i < length ? hops[i] : Inner(stated, inwards[i], inwards[i - 1]), role));
            }

            for (var i = origin - 1; i >= 0; i--)
                if (!graph.IsGateway(path[i]))
                    steps.Add(
                        new Step(store.Sources[graph.SourceOf(path[i])].Id, null, null, null, StepRole.Controller, null)
                    );
            counted.Add(new CountedPath(best, steps, path, origin));
        }

        return counted;
    }

    private Hop Inner(Dictionary<(int From, int To), Hop> stated, int from, int to)
    {
        var outer = stated[(from, to)];
        foreach (var provenancePath in lineage.Strands)
        {
            if (!IsLaid(provenancePath) || provenancePath.Report != outer.Report)
                continue;
            var hops = lineage.Hops(provenancePath);
            for (var i = 1; i < hops.Length; i++)
                if (graph.VertexOf(hops[i]) == from && graph.VertexOf(hops[i - 1]) == to)
                    return hops[i];
        }

        return outer;
    }

    private bool IsLaid(in ProvenancePath provenancePath) =>
        provenancePath.LeftOut is null && (provenancePath.Readings & graph.Reading) != 0;

    private int Agreement(ReadOnlySpan<Hop> hops, int[] inwards)
    {
        var agreed = 0;
        while (agreed < hops.Length && agreed < inwards.Length && graph.VertexOf(hops[agreed]) == inwards[agreed])
            agreed++;
        return agreed;
    }

    /// <summary>For every arc a report states, the outer hop of the earliest claim that states it.</summary>
    private Dictionary<(int From, int To), Hop> StatedArcs(Bound reading)
    {
        var arcs = new Dictionary<(int, int), Hop>();
        foreach (var provenancePath in lineage.Strands)
        {
            if (provenancePath.LeftOut is not null || (provenancePath.Readings & reading) == 0)
                continue;
            var hops = lineage.Hops(provenancePath);
            for (var i = 1; i < hops.Length; i++)
            {
                var (from, to) = (graph.VertexOf(hops[i]), graph.VertexOf(hops[i - 1]));
                if (from == to)
                    continue;
                if (!arcs.TryGetValue((from, to), out var known) || Earlier(hops[i - 1], known))
                    arcs[(from, to)] = hops[i - 1];
            }
        }

        return arcs;

        bool Earlier(Hop one, Hop two)
        {
            ref var a = ref store.Reports[one.Report];
            ref var b = ref store.Reports[two.Report];
            return (a.Earliest == 0 ? long.MaxValue : a.Earliest, a.Claim).CompareTo(
                    (b.Earliest == 0 ? long.MaxValue : b.Earliest, b.Claim)
                ) < 0;
        }
    }

    private List<WeighedChain> ListChains(List<CountedPath> counted)
    {
        var outwards = graph.ToDigraph(groundedOnly: graph.Reading == Bound.Lower);
        var inwards = outwards.Reversed();
        var chains = new List<WeighedChain>();
        for (var i = 0; i < lineage.Strands.Count; i++)
        {
            var provenancePath = lineage.Strands[i];
            if ((provenancePath.Readings & graph.Reading) == 0)
                continue;
            var claim = store.Reports[provenancePath.Report].Claim;
            if (counted.Find(c => c.Strand == i) is { } path)
            {
                chains.Add(new WeighedChain(claim, path.Steps, true, null));
                continue;
            }

            var followed = Follow(i);
            chains.Add(
                new WeighedChain(
                    claim,
                    [.. followed.Select(StepAt)],
                    false,
                    provenancePath.LeftOut ?? Reason(provenancePath, followed)
                )
            );
        }

        return [.. chains.OrderBy(chain => chain.Claim)];

        ChainReason Reason(in ProvenancePath provenancePath, List<(Hop Hop, StepRole Role)> followed)
        {
            if (provenancePath.Derived)
                return ChainReason.Derived;
            var hops = lineage.Hops(provenancePath);
            var publisher = graph.VertexOf(hops[0]);
            var behind = hops.Length == 1 ? null : inwards.Reach(graph.VertexOf(hops[1]), publisher);
            var isGrounded = behind is null ? provenancePath.Known : behind[VertexDisjointPaths.Start];
            if (!isGrounded)
                return Ungrounded(provenancePath, behind);
            var above = Above(followed);
            var sharesOrigin = counted.Exists(c => c.Vertices[..(c.Origin + 1)].Any(above.Contains));
            return sharesOrigin ? ChainReason.SameOrigin : ChainReason.SharedRelay;
        }

        ChainReason Ungrounded(in ProvenancePath provenancePath, bool[]? behind)
        {
            if (behind is null)
                return ChainReason.UnknownLineage;
            for (var v = 2; v < graph.Vertices; v++)
                if (behind[v] && graph.IsUnknown(v))
                    return ChainReason.UnknownLineage;
            foreach (var other in lineage.Strands)
                if (
                    other.LeftOut is { } reason
                    && graph.VertexOf(lineage.Hops(other)[0]) is >= 0 and var v
                    && behind[v]
                )
                    return reason;
            return ChainReason.Loop;
        }

        // The vertices of a chain with all that command its origin.
        HashSet<int> Above(List<(Hop Hop, StepRole Role)> followed)
        {
            var vertices = followed.Select(f => graph.VertexOf(f.Hop)).Where(v => v >= 0).ToHashSet();
            var open = new Stack<int>(vertices);
            while (open.TryPop(out var v))
                foreach (var w in inwards.Successors(v))
                    if (w != VertexDisjointPaths.Start && graph.IsCommand(w, v) && vertices.Add(w))
                        open.Push(w);
            return vertices;
        }
    }

    /// <summary>The hops of a strand, and where it ends in an outlet that has a report on the side, the hops of that report.</summary>
    private List<(Hop Hop, StepRole Role)> Follow(int strand)
    {
        var followed = new List<(Hop Hop, StepRole Role)>();
        var met = new HashSet<int>();
        while (strand >= 0 && met.Add(strand))
        {
            var hops = lineage.Hops(lineage.Strands[strand]);
            for (var i = followed.Count == 0 ? 0 : 1; i < hops.Length; i++)
                followed.Add((hops[i], followed.Count == 0 ? StepRole.Publisher : StepRole.Relay));
            var end = hops[^1].Source;
            strand =
                hops.Length > 1 && end >= 0 && store.Sources[end].Outlet && graph.HasReport(end)
                    ? StrandsOf(end, graph.Reading).Append(-1).First(s => !met.Contains(s))
                    : -1;
            if (strand < 0 && followed.Count > 1)
                followed[^1] = (followed[^1].Hop, StepRole.Origin);
        }

        return followed;
    }

    private Step StepAt((Hop Hop, StepRole Role) at) => StepOf(at.Hop, at.Role);

    private Step StepOf(Hop hop, StepRole role)
    {
        ref var report = ref store.Reports[hop.Report];
        return new Step(
            hop.Source < 0 ? null : store.Sources[hop.Source].Id,
            report.Claim,
            report.Article,
            report.Earliest == 0 ? null : new DateTime(report.Earliest, DateTimeKind.Utc),
            role,
            hop.Basis
        );
    }
}

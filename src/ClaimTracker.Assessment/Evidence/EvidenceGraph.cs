using ClaimTracker.Assessment.Graphs;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>What part of a side a graph is built from; by default all of it.</summary>
internal sealed class Selection
{
    public static readonly Selection All = new();

    /// <summary>Only these strands (by their place in the lineage).</summary>
    public IReadOnlySet<int>? Strands { get; init; }

    /// <summary>Only these reports lead to the reader.</summary>
    public IReadOnlySet<int>? Readers { get; init; }

    /// <summary>Only these sources are admitted as origins.</summary>
    public Func<int, bool>? Origins { get; init; }
}

/// <summary>
/// One side as a graph along which evidence flows: from <see cref="VertexDisjointPaths.Start"/> to the origins, from each source to those who had
/// it from him, from the publishers to <see cref="VertexDisjointPaths.End"/>. A source is one vertex however often it is cited.
/// </summary>
internal sealed class EvidenceGraph(ReportStore store)
{
    private enum Role : byte
    {
        Plain,
        Authority,
        Gateway,
    }

    private struct Vertex
    {
        public int Source; // −1: an unknown outlet
        public Role Role;
        public bool Origin;
        public bool Unknown; // somebody's chain ends here without an origin
        public bool Publishes;
        public int FirstArc;
        public int Received; // arcs that lead here
    }

    private readonly RowBuffer<Vertex> vertices = new(64);
    private readonly RowBuffer<(int From, int To, int NextOfFrom)> arcs = new(256);
    private readonly PairSet laid = new();
    private readonly RowBuffer<int> open = new(64);
    private readonly List<(int Vertex, int Source, int Report)> origins = [];
    private readonly Dictionary<long, int> unknownOutlets = [];
    private readonly Dictionary<int, int> authorities = [];
    private readonly Dictionary<int, int> gateways = [];
    private readonly HashSet<int> tops = []; // controllers that nobody commands
    private readonly HashSet<int> entered = []; // origins reached through their controllers
    private readonly HashSet<(int From, int To)> commands = [];
    private int[] vertexAt = [];
    private int[] stamp = [];
    private readonly Publishers cautiousPublishers = new();
    private readonly Publishers generousPublishers = new();
    private int generation;
    private Identities identities = null!;
    private Bound reading;

    /// <summary>True when a controller of an origin also passes on or publishes a report of the side.</summary>
    public bool AuthorityAlsoReports { get; private set; }

    public int Vertices => vertices.Count;

    public Bound Reading => reading;

    /// <summary>The source a vertex stands for: of several that are read as one, the one with the smallest id; −1 for an unknown outlet.</summary>
    public int SourceOf(int vertex) => vertices[vertex].Source;

    /// <summary>Whether evidence passes this arc by command, or through a common place of origin, and not because somebody reported.</summary>
    public bool IsCommand(int from, int to) => commands.Contains((from, to));

    /// <summary>A common place of origin: what somebody found two sources to have it from, or the one unknown of the lenient reading.</summary>
    public bool IsGateway(int vertex) => vertices[vertex].Role == Role.Gateway;

    public bool IsCommonUnknown(int vertex) => IsGateway(vertex) && vertices[vertex].Source < 0;

    /// <summary>The origins that are entered through a gateway; those entered through another are none.</summary>
    public IEnumerable<int> EnteredThrough(int gateway) =>
        gateways.Where(entered => entered.Value == gateway).Select(entered => entered.Key);

    public bool IsOrigin(int vertex) => vertices[vertex].Origin;

    public bool IsUnknown(int vertex) => vertices[vertex].Unknown;

    /// <param name="lineage">The strands of the side.</param>
    /// <param name="identities">Who is read as one; used by the cautious reading only.</param>
    /// <param name="findings">The findings that hold on the side.</param>
    /// <param name="reading">How to read what is not known.</param>
    /// <param name="selection">The part of the side to build from.</param>
    /// <param name="oneVertexForAuthority">
    /// Whether a controller is the same vertex as the source itself where it reports. Apart, its two parts could carry two chains; as one,
    /// evidence could leave a controller as a report. Both only ever count too much, so the smaller of the two flows is right to use.
    /// </param>
    public void Build(
        Lineage lineage,
        Identities identities,
        IReadOnlyList<Finding> findings,
        Bound reading,
        Selection selection,
        bool oneVertexForAuthority = false
    )
    {
        this.identities = identities;
        this.reading = reading;
        Clear();
        MarkPublishers(lineage);
        if (selection.Strands is { } strands)
            foreach (var strand in strands)
                Lay(lineage, lineage.Strands[strand], selection);
        else
            foreach (var provenancePath in lineage.Strands)
                Lay(lineage, provenancePath, selection);
        if (findings.Count > 0 || store.FindingsEverywhere.Count > 0)
            OpenGateways(findings);
        OpenOrigins(oneVertexForAuthority);
        for (var v = 2; v < vertices.Count; v++)
            if (vertices[v].Publishes)
                AddArc(v, VertexDisjointPaths.End);
    }

    /// <summary>The vertex at which a hop is read in the graph just built, or −1 when no strand laid there.</summary>
    public int VertexOf(in Hop hop)
    {
        if (hop.Source < 0)
            return unknownOutlets.GetValueOrDefault(OutletKey(hop), -1);
        var source = Read(hop.Source);
        return stamp[source] == generation ? vertexAt[source] : -1;
    }

    /// <summary>Whether a report of the side, even one that brings nothing, is published by this source as it is read here.</summary>
    public bool HasReport(int source) =>
        (reading == Bound.Lower ? cautiousPublishers : generousPublishers).Contains(Read(source));

    public void Load(VertexDisjointPaths chains)
    {
        chains.Clear();
        while (chains.Vertices < vertices.Count)
            chains.AddVertex();
        // What is joined last is tried first: among equal chains that of the report laid first is taken.
        for (var i = arcs.Count - 1; i >= 0; i--)
            chains.Join(arcs[i].From, arcs[i].To);
    }

    /// <param name="chains">Takes the graph.</param>
    /// <param name="originCost">The cost of beginning at a source, 0 or more.</param>
    /// <param name="relayCost">The cost of passing through a source (−1: an unknown outlet), 0 or more.</param>
    public void Load(VertexDisjointPaths chains, Func<int, double> originCost, Func<int, double> relayCost)
    {
        chains.Clear();
        while (chains.Vertices < vertices.Count)
            chains.AddVertex();
        for (var i = 0; i < arcs.Count; i++)
        {
            var (from, to, _) = arcs[i];
            chains.Join(
                from,
                to,
                to == VertexDisjointPaths.End || vertices[to].Role != Role.Plain ? 0 : Cost(from, to)
            );
        }

        double Cost(int from, int to)
        {
            var source = vertices[to].Source;
            return from == VertexDisjointPaths.Start || commands.Contains((from, to))
                ? originCost(source)
                : relayCost(source);
        }
    }

    /// <summary>The same graph seen from one origin: how it is known that he said so. He himself limits nothing.</summary>
    public void LoadAttestation(VertexDisjointPaths chains, int origin)
    {
        chains.Clear();
        while (chains.Vertices < vertices.Count)
            chains.AddVertex();
        for (var i = 0; i < arcs.Count; i++)
        {
            var (from, to, _) = arcs[i];
            if (from == VertexDisjointPaths.Start || to == origin || commands.Contains((from, to)))
                continue;
            chains.Join(from == origin ? VertexDisjointPaths.Start : from, to);
        }
    }

    /// <summary>The graph as it stands.</summary>
    /// <param name="groundedOnly">Leave out that evidence of unknown lineage begins somewhere.</param>
    public Digraph ToDigraph(bool groundedOnly = false)
    {
        var arcs = new List<(int, int)>(this.arcs.Count);
        for (var i = 0; i < this.arcs.Count; i++)
        {
            var (from, to, _) = this.arcs[i];
            var begins = from == VertexDisjointPaths.Start && !vertices[to].Origin && vertices[to].Unknown;
            if (!groundedOnly || !begins)
                arcs.Add((from, to));
        }

        return new Digraph(vertices.Count, arcs);
    }

    /// <summary>Lets all evidence of unknown lineage begin at one common vertex.</summary>
    public void AdmitUnknown()
    {
        var unknown = vertices.Add(
            new Vertex
            {
                FirstArc = -1,
                Source = -1,
                Role = Role.Gateway,
            }
        );
        AddArc(VertexDisjointPaths.Start, unknown);
        for (var v = 2; v < unknown; v++)
            if (vertices[v].Unknown)
                Command(unknown, v);
    }

    /// <summary>
    /// Whether sources cite each other in a ring: what is left when those that nobody tells are taken away again and again
    /// (A. Kahn, Comm. ACM 5(11), 1962). Uses up the counts of the graph just built.
    /// </summary>
    public bool HasRing()
    {
        open.Clear();
        for (var v = 0; v < vertices.Count; v++)
            if (vertices[v].Received == 0)
                open.Add(v);
        for (var taken = 0; taken < open.Count; taken++)
        for (var arc = vertices[open[taken]].FirstArc; arc >= 0; arc = arcs[arc].NextOfFrom)
            if (--vertices[arcs[arc].To].Received == 0)
                open.Add(arcs[arc].To);
        for (var v = 2; v < vertices.Count; v++)
            if (vertices[v].Received > 0)
                return true;
        return false;
    }

    /// <summary>A source and, followed upwards, all that command it on the date of a report, each with those directly above it.</summary>
    public static List<(int Source, List<int> Above)> Upwards(ReportStore store, int source, int report)
    {
        var found = new List<(int Source, List<int> Above)> { (source, []) };
        for (var i = 0; i < found.Count; i++)
        {
            if (!store.Sources[found[i].Source].Controlled)
                continue;
            foreach (
                var control in store.Family(found[i].Source).SelectMany(s => store.Controls.GetValueOrDefault(s) ?? [])
            )
            {
                if (!MayHold(control, store.Reports[report]))
                    continue;
                var above = store.Standing(store.SourceOf(control.Controller));
                if (above == found[i].Source)
                    continue;
                found[i].Above.Add(above);
                if (!found.Exists(f => f.Source == above))
                    found.Add((above, []));
            }
        }

        return found;
    }

    private static bool MayHold(in Control control, in ReportRow report) =>
        (control.Earliest is not { } from || from.Ticks < report.Latest)
        && (control.Latest is not { } to || to.Ticks > report.Earliest);

    private void Clear()
    {
        generation++;
        if (vertexAt.Length < store.Sources.Count)
        {
            Array.Resize(ref vertexAt, store.Sources.Count);
            Array.Resize(ref stamp, store.Sources.Count);
        }

        vertices.Clear();
        vertices.Add(new Vertex { FirstArc = -1 });
        vertices.Add(new Vertex { FirstArc = -1 });
        arcs.Clear();
        laid.Clear();
        origins.Clear();
        unknownOutlets.Clear();
        authorities.Clear();
        gateways.Clear();
        tops.Clear();
        entered.Clear();
        commands.Clear();
        AuthorityAlsoReports = false;
    }

    private int Read(int source) => reading == Bound.Lower ? identities.Representative(source) : source;

    private long OutletKey(in Hop hop) => reading == Bound.Lower ? 0 : store.Reports[hop.Report].Article;

    private void AddArc(int from, int to)
    {
        vertices[from].FirstArc = arcs.Add((from, to, vertices[from].FirstArc));
        vertices[to].Received++;
    }

    private int Place(in Hop hop)
    {
        if (hop.Source >= 0)
            return Place(hop.Source);
        if (!unknownOutlets.TryGetValue(OutletKey(hop), out var vertex))
            unknownOutlets.Add(OutletKey(hop), vertex = vertices.Add(new Vertex { FirstArc = -1, Source = -1 }));
        return vertex;
    }

    private int Place(int source)
    {
        source = Read(source);
        if (stamp[source] != generation)
        {
            stamp[source] = generation;
            vertexAt[source] = vertices.Add(new Vertex { FirstArc = -1, Source = source });
        }

        return vertexAt[source];
    }

    private void MarkPublishers(Lineage lineage)
    {
        var publishers = reading == Bound.Lower ? cautiousPublishers : generousPublishers;
        if (!publishers.Begin(lineage, store.Sources.Count))
            return;
        foreach (var report in lineage.Reports)
        {
            var source = store.Links[store.Reports[report].FirstLink].Source;
            if (source >= 0)
                publishers.Add(Read(store.Standing(source)));
        }
    }

    private void Lay(Lineage lineage, in ProvenancePath provenancePath, Selection selection)
    {
        if ((provenancePath.Readings & reading) == 0 || provenancePath.LeftOut is not null)
            return;
        var hops = lineage.Hops(provenancePath);
        var vertex = Place(hops[0]);
        if (selection.Readers is null || selection.Readers.Contains(provenancePath.Report))
            vertices[vertex].Publishes = true;
        for (var i = 1; i < hops.Length; i++)
        {
            var inner = Place(hops[i]);
            if (inner != vertex && laid.Add(inner, vertex))
                AddArc(inner, vertex);
            vertex = inner;
        }

        var end = hops[^1].Source;
        if (hops.Length > 1 && end >= 0 && store.Sources[end].Outlet && HasReport(end))
            return;
        if (!provenancePath.Known)
            vertices[vertex].Unknown = true;
        else if (selection.Origins is null || selection.Origins(end))
        {
            vertices[vertex].Origin = true;
            origins.Add((vertex, end, provenancePath.Report));
        }
    }

    /// <summary>Sources found to have it from one place are reached, as origins, through one vertex.</summary>
    private void OpenGateways(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings.Concat(store.FindingsEverywhere))
        {
            if (finding.Value != FindingValue.SameOrigin)
                continue;
            var a = OriginAt(store.Standing(store.SourceOf(finding.A)));
            var b = OriginAt(store.Standing(store.SourceOf(finding.B)));
            if (a < 0 || b < 0 || a == b)
                continue;
            var (one, two) = (gateways.GetValueOrDefault(a, -1), gateways.GetValueOrDefault(b, -1));
            if (one < 0)
                one =
                    two >= 0
                        ? two
                        : vertices.Add(
                            new Vertex
                            {
                                FirstArc = -1,
                                Source = Smaller(a, b),
                                Role = Role.Gateway,
                            }
                        );
            gateways[a] = gateways[b] = one;
            if (two < 0 || two == one)
                continue;
            foreach (var vertex in gateways.Where(g => g.Value == two).Select(g => g.Key).ToList())
                gateways[vertex] = one;
        }

        int OriginAt(int source)
        {
            source = Read(source);
            return stamp[source] == generation && vertices[vertexAt[source]].Origin ? vertexAt[source] : -1;
        }

        int Smaller(int a, int b) =>
            store.Sources[vertices[a].Source].Id < store.Sources[vertices[b].Source].Id
                ? vertices[a].Source
                : vertices[b].Source;
    }

    private void OpenOrigins(bool oneVertexForAuthority)
    {
        if (reading == Bound.Lower)
            foreach (var (vertex, source, report) in origins)
                if (store.Sources[source].Controlled)
                    OpenUnder(vertex, source, report, oneVertexForAuthority);

        for (var v = 2; v < vertices.Count; v++)
        {
            if (reading == Bound.Upper && vertices[v].Unknown && !vertices[v].Origin)
                AddArc(VertexDisjointPaths.Start, v);
            if (!vertices[v].Origin || entered.Contains(v))
                continue;
            // A source that commands other origins is, as an origin, under its own command.
            if (authorities.TryGetValue(vertices[v].Source, out var authority) && authority != v)
                Enter(authority, v);
            else if (!tops.Contains(v))
                Enter(VertexDisjointPaths.Start, v);
        }

        foreach (var top in tops)
            AddArc(VertexDisjointPaths.Start, top);
    }

    /// <summary>Leads evidence to an origin through those that command it, from the topmost down; sources that command each other are one.</summary>
    private void OpenUnder(int vertex, int source, int report, bool oneVertexForAuthority)
    {
        var chain = Upwards(store, source, report);
        if (chain.Count == 1)
            return;
        var arcs = new List<(int From, int To)>();
        for (var i = 0; i < chain.Count; i++)
            foreach (var above in chain[i].Above)
                arcs.Add((i, chain.FindIndex(c => c.Source == above)));
        var circle = new int[chain.Count];
        foreach (var component in StronglyConnectedComponents.Of(new Digraph(chain.Count, arcs)))
        foreach (var member in component)
            circle[member] = component.MinBy(m => store.Sources[chain[m].Source].Id);

        var commanded = new HashSet<int>();
        foreach (var (below, above) in arcs)
        {
            if (circle[below] == circle[above])
                continue;
            commanded.Add(circle[below]);
            var from = Authority(circle[above]);
            if (circle[below] == circle[0])
                Enter(from, vertex);
            else
                Command(from, Authority(circle[below]));
        }

        foreach (var top in circle.Distinct().Where(c => !commanded.Contains(c)))
        {
            tops.Add(Authority(top));
            if (top == circle[0])
                Enter(Authority(top), vertex);
        }

        entered.Add(vertex);

        int Authority(int member)
        {
            var controller = Read(chain[member].Source);
            AuthorityAlsoReports |= stamp[controller] == generation;
            if (authorities.TryGetValue(controller, out var known))
                return known;
            var at = oneVertexForAuthority
                ? Place(controller)
                : vertices.Add(
                    new Vertex
                    {
                        FirstArc = -1,
                        Source = controller,
                        Role = Role.Authority,
                    }
                );
            authorities.Add(controller, at);
            return at;
        }
    }

    private void Command(int from, int to)
    {
        if (from == to)
            return;
        AddArc(from, to);
        if (from != VertexDisjointPaths.Start)
            commands.Add((from, to));
    }

    /// <summary>Lets evidence into an origin, through its gateway where it has one.</summary>
    private void Enter(int from, int origin)
    {
        if (!gateways.TryGetValue(origin, out var gateway))
        {
            Command(from, origin);
            return;
        }

        Command(from, gateway);
        Command(gateway, origin);
    }

    /// <summary>Who publishes on the side; kept while many graphs are built from one lineage.</summary>
    private sealed class Publishers
    {
        private int[] marked = [];
        private int generation;
        private Lineage? lineage;
        private int traced;

        /// <summary>False when this lineage is marked already.</summary>
        public bool Begin(Lineage lineage, int sources)
        {
            if (this.lineage == lineage && traced == lineage.Traced)
                return false;
            (this.lineage, traced) = (lineage, lineage.Traced);
            if (marked.Length < sources)
                Array.Resize(ref marked, sources);
            generation++;
            return true;
        }

        public void Add(int source) => marked[source] = generation;

        public bool Contains(int source) => marked[source] == generation;
    }
}

namespace ClaimTracker.Domain.Assessment;

/// <summary>One side: the propositions on it, their reports, and the findings that hold there.</summary>
internal sealed class SideMembers
{
    /// <summary>The propositions, by the claim that stands for each.</summary>
    public List<int> Roots { get; } = [];

    public List<int> Reports { get; } = [];

    public List<Finding> Findings { get; } = [];

    public void Clear()
    {
        Roots.Clear();
        Reports.Clear();
        Findings.Clear();
    }
}

/// <summary>Weighs one side after another. Each thread has one; it only reads the store.</summary>
internal sealed class Weigher
{
    private readonly ReportStore _store;
    private readonly WeighingSettings _settings;
    private readonly SideMembers _side = new();
    private readonly Lineage _lineage;
    private readonly Identities _identities;
    private readonly SideGraph _graph;
    private readonly DisjointChains _chains = new();
    private readonly HashSet<int> _met = [];

    public Weigher(ReportStore store, WeighingSettings settings)
    {
        _store = store;
        _settings = settings;
        _lineage = new Lineage(store);
        _identities = new Identities(store);
        _graph = new SideGraph(store);
    }

    public Weight Weigh(int root)
    {
        GatherSupport(_side, root);
        var support = Measure(out var circular);
        var outlets = CountOutlets(_store, _side.Reports, _met);
        var established =
            _side.Findings.Exists(f => f.Value == FindingValue.Established)
            && new SideExplanation(_store, _settings, _side).EstablishedPairs().Count > 0;
        GatherOpposition(_side, root);
        var opposition = _side.Reports.Count == 0 ? default : Measure(out _);
        return new Weight(support, opposition, outlets, established, circular);
    }

    /// <summary>The proposition and those that corroborate it.</summary>
    public void GatherSupport(SideMembers side, int root)
    {
        side.Clear();
        _met.Clear();
        Include(side, root);
        AddNeighbours(side, root, ReportRelationKind.Corroborates);
        Fill(side);
    }

    /// <summary>The propositions that contradict it, and those that corroborate these.</summary>
    public void GatherOpposition(SideMembers side, int root)
    {
        side.Clear();
        _met.Clear();
        AddNeighbours(side, root, ReportRelationKind.Contradicts);
        var direct = side.Roots.Count;
        for (var i = 0; i < direct; i++)
            AddNeighbours(side, side.Roots[i], ReportRelationKind.Corroborates);
        Fill(side);
    }

    /// <summary>The propositions that have this one on a side of theirs: where it contradicts, and where it corroborates.</summary>
    /// <param name="side">Takes the propositions; its reports stay empty.</param>
    /// <param name="root">The proposition.</param>
    /// <param name="chainsChanged">False where it only gained or lost a corroborating one: then its own corroborators see no difference.</param>
    public void GatherDependants(SideMembers side, int root, bool chainsChanged)
    {
        side.Clear();
        _met.Clear();
        Include(side, root);
        if (chainsChanged)
            AddNeighbours(side, root, ReportRelationKind.Corroborates);
        var supported = side.Roots.Count;
        for (var i = 0; i < supported; i++)
            AddNeighbours(side, side.Roots[i], ReportRelationKind.Contradicts);
    }

    /// <summary>Exactly these reports, with the findings that hold for their propositions.</summary>
    public void Gather(SideMembers side, IEnumerable<int> reports)
    {
        side.Clear();
        _met.Clear();
        foreach (var report in reports)
        {
            Include(side, _store.Propositions.Root(report));
            side.Reports.Add(report);
        }
        foreach (var root in side.Roots)
        {
            var member = root;
            do TakeFindings(side, member);
            while ((member = _store.Propositions.Next(member)) != root);
        }
    }

    /// <summary>The propositions that stand in a relation to one.</summary>
    public List<int> Neighbours(SideMembers side, int root, ReportRelationKind kind)
    {
        side.Clear();
        _met.Clear();
        AddNeighbours(side, root, kind);
        return side.Roots;
    }

    private void AddNeighbours(SideMembers side, int root, ReportRelationKind kind)
    {
        var member = root;
        do
        {
            for (var tie = _store.Reports[member].FirstTie; tie >= 0; tie = _store.Next(tie))
                if (_store.Holds(tie, kind))
                    Include(side, _store.Propositions.Root(_store.OtherEnd(tie)));
        } while ((member = _store.Propositions.Next(member)) != root);
    }

    /// <summary>The chains of the side, read both ways: what is found and nothing more.</summary>
    private Independence Measure(out bool circular)
    {
        _lineage.Trace(_side.Reports);
        _identities.Settle(_lineage, Controllers(_store, _lineage), _side.Findings);
        _graph.Build(_lineage, _identities, _side.Findings, Readings.Generous, Selection.All);
        var high = Take();
        circular = _graph.HasRing();
        if (ReadsTheSame())
            return new Independence(high, high);
        return new Independence(
            Math.Min(
                high,
                MeasureLow(_graph, _chains, _lineage, _identities, _side.Findings, Selection.All, _settings)
            ),
            high
        );
    }

    /// <summary>The cautious flow; the caller takes the generous one where that is smaller. Leaves the graph that gave it in place.</summary>
    public static int MeasureLow(
        SideGraph graph,
        DisjointChains chains,
        Lineage lineage,
        Identities identities,
        IReadOnlyList<Finding> findings,
        Selection selection,
        WeighingSettings settings
    )
    {
        graph.Build(lineage, identities, findings, Readings.Cautious, selection);
        graph.Load(chains);
        var low = chains.TakeAll();
        if (low > 1 && graph.AuthorityAlsoReports)
        {
            graph.Build(lineage, identities, findings, Readings.Cautious, selection, oneVertexForAuthority: true);
            graph.Load(chains);
            var asOne = chains.TakeAll();
            if (asOne < low)
                return asOne;
            graph.Build(lineage, identities, findings, Readings.Cautious, selection);
            graph.Load(chains);
            return chains.TakeAll();
        }
        if (low > 0 || !settings.Lenient)
            return low;
        graph.AdmitUnknown();
        graph.Load(chains);
        return chains.TakeAll();
    }

    /// <summary>The controllers of the origins: unnamed ones and look-alikes among them are doubtful too, whatever other sources there are.</summary>
    public static IEnumerable<int> Controllers(ReportStore store, Lineage lineage)
    {
        if (store.Controls.Count == 0)
            yield break;
        foreach (var strand in lineage.Strands)
        {
            var end = lineage.Hops(strand)[^1].Source;
            if (end < 0 || !store.Sources[end].Controlled)
                continue;
            foreach (var (controller, _) in SideGraph.Upwards(store, end, strand.Report))
                yield return controller;
        }
    }

    public static int CountOutlets(ReportStore store, List<int> reports, HashSet<int> met)
    {
        met.Clear();
        foreach (var report in reports)
        {
            ref var row = ref store.Reports[report];
            if (!row.IsWeighed || !row.Is(ReportMarks.ArticleStands))
                continue;
            var outlet = store.Links[row.FirstLink].Source;
            met.Add(outlet < 0 ? -1 : store.Standing(outlet));
        }
        return met.Count;
    }

    private int Take()
    {
        _graph.Load(_chains);
        return _chains.TakeAll();
    }

    /// <summary>Whether nothing on the side is unknown, so that both readings are one graph.</summary>
    private bool ReadsTheSame()
    {
        if (_identities.Merges)
            return false;
        foreach (var strand in _lineage.Strands)
        {
            if (strand.LeftOut is not null)
                continue;
            if (!strand.Known || strand.Derived)
                return false;
            var hops = _lineage.Hops(strand);
            if (hops[0].Source < 0 || _store.Sources[hops[^1].Source].Controlled)
                return false;
        }
        return true;
    }

    private void Include(SideMembers side, int root)
    {
        if (_met.Add(root))
            side.Roots.Add(root);
    }

    private void Fill(SideMembers side)
    {
        foreach (var root in side.Roots)
        {
            var member = root;
            do
            {
                if (_store.Reports[member].Is(ReportMarks.Present))
                    side.Reports.Add(member);
                TakeFindings(side, member);
            } while ((member = _store.Propositions.Next(member)) != root);
        }
    }

    private void TakeFindings(SideMembers side, int member)
    {
        if (_store.Reports[member].Is(ReportMarks.HasFinding))
            side.Findings.AddRange(_store.FindingsOfClaim[member]);
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>One side: the propositions on it, their reports, and the findings that hold there.</summary>
internal sealed class EvidenceMembers
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
    private readonly ReportStore store;
    private readonly AssessmentSettings settings;
    private readonly EvidenceMembers side = new();
    private readonly SideChains chains;
    private readonly StepGraph steps;
    private readonly HashSet<int> met = [];

    public Weigher(ReportStore store, AssessmentSettings settings)
    {
        this.store = store;
        this.settings = settings;
        chains = new SideChains(store, settings);
        steps = new StepGraph(store);
    }

    public AssessmentSummary Weigh(int root)
    {
        GatherSupport(side, root);
        var support = Measure(out var circular);
        var outlets = CountOutlets(store, side.Reports, met);
        var established =
            side.Findings.Exists(f => f.Value == FindingValue.Established)
            && new Explanation(store, settings, side).EstablishedPairs().Count > 0;
        GatherOpposition(side, root);
        var opposition = side.Reports.Count == 0 ? new OriginCount(0, 0) : Measure(out _);
        return new AssessmentSummary(support, opposition, outlets, established, circular);
    }

    /// <summary>The proposition and those that corroborate it.</summary>
    public void GatherSupport(EvidenceMembers side, int root)
    {
        side.Clear();
        met.Clear();
        Include(side, root);
        AddNeighbours(side, root, ReportRelationKind.Corroborates);
        Fill(side);
    }

    /// <summary>The propositions that contradict it, and those that corroborate these.</summary>
    public void GatherOpposition(EvidenceMembers side, int root)
    {
        side.Clear();
        met.Clear();
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
    public void GatherDependants(EvidenceMembers side, int root, bool chainsChanged)
    {
        side.Clear();
        met.Clear();
        Include(side, root);
        if (chainsChanged)
            AddNeighbours(side, root, ReportRelationKind.Corroborates);
        var supported = side.Roots.Count;
        for (var i = 0; i < supported; i++)
            AddNeighbours(side, side.Roots[i], ReportRelationKind.Contradicts);
    }

    /// <summary>Exactly these reports, with the findings that hold for their propositions.</summary>
    public void Gather(EvidenceMembers side, IEnumerable<int> reports)
    {
        side.Clear();
        met.Clear();
        foreach (var report in reports)
        {
            Include(side, store.Propositions.Root(report));
            side.Reports.Add(report);
        }

        foreach (var root in side.Roots)
        {
            var member = root;
            do TakeFindings(side, member);
            while ((member = store.Propositions.Next(member)) != root);
        }
    }

    /// <summary>The propositions that stand in a relation to one.</summary>
    public List<int> Neighbours(EvidenceMembers side, int root, ReportRelationKind kind)
    {
        side.Clear();
        met.Clear();
        AddNeighbours(side, root, kind);
        return side.Roots;
    }

    private void AddNeighbours(EvidenceMembers side, int root, ReportRelationKind kind)
    {
        var member = root;
        do
        {
            for (var tie = store.Reports[member].FirstTie; tie >= 0; tie = store.Next(tie))
                if (store.Holds(tie, kind))
                    Include(side, store.Propositions.Root(store.OtherEnd(tie)));
        } while ((member = store.Propositions.Next(member)) != root);
    }

    /// <summary>The chains of the side that share no source, read both ways: the figures and nothing more.</summary>
    private OriginCount Measure(out bool circular)
    {
        chains.Read(side.Reports, side.Findings);
        circular = steps.HasRing(chains.Lineage);
        return chains.Count();
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

    private void Include(EvidenceMembers side, int root)
    {
        if (met.Add(root))
            side.Roots.Add(root);
    }

    private void Fill(EvidenceMembers side)
    {
        foreach (var root in side.Roots)
        {
            var member = root;
            do
            {
                if (store.Reports[member].Is(ReportMarks.Present))
                    side.Reports.Add(member);
                TakeFindings(side, member);
            } while ((member = store.Propositions.Next(member)) != root);
        }
    }

    private void TakeFindings(EvidenceMembers side, int member)
    {
        if (store.Reports[member].Is(ReportMarks.HasFinding))
            side.Findings.AddRange(store.FindingsOfClaim[member]);
    }
}

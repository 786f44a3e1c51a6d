using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>What the chains of two related claims are to each other, for every relation between the claims of two sides.</summary>
internal sealed class RelationVerdicts(
    ReportStore store,
    AssessmentSettings settings,
    EvidenceMembers support,
    Explanation supported,
    EvidenceMembers opposition,
    Explanation opposed
)
{
    private readonly HashSet<int> forIt = [.. support.Reports];
    private readonly HashSet<int> againstIt = [.. opposition.Reports];
    private Explanation? across;

    /// <summary>The verdicts by the ids of the relations.</summary>
    public List<RelationVerdict> ToList()
    {
        var verdicts = new List<RelationVerdict>();
        foreach (var report in forIt.Union(againstIt))
            for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
                if (IsToldHere(tie) && SideOf(report, store.OtherEnd(tie)) is { } side)
                    verdicts.Add(Verdict(tie, side));
        verdicts.Sort((a, b) => a.Id.CompareTo(b.Id));
        return verdicts;
    }

    /// <summary>Whether it is one of those that join, back or contradict, between claims that have a say; told once, from where it comes.</summary>
    private bool IsToldHere(int tie)
    {
        ref var relation = ref store.Relations[tie >> 1];
        return (tie & 1) == 0
            && relation.Kind <= ReportRelationKind.Contradicts
            && store.Holds(tie, relation.Kind)
            && store.Reports[relation.From].IsWeighed
            && store.Reports[relation.To].IsWeighed;
    }

    private Explanation? SideOf(int report, int other)
    {
        if (forIt.Contains(report) && forIt.Contains(other))
            return supported;
        if (againstIt.Contains(report) && againstIt.Contains(other))
            return opposed;
        return forIt.Contains(other) || againstIt.Contains(other) ? across ??= BothSides() : null;
    }

    private Explanation BothSides()
    {
        var side = new EvidenceMembers();
        new Weigher(store, settings).Gather(side, forIt.Union(againstIt));
        return new Explanation(store, settings, side);
    }

    private RelationVerdict Verdict(int tie, Explanation side)
    {
        var relation = store.Relations[tie >> 1];
        var (a, b) =
            store.Reports[relation.From].Claim < store.Reports[relation.To].Claim
                ? (relation.From, relation.To)
                : (relation.To, relation.From);
        var (chainComparison, shared, asOne, path, finding) = side.Compare(a, b);
        return new RelationVerdict(
            relation.Id,
            relation.Kind,
            store.Reports[a].Claim,
            store.Reports[b].Claim,
            chainComparison,
            shared,
            path,
            finding
        )
        {
            AsOne = asOne,
        };
    }
}

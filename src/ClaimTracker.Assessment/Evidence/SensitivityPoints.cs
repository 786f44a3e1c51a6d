using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>What could be found out that would change the counts of a claim, most decisive first, each at most a few times.</summary>
internal static class SensitivityPoints
{
    private const int OfOneKind = 5;

    public static List<SensitivityPoint> Of(
        ReportStore store,
        EvidenceSide support,
        EvidenceSide opposition,
        Explanation supported,
        IReadOnlyList<CircularReporting> circularReportings,
        IReadOnlyList<int> onBothSides,
        CredibilityProfile profile
    )
    {
        var changes = new List<SensitivityPoint>();
        var origins = support.Chains.Where(c => c.Counted).Select(OriginOf).OfType<long>().Distinct().Order().ToList();
        if (support.Independent.Low >= 2 && support.Established.Count == 0 && origins.Count >= 2)
            changes.Add(new(ChangeKind.Independence, origins, [], Rating(0, 0, established: true)));

        changes.AddRange(
            support
                .Chains.Where(c => c.Reason == ChainReason.UnknownLineage)
                .Select(c => c.Claim)
                .Distinct()
                .Take(OfOneKind)
                .Select(claim => new SensitivityPoint(ChangeKind.UnknownLineage, [], [claim], Rating(1, 0)))
        );

        foreach (var group in supported.Identities.Groups.Take(OfOneKind))
        {
            var unnamed = group.All(s => store.Sources[s].Unnamed);
            changes.Add(
                new(
                    unnamed ? ChangeKind.Unnamed : ChangeKind.LookAlike,
                    [.. group.Select(s => store.Sources[s].Id).Order()],
                    [],
                    support.Independent.High > support.Independent.Low ? Rating(1, 0) : null
                )
            );
        }

        if (support.Independent.Low == 1 && support.Bottlenecks.Count > 0)
            changes.Add(
                new(ChangeKind.Bottleneck, support.Bottlenecks, [], Rating(1, 1)) { AsOne = support.BottlenecksAsOne }
            );

        changes.AddRange(
            circularReportings
                .Where(r => !r.Grounded)
                .Take(OfOneKind)
                .Select(r => new SensitivityPoint(
                    ChangeKind.Ring,
                    [.. r.Steps.Select(s => s.Source).OfType<long>().Order()],
                    [],
                    Rating(1, 1)
                ))
        );
        if (onBothSides.Count > 0)
            changes.Add(
                new(ChangeKind.BothSides, [], [.. onBothSides.Select(r => store.Reports[r].Claim).Order()], null)
            );
        return changes;

        // The proposal if so many more chains were guaranteed, and so many more possible.
        int Rating(int low, int high, bool established = false)
        {
            var guaranteed = support.Independent.Low + low;
            var after = new OriginCount(guaranteed, Math.Max(guaranteed, support.Independent.High + high));
            return CredibilityRules
                .Propose(after, opposition.Independent, established || support.Established.Count > 0, profile)
                .Proposed;
        }
    }

    private static long? OriginOf(WeighedChain chain) =>
        chain.Path.LastOrDefault(s => s.Role != StepRole.Controller)?.Source;
}

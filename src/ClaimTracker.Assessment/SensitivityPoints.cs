using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment;

/// <summary>
/// What could be found out that would change the counts of a claim, most decisive first, each at most a few times. What each would lead to was tried
/// (<see cref="Rehearsal"/>).
/// </summary>
internal sealed class SensitivityPoints(
    ReportStore store,
    EvidenceSide support,
    Explanation supported,
    IReadOnlyList<CircularReporting> rings,
    IReadOnlyList<int> onBothSides,
    Func<Rehearsal>? rehearse
)
{
    private const int OfOneKind = 5;

    /// <summary>How many pairs of unnamed sources are tried: of a crowd of them the first will do.</summary>
    private const int PairsTried = 20;

    private Rehearsal? rehearsal;

    /// <summary>Null where nothing is proposed: then nothing can be promised.</summary>
    private Rehearsal? Rehearsal => rehearsal ??= rehearse?.Invoke();

    public List<SensitivityPoint> ToList() =>
        [
            .. Independence(),
            .. UnknownLineages(),
            .. LookAlikes(),
            .. Unnamed(),
            .. Bottleneck(),
            .. Rings(),
            .. BothSides(),
        ];

    /// <summary>Any two origins of two chains that count can be found independent: their chains share nothing.</summary>
    private IEnumerable<SensitivityPoint> Independence()
    {
        var origins = supported.CountedOrigins().Distinct().Order().ToList();
        if (support.Independent.Low < 2 || support.Established.Count > 0 || origins.Count < 2)
            yield break;
        yield return new(ChangeKind.Independence, origins, [], Rehearsal?.WhenFoundIndependent(origins[0], origins[1]));
    }

    private IEnumerable<SensitivityPoint> UnknownLineages() =>
        support
            .Chains.Where(chain => chain.Reason == ChainReason.UnknownLineage)
            .Select(chain => chain.Claim)
            .Distinct()
            .Take(OfOneKind)
            .Select(claim => new SensitivityPoint(
                ChangeKind.UnknownLineage,
                [],
                [claim],
                Rehearsal?.WhenItsSourceIsNew(store.ReportOf(claim))
            ));

    private IEnumerable<SensitivityPoint> LookAlikes() =>
        supported
            .Identities.UndecidedLookAlikes()
            .Select(pair => (A: IdOf(pair.A), B: IdOf(pair.B)))
            .Order()
            .Take(OfOneKind)
            .Select(pair => new SensitivityPoint(
                ChangeKind.LookAlike,
                [pair.A, pair.B],
                [],
                Rehearsal?.WhenToldApart(pair.A, pair.B)
            ));

    /// <summary>Pairs of unnamed sources that a finding could part: where nothing would come of it, it would be refused.</summary>
    private IEnumerable<SensitivityPoint> Unnamed()
    {
        var origins = supported
            .GroundedOrigins()
            .Where(source => store.Sources[source].Unnamed)
            .Distinct()
            .OrderBy(IdOf)
            .ToList();
        var pairs =
            from i in Enumerable.Range(0, origins.Count)
            from j in Enumerable.Range(i + 1, origins.Count - i - 1)
            where supported.Identities.MayBeOne(origins[i], origins[j])
            select (A: IdOf(origins[i]), B: IdOf(origins[j]));
        return pairs
            .Take(PairsTried)
            .Select(pair => new SensitivityPoint(
                ChangeKind.Unnamed,
                [pair.A, pair.B],
                [],
                Rehearsal?.WhenFoundIndependent(pair.A, pair.B)
            ))
            .Where(point => point.Credibility is not null || rehearse is null)
            .Take(OfOneKind);
    }

    private IEnumerable<SensitivityPoint> Bottleneck()
    {
        if (support.Independent.Low == 1 && support.Bottlenecks.Count > 0)
            yield return new(ChangeKind.Bottleneck, support.Bottlenecks, [], Rehearsal?.WhenOneMoreSaysSo())
            {
                AsOne = support.BottlenecksAsOne,
            };
    }

    private IEnumerable<SensitivityPoint> Rings()
    {
        foreach (var ring in rings.Where(ring => !ring.Grounded).Take(OfOneKind))
        {
            var sources = ring.Steps.Select(step => step.Source).OfType<long>().Order().ToList();
            // Whoever of the ring named an origin, it should come to the same.
            var proposed = sources.Select(source => Rehearsal?.WhenOneMoreSaysSo(source)).Distinct().ToList();
            yield return new(ChangeKind.Ring, sources, [], proposed.Count == 1 ? proposed[0] : null);
        }
    }

    private IEnumerable<SensitivityPoint> BothSides()
    {
        if (onBothSides.Count > 0)
            yield return new(
                ChangeKind.BothSides,
                [],
                [.. onBothSides.Select(report => store.Reports[report].Claim).Order()],
                null
            );
    }

    private long IdOf(int source) => store.Sources[source].Id;
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment;

/// <summary>
/// What an <see cref="AssessmentIndex"/> is asked. No answer changes anything, so that any number may ask at once, as long as nobody changes or evaluates
/// the index meanwhile.
/// </summary>
public sealed class AssessmentQueries
{
    private readonly ReportStore store;
    private readonly AssessmentSettings settings;
    private readonly RowBuffer<AssessmentSummary?> summaries;

    internal AssessmentQueries(
        ReportStore store,
        AssessmentSettings settings,
        RowBuffer<AssessmentSummary?> summaries
    ) => (this.store, this.settings, this.summaries) = (store, settings, summaries);

    /// <summary>The weight of a claim's proposition as last evaluated; null for a claim that is not accepted or not evaluated yet.</summary>
    public AssessmentSummary? WeightOf(long claim)
    {
        return
            store.TryReport(claim, out var report)
            && store.Propositions.Root(report) is var root
            && root < summaries.Count
            ? summaries[root]
            : null;
    }

    /// <summary>Whether a claim has a say: it is accepted and no request.</summary>
    public bool IsWeighed(long claim) => store.TryReport(claim, out var report) && store.Reports[report].IsWeighed;

    /// <summary>
    /// When the propositions that a claim's outlet reported last were reported by whom, to within an hour. Empty for an unknown outlet, and where the
    /// article's date is not so exact.
    /// </summary>
    /// <param name="most">So many of the outlet's newest reports, and so many reports of each proposition.</param>
    public List<TimedReport> TimedReportsAround(long claim, int most) =>
        store.TryReport(claim, out var report) ? new TimedReports(store).Around(report, most) : [];

    /// <summary>
    /// What the origins around a source hold, one vote for each origin and proposition however many outlets carry it: first what the source itself holds,
    /// then what is said by those who speak of the same, and so on outwards. Propositions that corroborate each other are one value, and values that
    /// contradict each other are of one item; a value that contradicts itself says nothing. Unnamed sources do not vote: each belongs to one article.
    /// </summary>
    /// <param name="most">So many reports at most are read, with the item of the last one whole.</param>
    public List<OriginVote> VotesAround(long source, int most)
    {
        return store.TrySource(source, out var row)
            ? new OriginVotes(store, new Weigher(store, settings)).Around(store.Standing(row), most)
            : [];
    }

    /// <summary>Whether two claims are of one proposition.</summary>
    public bool AreOne(long a, long b)
    {
        return store.TryReport(a, out var one)
            && store.TryReport(b, out var other)
            && store.Propositions.Root(one) == store.Propositions.Root(other);
    }

    /// <summary>Every accepted claim whose proposition weighs so, with that weight, as last evaluated; in no order.</summary>
    public List<(long Claim, AssessmentSummary Weight)> ClaimsWhere(Func<AssessmentSummary, bool> weighsSo)
    {
        var claims = new List<(long, AssessmentSummary)>();
        for (var report = 0; report < Math.Min(store.Reports.Count, summaries.Count); report++)
            if (
                store.Reports[report].Is(ReportMarks.Present)
                && summaries[store.Propositions.Root(report)] is { } assessmentSummary
                && weighsSo(assessmentSummary)
            )
                claims.Add((store.Reports[report].Claim, assessmentSummary));
        return claims;
    }

    /// <summary>The weight of every proposition as last evaluated, by the smallest of its claim ids; in no order.</summary>
    public List<(long Proposition, AssessmentSummary Weight)> Weights()
    {
        var weights = new List<(long, AssessmentSummary)>();
        for (var report = 0; report < Math.Min(store.Reports.Count, summaries.Count); report++)
            if (
                store.Reports[report].Is(ReportMarks.Present)
                && store.Propositions.Root(report) == report
                && summaries[report] is { } assessmentSummary
            )
                weights.Add((store.Reports[report].Claim, assessmentSummary));
        return weights;
    }

    /// <summary>Everything that explains the weight of a claim; null for a claim that is not accepted.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="records">What is held of sources instead of what their outcomes say.</param>
    /// <param name="withBelief">Whether the evidence is wanted as a number.</param>
    /// <param name="at">The instant (UTC) at which the record of a source is read: later outcomes are not known, earlier ones fade. Null: sources have none.</param>
    public ClaimAssessment? Assess(
        long claim,
        TrackRecords? records = null,
        bool withBelief = false,
        DateTime? at = null
    )
    {
        if (!store.TryReport(claim, out var report))
            return null;
        var root = store.Propositions.Root(report);
        var support = new EvidenceMembers();
        var opposition = new EvidenceMembers();
        var weigher = new Weigher(store, settings);
        weigher.GatherSupport(support, root);
        weigher.GatherOpposition(opposition, root);
        return Explain(
            claim,
            root,
            support,
            opposition,
            records ?? RecordsWithout(support, opposition, at),
            withBelief
        );
    }

    /// <summary>These claims weighed as one support, whatever joins them; those that are not accepted are left out.</summary>
    /// <inheritdoc cref="Assess"/>
    public ClaimAssessment AssessTogether(
        IEnumerable<long> claims,
        TrackRecords? records = null,
        bool withBelief = false,
        DateTime? at = null
    )
    {
        var support = new EvidenceMembers();
        var reports = claims
            .Distinct()
            .Order()
            .Select(c => store.TryReport(c, out var report) ? report : -1)
            .Where(r => r >= 0);
        new Weigher(store, settings).Gather(support, [.. reports]);
        var opposition = new EvidenceMembers();
        return Explain(null, -1, support, opposition, records ?? RecordsWithout(support, opposition, at), withBelief);
    }

    /// <summary>What a finding of independence that is not recorded yet would come to, on any side that contains the proposition of its claim.</summary>
    public FindingEffect EffectOf(Finding finding)
    {
        if (
            !store.TrySource(finding.A, out var a)
            || !store.TrySource(finding.B, out var b)
            || finding.Claim is not { } claim
            || !store.TryReport(claim, out var report)
        )
            return FindingEffect.NoChain;
        (a, b) = (store.Standing(a), store.Standing(b));
        if (a == b)
            return FindingEffect.OneSource;
        var (areOrigins, haveOneController) = (false, false);
        foreach (var side in SidesWith(store.Propositions.Root(report)))
        {
            var before = new Explanation(store, settings, side);
            side.Findings.Add(finding);
            var after = new Explanation(store, settings, side);
            if (
                after.EstablishedPairs().Exists(pair => pair.Finding == finding.Id)
                || after.Independent != before.Independent
            )
                return FindingEffect.Some;
            var origins = before.GroundedOrigins().ToHashSet();
            areOrigins |= origins.Contains(a) && origins.Contains(b);
            haveOneController |= before.HaveOneController(a, b);
        }
        return !areOrigins ? FindingEffect.NoChain
            : haveOneController ? FindingEffect.OneController
            : FindingEffect.NotApart;
    }

    /// <summary>The sides, of whatever claim, on which a proposition stands.</summary>
    private IEnumerable<EvidenceMembers> SidesWith(int root)
    {
        var weigher = new Weigher(store, settings);
        var dependants = new EvidenceMembers();
        weigher.GatherDependants(dependants, root, chainsChanged: true);
        foreach (var proposition in dependants.Roots)
        {
            var (support, opposition) = (new EvidenceMembers(), new EvidenceMembers());
            weigher.GatherSupport(support, proposition);
            weigher.GatherOpposition(opposition, proposition);
            if (support.Roots.Contains(root))
                yield return support;
            if (opposition.Roots.Contains(root))
                yield return opposition;
        }
    }

    /// <summary>
    /// What the outcomes say of sources, those of the claims on the two sides left out: neither what became of this claim nor what became of those that
    /// stand for it or against it may raise the belief in it.
    /// </summary>
    private TrackRecords RecordsWithout(EvidenceMembers support, EvidenceMembers opposition, DateTime? at)
    {
        if (at is not { } instant || store.Outcomes.Count == 0)
            return TrackRecords.None;
        var judged = support
            .Reports.Concat(opposition.Reports)
            .Select(report => store.Reports[report].Claim)
            .ToHashSet();
        var known = new Dictionary<long, (BetaReputation AsOrigin, BetaReputation AsRelay)>();
        return new TrackRecords(
            s => Of(s).AsOrigin.Value,
            s => Of(s).AsRelay.Value,
            s => (Of(s).AsOrigin + Of(s).AsRelay).IsRecord
        );

        (BetaReputation AsOrigin, BetaReputation AsRelay) Of(long source)
        {
            if (known.TryGetValue(source, out var record))
                return record;
            var outcomes = store
                .Family(store.Standing(store.SourceOf(source)))
                .SelectMany(s => store.Outcomes.GetValueOrDefault(s) ?? [])
                .OrderBy(outcome => outcome.Key)
                .Select(outcome => outcome.Value);
            known.Add(source, record = new ReliabilityLedger(outcomes).Without(judged, instant));
            return record;
        }
    }

    private ClaimAssessment Explain(
        long? claim,
        int root,
        EvidenceMembers support,
        EvidenceMembers opposition,
        TrackRecords records,
        bool withBelief
    )
    {
        var supported = new Explanation(store, settings, support, records);
        var opposed = new Explanation(store, settings, opposition, records);
        var supportSide = supported.Describe();
        var oppositionSide = opposed.Describe();
        var belief = withBelief ? new Belief(supported.Evidence(), opposed.Evidence()) : (Belief?)null;
        var rings = supported.CircularReportings();
        var bothSides = support.Roots.Intersect(opposition.Roots).ToList();
        var credibility =
            root < 0
                ? null
                : CredibilityRules.Propose(
                    supportSide.Independent,
                    oppositionSide.Independent,
                    supportSide.Established.Count > 0,
                    settings.Profile
                );
        return new ClaimAssessment(
            claim,
            root < 0 ? null : store.Reports[root].Claim,
            root < 0 ? [] : [.. store.AcceptedOf(root).Select(m => store.Reports[m].Claim).Order()],
            supportSide,
            oppositionSide,
            new RelationVerdicts(store, settings, support, supported, opposition, opposed).ToList(),
            rings,
            supported.Attest(),
            credibility,
            belief,
            new SensitivityPoints(
                store,
                supportSide,
                supported,
                rings,
                bothSides,
                claim is { } of
                    ? () => new Rehearsal(store, settings, of, support.Roots.Concat(opposition.Roots))
                    : null
            ).ToList()
        );
    }
}

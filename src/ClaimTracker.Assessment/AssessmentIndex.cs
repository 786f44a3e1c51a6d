using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment;

/// <summary>A change of what is proposed for a proposition.</summary>
/// <param name="Proposition">The smallest claim id of the proposition.</param>
/// <param name="Before">The weight before; null for a new proposition.</param>
/// <param name="After">The weight now.</param>
public readonly record struct SummaryChange(long Proposition, AssessmentSummary? Before, AssessmentSummary After);

/// <summary>
/// All accepted claims, standing relations and findings, weighed. Rows are put in and taken out one by one; <see cref="Evaluate"/> then
/// weighs the propositions that depend on them, and <see cref="EvaluateAll"/> weighs everything, by the same code. Changes and evaluations
/// must not run at the same time; the index itself uses as many threads as it is allowed.
/// </summary>
public sealed class AssessmentIndex
{
    /// <summary>How far the change of a proposition reaches; each reaches what those before it reach.</summary>
    private enum Reach
    {
        Itself,
        ThoseItContradicts,
        All,
    }

    private readonly ReportStore store;
    private readonly AssessmentSettings settings;
    private readonly Weigher weigher;
    private readonly Dictionary<int, Reach> touched = [];
    private readonly HashSet<int> toRejoin = [];
    private readonly Dictionary<int, List<int>> subordinates = [];
    private readonly EvidenceMembers members = new();
    private AssessmentSummary?[] summaries = [];

    /// <param name="settings">How what is not known is weighed.</param>
    /// <param name="claims">About how many claims there will be.</param>
    /// <param name="sources">About how many sources.</param>
    /// <param name="relations">About how many relations.</param>
    public AssessmentIndex(AssessmentSettings? settings = null, int claims = 16, int sources = 16, int relations = 16)
    {
        this.settings = settings ?? AssessmentSettings.Default;
        store = new ReportStore(claims, sources, relations);
        weigher = new Weigher(store, this.settings);
    }

    /// <summary>A source is new or has changed.</summary>
    public void Put(WeighedSource source)
    {
        var at = store.SourceOf(source.Id);
        ref var row = ref store.Sources[at];
        if (row.Outlet == source.Outlet && row.Unnamed == source.Unnamed)
            return;
        row.Outlet = source.Outlet;
        row.Unnamed = source.Unnamed;
        TouchCommanded(at);
    }

    /// <summary>A source now stands for another; un-merging takes it back.</summary>
    /// <exception cref="ArgumentException">The merge would close a circle.</exception>
    public void Merge(long source, long into)
    {
        var (from, to) = (store.SourceOf(source), store.SourceOf(into));
        for (var up = to; up >= 0; up = store.Sources[up].MergedInto)
            if (up == from)
                throw new ArgumentException($"Source {into} already stands for source {source}.", nameof(into));
        Unmerge(source);
        TouchCommanded(to);
        store.Sources[from].MergedInto = to;
        ListOf(store.MergedInto, to).Add(from);
        TouchCommanded(to);
    }

    /// <summary>A merged source stands for itself again; nothing happens where it does already.</summary>
    public void Unmerge(long source)
    {
        var at = store.SourceOf(source);
        var into = store.Sources[at].MergedInto;
        if (into < 0)
            return;
        TouchCommanded(into);
        store.MergedInto[into].Remove(at);
        store.Sources[at].MergedInto = -1;
        TouchCommanded(into);
        TouchCommanded(at);
    }

    /// <summary>An accepted claim is new, or it, its chain or its article has changed.</summary>
    /// <exception cref="ArgumentException">The chain has no link.</exception>
    public void Put(Report report)
    {
        var at = store.ReportOf(report.Claim);
        var tookBack = store.TakenBackBy.ContainsKey(at);
        store.Put(report);
        Touch(at, Reach.All);
        if (tookBack || report.TakenBackBy.Count > 0)
            TouchProposition(at);
    }

    /// <summary>A claim is accepted no longer; its relations stay and wait for it.</summary>
    public void Remove(long claim)
    {
        if (!store.TryReport(claim, out var report))
            return;
        Touch(report, Reach.All);
        for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
            if (store.Relations[tie >> 1].Stands)
                Touch(store.OtherEnd(tie), Reach.All);
        if (store.TakenBackBy.ContainsKey(report))
            TouchProposition(report);
        toRejoin.Add(report);
        ReportStore.Set(ref store.Reports[report], ReportMarks.Present, false);
    }

    /// <summary>A relation stands.</summary>
    public void Put(ReportRelation relation)
    {
        store.Add(relation);
        Touch(relation);
    }

    /// <summary>A relation stands no longer; nothing happens where it did not stand.</summary>
    public void Remove(ReportRelation relation)
    {
        var at = store.Find(relation);
        if (at < 0)
            return;
        Touch(relation);
        store.Relations[at].Stands = false;
        if (relation.Kind == ReportRelationKind.Restates)
            toRejoin.Add(store.ReportOf(relation.From));
    }

    /// <summary>A derivation of an article stands.</summary>
    public void Put(ArticleDerivation derivation)
    {
        ListOf(store.ArticleDerivations, derivation.Article).Add(derivation);
        TouchArticle(derivation.Article);
    }

    /// <summary>A derivation of an article stands no longer.</summary>
    public void Remove(ArticleDerivation derivation)
    {
        if (
            !store.ArticleDerivations.TryGetValue(derivation.Article, out var derivations)
            || !derivations.Remove(derivation)
        )
            return;
        if (derivations.Count == 0)
            store.ArticleDerivations.Remove(derivation.Article);
        TouchArticle(derivation.Article);
    }

    /// <summary>A source commands or owns another.</summary>
    public void Put(Control control)
    {
        var (source, controller) = (store.SourceOf(control.Source), store.SourceOf(control.Controller));
        ListOf(store.Controls, source).Add(control);
        ListOf(subordinates, controller).Add(source);
        TouchCommanded(source);
    }

    /// <summary>A source commands or owns another no longer, as if it never had.</summary>
    public void Remove(Control control)
    {
        var source = store.SourceOf(control.Source);
        if (!store.Controls.TryGetValue(source, out var controls) || !controls.Remove(control))
            return;
        if (controls.Count == 0)
            store.Controls.Remove(source);
        subordinates[store.SourceOf(control.Controller)].Remove(source);
        TouchCommanded(source);
    }

    /// <summary>The names of two sources look alike.</summary>
    public void Put(CandidateMatch pair) => Pair(store.LookAlikes, pair.A, pair.B);

    /// <summary>The names of two sources look alike no longer.</summary>
    public void Remove(CandidateMatch pair) => Unpair(store.LookAlikes, pair.A, pair.B);

    /// <summary>Somebody told two sources apart.</summary>
    public void Put(NotSameAs pair) => Pair(store.ToldApart, pair.A, pair.B);

    /// <summary>That was taken back.</summary>
    public void Remove(NotSameAs pair) => Unpair(store.ToldApart, pair.A, pair.B);

    /// <summary>Somebody found something about two sources.</summary>
    /// <exception cref="ArgumentException">Independence is established for a claim, and none is given.</exception>
    public void Put(Finding finding)
    {
        // Known from here on: sides are built in parallel, and make no rows.
        store.SourceOf(finding.A);
        store.SourceOf(finding.B);
        if (finding.Claim is { } claim)
        {
            var report = store.ReportOf(claim);
            ListOf(store.FindingsOfClaim, report).Add(finding);
            ReportStore.Set(ref store.Reports[report], ReportMarks.HasFinding, true);
        }
        else if (finding.Value == FindingValue.Established)
            throw new ArgumentException("Independence is established for a claim.", nameof(finding));
        else
            store.FindingsEverywhere.Add(finding);
        Touch(finding);
    }

    /// <summary>A finding was withdrawn.</summary>
    public void Remove(Finding finding)
    {
        if (finding.Claim is { } claim)
        {
            var report = store.ReportOf(claim);
            if (!store.FindingsOfClaim.TryGetValue(report, out var findings) || !findings.Remove(finding))
                return;
            ReportStore.Set(ref store.Reports[report], ReportMarks.HasFinding, findings.Count > 0);
        }
        else if (!store.FindingsEverywhere.Remove(finding))
            return;
        Touch(finding);
    }

    /// <summary>Something a source said turned out true or false. No weight rests on that: it is asked for when a claim is assessed.</summary>
    public void Put(LedgerEntry entry)
    {
        var source = store.SourceOf(entry.Source);
        if (!store.Outcomes.TryGetValue(source, out var outcomes))
            store.Outcomes.Add(source, outcomes = []);
        outcomes[entry.Id] = entry.Outcome;
    }

    /// <summary>An outcome was withdrawn; nothing happens where it was not known.</summary>
    public void Remove(LedgerEntry entry)
    {
        if (store.Outcomes.TryGetValue(store.SourceOf(entry.Source), out var outcomes))
            outcomes.Remove(entry.Id);
    }

    /// <summary>The weight of a claim's proposition as last evaluated; null for a claim that is not accepted or not evaluated yet.</summary>
    public AssessmentSummary? WeightOf(long claim)
    {
        Rejoin();
        return
            store.TryReport(claim, out var report)
            && store.Propositions.Root(report) is var root
            && root < summaries.Length
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
    public List<TimedReport> TimedReportsAround(long claim, int most)
    {
        Rejoin();
        var timed = new List<TimedReport>();
        if (
            !store.TryReport(claim, out var report)
            || TimedAt(report) is null
            || Outlet(report) is not (>= 0 and var outlet)
        )
            return timed;
        var met = new HashSet<int>();
        var read = 0;
        foreach (var member in store.Family(outlet))
            for (
                var link = store.Sources[member].FirstLink;
                link >= 0 && read < most;
                link = store.Links[link].NextOfSource
            )
            {
                var other = store.Links[link].Report;
                if (store.Reports[other].FirstLink != link || !Counts(other))
                    continue;
                read++;
                if (!met.Add(store.Propositions.Root(other)))
                    continue;
                foreach (var told in Members(store.Propositions.Root(other)).Take(most))
                    if (Counts(told) && Outlet(told) is >= 0 and var by && TimedAt(told) is { } at)
                        timed.Add(
                            new TimedReport(
                                store.Sources[by].Id,
                                store.Reports[store.Propositions.Root(other)].Claim,
                                at,
                                Lineage.IsGrounded(store, told),
                                store.Reports[told].Article
                            )
                        );
            }

        return timed;

        bool Counts(int at) => store.Reports[at].IsWeighed && store.Reports[at].Is(ReportMarks.ArticleStands);

        int Outlet(int at) =>
            store.Links[store.Reports[at].FirstLink].Source is >= 0 and var source ? store.Standing(source) : -1;

        DateTime? TimedAt(int at) =>
            store.Reports[at] is { Earliest: > 0 } row && row.Latest - row.Earliest <= TimeSpan.TicksPerHour
                ? new DateTime(row.Earliest, DateTimeKind.Utc)
                : null;
    }

    /// <summary>
    /// What the origins around a source hold, one vote for each origin and proposition however many outlets carry it: first what the source itself holds,
    /// then what is said by those who speak of the same, and so on outwards. Propositions that corroborate each other are one value, and values that
    /// contradict each other are of one item; a value that contradicts itself says nothing. Unnamed sources do not vote: each belongs to one article.
    /// </summary>
    /// <param name="most">So many reports at most are read, with the item of the last one whole.</param>
    public List<OriginVote> VotesAround(long source, int most)
    {
        Rejoin();
        return new OriginVotes(store, weigher).Around(store.Standing(store.SourceOf(source)), most);
    }

    /// <summary>Whether two claims are of one proposition.</summary>
    public bool AreOne(long a, long b)
    {
        Rejoin();
        return store.TryReport(a, out var one)
            && store.TryReport(b, out var other)
            && store.Propositions.Root(one) == store.Propositions.Root(other);
    }

    /// <summary>Every accepted claim whose proposition weighs so, with that weight, as last evaluated; in no order.</summary>
    public List<(long Claim, AssessmentSummary Weight)> ClaimsWhere(Func<AssessmentSummary, bool> weighsSo)
    {
        Rejoin();
        var claims = new List<(long, AssessmentSummary)>();
        for (var report = 0; report < Math.Min(store.Reports.Count, summaries.Length); report++)
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
        Rejoin();
        var weights = new List<(long, AssessmentSummary)>();
        for (var report = 0; report < Math.Min(store.Reports.Count, summaries.Length); report++)
            if (
                store.Reports[report].Is(ReportMarks.Present)
                && store.Propositions.Root(report) == report
                && summaries[report] is { } assessmentSummary
            )
                weights.Add((store.Reports[report].Claim, assessmentSummary));
        return weights;
    }

    /// <summary>Weighs what depends on the changes since the last evaluation, and returns what became different, by proposition.</summary>
    /// <param name="reweighed">Takes every claim that was weighed anew, or changed, be it that it weighs the same, or nothing any more.</param>
    public IReadOnlyList<SummaryChange> Evaluate(ISet<long>? reweighed = null)
    {
        Rejoin();
        MakeRoom();
        var roots = Affected();
        if (reweighed is not null)
            reweighed.UnionWith(
                touched.Keys.Concat(roots.SelectMany(Members)).Select(report => store.Reports[report].Claim)
            );
        touched.Clear();
        var changes = new List<SummaryChange>();
        foreach (var root in roots)
        {
            var before = summaries[root];
            var after = weigher.Weigh(root);
            summaries[root] = after;
            if (before != after)
                changes.Add(new SummaryChange(store.Reports[root].Claim, before, after));
        }

        changes.Sort((a, b) => a.Proposition.CompareTo(b.Proposition));
        return changes;
    }

    /// <summary>Joins and weighs everything anew, and returns the number of propositions.</summary>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="threads">How many threads may work; by default one for each processor.</param>
    /// <param name="cancellation">Stops between two propositions; what was weighed until then stays.</param>
    public int EvaluateAll(
        IProgress<double>? progress = null,
        int? threads = null,
        CancellationToken cancellation = default
    )
    {
        toRejoin.Clear();
        touched.Clear();
        store.Propositions.RejoinAll();
        MakeRoom();
        Array.Clear(summaries);
        var roots = new List<int>();
        for (var report = 0; report < store.Reports.Count; report++)
            if (store.Reports[report].Is(ReportMarks.Present) && store.Propositions.Root(report) == report)
                roots.Add(report);

        const int Portion = 1024;
        var done = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        Parallel.For(
            0,
            (roots.Count + Portion - 1) / Portion,
            options,
            () => new Weigher(store, settings),
            (portion, _, weigher) =>
            {
                var end = Math.Min(roots.Count, (portion + 1) * Portion);
                for (var i = portion * Portion; i < end; i++)
                    summaries[roots[i]] = weigher.Weigh(roots[i]);
                progress?.Report((double)Interlocked.Add(ref done, end - portion * Portion) / roots.Count);
                return weigher;
            },
            static _ => { }
        );
        return roots.Count;
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
        Rejoin();
        if (!store.TryReport(claim, out var report))
            return null;
        var root = store.Propositions.Root(report);
        var support = new EvidenceMembers();
        var opposition = new EvidenceMembers();
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
        Rejoin();
        var support = new EvidenceMembers();
        var reports = claims
            .Distinct()
            .Order()
            .Select(c => store.TryReport(c, out var report) ? report : -1)
            .Where(r => r >= 0);
        weigher.Gather(support, [.. reports]);
        var opposition = new EvidenceMembers();
        return Explain(null, -1, support, opposition, records ?? RecordsWithout(support, opposition, at), withBelief);
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
        var supported = new Explanation(store, settings, support);
        var opposed = new Explanation(store, settings, opposition);
        var supportSide = supported.Describe(records);
        var oppositionSide = opposed.Describe(records);
        var belief = withBelief ? new Belief(supported.Evidence(records), opposed.Evidence(records)) : (Belief?)null;
        var circularReportings = supported.Rings();
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
            root < 0 ? [] : [.. Members(root).Select(m => store.Reports[m].Claim).Order()],
            supportSide,
            oppositionSide,
            Verdicts(support, supported, opposition, opposed),
            circularReportings,
            supported.Attest(),
            credibility,
            belief,
            SensitivityPoints.Of(
                store,
                supportSide,
                oppositionSide,
                supported,
                circularReportings,
                bothSides,
                settings.Profile
            )
        );
    }

    private List<RelationVerdict> Verdicts(
        EvidenceMembers support,
        Explanation supported,
        EvidenceMembers opposition,
        Explanation opposed
    )
    {
        var (forIt, againstIt) = (support.Reports.ToHashSet(), opposition.Reports.ToHashSet());
        Explanation? across = null;
        var verdicts = new List<RelationVerdict>();
        foreach (var report in forIt.Union(againstIt))
        {
            for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
            {
                var (relation, other) = (store.Relations[tie >> 1], store.OtherEnd(tie));
                if (
                    (tie & 1) == 1
                    || relation.Kind > ReportRelationKind.Contradicts
                    || !store.Holds(tie, relation.Kind)
                )
                    continue;
                if (!store.Reports[report].IsWeighed || !store.Reports[other].IsWeighed)
                    continue;
                Explanation side;
                if (forIt.Contains(report) && forIt.Contains(other))
                    side = supported;
                else if (againstIt.Contains(report) && againstIt.Contains(other))
                    side = opposed;
                else if (forIt.Contains(other) || againstIt.Contains(other))
                    side = across ??= BothSides();
                else
                    continue;
                var (a, b) =
                    store.Reports[report].Claim < store.Reports[other].Claim ? (report, other) : (other, report);
                var (chainComparison, shared, asOne, path, finding) = side.Compare(a, b);
                verdicts.Add(
                    new(
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
                    }
                );
            }
        }

        verdicts.Sort((a, b) => a.Id.CompareTo(b.Id));
        return verdicts;

        Explanation BothSides()
        {
            var side = new EvidenceMembers();
            weigher.Gather(side, forIt.Union(againstIt));
            return new Explanation(store, settings, side);
        }
    }

    private IEnumerable<int> Members(int root)
    {
        var member = root;
        do
        {
            if (store.Reports[member].Is(ReportMarks.Present))
                yield return member;
        } while ((member = store.Propositions.Next(member)) != root);
    }

    private void MakeRoom()
    {
        if (summaries.Length < store.Reports.Count)
            Array.Resize(ref summaries, Math.Max(store.Reports.Count, 2 * summaries.Length));
    }

    private void Rejoin()
    {
        foreach (var report in toRejoin)
            store.Propositions.Rejoin(report);
        toRejoin.Clear();
    }

    /// <summary>The propositions on whose sides a touched one stands, ascending.</summary>
    private SortedSet<int> Affected()
    {
        var affected = new SortedSet<int>();
        foreach (var (report, reach) in touched)
        {
            var root = store.Propositions.Root(report);
            affected.Add(root);
            if (reach == Reach.Itself)
                continue;
            weigher.GatherDependants(members, root, reach == Reach.All);
            affected.UnionWith(members.Roots);
        }

        affected.RemoveWhere(root => !store.Reports[root].Is(ReportMarks.Present));
        return affected;
    }

    private void Touch(int report, Reach reach)
    {
        if (touched.TryGetValue(report, out var known) && known >= reach)
            return;
        touched[report] = reach;
        if (reach != Reach.All)
            return;
        for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
        {
            // What was made from it runs through its chain; what it disputes is disputed only while it stands.
            var depends = (tie & 1) == 1 ? ReportRelationKind.DerivedFrom : ReportRelationKind.ContradictsAttribution;
            if (store.Holds(tie, depends))
                Touch(store.OtherEnd(tie), Reach.All);
        }
    }

    /// <summary>Every claim of a proposition, because a statement that was taken back counts nowhere in it.</summary>
    private void TouchProposition(int report)
    {
        var member = report;
        do Touch(member, Reach.All);
        while ((member = store.Propositions.Next(member)) != report);
    }

    private void Touch(ReportRelation relation)
    {
        var (from, to) = (store.ReportOf(relation.From), store.ReportOf(relation.To));
        switch (relation.Kind)
        {
            case ReportRelationKind.Supersedes:
                break;
            case ReportRelationKind.DerivedFrom:
                Touch(from, Reach.All);
                break;
            case ReportRelationKind.ContradictsAttribution:
                Touch(to, Reach.All);
                break;
            default:
                var reach = relation.Kind switch
                {
                    ReportRelationKind.Contradicts => Reach.Itself,
                    ReportRelationKind.Corroborates => Reach.ThoseItContradicts,
                    _ => Reach.All,
                };
                Touch(from, reach);
                Touch(to, reach);
                if (reach != Reach.All || store.TakenBackBy.Count == 0)
                    break;
                TouchProposition(from);
                TouchProposition(to);
                break;
        }
    }

    private void Touch(Finding finding)
    {
        if (finding.Claim is { } claim)
            Touch(store.ReportOf(claim), Reach.All);
        else
        {
            TouchCommanded(store.SourceOf(finding.A));
            TouchCommanded(store.SourceOf(finding.B));
        }
    }

    private void TouchArticle(long article)
    {
        foreach (var report in store.ReportsOf(article))
            Touch(report, Reach.All);
    }

    /// <summary>Every claim that names the source, or one that is merged with it.</summary>
    private void TouchSource(int source)
    {
        source = store.Standing(source);
        ref var standing = ref store.Sources[source];
        standing.Controlled = standing.LooksLikeAnother = false;
        foreach (var member in store.Family(source))
        {
            standing.Controlled |= store.Controls.ContainsKey(member);
            standing.LooksLikeAnother |= store.LookAlikes.TryGetValue(member, out var others) && others.Count > 0; // decided or not
            for (var link = store.Sources[member].FirstLink; link >= 0; link = store.Links[link].NextOfSource)
            {
                var report = store.Links[link].Report;
                ref var row = ref store.Reports[report];
                if (link >= row.FirstLink && link < row.FirstLink + row.LinkCount)
                    Touch(report, Reach.All);
            }
        }

        foreach (var (article, derivations) in store.ArticleDerivations)
            if (derivations.Exists(d => d.FromSource is { } from && store.Standing(store.SourceOf(from)) == source))
                TouchArticle(article);
    }

    private void Pair(Dictionary<int, HashSet<int>> pairs, long one, long other)
    {
        var (a, b) = (store.SourceOf(one), store.SourceOf(other));
        ListOf(pairs, a).Add(b);
        ListOf(pairs, b).Add(a);
        TouchCommanded(a);
        TouchCommanded(b);
    }

    private void Unpair(Dictionary<int, HashSet<int>> pairs, long one, long other)
    {
        var (a, b) = (store.SourceOf(one), store.SourceOf(other));
        Part(a, b);
        Part(b, a);
        TouchCommanded(a);
        TouchCommanded(b);

        void Part(int from, int to)
        {
            if (pairs.TryGetValue(from, out var others) && others.Remove(to) && others.Count == 0)
                pairs.Remove(from);
        }
    }

    /// <summary>Every claim that names the source, or one that it commands, however many are between.</summary>
    private void TouchCommanded(int source)
    {
        if (subordinates.Count == 0)
        {
            TouchSource(source);
            return;
        }

        var met = new HashSet<int> { source };
        var open = new Stack<int>(met);
        while (open.TryPop(out var at))
        {
            TouchSource(at);
            foreach (
                var below in store.Family(store.Standing(at)).SelectMany(s => subordinates.GetValueOrDefault(s) ?? [])
            )
                if (met.Add(below))
                    open.Push(below);
        }
    }

    private static List<TValue> ListOf<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }

    private static HashSet<int> ListOf(Dictionary<int, HashSet<int>> sets, int key)
    {
        if (!sets.TryGetValue(key, out var set))
            sets.Add(key, set = []);
        return set;
    }
}

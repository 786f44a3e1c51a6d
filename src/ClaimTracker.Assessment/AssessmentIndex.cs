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
/// must not run at the same time, nor beside whoever asks <see cref="Queries"/>; the index itself uses as many threads as it is allowed.
/// </summary>
public sealed class AssessmentIndex
{
    private readonly ReportStore store;
    private readonly AssessmentSettings settings;
    private readonly Weigher weigher;
    private readonly DirtySet dirty;
    private readonly RowBuffer<AssessmentSummary?> summaries;

    /// <param name="settings">How what is not known is weighed.</param>
    /// <param name="claims">About how many claims there will be.</param>
    /// <param name="sources">About how many sources.</param>
    /// <param name="relations">About how many relations.</param>
    public AssessmentIndex(AssessmentSettings? settings = null, int claims = 16, int sources = 16, int relations = 16)
    {
        this.settings = settings ?? AssessmentSettings.Default;
        store = new ReportStore(claims, sources, relations);
        weigher = new Weigher(store, this.settings);
        dirty = new DirtySet(store, weigher);
        summaries = new RowBuffer<AssessmentSummary?>(claims);
        Queries = new AssessmentQueries(store, this.settings, summaries);
    }

    /// <summary>What may be asked. What was taken out since the last evaluation still joins what it joined.</summary>
    public AssessmentQueries Queries { get; }

    /// <summary>A source is new or has changed.</summary>
    public void Put(WeighedSource source)
    {
        var at = store.TakeSource(source.Id);
        ref var row = ref store.Sources[at];
        if (row.IsOutlet == source.Outlet && row.Unnamed == source.Unnamed)
            return;
        row.IsOutlet = source.Outlet;
        row.Unnamed = source.Unnamed;
        dirty.TouchCommanded(at);
    }

    /// <summary>A source now stands for another; un-merging takes it back.</summary>
    /// <exception cref="ArgumentException">The merge would close a circle.</exception>
    public void Merge(long source, long into)
    {
        var (from, to) = (store.TakeSource(source), store.TakeSource(into));
        for (var up = to; up >= 0; up = store.Sources[up].MergedInto)
            if (up == from)
                throw new ArgumentException($"Source {into} already stands for source {source}.", nameof(into));
        Unmerge(source);
        dirty.TouchCommanded(to);
        store.Sources[from].MergedInto = to;
        store.MergedInto.GetOrNew(to).Add(from);
        dirty.TouchCommanded(to);
    }

    /// <summary>A merged source stands for itself again; nothing happens where it does already.</summary>
    public void Unmerge(long source)
    {
        var at = store.TakeSource(source);
        var into = store.Sources[at].MergedInto;
        if (into < 0)
            return;
        dirty.TouchCommanded(into);
        store.MergedInto[into].Remove(at);
        store.Sources[at].MergedInto = -1;
        dirty.TouchCommanded(into);
        dirty.TouchCommanded(at);
    }

    /// <summary>An accepted claim is new, or it, its chain or its article has changed.</summary>
    /// <exception cref="ArgumentException">The chain has no link.</exception>
    public void Put(Report report)
    {
        var at = store.TakeReport(report.Claim);
        var tookBack = store.TakenBackBy.ContainsKey(at);
        store.Put(report);
        dirty.Touch(at);
        if (tookBack || report.TakenBackBy.Count > 0)
            dirty.TouchProposition(at);
    }

    /// <summary>A claim is accepted no longer; its relations stay and wait for it.</summary>
    public void Remove(long claim)
    {
        if (!store.TryReport(claim, out var report))
            return;
        dirty.TouchAround(report);
        if (store.TakenBackBy.ContainsKey(report))
            dirty.TouchProposition(report);
        store.Propositions.Loosen(report);
        ReportStore.Set(ref store.Reports[report], ReportMarks.Present, false);
    }

    /// <summary>A relation stands.</summary>
    public void Put(ReportRelation relation)
    {
        store.Add(relation);
        dirty.Touch(relation);
    }

    /// <summary>A relation stands no longer; nothing happens where it did not stand.</summary>
    public void Remove(ReportRelation relation)
    {
        var at = store.Find(relation);
        if (at < 0)
            return;
        dirty.Touch(relation);
        store.Relations[at].Stands = false;
        if (relation.Kind == ReportRelationKind.Restates)
            store.Propositions.Loosen(store.Relations[at].From);
    }

    /// <summary>A derivation of an article stands.</summary>
    public void Put(ArticleDerivation derivation)
    {
        // Known from here on, as the sources of findings are.
        if (derivation.FromSource is { } supplier)
            store.TakeSource(supplier);
        store.ArticleDerivations.GetOrNew(derivation.Article).Add(derivation);
        dirty.TouchArticle(derivation.Article);
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
        dirty.TouchArticle(derivation.Article);
    }

    /// <summary>A source commands or owns another.</summary>
    public void Put(Control control)
    {
        var (source, controller) = (store.TakeSource(control.Source), store.TakeSource(control.Controller));
        store.Controls.GetOrNew(source).Add(control);
        store.Subordinates.GetOrNew(controller).Add(source);
        dirty.TouchCommanded(source);
    }

    /// <summary>A source commands or owns another no longer, as if it never had.</summary>
    public void Remove(Control control)
    {
        var source = store.TakeSource(control.Source);
        if (!store.Controls.TryGetValue(source, out var controls) || !controls.Remove(control))
            return;
        if (controls.Count == 0)
            store.Controls.Remove(source);
        store.Subordinates[store.SourceOf(control.Controller)].Remove(source);
        dirty.TouchCommanded(source);
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
        store.TakeSource(finding.A);
        store.TakeSource(finding.B);
        if (finding.Claim is { } claim)
        {
            var report = store.TakeReport(claim);
            store.FindingsOfClaim.GetOrNew(report).Add(finding);
            ReportStore.Set(ref store.Reports[report], ReportMarks.HasFinding, true);
        }
        else if (finding.Value == FindingValue.Established)
            throw new ArgumentException("Independence is established for a claim.", nameof(finding));
        else
        {
            store.FindingsEverywhere.GetOrNew(store.SourceOf(finding.A)).Add(finding);
            store.FindingsEverywhere.GetOrNew(store.SourceOf(finding.B)).Add(finding);
        }

        dirty.Touch(finding);
    }

    /// <summary>A finding was withdrawn.</summary>
    public void Remove(Finding finding)
    {
        if (finding.Claim is { } claim)
        {
            var report = store.TakeReport(claim);
            if (!store.FindingsOfClaim.TryGetValue(report, out var findings) || !findings.Remove(finding))
                return;
            ReportStore.Set(ref store.Reports[report], ReportMarks.HasFinding, findings.Count > 0);
        }
        else
        {
            // Touched while it still joins them: far on either side of it a chain may hang on this.
            dirty.Touch(finding);
            if (!Take(store.TakeSource(finding.A)) || !Take(store.TakeSource(finding.B)))
                return;
        }

        dirty.Touch(finding);

        bool Take(int source)
        {
            if (!store.FindingsEverywhere.TryGetValue(source, out var findings) || !findings.Remove(finding))
                return false;
            if (findings.Count == 0)
                store.FindingsEverywhere.Remove(source);
            return true;
        }
    }

    /// <summary>Something a source said turned out true or false. No weight rests on that: it is asked for when a claim is assessed.</summary>
    public void Put(LedgerEntry entry)
    {
        store.Outcomes.GetOrNew(store.TakeSource(entry.Source))[entry.Id] = entry.Outcome;
    }

    /// <summary>An outcome was withdrawn; nothing happens where it was not known.</summary>
    public void Remove(LedgerEntry entry)
    {
        if (store.Outcomes.TryGetValue(store.TakeSource(entry.Source), out var outcomes))
            outcomes.Remove(entry.Id);
    }

    /// <summary>Weighs what depends on the changes since the last evaluation, and returns what became different, by proposition.</summary>
    /// <param name="reweighed">Takes every claim that was weighed anew, or changed, be it that it weighs the same, or nothing any more.</param>
    public IReadOnlyList<SummaryChange> Evaluate(ISet<long>? reweighed = null)
    {
        store.Propositions.Settle();
        MakeRoom();
        var roots = dirty.Affected();
        reweighed?.UnionWith(
            dirty.Reports.Concat(roots.SelectMany(store.AcceptedOf)).Select(report => store.Reports[report].Claim)
        );
        dirty.Clear();
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
        dirty.Clear();
        store.Propositions.RejoinAll();
        summaries.Clear();
        MakeRoom();
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

    /// <summary>Weighs the proposition of an accepted claim as it is now, and keeps nothing of it.</summary>
    internal AssessmentSummary Weigh(long claim)
    {
        store.Propositions.Settle();
        return weigher.Weigh(store.Propositions.Root(store.ReportOf(claim)));
    }

    private void MakeRoom()
    {
        while (summaries.Count < store.Reports.Count)
            summaries.Add(null);
    }

    private void Pair(Dictionary<int, HashSet<int>> pairs, long one, long other)
    {
        var (a, b) = (store.TakeSource(one), store.TakeSource(other));
        pairs.GetOrNew(a).Add(b);
        pairs.GetOrNew(b).Add(a);
        dirty.TouchCommanded(a);
        dirty.TouchCommanded(b);
    }

    private void Unpair(Dictionary<int, HashSet<int>> pairs, long one, long other)
    {
        var (a, b) = (store.TakeSource(one), store.TakeSource(other));
        Part(a, b);
        Part(b, a);
        dirty.TouchCommanded(a);
        dirty.TouchCommanded(b);

        void Part(int from, int to)
        {
            if (pairs.TryGetValue(from, out var others) && others.Remove(to) && others.Count == 0)
                pairs.Remove(from);
        }
    }
}

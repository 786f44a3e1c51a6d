using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment;

/// <summary>The claims that changes have touched since the last evaluation, and how far each change reaches.</summary>
internal sealed class DirtySet(ReportStore store, Weigher weigher)
{
    /// <summary>How far the change of a proposition reaches; each reaches what those before it reach.</summary>
    private enum Reach
    {
        Itself,
        ThoseItContradicts,
        All,
    }

    private readonly Dictionary<int, Reach> touched = [];
    private readonly EvidenceMembers members = new();

    public IReadOnlyCollection<int> Reports => touched.Keys;

    public void Clear() => touched.Clear();

    /// <summary>A report, with what was made from it and what it disputes or corrects.</summary>
    public void Touch(int report) => Touch(report, Reach.All);

    /// <summary>A report that comes or goes, with all that it stands in a relation to.</summary>
    public void TouchAround(int report)
    {
        Touch(report);
        for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
            if (store.Relations[tie >> 1].Stands)
                Touch(store.OtherEnd(tie));
    }

    /// <summary>Every claim of a proposition, because a statement that was taken back counts nowhere in it.</summary>
    public void TouchProposition(int report)
    {
        foreach (var member in store.Propositions.Members(report))
            Touch(member);
    }

    public void Touch(ReportRelation relation)
    {
        var (from, to) = (store.ReportOf(relation.From), store.ReportOf(relation.To));
        switch (relation.Kind)
        {
            case ReportRelationKind.DerivedFrom:
                Touch(from);
                break;
            case ReportRelationKind.Supersedes:
            case ReportRelationKind.ContradictsAttribution:
                Touch(to);
                break;
            case ReportRelationKind.Contradicts:
                Touch(from, Reach.Itself);
                Touch(to, Reach.Itself);
                break;
            case ReportRelationKind.Corroborates:
                Touch(from, Reach.ThoseItContradicts);
                Touch(to, Reach.ThoseItContradicts);
                break;
            case ReportRelationKind.Restates:
                Touch(from);
                Touch(to);
                if (store.TakenBackBy.Count == 0)
                    break;
                TouchProposition(from);
                TouchProposition(to);
                break;
        }
    }

    public void Touch(Finding finding)
    {
        if (finding.Claim is { } claim)
        {
            Touch(store.ReportOf(claim));
            return;
        }

        // Findings join over a third, which need not stand on the side.
        var place = new HashSet<int> { store.SourceOf(finding.A), store.SourceOf(finding.B) };
        var open = new Stack<int>(place);
        while (open.TryPop(out var at))
        {
            TouchCommanded(at);
            foreach (var other in store.OneOriginWith(store.Standing(at)))
                if (place.Add(other))
                    open.Push(other);
        }
    }

    public void TouchArticle(long article)
    {
        foreach (var report in store.ReportsOf(article))
            Touch(report);
    }

    /// <summary>Every claim that names the source, or one that it commands, however many are between.</summary>
    public void TouchCommanded(int source)
    {
        if (store.Subordinates.Count == 0)
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
                var below in store
                    .Family(store.Standing(at))
                    .SelectMany(member => store.Subordinates.GetValueOrDefault(member) ?? [])
            )
                if (met.Add(below))
                    open.Push(below);
        }
    }

    /// <summary>The propositions on whose sides a touched one stands, ascending.</summary>
    public SortedSet<int> Affected()
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
            // What was made from it runs through its chain; what it disputes or corrects is so only while it stands.
            var depends =
                (tie & 1) == 1
                    ? store.Holds(tie, ReportRelationKind.DerivedFrom)
                    : store.Holds(tie, ReportRelationKind.ContradictsAttribution)
                        || store.Holds(tie, ReportRelationKind.Supersedes);
            if (depends)
                Touch(store.OtherEnd(tie), Reach.All);
        }
    }

    /// <summary>Every claim that names the source, or one that is merged with it.</summary>
    private void TouchSource(int source)
    {
        source = store.Standing(source);
        store.MarkStanding(source);
        foreach (var report in store.Family(source).SelectMany(store.ReportsNaming))
            Touch(report);
        foreach (var (article, derivations) in store.ArticleDerivations)
            if (derivations.Exists(d => d.FromSource is { } from && store.Standing(store.SourceOf(from)) == source))
                TouchArticle(article);
    }
}

using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>The two ways to read what is not known: as shared (it gives <c>low</c>) or as separate (it gives <c>high</c>).</summary>
[Flags]
internal enum Bound : byte
{
    Lower = 1,
    Upper = 2,
    Both = 3,
}

/// <summary>One step of evidence: a source as one report names it.</summary>
internal readonly record struct Hop(int Source, int Report, int Position, LinkBasis Basis);

/// <summary>One way in which a report may have had its statement: a run of hops, publisher first.</summary>
internal readonly record struct ProvenancePath(
    int Report,
    int First,
    int Count,
    Bound Readings,
    bool Known,
    bool Derived,
    ChainReason? LeftOut
);

/// <summary>
/// The strands of all reports of one side. A report that was made from another has, read cautiously, only the chain of what it was made
/// from; read generously it has its own as well.
/// </summary>
internal sealed class Lineage(ReportStore store)
{
    /// <summary>No report is followed along more strands than this; only a web of derivations each made from several can reach it.</summary>
    private const int MaximumStrands = 64;

    private readonly RowBuffer<Hop> allHops = new(256);
    private readonly Dictionary<int, HashSet<int>> takenBack = [];
    private readonly List<Made> madeFrom = [];
    private readonly HashSet<int> tracing = []; // the reports on the way to the one that is traced
    private readonly Dictionary<(int Report, Bound Reading), (int First, int Count)> inherited = []; // what others have from a report, traced once
    private readonly List<ProvenancePath> kept = []; // the strands of these
    private readonly Stack<int> open = [];
    private readonly HashSet<int> met = [];

    public List<ProvenancePath> Strands { get; } = [];

    /// <summary>The reports that are weighed, those that bring nothing included.</summary>
    public List<int> Reports { get; } = [];

    /// <summary>How often strands were traced: what is remembered of an earlier time is stale.</summary>
    public int Traced { get; private set; }

    public ReadOnlySpan<Hop> Hops(in ProvenancePath provenancePath) =>
        allHops.Slice(provenancePath.First, provenancePath.Count);

    public void Trace(List<int> reports)
    {
        Traced++;
        allHops.Clear();
        takenBack.Clear();
        inherited.Clear();
        kept.Clear();
        Strands.Clear();
        Reports.Clear();
        foreach (var report in reports)
        {
            if (!store.Reports[report].IsWeighed)
                continue;
            Reports.Add(report);
            TraceBehind(report);
            Trace(report, Bound.Both);
        }
    }

    /// <summary>
    /// Traces what a report was made from, and what that was made from, the first report first: neither does a long line of derivations need a deep stack,
    /// nor a web of them tracing along each of its ways, of which there may be more than can be counted.
    /// </summary>
    private void TraceBehind(int report)
    {
        ref var row = ref store.Reports[report];
        if (
            !row.Is(ReportMarks.Derived)
            && (store.ArticleDerivations.Count == 0 || !store.ArticleDerivations.ContainsKey(row.Article))
        )
            return;
        met.Clear();
        open.Push(report);
        while (open.TryPeek(out var at))
        {
            var first = madeFrom.Count;
            if (met.Add(at))
            {
                FindWhatItWasMadeFrom(at);
                for (var m = first; m < madeFrom.Count; m++)
                    if (
                        !madeFrom[m].IsSource
                        && !met.Contains(madeFrom[m].At)
                        && !inherited.ContainsKey((madeFrom[m].At, Bound.Lower))
                    )
                        open.Push(madeFrom[m].At);
                madeFrom.RemoveRange(first, madeFrom.Count - first);
                continue;
            }

            open.Pop();
            if (at == report)
                continue;
            Inherited(at, Bound.Lower);
            Inherited(at, Bound.Upper);
        }
    }

    private (int First, int Count) Inherited(int report, Bound reading)
    {
        if (inherited.TryGetValue((report, reading), out var known))
            return known;
        var from = Strands.Count;
        Trace(report, reading);
        var traced = (First: kept.Count, Count: Strands.Count - from);
        for (var i = from; i < Strands.Count; i++)
            kept.Add(Strands[i]);
        Strands.RemoveRange(from, traced.Count);
        inherited.Add((report, reading), traced);
        return traced;
    }

    private void Trace(int report, Bound bound)
    {
        var first = madeFrom.Count;
        FindWhatItWasMadeFrom(report);
        var made = madeFrom.Count - first;
        if (made == 0)
        {
            TraceOwn(report, bound);
            return;
        }

        if (bound == Bound.Both && inherited.ContainsKey((report, Bound.Lower)))
        {
            foreach (var reading in (ReadOnlySpan<Bound>)[Bound.Lower, Bound.Upper])
            {
                var (from, count) = inherited[(report, reading)];
                for (var i = from; i < from + count; i++)
                    Strands.Add(kept[i]);
            }

            madeFrom.RemoveRange(first, made);
            return;
        }

        tracing.Add(report);
        if ((bound & Bound.Lower) != 0)
            TraceDerived(report, first, made, Bound.Lower);
        if ((bound & Bound.Upper) != 0)
            TraceDerived(report, first, made, Bound.Upper);
        tracing.Remove(report);
        madeFrom.RemoveRange(first, made);
    }

    private void TraceOwn(int report, Bound bound)
    {
        var first = allHops.Count;
        AppendOwn(report, 0);
        Strands.Add(Close(report, first, bound, derived: false));
    }

    private void TraceDerived(int report, int firstMade, int made, Bound reading)
    {
        var before = Strands.Count;
        for (var m = firstMade; m < firstMade + made; m++)
        {
            if (madeFrom[m].IsSource)
                FollowSource(report, madeFrom[m].At, reading);
            else
                FollowReport(report, madeFrom[m].At, reading, MaximumStrands - (Strands.Count - before));
        }

        if (reading == Bound.Upper && EndKnown(report))
            TraceOwn(report, reading);
    }

    private void FollowReport(int report, int earlier, Bound reading, int most)
    {
        var (from, count) = Inherited(earlier, reading);
        for (var i = from; i < from + Math.Min(count, most); i++)
        {
            var provenancePath = kept[i];
            var first = allHops.Count;
            // Of a report of unknown lineage it is known only that this one was made from it: what this one names follows.
            var ownFollows = !provenancePath.Known;
            if (ownFollows && Names(report, allHops[provenancePath.First].Source))
                AppendOwn(report, 0);
            else
            {
                AppendPublisher(report, first);
                for (var h = 0; h < provenancePath.Count; h++)
                    Append(first, allHops[provenancePath.First + h]);
                if (ownFollows)
                    AppendOwn(report, 1, first);
            }

            Strands.Add(Close(report, first, reading, derived: true, provenancePath.LeftOut, provenancePath.Known));
        }
    }

    private void FollowSource(int report, int source, Bound reading)
    {
        var first = allHops.Count;
        if (Names(report, source))
            AppendOwn(report, 0);
        else
        {
            AppendPublisher(report, first);
            Append(first, new Hop(source, report, 0, LinkBasis.Speaks));
            if (EndKnown(report))
                AppendOwn(report, 1, first);
        }

        Strands.Add(Close(report, first, reading, derived: true));
    }

    private void AppendPublisher(int report, int first)
    {
        ref var link = ref store.Links[store.Reports[report].FirstLink];
        Append(first, new Hop(link.Source < 0 ? -1 : store.Standing(link.Source), report, 0, link.Basis));
    }

    private void AppendOwn(int report, int position, int first = -1)
    {
        if (first < 0)
            first = allHops.Count;
        ref var row = ref store.Reports[report];
        for (var i = position; i < row.LinkCount; i++)
        {
            ref var link = ref store.Links[row.FirstLink + i];
            Append(first, new Hop(link.Source < 0 ? -1 : store.Standing(link.Source), report, i, link.Basis));
        }
    }

    /// <summary>Adds a hop; the same source twice in a row, which merges and derivations can make, is one hop with the inner basis.</summary>
    private void Append(int first, Hop hop)
    {
        if (allHops.Count > first && hop.Source >= 0 && allHops[allHops.Count - 1].Source == hop.Source)
            allHops[allHops.Count - 1] = allHops[allHops.Count - 1] with { Basis = hop.Basis };
        else
            allHops.Add(hop);
    }

    private ProvenancePath Close(
        int report,
        int first,
        Bound bound,
        bool derived,
        ChainReason? inherited = null,
        bool knownElsewhere = false
    )
    {
        var hops = allHops.Slice(first, allHops.Count - first);
        var end = hops[^1];
        var known = knownElsewhere || IsAccess(end.Source, end.Basis);
        var leftOut = inherited ?? LeftOut(report, hops);
        return new ProvenancePath(report, first, hops.Length, bound, known, derived, leftOut);
    }

    private ChainReason? LeftOut(int report, ReadOnlySpan<Hop> hops)
    {
        ref var row = ref store.Reports[report];
        if (!row.Is(ReportMarks.ArticleStands))
            return ChainReason.Withdrawn;
        if (row.Is(ReportMarks.Disputed) && IsDisputed(report))
            return ChainReason.AttributionDisputed;
        foreach (var hop in hops)
            if (hop.Report == report && !store.Links[row.FirstLink + hop.Position].Supports)
                return ChainReason.DoesNotSupport;
        if (store.TakenBackBy.Count > 0)
        {
            var by = TakenBack(store.Propositions.Root(report));
            foreach (var hop in hops)
                if (by.Contains(hop.Source))
                    return ChainReason.Withdrawn;
        }

        return null;
    }

    private bool IsDisputed(int report)
    {
        for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
            if (
                (tie & 1) == 1
                && store.Holds(tie, ReportRelationKind.ContradictsAttribution)
                && store.Reports[store.OtherEnd(tie)].Is(ReportMarks.ArticleStands)
            )
                return true;
        return false;
    }

    private HashSet<int> TakenBack(int root)
    {
        if (takenBack.TryGetValue(root, out var by))
            return by;
        takenBack.Add(root, by = []);
        var member = root;
        do
        {
            if (store.Reports[member].Is(ReportMarks.TakenBack) && store.Reports[member].Is(ReportMarks.Present))
                foreach (var source in store.TakenBackBy[member])
                    by.Add(store.Standing(source));
        } while ((member = store.Propositions.Next(member)) != root);
        return by;
    }

    /// <summary>Puts what a report was made from on the pile: reports, then sources, each ascending by id and once.</summary>
    private void FindWhatItWasMadeFrom(int report)
    {
        ref var row = ref store.Reports[report];
        var first = madeFrom.Count;
        if (row.Is(ReportMarks.Derived))
            for (var tie = row.FirstTie; tie >= 0; tie = store.Next(tie))
                if ((tie & 1) == 0 && store.Holds(tie, ReportRelationKind.DerivedFrom))
                    Earlier(store.OtherEnd(tie));
        if (
            store.ArticleDerivations.Count > 0
            && store.ArticleDerivations.TryGetValue(row.Article, out var derivations)
            && store.Links[row.FirstLink].Basis is not (LinkBasis.Told or LinkBasis.Observed)
        )
        {
            var root = store.Propositions.Root(report);
            foreach (var derivation in derivations)
            {
                if (derivation.FromSource is { } id)
                {
                    var source = store.Standing(store.SourceOf(id));
                    Insert(new Made(true, source, store.Sources[source].Id));
                }
                else
                    foreach (var other in store.ReportsOf(derivation.FromArticle!.Value))
                        if (
                            store.Reports[other].Article == derivation.FromArticle
                            && store.Propositions.Root(other) == root
                        )
                            Earlier(other);
            }
        }

        void Earlier(int other)
        {
            // Derivations are acyclic; the guard keeps a damaged store from tracing for ever.
            if (other != report && store.Reports[other].IsWeighed && !tracing.Contains(other))
                Insert(new Made(false, other, store.Reports[other].Claim));
        }

        void Insert(Made made)
        {
            var at = madeFrom.Count;
            while (at > first && Order(madeFrom[at - 1], made) > 0)
                at--;
            if (at == first || madeFrom[at - 1] != made)
                madeFrom.Insert(at, made);
        }

        static int Order(Made a, Made b) =>
            a.IsSource == b.IsSource ? a.Id.CompareTo(b.Id) : a.IsSource.CompareTo(b.IsSource);
    }

    private readonly record struct Made(bool IsSource, int At, long Id);

    private bool Names(int report, int source)
    {
        ref var row = ref store.Reports[report];
        for (var i = 0; i < row.LinkCount; i++)
        {
            var named = store.Links[row.FirstLink + i].Source;
            if (named >= 0 && store.Standing(named) == source)
                return true;
        }

        return false;
    }

    private bool EndKnown(int report) => IsGrounded(store, report);

    /// <summary>Whether a report names an origin of its own.</summary>
    public static bool IsGrounded(ReportStore store, int report)
    {
        ref var row = ref store.Reports[report];
        ref var end = ref store.Links[row.FirstLink + row.LinkCount - 1];
        return IsAccess(end.Source, end.Basis);
    }

    /// <summary>Whether the last link of a chain makes its source an origin; an unknown outlet never is one.</summary>
    private static bool IsAccess(int source, LinkBasis basis) =>
        source >= 0 && (basis is LinkBasis.Speaks or LinkBasis.Observed or LinkBasis.Document);
}

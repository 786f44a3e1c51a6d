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
/// <param name="Source">The source, by its row; −1 for an unknown outlet.</param>
/// <param name="Report">The report that names it.</param>
/// <param name="Position">The place of the link in that report's own chain.</param>
/// <param name="Basis">Its basis.</param>
/// <param name="Joined">True where nobody states the step to it: a report's own links follow what it was made from.</param>
internal readonly record struct Hop(int Source, int Report, int Position, LinkBasis Basis, bool Joined = false);

/// <summary>One way in which a report may have had its statement, as it and what it was made from state it: a run of hops, publisher first.</summary>
/// <param name="Report">The report.</param>
/// <param name="First">Where its hops begin.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Bounds">The readings in which it is one of the report's ways.</param>
/// <param name="Known">It ends in an origin.</param>
/// <param name="Derived">It leads through what the report was made from.</param>
/// <param name="LeftOut">Why it does not stand; null where it does.</param>
/// <param name="Inner">The way of what it was made from, by its place among <see cref="Lineage.Inner"/>; −1 for none.</param>
internal readonly record struct ProvenancePath(
    int Report,
    int First,
    int Count,
    Bound Bounds,
    bool Known,
    bool Derived,
    ChainReason? LeftOut,
    int Inner = -1
);

/// <summary>
/// The ways of all reports of one side, each as far as a report and what it was made from state it. Where a way ends in an outlet that has a
/// report on the side it goes on with that one (<see cref="SideChains"/>).
/// </summary>
internal sealed class Lineage(ReportStore store)
{
    /// <summary>A report that was made from others along more ways than these is not followed along each of them.</summary>
    private const int MaximumWays = 64;

    private readonly RowBuffer<Hop> laid = new(256);
    private readonly Dictionary<int, HashSet<int>> takenBack = [];
    private readonly List<Made> pile = [];
    private readonly HashSet<int> tracing = []; // the reports on the way to the one that is traced
    private readonly Dictionary<int, Ways> inherited = []; // the ways of reports that others were made from, traced once
    private readonly List<ProvenancePath> innerPaths = []; // these ways
    private readonly Stack<int> open = [];
    private readonly HashSet<int> met = [];
    private bool unsupported; // a link of the way that is laid names a source for what it does not say

    private readonly record struct Made(bool IsSource, int At, long Id);

    /// <summary>The ways of one report.</summary>
    /// <param name="First">Where those that were listed begin.</param>
    /// <param name="Count">How many were listed.</param>
    /// <param name="Lower">How many there are in the cautious reading.</param>
    /// <param name="Upper">How many there are in the generous reading.</param>
    private readonly record struct Ways(int First, int Count, int Lower, int Upper);

    public List<ProvenancePath> Paths { get; } = [];

    /// <summary>The reports that are weighed, those that bring nothing included.</summary>
    public List<int> Reports { get; } = [];

    /// <summary>For each of the reports where its ways begin among <see cref="Paths"/>, and behind the last where they end.</summary>
    public List<int> FirstPaths { get; } = [];

    /// <summary>The reports whose ways are too many to be listed in the cautious reading.</summary>
    public List<int> Webs { get; } = [];

    /// <summary>True when a source took a statement of the side back.</summary>
    public bool AnyTakenBack { get; private set; }

    public ReadOnlySpan<Hop> Hops(in ProvenancePath path) => laid.Slice(path.First, path.Count);

    /// <summary>A way of what a report was made from.</summary>
    public ProvenancePath Inner(int place) => innerPaths[place];

    public void Trace(List<int> reports)
    {
        laid.Clear();
        takenBack.Clear();
        inherited.Clear();
        innerPaths.Clear();
        Paths.Clear();
        Reports.Clear();
        Webs.Clear();
        FirstPaths.Clear();
        AnyTakenBack = false;
        foreach (var report in reports)
        {
            if (!store.Reports[report].IsWeighed)
                continue;
            Reports.Add(report);
            FirstPaths.Add(Paths.Count);
            AnyTakenBack |= store.TakenBackBy.Count > 0 && TakenBackFrom(report).Count > 0;
            TraceBehind(report);
            if (Trace(report).Lower > MaximumWays)
                Webs.Add(report);
        }

        FirstPaths.Add(Paths.Count);
    }

    /// <summary>What was taken back in the proposition of a report, and by whom.</summary>
    public HashSet<int> TakenBackFrom(int report)
    {
        var root = store.Propositions.Root(report);
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

    /// <summary>Why a report itself does not stand, whatever it rests on; null where it does.</summary>
    public ChainReason? WhyFallen(int report)
    {
        ref var row = ref store.Reports[report];
        if (!row.Is(ReportMarks.ArticleStands))
            return ChainReason.Withdrawn;
        if (row.Is(ReportMarks.Superseded) && IsHit(report, ReportRelationKind.Supersedes))
            return ChainReason.Superseded;
        if (row.Is(ReportMarks.Disputed) && IsHit(report, ReportRelationKind.ContradictsAttribution))
            return ChainReason.AttributionDisputed;
        return null;
    }

    /// <summary>The links of a report's own chain.</summary>
    public List<Hop> OwnHops(int report)
    {
        var row = store.Reports[report];
        var hops = new List<Hop>(row.LinkCount);
        for (var i = 0; i < row.LinkCount; i++)
        {
            ref var link = ref store.Links[row.FirstLink + i];
            hops.Add(new Hop(link.Source < 0 ? -1 : store.Standing(link.Source), report, i, link.Basis));
        }

        return hops;
    }

    /// <summary>Whether every source of a report's own chain says what it is cited for.</summary>
    public bool Supports(int report)
    {
        ref var row = ref store.Reports[report];
        for (var i = 0; i < row.LinkCount; i++)
            if (!store.Links[row.FirstLink + i].Supports)
                return false;
        return true;
    }

    /// <summary>
    /// A report with all that it was made from, over any number of steps: what a report with too many ways may rest on.
    /// </summary>
    public HashSet<int> Behind(int report)
    {
        var behind = new HashSet<int> { report };
        open.Push(report);
        while (open.TryPop(out var at))
        {
            FindWhatItWasMadeFrom(at);
            foreach (var made in pile)
                if (!made.IsSource && behind.Add(made.At))
                    open.Push(made.At);
            pile.Clear();
        }

        return behind;
    }

    /// <summary>The sources that a report was made from.</summary>
    public List<int> SourcesBehind(int report)
    {
        FindWhatItWasMadeFrom(report);
        var sources = pile.Where(made => made.IsSource).Select(made => made.At).ToList();
        pile.Clear();
        return sources;
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
            var first = pile.Count;
            if (met.Add(at))
            {
                FindWhatItWasMadeFrom(at);
                for (var m = first; m < pile.Count; m++)
                    if (!pile[m].IsSource && !met.Contains(pile[m].At) && !inherited.ContainsKey(pile[m].At))
                        open.Push(pile[m].At);
                pile.RemoveRange(first, pile.Count - first);
                continue;
            }

            open.Pop();
            if (at != report)
                Inherited(at);
        }
    }

    private Ways Inherited(int report)
    {
        if (inherited.TryGetValue(report, out var known))
            return known;
        var from = Paths.Count;
        var ways = Trace(report) with { First = innerPaths.Count };
        for (var i = from; i < Paths.Count; i++)
            innerPaths.Add(Paths[i]);
        Paths.RemoveRange(from, Paths.Count - from);
        inherited.Add(report, ways);
        return ways;
    }

    private Ways Trace(int report)
    {
        if (inherited.TryGetValue(report, out var known))
        {
            for (var i = known.First; i < known.First + known.Count; i++)
                Paths.Add(innerPaths[i]);
            return known;
        }

        var before = Paths.Count;
        var first = pile.Count;
        FindWhatItWasMadeFrom(report);
        var made = pile.Count - first;
        if (made == 0)
        {
            TraceOwn(report, Bound.Both);
            return new Ways(before, 1, 1, 1);
        }

        tracing.Add(report);
        var ways = Number(report, first, made);
        var (listLower, listUpper) = (ways.Lower <= MaximumWays, ways.Upper <= MaximumWays);
        for (var m = first; m < first + made && listLower; m++)
        {
            if (pile[m].IsSource)
                FollowSource(report, pile[m].At, listUpper);
            else
                FollowReport(report, pile[m].At, listUpper);
        }

        if (listUpper && IsGrounded(store, report))
            TraceOwn(report, Bound.Upper);
        else if (!listUpper)
        {
            // Read as its publisher alone, which never makes high too small.
            var at = laid.Count;
            AppendPublisher(report, at);
            Paths.Add(Close(report, at, Bound.Upper, derived: true, known: false));
        }

        tracing.Remove(report);
        pile.RemoveRange(first, made);
        return ways with { First = before, Count = Paths.Count - before };
    }

    /// <summary>Counts the ways of a report without listing them; more than the most are one more than the most.</summary>
    private Ways Number(int report, int firstMade, int made)
    {
        var (lower, upper) = (0, IsGrounded(store, report) ? 1 : 0);
        for (var m = firstMade; m < firstMade + made; m++)
        {
            var ways = pile[m].IsSource ? new Ways(0, 1, 1, 1) : Inherited(pile[m].At);
            lower = Math.Min(lower + ways.Lower, MaximumWays + 1);
            upper = Math.Min(upper + ways.Upper, MaximumWays + 1);
        }

        return new Ways(0, 0, lower, upper);
    }

    private void TraceOwn(int report, Bound bounds)
    {
        var first = laid.Count;
        unsupported = false;
        AppendOwn(report, 0, first);
        Paths.Add(Close(report, first, bounds, derived: false, IsGrounded(store, report)));
    }

    private void FollowReport(int report, int earlier, bool listUpper)
    {
        var ways = Inherited(earlier);
        for (var i = ways.First; i < ways.First + ways.Count; i++)
        {
            var inner = innerPaths[i];
            var bounds = listUpper ? inner.Bounds : inner.Bounds & Bound.Lower;
            if (bounds == 0)
                continue;
            var first = laid.Count;
            AppendPublisher(report, first);
            for (var h = 0; h < inner.Count; h++)
                Append(first, laid[inner.First + h]);
            // Of a report of unknown lineage it is known only that this one was made from it: what this one names follows.
            if (!inner.Known)
                AppendOwnAfter(report, first);
            Paths.Add(
                Close(report, first, bounds, derived: true, inner.Known || IsGrounded(store, report), inner.LeftOut, i)
            );
        }
    }

    private void FollowSource(int report, int source, bool listUpper)
    {
        var first = laid.Count;
        AppendPublisher(report, first);
        Append(first, new Hop(source, report, 0, LinkBasis.Speaks));
        if (IsGrounded(store, report))
            AppendOwn(report, 1, first);
        Paths.Add(Close(report, first, listUpper ? Bound.Both : Bound.Lower, derived: true, known: true));
    }

    /// <summary>What a report itself names, after what it was made from; one that published what it saw itself names itself.</summary>
    private void AppendOwnAfter(int report, int first)
    {
        if (store.Reports[report].LinkCount > 1)
            AppendOwn(report, 1, first, joined: true);
        else if (IsGrounded(store, report))
            AppendOwn(report, 0, first, joined: true);
    }

    private void AppendPublisher(int report, int first)
    {
        ref var link = ref store.Links[store.Reports[report].FirstLink];
        unsupported = !link.Supports;
        Append(first, new Hop(link.Source < 0 ? -1 : store.Standing(link.Source), report, 0, link.Basis));
    }

    private void AppendOwn(int report, int position, int first, bool joined = false)
    {
        ref var row = ref store.Reports[report];
        for (var i = position; i < row.LinkCount; i++)
        {
            ref var link = ref store.Links[row.FirstLink + i];
            unsupported |= !link.Supports;
            Append(
                first,
                new Hop(
                    link.Source < 0 ? -1 : store.Standing(link.Source),
                    report,
                    i,
                    link.Basis,
                    joined && i == position
                )
            );
        }
    }

    /// <summary>Adds a hop; the same source twice in a row, which merges and derivations can make, is one hop with the inner basis.</summary>
    private void Append(int first, Hop hop)
    {
        if (laid.Count > first && hop.Source >= 0 && laid[laid.Count - 1].Source == hop.Source)
            laid[laid.Count - 1] = laid[laid.Count - 1] with { Basis = hop.Basis };
        else
            laid.Add(hop);
    }

    private ProvenancePath Close(
        int report,
        int first,
        Bound bounds,
        bool derived,
        bool known,
        ChainReason? inherited = null,
        int inner = -1
    )
    {
        var count = laid.Count - first;
        var leftOut = inherited ?? LeftOut(report, laid.Slice(first, count));
        return new ProvenancePath(report, first, count, bounds, known, derived, leftOut, inner);
    }

    private ChainReason? LeftOut(int report, ReadOnlySpan<Hop> hops)
    {
        if (WhyFallen(report) is { } why)
            return why;
        if (unsupported)
            return ChainReason.DoesNotSupport;
        if (store.TakenBackBy.Count == 0 || TakenBackFrom(report) is not { Count: > 0 } by)
            return null;
        foreach (var hop in hops)
            if (by.Contains(hop.Source))
                return ChainReason.Withdrawn;
        return null;
    }

    /// <summary>Whether a relation that takes its chain away leads here from a claim whose article stands.</summary>
    private bool IsHit(int report, ReportRelationKind kind)
    {
        for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
            if (
                (tie & 1) == 1
                && store.Holds(tie, kind)
                && store.Reports[store.OtherEnd(tie)].Is(ReportMarks.ArticleStands)
            )
                return true;
        return false;
    }

    /// <summary>Puts what a report was made from on the pile: reports, then sources, each ascending by id and once.</summary>
    private void FindWhatItWasMadeFrom(int report)
    {
        ref var row = ref store.Reports[report];
        var first = pile.Count;
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
            var at = pile.Count;
            while (at > first && Order(pile[at - 1], made) > 0)
                at--;
            if (at == first || pile[at - 1] != made)
                pile.Insert(at, made);
        }

        static int Order(Made a, Made b) =>
            a.IsSource == b.IsSource ? a.Id.CompareTo(b.Id) : a.IsSource.CompareTo(b.IsSource);
    }

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

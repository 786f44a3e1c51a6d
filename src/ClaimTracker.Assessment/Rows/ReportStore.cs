using ClaimTracker.Assessment.Reliability;

namespace ClaimTracker.Assessment.Rows;

[Flags]
internal enum ReportMarks : byte
{
    None = 0,
    Present = 1,
    Requested = 2,
    ArticleStands = 4,
    Derived = 8,
    Disputed = 16,
    TakenBack = 32,
    HasFinding = 64,
    Superseded = 128,
}

internal struct ReportRow
{
    public long Claim;
    public long Article;
    public long Earliest; // ticks
    public long Latest;
    public int FirstLink;
    public int LinkCount;
    public int FirstTie; // head of the list of its relations; −1: none
    public int NextOfArticle;
    public ReportMarks Marks;

    public readonly bool Is(ReportMarks mark) => (Marks & mark) != 0;

    /// <summary>Whether it has a say at all; a requested claim only joins.</summary>
    public readonly bool IsWeighed => (Marks & (ReportMarks.Present | ReportMarks.Requested)) == ReportMarks.Present;
}

internal struct LinkRow
{
    public int Source; // −1: unknown outlet
    public int Report;
    public int NextOfSource;
    public LinkBasis Basis;
    public bool Supports;
}

/// <summary>
/// A relation stands in two lists, that of the claim it comes from and that of the claim it leads to.
/// A "tie" is a place in such a list: twice the row number, plus 1 in the list of the latter.
/// </summary>
internal struct RelationRow
{
    public long Id;
    public int From;
    public int To;
    public int NextFrom;
    public int NextTo;
    public ReportRelationKind Kind;
    public bool Stands;
}

internal struct SourceRow
{
    public long Id;
    public int MergedInto; // −1: stands for itself
    public int FirstLink;
    public bool IsOutlet; // itself
    public bool Unnamed;

    // Of a source and all that were merged into it:
    public bool Outlet;
    public bool LooksLikeAnother;
    public bool ToldApart;
    public bool Controlled;
    public bool HasPlace; // somebody found that it has it from one place with another, in all matters
}

/// <summary>The rows the weighing works on, addressed by their place and not by their id; propositions are kept joined as rows change.</summary>
internal sealed class ReportStore
{
    private readonly Dictionary<long, int> reportOfClaim;
    private readonly Dictionary<long, int> sourceOfId;
    private readonly Dictionary<long, int> firstOfArticle = [];

    public ReportStore(int claims, int sources, int relations)
    {
        reportOfClaim = new Dictionary<long, int>(claims);
        sourceOfId = new Dictionary<long, int>(sources);
        Reports = new RowBuffer<ReportRow>(claims);
        Links = new RowBuffer<LinkRow>(claims * 2);
        Relations = new RowBuffer<RelationRow>(relations);
        Sources = new RowBuffer<SourceRow>(sources);
        Propositions = new Propositions(this, claims);
    }

    public RowBuffer<ReportRow> Reports { get; }
    public RowBuffer<LinkRow> Links { get; }
    public RowBuffer<RelationRow> Relations { get; }
    public RowBuffer<SourceRow> Sources { get; }
    public Propositions Propositions { get; }

    public Dictionary<int, int[]> TakenBackBy { get; } = [];
    public Dictionary<int, List<Control>> Controls { get; } = [];

    /// <summary>The sources that each controller commands or owns.</summary>
    public Dictionary<int, List<int>> Subordinates { get; } = [];

    public Dictionary<int, HashSet<int>> LookAlikes { get; } = [];
    public Dictionary<int, HashSet<int>> ToldApart { get; } = [];
    public Dictionary<int, List<int>> MergedInto { get; } = [];
    public Dictionary<int, List<Finding>> FindingsOfClaim { get; } = [];

    /// <summary>By source, the findings about it that hold in all matters.</summary>
    public Dictionary<int, List<Finding>> FindingsEverywhere { get; } = [];

    public Dictionary<long, List<ArticleDerivation>> ArticleDerivations { get; } = [];

    /// <summary>The outcomes of each source, by their ids.</summary>
    public Dictionary<int, Dictionary<long, Outcome>> Outcomes { get; } = [];

    /// <summary>The row of a claim that something taken in names.</summary>
    public int ReportOf(long claim) => reportOfClaim[claim];

    /// <summary>The row of a claim, made empty when a relation names the claim before its report is known.</summary>
    public int TakeReport(long claim)
    {
        if (reportOfClaim.TryGetValue(claim, out var report))
            return report;
        report = Reports.Add(
            new ReportRow
            {
                Claim = claim,
                FirstTie = -1,
                NextOfArticle = -1,
            }
        );
        reportOfClaim.Add(claim, report);
        Propositions.Add(report);
        return report;
    }

    public bool TryReport(long claim, out int report) =>
        reportOfClaim.TryGetValue(claim, out report) && Reports[report].Is(ReportMarks.Present);

    /// <summary>The row of a source that something taken in names.</summary>
    public int SourceOf(long id) => sourceOfId[id];

    public bool TrySource(long id, out int source) => sourceOfId.TryGetValue(id, out source);

    /// <summary>The row of a source, made a plain named one when a chain names it before it is known.</summary>
    public int TakeSource(long id)
    {
        if (sourceOfId.TryGetValue(id, out var source))
            return source;
        source = Sources.Add(
            new SourceRow
            {
                Id = id,
                MergedInto = -1,
                FirstLink = -1,
            }
        );
        sourceOfId.Add(id, source);
        return source;
    }

    /// <summary>The source that a source was merged into, merges followed.</summary>
    public int Standing(int source)
    {
        while (Sources[source].MergedInto >= 0)
            source = Sources[source].MergedInto;
        return source;
    }

    /// <summary>A source and all that were merged into it: what is known of them is known of it.</summary>
    public IEnumerable<int> Family(int source)
    {
        yield return source;
        if (!MergedInto.TryGetValue(source, out var merged))
            yield break;
        foreach (var child in merged)
        foreach (var member in Family(child))
            yield return member;
    }

    /// <summary>Keeps with a standing source what is so of anyone of its family; that one looks like another, be it decided or not.</summary>
    public void MarkStanding(int source)
    {
        ref var standing = ref Sources[source];
        standing.Outlet = standing.Controlled = standing.HasPlace = false;
        standing.LooksLikeAnother = standing.ToldApart = false;
        foreach (var member in Family(source))
        {
            standing.Outlet |= Sources[member].IsOutlet;
            standing.HasPlace |= FindingsEverywhere.ContainsKey(member);
            standing.ToldApart |= ToldApart.ContainsKey(member);
            standing.Controlled |= Controls.ContainsKey(member);
            standing.LooksLikeAnother |= LookAlikes.ContainsKey(member);
        }
    }

    /// <summary>The reports whose chain names a source.</summary>
    public IEnumerable<int> ReportsNaming(int source)
    {
        for (var link = Sources[source].FirstLink; link >= 0; link = Links[link].NextOfSource)
        {
            var report = Links[link].Report;
            if (link >= Reports[report].FirstLink && link < Reports[report].FirstLink + Reports[report].LinkCount)
                yield return report;
        }
    }

    /// <summary>The standing sources that look like a standing one, and that nobody told apart from it.</summary>
    public HashSet<int> LooksLike(int source)
    {
        var others = Across(LookAlikes, source);
        if (others.Count > 0)
            others.ExceptWith(Across(ToldApart, source));
        return others;
    }

    /// <summary>The standing sources that somebody told apart from a standing one.</summary>
    public HashSet<int> ApartFrom(int source) => Across(ToldApart, source);

    /// <summary>The standing sources that somebody found to have it from one place with a standing one, in all matters.</summary>
    public IEnumerable<int> OneOriginWith(int source) =>
        Family(source)
            .SelectMany(s => FindingsEverywhere.GetValueOrDefault(s) ?? [])
            .SelectMany(finding => new[] { finding.A, finding.B })
            .Select(id => Standing(SourceOf(id)))
            .Where(other => other != source);

    public void Put(Report report)
    {
        if (report.Chain.Count == 0)
            throw new ArgumentException("A chain has at least one link.", nameof(report));
        var at = TakeReport(report.Claim);
        var wasPresent = Reports[at].Is(ReportMarks.Present);
        ref var row = ref Reports[at];
        if (!wasPresent && row.Article != report.Article)
        {
            row.NextOfArticle = firstOfArticle.GetValueOrDefault(report.Article, -1);
            firstOfArticle[report.Article] = at;
        }

        row.Article = report.Article;
        row.Earliest = (report.PublishedEarliest ?? DateTime.MinValue).Ticks;
        row.Latest = (report.PublishedLatest ?? DateTime.MaxValue).Ticks;
        Set(ref row, ReportMarks.Present, true);
        Set(ref row, ReportMarks.Requested, report.Requested);
        Set(ref row, ReportMarks.ArticleStands, report.ArticleStands);
        Set(ref row, ReportMarks.TakenBack, report.TakenBackBy.Count > 0);
        if (report.TakenBackBy.Count > 0)
            TakenBackBy[at] = [.. report.TakenBackBy.Select(TakeSource)];
        else
            TakenBackBy.Remove(at);
        PutLinks(at, report.Chain);
        if (wasPresent)
            return;
        for (var tie = Reports[at].FirstTie; tie >= 0; tie = Next(tie))
            if (Joins(tie))
                Propositions.Join(at, OtherEnd(tie));
    }

    public static void Set(ref ReportRow row, ReportMarks mark, bool value) =>
        row.Marks = value ? row.Marks | mark : row.Marks & ~mark;

    /// <summary>Every row that has carried this article's id, present or not.</summary>
    public IEnumerable<int> ReportsOf(long article)
    {
        for (
            var report = firstOfArticle.GetValueOrDefault(article, -1);
            report >= 0;
            report = Reports[report].NextOfArticle
        )
            yield return report;
    }

    public void Add(ReportRelation relation)
    {
        var from = TakeReport(relation.From);
        var to = TakeReport(relation.To);
        var at = Relations.Add(
            new RelationRow
            {
                Id = relation.Id,
                From = from,
                To = to,
                Kind = relation.Kind,
                Stands = true,
                NextFrom = Reports[from].FirstTie,
            }
        );
        Reports[from].FirstTie = 2 * at;
        Relations[at].NextTo = Reports[to].FirstTie;
        Reports[to].FirstTie = 2 * at + 1;
        if (relation.Kind == ReportRelationKind.DerivedFrom)
            Set(ref Reports[from], ReportMarks.Derived, true);
        if (relation.Kind == ReportRelationKind.Supersedes)
            Set(ref Reports[to], ReportMarks.Superseded, true);
        if (relation.Kind == ReportRelationKind.ContradictsAttribution)
            Set(ref Reports[to], ReportMarks.Disputed, true);
        if (Joins(2 * at))
            Propositions.Join(from, to);
    }

    /// <summary>The standing relation of that id between those claims, or −1.</summary>
    public int Find(ReportRelation relation)
    {
        if (!reportOfClaim.TryGetValue(relation.From, out var from))
            return -1;
        for (var tie = Reports[from].FirstTie; tie >= 0; tie = Next(tie))
            if (Relations[tie >> 1].Stands && Relations[tie >> 1].Id == relation.Id)
                return tie >> 1;
        return -1;
    }

    public int Next(int tie) => (tie & 1) == 0 ? Relations[tie >> 1].NextFrom : Relations[tie >> 1].NextTo;

    public int OtherEnd(int tie) => (tie & 1) == 0 ? Relations[tie >> 1].To : Relations[tie >> 1].From;

    /// <summary>The accepted claims of a proposition.</summary>
    public IEnumerable<int> AcceptedOf(int root)
    {
        var member = root;
        do
        {
            if (Reports[member].Is(ReportMarks.Present))
                yield return member;
        } while ((member = Propositions.Next(member)) != root);
    }

    /// <summary>Whether the relation stands between two accepted claims and is of the kind asked for.</summary>
    public bool Holds(int tie, ReportRelationKind kind)
    {
        ref var relation = ref Relations[tie >> 1];
        return relation.Kind == kind
            && relation.Stands
            && Reports[relation.From].Is(ReportMarks.Present)
            && Reports[relation.To].Is(ReportMarks.Present);
    }

    public bool Joins(int tie) => Holds(tie, ReportRelationKind.Restates);

    private HashSet<int> Across(Dictionary<int, HashSet<int>> pairs, int source) =>
        [
            .. Family(source)
                .SelectMany(s => pairs.GetValueOrDefault(s) ?? [])
                .Select(Standing)
                .Where(other => other != source),
        ];

    private void PutLinks(int report, IReadOnlyList<ReportLink> chain)
    {
        ref var row = ref Reports[report];
        if (row.LinkCount > 0 && SameLinks(row, chain))
            return;
        // The old links stay behind as dead rows: their report no longer covers them.
        row.FirstLink = Links.Count;
        row.LinkCount = chain.Count;
        foreach (var link in chain)
        {
            var source = link.Source is { } id ? TakeSource(id) : -1;
            var at = Links.Add(
                new LinkRow
                {
                    Source = source,
                    Report = report,
                    Basis = link.Basis,
                    Supports = link.Supports,
                    NextOfSource = -1,
                }
            );
            if (source < 0)
                continue;
            Links[at].NextOfSource = Sources[source].FirstLink;
            Sources[source].FirstLink = at;
        }
    }

    private bool SameLinks(in ReportRow row, IReadOnlyList<ReportLink> chain)
    {
        if (row.LinkCount != chain.Count)
            return false;
        for (var i = 0; i < chain.Count; i++)
        {
            ref var link = ref Links[row.FirstLink + i];
            var source = chain[i].Source is { } id ? TakeSource(id) : -1;
            if (link.Source != source || link.Basis != chain[i].Basis || link.Supports != chain[i].Supports)
                return false;
        }

        return true;
    }
}

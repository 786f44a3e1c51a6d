using System.Text.Json;
using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment.Packing;

/// <summary>
/// One side written down: sources, reports, and all that is known of both; ids are numbers. It can be read from a file of worked sides, made at random,
/// put into an index, and weighed slowly (<see cref="TriedSide"/>).
/// </summary>
internal sealed record SideForm
{
    public List<SourceForm> Sources { get; init; } = [];
    public List<ReportForm> Reports { get; init; } = [];
    public List<DerivationForm> Derivations { get; init; } = [];
    public List<TieForm> Supersedes { get; init; } = [];
    public List<TieForm> Disputes { get; init; } = [];
    public List<ControllerForm> Controllers { get; init; } = [];
    public List<long[]> LookAlikes { get; init; } = [];
    public List<long[]> Distinct { get; init; } = [];
    public List<FindingForm> Findings { get; init; } = [];
    public bool Lenient { get; init; }

    /// <summary>The reports that are not on the side contradict it.</summary>
    public bool Opposed { get; init; }

    /// <summary>The claims of the side, ascending.</summary>
    public IEnumerable<long> Claims => Reports.Where(r => r.Side && !r.Requested).Select(r => r.Id).Order();

    public static SideForm Read(JsonElement side) => side.Deserialize<SideForm>(JsonSerializerOptions.Web)!;

    public override string ToString() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <param name="related">Whether every two reports of the side are related, so that each pair has a verdict.</param>
    public AssessmentOf ToIndex(bool related = false)
    {
        var index = new AssessmentIndex(new AssessmentSettings(Lenient));
        foreach (var source in Sources)
            index.Put(new WeighedSource(source.Id, source.Kind == "outlet", source.Kind == "unnamed"));
        foreach (var source in Sources)
            if (source.MergedInto is { } into)
                index.Merge(source.Id, into);
        foreach (var report in Reports)
            index.Put(ReportOf(report));
        var relation = 0;
        foreach (var group in Reports.GroupBy(r => r.Proposition))
        foreach (var (one, other) in group.Zip(group.Skip(1)))
            index.Put(new ReportRelation(++relation, other.Id, one.Id, ReportRelationKind.Restates));
        var first = Reports.Find(r => r.Side);
        foreach (var other in Reports.Where(r => r.Side).Select(r => r.Proposition).Distinct().Skip(1))
            index.Put(
                new ReportRelation(
                    ++relation,
                    first!.Id,
                    Reports.Find(r => r.Proposition == other)!.Id,
                    ReportRelationKind.Corroborates
                )
            );
        if (Opposed && first is not null && Reports.Find(r => !r.Side) is { } against)
            index.Put(new ReportRelation(++relation, against.Id, first.Id, ReportRelationKind.Contradicts));
        if (related)
            foreach (var one in Claims)
            foreach (var other in Claims.Where(claim => claim > one))
                index.Put(new ReportRelation(++relation, one, other, ReportRelationKind.Corroborates));
        foreach (var derivation in Derivations)
            if (derivation.From is { } from)
                index.Put(new ReportRelation(++relation, from, derivation.To!.Value, ReportRelationKind.DerivedFrom));
            else
                index.Put(
                    new ArticleDerivation(
                        ++relation,
                        derivation.FromArticle!.Value,
                        derivation.ToArticle,
                        derivation.Source
                    )
                );
        foreach (var tie in Supersedes)
            index.Put(new ReportRelation(++relation, tie.From, tie.To, ReportRelationKind.Supersedes));
        foreach (var tie in Disputes)
            index.Put(new ReportRelation(++relation, tie.From, tie.To, ReportRelationKind.ContradictsAttribution));
        foreach (var control in Controllers)
            index.Put(new Control(++relation, control.Source, control.Controller, Day(control.From), Day(control.To)));
        foreach (var pair in LookAlikes)
            index.Put(new CandidateMatch(pair[0], pair[1]));
        foreach (var pair in Distinct)
            index.Put(new NotSameAs(pair[0], pair[1]));
        foreach (var finding in Findings)
            index.Put(
                new Finding(
                    finding.Id,
                    finding.A,
                    finding.B,
                    finding.Value == "established" ? FindingValue.Established : FindingValue.SameOrigin,
                    first?.Id
                )
            );
        return new AssessmentOf(index, first?.Id ?? 0);
    }

    /// <summary>A report in the words of the index.</summary>
    public Report ReportOf(ReportForm report) =>
        new(
            report.Id,
            report.Article,
            [.. report.Chain.Select(l => new ReportLink(l.Source, BasisOf(l.Basis), l.Supports))]
        )
        {
            Requested = report.Requested,
            ArticleStands = report.ArticleStands,
            PublishedEarliest = Day(report.Published?[0]),
            PublishedLatest = Day(report.Published?[1]),
            TakenBackBy = report.TakenBackBy,
        };

    public long Standing(long source)
    {
        while (Sources.Find(s => s.Id == source)?.MergedInto is { } into)
            source = into;
        return source;
    }

    private static LinkBasis BasisOf(string basis) => Enum.Parse<LinkBasis>(basis, ignoreCase: true);

    private static DateTime? Day(long? number) =>
        number is { } days ? new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(days) : null;
}

/// <summary>An index that holds one side, and a claim of it.</summary>
internal sealed record AssessmentOf(AssessmentIndex Index, long Claim);

internal sealed record SourceForm(long Id, string Kind, long? MergedInto = null);

internal sealed record LinkForm(long? Source, string Basis, bool Supports = true);

internal sealed record ReportForm(long Id, long Article, int Proposition, List<LinkForm> Chain)
{
    public long[]? Published { get; init; }
    public bool Requested { get; init; }
    public bool ArticleStands { get; init; } = true;
    public List<long> TakenBackBy { get; init; } = [];
    public bool Side { get; init; } = true;
}

internal sealed record DerivationForm(long? From, long? To, long? FromArticle, long? ToArticle, long? Source);

internal sealed record TieForm(long From, long To);

internal sealed record ControllerForm(long Source, long Controller, long? From, long? To);

internal sealed record FindingForm(long Id, long A, long B, string Value);

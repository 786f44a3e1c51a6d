using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Findings;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Reliability;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Rules;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>Reads stored records in the words of the weighing. Only what counts is read: accepted claims, and what stands.</summary>
internal static class AssessmentRows
{
    /// <summary>The accepted ones of these claims, with the sources of their chains.</summary>
    /// <param name="publishedTo">Without what was certainly taken back later; null: as it stands now.</param>
    public static async Task<(List<Report> Reports, List<WeighedSource> Sources)> ReportsAsync(
        ClaimTrackerDb db,
        IQueryable<Claim> claims,
        CancellationToken cancellationToken,
        PartialDate? publishedTo = null
    )
    {
        var rows = await claims
            .AsNoTracking()
            .Where(claim => claim.Status == ClaimStatus.Accepted)
            .Select(claim => new
            {
                claim.Id,
                claim.ArticleId,
                claim.Modality,
                claim.Article.Status,
                claim.Article.PublishedEarliest,
                claim.Article.PublishedLatest,
            })
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.Id);
        var links = (await LinksAsync(db, ids, cancellationToken)).ToLookup(named => named.Claim);
        var takenBack = (await TakenBackAsync(db, ids, publishedTo, cancellationToken)).ToLookup(by => by.Claim);
        var reports = rows.ConvertAll(row => new Report(
            row.Id,
            row.ArticleId,
            [.. links[row.Id].Select(named => named.Link)]
        )
        {
            Requested = row.Modality == Modality.Requested,
            ArticleStands = row.Status.Counts(),
            PublishedEarliest = row.PublishedEarliest,
            PublishedLatest = row.PublishedLatest,
            TakenBackBy = [.. takenBack[row.Id].Select(by => by.Source.Id)],
        });
        var sources = links
            .SelectMany(chain => chain)
            .Select(named => named.Source)
            .OfType<WeighedSource>()
            .Concat(takenBack.SelectMany(by => by).Select(by => by.Source))
            .Distinct()
            .ToList();
        return (reports, sources);
    }

    /// <summary>The links of the chains of some claims, outermost first, each with its source; none of an unknown outlet.</summary>
    private static async Task<List<(long Claim, ReportLink Link, WeighedSource? Source)>> LinksAsync(
        ClaimTrackerDb db,
        List<long> claims,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .AttributionLinks.AsNoTracking()
            .Where(link => claims.Contains(link.ClaimId))
            .Select(link => new
            {
                link.ClaimId,
                link.Position,
                link.SourceId,
                link.Basis,
                link.Supports,
                Kind = (SourceKind?)link.Source!.Kind,
            })
            .ToListAsync(cancellationToken);
        var broken = await db.LinksFoundBrokenAsync(claims, cancellationToken);
        return
        [
            .. rows.OrderBy(row => row.Position)
                .Select(row =>
                    (
                        row.ClaimId,
                        new ReportLink(
                            row.SourceId,
                            (LinkBasis)row.Basis,
                            row.Supports && !broken.Contains((row.ClaimId, row.Position))
                        ),
                        row.SourceId is { } id ? Weighed(id, row.Kind!.Value) : (WeighedSource?)null
                    )
                ),
        ];
    }

    /// <summary>Who took the statements of some claims back, and has not stood by them again.</summary>
    private static async Task<List<(long Claim, WeighedSource Source)>> TakenBackAsync(
        ClaimTrackerDb db,
        List<long> claims,
        PartialDate? publishedTo,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Retractions.AsNoTracking()
            .Where(retraction => retraction.ReinstatedAt == null && claims.Contains(retraction.ClaimId!.Value))
            .Select(retraction => new
            {
                Claim = retraction.ClaimId!.Value,
                By = retraction.ById!.Value,
                retraction.DateEarliest,
                retraction.By!.Kind,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row =>
                    publishedTo is null || row.DateEarliest is null || row.DateEarliest < publishedTo.Latest
                )
                .Select(row => (row.Claim, Weighed(row.By, row.Kind))),
        ];
    }

    public static async Task<List<WeighedSource>> SourcesAsync(
        IQueryable<Source> sources,
        CancellationToken cancellationToken
    ) =>
        (
            await sources.AsNoTracking().Select(source => new { source.Id, source.Kind }).ToListAsync(cancellationToken)
        ).ConvertAll(row => Weighed(row.Id, row.Kind));

    /// <summary>What the merged ones of these sources stand for now, with both sources of each merge.</summary>
    public static async Task<(List<(long Source, long Into)> Merges, List<WeighedSource> Sources)> MergesAsync(
        IQueryable<Source> sources,
        CancellationToken cancellationToken
    )
    {
        var rows = await sources
            .AsNoTracking()
            .Where(source => source.MergedIntoId != null)
            .Select(source => new
            {
                source.Id,
                source.Kind,
                Into = source.MergedIntoId!.Value,
                IntoKind = source.MergedInto!.Kind,
            })
            .ToListAsync(cancellationToken);
        return (
            rows.ConvertAll(row => (row.Id, row.Into)),
            [.. rows.SelectMany(row => new[] { Weighed(row.Id, row.Kind), Weighed(row.Into, row.IntoKind) }).Distinct()]
        );
    }

    /// <summary>The standing ones of these derivations of articles, with the sources that supplied them.</summary>
    public static async Task<(List<ArticleDerivation> Derivations, List<WeighedSource> Sources)> DerivationsAsync(
        IQueryable<Derivation> derivations,
        CancellationToken cancellationToken
    )
    {
        var rows = await derivations
            .AsNoTracking()
            .Where(derivation => derivation.WithdrawnAt == null)
            .Select(d => new
            {
                d.Id,
                d.ArticleId,
                d.FromArticleId,
                d.FromSourceId,
                Kind = (SourceKind?)d.FromSource!.Kind,
            })
            .ToListAsync(cancellationToken);
        return (
            rows.ConvertAll(row => new ArticleDerivation(row.Id, row.ArticleId, row.FromArticleId, row.FromSourceId)),
            [
                .. rows.Where(row => row.FromSourceId is not null)
                    .Select(row => Weighed(row.FromSourceId!.Value, row.Kind!.Value))
                    .Distinct(),
            ]
        );
    }

    /// <summary>The standing ones of these relations.</summary>
    public static async Task<List<ReportRelation>> RelationsAsync(
        IQueryable<Relation> relations,
        CancellationToken cancellationToken
    ) =>
        (
            await relations
                .AsNoTracking()
                .Where(relation => relation.Status == RelationStatus.Standing)
                .Select(relation => new
                {
                    relation.Id,
                    relation.FromId,
                    relation.ToId,
                    relation.Type,
                    relation.About,
                })
                .ToListAsync(cancellationToken)
        ).ConvertAll(row => new ReportRelation(row.Id, row.FromId, row.ToId, KindOf(row.Type, row.About)));

    /// <summary>The standing ones of these affiliations that are control, with both sources of each.</summary>
    public static async Task<(List<Control> Controls, List<WeighedSource> Sources)> ControlsAsync(
        IQueryable<Affiliation> affiliations,
        CancellationToken cancellationToken
    )
    {
        var rows = await affiliations
            .AsNoTracking()
            .Where(affiliation => affiliation.WithdrawnAt == null && affiliation.Kind != AffiliationKind.Other)
            .Select(a => new
            {
                a.Id,
                a.SourceId,
                SourceKind = a.Source.Kind,
                a.WithId,
                WithKind = a.With.Kind,
                a.FromEarliest,
                a.ToLatest,
            })
            .ToListAsync(cancellationToken);
        return (
            rows.ConvertAll(row => new Control(row.Id, row.SourceId, row.WithId, row.FromEarliest, row.ToLatest)),
            [
                .. rows.SelectMany(row =>
                        new[] { Weighed(row.SourceId, row.SourceKind), Weighed(row.WithId, row.WithKind) }
                    )
                    .Distinct(),
            ]
        );
    }

    /// <summary>The standing ones of these findings.</summary>
    public static async Task<List<Finding>> FindingsAsync(
        IQueryable<IndependenceFinding> findings,
        CancellationToken cancellationToken
    ) =>
        (
            await findings
                .AsNoTracking()
                .Where(finding => finding.WithdrawnAt == null)
                .Select(f => new
                {
                    f.Id,
                    f.AId,
                    f.BId,
                    f.Value,
                    f.ClaimId,
                })
                .ToListAsync(cancellationToken)
        ).ConvertAll(row => new Finding(row.Id, row.AId, row.BId, row.Value, row.ClaimId));

    /// <summary>The standing ones of these outcomes.</summary>
    public static async Task<List<LedgerEntry>> OutcomesAsync(
        IQueryable<SourceOutcome> outcomes,
        CancellationToken cancellationToken
    ) =>
        (
            await outcomes.AsNoTracking().Where(outcome => outcome.WithdrawnAt == null).ToListAsync(cancellationToken)
        ).ConvertAll(EntryOf);

    public static LedgerEntry EntryOf(SourceOutcome outcome) => new(outcome.Id, outcome.SourceId, outcome.ToOutcome());

    public static ReportRelationKind KindOf(RelationType type, ContradictionSubject? about) =>
        type switch
        {
            RelationType.Restates => ReportRelationKind.Restates,
            RelationType.Corroborates => ReportRelationKind.Corroborates,
            RelationType.Contradicts => about == ContradictionSubject.Attribution
                ? ReportRelationKind.ContradictsAttribution
                : ReportRelationKind.Contradicts,
            RelationType.Supersedes => ReportRelationKind.Supersedes,
            _ => ReportRelationKind.DerivedFrom,
        };

    private static WeighedSource Weighed(long id, SourceKind kind) =>
        new(id, kind == SourceKind.Outlet, kind == SourceKind.Unnamed);
}

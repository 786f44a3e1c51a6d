using System.Runtime.CompilerServices;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Views.Claims;

/// <summary>The queries behind the view of claims, compiled once: translating them anew would cost a page half of its time.</summary>
internal sealed class ClaimQueries
{
    /// <summary>A compiled query belongs to the model of one database.</summary>
    private static readonly ConditionalWeakTable<IModel, ClaimQueries> OfModel = [];

    public static ClaimQueries Of(ClaimTrackerDb db) => OfModel.GetValue(db.Model, static _ => new ClaimQueries());

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ClaimRow>> Claims { get; } =
        EF.CompileAsyncQuery(
            (ClaimTrackerDb db, List<long> ids) =>
                db
                    .Claims.AsNoTracking()
                    .Where(claim => ids.Contains(claim.Id))
                    .Select(claim => new ClaimRow
                    {
                        Claim = claim,
                        Title = claim.Article.Title,
                        Published = claim.Article.Published,
                        OutletId = claim.Article.OutletId,
                        OutletName = claim.Article.Outlet!.Name,
                        OutletKind = (SourceKind?)claim.Article.Outlet.Kind,
                        ContentHash = claim
                            .Article.Texts.Where(text => text.Number == claim.TextVersion)
                            .Select(text => text.ContentHash)
                            .First(),
                    })
        );

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<LinkRow>> Links { get; } =
        EF.CompileAsyncQuery(
            (ClaimTrackerDb db, List<long> ids) =>
                db
                    .AttributionLinks.AsNoTracking()
                    .Where(link => ids.Contains(link.ClaimId))
                    .OrderBy(link => link.ClaimId)
                    .ThenBy(link => link.Position)
                    .Select(link => new LinkRow
                    {
                        Link = link,
                        Name = link.Source!.Name,
                        Kind = (SourceKind?)link.Source.Kind,
                    })
        );

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ClaimTag>> Tags { get; } =
        EF.CompileAsyncQuery<ClaimTrackerDb, List<long>, ClaimTag>(
            (db, ids) =>
                db.Set<ClaimTag>().AsNoTracking().Where(tag => ids.Contains(tag.ClaimId)).OrderBy(tag => tag.Tag)
        );

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ClaimReplacement>> Replacements { get; } =
        EF.CompileAsyncQuery<ClaimTrackerDb, List<long>, ClaimReplacement>(
            (db, ids) =>
                db.Set<ClaimReplacement>().AsNoTracking().Where(by => ids.Contains(by.ClaimId)).OrderBy(by => by.ById)
        );

    /// <summary>The ends of the standing relations. Two halves, each from its own covering index; a relation is never of a claim with itself, so none counts twice.</summary>
    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<RelationEnd>> Relations { get; } =
        EF.CompileAsyncQuery(
            (ClaimTrackerDb db, List<long> ids) =>
                db
                    .Relations.Where(r => r.Status == RelationStatus.Standing && ids.Contains(r.FromId))
                    .Select(r => new RelationEnd { ClaimId = r.FromId, Type = r.Type })
                    .Concat(
                        db.Relations.Where(r => r.Status == RelationStatus.Standing && ids.Contains(r.ToId))
                            .Select(r => new RelationEnd { ClaimId = r.ToId, Type = r.Type })
                    )
        );

    /// <summary>
    /// What people and the program put on claims, in one statement, because most claims carry nothing of it: flags that are not over, reviews that were not
    /// taken back, requests that stand, and whether there is any verdict at all.
    /// </summary>
    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<Mark>> Marks { get; } =
        EF.CompileAsyncQuery(
            (ClaimTrackerDb db, List<long> ids) =>
                db
                    .Flags.Where(flag =>
                        ids.Contains(flag.ClaimId)
                        && flag.Status < FlagStatus.Dismissed
                        && (flag.Status < FlagStatus.Resolved || !flag.IsAutomatic)
                    )
                    .Select(flag => new Mark
                    {
                        Kind = MarkKind.Flag,
                        ClaimId = flag.ClaimId,
                        Id = flag.Id,
                        By = flag.RecordedBy,
                        At = flag.RecordedAt,
                        First = (int)flag.Reason,
                        Second = (int)flag.Status,
                    })
                    .Concat(
                        db.ChainReviews.Where(review => ids.Contains(review.ClaimId) && review.WithdrawnAt == null)
                            .Select(review => new Mark
                            {
                                Kind = MarkKind.Review,
                                ClaimId = review.ClaimId,
                                Id = review.Id,
                                By = review.RecordedBy,
                                At = review.RecordedAt,
                                First = review.ClaimVersion,
                                Second = (int)review.Conclusion,
                            })
                    )
                    .Concat(
                        db.ReviewRequests.Where(request =>
                                request.ActiveKey != null && ids.Contains(request.ActiveKey.Value)
                            )
                            .Select(request => new Mark
                            {
                                Kind = MarkKind.Request,
                                ClaimId = request.ClaimId,
                                Id = request.Id,
                                By = request.RecordedBy,
                                At = request.RecordedAt,
                                First = 0,
                                Second = 0,
                            })
                    )
                    .Concat(
                        db.ClaimVerdicts.Where(verdict => verdict.State != VerdictState.Withdrawn)
                            .OrderBy(verdict => verdict.Id)
                            .Take(1)
                            .Select(verdict => new Mark
                            {
                                Kind = MarkKind.AnyVerdict,
                                ClaimId = verdict.ClaimId,
                                Id = verdict.Id,
                                By = verdict.RecordedBy,
                                At = verdict.RecordedAt,
                                First = 0,
                                Second = 0,
                            })
                    )
        );
}

internal enum MarkKind
{
    /// <summary>Its reason and its status.</summary>
    Flag = 0,

    /// <summary>The version of the claim that it saw, and its conclusion.</summary>
    Review = 1,

    Request = 2,

    /// <summary>Somewhere in the database.</summary>
    AnyVerdict = 3,
}

/// <summary>What was put on a claim; <see cref="First"/> and <see cref="Second"/> as its kind says.</summary>
internal sealed class Mark
{
    public required MarkKind Kind { get; init; }

    public required long ClaimId { get; init; }

    public required long Id { get; init; }

    public required string By { get; init; }

    public required DateTime At { get; init; }

    public required int First { get; init; }

    public required int Second { get; init; }
}

/// <summary>A claim with what it shows of its article.</summary>
internal sealed class ClaimRow
{
    public required Claim Claim { get; init; }

    public required string? Title { get; init; }

    public required string? Published { get; init; }

    public required long? OutletId { get; init; }

    public required string? OutletName { get; init; }

    public required SourceKind? OutletKind { get; init; }

    public required string ContentHash { get; init; }
}

/// <summary>A link with what it shows of its source.</summary>
internal sealed class LinkRow
{
    public required AttributionLink Link { get; init; }

    public required string? Name { get; init; }

    public required SourceKind? Kind { get; init; }
}

/// <summary>A relation as one of its two claims sees it.</summary>
internal sealed class RelationEnd
{
    public required long ClaimId { get; init; }

    public required RelationType Type { get; init; }
}

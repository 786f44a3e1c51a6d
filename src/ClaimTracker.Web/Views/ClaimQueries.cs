using System.Runtime.CompilerServices;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Reviews;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Views;

/// <summary>The queries behind the view of claims, compiled once: translating them anew would cost a page half of its time.</summary>
internal sealed class ClaimQueries
{
    /// <summary>A compiled query belongs to the model of one database.</summary>
    private static readonly ConditionalWeakTable<IModel, ClaimQueries> OfModel = [];

    public static ClaimQueries Of(ClaimTrackerDb db) => OfModel.GetValue(db.Model, static _ => new ClaimQueries());

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ClaimRow>> Claims { get; } = EF.CompileAsyncQuery((ClaimTrackerDb db, List<long> ids) =>
        db.Claims.AsNoTracking().Where(claim => ids.Contains(claim.Id)).Select(claim => new ClaimRow
        {
            Claim = claim,
            Title = claim.Article.Title,
            Published = claim.Article.Published,
            OutletId = claim.Article.OutletId,
            OutletName = claim.Article.Outlet!.Name,
            OutletKind = (SourceKind?)claim.Article.Outlet.Kind,
            ContentHash = claim.Article.Texts.Where(text => text.Number == claim.TextVersion).Select(text => text.ContentHash).First(),
        }));

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<LinkRow>> Links { get; } = EF.CompileAsyncQuery((ClaimTrackerDb db, List<long> ids) =>
        db.AttributionLinks.AsNoTracking().Where(link => ids.Contains(link.ClaimId))
            .OrderBy(link => link.ClaimId).ThenBy(link => link.Position)
            .Select(link => new LinkRow { Link = link, Name = link.Source!.Name, Kind = (SourceKind?)link.Source.Kind }));

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ClaimTag>> Tags { get; } = EF.CompileAsyncQuery<ClaimTrackerDb, List<long>, ClaimTag>((db, ids) =>
        db.Set<ClaimTag>().AsNoTracking().Where(tag => ids.Contains(tag.ClaimId)).OrderBy(tag => tag.Tag));

    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ClaimReplacement>> Replacements { get; } = EF.CompileAsyncQuery<ClaimTrackerDb, List<long>, ClaimReplacement>((db, ids) =>
        db.Set<ClaimReplacement>().AsNoTracking().Where(by => ids.Contains(by.ClaimId)).OrderBy(by => by.ById));

    /// <summary>What is flagged: neither what was dismissed, nor what the program raised and is over.</summary>
    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<FlagRow>> Flags { get; } = EF.CompileAsyncQuery((ClaimTrackerDb db, List<long> ids) =>
        db.Flags.Where(flag => ids.Contains(flag.ClaimId) && flag.Status < FlagStatus.Dismissed && (flag.Status < FlagStatus.Resolved || !flag.IsAutomatic))
            .OrderBy(flag => flag.Id)
            .Select(flag => new FlagRow { ClaimId = flag.ClaimId, Id = flag.Id, Reason = flag.Reason, Status = flag.Status }));

    /// <summary>The ends of the standing relations. Two halves, each from its own covering index; a relation is never of a claim with itself, so none counts twice.</summary>
    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<RelationEnd>> Relations { get; } = EF.CompileAsyncQuery((ClaimTrackerDb db, List<long> ids) =>
        db.Relations.Where(r => r.Status == RelationStatus.Standing && ids.Contains(r.FromId)).Select(r => new RelationEnd { ClaimId = r.FromId, Type = r.Type })
            .Concat(db.Relations.Where(r => r.Status == RelationStatus.Standing && ids.Contains(r.ToId)).Select(r => new RelationEnd { ClaimId = r.ToId, Type = r.Type })));

    /// <summary>The reviews that were not taken back, and, without a conclusion, the request that stands.</summary>
    public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ReviewRow>> Reviews { get; } = EF.CompileAsyncQuery((ClaimTrackerDb db, List<long> ids) =>
        db.ChainReviews.Where(r => ids.Contains(r.ClaimId) && r.WithdrawnAt == null)
            .Select(r => new ReviewRow { ClaimId = r.ClaimId, Id = r.Id, By = r.RecordedBy, At = r.RecordedAt, ClaimVersion = r.ClaimVersion, Conclusion = (ReviewConclusion?)r.Conclusion })
            .Concat(db.ReviewRequests.Where(r => r.Occupies != null && ids.Contains(r.Occupies.Value))
                .Select(r => new ReviewRow { ClaimId = r.ClaimId, Id = r.Id, By = r.RecordedBy, At = r.RecordedAt, ClaimVersion = 0, Conclusion = null })));
}

/// <summary>A review as its claim shows it; without a conclusion, a request.</summary>
internal sealed class ReviewRow
{
    public required long ClaimId { get; init; }

    public required long Id { get; init; }

    public required string By { get; init; }

    public required DateTime At { get; init; }

    public required int ClaimVersion { get; init; }

    public required ReviewConclusion? Conclusion { get; init; }

    /// <summary>The newest review decides, and a request that stands asks for one after all there are.</summary>
    public bool IsAfter(ReviewRow other) => Conclusion is null || (other.Conclusion is not null && Id > other.Id);
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

/// <summary>A flag as its claim shows it.</summary>
internal sealed class FlagRow
{
    public required long ClaimId { get; init; }

    public required long Id { get; init; }

    public required FlagReason Reason { get; init; }

    public required FlagStatus Status { get; init; }
}

/// <summary>A relation as one of its two claims sees it.</summary>
internal sealed class RelationEnd
{
    public required long ClaimId { get; init; }

    public required RelationType Type { get; init; }
}

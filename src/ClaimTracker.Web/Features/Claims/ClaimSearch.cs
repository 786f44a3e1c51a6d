using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Rules;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>A claim, and its id as it stands in the index that leads.</summary>
internal sealed class FoundClaim
{
    public required long Id { get; init; }

    public required Claim Claim { get; init; }
}

/// <summary>Which claims a query asks for: its filters, each from the index that serves it best.</summary>
internal sealed class ClaimSearch
{
    private readonly ClaimTrackerDb db;
    private readonly FindClaims query;

    /// <summary>The claims whose review is in the state asked for; null: none is asked for, or that there is none.</summary>
    private readonly IQueryable<long>? reviewed;

    /// <summary>The claims among which it searches; null: all.</summary>
    private IReadOnlyList<long>? only;

    // What the sources of the query stand for: themselves and all that were merged into them.
    private List<long> sources = [];
    private List<long> outlets = [];
    private List<long> origins = [];

    private ClaimSearch(ClaimTrackerDb db, FindClaims query)
    {
        this.db = db;
        this.query = query;
        if ((query.SentBackTo is null ? query.Review : ReviewState.SentBack) is { } state and not ReviewState.None)
            reviewed = db.ClaimsReviewed(state, query.SentBackTo);
    }

    public static async Task<ClaimSearch> OfAsync(
        ClaimTrackerDb db,
        FindClaims query,
        CancellationToken cancellationToken
    )
    {
        return new ClaimSearch(db, query)
        {
            sources = await MeantAsync(query.Source),
            outlets = await MeantAsync(query.Outlet),
            origins = await MeantAsync(query.Origin),
        };

        async Task<List<long>> MeantAsync(long? source) =>
            source is { } id ? await db.WithMergedAsync(id, cancellationToken) : [];
    }

    /// <summary>Whether a claim may be found twice: a source may stand in a chain twice, and a claim have two flags of one reason.</summary>
    public bool MayRepeat => query.Source is not null || query.Flag is not null;

    /// <summary>Whether the order of ids is that of the source, the tag or the outlet asked for.</summary>
    private bool IsLedByParty => query.Source is not null || query.Tag is not null || query.Outlet is not null;

    /// <summary>Searches among these alone.</summary>
    public void Only(IReadOnlyList<long> claims) => only = claims;

    /// <param name="inOrderOfIds">Whether the claims are wanted in the order of their ids: then an index that has them so should lead.</param>
    public IQueryable<FoundClaim> Found(bool inOrderOfIds)
    {
        var claims = OfStatus(Leading(inOrderOfIds), inOrderOfIds);
        claims = Reviewed(claims);
        claims = Judged(claims);
        claims = OfParties(claims);
        claims = Flagged(claims, inOrderOfIds);
        claims = Worded(claims);
        return Dated(claims);
    }

    // The rarest thing asked for leads, from the index that holds it in the order of ids; whatever else is asked for is looked up for each row.
    private IQueryable<FoundClaim> Leading(bool inOrderOfIds)
    {
        if (query.Source is not null)
            return ThroughLinks(inOrderOfIds);
        if (query.Tag is { } tag)
            return from mark in db.Set<ClaimTag>()
                where mark.Tag == tag
                join claim in db.Claims on mark.ClaimId equals claim.Id
                select new FoundClaim { Id = mark.ClaimId, Claim = claim };
        if (query.Outlet is not null)
            return from link in LinksOf(outlets)
                where link.Position == 0
                join claim in db.Claims on link.ClaimId equals claim.Id
                select new FoundClaim { Id = link.ClaimId, Claim = claim };
        if (query.Flag is { } reason && inOrderOfIds)
            return from flag in db.Flags
                where flag.Reason == reason && flag.Status < FlagStatus.Resolved
                join claim in db.Claims on flag.ClaimId equals claim.Id
                select new FoundClaim { Id = flag.ClaimId, Claim = claim };
        if (reviewed is not null)
            return from id in reviewed
                join claim in db.Claims on id equals claim.Id
                select new FoundClaim { Id = id, Claim = claim };
        return db.Claims.Select(claim => new FoundClaim { Id = claim.Id, Claim = claim });
    }

    private IQueryable<FoundClaim> ThroughLinks(bool inOrderOfIds)
    {
        var links = LinksOf(sources);

        // Where the order is not that of ids, the first link of a source that stands in a chain twice speaks for the claim.
        if (!inOrderOfIds)
            links = links.Where(link =>
                !db.AttributionLinks.Any(before =>
                    before.ClaimId == link.ClaimId
                    && before.Position < link.Position
                    && sources.Contains(before.SourceId!.Value)
                )
            );
        return from link in links
            join claim in db.Claims on link.ClaimId equals claim.Id
            select new FoundClaim { Id = link.ClaimId, Claim = claim };
    }

    private IQueryable<AttributionLink> LinksOf(List<long> meant) =>
        meant is [var only]
            ? db.AttributionLinks.Where(link => link.SourceId == only)
            : db.AttributionLinks.Where(link => meant.Contains(link.SourceId!.Value));

    private IQueryable<FoundClaim> OfStatus(IQueryable<FoundClaim> claims, bool inOrderOfIds)
    {
        IReadOnlyList<ClaimStatus> statuses = query.Status ?? [ClaimStatus.Accepted];
        if (statuses is [var one] && inOrderOfIds && query.Article is null && query.Flag is null && reviewed is null)
            return claims.Where(row => row.Claim.Status == one);

        // Where another index leads, naming the wanted statuses would draw SQLite to theirs, and to a sort of all claims: it keeps no statistics.
        foreach (var unwanted in Enum.GetValues<ClaimStatus>().Except(statuses))
            claims = claims.Where(row => row.Claim.Status != unwanted);
        return claims;
    }

    private IQueryable<FoundClaim> Reviewed(IQueryable<FoundClaim> claims)
    {
        if (reviewed is not null && (IsLedByParty || query.Flag is not null))
            claims = claims.Where(row => reviewed.Contains(row.Id));
        if (query.Review == ReviewState.None)
        {
            // Most claims are under no review; those that are make the shorter list.
            var others = db.ClaimsUnderReview();
            claims = claims.Where(row => !others.Contains(row.Id));
        }

        return claims;
    }

    private IQueryable<FoundClaim> Judged(IQueryable<FoundClaim> claims)
    {
        if (query.Credibility is { } credibility)
            claims = claims.Where(row =>
                row.Claim.Credibility != null && credibility.Contains(row.Claim.Credibility.Value)
            );
        if (query.Verdict == VerdictFilter.Absent)
            claims = claims.Where(row =>
                !db.ClaimVerdicts.Any(v => v.ClaimId == row.Id && v.State != VerdictState.Withdrawn)
            );
        else if (query.Verdict is { } verdict && VerdictFilter.Judged(db, verdict) is var judged)
            claims = claims.Where(row => judged.Contains(row.Id));
        return claims;
    }

    private IQueryable<FoundClaim> OfParties(IQueryable<FoundClaim> claims)
    {
        if (only is not null)
            claims = claims.Where(row => only.Contains(row.Id));
        if (query.Id is { } ids)
            claims = claims.Where(row => ids.Contains(row.Id));
        if (query.Article is { } article)
            claims = claims.Where(row => row.Claim.ArticleId == article);
        if (query.Origin is not null)
            claims = origins is [var origin]
                ? claims.Where(row => row.Claim.OriginId == origin)
                : claims.Where(row => origins.Contains(row.Claim.OriginId!.Value));
        if (query.Tag is { } tag && query.Source is not null)
            claims = claims.Where(row => row.Claim.Tags.Any(t => t.Tag == tag));
        if (query.Outlet is not null && (query.Source is not null || query.Tag is not null))
            claims = claims.Where(row => outlets.Contains(row.Claim.Article.OutletId!.Value));
        if (query.RecordedBy is { } recordedBy)
            claims = claims.Where(row => row.Claim.RecordedBy == recordedBy);
        return claims;
    }

    private IQueryable<FoundClaim> Flagged(IQueryable<FoundClaim> claims, bool inOrderOfIds) =>
        query.Flag is { } reason && (!inOrderOfIds || IsLedByParty)
            ? claims.Where(row =>
                db.Flags.Any(flag =>
                    flag.ClaimId == row.Id && flag.Reason == reason && flag.Status < FlagStatus.Resolved
                )
            )
            : claims;

    private IQueryable<FoundClaim> Worded(IQueryable<FoundClaim> claims)
    {
        if (query.Language is { } language)
            claims = claims.Where(row => row.Claim.Article.Language == language);
        if (query.Q is { } words)
        {
            var key = Folding.SearchKey(words);
            claims = claims.Where(row => row.Claim.StatementKey.Contains(key));
        }

        return claims;
    }

    private IQueryable<FoundClaim> Dated(IQueryable<FoundClaim> claims)
    {
        if (query.PublishedFrom is { } publishedFrom)
            claims = claims.Where(row => row.Claim.Article.PublishedLatest > publishedFrom.Earliest);
        if (query.PublishedTo is { } publishedTo)
            claims = claims.Where(row => row.Claim.Article.PublishedEarliest < publishedTo.Latest);
        if (query.EventFrom is { } eventFrom)
            claims = claims.Where(row => row.Claim.EventLatest > eventFrom.Earliest);
        if (query.EventTo is { } eventTo)
            claims = claims.Where(row => row.Claim.EventEarliest < eventTo.Latest);
        if (query.RecordedFrom is { } recordedFrom)
            claims = claims.Where(row => row.Claim.RecordedAt >= recordedFrom.Earliest);
        if (query.RecordedTo is { } recordedTo)
            claims = claims.Where(row => row.Claim.RecordedAt < recordedTo.Latest);
        return claims;
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>What the weighing found about a claim.</summary>
public enum WeighingFilter
{
    Circular = 0,
    SingleOrigin = 1,
    Ungrounded = 2,
    Contested = 3,
}

/// <summary>A page of claims, newest first, each with the counts of its relations. Filters narrow each other.</summary>
[Requires(Role.Reader)]
public sealed record FindClaims : IQuery<Page<ClaimView>>, IPaged
{
    public const int MaxIds = 500;

    internal static readonly string[] Sorts = ["recordedAt", "published", "independentLow", "outlets"];

    /// <summary>Found in the statement; case and accents do not matter.</summary>
    public string? Q { get; init; }

    /// <summary>Only these, at most 500, separated by commas.</summary>
    public IReadOnlyList<long>? Id { get; init; }

    /// <summary>One or several, separated by commas; <c>accepted</c> when absent.</summary>
    public IReadOnlyList<ClaimStatus>? Status { get; init; }

    /// <summary>Id of the article.</summary>
    public long? Article { get; init; }

    /// <summary>Id of the article's outlet; here as below, sources that were merged into it count as it.</summary>
    public long? Outlet { get; init; }

    /// <summary>Id of a source that stands anywhere in the chain.</summary>
    public long? Source { get; init; }

    /// <summary>Id of the innermost source of the chain.</summary>
    public long? Origin { get; init; }

    public string? Tag { get; init; }

    /// <summary>Language of the article: BCP 47, exactly.</summary>
    public string? Language { get; init; }

    /// <summary>The reason of a flag that is open or in review.</summary>
    public FlagReason? Flag { get; init; }

    /// <summary>
    /// What became of the review of the chain: <c>none</c>, <c>requested</c>, <c>approved</c>, <c>sentBack</c> or <c>stale</c> (the chain has changed since).
    /// </summary>
    public ReviewState? Review { get; init; }

    /// <summary>
    /// Claims whose chain was sent back to this holder and has not been corrected since: what an analyst still has to do, under the name of <c>GET /me</c>.
    /// A chain is sent back to who last changed it; one that only the extraction made, to who accepted it.
    /// </summary>
    public string? SentBackTo { get; init; }

    /// <summary>1 to 6, one or several, separated by commas, as analysts decided.</summary>
    public IReadOnlyList<int>? Credibility { get; init; }

    /// <summary>
    /// <c>true</c>, <c>false</c>, <c>mixed</c>, <c>none</c>: the outcome of a published verdict; <c>published</c>: any; <c>draft</c>: one that is worked on;
    /// <c>absent</c>: neither. Anything else is the name of a published rating, whole, whatever its case.
    /// </summary>
    public string? Verdict { get; init; }

    /// <summary>
    /// What the weighing found; only accepted claims are weighed. <c>circular</c>: a ring in its support; <c>singleOrigin</c>: two outlets or more
    /// and one guaranteed origin; <c>ungrounded</c>: none; <c>contested</c>: at least one possible origin against it.
    /// </summary>
    public WeighingFilter? Weighing { get; init; }

    /// <summary>EDTF; claims of articles that may have been published then or later.</summary>
    public PartialDate? PublishedFrom { get; init; }

    /// <summary>EDTF; claims of articles that may have been published then or before.</summary>
    public PartialDate? PublishedTo { get; init; }

    /// <summary>EDTF; what may have happened then or later.</summary>
    public PartialDate? EventFrom { get; init; }

    /// <summary>EDTF; what may have happened then or before.</summary>
    public PartialDate? EventTo { get; init; }

    /// <summary>EDTF; recorded then or later.</summary>
    public PartialDate? RecordedFrom { get; init; }

    /// <summary>EDTF; recorded then or before.</summary>
    public PartialDate? RecordedTo { get; init; }

    /// <summary>The holder who recorded it.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>
    /// <c>recordedAt</c> (the order of recording), <c>published</c> (the article's earliest date, articles without a date last),
    /// <c>independentLow</c> (guaranteed separate chains) or <c>outlets</c> (that carry its support), with <c>-</c> before it for descending;
    /// <c>-recordedAt</c> when absent. Claims of one article stand together in <c>published</c>, in reading order. The last two leave out what is
    /// not weighed: claims that are not accepted.
    /// </summary>
    public string? Sort { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindClaimsValidator : AbstractValidator<FindClaims>
{
    public FindClaimsValidator()
    {
        RuleFor(query => query.Sort)
            .Must(sort => sort is null || FindClaims.Sorts.Contains(sort.StartsWith('-') ? sort[1..] : sort))
            .WithMessage($"must be one of {string.Join(", ", FindClaims.Sorts)}, with - before it for descending.");
        RuleFor(query => query.Credibility)
            .Must(values => values is null || values.All(value => value is >= 1 and <= 6))
            .WithMessage("must be 1 to 6.");
        RuleFor(query => query.Review)
            .Must((query, review) => query.SentBackTo is null || review is null or ReviewState.SentBack)
            .WithMessage("must be sentBack or absent beside sentBackTo.");
        RuleFor(query => query.Id)
            .Must(ids => ids is null || ids.Count <= FindClaims.MaxIds)
            .WithMessage($"must be at most {FindClaims.MaxIds} ids.");
    }
}

internal sealed class FindClaimsHandler(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex)
    : IRequestHandler<FindClaims, Page<ClaimView>>
{
    private static readonly DateTime FirstDate = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    /// <summary>The claims whose review is in the state asked for; null: none is asked for, or that there is none.</summary>
    private IQueryable<long>? reviewed;

    /// <summary>The claims that weigh as asked for; null: whatever they weigh.</summary>
    private List<long>? weighed;

    // What the sources of the query stand for: themselves and all that were merged into them.
    private List<long> sources = [];
    private List<long> outlets = [];
    private List<long> origins = [];

    public async Task<Page<ClaimView>> Handle(FindClaims query, CancellationToken cancellationToken)
    {
        // One connection for all that a page asks: each opening costs as much as a small query.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await FindAsync(query, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<Page<ClaimView>> FindAsync(FindClaims query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        sources = await MeantAsync(query.Source, cancellationToken);
        outlets = await MeantAsync(query.Outlet, cancellationToken);
        origins = await MeantAsync(query.Origin, cancellationToken);
        if ((query.SentBackTo is null ? query.Review : ReviewState.SentBack) is { } state and not ReviewState.None)
            reviewed = db.ClaimsReviewed(state, query.SentBackTo);
        var descending = query.Sort?.StartsWith('-') ?? true;
        switch (query.Sort?.TrimStart('-'))
        {
            case "independentLow":
                return await ByWeightAsync(
                    query,
                    cursor,
                    assessmentSummary => assessmentSummary.Support.Low,
                    descending,
                    cancellationToken
                );
            case "outlets":
                return await ByWeightAsync(
                    query,
                    cursor,
                    assessmentSummary => assessmentSummary.Outlets,
                    descending,
                    cancellationToken
                );
            case var sort:
                if (query.Weighing is not null)
                    weighed = (await ClaimsThatWeighAsync(query.Weighing, cancellationToken)).ConvertAll(claim =>
                        claim.Claim
                    );
                return sort == "published"
                    ? await ByPublicationAsync(query, cursor, descending, cancellationToken)
                    : await ByIdAsync(query, cursor, descending, cancellationToken);
        }
    }

    private Task<List<(long Claim, AssessmentSummary Weight)>> ClaimsThatWeighAsync(
        WeighingFilter? filter,
        CancellationToken cancellationToken
    ) =>
        liveAssessmentIndex.ReadAsync(
            db,
            index =>
                index.ClaimsWhere(assessmentSummary =>
                    filter switch
                    {
                        WeighingFilter.Circular => assessmentSummary.Circular,
                        WeighingFilter.SingleOrigin => assessmentSummary.SingleOrigin,
                        WeighingFilter.Ungrounded => assessmentSummary.Ungrounded,
                        WeighingFilter.Contested => assessmentSummary.Contested,
                        _ => true,
                    }
                ),
            cancellationToken
        );

    // The order is that of the index in memory; what else is asked for is looked up, a portion at a time, until the page is full.
    private async Task<Page<ClaimView>> ByWeightAsync(
        FindClaims query,
        Cursor cursor,
        Func<AssessmentSummary, int> key,
        bool descending,
        CancellationToken cancellationToken
    )
    {
        const int Portion = 1000;
        var places = (await ClaimsThatWeighAsync(query.Weighing, cancellationToken)).Select(claim =>
            (Key: key(claim.Weight), claim.Claim)
        );
        if (cursor is { Key: { } last, Id: { } id } && int.Parse(last, CultureInfo.InvariantCulture) is var at)
            places = places.Where(place => descending ? place.CompareTo((at, id)) < 0 : place.CompareTo((at, id)) > 0);
        var found = new List<(int Key, long Claim)>();
        foreach (var portion in (descending ? places.OrderDescending() : places.Order()).Chunk(Portion))
        {
            var ids = portion.Select(place => place.Claim).ToList();
            var matching = (
                await Matching(query, inOrderOfIds: false)
                    .Where(row => ids.Contains(row.Id))
                    .Select(row => row.Id)
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
            found.AddRange(portion.Where(place => matching.Contains(place.Claim)).Take(cursor.Take - found.Count));
            if (found.Count == cursor.Take)
                break;
        }

        var page = cursor.Cut(found, place => place.Claim, place => place.Key.ToString(CultureInfo.InvariantCulture));
        var shown = page.Items.Select(place => place.Claim).ToList();
        var views = (
            await ClaimViews.ReadAsync(db, db.Claims.Where(claim => shown.Contains(claim.Id)), cancellationToken)
        ).ToDictionary(view => view.Id);
        return page.Select(place => views[place.Claim]);
    }

    private async Task<List<long>> MeantAsync(long? source, CancellationToken cancellationToken) =>
        source is { } id ? await db.WithMergedAsync(id, cancellationToken) : [];

    private async Task<Page<ClaimView>> ByIdAsync(
        FindClaims query,
        Cursor cursor,
        bool descending,
        CancellationToken cancellationToken
    )
    {
        var claims = Matching(query, inOrderOfIds: true);
        if (cursor.Id is { } after)
            claims = descending ? claims.Where(row => row.Id < after) : claims.Where(row => row.Id > after);

        // A source may stand in a chain twice. The index that leads has its claims in order, so that grouping them costs nothing.
        var ids =
            query.Source is null && query.Flag is null
                ? claims.Select(row => row.Id)
                : claims.GroupBy(row => row.Id).Select(same => same.Key);
        ids = descending ? ids.OrderByDescending(id => id) : ids.OrderBy(id => id);
        var page = await ClaimViews.ReadAsync(
            db,
            await ids.Take(cursor.Take).ToListAsync(cancellationToken),
            cancellationToken
        );
        return cursor.Cut(page, claim => claim.Id);
    }

    private async Task<Page<ClaimView>> ByPublicationAsync(
        FindClaims query,
        Cursor cursor,
        bool descending,
        CancellationToken cancellationToken
    )
    {
        var after = cursor is { Key: { } key, Id: { } last } ? Place.Parse(key, last) : null;
        var places = new List<Place>();
        foreach (var stretch in Stretches(query, after, descending))
        {
            if (places.Count == cursor.Take)
                break;
            places.AddRange(
                await InOrder(stretch, descending)
                    .Take(cursor.Take - places.Count)
                    .Select(row => new Place(
                        row.Article.PublishedEarliest,
                        row.Article.Id,
                        row.Claim.Start,
                        row.Claim.Id
                    ))
                    .ToListAsync(cancellationToken)
            );
        }

        var page = cursor.Cut(places, place => place.Id, place => place.Key);
        var views = (
            await ClaimViews.ReadAsync(db, [.. page.Items.Select(place => place.Id)], cancellationToken)
        ).ToDictionary(view => view.Id);
        return page.Select(place => views[place.Id]);
    }

    // Stretches that an index serves in order, one after the other until the page is full: the rest of the date at which the page before ended,
    // the dates beyond it, and what has no date, which databases would put first in one direction and last in the other.
    private IEnumerable<IQueryable<Dated>> Stretches(FindClaims query, Place? after, bool descending)
    {
        var all =
            from row in Matching(query, inOrderOfIds: false)
            join article in db.Articles on row.Claim.ArticleId equals article.Id
            select new Dated { Article = article, Claim = row.Claim };
        if (after is null)
        {
            // A range, where "is not null" would be no reason for SQLite to begin with the dates.
            yield return all.Where(row => row.Article.PublishedEarliest >= FirstDate);
        }
        else
        {
            var same = all.Where(row => row.Article.PublishedEarliest == after.Published);
            yield return descending
                ? same.Where(row =>
                    row.Article.Id <= after.Article
                    && (
                        row.Article.Id < after.Article
                        || row.Claim.Start < after.Start
                        || (row.Claim.Start == after.Start && row.Claim.Id < after.Id)
                    )
                )
                : same.Where(row =>
                    row.Article.Id >= after.Article
                    && (
                        row.Article.Id > after.Article
                        || row.Claim.Start > after.Start
                        || (row.Claim.Start == after.Start && row.Claim.Id > after.Id)
                    )
                );
            if (after.Published is null)
                yield break;
            yield return descending
                ? all.Where(row => row.Article.PublishedEarliest < after.Published)
                : all.Where(row => row.Article.PublishedEarliest > after.Published);
        }

        yield return all.Where(row => row.Article.PublishedEarliest == null);
    }

    private static IQueryable<Dated> InOrder(IQueryable<Dated> rows, bool descending) =>
        descending
            ? rows.OrderByDescending(row => row.Article.PublishedEarliest)
                .ThenByDescending(row => row.Article.Id)
                .ThenByDescending(row => row.Claim.Start)
                .ThenByDescending(row => row.Claim.Id)
            : rows.OrderBy(row => row.Article.PublishedEarliest)
                .ThenBy(row => row.Article.Id)
                .ThenBy(row => row.Claim.Start)
                .ThenBy(row => row.Claim.Id);

    // The rarest thing asked for leads, from the index that holds it in the order of ids; whatever else is asked for is looked up for each row.
    private IQueryable<Row> Leading(FindClaims query, bool inOrderOfIds)
    {
        if (query.Source is not null)
        {
            // Where the order is not that of ids, the first link of a source that stands in a chain twice speaks for the claim.
            var links = sources is [var only]
                ? db.AttributionLinks.Where(link => link.SourceId == only)
                : db.AttributionLinks.Where(link => sources.Contains(link.SourceId!.Value));
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
                select new Row { Id = link.ClaimId, Claim = claim };
        }

        if (query.Tag is { } tag)
        {
            return from mark in db.Set<ClaimTag>()
                where mark.Tag == tag
                join claim in db.Claims on mark.ClaimId equals claim.Id
                select new Row { Id = mark.ClaimId, Claim = claim };
        }

        if (query.Outlet is not null)
        {
            var links = outlets is [var only]
                ? db.AttributionLinks.Where(link => link.SourceId == only)
                : db.AttributionLinks.Where(link => outlets.Contains(link.SourceId!.Value));
            return from link in links
                where link.Position == 0
                join claim in db.Claims on link.ClaimId equals claim.Id
                select new Row { Id = link.ClaimId, Claim = claim };
        }

        if (query.Flag is { } reason && inOrderOfIds)
        {
            return from flag in db.Flags
                where flag.Reason == reason && flag.Status < FlagStatus.Resolved
                join claim in db.Claims on flag.ClaimId equals claim.Id
                select new Row { Id = flag.ClaimId, Claim = claim };
        }

        if (reviewed is not null)
        {
            return from id in reviewed
                join claim in db.Claims on id equals claim.Id
                select new Row { Id = id, Claim = claim };
        }

        return db.Claims.Select(claim => new Row { Id = claim.Id, Claim = claim });
    }

    private IQueryable<Row> Matching(FindClaims query, bool inOrderOfIds)
    {
        var claims = Leading(query, inOrderOfIds);
        IReadOnlyList<ClaimStatus> statuses = query.Status ?? [ClaimStatus.Accepted];
        if (statuses is [var only] && inOrderOfIds && query.Article is null && query.Flag is null && reviewed is null)
        {
            claims = claims.Where(row => row.Claim.Status == only);
        }
        else
        {
            // Where another index leads, naming the wanted statuses would draw SQLite to theirs, and to a sort of all claims: it keeps no statistics.
            foreach (var unwanted in Enum.GetValues<ClaimStatus>().Except(statuses))
                claims = claims.Where(row => row.Claim.Status != unwanted);
        }

        if (
            reviewed is not null
            && (query.Source is not null || query.Tag is not null || query.Outlet is not null || query.Flag is not null)
        )
            claims = claims.Where(row => reviewed.Contains(row.Id));
        if (query.Review == ReviewState.None)
        {
            // Most claims are under no review; those that are make the shorter list.
            var others = db.ClaimsUnderReview();
            claims = claims.Where(row => !others.Contains(row.Id));
        }

        if (weighed is { } weighty)
            claims = claims.Where(row => weighty.Contains(row.Id));
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
        if (query.Id is { } ids)
            claims = claims.Where(row => ids.Contains(row.Id));
        if (query.Article is { } article)
            claims = claims.Where(row => row.Claim.ArticleId == article);
        if (query.Origin is not null)
            claims = origins is [var origin]
                ? claims.Where(row => row.Claim.OriginId == origin)
                : claims.Where(row => origins.Contains(row.Claim.OriginId!.Value));
        if (
            query.Flag is { } reason
            && (!inOrderOfIds || query.Source is not null || query.Tag is not null || query.Outlet is not null)
        )
            claims = claims.Where(row =>
                db.Flags.Any(flag =>
                    flag.ClaimId == row.Id && flag.Reason == reason && flag.Status < FlagStatus.Resolved
                )
            );
        if (query.Tag is { } tag && query.Source is not null)
            claims = claims.Where(row => row.Claim.Tags.Any(t => t.Tag == tag));
        if (query.Outlet is not null && (query.Source is not null || query.Tag is not null))
            claims = claims.Where(row => outlets.Contains(row.Claim.Article.OutletId!.Value));
        if (query.Language is { } language)
            claims = claims.Where(row => row.Claim.Article.Language == language);
        if (query.Q is { } words)
        {
            var key = Folding.SearchKey(words);
            claims = claims.Where(row => row.Claim.StatementKey.Contains(key));
        }

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
        if (query.RecordedBy is { } recordedBy)
            claims = claims.Where(row => row.Claim.RecordedBy == recordedBy);
        return claims;
    }

    /// <summary>A claim, and its id as it stands in the index that leads.</summary>
    private sealed class Row
    {
        public required long Id { get; init; }

        public required Claim Claim { get; init; }
    }

    private sealed class Dated
    {
        public required Article Article { get; init; }

        public required Claim Claim { get; init; }
    }

    /// <summary>Where a claim stands in the order of publication.</summary>
    private sealed record Place(DateTime? Published, long Article, int Start, long Id)
    {
        public string Key => string.Create(CultureInfo.InvariantCulture, $"{Published?.Ticks} {Article} {Start}");

        public static Place Parse(string key, long id)
        {
            var parts = key.Split(' ');
            return new Place(
                parts[0].Length == 0
                    ? null
                    : new DateTime(long.Parse(parts[0], CultureInfo.InvariantCulture), DateTimeKind.Utc),
                long.Parse(parts[1], CultureInfo.InvariantCulture),
                int.Parse(parts[2], CultureInfo.InvariantCulture),
                id
            );
        }
    }
}

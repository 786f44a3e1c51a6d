using System.Globalization;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>One page of the claims that a search finds, in each of the orders there are.</summary>
internal sealed class ClaimOrder(ClaimTrackerDb db, ClaimSearch search, Cursor cursor, bool descending)
{
    /// <summary>Claims looked up at once in the order of their weights.</summary>
    private const int Portion = 1000;

    private static readonly DateTime FirstDate = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    /// <summary>In the order of recording.</summary>
    public async Task<Page<ClaimView>> ByIdAsync(CancellationToken cancellationToken)
    {
        var claims = search.Found(inOrderOfIds: true);
        if (cursor.Id is { } after)
            claims = descending ? claims.Where(row => row.Id < after) : claims.Where(row => row.Id > after);

        // The index that leads has the claims in order, so that grouping those it holds twice costs nothing.
        var ids = search.MayRepeat
            ? claims.GroupBy(row => row.Id).Select(same => same.Key)
            : claims.Select(row => row.Id);
        ids = descending ? ids.OrderByDescending(id => id) : ids.OrderBy(id => id);
        var page = await ClaimViews.ReadAsync(
            db,
            await ids.Take(cursor.Take).ToListAsync(cancellationToken),
            cancellationToken
        );
        return cursor.Cut(page, claim => claim.Id);
    }

    /// <summary>By the articles' earliest dates; claims of one article stand together, in reading order.</summary>
    public async Task<Page<ClaimView>> ByPublicationAsync(CancellationToken cancellationToken)
    {
        var after = cursor is { Key: { } key, Id: { } last } ? Place.Parse(key, last) : null;
        var places = new List<Place>();
        foreach (var stretch in Stretches(after))
        {
            if (places.Count == cursor.Take)
                break;
            places.AddRange(
                await InOrder(stretch)
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

        return await ShowAsync(
            cursor.Cut(places, place => place.Id, place => place.Key),
            place => place.Id,
            cancellationToken
        );
    }

    /// <summary>By a figure of the weighing. The order is that of the index in memory; what else is asked for is looked up, a portion at a time, until the page is full.</summary>
    public async Task<Page<ClaimView>> ByWeightAsync(
        IEnumerable<(int Key, long Claim)> places,
        CancellationToken cancellationToken
    )
    {
        if (cursor is { Key: { } last, Id: { } id } && int.Parse(last, CultureInfo.InvariantCulture) is var at)
            places = places.Where(place => descending ? place.CompareTo((at, id)) < 0 : place.CompareTo((at, id)) > 0);
        var found = new List<(int Key, long Claim)>();
        foreach (var portion in (descending ? places.OrderDescending() : places.Order()).Chunk(Portion))
        {
            var ids = portion.Select(place => place.Claim).ToList();
            var matching = (
                await search
                    .Found(inOrderOfIds: false)
                    .Where(row => ids.Contains(row.Id))
                    .Select(row => row.Id)
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
            found.AddRange(portion.Where(place => matching.Contains(place.Claim)).Take(cursor.Take - found.Count));
            if (found.Count == cursor.Take)
                break;
        }

        return await ShowAsync(
            cursor.Cut(found, place => place.Claim, place => place.Key.ToString(CultureInfo.InvariantCulture)),
            place => place.Claim,
            cancellationToken
        );
    }

    private async Task<Page<ClaimView>> ShowAsync<TPlace>(
        Page<TPlace> page,
        Func<TPlace, long> claimOf,
        CancellationToken cancellationToken
    )
    {
        var views = (await ClaimViews.ReadAsync(db, [.. page.Items.Select(claimOf)], cancellationToken)).ToDictionary(
            view => view.Id
        );
        return page.Select(place => views[claimOf(place)]);
    }

    // Stretches that an index serves in order, one after the other until the page is full: the rest of the date at which the page before ended,
    // the dates beyond it, and what has no date, which databases would put first in one direction and last in the other.
    private IEnumerable<IQueryable<Dated>> Stretches(Place? after)
    {
        var all =
            from row in search.Found(inOrderOfIds: false)
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
            yield return descending ? Before(same, after) : Behind(same, after);
            if (after.Published is null)
                yield break;
            yield return descending
                ? all.Where(row => row.Article.PublishedEarliest < after.Published)
                : all.Where(row => row.Article.PublishedEarliest > after.Published);
        }

        yield return all.Where(row => row.Article.PublishedEarliest == null);
    }

    private IQueryable<Dated> InOrder(IQueryable<Dated> rows) =>
        descending
            ? rows.OrderByDescending(row => row.Article.PublishedEarliest)
                .ThenByDescending(row => row.Article.Id)
                .ThenByDescending(row => row.Claim.Start)
                .ThenByDescending(row => row.Claim.Id)
            : rows.OrderBy(row => row.Article.PublishedEarliest)
                .ThenBy(row => row.Article.Id)
                .ThenBy(row => row.Claim.Start)
                .ThenBy(row => row.Claim.Id);

    private static IQueryable<Dated> Before(IQueryable<Dated> ofOneDate, Place place) =>
        ofOneDate.Where(row =>
            row.Article.Id <= place.Article
            && (
                row.Article.Id < place.Article
                || row.Claim.Start < place.Start
                || (row.Claim.Start == place.Start && row.Claim.Id < place.Id)
            )
        );

    private static IQueryable<Dated> Behind(IQueryable<Dated> ofOneDate, Place place) =>
        ofOneDate.Where(row =>
            row.Article.Id >= place.Article
            && (
                row.Article.Id > place.Article
                || row.Claim.Start > place.Start
                || (row.Claim.Start == place.Start && row.Claim.Id > place.Id)
            )
        );

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

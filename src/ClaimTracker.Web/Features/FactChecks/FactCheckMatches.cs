using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Views.Review;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>
/// Proposes which claims of ours reviews may be about: by the words they share, among claims of the same claimant, claims of about the same date, and the
/// newest claims. Each of these is a bounded stretch of an index, so that an import costs the same however many claims are stored.
/// </summary>
internal sealed class FactCheckMatches(ClaimTrackerDb db)
{
    private const double LeastScore = 0.4;
    private const int MostMatches = 5;
    private const int ShortestWord = 3;
    private const int CommonFrom = 200;
    private const int Newest = 2000;
    private const int EachKey = 200;
    private const int MostKeys = 20;
    private static readonly TimeSpan Around = TimeSpan.FromDays(7);

    /// <summary>For each review, the most alike first, at most five.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<ClaimMatch>>> FindAsync(
        IReadOnlyList<FactCheckContent> reviews,
        CancellationToken cancellationToken
    )
    {
        var candidates = await CandidatesAsync(reviews, cancellationToken);
        var sizes = new Dictionary<long, int>();
        var holding = new Dictionary<string, List<long>>();
        foreach (var (id, statement) in candidates)
        {
            var words = WordsOf(statement);
            sizes.Add(id, words.Count);
            foreach (var word in words)
                (holding.TryGetValue(word, out var ids) ? ids : holding[word] = []).Add(id);
        }

        // A word that is everywhere tells nothing apart.
        var common = holding.Where(word => word.Value.Count > Math.Max(CommonFrom, candidates.Count / 4)).ToList();
        foreach (var (word, ids) in common)
        {
            holding[word] = [];
            ids.ForEach(id => sizes[id]--);
        }

        return [.. reviews.Select(review => Match(WordsOf(Folding.SearchKey(review.ClaimReviewed))))];

        IReadOnlyList<ClaimMatch> Match(HashSet<string> words)
        {
            words.ExceptWith(common.Select(word => word.Key));
            return
            [
                .. words
                    .SelectMany(word => holding.GetValueOrDefault(word, []))
                    .CountBy(id => id)
                    .Select(shared => new ClaimMatch(
                        shared.Key,
                        Math.Round(2.0 * shared.Value / (words.Count + sizes[shared.Key]), 4)
                    ))
                    .Where(match => match.Score >= LeastScore)
                    .OrderByDescending(match => match.Score)
                    .ThenBy(match => match.ClaimId)
                    .Take(MostMatches),
            ];
        }
    }

    private async Task<Dictionary<long, string>> CandidatesAsync(
        IReadOnlyList<FactCheckContent> reviews,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<long, string>();
        foreach (var status in (ClaimStatus[])[ClaimStatus.Accepted, ClaimStatus.Proposed])
            await TakeAsync(
                db.Claims.Where(claim => claim.Status == status).OrderByDescending(claim => claim.Id).Take(Newest)
            );
        foreach (
            var key in reviews
                .Select(review => review.Claimant)
                .OfType<string>()
                .Select(Folding.NameKey)
                .Distinct()
                .Take(MostKeys)
        )
        {
            var named = await db
                .Sources.Where(source => source.NameKey == key)
                .Select(source => source.CanonicalId ?? source.Id)
                .Distinct()
                .ToListAsync(cancellationToken);
            if (named.Count > 0)
                await TakeAsync(
                    Open(
                            db.Claims.Where(claim =>
                                named.Contains(claim.OriginId!.Value)
                                || named.Contains(claim.Origin!.CanonicalId!.Value)
                            )
                        )
                        .OrderByDescending(claim => claim.Id)
                        .Take(EachKey)
                );
        }

        foreach (
            var day in reviews.Select(review => DayOf(review.ClaimDate)).OfType<DateTime>().Distinct().Take(MostKeys)
        )
        {
            var (from, to) = (day - Around, day + Around);
            await TakeAsync(
                Open(
                        db.Claims.Where(claim =>
                            claim.Article.PublishedEarliest >= from && claim.Article.PublishedEarliest < to
                        )
                    )
                    .OrderBy(claim => claim.Article.PublishedEarliest)
                    .Take(EachKey)
            );
        }

        return found;

        async Task TakeAsync(IQueryable<Claim> claims)
        {
            foreach (
                var claim in await claims
                    .Select(claim => new { claim.Id, claim.StatementKey })
                    .ToListAsync(cancellationToken)
            )
                found.TryAdd(claim.Id, claim.StatementKey);
        }
    }

    // Not "= accepted or proposed", which would draw the database away from the index of the claimant or the date.
    private static IQueryable<Claim> Open(IQueryable<Claim> claims) =>
        claims.Where(claim => claim.Status != ClaimStatus.Rejected && claim.Status != ClaimStatus.Replaced);

    private static DateTime? DayOf(string? date) =>
        date is { Length: >= 10 }
        && PartialDate.TryParse(date[..10], out var day)
        && day.Earliest > DateTime.MinValue + Around
        && day.Latest < DateTime.MaxValue - Around
            ? day.Earliest
            : null;

    private static HashSet<string> WordsOf(string key)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < key.Length; )
        {
            var end = at;
            while (end < key.Length && char.IsLetterOrDigit(key[end]))
                end++;
            if (end - at >= ShortestWord)
                words.Add(key[at..end]);
            at = end + 1;
        }

        return words;
    }
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>What was detected in one portion of the trail, and is written where nothing of the kind was ever suggested.</summary>
internal sealed class DetectedSuggestions
{
    private readonly Dictionary<string, Func<AuditStamp, Suggestion>> suggestions = [];
    private readonly Dictionary<string, (long Article, long From)> copies = [];
    private readonly Dictionary<long, List<long>> bearers = [];

    public List<ArticleBand> Bands { get; } = [];

    public List<Settlement> Settled { get; } = [];

    public bool IsSomething => suggestions.Count > 0 || Bands.Count > 0 || Settled.Count > 0;

    public List<long> BearersOf(long key) => bearers.GetValueOrDefault(key, []);

    public void AddBands(long article, int textVersion, IEnumerable<long> keys)
    {
        foreach (var key in keys)
        {
            Bands.Add(new ArticleBand(key, article, textVersion));
            if (!bearers.TryGetValue(key, out var articles))
                bearers.Add(key, articles = []);
            articles.Add(article);
        }
    }

    public void Add(string concerns, Func<AuditStamp, Suggestion> suggestion) =>
        suggestions.TryAdd(concerns, suggestion);

    public void AddCopy(long article, long from, double? score, Message cause)
    {
        var concerns = Suggestion.ConcerningCopy(article, from);
        if (suggestions.TryAdd(concerns, auditStamp => Suggestion.Copy(article, from, score, cause, auditStamp)))
            copies.Add(concerns, (article, from));
    }

    public async Task AddToAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var concerns = suggestions.Keys.ToList();
        var known = (
            await db
                .Suggestions.Where(s => concerns.Contains(s.DeduplicationKey!))
                .Select(s => s.DeduplicationKey!)
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        foreach (var (key, (article, from)) in copies)
            if (await IsSaidAsync(db, article, from, cancellationToken))
                known.Add(key);
        db.Suggestions.AddRange(suggestions.Where(one => !known.Contains(one.Key)).Select(one => one.Value(db.Stamp)));

        foreach (var settled in Settled)
        {
            if (
                await db.Suggestions.FirstOrDefaultAsync(
                    s => s.Id == settled.Id && s.Status == SuggestionStatus.Proposed,
                    cancellationToken
                )
                is not { } suggestion
            )
                continue;
            if (settled.Relation is { } relation)
                suggestion.Accept((await db.Relations.FindAsync([relation], cancellationToken))!, null, db.Stamp);
            else if (settled.Derivation is { } derivation)
                suggestion.Accept((await db.Derivations.FindAsync([derivation], cancellationToken))!, null, db.Stamp);
            else
                suggestion.AcceptMerge(null, db.Stamp);
        }

        var articles = Bands.Select(band => band.ArticleId).Distinct().ToList();
        await db.Set<ArticleBand>()
            .Where(band => articles.Contains(band.ArticleId))
            .ExecuteDeleteAsync(cancellationToken);
        db.AddRange(Bands);
    }

    // That one of the two was made from the other, by hand, by a credit line, or suggested the other way round.
    private static async Task<bool> IsSaidAsync(ClaimTrackerDb db, long a, long b, CancellationToken cancellationToken)
    {
        var reverse = Suggestion.ConcerningCopy(b, a);
        return await db.Suggestions.AnyAsync(
                s =>
                    s.DeduplicationKey == reverse
                    || (s.ArticleId == a && s.FromArticleId == b)
                    || (s.ArticleId == b && s.FromArticleId == a),
                cancellationToken
            )
            || await db.Derivations.AnyAsync(
                d =>
                    d.WithdrawnAt == null
                    && ((d.ArticleId == a && d.FromArticleId == b) || (d.ArticleId == b && d.FromArticleId == a)),
                cancellationToken
            );
    }
}

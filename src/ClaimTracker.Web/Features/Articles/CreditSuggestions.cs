using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Rules;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>
/// Suggests what an article was made from where it credits a stored outlet: the outlet's article that shares most of its words, if one of the days
/// before shares half of them, otherwise what the outlet supplied. Nothing is searched for in an article without credits.
/// </summary>
internal sealed class CreditSuggestions(ClaimTrackerDb db) : IScoped
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(3);
    private const int MostCompared = 5;

    /// <summary>Adds a suggestion for each outlet that the article credits, its own left out.</summary>
    public async Task SuggestAsync(Article article, string text, CancellationToken cancellationToken)
    {
        var named = CreditLines
            .Find(text)
            .SelectMany(credit => credit.Names.Select(name => (Key: Folding.NameKey(name), Name: name, credit.Span)))
            .DistinctBy(credit => credit.Key)
            .ToList();
        if (named.Count == 0)
            return;

        var bearers = await BearersAsync([.. named.Select(credit => credit.Key)], cancellationToken);
        var own = article.Outlet is null ? 0 : article.Outlet.CanonicalId ?? article.Outlet.Id;
        var suggested = new HashSet<long> { own };
        foreach (var credit in named)
        {
            // A name of several outlets says of none of them that it supplied the article.
            if (bearers[credit.Key].Distinct().ToList() is not [var outlet] || !suggested.Add(outlet))
                continue;
            var (other, share) = await MostAlikeAsync(article, text, outlet, cancellationToken);
            db.Suggestions.Add(
                other is null
                    ? new Suggestion(
                        article,
                        null,
                        await db.Sources.FindAsync([outlet], cancellationToken),
                        credit.Span,
                        null,
                        $"The article credits \"{credit.Name}\".",
                        db.Stamp
                    )
                    : new Suggestion(
                        article,
                        other,
                        null,
                        credit.Span,
                        Math.Round(share, 2),
                        $"The article credits \"{credit.Name}\", and {share:P0} of the runs of five words of the shorter text stand in both.",
                        db.Stamp
                    )
            );
        }
    }

    private async Task<ILookup<string, long>> BearersAsync(List<string> keys, CancellationToken cancellationToken) =>
        (
            await db
                .Sources.Where(source => source.Kind == SourceKind.Outlet && keys.Contains(source.NameKey!))
                .Select(source => new { Key = source.NameKey!, Id = source.CanonicalId ?? source.Id })
                .Concat(
                    db.Aliases.Where(alias =>
                            alias.WithdrawnAt == null
                            && alias.Source.Kind == SourceKind.Outlet
                            && keys.Contains(alias.NameKey)
                        )
                        .Select(alias => new { Key = alias.NameKey, Id = alias.Source.CanonicalId ?? alias.SourceId })
                )
                .ToListAsync(cancellationToken)
        ).ToLookup(bearer => bearer.Key, bearer => bearer.Id);

    private async Task<(Article? Article, double Share)> MostAlikeAsync(
        Article article,
        string text,
        long outlet,
        CancellationToken cancellationToken
    )
    {
        if (article is not { PublishedEarliest: { } earliest, PublishedLatest: { } latest })
            return (null, 0);
        var outlets = await db.WithMergedAsync(outlet, cancellationToken);
        var from = earliest - Before;
        var near = await db
            .Articles.ThatCount()
            .Where(other =>
                outlets.Contains(other.OutletId!.Value)
                && other.PublishedEarliest >= from
                && other.PublishedEarliest < latest
            )
            .OrderByDescending(other => other.PublishedEarliest)
            .ThenByDescending(other => other.Id)
            .Take(MostCompared)
            .Select(other => new
            {
                other.Id,
                Text = other
                    .Texts.Where(version => version.Number == other.TextVersion)
                    .Select(version => version.Text)
                    .First(),
            })
            .ToListAsync(cancellationToken);
        var best = near.Select(other => (other.Id, Share: CopyDetector.Containment(text, other.Text)))
            .OrderByDescending(other => other.Share)
            .FirstOrDefault();
        return best.Share < CopyDetector.Suspected
            ? (null, 0)
            : (await db.Articles.FindAsync([best.Id], cancellationToken), best.Share);
    }
}

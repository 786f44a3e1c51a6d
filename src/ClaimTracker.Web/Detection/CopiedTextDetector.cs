using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>Suggests that of two articles that share most of their words the later was made from the earlier.</summary>
internal static class CopiedTextDetector
{
    private const int MostCandidates = 10;
    private const int MostOfOneBand = 20;
    private const int MostOfOneKind = 3;

    public static async Task LookAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        List<long> articles,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in articles.Order())
        {
            var article = await TextsOf(db.Articles.ThatCount().Where(a => a.Id == id))
                .FirstOrDefaultAsync(cancellationToken);
            if (
                article is null
                || await db.Set<ArticleBand>()
                    .AnyAsync(
                        band => band.ArticleId == id && band.TextVersion == article.TextVersion,
                        cancellationToken
                    )
            )
                continue;
            var keys = CopyDetector.Bands(article.Text).Distinct().ToList();
            var near = new Dictionary<long, int>();
            foreach (var key in keys)
            foreach (
                var other in (
                    await db.Set<ArticleBand>()
                        .Where(band => band.Key == key && band.ArticleId != id)
                        .OrderByDescending(band => band.ArticleId)
                        .Take(MostOfOneBand)
                        .Select(band => band.ArticleId)
                        .ToListAsync(cancellationToken)
                ).Concat(detected.BearersOf(key))
            )
                near[other] = near.GetValueOrDefault(other) + 1;
            detected.AddBands(id, article.TextVersion, keys);
            if (near.Count > 0)
                await CompareAsync(
                    db,
                    detected,
                    article,
                    [
                        .. near.OrderByDescending(one => one.Value)
                            .ThenBy(one => one.Key)
                            .Take(MostCandidates)
                            .Select(one => one.Key),
                    ],
                    cancellationToken
                );
        }
    }

    private static async Task CompareAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        TextOfArticle article,
        List<long> candidates,
        CancellationToken cancellationToken
    )
    {
        var others = await TextsOf(db.Articles.ThatCount().Where(a => candidates.Contains(a.Id)))
            .ToListAsync(cancellationToken);
        var alike = others
            .Where(other => article.Outlet is null || other.Outlet != article.Outlet)
            .Select(other => (Other: other, Share: CopyDetector.Containment(article.Text, other.Text)))
            .Where(pair => pair.Share >= CopyDetector.Suspected)
            .OrderByDescending(pair => pair.Share)
            .ThenBy(pair => pair.Other.Published ?? DateTime.MaxValue)
            .ThenBy(pair => pair.Other.Id)
            .Take(MostOfOneKind);
        foreach (var (other, share) in alike)
        {
            var (copy, from) = IsEarlier(other, article) ? (article, other) : (other, article);
            var cause = Message.Of(
                MessageCode.TextInCommon,
                ("share", Math.Round(share, 2)),
                ("strong", share >= CopyDetector.Strong),
                ("from", from.Id),
                ("copy", copy.Id)
            );
            detected.AddCopy(copy.Id, from.Id, Math.Round(share, 2), cause);
        }

        static bool IsEarlier(TextOfArticle one, TextOfArticle other) =>
            one.Published is { } a && other.Published is { } b && a != b ? a < b : one.Id < other.Id;
    }

    private static IQueryable<TextOfArticle> TextsOf(IQueryable<Article> articles) =>
        articles.Select(article => new TextOfArticle
        {
            Id = article.Id,
            Outlet = article.Outlet!.CanonicalId ?? article.OutletId,
            Published = article.PublishedEarliest,
            TextVersion = article.TextVersion,
            Text = article.Texts.Where(text => text.Number == article.TextVersion).Select(text => text.Text).First(),
        });

    private sealed class TextOfArticle
    {
        public required long Id { get; init; }

        public required long? Outlet { get; init; }

        public required DateTime? Published { get; init; }

        public required int TextVersion { get; init; }

        public required string Text { get; init; }
    }
}

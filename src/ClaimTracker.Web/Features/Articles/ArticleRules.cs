using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>What recording and changing articles both ask.</summary>
internal static class ArticleRules
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxAuthor = 500;

    /// <summary>The text by its code points.</summary>
    /// <exception cref="TooLargeException">It has too many.</exception>
    public static CodePointIndex Fitting(string text)
    {
        var index = new CodePointIndex(text);
        return index.Length <= Article.MaxTextLength
            ? index
            : throw new TooLargeException(
                $"The text has {index.Length} code points; the limit is {Article.MaxTextLength}."
            );
    }

    /// <exception cref="ConflictException">The same outlet published the same text already.</exception>
    public static Task RefuseDuplicateAsync(ClaimTrackerDb db, Article article, CancellationToken cancellationToken) =>
        RefuseDuplicateAsync(db, article.ContentHash, article.OutletId, article.Id, cancellationToken);

    /// <param name="of">The article that may hold the text; 0: none.</param>
    /// <exception cref="ConflictException">The same outlet published the same text already.</exception>
    public static async Task RefuseDuplicateAsync(
        ClaimTrackerDb db,
        string contentHash,
        long? outlet,
        long of,
        CancellationToken cancellationToken
    )
    {
        var same = await db
            .Articles.Where(other => other.ContentHash == contentHash && other.OutletId == outlet && other.Id != of)
            .Select(other => (long?)other.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (same is { } id)
            throw new ConflictException("articleExists", $"Article {id} holds the same text of the same outlet.")
            {
                Details = new Dictionary<string, object?> { ["articleId"] = id },
            };
    }
}

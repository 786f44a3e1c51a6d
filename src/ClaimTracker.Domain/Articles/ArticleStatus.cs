using System.Linq.Expressions;

namespace ClaimTracker.Domain.Articles;

/// <summary>Whether an article still stands for what it reported.</summary>
public enum ArticleStatus
{
    Standing = 0,

    /// <summary>Its outlet took it back.</summary>
    Retracted = 1,
}

/// <summary>What follows from the status of an article, decided for every status there is.</summary>
public static class ArticleStatuses
{
    // Written out as comparisons, so that a database sees constants.
    private static readonly Expression<Func<Article, bool>> Counted = CountedOf(article => article.Status);

    /// <summary>
    /// Whether what an article of this status reports counts: its claims bring their chains, it is compared with other articles, and it stands in profiles and in what is
    /// published. One that does not count still joins claims that say the same.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Nobody has decided.</exception>
    public static bool Counts(this ArticleStatus status) =>
        status switch
        {
            ArticleStatus.Standing => true,
            ArticleStatus.Retracted => false,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Say whether such articles count."),
        };

    /// <summary>Those whose reports count.</summary>
    public static IQueryable<Article> ThatCount(this IQueryable<Article> articles) => articles.Where(Counted);

    private static Expression<Func<Article, bool>> CountedOf(Expression<Func<Article, ArticleStatus>> status) =>
        Expression.Lambda<Func<Article, bool>>(
            Enum.GetValues<ArticleStatus>()
                .Where(Counts)
                .Select(counting => Expression.Equal(status.Body, Expression.Constant(counting)))
                .Aggregate(Expression.OrElse),
            status.Parameters
        );
}

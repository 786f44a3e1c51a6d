using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Articles;
using MediatR;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>A page of articles, newest first, without their texts.</summary>
[Requires(Role.Reader)]
public sealed record FindArticles : IQuery<Page<ArticleView>>, IPaged
{
    /// <summary>Id of the outlet; the sources that were merged into it count as it.</summary>
    public long? Outlet { get; init; }

    /// <summary>BCP 47, exactly.</summary>
    public string? Language { get; init; }

    public string? Tag { get; init; }

    /// <summary>Found in title or text; case and accents do not matter.</summary>
    public string? Q { get; init; }

    /// <summary>EDTF; articles that may have been published then or later.</summary>
    public PartialDate? PublishedFrom { get; init; }

    /// <summary>EDTF; articles that may have been published then or before.</summary>
    public PartialDate? PublishedTo { get; init; }

    public ArticleStatus? Status { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindArticlesHandler(ClaimTrackerDb db) : IRequestHandler<FindArticles, Page<ArticleView>>
{
    public async Task<Page<ArticleView>> Handle(FindArticles query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        IQueryable<Article> articles = db.Articles;
        if (query.Outlet is { } outlet)
        {
            var outlets = await db.WithMergedAsync(outlet, cancellationToken);
            articles = articles.Where(article => outlets.Contains(article.OutletId!.Value));
        }

        if (query.Language is { } language)
            articles = articles.Where(article => article.Language == language);
        if (query.Tag is { } tag)
            articles = articles.Where(article => article.Tags.Any(t => t.Tag == tag));
        if (query.Q is { } words)
        {
            var key = Folding.SearchKey(words);
            if (key.Length == 0)
                throw InvalidRequestException.At("q", "holds nothing that could be searched for.");
            articles = articles.Where(article =>
                article.TitleKey!.Contains(key)
                || article.Texts.Any(text => text.Number == article.TextVersion && text.TextKey.Contains(key))
            );
        }

        if (query.PublishedFrom is { } from)
            articles = articles.Where(article => article.PublishedLatest > from.Earliest);
        if (query.PublishedTo is { } to)
            articles = articles.Where(article => article.PublishedEarliest < to.Latest);
        if (query.Status is { } status)
            articles = articles.Where(article => article.Status == status);
        if (cursor.Id is { } after)
            articles = articles.Where(article => article.Id < after);

        var page = await ArticleViews.ReadAsync(
            db,
            articles.OrderByDescending(article => article.Id).Take(cursor.Take),
            withText: false,
            cancellationToken
        );
        return cursor.Cut(page, article => article.Id);
    }
}

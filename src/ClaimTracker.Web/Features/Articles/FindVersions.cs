using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>A page of the versions of an article's text, newest first, without the texts.</summary>
[Requires(Role.Reader)]
public sealed record FindVersions : IQuery<Page<ArticleVersionView>>, IPaged
{
    [JsonIgnore]
    public long ArticleId { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindVersionsHandler(ClaimTrackerDb db) : IRequestHandler<FindVersions, Page<ArticleVersionView>>
{
    public async Task<Page<ArticleVersionView>> Handle(FindVersions query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, within: query.ArticleId);
        if (!await db.Articles.AnyAsync(article => article.Id == query.ArticleId, cancellationToken))
            throw new NotFoundException("article", query.ArticleId);
        var texts = db.ArticleTexts.Where(text => text.ArticleId == query.ArticleId);
        if (cursor.Id is { } after)
            texts = texts.Where(text => text.Number < after);
        var page = await ArticleVersionViews.ReadAsync(
            texts.OrderByDescending(text => text.Number).Take(cursor.Take),
            withText: false,
            cancellationToken
        );
        return cursor.Cut(page, text => text.Id);
    }
}

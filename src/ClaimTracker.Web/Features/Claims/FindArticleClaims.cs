using System.Globalization;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>The claims of an article in reading order, of all statuses.</summary>
[Requires(Role.Reader)]
public sealed record FindArticleClaims : IQuery<Page<ClaimView>>, IPaged
{
    [JsonIgnore]
    public long ArticleId { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindArticleClaimsHandler(ClaimTrackerDb db) : IRequestHandler<FindArticleClaims, Page<ClaimView>>
{
    public async Task<Page<ClaimView>> Handle(FindArticleClaims query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, within: query.ArticleId);
        if (!await db.Articles.AnyAsync(article => article.Id == query.ArticleId, cancellationToken))
            throw new NotFoundException("article", query.ArticleId);

        var claims = db.Claims.Where(claim => claim.ArticleId == query.ArticleId);
        if (cursor is { Key: { } key, Id: { } id })
        {
            // The first condition lets the index begin where the page before ended.
            var start = int.Parse(key, CultureInfo.InvariantCulture);
            claims = claims.Where(claim => claim.Start >= start && (claim.Start > start || claim.Id > id));
        }

        var page = await ClaimViews.ReadAsync(
            db,
            claims.OrderBy(claim => claim.Start).ThenBy(claim => claim.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(
            page,
            claim => claim.Id,
            claim => claim.Content[0].Start.ToString(CultureInfo.InvariantCulture)
        );
    }
}

using System.Globalization;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using ClaimTracker.Web.Views.Claims;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Annotations;

/// <summary>
/// The accepted and proposed claims of an article as W3C Web Annotations, in reading order: an AnnotationCollection with its first page in it, and with
/// <c>after</c> a later AnnotationPage. Positions are Unicode code points of the text that <c>source</c> answers.
/// </summary>
[Requires(Role.Reader)]
public sealed record FindAnnotations : IQuery<AnnotationListing>, IPaged
{
    [JsonIgnore]
    public long ArticleId { get; init; }

    /// <summary>Where this service is, as the caller knows it: ids of annotations are whole addresses.</summary>
    [JsonIgnore]
    public string Server { get; init; } = "";

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>From the <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindAnnotationsHandler(ClaimTrackerDb db) : IRequestHandler<FindAnnotations, AnnotationListing>
{
    public async Task<AnnotationListing> Handle(FindAnnotations query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, within: query.ArticleId);
        var article = await db
            .Articles.Where(a => a.Id == query.ArticleId)
            .Select(a => new ArticleOfAnnotations(a.Id, a.Language, a.Url, a.TextVersion))
            .FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException("article", query.ArticleId);

        var claims = db.Claims.Where(claim =>
            claim.ArticleId == article.Id
            && (claim.Status == ClaimStatus.Accepted || claim.Status == ClaimStatus.Proposed)
        );
        if (cursor is { Key: { } key, Id: { } id })
        {
            var start = int.Parse(key, CultureInfo.InvariantCulture);
            claims = claims.Where(claim => claim.Start >= start && (claim.Start > start || claim.Id > id));
        }

        var read = await ClaimViews.ReadAsync(
            db,
            claims.OrderBy(claim => claim.Start).ThenBy(claim => claim.Id).Take(cursor.Take),
            cancellationToken
        );
        var page = cursor.Cut(
            read,
            claim => claim.Id,
            claim => claim.Content[0].Start.ToString(CultureInfo.InvariantCulture)
        );

        var collection = $"{query.Server}{ArticleViews.Address(article.Id)}/annotations";
        var limited = $"{collection}?limit={cursor.Limit}";
        var isFirst = query.After is null;
        var items = new AnnotationPage(
            isFirst ? null : Annotations.Context,
            isFirst ? limited : $"{limited}&after={query.After}",
            "AnnotationPage",
            collection,
            [.. page.Items.Select(claim => Annotations.Of(claim, query.Server, article))],
            page.Next is { } next ? $"{limited}&after={next}" : null
        )
        {
            Cursor = page.Next,
        };
        return isFirst
            ? new AnnotationCollection(Annotations.Context, collection, "AnnotationCollection", items)
            {
                Cursor = page.Next,
            }
            : items;
    }
}

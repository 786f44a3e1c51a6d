using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Articles;

/// <summary>An article.</summary>
/// <param name="Outlet">Null: the publisher is unknown.</param>
/// <param name="Language">BCP 47; <c>und</c> when it could not be told.</param>
/// <param name="Published">EDTF, as given.</param>
/// <param name="PublishedEarliest">UTC, inclusive.</param>
/// <param name="PublishedLatest">UTC, exclusive.</param>
/// <param name="Retrieved">EDTF.</param>
/// <param name="ContentHash">Lower-case hex SHA-256 of the UTF-8 of the text.</param>
/// <param name="Text">Exactly as sent; null in lists, where a page of texts could be half a gigabyte.</param>
/// <param name="TextVersion">From 1.</param>
/// <param name="DerivedFrom">What it was made from, oldest first; withdrawn ones too.</param>
/// <param name="Retraction">Null while it stands.</param>
/// <param name="Warnings">A language that could not be told or cannot be read.</param>
public sealed record ArticleView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    string? Title,
    SourceRef? Outlet,
    string Language,
    string? Url,
    string? ArchivedUrl,
    string? Author,
    string? Published,
    DateTime? PublishedEarliest,
    DateTime? PublishedLatest,
    string? Retrieved,
    IReadOnlyList<string> Tags,
    string ContentHash,
    string? Text,
    int TextVersion,
    ArticleStatus Status,
    ClaimCounts ClaimCounts,
    IReadOnlyList<DerivedFrom> DerivedFrom,
    ArticleRetraction? Retraction,
    IReadOnlyList<WarningView> Warnings
) : IResource;

/// <summary>That its outlet took the article back.</summary>
/// <param name="RetractionId">The record of it, which stays when the article is reinstated.</param>
public sealed record ArticleRetraction(
    long RetractionId,
    string By,
    DateTime At,
    string Reason,
    IReadOnlyList<Evidence> Evidence
);

/// <summary>How many claims of the article stand in each state.</summary>
public sealed record ClaimCounts(int Proposed, int Accepted, int Rejected);

/// <summary>Reads articles as they go over the wire.</summary>
internal static class ArticleViews
{
    public static string Address(long id) => $"/api/v1/articles/{id}";

    /// <summary>One article with its text.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<ArticleView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        (
            await ReadAsync(db, db.Articles.Where(article => article.Id == id), withText: true, cancellationToken)
        ).FirstOrDefault() ?? throw new NotFoundException("article", id);

    /// <summary>The articles of a query, in its order.</summary>
    public static async Task<IReadOnlyList<ArticleView>> ReadAsync(
        ClaimTrackerDb db,
        IQueryable<Article> articles,
        bool withText,
        CancellationToken cancellationToken
    )
    {
        var rows = await articles
            .AsNoTracking()
            .Select(article => new
            {
                Article = article,
                OutletName = article.Outlet!.Name,
                OutletKind = (SourceKind?)article.Outlet.Kind,
                Text = withText
                    ? article.Texts.Where(text => text.Number == article.TextVersion).Select(text => text.Text).First()
                    : null,
            })
            .ToListAsync(cancellationToken);

        // Not in the query above, which would repeat the text for each tag.
        var ids = rows.Select(row => row.Article.Id).ToList();
        var tags = (
            await db.Set<ArticleTag>()
                .AsNoTracking()
                .Where(tag => ids.Contains(tag.ArticleId))
                .ToListAsync(cancellationToken)
        ).ToLookup(tag => tag.ArticleId, tag => tag.Tag);
        var counts = (
            await db
                .Claims.Where(claim => ids.Contains(claim.ArticleId))
                .GroupBy(claim => new { claim.ArticleId, claim.Status })
                .Select(group => new
                {
                    group.Key.ArticleId,
                    group.Key.Status,
                    Count = group.Count(),
                })
                .ToListAsync(cancellationToken)
        ).ToDictionary(count => (count.ArticleId, count.Status), count => count.Count);

        var derivations = (
            await DerivationViews.ReadAsync(
                db.Derivations.Where(derivation => ids.Contains(derivation.ArticleId)),
                cancellationToken
            )
        ).ToLookup(
            derivation => derivation.ArticleId,
            derivation => new DerivedFrom(
                derivation.Id,
                derivation.From,
                derivation.Status,
                derivation.Score,
                derivation.Reason
            )
        );

        var retractions = rows.All(row => row.Article.Status != ArticleStatus.Retracted)
            ? []
            : await db
                .Retractions.AsNoTracking()
                .Where(retraction => retraction.ReinstatedAt == null && ids.Contains(retraction.ArticleId!.Value))
                .ToDictionaryAsync(retraction => retraction.ArticleId!.Value, cancellationToken);

        return
        [
            .. rows.Select(row =>
                ViewOf(
                    row.Article,
                    row.OutletName,
                    row.OutletKind,
                    tags[row.Article.Id],
                    row.Text,
                    counts,
                    derivations[row.Article.Id],
                    retractions.GetValueOrDefault(row.Article.Id)
                )
            ),
        ];
    }

    private static ArticleView ViewOf(
        Article article,
        string? outletName,
        SourceKind? outletKind,
        IEnumerable<string> tags,
        string? text,
        Dictionary<(long ArticleId, ClaimStatus Status), int> counts,
        IEnumerable<DerivedFrom> derivedFrom,
        Retraction? retraction
    ) =>
        new(
            article.Id,
            article.Version,
            article.RecordedAt,
            article.RecordedBy,
            new Links(Address(article.Id)),
            article.Title,
            outletKind is { } kind ? new SourceRef(article.OutletId, outletName, kind) : null,
            article.Language,
            article.Url,
            article.ArchivedUrl,
            article.Author,
            article.Published,
            article.PublishedEarliest,
            article.PublishedLatest,
            article.Retrieved,
            [.. tags.Order(StringComparer.Ordinal)],
            article.ContentHash,
            text,
            article.TextVersion,
            article.Status,
            new ClaimCounts(
                counts.GetValueOrDefault((article.Id, ClaimStatus.Proposed)),
                counts.GetValueOrDefault((article.Id, ClaimStatus.Accepted)),
                counts.GetValueOrDefault((article.Id, ClaimStatus.Rejected))
            ),
            [.. derivedFrom],
            retraction is null
                ? null
                : new ArticleRetraction(
                    retraction.Id,
                    retraction.RecordedBy,
                    retraction.RecordedAt,
                    retraction.Reason,
                    retraction.Evidence
                ),
            WarningView.About(article.Language)
        );
}

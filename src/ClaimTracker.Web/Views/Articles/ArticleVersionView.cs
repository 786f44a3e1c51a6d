using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Articles;

/// <summary>One version of an article's text. It never changes.</summary>
/// <param name="Id">The number of the version within its article, from 1.</param>
/// <param name="Version">Always 1.</param>
/// <param name="ArticleId">The article whose text it is or was.</param>
/// <param name="TextVersion">The number again, under the name by which spans know it.</param>
/// <param name="ContentHash">Lower-case hex SHA-256 of the UTF-8 of the text.</param>
/// <param name="Reason">Why it replaced the text before it; null for the first.</param>
/// <param name="Text">Exactly as sent; null in lists.</param>
public sealed record ArticleVersionView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long ArticleId,
    int TextVersion,
    string ContentHash,
    string? Reason,
    string? Text
) : IResource;

/// <summary>What became of a claim when its article got a new text.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Status">As it was and remains.</param>
/// <param name="Anchor">Its state, with the version of the text its spans belong to now.</param>
public sealed record ReanchoredClaim(long Id, ClaimStatus Status, AnchorView Anchor);

/// <summary>A new version of an article's text, with what became of the claims, whatever their status.</summary>
/// <param name="Anchored">How many claims stand in the new text.</param>
/// <param name="Ambiguous">How many may stand in several places of it, or in another than they did: a person must say.</param>
/// <param name="Orphaned">How many have lost their content, a mention or a cue.</param>
/// <param name="Claims">In reading order.</param>
public sealed record NewVersionView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long ArticleId,
    int TextVersion,
    string ContentHash,
    string? Reason,
    string? Text,
    int Anchored,
    int Ambiguous,
    int Orphaned,
    IReadOnlyList<ReanchoredClaim> Claims
) : IResource;

/// <summary>Reads versions of texts as they go over the wire.</summary>
internal static class ArticleVersionViews
{
    public static string Address(long article, int number) => $"{ArticleViews.Address(article)}/versions/{number}";

    /// <summary>The versions of a query, in its order.</summary>
    public static async Task<IReadOnlyList<ArticleVersionView>> ReadAsync(
        IQueryable<ArticleText> texts,
        bool withText,
        CancellationToken cancellationToken
    ) =>
        (
            await texts
                .AsNoTracking()
                .Select(text => new
                {
                    text.ArticleId,
                    text.Number,
                    text.RecordedAt,
                    text.RecordedBy,
                    text.ContentHash,
                    text.Reason,
                    Text = withText ? text.Text : null,
                })
                .ToListAsync(cancellationToken)
        ).ConvertAll(text => new ArticleVersionView(
            text.Number,
            1,
            text.RecordedAt,
            text.RecordedBy,
            new Links(Address(text.ArticleId, text.Number)),
            text.ArticleId,
            text.Number,
            text.ContentHash,
            text.Reason,
            text.Text
        ));
}

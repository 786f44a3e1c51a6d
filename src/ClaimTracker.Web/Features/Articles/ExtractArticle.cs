using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TextSpan = ClaimTracker.Domain.Texts.TextSpan;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>
/// Extracts again, and proposes what is new: never what stands already, in whatever state, or was rejected or replaced. What a new version of the text
/// left orphaned is found anew, with its new attribution.
/// </summary>
[Requires(Role.Analyst)]
public sealed record ExtractArticle : ICreate<Proposed>
{
    [JsonIgnore]
    public long Id { get; init; }
}

/// <summary>The new proposals, in reading order; empty when there was nothing new.</summary>
public sealed record Proposed(IReadOnlyList<ClaimView> Items, Links Links) : IAddressed;

/// <summary>There is no more to it than the id in the path, of which the handler knows whether it exists.</summary>
internal sealed class ExtractArticleValidator : AbstractValidator<ExtractArticle>;

internal sealed class ExtractArticleHandler(ClaimTrackerDb db, ExtractedClaims extractedClaims)
    : IRequestHandler<ExtractArticle, Proposed>,
        IPrepares<ExtractArticle>
{
    private ReadText read = null!;

    public async Task PrepareAsync(ExtractArticle request, CancellationToken cancellationToken)
    {
        var article = await ArticleAsync(db.Articles.AsNoTracking(), request.Id, cancellationToken);
        var text = await db
            .ArticleTexts.Where(t => t.ArticleId == article.Id && t.Number == article.TextVersion)
            .Select(t => t.Text)
            .SingleAsync(cancellationToken);
        read = ReadText.Of(text, article.TextVersion, ReadText.OptionsOf(article, LanguageOf(article)));
    }

    public async Task<Proposed> Handle(ExtractArticle request, CancellationToken cancellationToken)
    {
        var article = await ArticleAsync(db.Articles, request.Id, cancellationToken);
        read.EnsureStillOf(article, LanguageOf(article));
        var standing = new Standing(
            await db
                .Claims.Where(claim => claim.ArticleId == article.Id && claim.TextVersion == article.TextVersion)
                .OrderBy(claim => claim.Start)
                .Select(claim => new ClaimInText(
                    claim.Content,
                    claim.Mode == Domain.Claims.ClaimMode.Narration,
                    claim
                        .Attribution.Where(link =>
                            link.SourceId == claim.OriginId && link.TextVersion == article.TextVersion
                        )
                        .OrderByDescending(link => link.Position)
                        .Select(link => link.Cue)
                        .FirstOrDefault(),
                    claim.Origin!.Name,
                    false
                ))
                .ToListAsync(cancellationToken)
        );
        var unsettled = (
            await db
                .Claims.Where(claim =>
                    claim.ArticleId == article.Id && claim.Anchor == Domain.Claims.AnchorState.Ambiguous
                )
                .Select(claim => claim.Content)
                .ToListAsync(cancellationToken)
        )
            .Select(WordsOf)
            .ToHashSet(StringComparer.Ordinal);
        var claims = await extractedClaims.AddAsync(
            article,
            read,
            found => standing.Holds(found) || unsettled.Contains(WordsOf(found.Content)),
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);

        var ids = claims.Select(claim => claim.Id).ToList();
        var views = await ClaimViews.ReadAsync(
            db,
            db.Claims.Where(claim => ids.Contains(claim.Id)).OrderBy(claim => claim.Start).ThenBy(claim => claim.Id),
            cancellationToken
        );
        return new Proposed(views, new Links(ArticleViews.Address(article.Id) + "/claims"));
    }

    private static async Task<Article> ArticleAsync(
        IQueryable<Article> articles,
        long id,
        CancellationToken cancellationToken
    ) =>
        await articles
            .Include(article => article.Outlet)
            .FirstOrDefaultAsync(article => article.Id == id, cancellationToken)
        ?? throw new NotFoundException("article", id);

    private static string? LanguageOf(Article article) => article.Language == "und" ? null : article.Language;

    private static string WordsOf(IReadOnlyList<TextSpan> content) =>
        string.Join('\n', content.Select(span => span.Quote));
}

/// <summary>The claims an article has, in whatever state. One is found again where the same words report it, or where most of its content comes from the same
/// origin: its edges may have moved.</summary>
internal sealed class Standing(IReadOnlyList<ClaimInText> claims)
{
    /// <summary>Two contents of one origin that share this much of their code points are the same claim.</summary>
    private const double SameContent = 0.7;

    /// <summary>The same for two of which nothing else is known to be the same.</summary>
    private const double SameWords = 0.9;

    private readonly ILookup<int, ClaimInText> byCue = claims
        .Where(claim => claim.Cue is not null)
        .ToLookup(claim => claim.Cue!.Start);

    private readonly List<int> starts = [.. claims.Select(claim => claim.Content[0].Start)];

    public bool Holds(ClaimInText found) => IsReportedAgain(found) || IsSaidAgain(found);

    private bool IsReportedAgain(ClaimInText found) =>
        found.Cue is { } cue
        && byCue[cue.Start].Any(claim => claim.Cue!.End == cue.End && (!found.SharesCue || IsBy(claim, found)));

    private bool IsSaidAgain(ClaimInText found)
    {
        // What shares seven tenths begins at most three sevenths of the length away, so only neighbours are compared.
        var slack = (found.Content.Sum(Length) * 3 / 7) + 1;
        for (
            var at = FirstFrom(found.Content[0].Start - slack);
            at < starts.Count && starts[at] <= found.Content[0].Start + slack;
            at++
        )
            if (
                claims[at].IsNarration == found.IsNarration
                && Overlap(claims[at].Content, found.Content) >= (IsBy(claims[at], found) ? SameContent : SameWords)
                && (!found.SharesCue || IsBy(claims[at], found))
            )
                return true;
        return false;
    }

    private static bool IsBy(ClaimInText one, ClaimInText other) =>
        string.Equals(one.Origin, other.Origin, StringComparison.OrdinalIgnoreCase);

    private int FirstFrom(int start)
    {
        var (low, high) = (0, starts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (starts[middle] < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Shared code points over all code points of the two.</summary>
    private static double Overlap(IReadOnlyList<TextSpan> one, IReadOnlyList<TextSpan> other)
    {
        var shared = one.Sum(a => other.Sum(b => Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start))));
        return (double)shared / (one.Sum(Length) + other.Sum(Length) - shared);
    }

    private static int Length(TextSpan span) => span.End - span.Start;
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Rules;

/// <summary>The text of an article as it stands now, in which the spans of a request are found.</summary>
internal sealed class CurrentText
{
    private readonly int version;

    private readonly ClaimTrackerDb db;

    private CurrentText(ClaimTrackerDb db, Article article, string text)
    {
        this.db = db;
        Article = article;
        Index = new CodePointIndex(text);
        version = article.TextVersion;
    }

    public Article Article { get; }

    public CodePointIndex Index { get; }

    public static async Task<CurrentText> OfAsync(
        ClaimTrackerDb db,
        Article article,
        CancellationToken cancellationToken
    ) => new(db, article, await TextAsync(db, article.Id, article.TextVersion, cancellationToken));

    /// <summary>Finds the spans of another version of the text in this one.</summary>
    public async Task<Reanchoring> FromAsync(int otherVersion, CancellationToken cancellationToken) =>
        new(new CodePointIndex(await TextAsync(db, Article.Id, otherVersion, cancellationToken)), Index);

    /// <exception cref="DomainRuleException">What <see cref="SpanResolver.ResolveContent"/> refuses; <c>textVersionDiffers</c>, <c>contentTooLong</c>.</exception>
    public IReadOnlyList<TextSpan> Content(IEnumerable<SpanRequest> spans, string path)
    {
        var content = SpanResolver.ResolveContent(
            Index,
            [.. spans.Select((span, i) => OfThisVersion(span, $"{path}[{i}]"))],
            path
        );
        Claim.EnsureFits(content, path);
        return content;
    }

    /// <summary>One span, such as a mention.</summary>
    /// <exception cref="DomainRuleException">What <see cref="SpanResolver.Resolve"/> refuses; <c>textVersionDiffers</c>, <c>contentTooLong</c>.</exception>
    public TextSpan? Span(SpanRequest? span, string path)
    {
        if (span is null)
            return null;
        var found = SpanResolver.Resolve(Index, OfThisVersion(span, path), path);
        Claim.EnsureFits([found], path);
        return found;
    }

    private static Task<string> TextAsync(
        ClaimTrackerDb db,
        long article,
        int version,
        CancellationToken cancellationToken
    ) =>
        db
            .ArticleTexts.Where(text => text.ArticleId == article && text.Number == version)
            .Select(text => text.Text)
            .SingleAsync(cancellationToken);

    private SpanRequest OfThisVersion(SpanRequest span, string path) =>
        span.TextVersion is null || span.TextVersion == version
            ? span
            : throw new DomainRuleException(
                "textVersionDiffers",
                $"{path}.textVersion",
                $"The article's text is at version {version} now; find the place in that one."
            );
}

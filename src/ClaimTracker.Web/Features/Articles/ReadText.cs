using ClaimTracker.Domain.Articles;
using ClaimTracker.Extraction;
using ClaimTracker.Web.Pipeline;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>What the extraction found in a version of an article's text, read before the lock is taken.</summary>
/// <param name="Options">What the extraction was told.</param>
internal sealed record ReadText(string Text, int TextVersion, ExtractionOptions Options, ExtractionResult Found)
{
    public static ReadText Of(string text, int textVersion, ExtractionOptions options) =>
        new(text, textVersion, options, ArticleExtractor.Extract(text, options));

    /// <summary>What the extraction is told about an article.</summary>
    /// <param name="language">Null: told from the text.</param>
    public static ExtractionOptions OptionsOf(Article article, string? language) =>
        new()
        {
            Language = language,
            Title = article.Title,
            Outlet = article.Outlet?.Name,
        };

    /// <exception cref="PreparationOutdatedException">The article has another text by now, or the extraction would be told something else about it.</exception>
    public void EnsureStillOf(Article article, string? language)
    {
        if (TextVersion != article.TextVersion || Options != OptionsOf(article, language))
            throw new PreparationOutdatedException();
    }
}

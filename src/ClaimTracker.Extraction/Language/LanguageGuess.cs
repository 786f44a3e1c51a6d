namespace ClaimTracker.Extraction;

/// <summary>Tells the language of a text by the small words at its head.</summary>
internal static class LanguageGuess
{
    private const int LooksAt = 6000;
    private const int FewestHits = 3;

    /// <summary>The language whose small words are the most frequent; "und" where none is frequent enough.</summary>
    public static string Of(string text)
    {
        var counts = LanguageData.Languages.ToDictionary(code => code, _ => 0);
        var words = 0;
        var head = text.AsSpan(0, Math.Min(text.Length, LooksAt));
        foreach (var range in head.SplitAny(" \t\r\n.,;:!?()[]\"'’«»“”-–—"))
        {
            var word = head[range];
            if (word.Length is 0 or > 12)
                continue;
            words++;
            foreach (var code in counts.Keys)
                if (LanguageData.For(code).IsTelling(word))
                    counts[code]++;
        }
        var best = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).First();
        return best.Value >= FewestHits && best.Value * 12 >= words ? best.Key : "und";
    }
}

using System.Collections.Frozen;

namespace ClaimTracker.Extraction;

/// <summary>Tells the language of a text by the small words at its head.</summary>
internal static class LanguageGuess
{
    private const int LooksAt = 6000;

    // Small words of languages that are not read here: they speak against the others, so that a German text with "was" and "will" is not taken for English.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Foreign = (
        "der das und ist nicht ein eine einen hat dem den zu mit auf für von im wird sich auch dass het een van niet zijn voor heeft op dat ook wordt aan "
        + "il che di della delle dei non è gli sono ha nel alla anche lo uma um não os em foi com dos ao pelo é och att som det är inte har på og ikke til av jest się nie na w z że amb els"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The language whose small words are the most frequent; one is enough in a sentence where none speaks for another. "und" where no language leads.</summary>
    public static string Of(string text)
    {
        string[] codes = [.. LanguageData.Languages];
        var counts = new int[codes.Length];
        var foreign = 0;
        var words = 0;
        var head = text.AsSpan(0, Math.Min(text.Length, LooksAt));
        Span<char> lower = stackalloc char[12];
        foreach (var range in head.SplitAny(" \t\r\n.,;:!?()[]\"'’«»“”-–—"))
        {
            var word = head[range];
            if (word.Length == 0)
                continue;
            words++;
            if (word.Length > lower.Length)
                continue;
            for (var k = 0; k < counts.Length; k++)
                if (LanguageData.For(codes[k]).IsTelling(word))
                    counts[k]++;
            if (Foreign.Contains(lower[..word.ToLowerInvariant(lower)]))
                foreign++;
        }
        var most = counts.Max();
        var leads = most > foreign && most * 12 >= words && counts.Count(c => c == most) == 1;
        return leads ? codes[Array.IndexOf(counts, most)] : "und";
    }
}

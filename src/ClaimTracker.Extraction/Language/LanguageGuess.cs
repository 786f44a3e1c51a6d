using System.Collections.Frozen;

namespace ClaimTracker.Extraction;

/// <summary>Tells the language of a text by the small words at its head.</summary>
internal static class LanguageGuess
{
    /// <summary>The code of a language that could not be told.</summary>
    public const string Unknown = "und";

    private const int LooksAt = 6000;

    // So many words of a short text must be in a language's data where its small words do not tell, and so many more than in any other's.
    private const int FewestKnown = 4;

    // Small words of languages that are not read here: they speak against the others, so that a German text with "was" and "will" is not taken for English.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Foreign = (
        "der das und ist nicht ein eine einen hat dem den zu mit auf für von im wird sich auch dass het een van niet zijn voor heeft op dat ook wordt aan "
        + "il che di della delle dei non è gli sono ha nel alla anche lo uma um não os em foi com dos ao pelo é och att som det är inte har på og ikke til av jest się nie na w z że amb els"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The language whose small words are the most frequent; one is enough in a sentence where none speaks for another. Where they do not tell,
    /// the language whose data know plainly more of the words. "und" where no language leads.</summary>
    public static string Of(string text)
    {
        string[] codes = [.. LanguageData.Languages];
        var telling = new int[codes.Length];
        var known = new int[codes.Length];
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
            for (var k = 0; k < codes.Length; k++)
            {
                var language = LanguageData.For(codes[k]);
                if (word.Length <= lower.Length && language.IsTelling(word))
                    telling[k]++;
                if (word.Length > 1 && language.Find(word) is { Noun: not NounClass.FirstName })
                    known[k]++;
            }
            if (word.Length <= lower.Length && Foreign.Contains(lower[..word.ToLowerInvariant(lower)]))
                foreign++;
        }
        return Leader(telling, foreign) is var first and >= 0 && telling[first] * 12 >= words ? codes[first]
            : foreign == 0 && Leader(known, 0) is var second and >= 0 && IsPlain(known, second, words) ? codes[second]
            : Unknown;
    }

    private static int Leader(int[] counts, int foreign)
    {
        var most = counts.Max();
        return most > foreign && counts.Count(c => c == most) == 1 ? Array.IndexOf(counts, most) : -1;
    }

    private static bool IsPlain(int[] known, int leader, int words) =>
        known[leader] >= FewestKnown
        && known[leader] * 3 >= words
        && known.Where((_, k) => k != leader).All(other => known[leader] >= 2 * other);
}

using System.Globalization;
using System.Text;

namespace ClaimTracker.Extraction;

/// <summary>How names are compared: without case, accents, and articles.</summary>
internal static class Names
{
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        // Half a character cannot be normalised.
        var whole =
            name.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0
                ? name
                : string.Concat(name.Where(c => !char.IsSurrogate(c)));
        foreach (var c in whole.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && folded.Length > 0
                && folded[^1] != ' '
            )
                folded.Append(' ');
        return folded.ToString().Trim();
    }

    /// <summary>A name without the article it begins with.</summary>
    public static string StripArticle(string text)
    {
        foreach (
            var article in new[]
            {
                "l'",
                "l’",
                "le ",
                "la ",
                "les ",
                "the ",
                "un ",
                "une ",
                "a ",
                "an ",
                "el ",
                "los ",
                "las ",
            }
        )
            if (text.StartsWith(article, StringComparison.OrdinalIgnoreCase))
                return text[article.Length..].TrimStart();
        return text;
    }
}

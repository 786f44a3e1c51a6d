using System.Globalization;

namespace ClaimTracker.Extraction;

/// <summary>What single characters are in words of any language.</summary>
internal static class Characters
{
    public static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_' || IsMark(c);

    public static bool IsMark(char c) =>
        c >= '\u0300'
        && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

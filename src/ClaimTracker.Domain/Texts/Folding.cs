using System.Globalization;
using System.Text;

namespace ClaimTracker.Domain.Texts;

/// <summary>
/// Keys under which names and texts are compared. Keys are for comparing only, never for showing. Both functions are total, independent of the
/// current culture, idempotent and linear, and equal name keys have equal search keys.
/// </summary>
/// <remarks>
/// Lone surrogates and U+FFFE, which have no normal form, count as U+FFFD; of more than 32 combining marks in a row the first 32 count.
/// </remarks>
public static class Folding
{
    // Putting combining marks into canonical order takes time quadratic in the length of their run; no writing system needs runs like these.
    private const int LongestRunOfMarks = 32;

    /// <summary>
    /// The key of a name: NFKC; case folded (<c>ß</c> and <c>ẞ</c> as <c>ss</c>, final sigma as sigma, <c>İ</c> as <c>i</c>, while dotless <c>ı</c>
    /// stays itself); apostrophes, and what is typed for them, as <c>'</c>; hyphens and dashes as <c>-</c>; invisible characters dropped; white
    /// space as single spaces, none at the ends.
    /// </summary>
    public static string NameKey(string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        // Twice: before NFKC, which would turn ´ into a space with an accent, and after it, when compatibility forms have become
        // what is recognised here. Folding can leave a letter beside an accent it composes with, hence the second NFKC.
        var normal = Unify(name).Normalize(NormalizationForm.FormKC);
        var folded = Unify(FoldCase(normal)).Normalize(NormalizationForm.FormKC);
        return CollapseSpaces(folded);
    }

    /// <summary>
    /// The key of a text for search: its <see cref="NameKey"/> without accents and other nonspacing marks, and with <c>œ æ ø ł đ ı</c> as
    /// <c>oe ae o l d i</c>.
    /// </summary>
    public static string SearchKey(string text)
    {
        var name = NameKey(text);
        if (Ascii.IsValid(name))
            return name;

        var plain = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes())
            AppendPlain(plain, rune);
        return CollapseSpaces(plain.ToString().Normalize(NormalizationForm.FormC));
    }

    private static void AppendPlain(StringBuilder plain, Rune rune)
    {
        switch (rune.Value)
        {
            case 'œ':
                plain.Append("oe");
                break;
            case 'æ':
                plain.Append("ae");
                break;
            case 'ø':
                plain.Append('o');
                break;
            case 'ł':
                plain.Append('l');
                break;
            case 'đ':
                plain.Append('d');
                break;
            case 'ı':
                plain.Append('i');
                break;
            default:
                if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                    Append(plain, rune);
                break;
        }
    }

    private static string Unify(string text)
    {
        if (Ascii.IsValid(text) && text.AsSpan().IndexOf('`') < 0)
            return text;

        var unified = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune.Value))
                continue;
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > LongestRunOfMarks)
                continue;
            if (IsApostrophe(rune.Value))
                unified.Append('\'');
            else if (IsHyphen(rune.Value))
                unified.Append('-');
            else if (rune.Value == 0xFFFE)
                unified.Append('\uFFFD');
            else
                Append(unified, rune);
        }
        return unified.ToString();
    }

    // Upper case first brings letters together that share a capital (σ and ς), lower case then everything else.
    private static string FoldCase(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var lower = text.Replace("ß", "ss", StringComparison.Ordinal)
            .Replace("ẞ", "ss", StringComparison.Ordinal)
            .Replace('İ', 'i')
            .ToUpperInvariant()
            .ToLowerInvariant();

        // Other programs lower İ to i with a dot above; the dot says nothing on an i.
        while (lower.Contains("i\u0307", StringComparison.Ordinal))
            lower = lower.Replace("i\u0307", "i", StringComparison.Ordinal);
        return lower;
    }

    private static string CollapseSpaces(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
                collapsed.Append(character);
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
                collapsed.Append(' ');
        }
        if (collapsed.Length > 0 && collapsed[^1] == ' ')
            collapsed.Length--;
        return collapsed.ToString();
    }

    private static void Append(StringBuilder builder, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        builder.Append(units[..rune.EncodeToUtf16(units)]);
    }

    // The half-width Japanese voicing signs are letters by category, but become marks by NFKC.
    private static bool IsMark(Rune rune) =>
        rune.Value is 0xFF9E or 0xFF9F
        || (
            rune.Value >= 0x300
            && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.EnclosingMark
        );

    // Typed or typeset apostrophes and single quotes, accents and primes standing alone, and the signs of hamza, ayn and okina in transliterations.
    private static bool IsApostrophe(int value) =>
        value
            is '`'
                or 0x00B4
                or 0x02B9
                or (>= 0x02BB and <= 0x02BF)
                or 0x02CA
                or 0x02CB
                or 0x0374
                or 0x0384
                or 0x055A
                or 0x05F3
                or 0x1FEF
                or 0x1FFD
                or 0x2018
                or 0x2019
                or 0x201B
                or 0x2032
                or 0x2035
                or 0xA78B
                or 0xA78C
                or 0xFF07
                or 0xFF40;

    private static bool IsHyphen(int value) =>
        value is 0x058A or 0x05BE or (>= 0x2010 and <= 0x2015) or 0x2043 or 0x2212 or 0xFE58 or 0xFE63 or 0xFF0D;

    // Default ignorable in Unicode: soft hyphen, joiners, direction marks, variation selectors, tags, byte order mark.
    private static bool IsInvisible(int value) =>
        value
            is 0x00AD
                or 0x034F
                or 0x061C
                or (>= 0x180B and <= 0x180F)
                or (>= 0x200B and <= 0x200F)
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x206F)
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFEFF
                or (>= 0xE0000 and <= 0xE0FFF);
}

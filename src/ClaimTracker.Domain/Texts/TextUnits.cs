using System.Globalization;
using System.Text;

namespace ClaimTracker.Domain.Texts;

/// <summary>Cuts a text into the units in which two versions of it are compared. Where a cut falls depends on its neighbourhood alone, so that an edit moves no cut elsewhere.</summary>
internal static class TextUnits
{
    private const string Ends = ".!?…";
    private const string Closers = "»”’\"')]";

    /// <summary>
    /// Where sentences, and the white space between them, begin (UTF-16), and where the last ends. A line break ends a sentence too. White space stands
    /// alone, so that a sentence is the same at the end of a text as before another.
    /// </summary>
    public static List<int> Sentences(string text)
    {
        var cuts = new List<int> { 0 };
        var ended = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                var space = at;
                while (at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]))
                    at++;
                if (!ended && at + 1 < text.Length && !text.AsSpan(space, at + 1 - space).Contains('\n'))
                    continue;
                Cut(cuts, space);
                Cut(cuts, at + 1);
                ended = false;
            }
            else if (Ends.Contains(text[at], StringComparison.Ordinal))
            {
                ended = true;
            }
            else if (!Closers.Contains(text[at], StringComparison.Ordinal))
            {
                ended = false;
            }
        }

        Cut(cuts, text.Length);
        return cuts;
    }

    /// <summary>
    /// Where words and single marks begin between two places, and where the last ends. A character is never parted from what modifies it, so that
    /// "12" is not found in "120", nor a letter without the accent that was put on it.
    /// </summary>
    public static List<int> Words(string text, int start, int end)
    {
        var cuts = new List<int> { start };
        var before = default(Kind);
        for (var at = start; at < end; )
        {
            Rune.DecodeFromUtf16(text.AsSpan(at, end - at), out var rune, out var length);
            var kind = KindOf(rune);
            if (
                at > start
                && kind is not (Kind.Extends or Kind.Joins)
                && before is not Kind.Joins
                && !(kind == Kind.Letter && before == Kind.Letter)
            )
                cuts.Add(at);

            // What extends a letter keeps the word going.
            if (kind != Kind.Extends || before != Kind.Letter)
                before = kind;
            at += length;
        }

        Cut(cuts, end);
        return cuts;
    }

    public static bool HoldsLetterOrDigit(ReadOnlySpan<char> unit)
    {
        foreach (var rune in unit.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune))
                return true;
        return false;
    }

    private static void Cut(List<int> cuts, int at)
    {
        if (at > cuts[^1])
            cuts.Add(at);
    }

    private static Kind KindOf(Rune rune)
    {
        if (Rune.IsLetterOrDigit(rune))
            return Kind.Letter;
        if (rune.Value == 0x200D)
            return Kind.Joins;

        // Skin tones are symbols, and modify what stands before them all the same.
        var category = Rune.GetUnicodeCategory(rune);
        var extends =
            category
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.EnclosingMark
            || rune.Value is >= 0x1F3FB and <= 0x1F3FF;
        return extends ? Kind.Extends : Kind.Other;
    }

    private enum Kind
    {
        Other,
        Letter,
        Extends,
        Joins,
    }
}

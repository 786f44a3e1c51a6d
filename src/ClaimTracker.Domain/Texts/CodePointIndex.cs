namespace ClaimTracker.Domain.Texts;

/// <summary>
/// Translates between Unicode code points, in which every offset of the API is counted, and UTF-16 indices, in which .NET counts.
/// A lone surrogate counts as one code point. Immutable and safe to share.
/// </summary>
public sealed class CodePointIndex
{
    // Code point position of every character that takes two UTF-16 units, ascending. News is almost wholly BMP, so this is
    // nearly always empty: the index then costs one vectorised scan, and both translations are the identity.
    private readonly int[] wide;

    /// <summary>Indexes a text in one pass; holds four bytes for each character outside the BMP and none for the others.</summary>
    public CodePointIndex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        wide = FindWide(text);
        Length = text.Length - wide.Length;
    }

    /// <summary>The text itself, unchanged.</summary>
    public string Text { get; }

    /// <summary>Length of the text in code points.</summary>
    public int Length { get; }

    /// <summary>The UTF-16 index at which a code point begins.</summary>
    /// <param name="codePoint">0 to <see cref="Length"/>, both inclusive: the end of the text is a position too.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative or beyond the end.</exception>
    public int ToUtf16(int codePoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codePoint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codePoint, Length);
        return codePoint + CountBelow(codePoint);
    }

    /// <summary>The code point that begins at a UTF-16 index.</summary>
    /// <param name="utf16">0 to the UTF-16 length of the text, both inclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or beyond the end.</exception>
    /// <exception cref="ArgumentException">The index points between the two halves of a surrogate pair.</exception>
    public int ToCodePoint(int utf16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(utf16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utf16, Text.Length);
        if (wide.Length == 0)
            return utf16;
        if (utf16 > 0 && utf16 < Text.Length && char.IsSurrogatePair(Text, utf16 - 1))
            throw new ArgumentException(
                $"UTF-16 index {utf16} points between the two halves of a surrogate pair.",
                nameof(utf16)
            );

        // The n-th wide character begins at UTF-16 index wide[n] + n: the wide ones before it take one unit more each.
        int low = 0,
            high = wide.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (wide[middle] + middle < utf16)
                low = middle + 1;
            else
                high = middle;
        }
        return utf16 - low;
    }

    /// <summary>The text from one code point (inclusive) to another (exclusive).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ start ≤ end ≤ <see cref="Length"/>.</exception>
    public string Slice(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, end);
        var from = ToUtf16(start);
        return Text.Substring(from, ToUtf16(end) - from);
    }

    private int CountBelow(int codePoint)
    {
        if (wide.Length == 0)
            return 0;
        var found = Array.BinarySearch(wide, codePoint);
        return found < 0 ? ~found : found;
    }

    private static int[] FindWide(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF');
        if (at < 0)
            return [];

        var wide = new List<int>();
        while (at < text.Length)
        {
            if (char.IsSurrogatePair(text, at))
            {
                wide.Add(at - wide.Count);
                at += 2;
            }
            else
            {
                at++;
            }
            var next = text.AsSpan(at).IndexOfAnyInRange('\uD800', '\uDBFF');
            if (next < 0)
                break;
            at += next;
        }
        return [.. wide];
    }
}

using System.Globalization;
using System.Text;

namespace ClaimTracker.Domain.Texts;

public enum WordChangeKind
{
    Kept = 0,
    Removed = 1,
    Added = 2,
}

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Code points, from 0, inclusive.</param>
/// <param name="End">Code points, exclusive.</param>
/// <param name="Text">What stands there, with the white space that follows it.</param>
public sealed record TextStretch(int Start, int End, string Text);

/// <summary>A run of words that two wordings share, or that only one of them has.</summary>
/// <param name="Before">Null for what was added.</param>
/// <param name="After">Null for what was removed. What was kept may be typed differently on the two sides, such as « l’ » and « l' ».</param>
public sealed record WordChange(WordChangeKind Kind, TextStretch? Before, TextStretch? After);

/// <summary>
/// The words two wordings share and those they do not: a shortest edit script over words and punctuation (Myers 1986), in which what was removed
/// stands before what was added. The stretches of each side, put together, are that side, exactly.
/// </summary>
public static class WordDiff
{
    /// <summary>Beyond so many words that differ, the two have nothing worth showing in common but how they begin and end; it bounds time and memory.</summary>
    public const int MaxDistance = 1000;

    // No word is longer, and a run of accents takes time quadratic in its length to normalise.
    private const int LongestNormalised = 200;

    // What French elides before a vowel: its own word, so that "l'armée" and "une armée" share one.
    private static readonly HashSet<string> Elided = new(
        ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>What it takes to get from one wording to the other.</summary>
    public static IReadOnlyList<WordChange> Compare(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Words(before), Words(after));
        var changes = new List<WordChange>();
        var (i, j) = (0, 0);
        foreach (var (length, atOld, atNow) in Runs(Pairs(old, now)))
        {
            Differ(atOld, atNow);
            changes.Add(new WordChange(WordChangeKind.Kept, Stretch(old, i, i + length), Stretch(now, j, j + length)));
            (i, j) = (i + length, j + length);
        }

        Differ(old.Count, now.Count);
        return changes;

        void Differ(int toOld, int toNow)
        {
            if (toOld > i)
                changes.Add(new WordChange(WordChangeKind.Removed, Stretch(old, i, toOld), null));
            if (toNow > j)
                changes.Add(new WordChange(WordChangeKind.Added, null, Stretch(now, j, toNow)));
            (i, j) = (toOld, toNow);
        }
    }

    private static TextStretch Stretch(List<Word> words, int from, int to) =>
        new(
            words[from].Start,
            words[to - 1].End,
            string.Concat(words.Skip(from).Take(to - from).Select(word => word.Text))
        );

    private static IEnumerable<(int Length, int Old, int Now)> Runs(List<(int Old, int Now)> pairs)
    {
        for (int first = 0, next; first < pairs.Count; first = next)
        {
            for (
                next = first + 1;
                next < pairs.Count && pairs[next] == (pairs[next - 1].Old + 1, pairs[next - 1].Now + 1);

            )
                next++;
            yield return (next - first, pairs[first].Old, pairs[first].Now);
        }
    }

    /// <summary>The places of the words that stay, ascending on both sides.</summary>
    private static List<(int Old, int Now)> Pairs(List<Word> old, List<Word> now)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] a = [.. old.Select(IdOf)];
        int[] b = [.. now.Select(IdOf)];
        var shorter = Math.Min(a.Length, b.Length);
        var head = 0;
        while (head < shorter && a[head] == b[head])
            head++;
        var tail = 0;
        while (tail < shorter - head && a[^(tail + 1)] == b[^(tail + 1)])
            tail++;

        var pairs = Enumerable.Range(0, head).Select(at => (at, at)).ToList();
        pairs.AddRange(Middle(a[head..^tail], b[head..^tail]).Select(pair => (pair.Old + head, pair.Now + head)));
        pairs.AddRange(Enumerable.Range(-tail, tail).Select(at => (a.Length + at, b.Length + at)));
        return pairs;

        int IdOf(Word word)
        {
            if (!ids.TryGetValue(word.Key, out var id))
                ids.Add(word.Key, id = ids.Count);
            return id;
        }
    }

    // Greedy: for each number of differences, how far each diagonal reaches; then the way back. Empty where they differ too much.
    private static List<(int Old, int Now)> Middle(int[] a, int[] b)
    {
        var most = Math.Min(a.Length + b.Length, MaxDistance);
        var reach = new int[2 * most + 3];
        var center = most + 1;
        var rounds = new List<int[]>();
        for (var distance = 0; distance <= most; distance++)
        {
            rounds.Add(reach[(center - distance - 1)..(center + distance + 2)]);
            for (var diagonal = -distance; diagonal <= distance; diagonal += 2)
            {
                var x = GoesDown(diagonal, distance, reach[center + diagonal - 1], reach[center + diagonal + 1])
                    ? reach[center + diagonal + 1]
                    : reach[center + diagonal - 1] + 1;
                while (x < a.Length && x - diagonal < b.Length && a[x] == b[x - diagonal])
                    x++;
                reach[center + diagonal] = x;
                if (x >= a.Length && x - diagonal >= b.Length)
                    return WayBack(rounds, a.Length, b.Length);
            }
        }

        return [];
    }

    private static List<(int Old, int Now)> WayBack(List<int[]> rounds, int x, int y)
    {
        var pairs = new List<(int, int)>();
        for (var distance = rounds.Count - 1; distance >= 0; distance--)
        {
            var reach = rounds[distance];
            var center = distance + 1;
            var diagonal = x - y;
            var from = GoesDown(diagonal, distance, reach[center + diagonal - 1], reach[center + diagonal + 1])
                ? diagonal + 1
                : diagonal - 1;
            var (fromX, fromY) = distance == 0 ? (0, 0) : (reach[center + from], reach[center + from] - from);
            while (x > fromX && y > fromY)
                pairs.Add((--x, --y));
            (x, y) = (fromX, fromY);
        }

        pairs.Reverse();
        return pairs;
    }

    private static bool GoesDown(int diagonal, int distance, int left, int right) =>
        diagonal == -distance || (diagonal != distance && left < right);

    /// <summary>Words, numbers and single marks of punctuation, each with the white space after it. A letter is never parted from its accents.</summary>
    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        var (at, codePoint) = (0, 0);
        while (at < text.Length)
        {
            var end = EndOfWord(text, at);
            var key = KeyOf(text[at..end]);
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            var whole = text[at..end];
            var length = whole.EnumerateRunes().Count();
            words.Add(new Word(codePoint, codePoint + length, whole, key));
            (at, codePoint) = (end, codePoint + length);
        }

        return words;
    }

    private static int EndOfWord(string text, int start)
    {
        if (char.IsWhiteSpace(text[start]))
            return start;
        var end = start + ElementAt(text, start);
        if (!IsWordly(text, start))
            return end;
        while (end < text.Length)
        {
            if (IsWordly(text, end))
            {
                end += ElementAt(text, end);
                continue;
            }

            if (IsApostrophe(text[end]) && Elided.Contains(text[start..end]))
                return end + 1;
            var joins =
                end + 1 < text.Length
                && IsWordly(text, end + 1)
                && (
                    IsApostrophe(text[end])
                    || IsHyphen(text[end])
                    || (text[end] is '.' or ',' && char.IsDigit(text[end - 1]) && char.IsDigit(text[end + 1]))
                );
            if (!joins)
                return end;
            end++;
        }

        return end;
    }

    private static int ElementAt(string text, int at) => StringInfo.GetNextTextElementLength(text, at);

    private static bool IsWordly(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.ConnectorPunctuation;

    private static bool IsApostrophe(char character) => character is '\'' or '\u2019' or '\u02BC';

    private static bool IsHyphen(char character) => character is '-' or '\u2010' or '\u2011';

    // Equal where only the typing differs: composed or decomposed accents, straight or curly apostrophes. Case and accents themselves count.
    private static string KeyOf(string word)
    {
        if (Ascii.IsValid(word))
            return word;
        var typed = word.Replace('\u2019', '\'').Replace('\u02BC', '\'').Replace('\u2010', '-').Replace('\u2011', '-');
        return
            typed.Length <= LongestNormalised
            && WellFormedText.IsWellFormed(typed)
            && !typed.Contains('\uFFFE', StringComparison.Ordinal)
            ? typed.Normalize(NormalizationForm.FormC)
            : typed;
    }

    private readonly record struct Word(int Start, int End, string Text, string Key);
}

using System.Text;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Matching;

/// <summary>A name made ready for comparing: folded, without accents, in words.</summary>
public sealed class ComparedName
{
    // Words that names are put together with, in the languages that are read.
    private static readonly HashSet<string> Joining = new(
        [
            "a",
            "al",
            "and",
            "d",
            "da",
            "de",
            "del",
            "den",
            "der",
            "des",
            "di",
            "du",
            "e",
            "el",
            "et",
            "for",
            "in",
            "l",
            "la",
            "las",
            "le",
            "les",
            "los",
            "of",
            "pour",
            "s",
            "the",
            "und",
            "von",
            "y",
        ],
        StringComparer.Ordinal
    );

    public ComparedName(string name)
    {
        Name = name;
        var initials = new HashSet<int>();
        Words = Split(Folding.SearchKey(name), initials);
        Bearing = [.. Words.Where((word, at) => initials.Contains(at) || !Joining.Contains(word))];
        Letters = string.Concat(Words);
    }

    public string Name { get; }

    /// <summary>All words, in order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The words that are no articles or prepositions: "A." is an initial, and the last letter of "Outlet A" tells it from "Outlet E".</summary>
    public IReadOnlyList<string> Bearing { get; }

    /// <summary>The words run together.</summary>
    public string Letters { get; }

    private static List<string> Split(string key, HashSet<int> initials)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isElided, separator) = (false, ' ');
        foreach (var character in key.Append(' '))
        {
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
            {
                if (word.Length == 0)
                    isElided = separator == '\'';
                word.Append(character);
                continue;
            }

            if (word.Length > 0)
            {
                if (word.Length == 1 && character == '.')
                    initials.Add(words.Count);
                words.Add(word.ToString());
                word.Clear();
            }

            separator = character;
        }

        if (words.Count > 1 && words[^1].Length == 1 && !isElided)
            initials.Add(words.Count - 1);
        return words;
    }
}

/// <summary>How much two names look like names of one source, and by what.</summary>
/// <param name="Score">0 to 1; from <see cref="LookAlike"/> on the two are taken for look-alikes until somebody decides.</param>
/// <param name="Matched">The words, or the letters, that they have in common.</param>
/// <param name="How">In what they are alike.</param>
public sealed record Similarity(double Score, IReadOnlyList<string> Matched, MessageCode How)
{
    /// <summary>Shared words alone stay below: two ministries of defence share most of theirs.</summary>
    public const double LookAlike = .8;

    internal const int FewestLettersForAnEdit = 5;

    /// <summary>A letter makes another word of a shorter one: "Outlet A" and "Outlet B", "A. Smith" and "B. Smith".</summary>
    private const int FewestLettersOfAMisspeltWord = 4;

    internal const int FewestLettersForAnAcronym = 3;

    internal const int MostLettersForAnAcronym = 8;

    public bool IsLookAlike => Score >= LookAlike;

    /// <summary>The kinds whose names are compared with those of a kind: persons and organizations are easily taken for each other.</summary>
    public static IReadOnlyList<SourceKind> KindsLike(SourceKind kind) =>
        kind switch
        {
            SourceKind.Unnamed => [],
            SourceKind.Person or SourceKind.Organization => [SourceKind.Person, SourceKind.Organization],
            _ => [kind],
        };

    /// <summary>The strongest way in which two names are alike; null when they are not.</summary>
    public static Similarity? Of(ComparedName a, ComparedName b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Strong(a, b) ?? Shared(a, b);
    }

    /// <summary>The strongest way in which two names are look-alikes; null when they are not: shared words alone never are enough.</summary>
    internal static Similarity? Strong(ComparedName a, ComparedName b)
    {
        if (a.Letters.Length == 0 || b.Letters.Length == 0)
            return null;
        if (a.Words.SequenceEqual(b.Words))
            return new Similarity(1, a.Words, MessageCode.NamesSameWords);
        if (a.Letters == b.Letters)
            return new Similarity(.95, [a.Letters], MessageCode.NamesSameLetters);
        if (
            a.Words.Count == b.Words.Count
            && a.Letters.Length == b.Letters.Length
            && a.Words.Order(StringComparer.Ordinal).SequenceEqual(b.Words.Order(StringComparer.Ordinal))
        )
            return new Similarity(.95, a.Words, MessageCode.NamesReordered);
        if (a.Bearing.Count > 0 && a.Bearing.SequenceEqual(b.Bearing))
            return new Similarity(.95, a.Bearing, MessageCode.NamesSameBearingWords);
        if (
            Math.Min(a.Letters.Length, b.Letters.Length) >= FewestLettersForAnEdit
            && IsOneEdit(a.Letters, b.Letters)
            && IsMisspelt(a.Words, b.Words)
        )
            return new Similarity(.9, [.. a.Words.Intersect(b.Words)], MessageCode.NamesOneLetterApart);
        return Initials(a, b) ?? Acronym(a, b) ?? Acronym(b, a);
    }

    /// <summary>One letter put in, left out, replaced, or two neighbours exchanged; digits never differ.</summary>
    private static bool IsOneEdit(string a, string b)
    {
        var (small, large) = a.Length <= b.Length ? (a, b) : (b, a);
        if (large.Length - small.Length > 1)
            return false;
        var start = 0;
        while (start < small.Length && small[start] == large[start])
            start++;
        var end = 0;
        while (end < small.Length - start && small[^(end + 1)] == large[^(end + 1)])
            end++;
        var (fromSmall, fromLarge) = (small[start..^end], large[start..^end]);
        if (fromSmall.Concat(fromLarge).Any(char.IsDigit))
            return false;
        return fromLarge.Length <= 1 || (fromLarge.Length == 2 && fromSmall == $"{fromLarge[1]}{fromLarge[0]}");
    }

    /// <summary>Whether the words in which two names differ are long enough to be one word misspelt.</summary>
    private static bool IsMisspelt(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var (start, end) = (0, 0);
        var least = Math.Min(a.Count, b.Count);
        while (start < least && a[start] == b[start])
            start++;
        while (end < least - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        return Math.Max(Length(a), Length(b)) >= FewestLettersOfAMisspeltWord && Math.Min(Length(a), Length(b)) > 0;

        int Length(IReadOnlyList<string> words) => words.Skip(start).SkipLast(end).Sum(word => word.Length);
    }

    /// <summary>"S. Ryan" and "Sean Ryan": the last word the same, of the others at least one shortened to its first letter.</summary>
    private static Similarity? Initials(ComparedName a, ComparedName b)
    {
        var (one, other) = (a.Words, b.Words);
        if (one.Count != other.Count || one.Count < 2 || one[^1] != other[^1] || one[^1].Length < 2)
            return null;
        for (var i = 0; i < one.Count - 1; i++)
            if (one[i] != other[i] && !IsInitial(one[i], other[i]) && !IsInitial(other[i], one[i]))
                return null;
        return new Similarity(.85, [one[^1]], MessageCode.NamesInitials);

        static bool IsInitial(string letter, string word) =>
            letter.Length == 1 && letter[0] == word[0] && !char.IsDigit(letter[0]);
    }

    /// <summary>"AFP" and "Agence France-Presse".</summary>
    private static Similarity? Acronym(ComparedName brief, ComparedName full)
    {
        if (brief.Words is not [{ Length: >= FewestLettersForAnAcronym and <= MostLettersForAnAcronym } letters])
            return null;
        return letters == Heads(full.Words) || letters == Heads(full.Bearing)
            ? new Similarity(.8, [letters], MessageCode.NamesAcronym)
            : null;
    }

    /// <summary>The first letters of a name of three words or more; of any other: nothing.</summary>
    internal static string Heads(IReadOnlyList<string> words) =>
        words.Count < FewestLettersForAnAcronym ? "" : string.Concat(words.Select(word => word[0]));

    private static Similarity? Shared(ComparedName a, ComparedName b)
    {
        var shared = a.Bearing.Intersect(b.Bearing).ToList();
        var (ones, others) = (a.Bearing.Distinct().Count(), b.Bearing.Distinct().Count());
        if (!shared.Exists(IsTelling) || SharedScore(shared.Count, ones, others) is not { } score)
            return null;
        return new Similarity(
            score,
            shared,
            shared.Count == Math.Min(ones, others) ? MessageCode.NamesContained : MessageCode.NamesWordsInCommon
        );
    }

    /// <summary>A word that alone says something of the name that holds it.</summary>
    internal static bool IsTelling(string word) => word.Length > 2;

    /// <summary>What so many shared words are worth between names of so many; null: too little.</summary>
    internal static double? SharedScore(int shared, int ones, int others)
    {
        var overlap = 2.0 * shared / (ones + others);
        return shared == Math.Min(ones, others) ? Math.Round(.5 + .25 * overlap, 2)
            : overlap >= .5 ? Math.Round(.4 + .25 * overlap, 2)
            : null;
    }
}

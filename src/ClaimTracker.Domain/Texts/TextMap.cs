namespace ClaimTracker.Domain.Texts;

/// <summary>Which stretches of one version of a text certainly stand unchanged in another: whole sentences first, then words between them.</summary>
internal sealed class TextMap
{
    private readonly List<Stretch> stretches = [];

    private TextMap() { }

    /// <summary>UTF-16. Ascending in both versions, and as long as they can be.</summary>
    public IReadOnlyList<Stretch> Stretches => stretches;

    /// <summary>What begins at <paramref name="Old"/> begins at <paramref name="New"/> now (UTF-16).</summary>
    public readonly record struct Stretch(int Old, int New, int Length);

    public static TextMap Between(string old, string now)
    {
        var map = new TextMap();
        var sentences = new Units(old, TextUnits.Sentences(old), now, TextUnits.Sentences(now));
        int oldEnd = 0,
            newEnd = 0;
        foreach (var match in sentences.Match(new Skeleton(old, now).Allows))
        {
            int oldStart = sentences.OldCuts[match.One],
                newStart = sentences.NewCuts[match.Other],
                length = sentences.OldCuts[match.One + match.Length] - oldStart;
            map.AddWords(old, oldEnd, oldStart, now, newEnd, newStart);
            map.Add(oldStart, newStart, length);
            (oldEnd, newEnd) = (oldStart + length, newStart + length);
        }

        map.AddWords(old, oldEnd, old.Length, now, newEnd, now.Length);
        return map;
    }

    /// <summary>Where a place of the old version is now; null when it is not certain. UTF-16.</summary>
    public int? Carry(int start, int end)
    {
        var at = LastNotAfter(stretch => stretch.Old, start);
        return at >= 0 && end <= stretches[at].Old + stretches[at].Length
            ? start - stretches[at].Old + stretches[at].New
            : null;
    }

    /// <summary>Whether a place of the new version is certainly one of the old version. UTF-16.</summary>
    public bool IsTaken(int start, int end)
    {
        var at = LastNotAfter(stretch => stretch.New, start);
        return at >= 0 && end <= stretches[at].New + stretches[at].Length;
    }

    private int LastNotAfter(Func<Stretch, int> beginning, int place)
    {
        int low = 0,
            high = stretches.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (beginning(stretches[middle]) <= place)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void AddWords(string old, int oldStart, int oldEnd, string now, int newStart, int newEnd)
    {
        if (oldStart == oldEnd || newStart == newEnd)
            return;
        var words = new Units(old, TextUnits.Words(old, oldStart, oldEnd), now, TextUnits.Words(now, newStart, newEnd));
        foreach (var match in words.Match((_, _) => true))
            Add(
                words.OldCuts[match.One],
                words.NewCuts[match.Other],
                words.OldCuts[match.One + match.Length] - words.OldCuts[match.One]
            );
    }

    private void Add(int old, int now, int length)
    {
        if (
            stretches.Count > 0
            && stretches[^1] is var last
            && last.Old + last.Length == old
            && last.New + last.Length == now
        )
            stretches[^1] = last with { Length = last.Length + length };
        else
            stretches.Add(new Stretch(old, now, length));
    }

    /// <summary>The words that occur once in either version: a short sentence that came to stand elsewhere must not part what they hold together.</summary>
    private sealed class Skeleton
    {
        private readonly List<int> old;
        private readonly List<int> now;

        public Skeleton(string oldText, string newText)
        {
            var words = new Units(
                oldText,
                TextUnits.Words(oldText, 0, oldText.Length),
                newText,
                TextUnits.Words(newText, 0, newText.Length)
            );
            var once = words.Once();
            (old, now) = (
                once.ConvertAll(word => words.OldCuts[word.One]),
                once.ConvertAll(word => words.NewCuts[word.Other])
            );
        }

        /// <summary>Whether as many of the words stand before the one place as before the other.</summary>
        public bool Allows(int oldPlace, int newPlace) => CountBefore(old, oldPlace) == CountBefore(now, newPlace);

        private static int CountBefore(List<int> places, int place)
        {
            var found = places.BinarySearch(place);
            return found < 0 ? ~found : found;
        }
    }

    /// <summary>The units of two texts as numbers: the same number is the same run of characters.</summary>
    private sealed class Units
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private readonly List<bool> saysEnough = [];
        private readonly int[] old;
        private readonly int[] now;

        public Units(string oldText, List<int> oldCuts, string newText, List<int> newCuts)
        {
            (OldCuts, NewCuts) = (oldCuts, newCuts);
            (old, now) = (Number(oldText, oldCuts), Number(newText, newCuts));
        }

        public List<int> OldCuts { get; }

        public List<int> NewCuts { get; }

        /// <param name="allows">Whether a unit that begins at a place of the old text may be one that begins at a place of the new one.</param>
        public List<SequenceMatch.Match> Match(Func<int, int, bool> allows) =>
            SequenceMatch.Of(old, now, numbers.Count, (one, other) =>
                saysEnough[old[one]] && allows(OldCuts[one], NewCuts[other])
            );

        public List<(int One, int Other)> Once() =>
            SequenceMatch.Skeleton(old, now, numbers.Count, (one, _) => saysEnough[old[one]]);

        private int[] Number(string text, List<int> cuts)
        {
            var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            var units = new int[cuts.Count - 1];
            for (var i = 0; i < units.Length; i++)
            {
                var unit = text.AsSpan(cuts[i], cuts[i + 1] - cuts[i]);
                if (!lookup.TryGetValue(unit, out units[i]))
                {
                    units[i] = numbers.Count;
                    lookup[unit] = units[i];
                    saysEnough.Add(TextUnits.HoldsLetterOrDigit(unit));
                }
            }

            return units;
        }
    }
}

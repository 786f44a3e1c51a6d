namespace ClaimTracker.Domain.Texts;

/// <summary>
/// Every place of a text, sorted by what begins there (a suffix array, by prefix doubling): what is sought is found in the logarithm of the text's
/// length, however often the text repeats itself, where a search for each of thousands of quotes would read the text thousands of times.
/// </summary>
internal sealed class Occurrences
{
    /// <summary>UTF-16 units that are compared at once to begin with.</summary>
    private const int First = 4;

    private readonly string text;
    private readonly int[] places;

    public Occurrences(string text)
    {
        this.text = text;
        places = Sort(text);
    }

    /// <summary>Where it begins (UTF-16), in no order.</summary>
    /// <param name="wanted">Not empty.</param>
    /// <param name="most">So many are returned at most.</param>
    public IEnumerable<int> Of(string wanted, int most)
    {
        int low = 0,
            high = places.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (text.AsSpan(places[middle]).SequenceCompareTo(wanted) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        for (
            var i = low;
            i < places.Length && i < low + most && text.AsSpan(places[i]).StartsWith(wanted, StringComparison.Ordinal);
            i++
        )
            yield return places[i];
    }

    private static int[] Sort(string text)
    {
        var places = new int[text.Length];
        var keys = new ulong[text.Length];
        var ranks = new int[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            places[at] = at;
            for (var i = 0; i < First; i++)
                keys[at] = (keys[at] << 16) | (at + i < text.Length ? (ulong)text[at + i] : 0);
        }

        for (var compared = First; ; compared *= 2)
        {
            Array.Sort(keys, places);
            var rank = 0;
            for (var i = 0; i < places.Length; i++)
            {
                if (i == 0 || keys[i] != keys[i - 1])
                    rank++;
                ranks[places[i]] = rank;
            }

            if (rank == places.Length || compared >= text.Length)
                return places;
            for (var i = 0; i < places.Length; i++)
            {
                var after = (long)places[i] + compared;
                keys[i] = ((ulong)ranks[places[i]] << 32) | (after < text.Length ? (uint)ranks[after] : 0u);
            }
        }
    }
}

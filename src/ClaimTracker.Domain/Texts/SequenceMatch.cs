namespace ClaimTracker.Domain.Texts;

/// <summary>
/// Finds which elements of one sequence certainly stand unchanged in another, in the same order. Certain is what occurs once on either side
/// between two certain places (patience diff), and what adjoins a certain place; where a repetition lets an edit slide, nothing is said.
/// </summary>
internal sealed class SequenceMatch
{
    /// <summary>How often a gap between certain places is looked into again: what is only then found adds little, and the cost stays linear.</summary>
    private const int MaxDepth = 16;

    private readonly int[] one;
    private readonly int[] other;
    private readonly Func<int, int, bool> canAnchor;
    private readonly int[] countInOne;
    private readonly int[] countInOther;
    private readonly int[] placeInOther;
    private readonly List<Match> matches = [];

    private SequenceMatch(int[] one, int[] other, int kinds, Func<int, int, bool> canAnchor)
    {
        (this.one, this.other, this.canAnchor) = (one, other, canAnchor);
        (countInOne, countInOther, placeInOther) = (new int[kinds], new int[kinds], new int[kinds]);
    }

    /// <summary>Elements from <paramref name="One"/> on are those of the other sequence from <paramref name="Other"/> on.</summary>
    public readonly record struct Match(int One, int Other, int Length);

    /// <param name="one">Elements as numbers from 0: the same number is the same element.</param>
    /// <param name="other">Likewise.</param>
    /// <param name="kinds">One more than the greatest number.</param>
    /// <param name="canAnchor">Whether two equal elements, at these places, say enough to be certain when they occur once.</param>
    /// <returns>Ascending in both.</returns>
    public static List<Match> Of(int[] one, int[] other, int kinds, Func<int, int, bool> canAnchor)
    {
        var match = new SequenceMatch(one, other, kinds, canAnchor);
        match.Between(0, one.Length, 0, other.Length, 0);
        match.matches.Sort((a, b) => a.One.CompareTo(b.One));
        return match.matches;
    }

    /// <summary>The most of what occurs once in either sequence that stands in the same order in both.</summary>
    public static List<(int One, int Other)> Skeleton(
        int[] one,
        int[] other,
        int kinds,
        Func<int, int, bool> canAnchor
    ) => new SequenceMatch(one, other, kinds, canAnchor).Anchors(0, one.Length, 0, other.Length);

    private void Between(int start, int end, int otherStart, int otherEnd, int depth)
    {
        int length = end - start,
            otherLength = otherEnd - otherStart,
            shorter = Math.Min(length, otherLength);
        var left = 0;
        while (left < shorter && one[start + left] == other[otherStart + left])
            left++;
        if (left == length && left == otherLength)
        {
            Add(start, otherStart, left);
            return;
        }

        var right = 0;
        while (right < shorter && one[end - 1 - right] == other[otherEnd - 1 - right])
            right++;

        // Where both reach the same element, it may have come from either side: "very very" of which one "very" was struck out.
        if (left + right > shorter)
            (left, right) = (shorter - right, shorter - left);
        Add(start, otherStart, left);
        Add(end - right, otherEnd - right, right);
        Inside(start + left, end - right, otherStart + left, otherEnd - right, depth);
    }

    private void Inside(int start, int end, int otherStart, int otherEnd, int depth)
    {
        if (start == end || otherStart == otherEnd || depth == MaxDepth)
            return;
        var anchors = Anchors(start, end, otherStart, otherEnd);
        if (anchors.Count == 0)
            return;
        foreach (var (at, otherAt) in anchors)
        {
            Between(start, at, otherStart, otherAt, depth + 1);
            Add(at, otherAt, 1);
            (start, otherStart) = (at + 1, otherAt + 1);
        }

        Between(start, end, otherStart, otherEnd, depth + 1);
    }

    private void Add(int start, int otherStart, int length)
    {
        if (length > 0)
            matches.Add(new Match(start, otherStart, length));
    }

    private List<(int One, int Other)> Anchors(int start, int end, int otherStart, int otherEnd)
    {
        for (var at = otherStart; at < otherEnd; at++)
        {
            countInOther[other[at]]++;
            placeInOther[other[at]] = at;
        }

        for (var at = start; at < end; at++)
            countInOne[one[at]]++;

        var pairs = new List<(int One, int Other)>();
        for (var at = start; at < end; at++)
            if (countInOne[one[at]] == 1 && countInOther[one[at]] == 1 && canAnchor(at, placeInOther[one[at]]))
                pairs.Add((at, placeInOther[one[at]]));

        for (var at = otherStart; at < otherEnd; at++)
            countInOther[other[at]] = 0;
        for (var at = start; at < end; at++)
            countInOne[one[at]] = 0;
        return LongestAscending(pairs);
    }

    // Patience sorting: the top of each pile, and for each pair the one it lies on.
    private static List<(int One, int Other)> LongestAscending(List<(int One, int Other)> pairs)
    {
        var tops = new List<int>();
        var below = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            int low = 0,
                high = tops.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (pairs[tops[middle]].Other < pairs[i].Other)
                    low = middle + 1;
                else
                    high = middle;
            }

            below[i] = low == 0 ? -1 : tops[low - 1];
            if (low == tops.Count)
                tops.Add(i);
            else
                tops[low] = i;
        }

        var longest = new List<(int One, int Other)>(tops.Count);
        for (var i = tops.Count == 0 ? -1 : tops[^1]; i >= 0; i = below[i])
            longest.Add(pairs[i]);
        longest.Reverse();
        return longest;
    }
}

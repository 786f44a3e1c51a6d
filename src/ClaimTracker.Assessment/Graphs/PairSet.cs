namespace ClaimTracker.Assessment.Graphs;

/// <summary>A set of pairs of small numbers that is emptied in no time: what was added in an earlier generation is no member.</summary>
internal sealed class PairSet
{
    private (long Pair, int Generation)[] slots = new (long, int)[256];
    private int generation = 1;
    private int count;

    public void Clear()
    {
        generation++;
        count = 0;
    }

    /// <summary>True when the pair was not yet a member.</summary>
    public bool Add(int first, int second)
    {
        if (2 * count >= slots.Length)
            Grow();
        if (!Place(((long)first << 32) | (uint)second))
            return false;
        count++;
        return true;
    }

    private bool Place(long pair)
    {
        // Fibonacci hashing (D. Knuth, The Art of Computer Programming 3, section 6.4), then the next free slot.
        var at = (int)((ulong)pair * 11400714819323198485UL >> 32) & (slots.Length - 1);
        while (slots[at].Generation == generation)
        {
            if (slots[at].Pair == pair)
                return false;
            at = (at + 1) & (slots.Length - 1);
        }

        slots[at] = (pair, generation);
        return true;
    }

    private void Grow()
    {
        var old = slots;
        slots = new (long, int)[2 * old.Length];
        foreach (var (pair, generation) in old)
            if (generation == this.generation)
                Place(pair);
    }
}

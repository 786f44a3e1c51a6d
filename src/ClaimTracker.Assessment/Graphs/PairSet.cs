namespace ClaimTracker.Assessment.Graphs;

/// <summary>A set of pairs of small numbers that is emptied in no time: what was added in an earlier generation is no member.</summary>
internal sealed class PairSet
{
    private (long Pair, int Generation)[] _slots = new (long, int)[256];
    private int _generation = 1;
    private int _count;

    public void Clear()
    {
        _generation++;
        _count = 0;
    }

    /// <summary>True when the pair was not yet a member.</summary>
    public bool Add(int first, int second)
    {
        if (2 * _count >= _slots.Length)
            Grow();
        if (!Place(((long)first << 32) | (uint)second))
            return false;
        _count++;
        return true;
    }

    private bool Place(long pair)
    {
        // Fibonacci hashing (D. Knuth, The Art of Computer Programming 3, section 6.4), then the next free slot.
        var at = (int)((ulong)pair * 11400714819323198485UL >> 32) & (_slots.Length - 1);
        while (_slots[at].Generation == _generation)
        {
            if (_slots[at].Pair == pair)
                return false;
            at = (at + 1) & (_slots.Length - 1);
        }
        _slots[at] = (pair, _generation);
        return true;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (long, int)[2 * old.Length];
        foreach (var (pair, generation) in old)
            if (generation == _generation)
                Place(pair);
    }
}

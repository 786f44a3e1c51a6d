namespace ClaimTracker.Training;

/// <summary>Chance that is the same every time, on every machine.</summary>
internal sealed class Shuffle(uint seed)
{
    private uint state = seed;

    public int Next(int below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)below);
    }

    public int[] Order(int[] items)
    {
        var order = (int[])items.Clone();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }
}

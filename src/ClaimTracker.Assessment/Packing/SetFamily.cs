namespace ClaimTracker.Assessment.Packing;

/// <summary>Sets of small numbers, put one after another into one array, and for each number the sets that hold it. Emptied, it keeps its memory.</summary>
public abstract class SetFamily
{
    private int[] ends = new int[64]; // by set: where its elements end
    private int[] elements = new int[256];
    private int[] firstHolder = [];
    private int[] holders = [];
    private int[] lastSet = new int[64]; // by element: the last set it was put in

    /// <summary>How many sets there are.</summary>
    public int Count { get; private set; }

    /// <summary>One more than the largest element.</summary>
    protected int Elements { get; private set; }

    /// <summary>The elements of a set.</summary>
    public ReadOnlySpan<int> this[int set]
    {
        get
        {
            var from = set == 0 ? 0 : ends[set - 1];
            return elements.AsSpan(from, ends[set] - from);
        }
    }

    /// <summary>Forgets the sets.</summary>
    public void Clear()
    {
        Count = 0;
        Elements = 0;
        ends[0] = 0;
    }

    /// <summary>Puts an element into the set that is being made; one that it has already changes nothing.</summary>
    /// <param name="element">A small number, 0 or more; elements are best numbered in the order in which they come.</param>
    public void Put(int element)
    {
        if (element >= lastSet.Length)
            Array.Resize(ref lastSet, Math.Max(2 * lastSet.Length, element + 1));
        while (Elements <= element)
            lastSet[Elements++] = -1;
        if (lastSet[element] == Count)
            return;
        lastSet[element] = Count;
        var end = ends[Count];
        if (end == elements.Length)
            Array.Resize(ref elements, 2 * end);
        elements[end] = element;
        ends[Count] = end + 1;
    }

    /// <summary>Ends a set, and returns its number; the next begins empty.</summary>
    public int Close()
    {
        if (Count + 2 > ends.Length)
            Array.Resize(ref ends, 2 * ends.Length);
        ends[Count + 1] = ends[Count];
        return Count++;
    }

    /// <summary>Finds for each element the sets that hold it.</summary>
    protected void IndexHolders()
    {
        var total = Count == 0 ? 0 : ends[Count - 1];
        Fit(ref firstHolder, Elements + 1);
        Fit(ref holders, total);
        Array.Clear(firstHolder, 0, Elements + 1);
        for (var i = 0; i < total; i++)
            firstHolder[elements[i]]++;
        for (var (element, at) = (0, 0); element <= Elements; element++)
            firstHolder[element] = at += firstHolder[element];
        // Filled from behind, so that the sets of an element stand in their order and the places end where they begin.
        for (var set = Count - 1; set >= 0; set--)
            foreach (var element in this[set])
                holders[--firstHolder[element]] = set;
    }

    /// <summary>The sets that hold an element, ascending.</summary>
    protected ReadOnlySpan<int> Holders(int element) =>
        holders.AsSpan(firstHolder[element], firstHolder[element + 1] - firstHolder[element]);

    protected static void Fit<T>(ref T[] array, int size)
    {
        if (array.Length < size)
            Array.Resize(ref array, Math.Max(size, 2 * array.Length));
    }
}

namespace ClaimTracker.Assessment.Rows;

/// <summary>A growing array whose items are changed in place, so that a million rows are one object to the garbage collector.</summary>
internal sealed class RowBuffer<T>(int capacity = 16)
{
    private T[] items = new T[Math.Max(1, capacity)];

    public int Count { get; private set; }

    public ref T this[int index] => ref items[index];

    public int Add(T item)
    {
        if (Count == items.Length)
            Array.Resize(ref items, 2 * items.Length);
        items[Count] = item;
        return Count++;
    }

    public ReadOnlySpan<T> Slice(int first, int count) => items.AsSpan(first, count);

    public void Clear() => Count = 0;
}

namespace ClaimTracker.Assessment.Rows;

/// <summary>A growing array whose items are changed in place, so that a million rows are one object to the garbage collector.</summary>
internal sealed class RowBuffer<T>(int capacity = 16)
{
    private T[] _items = new T[Math.Max(1, capacity)];

    public int Count { get; private set; }

    public ref T this[int index] => ref _items[index];

    public int Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, 2 * _items.Length);
        _items[Count] = item;
        return Count++;
    }

    public ReadOnlySpan<T> Slice(int first, int count) => _items.AsSpan(first, count);

    public void Clear() => Count = 0;
}

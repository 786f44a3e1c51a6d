namespace ClaimTracker.Assessment.Rows;

internal static class Dictionaries
{
    /// <summary>What a key leads to; something new and empty where it led to nothing.</summary>
    public static TValue GetOrNew<TKey, TValue>(this Dictionary<TKey, TValue> values, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!values.TryGetValue(key, out var value))
            values.Add(key, value = new TValue());
        return value;
    }
}

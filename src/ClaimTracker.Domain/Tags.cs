namespace ClaimTracker.Domain;

/// <summary>A tag as it hangs on a record.</summary>
public interface ITag
{
    string Tag { get; }
}

internal static class TagSet
{
    /// <summary>Makes <paramref name="current"/> hold exactly the wanted tags, and touches only those that come or go.</summary>
    public static void Replace<T>(List<T> current, IEnumerable<string> wanted, Func<string, T> create)
        where T : ITag
    {
        var keep = wanted.ToHashSet(StringComparer.Ordinal);
        current.RemoveAll(tag => !keep.Contains(tag.Tag));
        keep.ExceptWith(current.Select(tag => tag.Tag));
        current.AddRange(keep.Order(StringComparer.Ordinal).Select(create));
    }
}

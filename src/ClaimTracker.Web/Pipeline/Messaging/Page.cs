using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimTracker.Web.Pipeline.Bodies;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>A page of a list.</summary>
/// <param name="Items">At most <c>limit</c> of them.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next) : IPage
{
    public Page<TOther> Select<TOther>(Func<T, TOther> view) => new([.. Items.Select(view)], Next);
}

/// <summary>A page of whatever it lists.</summary>
public interface IPage
{
    string? Next { get; }
}

/// <summary>What every list takes.</summary>
public interface IPaged
{
    /// <summary>1 to 500; 50 when absent.</summary>
    int? Limit { get; }

    /// <summary>A cursor from a page of the same list with the same filters.</summary>
    string? After { get; }
}

/// <summary>
/// Keyset paging: a cursor holds the sort key and id of the last item, and a digest of the filters it belongs to.
/// Every page costs the same, and what is added meanwhile shifts nothing.
/// </summary>
internal sealed class Cursor
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    private readonly string filters;

    private Cursor(IPaged query, string filters)
    {
        this.filters = filters;
        Limit = query.Limit ?? DefaultLimit;
        (Key, Id) = query.After is null ? (null, null) : Decode(query.After);
    }

    public int Limit { get; }

    /// <summary>One more than the limit: the extra one says that there is a next page.</summary>
    public int Take => Limit + 1;

    /// <summary>The sort key to go on after; null at the start, and for a list by id.</summary>
    public string? Key { get; }

    /// <summary>The id to go on after; null at the start.</summary>
    public long? Id { get; }

    /// <param name="within">The id in the path, of what the list belongs to.</param>
    /// <exception cref="InvalidRequestException">The limit is out of range; the cursor is damaged or from other filters.</exception>
    public static Cursor Of<TQuery>(TQuery query, long? within = null)
        where TQuery : IPaged
    {
        if (query.Limit is < 1 or > MaxLimit)
            throw InvalidRequestException.At("limit", $"must be 1 to {MaxLimit}.");
        var filters = JsonSerializer.SerializeToNode(query, typeof(TQuery), Json.Options)!.AsObject();
        filters.Remove("limit");
        filters.Remove("after");
        return new Cursor(query, $"{typeof(TQuery).Name} {within} {filters.ToJsonString()}");
    }

    /// <summary>Cuts off the extra item and makes the cursor of the next page.</summary>
    public Page<T> Cut<T>(IReadOnlyList<T> taken, Func<T, long> id, Func<T, string?>? key = null)
    {
        if (taken.Count <= Limit)
            return new Page<T>(taken, null);
        var items = taken.Take(Limit).ToList();
        return new Page<T>(items, Encode(key?.Invoke(items[^1]), id(items[^1])));
    }

    private string Encode(string? key, long id)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Mark(key, id));
        return Base64Url.EncodeToString([.. Seal(body), .. body]);
    }

    private (string? Key, long? Id) Decode(string cursor)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            var body = bytes.AsSpan(Math.Min(8, bytes.Length));
            if (
                bytes.Length > 8
                && bytes.AsSpan(0, 8).SequenceEqual(Seal(body))
                && JsonSerializer.Deserialize<Mark>(body) is { } mark
            )
                return (mark.Key, mark.Id);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // Answered below, like any other damage.
        }

        throw InvalidRequestException.At(
            "after",
            "is not a cursor of this list with these filters; start again without it.",
            "badCursor"
        );
    }

    // Not a secret: it tells a damaged or misplaced cursor from a good one.
    private byte[] Seal(ReadOnlySpan<byte> body)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(filters));
        sha.AppendData(body);
        return sha.GetHashAndReset()[..8];
    }

    private sealed record Mark(string? Key, long Id);
}

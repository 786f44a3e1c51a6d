using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Shared;

/// <summary>A key to the API.</summary>
/// <param name="Holder">The lasting name of who acts with it.</param>
/// <param name="Expires">UTC; refused from this instant on. Null: it does not expire.</param>
/// <param name="Hint">The first characters of the key, to tell keys apart.</param>
/// <param name="LastUsed">UTC, to about a minute; null before the first use.</param>
/// <param name="RevokedAt">UTC; null while it has not been revoked.</param>
/// <param name="Key">The key itself. Stands only in the answer that issues it, and can never be read again.</param>
public sealed record ApiKeyView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    string Holder,
    Role Role,
    DateTime? Expires,
    string Hint,
    DateTime? LastUsed,
    string? RevokedBy,
    DateTime? RevokedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null
) : IResource, IHoldsSecret
{
    public object WithoutSecret() => this with { Key = null };

    /// <summary>For logs: never with the key.</summary>
    public override string ToString() => $"key {Id} of {Holder} ({Role})";
}

/// <summary>Reads keys as they go over the wire.</summary>
internal static class ApiKeyViews
{
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<ApiKeyView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        (await ReadAsync(db.ApiKeys.Where(key => key.Id == id), cancellationToken)).FirstOrDefault()
        ?? throw new NotFoundException("key", id);

    /// <summary>The keys of a query, in its order.</summary>
    public static async Task<IReadOnlyList<ApiKeyView>> ReadAsync(
        IQueryable<ApiKey> keys,
        CancellationToken cancellationToken
    )
    {
        var rows = await keys.AsNoTracking()
            .Select(key => new { Key = key, Holder = key.Holder.Name })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new ApiKeyView(
                row.Key.Id,
                row.Key.Version,
                row.Key.RecordedAt,
                row.Key.RecordedBy,
                new Links($"/api/v1/api-keys/{row.Key.Id}"),
                row.Holder,
                row.Key.Role,
                row.Key.Expires,
                row.Key.Hint,
                row.Key.LastUsed,
                row.Key.RevokedBy,
                row.Key.RevokedAt
            )),
        ];
    }
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Shared;

/// <summary>The lasting name of a person or program that acts; keys come and go.</summary>
public sealed record HolderView(long Id, int Version, DateTime RecordedAt, string RecordedBy, Links Links, string Name)
    : IResource;

/// <summary>Reads holders as they go over the wire.</summary>
internal static class HolderViews
{
    /// <summary>The holders of a query, in its order.</summary>
    public static async Task<IReadOnlyList<HolderView>> ReadAsync(
        IQueryable<Holder> holders,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await holders.AsNoTracking().ToListAsync(cancellationToken)).Select(holder => new HolderView(
                holder.Id,
                holder.Version,
                holder.RecordedAt,
                holder.RecordedBy,
                new Links($"/api/v1/holders/{holder.Id}"),
                holder.Name
            )),
        ];
}

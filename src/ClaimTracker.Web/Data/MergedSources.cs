using ClaimTracker.Domain.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Data;

/// <summary>Follows merges: up to the source that stands for another, and down to all that a source stands for.</summary>
internal static class MergedSources
{
    /// <summary>A source and all that were merged into it, directly or through others; itself first.</summary>
    public static async Task<List<long>> WithMergedAsync(this DbSet<Source> sources, long id, CancellationToken cancellationToken)
    {
        var all = new List<long> { id };
        for (var level = all.ToList(); level.Count > 0;)
        {
            var above = level;
            level = await sources.Where(source => above.Contains(source.MergedIntoId!.Value)).OrderBy(source => source.Id).Select(source => source.Id).ToListAsync(cancellationToken);
            all.AddRange(level);
        }

        return all;
    }

    /// <summary>
    /// After a merge, or after one was taken back: everything that was merged into the source stands where the source stands now. It follows from
    /// the merges, so it raises no version and leaves no entry in the audit trail.
    /// </summary>
    public static async Task MoveMergedAsync(this DbSet<Source> sources, Source source, CancellationToken cancellationToken)
    {
        var below = (await sources.WithMergedAsync(source.Id, cancellationToken)).Where(id => id != source.Id).ToList();
        long? canonical = source.CanonicalId ?? source.Id;
        if (below.Count > 0)
            await sources.Where(merged => below.Contains(merged.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(merged => merged.CanonicalId, canonical), cancellationToken);
    }
}

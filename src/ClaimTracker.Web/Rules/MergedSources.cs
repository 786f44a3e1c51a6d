using System.Runtime.CompilerServices;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Rules;

/// <summary>Follows merges: up to the source that stands for another, and down to all that a source stands for.</summary>
internal static class MergedSources
{
    /// <summary>What was merged into some sources. Compiled, for each model once, because every filter by a source asks it.</summary>
    private static readonly ConditionalWeakTable<
        IModel,
        Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<Step<long>>>
    > MergedInto = [];

    /// <summary>A source and all that were merged into it, directly or through others; itself first.</summary>
    public static async Task<List<long>> WithMergedAsync(
        this ClaimTrackerDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var mergedInto = MergedInto.GetValue(db.Model, static _ =>
            EF.CompileAsyncQuery(
                (ClaimTrackerDb db, List<long> above) =>
                    db
                        .Sources.Where(source => above.Contains(source.MergedIntoId!.Value))
                        .OrderBy(source => source.Id)
                        .Select(source => new Step<long> { Near = source.MergedIntoId!.Value, Far = source.Id })
            )
        );
        var walk = await BreadthFirst.ReachAsync(
            [id],
            async above => await mergedInto(db, above).ToListAsync(cancellationToken),
            Cap.None
        );
        return [.. walk.Reached.Keys];
    }

    /// <summary>
    /// After a merge, or after one was taken back: everything that was merged into the source stands where the source stands now. It follows from
    /// the merges, so it raises no version and leaves no entry in the audit trail.
    /// </summary>
    public static async Task MoveMergedAsync(this ClaimTrackerDb db, Source source, CancellationToken cancellationToken)
    {
        var below = (await db.WithMergedAsync(source.Id, cancellationToken)).Where(id => id != source.Id).ToList();
        long? canonical = source.CanonicalId ?? source.Id;
        if (below.Count > 0)
            await db
                .Sources.Where(merged => below.Contains(merged.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(merged => merged.CanonicalId, canonical), cancellationToken);
    }

    /// <summary>Says that a source is another one. Once that is saved, what was merged into it is moved: <see cref="MoveMergedAsync"/>.</summary>
    /// <exception cref="ConflictException"><c>alreadyMerged</c>; <c>sourcesDistinct</c>: somebody told them apart.</exception>
    /// <exception cref="DomainRuleException"><c>mergeCycle</c>, <c>unnamedSource</c>.</exception>
    public static async Task MergeAsync(
        this ClaimTrackerDb db,
        Source source,
        Source into,
        CancellationToken cancellationToken
    )
    {
        var canonical = into.CanonicalId ?? into.Id;
        source.MergeInto(into);
        await db.RefuseDistinctAsync(source.Id, canonical, cancellationToken);
    }

    // Whatever is one with either side comes along.
    private static async Task RefuseDistinctAsync(
        this ClaimTrackerDb db,
        long source,
        long canonical,
        CancellationToken cancellationToken
    )
    {
        var ones = await db.WithMergedAsync(source, cancellationToken);
        var others = await db.WithMergedAsync(canonical, cancellationToken);
        var distinction = await db
            .Distinctions.AsNoTracking()
            .Where(d => d.WithdrawnAt == null)
            .Where(d =>
                (ones.Contains(d.SourceId) && others.Contains(d.FromId))
                || (others.Contains(d.SourceId) && ones.Contains(d.FromId))
            )
            .FirstOrDefaultAsync(cancellationToken);
        if (distinction is not null)
            throw new ConflictException(
                "sourcesDistinct",
                $"{distinction.RecordedBy} found that sources {distinction.SourceId} and {distinction.FromId} are not the same: {distinction.Reason}"
            )
            {
                Details = new Dictionary<string, object?> { ["distinctionId"] = distinction.Id },
            };
    }
}

using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Audit;

/// <summary>
/// Makes checkpoints of the trail, going on from the one before: each costs what was added since. It goes on from what it folded itself, or from what
/// the key sealed, and otherwise begins at the beginning: nobody gets a forged root sealed by putting it into the table.
/// </summary>
internal sealed class Checkpoints(AuditSettings settings, WriteTransaction writeTransaction, TimeProvider clock)
{
    private const int Portion = 20_000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private AuditCheckpoint? newest;

    /// <summary>How many entries were added since the newest checkpoint, and when that was made; null where there is none.</summary>
    public async Task<(long Entries, DateTime? Since)> PendingAsync(
        ClaimTrackerDb db,
        CancellationToken cancellationToken
    )
    {
        var head = await db.TrailHeadAsync(cancellationToken);
        var last = await LastAsync(db, cancellationToken);
        return (head - (last?.Position ?? 0), last?.At);
    }

    /// <summary>Makes one of all that is committed; null where nothing was added since the newest.</summary>
    public async Task<AuditCheckpoint?> MakeAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var head = await db.TrailHeadAsync(cancellationToken);
            var last = await LastAsync(db, cancellationToken);
            if (head <= (last?.Position ?? 0))
                return null;

            // Its own memory first: nobody changed that.
            var before =
                newest is not null && newest.Position <= head ? newest
                : last?.IsSealedBy(settings.Key) == true ? last
                : null;
            var root = before is null ? new TrailRoot() : TrailRoot.After(before);
            for (var after = before?.Position ?? 0; after < head; after += Portion)
            {
                var from = after;
                var hashes = db
                    .AuditEntries.Where(entry =>
                        entry.Position > from && entry.Position <= from + Portion && entry.Position <= head
                    )
                    .OrderBy(entry => entry.Position)
                    .Select(entry => entry.Hash)
                    .AsAsyncEnumerable();
                await foreach (var hash in hashes.WithCancellation(cancellationToken))
                    root.Add(Convert.FromHexString(hash));
            }

            newest = AuditCheckpoint.Of(root, head, clock.GetUtcNow().UtcDateTime, settings.Key);
            await KeepAsync(db, newest, cancellationToken);
            return newest;
        }
        finally
        {
            turn.Release();
        }
    }

    private Task<int> KeepAsync(ClaimTrackerDb db, AuditCheckpoint checkpoint, CancellationToken cancellationToken) =>
        writeTransaction.RunAsync(
            db,
            act: null,
            async () =>
            {
                // Another instance may have been quicker.
                if (
                    await db.AuditCheckpoints.AnyAsync(
                        other => other.Position == checkpoint.Position,
                        cancellationToken
                    )
                )
                    return 0;
                db.AuditCheckpoints.Add(checkpoint);
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken
        );

    private static Task<AuditCheckpoint?> LastAsync(ClaimTrackerDb db, CancellationToken cancellationToken) =>
        db
            .AuditCheckpoints.AsNoTracking()
            .OrderByDescending(checkpoint => checkpoint.Position)
            .FirstOrDefaultAsync(cancellationToken);
}

using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Audit;

/// <summary>What a follower of the audit trail is told of an entry.</summary>
/// <param name="Act">The position of the first entry of the use case that left it: entries with the same number were committed together.</param>
internal sealed record TrailEntry(long Position, AuditSubject Subject, long Act);

/// <summary>
/// One follower's place in the audit trail. It hands on what was committed, by whichever instance, in portions and in order, and goes on from where its
/// follower took something in last. One follows at a time.
/// </summary>
internal sealed class TrailSubscription(int portion)
{
    private long progress;

    /// <summary>The position of the last entry that was taken in; others may look at it while one follows.</summary>
    public long Progress
    {
        get => Volatile.Read(ref progress);
        private set => Volatile.Write(ref progress, value);
    }

    /// <summary>Goes on from here: what stands before it is known already.</summary>
    public void StartAfter(long position) => Progress = position;

    /// <summary>Hands on what was committed since, as far as a position at least, where it was committed by now.</summary>
    /// <param name="take">Takes in one portion. What it fails to take in is handed on again.</param>
    public async Task FollowAsync(
        ClaimTrackerDb db,
        long to,
        Func<IReadOnlyList<TrailEntry>, Task> take,
        CancellationToken cancellationToken
    )
    {
        while (Progress < to)
        {
            var entries = await ReadAsync(db, cancellationToken);
            if (entries.Count == 0)
                return;
            await take(entries);
            Progress = entries[^1].Position;
        }
    }

    private async Task<List<TrailEntry>> ReadAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var after = Progress;
        var rows = await db
            .AuditEntries.AsNoTracking()
            .Where(entry => entry.Position > after)
            .OrderBy(entry => entry.Position)
            .Take(portion)
            .Select(entry => new Row(entry.Position, entry.Subject, entry.Act, entry.Actor, entry.At, entry.UseCase))
            .ToListAsync(cancellationToken);
        var entries = new List<TrailEntry>(rows.Count);
        foreach (var row in rows)
        {
            var isOfTheActBefore = entries.Count > 0 && row.IsOfTheActOf(rows[entries.Count - 1]);
            entries.Add(
                new TrailEntry(
                    row.Position,
                    AuditSubject.Parse(row.Subject),
                    row.Act ?? (isOfTheActBefore ? entries[^1].Act : row.Position)
                )
            );
        }

        return entries;
    }

    private sealed record Row(long Position, string Subject, long? Act, string Actor, DateTime At, string UseCase)
    {
        // Entries that were written before acts had numbers: nobody does the same twice at one instant.
        public bool IsOfTheActOf(Row before) =>
            before.Act is null && (Actor, At, UseCase) == (before.Actor, before.At, before.UseCase);
    }
}

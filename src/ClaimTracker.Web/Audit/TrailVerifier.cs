using System.Data.Common;
using System.Globalization;
using System.Text;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many it read and found sound.</param>
/// <param name="FirstBroken">Null where nothing is wrong.</param>
/// <param name="Root">Of the entries read; of the whole trail where nothing is wrong.</param>
/// <param name="Unsealed">Checkpoints of which nobody can tell here whether they are genuine: they have no seal, or that of another key, or there is no key.</param>
internal sealed record TrailReport(long Entries, TrailFault? FirstBroken, TrailRoot Root, int Unsealed);

/// <summary>
/// Verifies the trail as of its head when it begins: every hash, every chain, every position, every head, every checkpoint. It reads in portions, each
/// a statement of its own: writers go on beside it, and what it holds in memory does not grow with the trail.
/// </summary>
internal sealed class TrailVerifier(ClaimTrackerDb db, AuditSettings settings) : IScoped
{
    private readonly TrailSql sql = new(db.Dialect);

    /// <param name="kept">Checkpoints that were kept outside the database.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    public async Task<TrailReport> VerifyAsync(
        IReadOnlyList<AuditCheckpoint> kept,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    ) =>
        await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                await db.Database.OpenConnectionAsync(cancellationToken);
                try
                {
                    return await RunAsync(kept, progress, cancellationToken);
                }
                finally
                {
                    await db.Database.CloseConnectionAsync();
                }
            });

    private async Task<TrailReport> RunAsync(
        IReadOnlyList<AuditCheckpoint> kept,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = (
            await RowsAsync(TrailSql.Ends, row => (First: Number(row, 0), Last: Number(row, 1)), cancellationToken)
        )[0];
        var head = (
            await RowsAsync(
                TrailSql.GlobalHead,
                row => (Position: Number(row, 0), Hash: row.GetValue(1) as string),
                cancellationToken
            )
        ).FirstOrDefault();
        var root = new TrailRoot();
        if (await StoredCheckpointsAsync(cancellationToken) is not { } stored)
            return new TrailReport(
                0,
                new TrailFault(null, null, null, "A checkpoint in the database was changed: it cannot be read."),
                root,
                kept.Count
            );
        var seals = Seals.Of(stored, kept, settings.Key);
        if (first < 1)
            return Report(new TrailFault(first, null, null, "The entry was put in: positions begin with 1."));
        var end = head.Position ?? last ?? 0;
        var fault = await ReadEntriesAsync(end, root, new Queue<Seal>(seals.Genuine), progress, cancellationToken)
            ?? FindFaultOfEnd(last, end, head.Position)
            ?? await CheckGlobalHeadAsync(end, head.Hash, cancellationToken)
            ?? await ReadHeadsAsync(cancellationToken)
            ?? seals.Forged;
        return Report(fault);

        TrailReport Report(TrailFault? found) => new(root.Entries, found, root, seals.Unsealed);
    }

    /// <summary>Null where one of them is not written as the program writes it.</summary>
    private async Task<List<AuditCheckpoint>?> StoredCheckpointsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await db
                .AuditCheckpoints.AsNoTracking()
                .OrderBy(checkpoint => checkpoint.Position)
                .ToListAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException)
        {
            return null;
        }
    }

    private static TrailFault? FindFaultOfEnd(long? last, long end, long? head)
    {
        if (last > end)
            return new TrailFault(
                end + 1,
                null,
                null,
                $"The trail goes on to position {last}, beyond its head at {end}: the head was set back, or entries were put in."
            );
        return last is not null && head is null
            ? new TrailFault(last, null, null, "The head of the whole trail is missing.")
            : null;
    }

    private async Task<TrailFault?> ReadEntriesAsync(
        long end,
        TrailRoot root,
        Queue<Seal> seals,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var hash = new byte[32];
        var agreed = 0L;
        for (var from = 1L; from <= end; from += TrailSql.Portion)
        {
            var to = Math.Min(end, from + TrailSql.Portion - 1);
            var next = from;
            await using var command = Command(sql.Entries, ("@from", from), ("@to", to));
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var entry = EntryOf(rows);
                if (entry.Position != next)
                    break;
                if (entry.FindFault(hash) is { } why)
                    return new TrailFault(next, entry.SubjectName, entry.Sequence, why);
                root.Add(hash);
                for (; seals.TryPeek(out var seal) && seal.Checkpoint.Position <= next; seals.Dequeue())
                    if (
                        seal.Checkpoint.Position != next
                        || seal.Checkpoint.Root != root.Value
                        || seal.Checkpoint.Entries != root.Entries
                    )
                        return new TrailFault(
                            agreed + 1,
                            null,
                            null,
                            $"Entries from position {agreed + 1} to {next} were rewritten: they are not those of the checkpoint {seal.Where} of {Instant(seal.Checkpoint)}."
                        );
                    else
                        agreed = next;
                next++;
            }

            if (next <= to)
            {
                await rows.DisposeAsync();
                return await MissingAsync(next, cancellationToken);
            }

            progress?.Report((double)to / end);
        }

        return seals.TryPeek(out var beyond)
            ? new TrailFault(
                end + 1,
                null,
                null,
                $"The trail was cut off: it ends at position {end}, and the checkpoint {beyond.Where} of {Instant(beyond.Checkpoint)} is for position {beyond.Checkpoint.Position}."
            )
            : null;
    }

    // Who is missing is known only where it left a trace: a later entry of its subject, or the head.
    private async Task<TrailFault> MissingAsync(long position, CancellationToken cancellationToken)
    {
        var traces = (
            await RowsAsync(
                TrailSql.Missing,
                row => (Subject: row.GetValue(0) as string, Sequence: Number(row, 1)),
                cancellationToken,
                most: 2
            )
        )
            .Distinct()
            .ToList();
        var (subject, sequence) = traces.Count == 1 ? traces[0] : default;
        return new TrailFault(position, subject, sequence, "The entry at this position is missing.");
    }

    private async Task<TrailFault?> CheckGlobalHeadAsync(long end, string? hash, CancellationToken cancellationToken)
    {
        if (end == 0)
            return null;
        var newest = (
            await RowsAsync(
                TrailSql.Hashes,
                row => row.GetValue(1) as string,
                cancellationToken,
                ("@from", end),
                ("@to", end)
            )
        ).Single();
        return newest == hash
            ? null
            : new TrailFault(
                end,
                null,
                null,
                "The head of the whole trail was changed: it does not have the hash of the newest entry."
            );
    }

    private async Task<TrailFault?> ReadHeadsAsync(CancellationToken cancellationToken)
    {
        var after = "";
        int read;
        do
        {
            read = 0;
            await using var command = Command(sql.Heads, ("@after", after));
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            for (; await rows.ReadAsync(cancellationToken); read++)
            {
                after = rows.GetValue(0) as string ?? "";
                if (rows.IsDBNull(4))
                    return new TrailFault(
                        null,
                        after,
                        Number(rows, 1),
                        "The subject has a head, and the entry that it is of is missing."
                    );
                if (Bytes(rows, 2) is not { } hash || !hash.AsSpan().SequenceEqual(Bytes(rows, 3)))
                    return new TrailFault(
                        Number(rows, 4),
                        after,
                        Number(rows, 1),
                        "The head of the subject was changed: it does not have the hash of its newest entry."
                    );
            }
        } while (read == TrailSql.Portion);
        return null;
    }

    private StoredEntry EntryOf(DbDataReader row) =>
        new(
            row.GetInt64(0),
            Bytes(row, 1),
            Number(row, 2),
            Bytes(row, 3),
            Ticks(row.GetValue(4)),
            Bytes(row, 5),
            Bytes(row, 6),
            Bytes(row, 7),
            Bytes(row, 8),
            Bytes(row, 9),
            row.IsDBNull(13) ? null : Number(row, 13) ?? 0
        )
        {
            HashBefore = Bytes(row, 10),
            PositionBefore = Number(row, 11),
            Head = Number(row, 12),
        };

    // Only the one way in which the program writes an instant: another that means the same is a change, too.
    private static long? Ticks(object stored) =>
        stored switch
        {
            DateTime at => at.Ticks,
            byte[] text
                when DateTime.TryParseExact(
                    Encoding.UTF8.GetString(text),
                    "yyyy-MM-dd HH:mm:ss.FFFFFFF",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var at
                )
                    && text.AsSpan()
                        .SequenceEqual(
                            Encoding.ASCII.GetBytes(
                                at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
                            )
                        ) => at.Ticks,
            _ => null,
        };

    private static long? Number(DbDataReader row, int column) =>
        row.GetValue(column) switch
        {
            long number => number,
            int number => number,
            _ => null,
        };

    private static byte[]? Bytes(DbDataReader row, int column) =>
        row.GetValue(column) switch
        {
            byte[] bytes => bytes,
            string text => Encoding.UTF8.GetBytes(text),
            _ => null,
        };

    private static string Instant(AuditCheckpoint checkpoint) =>
        checkpoint.At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private async Task<List<T>> RowsAsync<T>(
        string text,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters
    ) => await RowsAsync(text, read, cancellationToken, int.MaxValue, parameters);

    private async Task<List<T>> RowsAsync<T>(
        string text,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        int most,
        params (string Name, object Value)[] parameters
    )
    {
        await using var command = Command(text, parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var all = new List<T>();
        while (all.Count < most && await rows.ReadAsync(cancellationToken))
            all.Add(read(rows));
        return all;
    }

    private DbCommand Command(string text, params (string Name, object Value)[] parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 600;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>A checkpoint that the entries must agree with.</summary>
    /// <param name="Where">It was found, in words.</param>
    private sealed record Seal(AuditCheckpoint Checkpoint, string Where);

    /// <summary>What can be said of checkpoints by their seals alone.</summary>
    /// <param name="Genuine">In order; those of which nobody can tell count among them.</param>
    /// <param name="Forged">The first that is not what its key would have made.</param>
    /// <param name="Unsealed">How many there are of which nobody can tell.</param>
    private sealed record Seals(IReadOnlyList<Seal> Genuine, TrailFault? Forged, int Unsealed)
    {
        public static Seals Of(
            IReadOnlyList<AuditCheckpoint> stored,
            IReadOnlyList<AuditCheckpoint> kept,
            AuditKey? key
        )
        {
            var all = stored
                .Select(one => new Seal(one, "in the database"))
                .Concat(kept.Select(one => new Seal(one, "kept elsewhere")))
                .OrderBy(one => one.Checkpoint.Position)
                .Select(one => (Seal: one, IsSealed: one.Checkpoint.IsSealedBy(key)))
                .ToList();
            var forged = all.Find(one => one.IsSealed == false).Seal;
            return new Seals(
                [.. all.Where(one => one.IsSealed != false).Select(one => one.Seal)],
                forged is null
                    ? null
                    : new TrailFault(
                        forged.Checkpoint.Position,
                        null,
                        null,
                        $"The checkpoint {forged.Where} for position {forged.Checkpoint.Position} was not sealed with the key it names: it was forged or changed."
                    ),
                all.Count(one => one.IsSealed is null)
            );
        }
    }
}

using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ClaimTracker.Web.Data;

/// <summary>The embedded database: one file, one writer at a time, any number of readers beside it.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : ClaimTrackerDb(options)
{
    internal override SqlDialect Dialect => SqlDialect.Sqlite;

    // BEGIN IMMEDIATE, which the transaction starts with, holds the write lock already.
    internal override Task LockForWritingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    internal override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await base.MigrateAsync(cancellationToken);

        // Kept in the file: readers and the writer do not hold each other up.
        await Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
    }
}

/// <summary>Sets what SQLite keeps for each connection only. Measured in docs/benchmarks.md.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = """
        PRAGMA foreign_keys = ON;
        PRAGMA synchronous = NORMAL;
        PRAGMA temp_store = MEMORY;
        PRAGMA mmap_size = 1073741824;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """;

    /// <summary>The native connections that have them: the pool gives each out again and again, and they stay.</summary>
    private static readonly ConditionalWeakTable<object, object?> Set = [];

    public static void SetOn(SqliteConnection connection)
    {
        if (!Set.TryAdd(connection.Handle!, null))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        SetOn((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has no asynchronous calls; a task here would only cost a thread switch.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

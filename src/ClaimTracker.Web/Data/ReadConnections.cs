using System.Data.Common;
using ClaimTracker.Domain.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.ObjectPool;

namespace ClaimTracker.Web.Data;

/// <summary>
/// Reads by statements written by hand. For what runs before every request, and for what reads many rows: there, a query of the model costs more than the rows.
/// </summary>
internal abstract class ReadConnections
{
    public abstract SqlDialect Dialect { get; }

    /// <summary>
    /// Runs statements on one connection. On SQLite all of them see the state of the first, and hold up no writer; on SQL Server each sees what is committed,
    /// since a snapshot of all would need a setting of the database that is not ours to make.
    /// </summary>
    public abstract Task<T> RunAsync<T>(Func<PreparedStatements, Task<T>> read, CancellationToken cancellationToken);
}

/// <summary>The statements of one open connection; one that is run again is not compiled again.</summary>
internal class PreparedStatements(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> commands = [];

    protected DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement of the one parameter <see cref="SqlDialect.Set"/>. Its rows are read to the end before it is run again.</summary>
    public Task<DbDataReader> ReadAsync(string sql, string set, CancellationToken cancellationToken)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            var added = command.CreateParameter();
            added.ParameterName = SqlDialect.Set;
            command.Parameters.Add(added);
            commands.Add(sql, command);
        }

        command.Transaction = Transaction;
        command.Parameters[0].Value = set;
        return command.ExecuteReaderAsync(cancellationToken);
    }

    /// <summary>The newest position of the audit trail, in the state that the statements see; 0 while it is empty.</summary>
    public async Task<long> TrailHeadAsync(CancellationToken cancellationToken)
    {
        await using var head = await ReadAsync(
            $"SELECT Sequence FROM AuditHeads WHERE Subject = {SqlDialect.Set}",
            AuditHead.Global,
            cancellationToken
        );
        return await head.ReadAsync(cancellationToken) ? head.GetInt64(0) : 0;
    }

    public virtual void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
    }
}

/// <summary>Keeps connections open with their statements: SQLite compiles a statement for longer than it runs it over a few rows.</summary>
internal sealed class SqliteReadConnections(string connection) : ReadConnections, IDisposable
{
    private readonly ObjectPool<Opened> free = new DefaultObjectPoolProvider().Create(new Opening(connection));

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override async Task<T> RunAsync<T>(
        Func<PreparedStatements, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        var statements = free.Get();
        try
        {
            using (statements.Begin())
                return await read(statements);
        }
        finally
        {
            free.Return(statements);
        }
    }

    public void Dispose() => (free as IDisposable)?.Dispose();

    private sealed class Opened(SqliteConnection connection) : PreparedStatements(connection)
    {
        // Deferred, and in WAL mode: the writer goes on beside it. Nothing was written, so that it ends by being disposed of.
        public DbTransaction Begin() => Transaction = connection.BeginTransaction(deferred: true);

        public override void Dispose()
        {
            base.Dispose();
            connection.Dispose();
        }
    }

    private sealed class Opening(string connection) : PooledObjectPolicy<Opened>
    {
        public override Opened Create()
        {
            var opened = new SqliteConnection(connection);
            opened.Open();
            SqlitePragmas.SetOn(opened);
            return new Opened(opened);
        }

        public override bool Return(Opened obj) => true;
    }
}

/// <summary>Takes a connection from the provider's pool; the server keeps the plans.</summary>
internal sealed class SqlServerReadConnections(SqlServerDb db) : ReadConnections
{
    public override SqlDialect Dialect => SqlDialect.SqlServer;

    public override Task<T> RunAsync<T>(Func<PreparedStatements, Task<T>> read, CancellationToken cancellationToken) =>
        db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                await db.Database.OpenConnectionAsync(cancellationToken);
                try
                {
                    using var preparedStatements = new PreparedStatements(db.Database.GetDbConnection());
                    return await read(preparedStatements);
                }
                finally
                {
                    await db.Database.CloseConnectionAsync();
                }
            });
}

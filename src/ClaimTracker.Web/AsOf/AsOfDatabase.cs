using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimTracker.Web.AsOf;

/// <summary>Opens the past: what this database held at an instant, as far as a question turns on it.</summary>
internal sealed class AsOfDatabases(ReadConnections readConnections, AssessmentSettings settings, TimeProvider clock)
    : IScoped
{
    /// <summary>An instant that is still to come is now.</summary>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public async Task<AsOfDatabase> OpenAsync(
        AsOfInstant asOfInstant,
        AsOfScope roots,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var last = asOfInstant.Last < now ? asOfInstant.Last : now;
        var records = await AsOfReader.ReadAsync(AsOfStore.Tables, readConnections, roots, last, cancellationToken);
        return new AsOfDatabase(last, records, settings);
    }
}

/// <summary>
/// A small database in memory that holds records as they were. Whatever reads the present from its database, its statements by hand and its weights reads the
/// past from these three.
/// </summary>
internal sealed class AsOfDatabase : IAsyncDisposable
{
    private readonly SqliteConnection connection = AsOfStore.Create();
    private readonly Dictionary<AuditSubject, DateTime> later;

    public AsOfDatabase(DateTime at, IReadOnlyCollection<AsOfRecord> records, AssessmentSettings settings)
    {
        At = at;
        later = records
            .Where(record => !record.IsThere)
            .ToDictionary(record => new AuditSubject(record.Table.SubjectType, record.Id), record => record.RecordedAt);
        AsOfStore.Fill(connection, records.Where(record => record.IsThere));
        Db = AsOfStore.Open(connection);
        Reading = new OneConnection(connection);
        Weighing = new LiveAssessmentIndex(settings, new Stopped(at), NullLogger<LiveAssessmentIndex>.Instance);
    }

    /// <summary>The last instant that counts, UTC.</summary>
    public DateTime At { get; }

    public ClaimTrackerDb Db { get; }

    public ReadConnections Reading { get; }

    /// <summary>The weights of then.</summary>
    public LiveAssessmentIndex Weighing { get; }

    /// <summary>When something that was asked for was recorded, if that was later; null for what was there, and for what never was.</summary>
    public DateTime? WhenRecorded(string type, long id) =>
        later.TryGetValue(new AuditSubject(type, id), out var at) ? at : null;

    public async ValueTask DisposeAsync()
    {
        Weighing.Dispose();
        await Db.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>What fades with time has faded as far as it had then.</summary>
    private sealed class Stopped(DateTime at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    private sealed class OneConnection(SqliteConnection connection) : ReadConnections
    {
        public override SqlDialect Dialect => SqlDialect.Sqlite;

        public override async Task<T> RunAsync<T>(
            Func<PreparedStatements, Task<T>> read,
            CancellationToken cancellationToken
        )
        {
            using var preparedStatements = new PreparedStatements(connection);
            return await read(preparedStatements);
        }
    }
}

/// <summary>Makes databases of the past: the tables of the model, in memory, whichever database holds the present.</summary>
internal static class AsOfStore
{
    private static readonly DbContextOptions<SqliteDb> Options = new DbContextOptionsBuilder<SqliteDb>()
        .UseSqlite(sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .Options;

    private static readonly Lazy<SqliteConnection> Template = new(MakeTemplate);

    private static readonly Lazy<AsOfTables> Model = new(() =>
    {
        using var db = new SqliteDb(Options);
        return new AsOfTables(db.Model);
    });

    public static AsOfTables Tables => Model.Value;

    /// <summary>An empty one: copying its pages is far quicker than making its tables.</summary>
    public static SqliteConnection Create()
    {
        var connection = Connect();
        lock (Template)
            Template.Value.BackupDatabase(connection);
        return connection;
    }

    public static void Fill(SqliteConnection connection, IEnumerable<AsOfRecord> records)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var kind in records.GroupBy(record => record.Table))
        {
            Insert(connection, kind.Key, kind.Select(record => record.Row));
            foreach (var part in kind.Key.Parts)
                Insert(connection, part, kind.SelectMany(record => record.Parts[part]));
        }

        transaction.Commit();
    }

    public static ClaimTrackerDb Open(SqliteConnection connection)
    {
        var db = new SqliteDb(Options);
        db.Database.SetDbConnection(connection);
        return db;
    }

    private static void Insert(SqliteConnection connection, AsOfTable table, IEnumerable<object?[]> rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = table.Insert;
        var parameters = Enumerable
            .Range(0, table.Width)
            .Select(at => command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{at}" }))
            .ToList();
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
                parameters[at].Value = row[at] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    private static SqliteConnection MakeTemplate()
    {
        var connection = Connect();
        using var db = Open(connection);
        using var command = connection.CreateCommand();

        // Nothing is added to the past, so that it needs no guard against doubles.
        command.CommandText = db
            .Database.GenerateCreateScript()
            .Replace("CREATE UNIQUE INDEX", "CREATE INDEX", StringComparison.Ordinal);
        command.ExecuteNonQuery();

        // Records that come with the schema come like all others: as they were.
        command.CommandText = string.Concat(Tables.All.Select(table => $"DELETE FROM \"{table.Name}\";"));
        command.ExecuteNonQuery();
        return connection;
    }

    // A record of then may name what was beyond the question, and is not there.
    private static SqliteConnection Connect()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=False;Pooling=False");
        connection.Open();
        return connection;
    }
}

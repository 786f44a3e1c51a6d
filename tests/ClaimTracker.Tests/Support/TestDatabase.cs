using ClaimTracker.Web;
using ClaimTracker.Web.Hosting;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace ClaimTracker.Tests.Support;

/// <summary>A kind of database that the feature tests run on, and fresh databases of it.</summary>
public abstract class TestDatabase
{
    public const string SqlServerVariable = "CLAIMTRACKER_TEST_SQLSERVER";

    /// <summary>For what does not depend on the database.</summary>
    public static TestDatabase Embedded { get; } = new Sqlite();

    /// <summary>SQLite always; SQL Server where a connection string is given, and visibly skipped elsewhere.</summary>
    public static IEnumerable<TestFixtureData> All()
    {
        yield return new TestFixtureData(Embedded).SetArgDisplayNames("SQLite");
        var connection = Environment.GetEnvironmentVariable(SqlServerVariable);
        var sqlServer = new TestFixtureData(new SqlServer(connection ?? "")).SetArgDisplayNames("SQL Server");
        yield return connection is null ? sqlServer.Ignore($"{SqlServerVariable} is not set.") : sqlServer;
    }

    /// <summary>Makes a new migrated database and returns the settings to reach it by.</summary>
    public abstract Task<IReadOnlyDictionary<string, string?>> CreateAsync();

    public abstract Task DropAsync(IReadOnlyDictionary<string, string?> settings);

    private protected static Dictionary<string, string?> Settings(string provider, string connection) =>
        new() { ["Database:Provider"] = provider, ["ConnectionStrings:ClaimTracker"] = connection };

    private protected static async Task MigrateAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var app = Program.Build(TestApp.CreateBuilder(settings));
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
    }

    /// <summary>A file for each test, copied from one that was migrated once.</summary>
    private sealed class Sqlite : TestDatabase
    {
        private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

        public override async Task<IReadOnlyDictionary<string, string?>> CreateAsync()
        {
            var file = NewFile();
            File.Copy(await Template.Value, file);
            return Settings("Sqlite", $"Data Source={file}");
        }

        public override Task DropAsync(IReadOnlyDictionary<string, string?> settings)
        {
            var connection = new SqliteConnection(settings["ConnectionStrings:ClaimTracker"]);
            SqliteConnection.ClearPool(connection);
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                File.Delete(connection.DataSource + suffix);
            return Task.CompletedTask;
        }

        private static async Task<string> MakeTemplateAsync()
        {
            var file = NewFile();
            await MigrateAsync(Settings("Sqlite", $"Data Source={file};Pooling=False"));
            return file;
        }

        private static string NewFile() =>
            Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.db");
    }

    /// <summary>A database of its own for each test, on the server that was named.</summary>
    private sealed class SqlServer(string server) : TestDatabase
    {
        public override async Task<IReadOnlyDictionary<string, string?>> CreateAsync()
        {
            var connection = new SqlConnectionStringBuilder(server)
            {
                InitialCatalog = $"ClaimTracker_{Guid.NewGuid():n}",
            };
            var settings = Settings("SqlServer", connection.ConnectionString);
            await MigrateAsync(settings);
            return settings;
        }

        public override async Task DropAsync(IReadOnlyDictionary<string, string?> settings)
        {
            var name = new SqlConnectionStringBuilder(settings["ConnectionStrings:ClaimTracker"]).InitialCatalog;
            await using var connection = new SqlConnection(server);
            SqlConnection.ClearAllPools();
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}];";
            await command.ExecuteNonQueryAsync();
        }
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Matching;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ClaimTracker.Web.Data;

/// <summary>Which database, and how to reach it.</summary>
internal static class Databases
{
    public const string ConnectionName = "ClaimTracker";

    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString(ConnectionName);
        var batch = configuration.GetValue<int?>("Database:MaxBatchSize");
        switch (configuration["Database:Provider"] ?? "Sqlite")
        {
            case "Sqlite":
                var file = connection ?? "Data Source=claimtracker.db";
                services.AddDbContextPool<SqliteDb>(options => UseSqlite(options, file, batch));
                services.AddScoped<ClaimTrackerDb>(provider => provider.GetRequiredService<SqliteDb>());
                services.AddSingleton<ReadConnections>(_ => new SqliteReadConnections(file));
                services.AddSingleton(new WriteGate(writers: 1));
                break;
            case "SqlServer":
                services.AddDbContextPool<SqlServerDb>(options =>
                    UseSqlServer(
                        options,
                        connection
                            ?? throw new InvalidOperationException(
                                $"ConnectionStrings:{ConnectionName} is needed for SqlServer."
                            ),
                        batch
                    )
                );
                services.AddScoped<ClaimTrackerDb>(provider => provider.GetRequiredService<SqlServerDb>());
                services.AddScoped<ReadConnections, SqlServerReadConnections>();
                services.AddSingleton(new WriteGate(writers: int.MaxValue));
                break;
            case var other:
                throw new InvalidOperationException($"Database:Provider is '{other}'; it is Sqlite or SqlServer.");
        }

        return services;
    }

    /// <summary>What verifies the audit trail, and what makes checkpoints of it.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(AuditSettings.Of(configuration));
        services.AddSingleton<Checkpoints>();
        services.AddScoped<TrailVerifier>();
        services.AddScoped<RecordComparison>();
        return services;
    }

    /// <summary>The live index of weights, with what <c>Weighing</c> sets: <c>Profile</c>, stanag or fm, and <c>Lenient</c>.</summary>
    public static IServiceCollection AddWeighing(this IServiceCollection services, IConfiguration configuration)
    {
        var profile = configuration["Weighing:Profile"] ?? nameof(CredibilityProfile.Stanag);
        if (
            !Enum.TryParse<CredibilityProfile>(profile, ignoreCase: true, out var doctrine) || !Enum.IsDefined(doctrine)
        )
            throw new InvalidOperationException($"Weighing:Profile is '{profile}'; it is stanag or fm.");
        services.AddSingleton(new AssessmentSettings(configuration.GetValue<bool>("Weighing:Lenient"), doctrine));
        services.AddSingleton<LiveAssessmentIndex>();
        services.AddScoped(provider => new Lazy<ClaimTrackerDb>(provider.GetRequiredService<ClaimTrackerDb>));
        services.AddSingleton<CredibilityHistory>();
        services.AddSingleton(new FlagSettings(configuration.GetValue("Flags:Automatic", true)));
        services.AddSingleton<AutomaticFlags>();
        services.AddScoped<AsOfDatabases>();
        services.AddSingleton<SimilarClaims>();
        services.AddSingleton<SuggestionDetector>();
        return services;
    }

    internal static void UseSqlite(DbContextOptionsBuilder options, string connection, int? batch) =>
        options
            .UseSqlite(connection, sqlite =>
            {
                sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
                if (batch is { } size)
                    sqlite.MaxBatchSize(size);
            })
            .AddInterceptors(new SqlitePragmas());

    internal static void UseSqlServer(DbContextOptionsBuilder options, string connection, int? batch) =>
        options.UseSqlServer(connection, sqlServer =>
        {
            sqlServer.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
            sqlServer.EnableRetryOnFailure();
            if (batch is { } size)
                sqlServer.MaxBatchSize(size);
        });
}

/// <summary>Lets writers of one process wait in line instead of for the database's lock: none starves, none times out.</summary>
internal sealed class WriteGate(int writers)
{
    private readonly SemaphoreSlim free = new(writers, writers);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        return new Place(free);
    }

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}

/// <summary>For <c>dotnet ef</c>: the model of each provider without a running host.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        Databases.UseSqlite(options, "Data Source=:memory:", batch: null);
        return new SqliteDb(options.Options);
    }
}

/// <inheritdoc cref="SqliteDesign"/>
internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerDb>
{
    public SqlServerDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerDb>();
        Databases.UseSqlServer(options, "Server=.;Database=ClaimTracker;Trusted_Connection=True", batch: null);
        return new SqlServerDb(options.Options);
    }
}

using Microsoft.EntityFrameworkCore;

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

        services.AddSingleton<WriteTransaction>();
        services.AddSingleton<CommitSignal>();
        return services;
    }

    /// <summary>What takes part in every save, in this order.</summary>
    public static IServiceCollection AddSaveHooks(
        this IServiceCollection services,
        params Func<ClaimTrackerDb, ISaveHook>[] inOrder
    ) => services.AddSingleton(new SaveHooks(inOrder));

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

using ClaimTracker.Web;
using ClaimTracker.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaimTracker.Tests.Support;

/// <summary>The real service on a port of its own, over a fresh database.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly WebApplication app;

    private TestApp(TestDatabase database, IReadOnlyDictionary<string, string?> settings, WebApplication app)
    {
        this.database = database;
        this.settings = settings;
        this.app = app;
        Address = new Uri(app.Urls.Single());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>How to reach its database.</summary>
    public IReadOnlyDictionary<string, string?> Settings => settings;

    /// <summary>Starts the service; in Development a request without a key is the local administrator.</summary>
    public static async Task<TestApp> StartAsync(
        TestDatabase database,
        IReadOnlyDictionary<string, string?>? more = null,
        Action<IServiceCollection>? services = null,
        string environment = "Development"
    )
    {
        // What the program writes by itself, a moment after a commit, only where a test is about it.
        var settings = new Dictionary<string, string?>(await database.CreateAsync()) { ["Flags:Automatic"] = "false" };
        foreach (var (name, value) in more ?? new Dictionary<string, string?>())
            settings[name] = value;
        var builder = CreateBuilder(settings, environment);
        services?.Invoke(builder.Services);
        var app = Program.Build(builder);
        await app.StartAsync();
        app.Services.GetRequiredService<Readiness>().IsReady = true;
        return new TestApp(database, settings, app);
    }

    internal static WebApplicationBuilder CreateBuilder(
        IReadOnlyDictionary<string, string?> settings,
        string environment = "Development"
    )
    {
        var builder = Program.CreateBuilder([
            $"--environment={environment}",
            "--urls=http://127.0.0.1:0",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]);
        builder.Logging.ClearProviders();
        return builder;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DropAsync(settings);
    }
}

using System.CommandLine;

namespace ClaimTracker.Web.Hosting;

/// <summary>The verbs of the program; <c>serve</c> when none is given. Settings such as <c>--urls</c> may follow any of them.</summary>
internal static class Verbs
{
    public static Task<int> RunAsync(string[] args)
    {
        var serve = new Command("serve", "Serve the API (the default).") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((_, cancellationToken) => ServeAsync(Settings(args, serve), cancellationToken));

        var migrate = new Command("migrate", "Bring the database to the newest schema, and end.") { TreatUnmatchedTokensAsErrors = false };
        migrate.SetAction(async (_, cancellationToken) =>
        {
            await using var app = Service.Build(Service.CreateBuilder(Settings(args, migrate)));
            await Start.MigrateAsync(app.Services, cancellationToken);
        });

        var root = new RootCommand("ClaimTracker: claims, their attribution chains, and what independent origins they have.") { serve, migrate };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((_, cancellationToken) => ServeAsync(args, cancellationToken));
        return root.Parse(args).InvokeAsync();
    }

    private static async Task<int> ServeAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = Service.Build(Service.CreateBuilder(args));
        await app.StartAsync(cancellationToken);
        await Start.MigrateAsync(app.Services, cancellationToken);
        app.Services.GetRequiredService<Readiness>().IsReady = true;
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static string[] Settings(string[] args, Command verb) => [.. args.Where(arg => arg != verb.Name)];
}

using System.CommandLine;
using System.Text.Json;
using ClaimTracker.Domain;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Features.Access;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using Microsoft.Extensions.Logging.Console;

namespace ClaimTracker.Web.Hosting;

/// <summary>The verbs of the program; <c>serve</c> when none is given. Settings such as <c>--urls</c> may follow any of them.</summary>
internal sealed class CommandLine(
    Func<string[], WebApplicationBuilder> createBuilder,
    Func<WebApplicationBuilder, WebApplication> build
)
{
    /// <param name="args">As on the command line.</param>
    /// <param name="io">Where verbs write what they print; the console when absent.</param>
    public Task<int> RunAsync(string[] args, InvocationConfiguration? io = null)
    {
        var serve = Verb("serve", "Serve the API (the default).");
        serve.SetAction((_, cancellationToken) => ServeAsync(Settings(args, serve), cancellationToken));
        var root = new RootCommand(
            "ClaimTracker: claims, their attribution chains, and what independent origins they have."
        )
        {
            serve,
            Migrate(args),
            Seed(args),
            Reweigh(),
            IssueKey(),
            VerifyAudit.Verb(Quiet),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((_, cancellationToken) => ServeAsync(args, cancellationToken));
        return root.Parse(args).InvokeAsync(io);
    }

    private Command Migrate(string[] args)
    {
        var verb = Verb("migrate", "Bring the database to the newest schema, and end.");
        verb.SetAction(
            async (_, cancellationToken) =>
            {
                await using var app = build(createBuilder(Settings(args, verb)));
                await Startup.MigrateAsync(app.Services, cancellationToken);
            }
        );
        return verb;
    }

    private Command Seed(string[] args)
    {
        var verb = Verb("seed", "Load the demonstration set into an empty database, and end.");
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var app = build(createBuilder(Settings(args, verb)));
                await Startup.MigrateAsync(app.Services, cancellationToken);
                if (await Seeds.LoadAsync(app.Services, Seeds.Folder, cancellationToken))
                    return 0;
                await parsed.InvocationConfiguration.Error.WriteLineAsync(
                    "The database is not empty; nothing was loaded."
                );
                return 1;
            }
        );
        return verb;
    }

    // What is proposed follows every change by itself; this is for a new version of the rules, another profile, or doubt.
    private Command Reweigh()
    {
        var verb = Verb("reweigh", "Weigh everything anew, write down what is proposed differently, and end.");
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var app = Quiet([.. parsed.UnmatchedTokens]);
                await Startup.MigrateAsync(app.Services, cancellationToken);
                await ReweighAsync(app.Services, parsed.InvocationConfiguration, cancellationToken);
            }
        );
        return verb;
    }

    private static async Task ReweighAsync(
        IServiceProvider services,
        InvocationConfiguration io,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        var liveAssessmentIndex = services.GetRequiredService<LiveAssessmentIndex>();
        await liveAssessmentIndex.ReloadAsync(db, new ProgressBar(io.Error, "weighing"), cancellationToken);
        var written = await services
            .GetRequiredService<CredibilityHistory>()
            .AppendAllAsync(db, new ProgressBar(io.Error, "writing"), cancellationToken);
        var propositions = await liveAssessmentIndex.ReadAsync(db, index => index.Weights().Count, cancellationToken);
        await io.Output.WriteLineAsync(
            $"Weighed {propositions} propositions; for {written} of them something else is proposed than before."
        );
    }

    // How the first key comes into being: whoever can start the program on its database may. Only the key goes to standard output.
    private Command IssueKey()
    {
        var holder = new Option<string?>("--holder") { Description = "The lasting name of who will act with the key." };
        var role = new Option<string?>("--role") { Description = "reader, analyst, factChecker, reviewer or admin." };
        var expires = new Option<string?>("--expires")
        {
            Description = "An instant, such as 2030-01-31T12:00:00Z; without it the key does not expire.",
        };
        var verb = Verb("issue-key", "Issue a key to the API, print it once, and end.");
        foreach (var option in (Option[])[holder, role, expires])
            verb.Add(option);
        verb.SetAction(
            (parsed, cancellationToken) =>
                IssueKeyAsync(
                    new[] { holder, role, expires }
                        .Where(option => parsed.GetValue(option) is not null)
                        .ToDictionary(option => option.Name.TrimStart('-'), option => parsed.GetValue(option)),
                    [.. parsed.UnmatchedTokens],
                    parsed.InvocationConfiguration,
                    cancellationToken
                )
        );
        return verb;
    }

    private async Task<int> IssueKeyAsync(
        Dictionary<string, string?> given,
        string[] settings,
        InvocationConfiguration io,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // Read as the API would read it: the same rules, the same words.
            var request = (IssueKey)JsonBody.Read(JsonSerializer.SerializeToUtf8Bytes(given), typeof(IssueKey));
            await using var app = Quiet(settings);
            await Startup.MigrateAsync(app.Services, cancellationToken);
            var key = await Startup.AsSystemAsync(app.Services, request, cancellationToken);
            await io.Error.WriteLineAsync(
                $"Key {key.Id} of {key.Holder}. It is shown this once; send it as X-Api-Key."
            );
            await io.Output.WriteLineAsync(key.Key);
            return 0;
        }
        catch (InvalidRequestException invalid)
        {
            foreach (var (path, faults) in invalid.Errors)
            foreach (var fault in faults)
                await io.Error.WriteLineAsync($"--{path} {fault}");
            return 1;
        }
        catch (DomainRuleException domainRuleException)
        {
            await io.Error.WriteLineAsync(domainRuleException.Message);
            return 1;
        }
    }

    private async Task<int> ServeAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = build(createBuilder(args));
        await app.StartAsync(cancellationToken);
        await Startup.MakeReadyAsync(app, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>The service for a verb whose output is for other programs: its log goes to standard error.</summary>
    private WebApplication Quiet(string[] settings)
    {
        var builder = createBuilder(settings);
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        return build(builder);
    }

    private static Command Verb(string name, string description) =>
        new(name, description) { TreatUnmatchedTokensAsErrors = false };

    private static string[] Settings(string[] args, Command verb) => [.. args.Where(arg => arg != verb.Name)];
}

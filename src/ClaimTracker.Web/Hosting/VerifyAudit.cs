using System.CommandLine;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;

namespace ClaimTracker.Web.Hosting;

/// <summary>
/// <c>verify-audit</c>: 0 when the trail is whole, 1 when it is broken, 2 when it could not be verified. It changes nothing; the checkpoint that it
/// prints is one to keep.
/// </summary>
internal static class VerifyAudit
{
    private const int Broken = 1;
    private const int NotVerified = 2;

    public static Command Verb()
    {
        var against = new Option<string?>("--against")
        {
            Description =
                "A file with checkpoints that were kept elsewhere: lines of the log, or what this verb or the service printed.",
        };
        var verb = new Command("verify-audit", "Verify the audit trail, say where it is broken, and end.") { against };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    parsed.GetValue(against),
                    [.. parsed.UnmatchedTokens],
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error,
                    cancellationToken
                )
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        string? against,
        string[] settings,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        List<AuditCheckpoint> kept = [];
        if (against is not null)
        {
            if (!File.Exists(against))
            {
                await error.WriteLineAsync($"There is no file {against}.");
                return NotVerified;
            }

            await foreach (var line in File.ReadLinesAsync(against, cancellationToken))
                kept.AddRange(AuditCheckpoint.FindIn(line));
            if (kept.Count == 0)
            {
                await error.WriteLineAsync($"There is no checkpoint in {against}.");
                return NotVerified;
            }
        }

        var builder = WebHost.CreateBuilder(settings);
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        await using var app = WebHost.Build(builder);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        if (
            !await db.Database.CanConnectAsync(cancellationToken)
            || (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
        )
        {
            await error.WriteLineAsync(
                "There is no database of this version to verify; see ConnectionStrings:ClaimTracker, and the verb migrate."
            );
            return NotVerified;
        }

        var report = await scope
            .ServiceProvider.GetRequiredService<TrailVerifier>()
            .VerifyAsync(kept, new ProgressBar(error, "verifying"), cancellationToken);
        var audit = app.Services.GetRequiredService<AuditSettings>();
        await SayWhatSealsShowAsync(report, audit.Key, output);
        var broken = report.FirstBroken
            ?? await scope
                .ServiceProvider.GetRequiredService<RecordComparison>()
                .FindAsync(new ProgressBar(error, "comparing records"), cancellationToken);
        if (broken is { } fault)
        {
            await error.WriteLineAsync();
            await output.WriteLineAsync($"The trail is broken{Place(fault)}. {fault.Why}");
            return Broken;
        }

        await output.WriteLineAsync(
            kept.Count == 0
                ? $"The trail is whole: {report.Entries} entries, and all records are as it says. Whether it was cut off or rewritten as a whole shows only against checkpoints kept elsewhere."
                : $"The trail is whole: {report.Entries} entries, all records are as it says, and it still holds all that the checkpoints kept elsewhere are for, up to position {kept.Max(one => one.Position)}."
        );
        if (report.Entries > 0)
            await output.WriteLineAsync(
                AuditCheckpoint
                    .Of(
                        report.Root,
                        report.Entries,
                        app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime,
                        audit.Key
                    )
                    .Line
            );
        return 0;
    }

    private static async Task SayWhatSealsShowAsync(TrailReport report, AuditKey? key, TextWriter output)
    {
        if (key is null)
            await output.WriteLineAsync("Audit:Key is not set here: whether checkpoints are genuine was not checked.");
        else if (report.Unsealed > 0)
            await output.WriteLineAsync(
                $"{report.Unsealed} checkpoints have no seal, or that of another key: whether these are genuine was not checked."
            );
    }

    private static string Place(TrailFault fault) =>
        (fault.Position is { } position ? $" at position {position}" : "")
        + (
            fault.Subject is { } subject
                ? fault.Sequence is { } sequence
                    ? $", {subject}, sequence {sequence}"
                    : $", {subject}"
                : ""
        );
}

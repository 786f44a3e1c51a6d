using System.CommandLine;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Hosting;

/// <summary>
/// <c>verify-audit</c>: 0 when the trail is whole, 1 when it is broken, 2 when it could not be verified. It changes nothing; the checkpoint that it
/// prints is one to keep.
/// </summary>
internal static class VerifyAudit
{
    private const int Broken = 1;
    private const int NotVerified = 2;

    /// <param name="build">The service with these settings, its log on standard error.</param>
    public static Command Verb(Func<string[], WebApplication> build)
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
                    () => build([.. parsed.UnmatchedTokens]),
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error,
                    cancellationToken
                )
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        string? against,
        Func<WebApplication> build,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        List<AuditCheckpoint> kept = [];
        if (against is not null && !File.Exists(against))
            return await NotVerifiedAsync($"There is no file {against}.");
        if (against is not null)
            await foreach (var line in File.ReadLinesAsync(against, cancellationToken))
                kept.AddRange(AuditCheckpoint.FindIn(line));
        if (against is not null && kept.Count == 0)
            return await NotVerifiedAsync($"There is no checkpoint in {against}.");

        await using var app = build();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        if (
            !await db.Database.CanConnectAsync(cancellationToken)
            || (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
        )
            return await NotVerifiedAsync(
                "There is no database of this version to verify; see ConnectionStrings:ClaimTracker, and the verb migrate."
            );
        return await VerifyAsync(scope.ServiceProvider, kept, output, error, cancellationToken);

        async Task<int> NotVerifiedAsync(string why)
        {
            await error.WriteLineAsync(why);
            return NotVerified;
        }
    }

    private static async Task<int> VerifyAsync(
        IServiceProvider services,
        List<AuditCheckpoint> kept,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var report = await services
            .GetRequiredService<TrailVerifier>()
            .VerifyAsync(kept, new ProgressBar(error, "verifying"), cancellationToken);
        var audit = services.GetRequiredService<AuditSettings>();
        await SayWhatSealsShowAsync(report, audit.Key, output);
        var broken = report.FirstBroken
            ?? await services
                .GetRequiredService<RecordComparison>()
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
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            await output.WriteLineAsync(AuditCheckpoint.Of(report.Root, report.Entries, now, audit.Key).Line);
        }

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

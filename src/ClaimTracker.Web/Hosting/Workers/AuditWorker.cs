using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting.Workers;

/// <summary>
/// Verifies the audit trail when the service starts, and says so when it is broken; makes checkpoints while entries are added, and a last one when the
/// service stops. It holds up nobody: a broken trail is for people to deal with, and the service goes on.
/// </summary>
internal sealed class AuditWorker(
    IServiceScopeFactory scopes,
    Readiness readiness,
    Checkpoints checkpoints,
    AuditSettings settings,
    TimeProvider clock,
    ILogger<AuditWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (readiness.IsReady)
            await TryAsync(CheckpointAsync, "make a checkpoint", cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WaitAsync(stoppingToken);
            if (settings.Key is null)
                log.LogInformation(
                    "Audit:Key is not set: checkpoints of the audit trail are not sealed, and show nothing unless they are kept elsewhere"
                );
            if (settings.VerifyAtStart)
                await TryAsync(VerifyAsync, "verify the audit trail", stoppingToken);
            await TryAsync(CheckpointAsync, "make a checkpoint", stoppingToken);
            using var timer = new PeriodicTimer(Look, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(CheckpointWhenDueAsync, "make a checkpoint", stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task VerifyAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var report = await new TrailVerifier(db, settings).VerifyAsync([], null, cancellationToken);
        if (report.FirstBroken is { } fault)
            log.LogError(
                "The audit trail is broken at position {Position}, subject {Subject}, sequence {Sequence}: {Why} The service goes on; GET /api/v1/audit/verification says the same",
                fault.Position,
                fault.Subject,
                fault.Sequence,
                fault.Why
            );
        else
            log.LogInformation("The audit trail is whole: {Entries} entries", report.Entries);
    }

    private async Task CheckpointWhenDueAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var (entries, since) = await checkpoints.PendingAsync(db, cancellationToken);
        if (
            entries >= settings.CheckpointEntries
            || (entries > 0 && (since is null || clock.GetUtcNow().UtcDateTime - since >= settings.CheckpointPause))
        )
            await CheckpointAsync(db, cancellationToken);
    }

    private async Task CheckpointAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        if (await checkpoints.MakeAsync(db, cancellationToken) is { } made)
            Say(made);
    }

    private void Say(AuditCheckpoint checkpoint) =>
        log.LogInformation(
            "Audit checkpoint at position {Position}, to be kept outside this machine: {Line}",
            checkpoint.Position,
            checkpoint.Line
        );

    private async Task TryAsync(
        Func<ClaimTrackerDb, CancellationToken, Task> work,
        string what,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "Could not {What}; it is tried again later", what);
        }
    }
}

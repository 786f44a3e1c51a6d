using System.Collections.Concurrent;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Access;

/// <summary>When each key was last used: noted in memory with every request, written down now and then.</summary>
internal sealed class KeyUses(WriteGate gate)
{
    private readonly ConcurrentDictionary<long, DateTime> newest = [];
    private readonly ConcurrentDictionary<long, DateTime> unwritten = [];

    /// <param name="at">UTC.</param>
    public void Note(long key, DateTime at) => newest[key] = unwritten[key] = at;

    /// <summary>The later of what is stored and what this process has seen.</summary>
    public DateTime? LastUse(long key, DateTime? stored) =>
        newest.TryGetValue(key, out var seen) && !(stored > seen) ? seen : stored;

    /// <summary>Writes down what was noted since the last time. Another instance may have seen the key later.</summary>
    public async Task WriteAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        foreach (var key in unwritten.Keys)
        {
            if (!unwritten.TryRemove(key, out var at))
                continue;
            using var turn = await gate.EnterAsync(cancellationToken);
            await db
                .ApiKeys.Where(stored => stored.Id == key && (stored.LastUsed == null || stored.LastUsed < at))
                .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.LastUsed, at), cancellationToken);
        }
    }
}

/// <summary>Writes down, once a minute and at the end, when keys were last used.</summary>
internal sealed class KeyUsageWorker(
    IServiceScopeFactory scopes,
    KeyUses uses,
    TimeProvider clock,
    ILogger<KeyUsageWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last ones are written on the way out.
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await uses.WriteAsync(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogWarning(exception, "When keys were last used could not be written down");
        }
    }
}

using System.Threading.Channels;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting.Workers;

/// <summary>Writes down, shortly after each commit, what follows from it. A failure is logged, and the next commit is another occasion.</summary>
internal abstract class TrailWorker(CommitSignal commitSignal, IServiceScopeFactory scopes, ILogger log)
    : BackgroundService
{
    /// <summary>So that a burst of commits is looked at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly ChannelReader<bool> commits = commitSignal.Subscribe();

    /// <summary>What the log says of a failure.</summary>
    protected abstract string Failure { get; }

    protected abstract Task WriteAsync(ClaimTrackerDb db, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await commits.ReadAsync(stoppingToken);
                await Task.Delay(Pause, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await WriteAsync(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.LogError(exception, "{Failure}", Failure);
            }
        }
    }
}

using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting;

/// <summary>Lets the machine look, shortly after each commit, for what to suggest because of it.</summary>
internal sealed class NoticingScribe(IServiceScopeFactory scopes, Noticing noticing, ILogger<NoticingScribe> log) : BackgroundService
{
    /// <summary>So that a burst of commits is looked at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await noticing.WaitAsync(stoppingToken);
                await Task.Delay(Pause, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await noticing.LookAsync(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.LogError(exception, "What is to be suggested could not be looked for; it is tried again after the next commit.");
            }
        }
    }
}

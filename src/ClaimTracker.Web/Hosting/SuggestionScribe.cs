using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting;

/// <summary>Writes down, shortly after each commit, what is proposed and flagged differently because of it.</summary>
internal sealed class SuggestionScribe(IServiceScopeFactory scopes, SuggestionLog suggestions, AutomaticFlags flags, ILogger<SuggestionScribe> log) : BackgroundService
{
    /// <summary>So that a burst of commits is written down at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier run, or a failure, left unwritten is found by comparing everything once.
        var isWhole = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await suggestions.WaitAsync(stoppingToken);
                await Task.Delay(Pause, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
                await suggestions.AppendChangesAsync(db, stoppingToken);
                if (!isWhole)
                    await suggestions.AppendAllAsync(db, null, stoppingToken);
                await flags.FollowAsync(db, everything: !isWhole, stoppingToken);
                isWhole = true;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                isWhole = false;
                log.LogError(exception, "What is proposed and flagged could not be written down; all of it is compared after the next commit.");
            }
        }
    }
}

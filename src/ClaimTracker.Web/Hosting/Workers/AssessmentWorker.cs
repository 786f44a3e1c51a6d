using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting.Workers;

/// <summary>Writes down, shortly after each commit, what is proposed and flagged differently because of it.</summary>
internal sealed class AssessmentWorker(
    CommitSignal commitSignal,
    IServiceScopeFactory scopes,
    CredibilityHistory history,
    AutomaticFlags flags,
    ILogger<AssessmentWorker> log
) : TrailWorker(commitSignal, scopes, log)
{
    /// <summary>What an earlier run, or a failure, left unwritten is found by comparing everything once.</summary>
    private bool isWhole;

    protected override string Failure =>
        "What is proposed and flagged could not be written down; all of it is compared after the next commit.";

    protected override async Task WriteAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var everything = !isWhole;
        isWhole = false;
        await history.AppendChangesAsync(db, cancellationToken);
        if (everything)
            await history.AppendAllAsync(db, null, cancellationToken);
        await flags.FollowAsync(db, everything, cancellationToken);
        isWhole = true;
    }
}

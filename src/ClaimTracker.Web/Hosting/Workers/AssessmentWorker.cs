using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting.Workers;

/// <summary>Writes down, shortly after each commit, what is proposed and flagged differently because of it.</summary>
internal sealed class AssessmentWorker(
    IServiceScopeFactory scopes,
    CredibilityHistory suggestions,
    AutomaticFlags flags,
    ILogger<AssessmentWorker> log
) : TrailWorker(suggestions, scopes, log)
{
    private readonly CredibilityHistory suggestions = suggestions;

    /// <summary>What an earlier run, or a failure, left unwritten is found by comparing everything once.</summary>
    private bool isWhole;

    protected override string Failure =>
        "What is proposed and flagged could not be written down; all of it is compared after the next commit.";

    protected override async Task WriteAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var everything = !isWhole;
        isWhole = false;
        await suggestions.AppendChangesAsync(db, cancellationToken);
        if (everything)
            await suggestions.AppendAllAsync(db, null, cancellationToken);
        await flags.FollowAsync(db, everything, cancellationToken);
        isWhole = true;
    }
}

using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting;

/// <summary>Writes down, shortly after each commit, what is proposed and flagged differently because of it.</summary>
internal sealed class SuggestionScribe(
    IServiceScopeFactory scopes,
    SuggestionLog suggestions,
    AutomaticFlags flags,
    ILogger<SuggestionScribe> log
) : Scribe(suggestions, scopes, log)
{
    private readonly SuggestionLog suggestions = suggestions;

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

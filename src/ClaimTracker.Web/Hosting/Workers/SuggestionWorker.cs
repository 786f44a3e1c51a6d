using ClaimTracker.Web.Data;
using ClaimTracker.Web.Detection;

namespace ClaimTracker.Web.Hosting.Workers;

/// <summary>Lets the machine look, shortly after each commit, for what to suggest because of it.</summary>
internal sealed class SuggestionWorker(
    CommitSignal commitSignal,
    IServiceScopeFactory scopes,
    SuggestionDetector suggestionDetector,
    ILogger<SuggestionWorker> log
) : TrailWorker(commitSignal, scopes, log)
{
    protected override string Failure =>
        "What is to be suggested could not be looked for; it is tried again after the next commit.";

    protected override Task WriteAsync(ClaimTrackerDb db, CancellationToken cancellationToken) =>
        suggestionDetector.LookAsync(db, cancellationToken);
}

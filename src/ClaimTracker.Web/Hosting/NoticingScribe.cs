using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Hosting;

/// <summary>Lets the machine look, shortly after each commit, for what to suggest because of it.</summary>
internal sealed class NoticingScribe(IServiceScopeFactory scopes, Noticing noticing, ILogger<NoticingScribe> log)
    : Scribe(noticing, scopes, log)
{
    private readonly Noticing noticing = noticing;

    protected override string Failure =>
        "What is to be suggested could not be looked for; it is tried again after the next commit.";

    protected override Task WriteAsync(ClaimTrackerDb db, CancellationToken cancellationToken) =>
        noticing.LookAsync(db, cancellationToken);
}

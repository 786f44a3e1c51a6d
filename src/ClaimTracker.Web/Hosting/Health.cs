using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Http;

namespace ClaimTracker.Web.Hosting;

/// <summary>Whether the process runs, and whether it can answer.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isReady;

    /// <summary>Migrated, and seeded where that was asked for.</summary>
    public bool IsReady
    {
        get => isReady;
        set
        {
            isReady = value;
            if (value)
                ready.TrySetResult();
        }
    }

    /// <summary>Waits until it is so for the first time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => ready.Task.WaitAsync(cancellationToken);
}

internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task ReadyAsync(HttpContext context, Readiness readiness, ClaimTrackerDb db)
    {
        if (readiness.IsReady && await db.Database.CanConnectAsync(context.RequestAborted))
            await context.Response.WriteAsJsonAsync(new { status = "ready" }, context.RequestAborted);
        else
            await Problems.WriteAsync(context, Problems.Of(StatusCodes.Status503ServiceUnavailable));
    }
}

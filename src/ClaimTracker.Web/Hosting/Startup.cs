using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using MediatR;

namespace ClaimTracker.Web.Hosting;

/// <summary>What happens between the first line of the log and the first request.</summary>
internal static class Startup
{
    /// <summary>Migrates, seeds where that is asked for, and says where to look.</summary>
    public static async Task MakeReadyAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await MigrateAsync(app.Services, cancellationToken);
        if (
            app.Configuration.GetValue("Seed:OnEmptyDatabase", app.Environment.IsDevelopment())
            && await Seeds.LoadAsync(app.Services, Seeds.Folder, cancellationToken)
        )
            app.Logger.LogInformation("The database was empty; the demonstration set is loaded");
        await WeighAsync(app.Services, cancellationToken);
        app.Services.GetRequiredService<Readiness>().IsReady = true;
        foreach (var address in app.Urls)
            app.Logger.LogInformation("Ready. The API is described at {Address}/swagger", address);
    }

    /// <summary>Brings the database to the newest schema.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>().MigrateAsync(cancellationToken);
    }

    /// <summary>Weighs all that is stored, so that the first to ask does not wait for it.</summary>
    public static async Task WeighAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await services
            .GetRequiredService<LiveAssessmentIndex>()
            .ReloadAsync(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>(), null, cancellationToken);
        services.GetRequiredService<CommitSignal>().Notify();
    }

    /// <summary>Sends a request as the program itself, in a scope of its own.</summary>
    public static async Task<T> AsSystemAsync<T>(
        IServiceProvider services,
        IRequest<T> request,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerScope>().Caller = Caller.System;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}

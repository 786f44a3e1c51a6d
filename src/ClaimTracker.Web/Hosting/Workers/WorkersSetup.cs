namespace ClaimTracker.Web.Hosting.Workers;

/// <summary>What works beside the requests, once the service is ready.</summary>
internal static class WorkersSetup
{
    public static IServiceCollection AddWorkers(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHostedService<AssessmentWorker>();
        services.AddHostedService<AuditWorker>();
        services.AddHostedService<SuggestionWorker>();
        return services;
    }
}

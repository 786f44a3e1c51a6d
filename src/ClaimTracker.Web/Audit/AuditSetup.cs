namespace ClaimTracker.Web.Audit;

/// <summary>What verifies the audit trail, and what makes checkpoints of it.</summary>
internal static class AuditSetup
{
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(AuditSettings.Of(configuration));
        services.AddSingleton<Checkpoints>();
        return services;
    }
}

using ClaimTracker.Web.Matching;

namespace ClaimTracker.Web.Detection;

/// <summary>What looks for what to suggest, and the claims it compares with.</summary>
internal static class DetectionSetup
{
    public static IServiceCollection AddDetection(this IServiceCollection services)
    {
        services.AddSingleton<SimilarClaims>();
        services.AddSingleton<SuggestionDetector>();
        return services;
    }
}

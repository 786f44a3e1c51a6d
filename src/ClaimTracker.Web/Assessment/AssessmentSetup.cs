using ClaimTracker.Assessment.Credibility;

namespace ClaimTracker.Web.Assessment;

/// <summary>The live index, and what follows it: with what <c>Weighing</c> sets, <c>Profile</c>, stanag or fm, and <c>Lenient</c>, and <c>Flags:Automatic</c>.</summary>
internal static class AssessmentSetup
{
    public static IServiceCollection AddAssessment(this IServiceCollection services, IConfiguration configuration)
    {
        var profile = configuration["Weighing:Profile"] ?? nameof(CredibilityProfile.Stanag);
        if (
            !Enum.TryParse<CredibilityProfile>(profile, ignoreCase: true, out var doctrine) || !Enum.IsDefined(doctrine)
        )
            throw new InvalidOperationException($"Weighing:Profile is '{profile}'; it is stanag or fm.");
        services.AddSingleton(new AssessmentSettings(configuration.GetValue<bool>("Weighing:Lenient"), doctrine));
        services.AddSingleton<LiveAssessmentIndex>();
        services.AddSingleton<CredibilityHistory>();
        services.AddSingleton(new FlagSettings(configuration.GetValue("Flags:Automatic", true)));
        services.AddSingleton<AutomaticFlags>();
        return services;
    }
}

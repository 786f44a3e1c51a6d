using System.Globalization;
using System.Threading.RateLimiting;
using ClaimTracker.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;

namespace ClaimTracker.Web.Access;

/// <summary>Keys, the caller of each scope, and the rate limit.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddAuthentication(KeyAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Scheme, null);
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddHostedService<LocalAccessWarning>();
        services.AddSingleton<KeyUses>();
        services.AddHostedService<KeyUsageWorker>();
        services.AddHttpContextAccessor();
        services.AddScoped(Current);
        services.AddRateLimiter(limits => Limit(limits, configuration.GetSection("RateLimit")));
        return services;
    }

    private static Caller Current(IServiceProvider services) =>
        services.GetRequiredService<CallerScope>().Caller
        ?? (
            services.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
                ? Callers.CallerOf(context.User)
                : null
        )
        ?? throw new InvalidOperationException("Nobody acts in this scope.");

    // A bucket for each key holds the burst and is filled again at the steady rate, one by one: the limiter counts fractions of the time that
    // has passed, so that any rate comes out right. Wrong keys are limited by address.
    private static void Limit(RateLimiterOptions limits, IConfigurationSection settings)
    {
        var perMinute = AtLeastOne(settings, "PerMinute", 1200);
        var burst = AtLeastOne(settings, "Burst", 200);
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
                return RateLimitPartition.GetNoLimiter("outside");
            var isKnown = Callers.CallerOf(context.User) is not null;
            var key = Callers.KeyOf(context.User);
            return isKnown && key is null
                ? RateLimitPartition.GetNoLimiter("local")
                : RateLimitPartition.GetTokenBucketLimiter(
                    key ?? $"address {context.Connection.RemoteIpAddress}",
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = burst,
                        TokensPerPeriod = 1,
                        ReplenishmentPeriod = TimeSpan.FromMinutes(1.0 / perMinute),
                        QueueLimit = 0,
                    }
                );
        });
        limits.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                ? after
                : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    }

    private static int AtLeastOne(IConfigurationSection settings, string name, int otherwise) =>
        settings.GetValue(name, otherwise) is >= 1 and var value
            ? value
            : throw new InvalidOperationException($"{settings.Path}:{name} must be at least 1.");
}

/// <summary>Says in the log, at the start, that in Development whoever reaches the service from its own machine is its administrator.</summary>
internal sealed class LocalAccessWarning(IHostEnvironment environment, ILogger<LocalAccessWarning> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment())
            log.LogWarning(
                "Development: requests from this machine without a key act as {Role} under the name {Holder}, without a rate limit",
                Caller.Local.Role,
                Caller.Local.Name
            );
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

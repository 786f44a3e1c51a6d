using ClaimTracker.Web.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Detection;
using ClaimTracker.Web.Hosting.Workers;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;

namespace ClaimTracker.Web.Hosting;

/// <summary>Puts the service together, in reading order.</summary>
internal static class WebHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(WebHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = JsonBody.MaxRefused);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDatabase(builder.Configuration);
        builder.Services.AddAudit(builder.Configuration);

        // Outcomes follow verdicts before anybody looks at what changed; chains have their versions once those of their claims are raised.
        builder.Services.AddSingleton(
            new SaveHooks(db => new VerdictOutcomes(db), db => new AuditWriter(db), db => new ChainVersions(db))
        );
        builder.Services.AddAssessment(builder.Configuration);
        builder.Services.AddDetection();
        builder.Services.AddScopedClasses();
        builder.Services.AddAccess(builder.Configuration);
        builder.Services.AddPipeline();
        builder.Services.AddUseCases();
        builder.Services.AddApi(builder.Configuration);
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHostedService<AssessmentWorker>();
        builder.Services.AddHostedService<AuditWorker>();
        builder.Services.AddHostedService<SuggestionWorker>();
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseEdge();
        app.UseProblems();
        app.MapOpenApi();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(next => context => Idempotency.HandleAsync(context, next));
        app.MapApi();
        app.MapGet("/", () => Results.Redirect("/swagger")).AllowAnonymous().ExcludeFromDescription();
        app.MapHealth();
        return app;
    }
}

using System.CommandLine;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Detection;
using ClaimTracker.Web.Hosting;
using ClaimTracker.Web.Hosting.Workers;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;

namespace ClaimTracker.Web;

/// <summary>The service, in reading order.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => RunAsync(args);

    /// <summary>Runs the verb that is named, or serves.</summary>
    /// <param name="io">Where verbs write what they print; the console when absent.</param>
    internal static Task<int> RunAsync(string[] args, InvocationConfiguration? io = null) =>
        new CommandLine(CreateBuilder, Build).RunAsync(args, io);

    internal static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(Program).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = JsonBody.MaxRefused);
        var (services, settings) = (builder.Services, builder.Configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(settings);

        // Outcomes follow verdicts before anybody looks at what changed; chains have their versions once those of their claims are raised.
        services.AddSaveHooks(db => new VerdictOutcomes(db), db => new AuditWriter(db), db => new ChainVersions(db));
        services.AddAudit(settings);
        services.AddAssessment(settings);
        services.AddDetection();
        services.AddAccess(settings);
        services.AddPipeline();
        services.AddUseCases();
        services.AddScopedClasses();
        services.AddApi(settings);
        services.AddOpenApi();
        services.AddWorkers();
        return builder;
    }

    internal static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseEdge();
        app.UseContentLanguage();
        app.UseProblems();
        app.MapOpenApi();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseIdempotency();
        app.MapApi();
        app.MapGet("/", () => Results.Redirect("/swagger")).AllowAnonymous().ExcludeFromDescription();
        app.MapHealth();
        return app;
    }
}

using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>Controllers with our strict bodies and queries, and the parts of the pipeline that live for one request.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyRuns>();
        return services;
    }

    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddControllers(options =>
            {
                options.InputFormatters.Clear();
                options.InputFormatters.Add(new JsonBody());
                options.ModelBinderProviders.Insert(0, new QueryString());
                options.OutputFormatters.RemoveType<StringOutputFormatter>();
                options.OutputFormatters.RemoveType<HttpNoContentOutputFormatter>();
                options.Filters.Add(new StrictRequestFilter());

                // Validators run in the pipeline; without this the framework walks every request once more.
                options.ModelValidatorProviders.Clear();
                options.ReturnHttpNotAcceptable = true;
            })
            .ConfigureApiBehaviorOptions(options =>
            {
                // Shape is checked by the body and query readers, errors get their body in Problems.
                options.SuppressModelStateInvalidFilter = true;
                options.SuppressMapClientErrors = true;
            })
            .AddJsonOptions(options => Json.Configure(options.JsonSerializerOptions));
        services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
                policy
                    .WithOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
                    .AllowAnyHeader()
                    .AllowAnyMethod()
                    .WithExposedHeaders("ETag", "Location", "Link", "Retry-After")
            )
        );
        return services;
    }

    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) =>
        app.Use(next => context => Idempotency.HandleAsync(context, next));

    public static void MapApi(this WebApplication app) => app.MapControllers();
}

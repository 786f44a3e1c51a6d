using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Dates;
using Microsoft.OpenApi;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>The OpenAPI document and the page that shows it: what the code does, read off the code.</summary>
internal static class OpenApi
{
    public const string DocumentName = "v1";

    private const string Introduction = """
        ClaimTracker breaks articles into claims with their attribution chains, lets analysts record corroboration and contradiction,
        and serves the graph of it all.

        **Keys.** Send `X-Api-Key: <key>` or `Authorization: Bearer <key>`. In Development, requests from loopback need none.

        **Limits.** A body has at most 16 MiB, a text at most 1,000,000 code points, a page 1 to 500 items (50 when not said).
        A key has 1,200 requests a minute with bursts of 200, unless the server is set otherwise. Every offset is a Unicode code point, from 0, half-open.

        **Versions.** Every resource has a version, which is its strong ETag; PUT and PATCH need it in `If-Match`; the first verdict on a claim is put with `If-None-Match: *`.

        **Errors** are `application/problem+json` (RFC 9457) with a stable `code`; `errors` is keyed by the request's own path, such as `content[0].start`.
        """;

    public static IServiceCollection AddOpenApi(this IServiceCollection services) =>
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                DocumentName,
                new OpenApiInfo
                {
                    Title = "ClaimTracker",
                    Version = DocumentName,
                    Description = Introduction,
                }
            );
            foreach (var documented in (Type[])[typeof(OpenApi), typeof(Role)])
                options.IncludeXmlComments(Path.ChangeExtension(documented.Assembly.Location, ".xml"));
            options.CustomSchemaIds(NameOf);
            options.CustomOperationIds(api => api.ActionDescriptor.RouteValues["action"]);
            options.DescribeAllParametersInCamelCase();
            options.MapType<PartialDate>(() =>
                new OpenApiSchema { Type = JsonSchemaType.String, Description = "EDTF, level 0 or 1." }
            );
            options.MapType<AsOfInstant>(() =>
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = "RFC 3339 instant with its offset, or an EDTF date, which means up to its end (UTC).",
                }
            );
            options.AddSecurityDefinition(
                "key",
                new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Header,
                    Name = Access.KeyAuthentication.Header,
                }
            );
            options.AddSecurityDefinition(
                "bearer",
                new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" }
            );
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference("key", document)] = [],
            });
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference("bearer", document)] = [],
            });
            options.SchemaFilter<WireSchemas>();
            options.SchemaFilter<SchemaLimits>();
            options.OperationFilter<CallDocumentation>();
            options.OperationFilter<Examples>();
            options.DocumentFilter<DocumentOrder>();
        });

    public static void MapOpenApi(this WebApplication app)
    {
        app.UseSwagger(options =>
            options.PreSerializeFilters.Add(
                (document, request) =>
                    document.Servers = [new OpenApiServer { Url = request.PathBase.HasValue ? request.PathBase : "/" }]
            )
        );
        app.UseSwaggerUI(page =>
        {
            page.SwaggerEndpoint($"/swagger/{DocumentName}/swagger.json", "ClaimTracker");
            page.DocumentTitle = "ClaimTracker API";
        });
    }

    // ClaimView is "Claim" on the wire, Page<ClaimView> is "ClaimPage"; requests keep the name of their use case.
    internal static string NameOf(Type type)
    {
        if (type.IsGenericType)
            return type.GetGenericArguments().Aggregate("", (name, argument) => name + NameOf(argument))
                + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        var own = type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;
        return type.DeclaringType is { } outer ? NameOf(outer) + own : own;
    }
}

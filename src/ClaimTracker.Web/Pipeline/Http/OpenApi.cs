using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

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
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
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
            options.SchemaFilter<Shapes>();
            options.SchemaFilter<Limits>();
            options.OperationFilter<CommonRules>();
            options.OperationFilter<Examples>();
            options.DocumentFilter<Order>();
        });

    public static void MapOpenApi(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(page =>
        {
            page.SwaggerEndpoint($"/swagger/{DocumentName}/swagger.json", "ClaimTracker");
            page.DocumentTitle = "ClaimTracker API";
        });
    }

    // ClaimView is "Claim" on the wire, Page<ClaimView> is "ClaimPage"; requests keep the name of their use case.
    private static string NameOf(Type type)
    {
        if (type.IsGenericType)
            return type.GetGenericArguments().Aggregate("", (name, argument) => name + NameOf(argument))
                + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        var own = type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;
        return type.DeclaringType is { } outer ? NameOf(outer) + own : own;
    }

    /// <summary>Types that look otherwise on the wire than in code: optional fields, objects that may be written short, and what is required.</summary>
    private sealed class Shapes : ISchemaFilter
    {
        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (schema is not OpenApiSchema own)
                return;
            if (IOpenBody.Is(context.Type))
                (own.Type, own.Properties, own.Required, own.AdditionalPropertiesAllowed) = (
                    JsonSchemaType.Object | JsonSchemaType.Array,
                    null,
                    null,
                    true
                );
            else if (
                Attribute.GetCustomAttribute(context.Type, typeof(ShorthandAttribute)) is ShorthandAttribute shorthand
            )
                (own.Type, own.Properties, own.Required, own.AdditionalPropertiesAllowed, own.OneOf) = (
                    null,
                    null,
                    null,
                    true,
                    [
                        new OpenApiSchema { Type = JsonSchemaType.String },
                        context.SchemaGenerator.GenerateSchema(shorthand.Full, context.SchemaRepository),
                    ]
                );
            else if (
                own.Properties is { Count: > 0 }
                && Json.Options.GetTypeInfo(context.Type) is { Kind: JsonTypeInfoKind.Object } type
            )
                Describe(own, type, context);
        }

        private static void Describe(OpenApiSchema schema, JsonTypeInfo type, SchemaFilterContext context)
        {
            schema.Required = new SortedSet<string>(
                type.Properties.Where(property => property.IsRequired).Select(property => property.Name),
                StringComparer.Ordinal
            );
            foreach (var property in type.Properties.Where(property => IOptional.Is(property.PropertyType)))
            {
                var value = context.SchemaGenerator.GenerateSchema(
                    property.PropertyType.GetGenericArguments()[0],
                    context.SchemaRepository,
                    (PropertyInfo)property.AttributeProvider!
                );
                if (value is OpenApiSchema plain && IOptional.TakesNull(property))
                    plain.Type |= JsonSchemaType.Null;
                schema.Properties![property.Name] = value;
            }
        }
    }

    /// <summary>States the limits that the validators hold.</summary>
    private sealed class Limits(IServiceProvider services) : ISchemaFilter
    {
        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (
                schema.Properties is null
                || services.GetService(typeof(IValidator<>).MakeGenericType(context.Type)) is not IValidator validator
            )
                return;
            foreach (var rules in validator.CreateDescriptor().GetMembersWithValidators())
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(rules.Key ?? "");
                if (!schema.Properties.TryGetValue(name, out var member) || member is not OpenApiSchema own)
                    continue;
                foreach (var (rule, _) in rules)
                {
                    if (rule is ILengthValidator { Max: > 0 } length)
                        own.MaxLength = length.Max;
                    if (rule is IBetweenValidator between)
                    {
                        own.Minimum = Convert.ToString(between.From, System.Globalization.CultureInfo.InvariantCulture);
                        own.Maximum = Convert.ToString(between.To, System.Globalization.CultureInfo.InvariantCulture);
                    }
                }
            }
        }
    }

    /// <summary>What is the same for every call: its use case's summary and role, versions, idempotency, problems.</summary>
    private sealed class CommonRules : IOperationFilter
    {
        private static readonly Dictionary<string, string> Summaries = ReadSummaries();

        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var method = context.ApiDescription.HttpMethod!;
            operation.Parameters ??= [];

            // A query record holds the id of the path too; it is no parameter of the query.
            var inPath = operation
                .Parameters.Where(parameter => parameter.In == ParameterLocation.Path)
                .Select(parameter => parameter.Name)
                .ToHashSet();
            operation.Parameters =
            [
                .. operation.Parameters.Where(parameter =>
                    parameter.In != ParameterLocation.Query || !inPath.Contains(parameter.Name)
                ),
            ];
            operation.Responses ??= [];
            if (UseCases.Named(context.MethodInfo.Name) is { } request)
            {
                var role = JsonNamingPolicy.CamelCase.ConvertName(UseCases.RequiredRole(request).ToString());
                operation.Summary = Summaries.GetValueOrDefault(request.FullName!);
                operation.Description = $"Role: `{role}`.";
                Succeed(operation.Responses, request);
                if (
                    !IOpenBody.Is(request)
                    && Json.Options.GetTypeInfo(request).Properties.All(property => property.Set is null)
                )
                    operation.RequestBody = null;
            }

            if (context.MethodInfo.GetCustomAttribute<TakesLinesAttribute>() is { } lines)
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Description = "NDJSON: one object a line.",
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        [Ndjson.MediaType] = new()
                        {
                            Schema = context.SchemaGenerator.GenerateSchema(lines.Of, context.SchemaRepository),
                        },
                    },
                };

            if (method is "PUT" or "PATCH")
            {
                var mayBeFirst = context.MethodInfo.IsDefined(typeof(TakesIfNoneMatchAttribute));
                operation.Parameters.Add(
                    Header("If-Match", required: !mayBeFirst, "The version that was read, quoted: `\"3\"`.")
                );
                if (mayBeFirst)
                    operation.Parameters.Add(
                        Header("If-None-Match", required: false, "`*` where there is none yet, instead of `If-Match`.")
                    );
            }

            if (method == "POST" && !context.MethodInfo.IsDefined(typeof(IgnoresIdempotencyKeyAttribute)))
                operation.Parameters.Add(
                    Header(
                        Idempotency.Header,
                        required: false,
                        "Sent again within 24 hours with the same body, gives the first answer again."
                    )
                );

            foreach (var status in StatusesOf(method, context.ApiDescription))
                operation.Responses.TryAdd(
                    status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Problem(status, context)
                );
        }

        private static void Succeed(OpenApiResponses responses, Type request)
        {
            if (
                !request.IsAssignableTo(typeof(MediatR.IBaseRequest))
                || !responses.Remove("200", out var success)
                || success is not OpenApiResponse answer
            )
                return;
            var creates = ViewOf(request, typeof(ICreate<>)) is not null;
            answer.Headers = new Dictionary<string, IOpenApiHeader>();
            if (ViewOf(request, typeof(MediatR.IRequest<>))!.IsAssignableTo(typeof(IResource)))
                answer.Headers["ETag"] = AnswerHeader("The version, quoted.");
            if (creates)
                answer.Headers["Location"] = AnswerHeader("Where it can be read.");
            if (typeof(IPaged).IsAssignableFrom(request))
                answer.Headers["Link"] = AnswerHeader("RFC 8288: `rel=\"next\"`, absent on the last page.");
            answer.Description = creates ? "Created" : "OK";
            responses[creates ? "201" : "200"] = answer;
        }

        private static Type? ViewOf(Type request, Type contract) =>
            request
                .GetInterfaces()
                .FirstOrDefault(own => own.IsGenericType && own.GetGenericTypeDefinition() == contract)
                ?.GetGenericArguments()[0];

        private static OpenApiHeader AnswerHeader(string description) =>
            new()
            {
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };

        private static IEnumerable<int> StatusesOf(string method, ApiDescription api)
        {
            yield return 400;
            yield return 401;
            yield return 403;
            if (api.ParameterDescriptions.Any(parameter => parameter.Source.Id == "Path"))
                yield return 404;
            if (api.SupportedResponseTypes.Any(type => type.ApiResponseFormats.Count > 1))
                yield return 406;
            if (method != "GET")
            {
                yield return 409;
                yield return 413;
                yield return 415;
                yield return 422;
            }

            if (method is "PUT" or "PATCH")
            {
                yield return 412;
                yield return 428;
            }

            yield return 429;
        }

        private static OpenApiParameter Header(string name, bool required, string description) =>
            new()
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = required,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };

        private static OpenApiResponse Problem(int status, OperationFilterContext context) =>
            new()
            {
                Description = Problems.Of(status).Title,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problems.ContentType] = new()
                    {
                        Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemView), context.SchemaRepository),
                    },
                },
            };

        // An action is named after its use case, whose summary stands on the request record.
        private static Dictionary<string, string> ReadSummaries() =>
            XDocument
                .Load(Path.ChangeExtension(typeof(OpenApi).Assembly.Location, ".xml"))
                .Descendants("member")
                .Where(member =>
                    member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal)
                    && member.Element("summary") is not null
                )
                .ToDictionary(
                    member => member.Attribute("name")!.Value[2..],
                    member =>
                        string.Join(
                            ' ',
                            XmlCommentsTextHelper
                                .Humanize(string.Concat(member.Element("summary")!.Nodes()))
                                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                        )
                );
    }

    /// <summary>An example for every request body, from one file that a test reads back through the real reader.</summary>
    private sealed class Examples : IOperationFilter
    {
        private static readonly JsonObject All = Load();

        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            if (All[operation.OperationId!] is not { } example)
                return;
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                ((OpenApiMediaType)content).Example = example.DeepClone();
        }

        private static JsonObject Load()
        {
            using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream(
                "ClaimTracker.Web.Pipeline.Http.Examples.json"
            )!;
            return JsonNode.Parse(stream)!.AsObject();
        }
    }

    /// <summary>The document reads the same whatever order the controllers were found in.</summary>
    private sealed class Order : IDocumentFilter
    {
        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
        {
            var paths = new OpenApiPaths();
            foreach (var (path, item) in swaggerDoc.Paths.OrderBy(path => path.Key, StringComparer.Ordinal))
                paths.Add(path, item);
            swaggerDoc.Paths = paths;
            foreach (
                var unused in swaggerDoc
                    .Components!.Schemas!.Keys.Where(name => name.EndsWith("Optional", StringComparison.Ordinal))
                    .ToList()
            )
                swaggerDoc.Components.Schemas.Remove(unused);
        }
    }
}

/// <summary>RFC 9457, with a stable code.</summary>
/// <param name="Type">A URN that ends in the code.</param>
/// <param name="Title">The name of the status.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
/// <param name="Code">Stable; programs branch on it.</param>
/// <param name="Errors">What is wrong where, keyed by the request's own path.</param>
public sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null
);

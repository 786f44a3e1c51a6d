using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>What is the same for every call: its use case's summary and role, versions, idempotency, problems.</summary>
internal sealed class CallDocumentation : IOperationFilter
{
    private static readonly Dictionary<string, string> Summaries = ReadSummaries();

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var method = context.ApiDescription.HttpMethod!;
        operation.Parameters ??= [];

        operation.Parameters =
        [
            .. operation.Parameters.Where(parameter =>
                parameter.In != ParameterLocation.Query || IsRead(parameter.Name!, context.MethodInfo)
            ),
        ];
        foreach (var list in operation.Parameters.OfType<OpenApiParameter>().Where(IsList))
            (list.Style, list.Explode) = (ParameterStyle.Form, false);
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

        if (operation.RequestBody is OpenApiRequestBody body)
            body.Required = !context.MethodInfo.GetParameters().Any(MayBeMissing);

        if (context.MethodInfo.GetCustomAttribute<TakesLinesAttribute>() is { } lines)
        {
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
            foreach (var other in operation.Responses["200"].Content!.Keys.Except([Ndjson.MediaType]).ToList())
                operation.Responses["200"].Content!.Remove(other);
        }

        operation.Parameters.Add(
            Header("Accept-Language", required: false, "`fr` or `en`, the default: the language of the sentences.")
        );

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

        foreach (var (mediaType, content) in operation.Responses.Values.SelectMany(Contents))
            if (content is OpenApiMediaType { Schema: OpenApiSchema { Type: null, OneOf: null, AllOf: null } } free)
                free.Schema = new OpenApiSchema
                {
                    Type = mediaType.EndsWith("json", StringComparison.Ordinal)
                        ? JsonSchemaType.Object
                        : JsonSchemaType.String,
                };

        foreach (var status in StatusesOf(method, context.ApiDescription))
            operation.Responses[Name(status)] = new OpenApiResponseReference(
                SharedProblems.NameOf(status),
                context.Document
            );
    }

    private static bool IsRead(string parameter, MethodInfo action) =>
        action
            .GetParameters()
            .Where(taken => taken.IsDefined(typeof(FromQueryAttribute)))
            .SelectMany(taken => QueryString.Parameters(taken.ParameterType))
            .Any(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == parameter);

    private static bool IsList(OpenApiParameter parameter) => parameter.Schema is { Type: JsonSchemaType.Array };

    private static bool MayBeMissing(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromBodyAttribute>() is { EmptyBodyBehavior: EmptyBodyBehavior.Allow };

    private static IEnumerable<KeyValuePair<string, OpenApiMediaType>> Contents(IOpenApiResponse response) =>
        response.Content ?? Enumerable.Empty<KeyValuePair<string, OpenApiMediaType>>();

    private static string Name(int status) => status.ToString(CultureInfo.InvariantCulture);

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
        foreach (var declared in api.ActionDescriptor.EndpointMetadata.OfType<AlsoAnswersAttribute>())
            yield return declared.Status;
        yield return 400;
        yield return 401;
        yield return 403;
        if (api.ParameterDescriptions.Any(parameter => parameter.Source.Id == "Path"))
            yield return 404;
        yield return 406;

        // The past is read from the trail, which may have grown too long for that; claims are weighed only where they are accepted.
        if (
            api.ParameterDescriptions.Any(parameter =>
                parameter.Name.Equals(AsOfParameter.Parameter, StringComparison.OrdinalIgnoreCase)
            )
        )
            yield return 422;
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

/// <summary>A status with which an action refuses what others of its kind cannot be asked.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AlsoAnswersAttribute(int status) : Attribute
{
    public int Status { get; } = status;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>
/// An example for every request body, from one file that a test reads back through the real reader; and for every answer in JSON, put together
/// from its schema and a file of values by the names of fields, so that no answer can outgrow its example.
/// </summary>
internal sealed class Examples : IOperationFilter
{
    private static readonly JsonObject Bodies = Load("Examples");
    private static readonly JsonObject Values = Load("ExampleValues");

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (Bodies[operation.OperationId!] is { } example)
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example = example.DeepClone();

        foreach (
            var answer in operation.Responses!.Where(answer => answer.Key[0] == '2').Select(answer => answer.Value)
        )
        foreach (var (mediaType, content) in answer.Content ?? new Dictionary<string, OpenApiMediaType>())
            if (
                mediaType.Contains("json", StringComparison.Ordinal)
                && content.Schema is OpenApiSchemaReference or { Type: JsonSchemaType.Array }
            )
                content.Example = new Composer(context.SchemaRepository.Schemas).Of(content.Schema);
    }

    private static JsonObject Load(string name)
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream(
            $"ClaimTracker.Web.Pipeline.Http.{name}.json"
        )!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    private sealed class Composer(IDictionary<string, IOpenApiSchema> schemas)
    {
        private readonly Stack<string> open = new();

        public JsonNode? Of(IOpenApiSchema schema, string owner = "", string field = "")
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } name })
            {
                open.Push(name);
                var whole = Of(schemas[name], name, field);
                open.Pop();
                return whole;
            }

            if (schema.AllOf is [var only])
                return Of(only, owner, field);
            if (schema.OneOf is [var first, ..])
                return Of(first, owner, field);
            if (schema.Enum is [var least, ..])
                return ValueOf(owner, field) is { } chosen && schema.Enum.Any(one => JsonNode.DeepEquals(one, chosen))
                    ? chosen
                    : least.DeepClone();
            return (schema.Type & ~JsonSchemaType.Null) switch
            {
                JsonSchemaType.Object => Members(schema),
                JsonSchemaType.Array => Elements(schema.Items!, owner, field),
                JsonSchemaType.Boolean => ValueOf(owner, field, JsonValueKind.True, JsonValueKind.False) ?? false,
                JsonSchemaType.Integer => ValueOf(owner, field, JsonValueKind.Number) ?? 1,
                JsonSchemaType.Number => ValueOf(owner, field, JsonValueKind.Number) ?? 0.5,
                JsonSchemaType.String when schema.Format == "date-time" => ValueOf(owner, field, JsonValueKind.String)
                    ?? "2018-09-14T12:00:00Z",
                _ => ValueOf(owner, field, JsonValueKind.String) ?? (IsNullable(schema) ? null : "…"),
            };
        }

        private JsonObject Members(IOpenApiSchema schema)
        {
            var owner = open.TryPeek(out var name) ? name : "";
            var whole = new JsonObject();
            foreach (var (field, value) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
                if (Values.TryGetPropertyValue($"{owner}.{field}", out var written))
                    whole[field] = written?.DeepClone();
                else if (schema.Required?.Contains(field) == true)
                    whole[field] = IsOpen(value) ? null : Of(value, owner, field);
            return whole;
        }

        private JsonArray Elements(IOpenApiSchema items, string owner, string field) =>
            IsOpen(items) ? [] : [Of(items, owner, field)];

        // What holds itself ends there: it is null, or empty.
        private bool IsOpen(IOpenApiSchema schema) =>
            schema is OpenApiSchemaReference { Reference.Id: { } name }
                ? open.Contains(name)
                : schema.AllOf is [var only] && IsOpen(only);

        private static bool IsNullable(IOpenApiSchema schema) => schema.Type?.HasFlag(JsonSchemaType.Null) == true;

        private static JsonNode? ValueOf(string owner, string field, params JsonValueKind[] kinds)
        {
            var value = Values[$"{owner}.{field}"] ?? Values[field];
            return value is not null && (kinds.Length == 0 || kinds.Contains(value.GetValueKind()))
                ? value.DeepClone()
                : null;
        }
    }
}

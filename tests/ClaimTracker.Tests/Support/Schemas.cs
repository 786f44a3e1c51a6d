using System.Globalization;
using System.Text.Json;

namespace ClaimTracker.Tests.Support;

/// <summary>Holds values against schemas: as much of OpenAPI 3.0 as our document uses; what it does not know, it refuses to judge.</summary>
/// <param name="named">The components.</param>
public sealed class Schemas(JsonElement named)
{
    private const string Prefix = "#/components/schemas/";

    private static readonly HashSet<string> Annotations =
    [
        "description",
        "example",
        "format",
        "nullable",
        "additionalProperties",
        "required",
        "default",
        "readOnly",
    ];

    private readonly Dictionary<string, JsonElement> byName = named
        .EnumerateObject()
        .ToDictionary(schema => Prefix + schema.Name, schema => schema.Value);

    /// <summary>A component.</summary>
    public JsonElement Named(string name) => byName[Prefix + name];

    /// <summary>Where and how a value does not fit; null where it does.</summary>
    public string? Fault(JsonElement value, JsonElement schema) => Fault(value, schema, "");

    private string? Fault(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Fault(value, byName[reference.GetString()!], path);
        if (value.ValueKind == JsonValueKind.Null)
            return IsNullable(schema) ? null : $"null at {Named()}, which takes none";
        foreach (var rule in schema.EnumerateObject())
        {
            var fault = rule.Name switch
            {
                "type" => IsOfType(value, rule.Value.GetString()!, schema)
                    ? null
                    : $"{value.ValueKind} at {Named()} in place of {rule.Value}",
                "properties" when value.ValueKind == JsonValueKind.Object => Members(value, schema, rule.Value, path),
                "items" when value.ValueKind == JsonValueKind.Array => Elements(value, rule.Value, path),
                "properties" or "items" => null,
                "enum" => rule.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))
                    ? null
                    : $"{value} at {Named()}, which is none of its values",
                "allOf" => rule.Value.EnumerateArray().Select(one => Fault(value, one, path)).FirstOrDefault(IsFault),
                "oneOf" => Choice(value, rule.Value, path, atMost: 1),
                "anyOf" => Choice(value, rule.Value, path, atMost: int.MaxValue),
                "minimum" => value.GetDouble() >= rule.Value.GetDouble()
                    ? null
                    : $"{value} at {Named()}, which is too low",
                "maximum" => value.GetDouble() <= rule.Value.GetDouble()
                    ? null
                    : $"{value} at {Named()}, which is too high",
                "maxLength" => value.GetString()!.Length <= rule.Value.GetInt32()
                    ? null
                    : $"too long a text at {Named()}",
                _ => Annotations.Contains(rule.Name)
                    ? null
                    : throw new NotSupportedException($"Schemas do not know {rule.Name}."),
            };
            if (fault is not null)
                return fault;
        }

        return
            schema.TryGetProperty("required", out var required)
            && value.ValueKind == JsonValueKind.Object
            && required.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _))
                is { ValueKind: JsonValueKind.String } missing
            ? $"no {missing} at {Named()}"
            : null;

        string Named() => path.Length == 0 ? "the top" : path;
    }

    private string? Members(JsonElement value, JsonElement schema, JsonElement properties, string path)
    {
        var isClosed =
            schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var fault =
                properties.TryGetProperty(member.Name, out var known) ? Fault(member.Value, known, place)
                : isClosed ? $"{place}, which the schema does not know"
                : others.ValueKind == JsonValueKind.Object ? Fault(member.Value, others, place)
                : null;
            if (fault is not null)
                return fault;
        }

        return null;
    }

    private string? Elements(JsonElement value, JsonElement schema, string path)
    {
        var index = 0;
        foreach (var element in value.EnumerateArray())
            if (Fault(element, schema, $"{path}[{index++}]") is { } fault)
                return fault;
        return null;
    }

    private string? Choice(JsonElement value, JsonElement choices, string path, int atMost)
    {
        var faults = choices.EnumerateArray().Select(choice => Fault(value, choice, path)).ToList();
        var fitting = faults.Count(fault => fault is null);
        return fitting == 0 ? string.Join(" or ", faults)
            : fitting > atMost ? $"what fits {fitting} of its schemas at {(path.Length == 0 ? "the top" : path)}"
            : null;
    }

    // A schema of no kind takes anything; one that only points elsewhere takes null where it says so.
    private static bool IsNullable(JsonElement schema) =>
        schema.TryGetProperty("nullable", out var nullable)
            ? nullable.GetBoolean()
            : !schema.EnumerateObject().Any(rule => rule.Name is "type" or "allOf" or "oneOf" or "anyOf" or "enum");

    private static bool IsOfType(JsonElement value, string type, JsonElement schema) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String && IsOfFormat(value.GetString()!, schema),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => throw new NotSupportedException($"Schemas do not know the type {type}."),
        };

    private static bool IsOfFormat(string text, JsonElement schema) =>
        !schema.TryGetProperty("format", out var format)
        || format.GetString() != "date-time"
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    private static bool IsFault(string? fault) => fault is not null;
}

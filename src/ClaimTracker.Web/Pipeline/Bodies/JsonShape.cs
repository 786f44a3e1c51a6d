using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Web.Pipeline.Bodies;

/// <summary>
/// Compares a JSON body with the shape a request has, before it is read: every fault at the client's own path and in plain words,
/// where the serialiser would stop at the first and speak of its own types.
/// </summary>
internal sealed class JsonShape
{
    /// <summary>Enough to mend a request by; a hostile one must not be answered with a book.</summary>
    private const int MaxFaults = 50;

    /// <summary>In UTF-16 units: enough to find a field by.</summary>
    private const int MaxPath = 300;

    private readonly Dictionary<string, List<string>> faults = [];
    private int count;
    private readonly JsonSerializerOptions options = Json.Options;

    /// <exception cref="InvalidRequestException">The body is not of that shape.</exception>
    public static void Check(JsonElement body, Type request)
    {
        var shape = new JsonShape();
        shape.Value(body, request, mayBeNull: false, path: "");
        if (shape.faults.Count > 0)
            throw new InvalidRequestException(
                "invalid",
                "The request is not valid; see errors.",
                shape.faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray())
            );
    }

    private bool IsFull => count >= MaxFaults;

    private void Fault(string path, string message)
    {
        if (IsFull)
            return;
        count++;
        if (path.Length > MaxPath)
            path = string.Concat(path.AsSpan(0, char.IsHighSurrogate(path[MaxPath - 1]) ? MaxPath - 1 : MaxPath), "…");
        if (!faults.TryGetValue(path, out var messages))
            faults.Add(path, messages = []);
        messages.Add(message);
    }

    private void Value(JsonElement value, Type type, bool mayBeNull, string path)
    {
        if (IOptional.Is(type))
            type = type.GetGenericArguments()[0];
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!mayBeNull && Nullable.GetUnderlyingType(type) is null)
                Fault(path, "must not be null.");
            return;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Attribute.GetCustomAttribute(type, typeof(ShorthandAttribute)) is ShorthandAttribute shorthand)
        {
            if (value.ValueKind == JsonValueKind.String)
                Text(value, path);
            else
                Value(value, shorthand.Full, mayBeNull: false, path);
            return;
        }

        if (IOpenBody.Is(type))
            Anything(value, path);
        else if (type.IsEnum)
            Enumerated(value, type, path);
        else if (type == typeof(string))
            Text(value, path);
        else if (type == typeof(bool))
            Expect(value.ValueKind is JsonValueKind.True or JsonValueKind.False, path, "must be true or false.");
        else if (type == typeof(int))
            Expect(
                value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
                path,
                "must be a whole number."
            );
        else if (type == typeof(long))
            Expect(
                value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
                path,
                "must be a whole number."
            );
        else if (type == typeof(double))
            Expect(
                value.ValueKind == JsonValueKind.Number
                    && value.TryGetDouble(out var number)
                    && double.IsFinite(number),
                path,
                "must be a number."
            );
        else if (type == typeof(DateTimeOffset))
            Expect(
                StringOf(value) is { } text && SaysItsOffset(text) && value.TryGetDateTimeOffset(out _),
                path,
                "must be an instant with an offset, such as 2026-01-31T12:00:00Z."
            );
        else
            Structure(value, options.GetTypeInfo(type), path);
    }

    // Of another's shape: only what nothing could store is refused.
    private void Anything(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
            Text(value, path);
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var (index, element) in value.EnumerateArray().Index().TakeWhile(_ => !IsFull))
                Anything(element, $"{path}[{index}]");
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var field in value.EnumerateObject().TakeWhile(_ => !IsFull))
                if (HasWellFormedName(field, out var name))
                    Anything(field.Value, path.Length == 0 ? name : $"{path}.{name}");
                else
                    Fault(path, "has a field whose name is not well-formed text.");
    }

    private void Structure(JsonElement value, JsonTypeInfo type, string path)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                Fault(path, "must be an array.");
                return;
            }

            var index = 0;
            foreach (var element in value.EnumerateArray().TakeWhile(_ => !IsFull))
                Value(element, type.ElementType!, mayBeNull: false, $"{path}[{index++}]");
        }
        else if (type.Kind == JsonTypeInfoKind.Object)
        {
            if (value.ValueKind != JsonValueKind.Object)
                Fault(path, "must be an object.");
            else
                Fields(value, type, path);
        }
        else
        {
            throw new InvalidOperationException($"Requests hold no {type.Type.Name}.");
        }
    }

    private void Fields(JsonElement value, JsonTypeInfo type, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject().TakeWhile(_ => !IsFull))
        {
            if (!HasWellFormedName(field, out var name))
            {
                Fault(path, "has a field whose name is not well-formed text.");
                continue;
            }

            var place = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.Add(name))
                Fault(place, "appears twice.");
            else if (
                type.Properties.FirstOrDefault(property => property.Name == name && property.Set is not null) is
                { } property
            )
                Value(field.Value, property.PropertyType, IOptional.TakesNull(property), place);
            else
                Fault(place, "is not a field of this request.");
        }

        foreach (
            var property in type.Properties.Where(property => property.IsRequired && !seen.Contains(property.Name))
        )
            Fault(path.Length == 0 ? property.Name : $"{path}.{property.Name}", "is required.");
    }

    /// <summary>True for a PATCH field whose value may be absent: <c>Optional&lt;string?&gt;</c>.</summary>
    // Without one, an instant would silently be taken as of the server's own zone.
    private static bool SaysItsOffset(string instant) =>
        instant.EndsWith('Z') || (instant.Length > 6 && instant[^6] is '+' or '-' && instant[^3] == ':');

    private static bool HasWellFormedName(JsonProperty field, out string name)
    {
        try
        {
            name = field.Name;
            return WellFormedText.IsWellFormed(name);
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }

    private void Text(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(path, "must be a string.");
            return;
        }

        if (StringOf(value) is { } text)
            Expect(WellFormedText.IsWellFormed(text), path, "must not hold NUL.");
        else
            Fault(path, "must not hold a lone surrogate.");
    }

    /// <summary>Null for what is no string, and for the only thing that cannot be turned into one: half of a surrogate pair.</summary>
    private static string? StringOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Enumerated(JsonElement value, Type type, string path)
    {
        var allowed = Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
        if (StringOf(value) is not { } name || !allowed.Contains(name))
            Fault(path, $"must be one of: {string.Join(", ", allowed)}.");
    }

    private void Expect(bool holds, string path, string message)
    {
        if (!holds)
            Fault(path, message);
    }
}

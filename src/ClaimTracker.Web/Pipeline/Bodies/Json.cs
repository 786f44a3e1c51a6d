using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClaimTracker.Web.Pipeline.Bodies;

/// <summary>JSON as it goes over the wire.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = Configure(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
    );

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new OptionalConverter());
        options.Converters.Add(new ShorthandConverter());
        options.Converters.Add(new OpenBodyConverter());
        return options;
    }
}

/// <summary>A field of a PATCH: absent (unchanged) is not the same as null (cleared).</summary>
public readonly record struct Optional<T>(T Value) : IOptional
{
    public bool IsSet { get; } = true;

    public void IfSet(Action<T> change)
    {
        if (IsSet)
            change(Value);
    }
}

/// <summary>An <see cref="Optional{T}"/> of whatever type.</summary>
public interface IOptional
{
    bool IsSet { get; }

    static bool Is(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

    /// <summary>Whether a field takes null: for an optional one, whether the value that it holds may be cleared.</summary>
    static bool TakesNull(JsonPropertyInfo field) =>
        Is(field.PropertyType)
            ? Clearable.GetOrAdd((PropertyInfo)field.AttributeProvider!, MayBeCleared)
            : field.IsSetNullable;

    private static readonly ConcurrentDictionary<PropertyInfo, bool> Clearable = new();

    private static bool MayBeCleared(PropertyInfo field) =>
        new NullabilityInfoContext().Create(field).GenericTypeArguments[0].ReadState == NullabilityState.Nullable;
}

internal sealed class OptionalConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => IOptional.Is(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => new(JsonSerializer.Deserialize<T>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}

/// <summary>A body in a shape that others define and extend: it is read as it is.</summary>
public interface IOpenBody
{
    static bool Is(Type type) => type.IsAssignableTo(typeof(IOpenBody));
}

/// <summary>Made from whatever JSON was sent.</summary>
public interface IOpenBody<out TSelf> : IOpenBody
{
    static abstract TSelf Of(JsonElement document);
}

internal sealed class OpenBodyConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => IOpenBody.Is(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(From<>).MakeGenericType(typeToConvert))!;

    private sealed class From<TSelf> : JsonConverter<TSelf>
        where TSelf : IOpenBody<TSelf>
    {
        public override TSelf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TSelf.Of(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests only.");
    }
}

/// <summary>An object that may be sent as a plain string, which then is the value of one of its fields: <c>"outlet": "Sputnik"</c>.</summary>
/// <param name="full">The type of the object written out, with the same field names.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShorthandAttribute(Type full) : Attribute
{
    public Type Full { get; } = full;
}

/// <summary>Made from either form.</summary>
/// <typeparam name="TSelf">The type that may be written short.</typeparam>
/// <typeparam name="TFull">Its full form.</typeparam>
public interface IShorthand<out TSelf, in TFull>
{
    static abstract TSelf FromShort(string text);

    static abstract TSelf FromFull(TFull full);
}

internal sealed class ShorthandConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        Attribute.IsDefined(typeToConvert, typeof(ShorthandAttribute));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var full = ((ShorthandAttribute)Attribute.GetCustomAttribute(typeToConvert, typeof(ShorthandAttribute))!).Full;
        return (JsonConverter)Activator.CreateInstance(typeof(Of<,>).MakeGenericType(typeToConvert, full))!;
    }

    private sealed class Of<TSelf, TFull> : JsonConverter<TSelf>
        where TSelf : IShorthand<TSelf, TFull>
    {
        public override TSelf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? TSelf.FromShort(reader.GetString()!)
                : TSelf.FromFull(JsonSerializer.Deserialize<TFull>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests only.");
    }
}

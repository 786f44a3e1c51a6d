using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimTracker.Web.Pipeline;

/// <summary>A request whose body is JSON of others' making: whatever it holds is taken as it is, and read by the use case.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AnyJsonAttribute : Attribute;

/// <summary>Made from a body of whatever shape.</summary>
public interface IAnyJson<out TSelf>
{
    static abstract TSelf Of(JsonElement body);
}

internal sealed class AnyJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => Attribute.IsDefined(typeToConvert, typeof(AnyJsonAttribute));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
        where T : IAnyJson<T>
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException("Requests only.");
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace ClaimTracker.Web.Pipeline;

/// <summary>Reads request bodies: strict JSON, checked against the request's shape.</summary>
internal sealed class JsonBody : InputFormatter
{
    /// <summary>Bytes. A text of the longest kind, every character of it escaped, fits.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    public JsonBody()
    {
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("application/*+json");
    }

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context)
    {
        using var body = new MemoryStream();
        await context.HttpContext.Request.Body.CopyToAsync(body, context.HttpContext.RequestAborted);
        return await InputFormatterResult.SuccessAsync(Read(body.GetBuffer().AsMemory(0, (int)body.Length), context.ModelType));
    }

    /// <exception cref="InvalidRequest">Not JSON, or not of the request's shape.</exception>
    public static object Read(ReadOnlyMemory<byte> body, Type request)
    {
        using var document = Parse(body);
        JsonShape.Check(document.RootElement, request);
        return document.RootElement.Deserialize(request, Json.Options)!;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw new InvalidRequest("bodyMissing", "The request needs a JSON body.");
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new InvalidRequest(
                "notJson", $"The body is not JSON: it cannot be read at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} of that line.");
        }
    }
}

using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Pipeline.Bodies;

/// <summary>Reads request bodies: strict JSON, checked against the request's shape.</summary>
internal sealed class JsonBody : InputFormatter
{
    /// <summary>Bytes. A text of the longest kind, every character of it escaped, fits.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Bytes. So much of a body over the limit is read and thrown away: a client that still sends would not see an answer.</summary>
    public const int MaxRefused = 8 * MaxLength;

    public JsonBody()
    {
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("application/*+json");
    }

    // A request without a body needs no media type to be told that the body is missing; and UTF-8 is the only encoding of JSON.
    public override bool CanRead(InputFormatterContext context)
    {
        var request = context.HttpContext.Request;
        return request.ContentType is null
            ? HasNoBody(context.HttpContext)
            : base.CanRead(context)
                && MediaTypeHeaderValue.Parse(request.ContentType).Charset is var charset
                && (
                    !charset.HasValue
                    || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                    || charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
                );
    }

    public override Task<InputFormatterResult> ReadAsync(InputFormatterContext context) =>
        context.TreatEmptyInputAsDefaultValue && HasNoBody(context.HttpContext)
            ? base.ReadAsync(context)
            : ReadRequestBodyAsync(context);

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context) =>
        await InputFormatterResult.SuccessAsync(Read(await ReadAllAsync(context.HttpContext), context.ModelType));

    /// <summary>The bytes of a request's body.</summary>
    /// <exception cref="TooLargeException">There are more than <see cref="MaxLength"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAllAsync(HttpContext context)
    {
        var isTooLarge = context.Request.ContentLength > MaxLength;
        using var body = new MemoryStream();
        var chunk = new byte[64 * 1024];

        // A client that asks first, with Expect, is spared the sending.
        while (
            !(isTooLarge && context.Request.Headers.Expect.Count > 0)
            && await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and var length
        )
        {
            isTooLarge |= body.Length + length > MaxLength;
            if (!isTooLarge)
                body.Write(chunk, 0, length);
        }

        return isTooLarge
            ? throw new TooLargeException($"The request body is over the limit of {MaxLength} bytes.")
            : body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <exception cref="InvalidRequestException">Not JSON, or not of the request's shape.</exception>
    public static object Read(ReadOnlyMemory<byte> body, Type request)
    {
        using var document = Parse(body);
        JsonShape.Check(document.RootElement, request);
        return document.RootElement.Deserialize(request, Json.Options)!;
    }

    private static bool HasNoBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw new InvalidRequestException("bodyMissing", "The request needs a JSON body.");
        if (!Utf8.IsValid(body.Span))
            throw new InvalidRequestException("notJson", "The body is not JSON: it is not well-formed UTF-8.");
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new InvalidRequestException(
                "notJson",
                $"The body is not JSON, or nested too deeply: it cannot be read at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} of that line."
            );
        }
    }
}

using System.Net.Http.Headers;
using System.Text.Json;

namespace ClaimTracker.Tests.Support;

/// <summary>The OpenAPI document as a promise: which answers a request may get, and what stands in them.</summary>
public sealed class Contract
{
    private readonly Schemas schemas;
    private readonly Dictionary<string, JsonElement> shared;
    private readonly List<(string[] Path, JsonElement Operations)> paths;

    /// <param name="document">OpenAPI 3.0.</param>
    public Contract(JsonElement document)
    {
        var components = document.GetProperty("components");
        schemas = new Schemas(components.GetProperty("schemas"));
        shared = components
            .GetProperty("responses")
            .EnumerateObject()
            .ToDictionary(answer => $"#/components/responses/{answer.Name}", answer => answer.Value);

        // An address with words where another takes ids is the one that is meant.
        paths =
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .Select(path => (Path: path.Name.Split('/'), Operations: path.Value))
                .OrderBy(path => path.Path.Count(IsPlaceholder)),
        ];
    }

    /// <summary>The committed document.</summary>
    public static Contract Committed => OfRepository.Value;

    private static readonly Lazy<Contract> OfRepository = new(() =>
    {
        using var file = File.OpenRead(Repository.At("docs", "api", "openapi.json"));
        return new Contract(JsonDocument.Parse(file).RootElement);
    });

    /// <summary>What an answer holds that the document does not promise; null when it is as promised.</summary>
    /// <param name="method">In upper case.</param>
    /// <param name="path">Without the query.</param>
    public string? Breach(string method, string path, int status, MediaTypeHeaderValue? type, string body)
    {
        if (Find(method == "HEAD" ? "GET" : method, path) is not { } operation)
            return status is 401 or 404 or 405
                ? Fault("Problem", body, isEmpty: method == "HEAD")
                : $"answers {status}, and is not in the document";
        if (!operation.GetProperty("responses").TryGetProperty($"{status}", out var answer))
            return $"answers {status}, which the document does not name: {body}";
        if (method == "HEAD")
            return null;
        if (answer.TryGetProperty("$ref", out var reference))
            answer = shared[reference.GetString()!];
        if (!answer.TryGetProperty("content", out var content))
            return body.Length == 0 ? null : $"answers {status} with a body, and the document promises none";
        if (type is null || MediaTypeOf(content, type) is not { } media)
            return $"answers {status} as {type}, and the document promises {string.Join(", ", content.EnumerateObject().Select(known => known.Name))}";
        if (!media.TryGetProperty("schema", out var schema))
            return null;
        var documents =
            type.MediaType == "application/x-ndjson" ? body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : IsJson(type) ? [body]
            : Array.Empty<string>();
        foreach (var document in documents)
        {
            using var json = JsonDocument.Parse(document);
            if (schemas.Fault(json.RootElement, schema) is { } fault)
                return $"answers {status} with {fault}";
        }

        return null;
    }

    /// <summary>Where a value does not fit a schema of the document; null where it does.</summary>
    public string? Fault(JsonElement value, JsonElement schema) => schemas.Fault(value, schema);

    private string? Fault(string schema, string body, bool isEmpty)
    {
        if (isEmpty)
            return null;
        using var json = JsonDocument.Parse(body);
        return schemas.Fault(json.RootElement, schemas.Named(schema));
    }

    private JsonElement? Find(string method, string path)
    {
        var parts = path.Split('/');
        foreach (var (template, operations) in paths)
            if (
                template.Length == parts.Length
                && template
                    .Zip(parts)
                    .All(pair => IsPlaceholder(pair.First) ? IsNumber(pair.Second) : pair.First == pair.Second)
                && operations.TryGetProperty(method.ToLowerInvariant(), out var operation)
            )
                return operation;
        return null;
    }

    private static JsonElement? MediaTypeOf(JsonElement content, MediaTypeHeaderValue type)
    {
        foreach (var known in content.EnumerateObject())
            if (MediaTypeHeaderValue.Parse(known.Name).MediaType == type.MediaType)
                return known.Value;
        return null;
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType == "application/json" || type.MediaType!.EndsWith("+json", StringComparison.Ordinal);

    private static bool IsPlaceholder(string part) => part.StartsWith('{');

    // All that paths hold are ids, positions and numbers of versions.
    private static bool IsNumber(string part) => part.All(char.IsAsciiDigit);
}

/// <summary>Fails the test that gets an answer which the committed OpenAPI document does not promise.</summary>
internal sealed class ContractHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Options || !path.StartsWith("/api/", StringComparison.Ordinal))
            return response;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (
            Contract.Committed.Breach(
                request.Method.Method,
                path,
                (int)response.StatusCode,
                response.Content.Headers.ContentType,
                body
            ) is
            { } breach
        )
            Assert.Fail($"{request.Method} {request.RequestUri.PathAndQuery} {breach}");
        return response;
    }
}

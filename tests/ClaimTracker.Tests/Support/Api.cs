using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ClaimTracker.Tests.Support;

/// <summary>Talks to the service as a client would: paths and anonymous objects in, status and JSON out. Each answer is held against the document.</summary>
public sealed class Api(Uri address, string? key = null) : IDisposable
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    /// <summary>For a PUT: there is none yet.</summary>
    public const int None = 0;

    private readonly HttpClient http = new(new ContractHandler())
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    public HttpClient Http => http;

    /// <summary>The same service with another key.</summary>
    public Api With(string otherKey) => new(address, otherKey);

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, object? body = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body, headers);

    public Task<Answer> Put(string path, int? version, object body) =>
        Send(HttpMethod.Put, path, body, Version(version));

    public Task<Answer> Patch(string path, int? version, object body) =>
        Send(HttpMethod.Patch, path, body, Version(version));

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null, []);

    /// <summary>Sends a body as it is; paths begin after <c>/api/v1/</c>, or with a slash.</summary>
    public async Task<Answer> Send(HttpMethod method, string path, object? body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string raw => new StringContent(raw, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body, options: Wire),
        };
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }

    public void Dispose() => http.Dispose();

    private static (string, string)[] Version(int? version) =>
        version switch
        {
            null => [],
            None => [("If-None-Match", "*")],
            { } v => [("If-Match", $"\"{v}\"")],
        };
}

/// <summary>What came back.</summary>
public sealed record Answer(
    HttpStatusCode Status,
    JsonElement Json,
    string Text,
    string? ETag,
    string? Location,
    HttpResponseMessage Response
)
{
    /// <summary>The stable code of a problem.</summary>
    public string? Code => Member("code");

    public long Id => Json.GetProperty("id").GetInt64();

    public int Version => Json.GetProperty("version").GetInt32();

    public JsonElement this[string name] => Json.GetProperty(name);

    /// <summary>The items of a page.</summary>
    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];

    /// <summary>The paths at which a problem finds fault.</summary>
    public IReadOnlyList<string> Faults =>
        Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(error => error.Name)] : [];

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isJson =
            response.Content.Headers.ContentType?.MediaType is { } type
            && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal))
            && text.Length > 0;
        return new Answer(
            response.StatusCode,
            isJson ? JsonDocument.Parse(text).RootElement : default,
            text,
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString(),
            response
        );
    }

    /// <summary>Fails, showing what came back, unless the status is the expected one.</summary>
    public Answer Expect(HttpStatusCode status)
    {
        Assert.That(Status, Is.EqualTo(status), Text);
        return this;
    }

    /// <summary>Fails unless this is that problem, of the right media type.</summary>
    public Answer ExpectProblem(HttpStatusCode status, string code, params string[] faults)
    {
        Expect(status);
        Assert.Multiple(() =>
        {
            Assert.That(Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(Code, Is.EqualTo(code), Text);
            Assert.That(faults, Is.SubsetOf(Faults), Text);
        });
        return this;
    }

    private string? Member(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

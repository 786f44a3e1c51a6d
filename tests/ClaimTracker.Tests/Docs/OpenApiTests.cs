using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Tests.Docs;

/// <summary>The committed OpenAPI document says what the code does today.</summary>
public sealed class OpenApiTests
{
    private const string UpdateVariable = "CLAIMTRACKER_UPDATE_OPENAPI";
    private static readonly string Committed = Repository.At("docs", "api", "openapi.json");

    private TestApp app = null!;
    private JsonObject document = null!;

    [OneTimeSetUp]
    public async Task FetchAsync()
    {
        app = await TestApp.StartAsync(TestDatabase.Embedded);
        using var api = new Api(app.Address);
        document = JsonNode
            .Parse((await api.Get("/swagger/v1/swagger.json")).Expect(HttpStatusCode.OK).Text)!
            .AsObject();
    }

    [OneTimeTearDown]
    public Task StopAsync() => app.DisposeAsync().AsTask();

    [Test]
    public void The_committed_document_is_the_served_one()
    {
        var served =
            document.ToJsonString(
                new JsonSerializerOptions
                {
                    WriteIndented = true,
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            ) + "\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) is not null)
            File.WriteAllText(Committed, served);

        Assert.That(
            File.ReadAllText(Committed),
            Is.EqualTo(served),
            $"Run the tests with {UpdateVariable}=1 and read the diff: it is what clients will see."
        );
    }

    [Test]
    public void Every_operation_says_what_it_does_and_which_role_it_needs()
    {
        var silent = Operations()
            .Where(operation =>
                string.IsNullOrWhiteSpace(operation.Value["summary"]?.ToString())
                || operation.Value["description"]?.ToString().Contains("Role: `", StringComparison.Ordinal) != true
            );

        Assert.That(silent.Select(operation => operation.Name), Is.Empty);
    }

    [Test]
    public void Every_body_has_an_example_that_the_service_would_read()
    {
        Assert.Multiple(() =>
        {
            foreach (var (name, operation) in Operations())
            {
                if (operation["requestBody"]?["content"]?["application/json"] is not JsonObject content)
                    continue;
                Assert.That(content["example"], Is.Not.Null, $"{name} has no example in Pipeline/Examples.json.");
                if (content["example"] is { } example)
                    Assert.That(
                        () => JsonBody.Read(Encoding.UTF8.GetBytes(example.ToJsonString()), UseCases.Named(name)!),
                        Throws.Nothing,
                        name
                    );
            }
        });
    }

    [Test]
    public void Every_reference_leads_somewhere()
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var missing = References(document).Where(reference => !schemas.ContainsKey(reference.Split('/')[^1]));

        Assert.That(missing, Is.Empty);
    }

    private IEnumerable<(string Name, JsonNode Value)> Operations() =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject value && value.ContainsKey("operationId")
        select (operation.Value!["operationId"]!.ToString(), operation.Value!);

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(field =>
                field is { Key: "$ref", Value: JsonValue value } ? [value.ToString()] : References(field.Value)
            ),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };
}

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
        var missing = References(document).Where(reference => At(reference) is null);

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_answer_has_an_example_that_fits_its_schema()
    {
        using var parsed = JsonDocument.Parse(document.ToJsonString());
        var contract = new Contract(parsed.RootElement);

        Assert.Multiple(() =>
        {
            foreach (var (name, operation) in Operations())
            foreach (
                var content in operation["responses"]!
                    .AsObject()
                    .Select(answer => answer.Value!["$ref"] is { } shared ? At(shared.ToString())! : answer.Value!)
                    .SelectMany(answer => answer["content"]!.AsObject())
                    .Where(content => content.Key.Contains("json", StringComparison.Ordinal))
                    .Select(content => content.Value!)
                    .Where(content => !JsonNode.DeepEquals(content["schema"], new JsonObject { ["type"] = "object" }))
            )
                Assert.That(
                    content["example"] is { } example
                        ? contract.Fault(Element(example), Element(content["schema"]!))
                        : "none at all",
                    Is.Null,
                    $"The example of {name}; values by the names of fields stand in Pipeline/Http/ExampleValues.json."
                );
        });
    }

    [Test]
    public void Every_body_is_required_but_where_none_will_do()
    {
        Assert.That(
            Operations()
                .Where(operation =>
                    operation.Value["requestBody"] is { } body && body["required"]?.GetValue<bool>() != true
                )
                .Select(operation => operation.Name),
            Is.EquivalentTo(new[] { "AddReviewRequest" })
        );
    }

    [Test]
    public void Every_list_says_what_it_holds_and_how_it_is_written()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                Objects(document).Where(node => node["type"]?.ToString() == "array" && node["items"] is null),
                Is.Empty
            );
            Assert.That(
                Objects(document)
                    .Where(node => node["in"]?.ToString() == "query" && node["schema"]!["type"]?.ToString() == "array"),
                Is.Not.Empty.And.All.Matches<JsonObject>(list => list["explode"]?.GetValue<bool>() == false)
            );
        });
    }

    [Test]
    public async Task No_parameter_of_a_query_is_unknown_to_its_call()
    {
        using var api = new Api(app.Address);
        foreach (var operation in await Operation.ReadAsync(api))
        foreach (
            var parameter in document["paths"]![operation.Path]![operation.Method.ToLowerInvariant()]!
                ["parameters"]
                ?.AsArray()
                ?? []
        )
            if (parameter!["in"]!.ToString() == "query")
                Assert.That(
                    (await api.Get($"{operation.Address}?{parameter["name"]}=")).Text,
                    Does.Not.Contain("is not a parameter"),
                    $"{operation.Name}: {parameter["name"]}"
                );
    }

    private JsonNode? At(string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, name) => node?[name]);

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(field => Objects(field.Value)).Prepend(fields),
            JsonArray items => items.SelectMany(Objects),
            _ => [],
        };

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

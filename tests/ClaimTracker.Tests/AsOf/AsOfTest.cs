using System.Net;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Hosting.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.AsOf;

/// <summary>A test of what was held at an instant: the service has a clock that stands until the test moves it.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.All))]
public abstract class PastTest(TestDatabase database)
{
    private StandingClock clock = null!;
    private TestApp app = null!;

    protected Api Api { get; private set; } = null!;

    protected TestApp App => app;

    protected DateTime Now => clock.Now;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new StandingClock();
        app = await TestApp.StartAsync(
            database,
            new Dictionary<string, string?> { ["Flags:Automatic"] = "true" },
            services =>
            {
                // What the service writes by itself, it writes when it likes: a test that is about it lets it write when the test can say when.
                foreach (var scribe in (Type[])[typeof(AssessmentWorker), typeof(SuggestionWorker)])
                    services.Remove(services.Single(service => service.ImplementationType == scribe));
                services.AddSingleton<TimeProvider>(clock);
            }
        );
        Api = new Api(app.Address);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Api.Dispose();
        await app.DisposeAsync();
    }

    protected void Pass(TimeSpan time) => clock.Now += time;

    protected Task<Answer> GetAsOf(string path, DateTime asOf) => GetAsOf(path, Write(asOf));

    protected Task<Answer> GetAsOf(string path, string asOf) =>
        Api.Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={Uri.EscapeDataString(asOf)}");

    protected static string Write(DateTime utc) => utc.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    protected async Task<long> ArticleAsync(string text, string outlet, string published = "2024-03-12") => (
            await Api.Post(
                "articles",
                new
                {
                    text,
                    outlet,
                    published,
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;

    protected async Task<long> ClaimAsync(long article, string quote, params object[] attribution) =>
        (await Api.Post($"articles/{article}/claims", new { content = new[] { new { quote } }, attribution }))
            .Expect(HttpStatusCode.Created)
            .Id;

    protected static object By(string name, string kind = "person") => new { source = new { name, kind } };

    /// <summary>What an answer says, but for the address and the instant by which one about the past is told from one about the present.</summary>
    protected static JsonNode Content(Answer answer)
    {
        var json = JsonNode.Parse(answer.Text)!.AsObject();
        json.Remove("links");
        json.Remove("asOf");
        if (json["graph"]?["metadata"] is JsonObject metadata)
            metadata.Remove("asOf");
        return json;
    }

    private sealed class StandingClock : TimeProvider
    {
        public DateTime Now { get; set; } = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

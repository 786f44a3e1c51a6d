using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Claims;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Assessments;

/// <summary>
/// A test of weighing over HTTP. Reports are written as "Sputnik &lt; Reuters* &lt; Gen. X", publisher first; "*" marks an outlet cited, "~" an
/// unnamed source, "!" after a lone publisher that it saw it itself.
/// </summary>
public abstract class AssessmentTest(TestDatabase database) : ClaimTest(database)
{
    private int articles;

    protected async Task<long> ReportAsync(string chain, string published = "2024-03-12", string modality = "asserted")
    {
        var names = chain.Split(" < ");
        var observed = names[0].EndsWith('!');
        var outlet = names[0].TrimEnd('!');
        var article = await ArticleAsync($"Fait numéro {++articles}: le pont est détruit.", outlet, published);
        object[] links = observed
            ? [new { source = new { name = outlet, kind = "outlet" }, basis = "observed" }]
            :
            [
                .. names
                    .Skip(1)
                    .Select(name => new
                    {
                        source = new
                        {
                            name = name.TrimEnd('*').TrimStart('~'),
                            kind = name[^1] == '*' ? "outlet"
                            : name[0] == '~' ? "unnamed"
                            : "person",
                        },
                    }),
            ];
        return (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[] { new { quote = "le pont est détruit" } },
                    attribution = links,
                    modality,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
    }

    protected async Task<long> RelateAsync(long from, long to, string type, string? about = null) => (
            await Api.Post(
                "relations",
                new
                {
                    from,
                    to,
                    type,
                    about,
                    rationale = "r",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;

    protected async Task<Answer> AssessAsync(long claim, string query = "") =>
        (await Api.Get($"claims/{claim}/assessment{query}")).Expect(HttpStatusCode.OK);

    protected async Task<long> SourceAsync(string name) =>
        (await Api.Get($"sources?q={Uri.EscapeDataString(name)}"))
            .Items.Single(source => source.GetProperty("name").GetString() == name)
            .GetProperty("id")
            .GetInt64();

    protected Task<Answer> FindAsync(long a, long b, long? claim, string value = "established") =>
        Api.Post(
            "independence",
            new
            {
                a,
                b,
                claim,
                value,
                rationale = "They never met.",
            }
        );

    protected static (int Low, int High) Count(Answer assessment, string side = "support") => Count(assessment[side]);

    protected static (int Low, int High) Count(JsonElement counted)
    {
        var independent = counted.GetProperty("independent");
        return (independent.GetProperty("low").GetInt32(), independent.GetProperty("high").GetInt32());
    }

    protected static (int Proposed, string? Rule) Proposal(Answer assessment) =>
        (
            assessment["credibility"].GetProperty("proposed").GetInt32(),
            assessment["credibility"].GetProperty("rule").GetString()
        );

    protected static string?[] Names(JsonElement sources) =>
        [.. sources.EnumerateArray().Select(source => source.GetProperty("name").GetString())];

    protected static string?[] Path(JsonElement steps) =>
        [.. steps.EnumerateArray().Select(step => step.GetProperty("source").GetProperty("name").GetString())];

    protected static string?[] Reasons(Answer assessment) =>
        [
            .. assessment["support"]
                .GetProperty("chains")
                .EnumerateArray()
                .Select(chain => chain.GetProperty("reason").GetString()),
        ];
}

using System.Net;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Assessments;

/// <summary>What the weighing says of the demonstration set, sent over HTTP as its files stand.</summary>
public sealed class SeedAssessmentTests(TestDatabase database) : AssessmentTest(database)
{
    private readonly Dictionary<string, long> claims = [];

    [SetUp]
    public async Task LoadAsync()
    {
        claims.Clear();
        var sources = Read("sources.json").AsArray().Select(source => source!.AsObject()).ToList();
        foreach (var source in sources)
        {
            var id = (await Api.Post("sources", new { name = source["name"], kind = source["kind"] }))
                .Expect(HttpStatusCode.Created)
                .Id;
            foreach (var alias in source["aliases"]?.AsArray() ?? [])
                (await Api.Post($"sources/{id}/aliases", alias)).Expect(HttpStatusCode.Created);
        }

        foreach (var source in sources)
        foreach (var affiliation in source["affiliations"]?.AsArray() ?? [])
        {
            affiliation!["with"] = await SourceAsync(affiliation["with"]!["name"]!.GetValue<string>());
            (
                await Api.Post(
                    $"sources/{await SourceAsync(source["name"]!.GetValue<string>())}/affiliations",
                    affiliation
                )
            ).Expect(HttpStatusCode.Created);
        }

        foreach (var file in Directory.GetFiles(Repository.At("seeds", "articles")).Order())
        {
            var seed = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            seed["article"]!["extract"] = false;
            var article = (await Api.Post("articles", seed["article"])).Expect(HttpStatusCode.Created).Id;
            foreach (var claim in seed["claims"]?.AsArray() ?? [])
            {
                var key = claim!["key"]!.GetValue<string>();
                claim.AsObject().Remove("key");
                claims.Add(
                    key,
                    (await Api.Post($"articles/{article}/claims", claim)).Expect(HttpStatusCode.Created).Id
                );
            }
        }

        foreach (var relation in Read("relations.json").AsArray())
        {
            foreach (var end in (string[])["from", "to"])
                relation![end] = claims[relation[end]!.GetValue<string>()];
            (await Api.Post("relations", relation)).Expect(HttpStatusCode.Created);
        }
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Repository.At("seeds", file)))!;

    [Test]
    public async Task The_demonstration_set_shows_what_it_promises()
    {
        var wire = await AssessAsync(claims["ponant-dozens-killed"]);
        var pair = wire["relations"]
            .EnumerateArray()
            .Single(relation =>
                relation.GetProperty("type").GetString() == "corroborates"
                && new[] { relation.GetProperty("a").GetInt64(), relation.GetProperty("b").GetInt64() }.Contains(
                    claims["ledger-dozens-killed"]
                )
            );
        var circle = await AssessAsync(claims["zenobie-humeimah-entered"]);
        var apart = await AssessAsync(claims["gazette-observed-positions"]);

        Assert.Multiple(() =>
        {
            Assert.That(Count(wire).Low, Is.EqualTo(1), "three outlets, one chain");
            Assert.That(wire["support"].GetProperty("outlets").GetInt32(), Is.GreaterThanOrEqualTo(3));
            Assert.That(pair.GetProperty("verdict").GetString(), Is.EqualTo("sameOrigin"));
            Assert.That(Path(pair.GetProperty("path")), Does.Contain("Agence Méridienne"));
            Assert.That(Count(circle), Is.EqualTo((0, 0)));
            Assert.That(circle["circular"].GetArrayLength(), Is.EqualTo(1));
            Assert.That(circle["circular"][0].GetProperty("grounded").GetBoolean(), Is.False);
            Assert.That(
                circle["whatWouldChange"][0].GetString(),
                Does.EndWith("Alone it would leave the proposal at 4."),
                "one against one"
            );
            Assert.That(Proposal(circle), Is.EqualTo((4, "R2")), "a ring that a reporter contradicts");
            Assert.That(Count(apart).Low, Is.GreaterThanOrEqualTo(2));
            Assert.That(Proposal(apart).Rule, Is.EqualTo("R7"), "separate chains, and one against them");
        });
        var against = (await Api.Get($"claims/{claims["gazette-observed-positions"]}/relations?type=contradicts"))
            .Items.Concat((await Api.Get($"claims/{claims["amp-positions"]}/relations?type=contradicts")).Items)
            .Select(relation => relation.GetProperty("id").GetInt64())
            .Distinct();
        foreach (var relation in against)
            (await Api.Post($"relations/{relation}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);
        var uncontested = await AssessAsync(claims["gazette-observed-positions"]);
        Assert.That(Proposal(uncontested).Rule, Is.EqualTo("R6b"));
    }
}

using System.Net;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class SetAttributionTests(TestDatabase database) : ClaimTest(database)
{
    private static readonly object[] Wire =
    [
        new { source = new { name = "Reuters", kind = "outlet" }, mention = new { quote = "Reuters" } },
        new
        {
            source = new
            {
                name = "une source militaire",
                kind = "unnamed",
                office = "militaire",
            },
            mention = new { quote = "une source militaire" },
            cue = new { quote = "a déclaré" },
            stance = "affirming",
            stated = false,
            note = "L'analyste l'a trouvé.",
            evidence = new[] { new { url = "https://exemple.example/a", note = "page 2" } },
        },
    ];

    [Test]
    public async Task Links_sent_back_as_they_were_read_change_nothing()
    {
        var claim = await ClaimAsync(await ArticleAsync(), attribution: Wire);
        var before = await ChangesAsync();

        var again = (
            await Api.Put(
                $"claims/{claim.Id}/attribution",
                1,
                new { links = claim["attribution"], reason = "as it was" }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(again.Version, Is.EqualTo(1));
            Assert.That(again["attribution"].GetRawText(), Is.EqualTo(claim["attribution"].GetRawText()));
        });
        Assert.That(await ChangesAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task One_link_taken_out_and_another_put_in_leave_the_rest_as_it_was()
    {
        var claim = await ClaimAsync(await ArticleAsync(), "« l'ennemi a fui »", Wire);
        var links = JsonNode.Parse(claim["attribution"].GetRawText())!.AsArray();

        links[1]!["source"] = new JsonObject { ["name"] = "AFP", ["kind"] = "outlet" };
        links[1]!["mention"] = null;
        var other = (await Api.Put($"claims/{claim.Id}/attribution", 1, new { links, reason = "another wire" })).Expect(
            HttpStatusCode.OK
        );
        var shorter = (
            await Api.Put(
                $"claims/{claim.Id}/attribution",
                2,
                new { links = new[] { new { source = new { id = SourceId(Chain(other)[2]) } } }, reason = "no wire" }
            )
        ).Expect(HttpStatusCode.OK);
        var narration = (
            await Api.Put(
                $"claims/{claim.Id}/attribution",
                3,
                new { links = Array.Empty<object>(), reason = "nobody said so" }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(Chain(other)[1].GetProperty("source").GetProperty("name").GetString(), Is.EqualTo("AFP"));
            Assert.That(Chain(other)[2].GetRawText(), Is.EqualTo(Chain(claim)[2].GetRawText()));
            Assert.That(
                Chain(shorter).Select(SourceId),
                Is.EqualTo(new[] { SourceId(Chain(claim)[0]), SourceId(Chain(claim)[2]) })
            );
            Assert.That(Chain(narration), Has.Count.EqualTo(1));
            Assert.That(narration["mode"].GetString(), Is.EqualTo("narration"));
            Assert.That(other["mode"].GetString(), Is.EqualTo("direct"));
        });
        Assert.That((await Api.Get($"claims?origin={SourceId(Chain(claim)[2])}")).Items, Is.Empty);
    }

    [Test]
    public async Task A_source_sent_by_id_may_go_by_another_of_its_names()
    {
        var claim = await ClaimAsync(await ArticleAsync(), attribution: Wire);
        var reuters = SourceId(Chain(claim)[1]);

        var same = (
            await Api.Put(
                $"claims/{claim.Id}/attribution",
                1,
                new
                {
                    links = new[]
                    {
                        new
                        {
                            source = new
                            {
                                id = reuters,
                                name = "REUTERS",
                                kind = "outlet",
                            },
                        },
                    },
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.That(SourceId(Chain(same)[1]), Is.EqualTo(reuters));
    }

    [TestCase("""{"links":[],"reason":" "}""", "reason")]
    [TestCase("""{"links":[]}""", "reason")]
    [TestCase("""{"reason":"r"}""", "links")]
    [TestCase("""{"links":[null],"reason":"r"}""", "links[0]")]
    [TestCase("""{"links":[{"source":{"id":1},"stated":false}],"reason":"r"}""", "links[0].note")]
    [TestCase("""{"links":[{"source":{"id":1},"cue":{"start":1}}],"reason":"r"}""", "links[0].cue")]
    public async Task A_body_of_another_shape_is_refused_at_its_path(string body, string fault)
    {
        var claim = await ClaimAsync(await ArticleAsync(), attribution: Wire);

        await Refused(
            () => Api.Put($"claims/{claim.Id}/attribution", 1, body),
            HttpStatusCode.BadRequest,
            "invalid",
            fault
        );
    }

    [TestCase(
        """{"position":1,"source":{"id":2}},{"position":1,"source":{"id":3}}""",
        "placeDiffers",
        "links[1].position"
    )]
    [TestCase("""{"source":{"id":2}},{"role":"publisher","source":{"id":3}}""", "placeDiffers", "links[1].role")]
    [TestCase(
        """{"source":{"id":2},"mention":{"start":3,"end":9,"quote":"autre"}}""",
        "quoteDiffers",
        "links[0].mention.quote"
    )]
    [TestCase(
        """{"source":{"id":2},"mention":{"start":3,"end":9,"textVersion":2}}""",
        "textVersionDiffers",
        "links[0].mention.textVersion"
    )]
    [TestCase(
        """{"source":{"name":"Neu","kind":"person"}},{"source":{"id":99}}""",
        "unknownSource",
        "links[1].source.id"
    )]
    public async Task A_chain_that_breaks_a_rule_is_refused_and_makes_no_source(string links, string code, string fault)
    {
        var claim = await ClaimAsync(await ArticleAsync(), attribution: Wire);

        await Refused(
            () => Api.Put($"claims/{claim.Id}/attribution", 1, $$"""{"links":[{{links}}],"reason":"r"}"""),
            HttpStatusCode.UnprocessableEntity,
            code,
            fault
        );

        Assert.That((await Api.Get($"claims/{claim.Id}")).Text, Is.EqualTo(claim.Text));
    }

    [Test]
    public async Task The_version_that_was_read_must_be_named_and_be_the_current_one()
    {
        var claim = await ClaimAsync(await ArticleAsync());
        var body = new { links = Array.Empty<object>(), reason = "r" };

        await Refused(
            () => Api.Put($"claims/{claim.Id}/attribution", null, body),
            HttpStatusCode.PreconditionRequired,
            "versionMissing"
        );
        await Refused(
            () => Api.Put($"claims/{claim.Id}/attribution", 2, body),
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );
        await Refused(() => Api.Put("claims/99/attribution", 1, body), HttpStatusCode.NotFound, "notFound");
    }
}

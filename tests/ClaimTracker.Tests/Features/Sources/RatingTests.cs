using System.Net;
using System.Text.Json;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class RatingTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task Ratings_are_a_history_with_raters_and_the_newest_stands()
    {
        var id = await RecordAsync("Reuters");
        using var ana = Api.With(await Keys.IssueAsync(Api, "analyst"));

        var first = (
            await Api.Post($"sources/{id}/ratings", new { reliability = "B", reason = "two years of dispatches" })
        ).Expect(HttpStatusCode.Created);
        var second = (
            await ana.Post($"sources/{id}/ratings", new { reliability = "C", reason = "the affair of the bridge" })
        ).Expect(HttpStatusCode.Created);
        var history = (await Api.Get($"sources/{id}/ratings")).Expect(HttpStatusCode.OK).Items;
        var page = await Api.Get($"sources/{id}/ratings?limit=1");

        Assert.Multiple(() =>
        {
            Assert.That(
                history.Select(rating => rating.GetProperty("reliability").GetString()),
                Is.EqualTo(new[] { "C", "B" })
            );
            Assert.That(history[1].GetProperty("recordedBy").GetString(), Is.EqualTo("local"));
            Assert.That(history[0].GetProperty("recordedBy").GetString(), Is.Not.EqualTo("local"));
            Assert.That(page.Items, Has.Count.EqualTo(1));
        });
        Assert.That((await Api.Get(first.Location!)).Expect(HttpStatusCode.OK).Text, Is.EqualTo(first.Text));
        Assert.That(
            (await Api.Get($"sources/{id}/ratings?limit=1&after={page["next"].GetString()}"))
                .Items[0]
                .GetProperty("id")
                .GetInt64(),
            Is.EqualTo(first.Id)
        );
        Assert.That((await Api.Get($"sources/{id}/reliability"))["rated"].GetString(), Is.EqualTo("C"));
        Assert.That(second.Id, Is.GreaterThan(first.Id));
    }

    [TestCase("""{"reliability":"G","reason":"x"}""", "reliability")]
    [TestCase("""{"reliability":"b","reason":"x"}""", "reliability")]
    [TestCase("""{"reliability":2,"reason":"x"}""", "reliability")]
    [TestCase("""{"reason":"x"}""", "reliability")]
    [TestCase("""{"reliability":"A"}""", "reason")]
    public async Task A_rating_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var id = await RecordAsync("Reuters");

        (await Api.Post($"sources/{id}/ratings", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task Ratings_of_nothing_are_not_found_and_readers_rate_nothing()
    {
        var (id, other) = (await RecordAsync("Reuters"), await RecordAsync("AFP"));
        var rating = (await Api.Post($"sources/{id}/ratings", new { reliability = "A", reason = "x" })).Expect(
            HttpStatusCode.Created
        );
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        (await Api.Post("sources/999999/ratings", new { reliability = "A", reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Api.Get("sources/999999/ratings")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get("sources/999999/reliability")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"sources/{other}/ratings/{rating.Id}")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await reader.Post($"sources/{id}/ratings", new { reliability = "A", reason = "x" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    [Test]
    public async Task Without_outcomes_a_source_cannot_be_judged_whatever_it_is_rated()
    {
        var id = await RecordAsync("Reuters");
        (await Api.Post($"sources/{id}/ratings", new { reliability = "A", reason = "x" })).Expect(
            HttpStatusCode.Created
        );

        var reliability = (await Api.Get($"sources/{id}/reliability")).Expect(HttpStatusCode.OK);
        var computed = reliability["computed"];

        Assert.Multiple(() =>
        {
            Assert.That(reliability["rated"].GetString(), Is.EqualTo("A"));
            Assert.That(computed.GetProperty("letter").GetString(), Is.EqualTo("F"));
            Assert.That(computed.GetProperty("value").GetDouble(), Is.EqualTo(.5));
            Assert.That(computed.GetProperty("interval").GetRawText(), Is.EqualTo("[0.05,0.95]"));
            Assert.That(computed.GetProperty("sample").GetDouble(), Is.Zero);
            Assert.That(computed.GetProperty("model").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task The_record_is_computed_from_outcomes_and_kept_apart_by_part_and_by_denial()
    {
        long speaker,
            paper,
            alias;
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var (ana, outlet, sign) = (
                stored.Source(SourceKind.Person, "Ana Bren"),
                stored.Source(SourceKind.Outlet, "Le Ponant"),
                stored.Source(SourceKind.Outlet, "LP")
            );
            var (one, two) = (stored.Article(outlet), stored.Article(sign));
            var claims = Enumerable
                .Range(0, 10)
                .Select(i => stored.Claim(i < 6 ? one : two, $"Statement {i}.", chain: ana))
                .ToList();
            await stored.FlushAsync();
            for (var i = 0; i < claims.Count; i++)
                stored.Settle(claims[i], wasTrue: i != 3);
            var mistaken = stored.Settle(claims[0], wasTrue: false);
            await stored.FlushAsync();
            foreach (var outcome in mistaken)
                stored.Withdraw(outcome);
            await stored.SaveAsync();
            (speaker, paper, alias) = (ana.Id, outlet.Id, sign.Id);
        }

        (await Api.Post($"sources/{alias}/merge", new { into = paper, reason = "its sign" })).Expect(HttpStatusCode.OK);
        var asOrigin = (await Api.Get($"sources/{speaker}/reliability")).Expect(HttpStatusCode.OK)["computed"];
        var asRelay = (await Api.Get($"sources/{paper}/reliability"))["computed"].GetProperty("ledgers");
        var before = (await Api.Get($"sources/{alias}/reliability"))["computed"]
            .GetProperty("ledgers")
            .GetProperty("relay")
            .GetProperty("assertion");

        var origin = asOrigin.GetProperty("ledgers").GetProperty("origin").GetProperty("assertion");
        var relay = asRelay.GetProperty("relay").GetProperty("assertion");
        Assert.Multiple(() =>
        {
            Assert.That(
                origin.GetProperty("right").GetDouble() / origin.GetProperty("wrong").GetDouble(),
                Is.EqualTo(9).Within(.05)
            );
            Assert.That(
                relay.GetProperty("right").GetDouble(),
                Is.EqualTo(origin.GetProperty("right").GetDouble()).Within(.001)
            );
            Assert.That(
                asRelay.GetProperty("origin").GetProperty("assertion").GetProperty("right").GetDouble(),
                Is.Zero
            );
            Assert.That(before.GetProperty("wrong").GetDouble(), Is.Zero);
            Assert.That(
                asOrigin.GetProperty("value").GetDouble(),
                Is.EqualTo(origin.GetProperty("value").GetDouble()).And.GreaterThan(.5)
            );
        });
    }

    private async Task<long> RecordAsync(string name) =>
        (await Api.Post("sources", new { name, kind = "outlet" })).Expect(HttpStatusCode.Created).Id;
}

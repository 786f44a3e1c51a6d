using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class DistinctionTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task Similar_sources_come_with_what_matched_and_end_when_they_are_told_apart()
    {
        var sean = await RecordAsync("Sean Ryan");
        var initial = await RecordAsync("S. Ryan");
        var body = await RecordAsync("Ryan", "organization");
        await RecordAsync("Reuters");
        await RecordAsync("Sean Ryan", "document");

        var similar = (await Api.Get($"sources/{sean}/similar"))
            .Expect(HttpStatusCode.OK)
            .Json.EnumerateArray()
            .ToList();
        var made = (await Api.Post($"sources/{sean}/distinct", new { from = initial, reason = "two colonels" })).Expect(
            HttpStatusCode.Created
        );
        var after = (await Api.Get($"sources/{initial}/similar"))
            .Json.EnumerateArray()
            .Select(found => found.GetProperty("source").GetProperty("id").GetInt64())
            .ToList();
        var shown = await Api.Get($"sources/{initial}");
        (await Api.Post($"{made.Location}/withdrawal", new { reason = "one after all" })).Expect(HttpStatusCode.OK);
        var again = (await Api.Get($"sources/{initial}/similar"))
            .Json.EnumerateArray()
            .Select(found => found.GetProperty("source").GetProperty("id").GetInt64())
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                similar.Select(found => found.GetProperty("source").GetProperty("id").GetInt64()),
                Is.EqualTo(new[] { initial, body })
            );
            Assert.That(similar[0].GetProperty("score").GetDouble(), Is.EqualTo(.85));
            Assert.That(similar[0].GetProperty("matched")[0].GetString(), Is.EqualTo("ryan"));
            Assert.That(
                similar[0].GetProperty("why").GetString(),
                Is.EqualTo("\"Sean Ryan\" and \"S. Ryan\": the same last word, the others shortened to initials.")
            );
            Assert.That(after, Does.Not.Contain(sean));
            Assert.That(again, Does.Contain(sean));
            Assert.That(shown["distinct"][0].GetProperty("id").GetInt64(), Is.EqualTo(made.Id));
            Assert.That(
                (
                    shown["distinct"][0].GetProperty("source").GetProperty("id").GetInt64(),
                    shown["distinct"][0].GetProperty("from").GetProperty("id").GetInt64()
                ),
                Is.EqualTo((sean, initial))
            );
        });
    }

    [Test]
    public async Task Aliases_and_merged_names_count_and_merged_sources_are_no_longer_similar()
    {
        var agency = await RecordAsync("Agence Méridienne", "outlet");
        var sign = await RecordAsync("AMD", "outlet");
        var other = await RecordAsync("Agence Méridionale", "outlet");
        (await Api.Post($"sources/{other}/aliases", new { name = "Meridienne, Agence" })).Expect(
            HttpStatusCode.Created
        );

        var first = (await Api.Get($"sources/{agency}/similar")).Json[0];
        (await Api.Post($"sources/{other}/merge", new { into = agency, reason = "x" })).Expect(HttpStatusCode.OK);
        var after = (await Api.Get($"sources/{agency}/similar"))
            .Json.EnumerateArray()
            .Select(found => found.GetProperty("source").GetProperty("id").GetInt64());

        Assert.Multiple(() =>
        {
            Assert.That(first.GetProperty("source").GetProperty("id").GetInt64(), Is.EqualTo(other));
            Assert.That(first.GetProperty("score").GetDouble(), Is.EqualTo(.95));
            Assert.That(after, Does.Not.Contain(other).And.Not.Contain(sign));
        });
        (await Api.Get("sources/999999/similar")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task A_distinction_forbids_the_merge_and_a_merge_the_distinction()
    {
        var (a, b, c) = (await RecordAsync("Alpha"), await RecordAsync("Bravo"), await RecordAsync("Charlie"));
        var distinct = (await Api.Post($"sources/{a}/distinct", new { from = b, reason = "two men" })).Expect(
            HttpStatusCode.Created
        );

        var refused = (await Api.Post($"sources/{b}/merge", new { into = a, reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "sourcesDistinct"
        );
        var twice = (await Api.Post($"sources/{b}/distinct", new { from = a, reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "distinctionExists"
        );
        (await Api.Post($"sources/{c}/merge", new { into = a, reason = "x" })).Expect(HttpStatusCode.OK);
        (await Api.Post($"sources/{b}/merge", new { into = c, reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "sourcesDistinct"
        );
        (await Api.Post($"sources/{a}/distinct", new { from = c, reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "sourcesMerged"
        );
        (await Api.Post($"{distinct.Location}/withdrawal", new { reason = "x" })).Expect(HttpStatusCode.OK);
        (await Api.Post($"{distinct.Location}/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
        (await Api.Post($"sources/{b}/merge", new { into = c, reason = "x" })).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(refused["distinctionId"].GetInt64(), Is.EqualTo(distinct.Id));
            Assert.That(twice["distinctionId"].GetInt64(), Is.EqualTo(distinct.Id));
        });
    }

    [TestCase("""{"from":1}""", "reason")]
    [TestCase("""{"from":null,"reason":"x"}""", "from")]
    [TestCase("""{"into":1,"reason":"x"}""", "into")]
    public async Task A_distinction_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var id = await RecordAsync("Alpha");

        (await Api.Post($"sources/{id}/distinct", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task A_distinction_is_of_two_stored_named_sources_and_found_under_the_first()
    {
        var (a, b) = (await RecordAsync("Alpha"), await RecordAsync("Bravo"));
        var made = (await Api.Post($"sources/{a}/distinct", new { from = b, reason = "two men" })).Expect(
            HttpStatusCode.Created
        );

        Assert.That((await Api.Get(made.Location!)).Expect(HttpStatusCode.OK).Text, Is.EqualTo(made.Text));
        (await Api.Get($"sources/{b}/distinct/{made.Id}")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Post($"sources/{b}/distinct/{made.Id}/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Api.Post($"sources/{a}/distinct", new { from = a, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "selfDistinction",
            "from"
        );
        (await Api.Post($"sources/{a}/distinct", new { from = 999999, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unknownSource",
            "from"
        );
        (await Api.Post("sources/999999/distinct", new { from = a, reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
    }

    private async Task<long> RecordAsync(string name, string kind = "person") =>
        (await Api.Post("sources", new { name, kind })).Expect(HttpStatusCode.Created).Id;
}

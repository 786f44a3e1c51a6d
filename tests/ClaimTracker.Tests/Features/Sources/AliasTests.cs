using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class AliasTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task A_source_is_used_under_its_alias()
    {
        var agency = await RecordAsync("Agence Méridienne");
        var alias = (await Api.Post($"sources/{agency}/aliases", new { name = "AMP", reason = "its sign" })).Expect(
            HttpStatusCode.Created
        );

        var article = (await Api.Post("articles", new { text = "Un texte.", outlet = "amp" })).Expect(
            HttpStatusCode.Created
        );

        var read = (await Api.Get(alias.Location!)).Expect(HttpStatusCode.OK);
        var source = (await Api.Get($"sources/{agency}")).Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(article["outlet"].GetProperty("id").GetInt64(), Is.EqualTo(agency));
            Assert.That(read["name"].GetString(), Is.EqualTo("AMP"));
            Assert.That(read["reason"].GetString(), Is.EqualTo("its sign"));
            Assert.That(source["aliases"][0].GetProperty("id").GetInt64(), Is.EqualTo(alias.Id));
            Assert.That(source.Version, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task An_alias_that_another_source_has_makes_the_name_ambiguous_and_shows_the_candidates()
    {
        var ledger = await RecordAsync("The Northgate Ledger");
        var other = await RecordAsync("The Ledger");
        (await Api.Post($"sources/{ledger}/aliases", new { name = "the ledger" })).Expect(HttpStatusCode.Created);

        var refused = (await Api.Post("articles", new { text = "A text.", outlet = "The Ledger" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "ambiguousSource",
            "outlet"
        );
        (await Api.Post("articles", new { text = "A text.", outlet = new { id = other } })).Expect(
            HttpStatusCode.Created
        );

        Assert.That(
            refused["candidates"].EnumerateArray().Select(candidate => candidate.GetProperty("id").GetInt64()),
            Is.EquivalentTo(new[] { ledger, other })
        );
    }

    [Test]
    public async Task A_withdrawn_alias_stays_readable_with_its_reason_and_counts_no_longer()
    {
        var ledger = await RecordAsync("The Northgate Ledger");
        var alias = (await Api.Post($"sources/{ledger}/aliases", new { name = "The Ledger" })).Expect(
            HttpStatusCode.Created
        );

        var withdrawn = (await Api.Post($"{alias.Location}/withdrawal", new { reason = "of another paper" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Post($"{alias.Location}/withdrawal", new { reason = "again" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
        var article = (await Api.Post("articles", new { text = "A text.", outlet = "The Ledger" })).Expect(
            HttpStatusCode.Created
        );

        var read = (await Api.Get(alias.Location!)).Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(withdrawn.Version, Is.EqualTo(2));
            Assert.That(read["withdrawal"].GetProperty("reason").GetString(), Is.EqualTo("of another paper"));
            Assert.That(read["withdrawal"].GetProperty("by").GetString(), Is.EqualTo("local"));
            Assert.That(article["outlet"].GetProperty("id").GetInt64(), Is.Not.EqualTo(ledger));
        });
        (await Api.Post($"sources/{ledger}/aliases", new { name = "The Ledger" })).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_name_the_source_has_already_is_refused()
    {
        var id = await RecordAsync("Agence Méridienne");
        var alias = (await Api.Post($"sources/{id}/aliases", new { name = "AMP" })).Expect(HttpStatusCode.Created);

        (await Api.Post($"sources/{id}/aliases", new { name = "agence méridienne" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "aliasExists"
        );
        var again = (await Api.Post($"sources/{id}/aliases", new { name = "amp " })).ExpectProblem(
            HttpStatusCode.Conflict,
            "aliasExists"
        );

        Assert.That(again["aliasId"].GetInt64(), Is.EqualTo(alias.Id));
    }

    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"reason":"x"}""", "name")]
    [TestCase("""{"name":"x","id":1}""", "id")]
    public async Task An_alias_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var id = await RecordAsync("Reuters");

        (await Api.Post($"sources/{id}/aliases", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task An_alias_is_found_under_its_own_source_only()
    {
        var id = await RecordAsync("Reuters");
        var other = await RecordAsync("AFP");
        var alias = (await Api.Post($"sources/{id}/aliases", new { name = "RTR" })).Expect(HttpStatusCode.Created);

        (await Api.Get($"sources/{other}/aliases/{alias.Id}")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Post($"sources/{other}/aliases/{alias.Id}/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Api.Post("sources/999999/aliases", new { name = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Api.Post($"{alias.Location}/withdrawal", new { })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
        Assert.That((await Api.Get(alias.Location!))["withdrawal"].ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_reader_reads_aliases_and_changes_none()
    {
        var id = await RecordAsync("Reuters");
        var alias = (await Api.Post($"sources/{id}/aliases", new { name = "RTR" })).Expect(HttpStatusCode.Created);
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        (await reader.Get(alias.Location!)).Expect(HttpStatusCode.OK);
        (await reader.Post($"sources/{id}/aliases", new { name = "x" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await reader.Post($"{alias.Location}/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    private async Task<long> RecordAsync(string name) =>
        (await Api.Post("sources", new { name, kind = "outlet" })).Expect(HttpStatusCode.Created).Id;
}

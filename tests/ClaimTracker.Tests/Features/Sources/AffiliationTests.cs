using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class AffiliationTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task An_affiliation_is_recorded_shown_with_its_source_and_taken_back()
    {
        var paper = await RecordAsync("Le Ponant", "outlet");
        var owner = await RecordAsync("Éditions du Phare", "organization");

        var added = (
            await Api.Post(
                $"sources/{paper}/affiliations",
                new
                {
                    with = owner,
                    kind = "ownedBy",
                    role = "titre",
                    from = "2011",
                    to = "2018-09?",
                    evidence = new[] { new { url = "https://registre.example/phare" } },
                    reason = "mention légale",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var read = (await Api.Get(added.Location!)).Expect(HttpStatusCode.OK);
        var shown = (await Api.Get($"sources/{paper}"))["affiliations"][0];
        var withdrawn = (await Api.Post($"{added.Location}/withdrawal", new { reason = "autre maison" })).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(() =>
        {
            Assert.That(read["with"].GetProperty("id").GetInt64(), Is.EqualTo(owner));
            Assert.That(read["with"].GetProperty("name").GetString(), Is.EqualTo("Éditions du Phare"));
            Assert.That(read["kind"].GetString(), Is.EqualTo("ownedBy"));
            Assert.That(read["from"].GetString(), Is.EqualTo("2011"));
            Assert.That(read["to"].GetString(), Is.EqualTo("2018-09?"));
            Assert.That(
                read["evidence"][0].GetProperty("url").GetString(),
                Is.EqualTo("https://registre.example/phare")
            );
            Assert.That(shown.GetRawText(), Is.EqualTo(read.Text));
            Assert.That(withdrawn["withdrawal"].GetProperty("reason").GetString(), Is.EqualTo("autre maison"));
            Assert.That(withdrawn["reason"].GetString(), Is.EqualTo("mention légale"));
        });
        (await Api.Post($"{added.Location}/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
    }

    [Test]
    public async Task Nobody_comes_to_control_itself_through_others()
    {
        var (a, b, c) = (
            await RecordAsync("A", "organization"),
            await RecordAsync("B", "organization"),
            await RecordAsync("C", "organization")
        );
        await AddAsync(a, b, "partOf");
        var second = await AddAsync(b, c, "ownedBy");

        var refused = (
            await Api.Post(
                $"sources/{c}/affiliations",
                new
                {
                    with = a,
                    kind = "actsFor",
                    reason = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "affiliationCycle", "with");
        (
            await Api.Post(
                $"sources/{c}/affiliations",
                new
                {
                    with = a,
                    kind = "other",
                    reason = "x",
                }
            )
        ).Expect(HttpStatusCode.Created);
        (await Api.Post($"{second.Location}/withdrawal", new { reason = "x" })).Expect(HttpStatusCode.OK);
        (
            await Api.Post(
                $"sources/{c}/affiliations",
                new
                {
                    with = a,
                    kind = "actsFor",
                    reason = "x",
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.That(
            refused["cycle"].EnumerateArray().Select(source => source.GetProperty("id").GetInt64()),
            Is.EqualTo(new[] { c, a, b, c })
        );
    }

    [Test]
    public async Task A_circle_whose_parts_never_held_together_is_none()
    {
        var (a, b) = (await RecordAsync("A", "organization"), await RecordAsync("B", "organization"));
        (
            await Api.Post(
                $"sources/{a}/affiliations",
                new
                {
                    with = b,
                    kind = "partOf",
                    to = "2010",
                    reason = "x",
                }
            )
        ).Expect(HttpStatusCode.Created);

        (
            await Api.Post(
                $"sources/{b}/affiliations",
                new
                {
                    with = a,
                    kind = "partOf",
                    from = "2010-12",
                    reason = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "affiliationCycle", "with");
        (
            await Api.Post(
                $"sources/{b}/affiliations",
                new
                {
                    with = a,
                    kind = "partOf",
                    from = "2011",
                    reason = "x",
                }
            )
        ).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task The_same_said_twice_an_affiliation_with_itself_and_reversed_dates_are_refused()
    {
        var (a, b) = (await RecordAsync("A", "organization"), await RecordAsync("B", "organization"));
        var first = await AddAsync(a, b, "partOf");

        var again = (
            await Api.Post(
                $"sources/{a}/affiliations",
                new
                {
                    with = b,
                    kind = "partOf",
                    reason = "y",
                }
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "affiliationExists");
        (
            await Api.Post(
                $"sources/{a}/affiliations",
                new
                {
                    with = a,
                    kind = "other",
                    reason = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "selfAffiliation", "with");
        (
            await Api.Post(
                $"sources/{a}/affiliations",
                new
                {
                    with = b,
                    kind = "other",
                    from = "2011",
                    to = "2010",
                    reason = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "datesReversed", "to");

        Assert.That(again["affiliationId"].GetInt64(), Is.EqualTo(first.Id));
    }

    [Test]
    public async Task Unknown_sources_are_refused_by_place()
    {
        var a = await RecordAsync("A", "organization");

        (
            await Api.Post(
                $"sources/{a}/affiliations",
                new
                {
                    with = 999999,
                    kind = "partOf",
                    reason = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "unknownSource", "with");
        (
            await Api.Post(
                "sources/999999/affiliations",
                new
                {
                    with = a,
                    kind = "partOf",
                    reason = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"sources/{a}/affiliations/1")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Post($"sources/{a}/affiliations/1/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
    }

    [TestCase("""{"with":1,"kind":"partOf"}""", "reason")]
    [TestCase("""{"with":1,"kind":"friendOf","reason":"x"}""", "kind")]
    [TestCase("""{"with":"A","kind":"partOf","reason":"x"}""", "with")]
    [TestCase("""{"with":1,"kind":"partOf","reason":"x","from":"last year"}""", "from")]
    [TestCase("""{"with":1,"kind":"partOf","reason":"x","to":"2018-13"}""", "to")]
    [TestCase("""{"with":1,"kind":"partOf","reason":"x","role":" "}""", "role")]
    [TestCase("""{"with":1,"kind":"partOf","reason":"x","evidence":[{"url":"ftp://x"}]}""", "evidence[0].url")]
    [TestCase("""{"with":1,"kind":"partOf","reason":"x","affiliationId":3}""", "affiliationId")]
    public async Task An_affiliation_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var a = await RecordAsync("A", "organization");

        (await Api.Post($"sources/{a}/affiliations", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task A_reader_reads_affiliations_and_changes_none()
    {
        var (a, b) = (await RecordAsync("A", "organization"), await RecordAsync("B", "organization"));
        var affiliation = await AddAsync(a, b, "partOf");
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        (await reader.Get(affiliation.Location!)).Expect(HttpStatusCode.OK);
        (
            await reader.Post(
                $"sources/{a}/affiliations",
                new
                {
                    with = b,
                    kind = "other",
                    reason = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await reader.Post($"{affiliation.Location}/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    private async Task<Answer> AddAsync(long source, long with, string kind) =>
        (
            await Api.Post(
                $"sources/{source}/affiliations",
                new
                {
                    with,
                    kind,
                    reason = "x",
                }
            )
        ).Expect(HttpStatusCode.Created);

    private async Task<long> RecordAsync(string name, string kind) =>
        (await Api.Post("sources", new { name, kind })).Expect(HttpStatusCode.Created).Id;
}

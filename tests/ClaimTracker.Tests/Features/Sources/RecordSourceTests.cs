using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class RecordSourceTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task A_source_is_recorded_and_has_an_address()
    {
        var answer = (
            await Api.Post(
                "sources",
                new
                {
                    name = "Agence  Méridienne",
                    kind = "outlet",
                    reason = "on its masthead",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var read = (await Api.Get(answer.Location!)).Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(read["name"].GetString(), Is.EqualTo("Agence  Méridienne"));
            Assert.That(read["kind"].GetString(), Is.EqualTo("outlet"));
            Assert.That(read["status"].GetString(), Is.EqualTo("accepted"));
            Assert.That(read["recordedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(read["articleId"].ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(read["aliases"].GetArrayLength(), Is.Zero);
            Assert.That(read.ETag, Is.EqualTo(answer.ETag).And.EqualTo("\"1\""));
        });
    }

    [Test]
    public async Task A_name_that_another_source_of_the_kind_has_is_refused_and_names_it()
    {
        var first = (await Api.Post("sources", new { name = "L’Écho d’Oran", kind = "outlet" })).Expect(
            HttpStatusCode.Created
        );

        var second = (await Api.Post("sources", new { name = " l'écho  D'ORAN", kind = "outlet" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "sourceExists"
        );
        (await Api.Post("sources", new { name = "L’Écho d’Oran", kind = "organization" })).Expect(
            HttpStatusCode.Created
        );

        Assert.That(second["sourceId"].GetInt64(), Is.EqualTo(first.Id));
    }

    [Test]
    public async Task A_name_that_is_only_an_alias_may_be_recorded()
    {
        var senator = (await Api.Post("sources", new { name = "Jean Morel (sénateur)", kind = "person" })).Expect(
            HttpStatusCode.Created
        );
        (await Api.Post($"sources/{senator.Id}/aliases", new { name = "Jean Morel" })).Expect(HttpStatusCode.Created);

        (await Api.Post("sources", new { name = "Jean Morel", kind = "person" })).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task An_unnamed_source_is_refused()
    {
        (await Api.Post("sources", new { name = "une source militaire", kind = "unnamed" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unnamedSource",
            "kind"
        );
        Assert.That((await Api.Get("sources")).Items, Is.Empty);
    }

    [TestCase(" \u200B ")]
    [TestCase("")]
    [TestCase("ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ")]
    public async Task A_name_that_cannot_be_compared_is_refused(string name) =>
        (await Api.Post("sources", new { name, kind = "person" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "name"
        );

    [Test]
    public async Task A_name_over_the_limit_is_refused_and_one_at_the_limit_taken()
    {
        (await Api.Post("sources", new { name = new string('x', 501), kind = "person" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "name"
        );
        (await Api.Post("sources", new { name = new string('x', 500), kind = "person" })).Expect(
            HttpStatusCode.Created
        );
    }

    [Test]
    public async Task Requests_that_race_to_record_the_same_source_make_one()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Api.Post("sources", new { name = "Reuters", kind = "outlet" }))
        );

        Assert.Multiple(() =>
        {
            Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.Created), Is.EqualTo(1));
            Assert.That(
                answers.Count(answer => answer is { Status: HttpStatusCode.Conflict, Code: "sourceExists" }),
                Is.EqualTo(7)
            );
        });
        Assert.That((await Api.Get("sources")).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_reader_may_not_record_and_is_told_what_it_takes()
    {
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        using var analyst = Api.With(await Keys.IssueAsync(Api, "analyst"));

        var answer = (await reader.Post("sources", new { name = "Reuters", kind = "outlet" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await analyst.Post("sources", new { name = "Reuters", kind = "outlet" })).Expect(HttpStatusCode.Created);

        Assert.That(answer["detail"].GetString(), Does.Contain("analyst"));
    }
}

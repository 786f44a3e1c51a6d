using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class EditSourceTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task Name_and_kind_are_corrected_and_found_by()
    {
        var id = await RecordAsync("Reuter", "person");

        var edited = (
            await Api.Patch(
                $"sources/{id}",
                1,
                new
                {
                    name = "Reuters",
                    kind = "outlet",
                    reason = "masthead",
                }
            )
        ).Expect(HttpStatusCode.OK);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(edited["name"].GetString(), Is.EqualTo("Reuters"));
            Assert.That(edited["kind"].GetString(), Is.EqualTo("outlet"));
            Assert.That(edited.ETag, Is.EqualTo("\"2\""));
            Assert.That((await Api.Get("sources?q=reuters&kind=outlet")).Items, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task What_changes_nothing_keeps_the_version()
    {
        var id = await RecordAsync("Reuters", "outlet");

        var edited = (await Api.Patch($"sources/{id}", 1, new { name = "Reuters", kind = "outlet" })).Expect(
            HttpStatusCode.OK
        );

        Assert.That(edited.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task A_name_or_kind_that_makes_it_another_source_is_refused()
    {
        var first = await RecordAsync("Reuters", "outlet");
        var second = await RecordAsync("Reuters", "organization");
        var third = await RecordAsync("AFP", "outlet");

        var byKind = (await Api.Patch($"sources/{second}", 1, new { kind = "outlet" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "sourceExists"
        );
        var byName = (await Api.Patch($"sources/{third}", 1, new { name = "REUTERS" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "sourceExists"
        );

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(byKind["sourceId"].GetInt64(), Is.EqualTo(first));
            Assert.That(byName["sourceId"].GetInt64(), Is.EqualTo(first));
            Assert.That((await Api.Get($"sources/{third}"))["name"].GetString(), Is.EqualTo("AFP"));
        });
    }

    [Test]
    public async Task A_named_source_does_not_become_unnamed()
    {
        var id = await RecordAsync("Reuters", "outlet");

        (await Api.Patch($"sources/{id}", 1, new { kind = "unnamed" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unnamedKind",
            "kind"
        );
    }

    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"name":"  "}""", "name")]
    [TestCase("""{"kind":null}""", "kind")]
    [TestCase("""{"status":"accepted"}""", "status")]
    [TestCase("""{"name":"x","reason":" "}""", "reason")]
    public async Task A_change_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var id = await RecordAsync("Reuters", "outlet");

        (await Api.Patch($"sources/{id}", 1, body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task A_stale_or_missing_version_an_empty_body_and_an_unknown_id_are_refused()
    {
        var id = await RecordAsync("Reuters", "outlet");

        (await Api.Patch($"sources/{id}", 7, new { name = "x" })).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );
        (await Api.Patch($"sources/{id}", null, new { name = "x" })).ExpectProblem(
            (HttpStatusCode)428,
            "versionMissing"
        );
        (await Api.Patch($"sources/{id}", 1, new { })).ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        (await Api.Patch("sources/999999", 1, new { name = "x" })).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task A_reader_may_not_edit()
    {
        var id = await RecordAsync("Reuters", "outlet");
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        (await reader.Patch($"sources/{id}", 1, new { name = "x" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    private async Task<long> RecordAsync(string name, string kind) =>
        (await Api.Post("sources", new { name, kind })).Expect(HttpStatusCode.Created).Id;
}

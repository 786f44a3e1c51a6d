using System.Net;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Audit;

public sealed class AuditTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task The_trail_is_read_newest_first_page_by_page_and_each_entry_by_its_position()
    {
        var source = await Source("Ana");
        await Source("Bob");
        (await Api.Patch($"sources/{source}", 1, new { name = "Anna", reason = "misspelt" })).Expect(HttpStatusCode.OK);

        var first = (await Api.Get("audit?limit=2")).Expect(HttpStatusCode.OK);
        Assert.That(Positions(first), Is.EqualTo(new[] { 3L, 2 }));
        Assert.That(
            Positions(await Api.Get($"audit?limit=2&after={first["next"].GetString()}")),
            Is.EqualTo(new[] { 1L })
        );

        var newest = first.Items[0];
        Assert.Multiple(() =>
        {
            Assert.That(newest.GetProperty("by").GetString(), Is.EqualTo("local"));
            Assert.That(newest.GetProperty("action").GetString(), Is.EqualTo("EditSource"));
            Assert.That(
                newest.GetProperty("subject").ToString(),
                Is.EqualTo($$"""{"type":"source","id":{{source}}}""")
            );
            Assert.That(newest.GetProperty("sequence").GetInt32(), Is.EqualTo(2));
            Assert.That(newest.GetProperty("reason").GetString(), Is.EqualTo("misspelt"));
            Assert.That(
                newest.GetProperty("change").ToString(),
                Is.EqualTo("""{"changed":{"name":{"old":"Ana","new":"Anna"}}}""")
            );
            Assert.That(newest.GetProperty("hash").GetString(), Does.Match("^[0-9a-f]{64}$"));
        });
        Assert.That((await Api.Get("audit/3")).Expect(HttpStatusCode.OK).Text, Is.EqualTo(newest.GetRawText()));
        (await Api.Get("audit/4")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task Filters_narrow_each_other()
    {
        var ana = await Source("Ana");
        var key = await Keys.IssueAsync(Api, "analyst", "Marie Dupont");
        using var marie = Api.With(key);
        (await marie.Post($"sources/{ana}/aliases", new { name = "A." })).Expect(HttpStatusCode.Created);

        Assert.That(Positions(await Api.Get($"audit?subject=source:{ana}")), Is.EqualTo(new[] { 1L }));
        Assert.That(
            (await Api.Get("audit?actor=Marie Dupont")).Items.Single().GetProperty("action").GetString(),
            Is.EqualTo("AddAlias")
        );
        Assert.That(
            (await Api.Get("audit?actor=Marie Dupont&subject=alias:1&from=2020&to=2999")).Items,
            Has.Count.EqualTo(1)
        );
        Assert.That((await Api.Get("audit?from=2999")).Items, Is.Empty);
        Assert.That((await Api.Get("audit?to=2020")).Items, Is.Empty);
        Assert.That((await Api.Get("audit?actor=nobody")).Items, Is.Empty);
    }

    [TestCase("subject=claim", "subject")]
    [TestCase("subject=claim:x", "subject")]
    [TestCase("from=yesterday", "from")]
    [TestCase("limit=0", "limit")]
    [TestCase("after=nonsense", "after")]
    [TestCase("who=me", "who")]
    public async Task A_bad_filter_is_refused(string query, string fault) =>
        Assert.That((await Api.Get($"audit?{query}")).Expect(HttpStatusCode.BadRequest).Faults, Does.Contain(fault));

    [Test]
    public async Task Whoever_reads_sees_who_did_what_and_only_administrators_what_stands_in_keys()
    {
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        var entry = (await reader.Get("audit?subject=apiKey:1")).Expect(HttpStatusCode.OK).Items.Single();

        Assert.That(entry.GetProperty("action").GetString(), Is.EqualTo("IssueKey"));
        Assert.That(entry.GetProperty("change").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(
            (await Api.Get("audit?subject=apiKey:1"))
                .Items.Single()
                .GetProperty("change")
                .GetProperty("created")
                .GetProperty("hint")
                .GetString(),
            Is.Not.Empty
        );
    }

    [Test]
    public async Task A_whole_trail_is_valid_and_shows_its_newest_checkpoint()
    {
        var empty = (await Api.Get("audit/verification")).Expect(HttpStatusCode.OK);
        Assert.That(empty.Text, Is.EqualTo("""{"valid":true,"entries":0,"firstBroken":null,"checkpoint":null}"""));

        await Source("Ana");
        await Source("Bob");
        await App.Read(db => App.Services.GetRequiredService<Checkpoints>().MakeAsync(db, CancellationToken.None));
        await Source("Cleo");

        var whole = (await Api.Get("audit/verification")).Expect(HttpStatusCode.OK);
        Assert.That((whole["valid"].GetBoolean(), whole["entries"].GetInt64()), Is.EqualTo((true, 3L)));
        Assert.That(whole["checkpoint"].GetProperty("position").GetInt64(), Is.EqualTo(2));
        Assert.That(whole["checkpoint"].GetProperty("seal").GetString(), Is.EqualTo("none"));
        var listed = (await Api.Get("audit/checkpoints")).Expect(HttpStatusCode.OK).Items.Single();
        Assert.That(listed.GetRawText(), Is.EqualTo(whole["checkpoint"].GetRawText()));
        (await Api.Get("audit/checkpoints?limit=501")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "limit");
    }

    [Test]
    public async Task A_checkpoint_is_made_only_of_what_is_new()
    {
        Task<ClaimTracker.Domain.Audit.AuditCheckpoint?> Make() =>
            App.Read(db => App.Services.GetRequiredService<Checkpoints>().MakeAsync(db, CancellationToken.None));
        Assert.That(await Make(), Is.Null);
        await Source("Ana");
        Assert.That((await Make())!.Position, Is.EqualTo(1));
        Assert.That(await Make(), Is.Null);
        await Source("Bob");
        Assert.That((await Make())!.Entries, Is.EqualTo(2));
    }

    private async Task<long> Source(string name) =>
        (await Api.Post("sources", new { name, kind = "person" })).Expect(HttpStatusCode.Created).Id;

    private static long[] Positions(Answer page) =>
        [.. page.Expect(HttpStatusCode.OK).Items.Select(item => item.GetProperty("position").GetInt64())];
}

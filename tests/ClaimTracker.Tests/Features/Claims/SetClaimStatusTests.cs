using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class SetClaimStatusTests(TestDatabase database) : ClaimTest(database)
{
    [Test]
    public async Task A_decision_is_kept_with_who_and_why_and_can_be_taken_back()
    {
        var claim = await ClaimAsync(await ArticleAsync());

        var rejected = (
            await Api.Put($"claims/{claim.Id}/status", 1, new { status = "rejected", reason = "not a claim" })
        ).Expect(HttpStatusCode.OK);
        var proposed = (await Api.Put($"claims/{claim.Id}/status", 2, new { status = "proposed" })).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(() =>
        {
            Assert.That(rejected["status"].GetString(), Is.EqualTo("rejected"));
            Assert.That(rejected["statusReason"].GetString(), Is.EqualTo("not a claim"));
            Assert.That(rejected["decidedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(proposed["status"].GetString(), Is.EqualTo("proposed"));
            Assert.That(proposed["decidedBy"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(proposed["decidedAt"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(proposed.Version, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task Deciding_the_same_again_changes_nothing()
    {
        var claim = await ClaimAsync(await ArticleAsync());
        var before = await ChangesAsync();

        var again = (await Api.Put($"claims/{claim.Id}/status", 1, new { status = "accepted" })).Expect(
            HttpStatusCode.OK
        );

        Assert.That(again.Text, Is.EqualTo(claim.Text));
        Assert.That(await ChangesAsync(), Is.EqualTo(before));
    }

    [TestCase("""{"status":"replaced"}""", "status")]
    [TestCase("""{"status":"done"}""", "status")]
    [TestCase("""{"status":1}""", "status")]
    [TestCase("""{"reason":"r"}""", "status")]
    [TestCase("""{"status":"accepted","reason":" "}""", "reason")]
    public async Task A_body_of_another_shape_is_refused_at_its_path(string body, string fault)
    {
        var claim = await ClaimAsync(await ArticleAsync());

        await Refused(() => Api.Put($"claims/{claim.Id}/status", 1, body), HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task The_version_that_was_read_must_be_named_and_be_the_current_one()
    {
        var claim = await ClaimAsync(await ArticleAsync());
        var body = new { status = "rejected" };

        await Refused(
            () => Api.Put($"claims/{claim.Id}/status", null, body),
            HttpStatusCode.PreconditionRequired,
            "versionMissing"
        );
        await Refused(
            () => Api.Put($"claims/{claim.Id}/status", 2, body),
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );
        await Refused(() => Api.Put("claims/99/status", 1, body), HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task Many_are_decided_at_once_and_what_is_refused_for_one_does_not_stop_the_others()
    {
        var claims = await ClaimsAsync(4);
        (await Api.Post("claims/join", new { ids = new[] { claims[2], claims[3] }, reason = "one statement" })).Expect(
            HttpStatusCode.Created
        );

        var answer = (
            await Api.Post(
                "claims/status",
                new
                {
                    ids = new[] { claims[1], 999, claims[0], claims[2] },
                    versions = new[] { 1, 1, 5, 2 },
                    status = "rejected",
                    reason = "duplicates",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var items = answer.Items;
        Assert.Multiple(() =>
        {
            Assert.That(
                items.Select(item => item.GetProperty("id").GetInt64()),
                Is.EqualTo(new[] { claims[1], 999, claims[0], claims[2] })
            );
            Assert.That(
                items.Select(item => item.GetProperty("status").GetInt32()),
                Is.EqualTo(new[] { 200, 422, 412, 409 })
            );
            Assert.That(items[0].GetProperty("claim").GetProperty("status").GetString(), Is.EqualTo("rejected"));
            Assert.That(items[0].GetProperty("claim").GetProperty("version").GetInt32(), Is.EqualTo(2));
            Assert.That(items[0].GetProperty("problem").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(
                items.Skip(1).Select(item => item.GetProperty("claim").ValueKind),
                Is.All.EqualTo(JsonValueKind.Null)
            );
            Assert.That(
                items.Skip(1).Select(item => item.GetProperty("problem").GetProperty("code").GetString()),
                Is.EqualTo(new[] { "unknownClaim", "staleVersion", "claimReplaced" })
            );
            Assert.That(items[1].GetProperty("problem").GetProperty("errors").TryGetProperty("ids[1]", out _), Is.True);
        });
        Assert.That((await Api.Get($"claims/{claims[0]}")).Version, Is.EqualTo(1));
    }

    [TestCase("""{"ids":[],"status":"accepted"}""", "ids")]
    [TestCase("""{"ids":[1,1],"status":"accepted"}""", "ids")]
    [TestCase("""{"ids":[1],"versions":[1,2],"status":"accepted"}""", "versions")]
    [TestCase("""{"ids":["1"],"status":"accepted"}""", "ids[0]")]
    [TestCase("""{"ids":[1],"status":"replaced"}""", "status")]
    public async Task A_body_for_many_of_another_shape_is_refused_at_its_path(string body, string fault)
    {
        await ClaimAsync(await ArticleAsync());

        await Refused(() => Api.Post("claims/status", body), HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task More_than_five_hundred_at_once_are_refused() =>
        await Refused(
            () => Api.Post("claims/status", new { ids = Enumerable.Range(1, 501), status = "accepted" }),
            HttpStatusCode.BadRequest,
            "invalid",
            "ids"
        );

    [Test]
    public async Task Accepting_a_claim_that_would_join_two_that_contradict_each_other_is_refused()
    {
        var claims = await ClaimsAsync(3);
        (await Api.Put($"claims/{claims[1]}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);
        var joins = (
            await RelateAsync(claims[0], claims[1], "restates"),
            await RelateAsync(claims[1], claims[2], "restates")
        );
        var contradiction = await RelateAsync(claims[0], claims[2], "contradicts");

        var refused = await Refused(
            () => Api.Put($"claims/{claims[1]}/status", 2, new { status = "accepted" }),
            HttpStatusCode.UnprocessableEntity,
            "contradictionInsideProposition",
            "status"
        );
        var each = (await Api.Post("claims/status", new { ids = new[] { claims[1] }, status = "accepted" }))
            .Expect(HttpStatusCode.OK)
            .Items.Single();
        (await Api.Post($"relations/{contradiction}/withdrawal", new { reason = "another day" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Put($"claims/{claims[1]}/status", 2, new { status = "accepted" })).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(
                refused["relations"].EnumerateArray().Select(id => id.GetInt64()),
                Is.EqualTo(new[] { contradiction }),
                $"joined by {joins}"
            );
            Assert.That(each.GetProperty("status").GetInt32(), Is.EqualTo(422));
            Assert.That(
                each.GetProperty("problem").GetProperty("code").GetString(),
                Is.EqualTo("contradictionInsideProposition")
            );
            Assert.That(each.GetProperty("problem").GetProperty("errors").TryGetProperty("ids[0]", out _), Is.True);
        });
    }

    [Test]
    public async Task Of_many_accepted_at_once_the_one_that_closes_a_contradiction_is_refused()
    {
        var claims = await ClaimsAsync(4);
        foreach (var claim in claims.Skip(1).Take(2))
            (await Api.Put($"claims/{claim}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);
        await RelateAsync(claims[1], claims[2], "restates");
        await RelateAsync(claims[0], claims[1], "restates");
        await RelateAsync(claims[2], claims[3], "restates");
        await RelateAsync(claims[0], claims[3], "contradicts");

        var items = (await Api.Post("claims/status", new { ids = new[] { claims[1], claims[2] }, status = "accepted" }))
            .Expect(HttpStatusCode.OK)
            .Items;

        Assert.That(items.Select(item => item.GetProperty("status").GetInt32()), Is.EqualTo(new[] { 200, 422 }));
    }

    private async Task<long> RelateAsync(long from, long to, string type) => (
            await Api.Post(
                "relations",
                new
                {
                    from,
                    to,
                    type,
                    rationale = "r",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
}

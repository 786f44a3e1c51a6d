using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Claims;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Relations;

public sealed class RelationTests(TestDatabase database) : ClaimTest(database)
{
    private Task<Answer> Send(long from, long to, string type, string? about = null) =>
        Api.Post(
            "relations",
            new
            {
                from,
                to,
                type,
                about,
                rationale = "r",
            }
        );

    private async Task<long> Relate(long from, long to, string type, string? about = null) =>
        (await Send(from, to, type, about)).Expect(HttpStatusCode.Created).Id;

    private static long[] List(Answer answer, string name) =>
        [.. answer[name].EnumerateArray().Select(id => id.GetInt64())];

    [Test]
    public async Task A_relation_is_recorded_counted_on_both_claims_and_taken_back()
    {
        var claims = await ClaimsAsync(2);

        var recorded = (
            await Api.Post(
                "relations",
                new
                {
                    from = claims[0],
                    to = claims[1],
                    type = "contradicts",
                    confidence = 0.75,
                    rationale = "Les deux chiffres s'excluent.",
                    evidence = new[] { new { url = "https://exemple.example/", retrieved = "2018-09" } },
                }
            )
        ).Expect(HttpStatusCode.Created);
        var counted = await Api.Get($"claims/{claims[1]}");
        var withdrawn = (await Api.Post($"relations/{recorded.Id}/withdrawal", new { reason = "misread" })).Expect(
            HttpStatusCode.OK
        );

        var read = (await Api.Get(recorded.Location!)).Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(recorded["status"].GetString(), Is.EqualTo("standing"));
            Assert.That(recorded["about"].GetString(), Is.EqualTo("content"));
            Assert.That(recorded["confidence"].GetDouble(), Is.EqualTo(0.75));
            Assert.That(recorded["evidence"][0].GetProperty("retrieved").GetString(), Is.EqualTo("2018-09"));
            Assert.That(recorded["withdrawal"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(counted["relations"].GetProperty("contradicts").GetInt32(), Is.EqualTo(1));
            Assert.That(counted.Version, Is.EqualTo(1), "relations do not raise a claim's version");
            Assert.That(withdrawn.ETag, Is.EqualTo("\"2\""));
            Assert.That(read["status"].GetString(), Is.EqualTo("withdrawn"));
            Assert.That(read["withdrawal"].GetProperty("reason").GetString(), Is.EqualTo("misread"));
            Assert.That(read["withdrawal"].GetProperty("by").GetString(), Is.EqualTo("local"));
        });
        Assert.That((await Api.Get($"claims/{claims[1]}"))["relations"].GetProperty("contradicts").GetInt32(), Is.Zero);
        await Refused(
            () => Api.Post($"relations/{recorded.Id}/withdrawal", new { reason = "again" }),
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
    }

    [TestCase("corroborates", "contradicts")]
    [TestCase("restates", "corroborates")]
    [TestCase("contradicts", "contradicts")]
    public async Task Only_one_of_the_two_way_relations_stands_between_two_claims_until_it_is_withdrawn(
        string first,
        string second
    )
    {
        var claims = await ClaimsAsync(2);
        var standing = await Relate(claims[0], claims[1], first);

        var answer = await Refused(() => Send(claims[1], claims[0], second), HttpStatusCode.Conflict, "relationExists");
        (await Api.Post($"relations/{standing}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);

        Assert.That(answer["relationId"].GetInt64(), Is.EqualTo(standing));
        await Relate(claims[1], claims[0], second);
    }

    [Test]
    public async Task One_way_relations_stand_beside_the_others_once_in_each_direction()
    {
        var claims = await ClaimsAsync(2);
        await Relate(claims[0], claims[1], "restates");
        await Relate(claims[0], claims[1], "supersedes");
        var derived = await Relate(claims[1], claims[0], "derivedFrom");

        var answer = await Refused(
            () => Send(claims[1], claims[0], "derivedFrom"),
            HttpStatusCode.Conflict,
            "relationExists"
        );

        Assert.That(answer["relationId"].GetInt64(), Is.EqualTo(derived));
    }

    [TestCase("supersedes")]
    [TestCase("derivedFrom")]
    public async Task A_circle_is_refused_and_named_whole(string type)
    {
        var claims = await ClaimsAsync(7);
        for (var i = 0; i < 5; i++)
            await Relate(claims[i], claims[i + 1], type);
        await Relate(claims[0], claims[6], type);
        await Relate(claims[6], claims[5], type);

        var answer = await Refused(
            () => Send(claims[5], claims[2], type),
            HttpStatusCode.UnprocessableEntity,
            "cycle",
            "to"
        );
        var direct = await Refused(
            () => Send(claims[1], claims[0], type),
            HttpStatusCode.UnprocessableEntity,
            "cycle",
            "to"
        );

        Assert.Multiple(() =>
        {
            Assert.That(List(answer, "cycle"), Is.EqualTo(new[] { claims[2], claims[3], claims[4], claims[5] }));
            Assert.That(List(direct, "cycle"), Is.EqualTo(new[] { claims[0], claims[1] }));
        });
        await Relate(claims[5], claims[2], type == "supersedes" ? "derivedFrom" : "supersedes");
    }

    [Test]
    public async Task A_withdrawn_relation_closes_no_circle()
    {
        var claims = await ClaimsAsync(3);
        await Relate(claims[0], claims[1], "derivedFrom");
        var withdrawn = await Relate(claims[1], claims[2], "derivedFrom");
        (await Api.Post($"relations/{withdrawn}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);

        await Relate(claims[2], claims[0], "derivedFrom");
    }

    [Test]
    public async Task A_contradiction_inside_one_proposition_is_refused_and_names_what_joins_it()
    {
        var claims = await ClaimsAsync(4);
        var one = await Relate(claims[0], claims[1], "restates");
        var two = await Relate(claims[2], claims[1], "restates");

        var answer = await Refused(
            () => Send(claims[0], claims[2], "contradicts"),
            HttpStatusCode.UnprocessableEntity,
            "contradictionInsideProposition",
            "to"
        );

        Assert.That(List(answer, "relations"), Is.EquivalentTo(new[] { one, two }));
        await Relate(claims[0], claims[2], "contradicts", "attribution");
        await Relate(claims[0], claims[3], "contradicts");
    }

    [Test]
    public async Task A_restatement_that_would_join_two_contradicting_propositions_is_refused_and_names_the_contradictions()
    {
        var claims = await ClaimsAsync(5);
        await Relate(claims[0], claims[1], "restates");
        await Relate(claims[2], claims[3], "restates");
        var contradiction = await Relate(claims[3], claims[0], "contradicts");
        await Relate(claims[1], claims[3], "contradicts", "attribution");

        var answer = await Refused(
            () => Send(claims[1], claims[2], "restates"),
            HttpStatusCode.UnprocessableEntity,
            "contradictionInsideProposition",
            "to"
        );
        (await Api.Post($"relations/{contradiction}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);

        Assert.That(List(answer, "relations"), Is.EqualTo(new[] { contradiction }));
        await Relate(claims[1], claims[2], "restates");
    }

    [Test]
    public async Task A_proposition_is_joined_over_accepted_claims_only()
    {
        var claims = await ClaimsAsync(3);
        await Relate(claims[0], claims[1], "restates");
        await Relate(claims[1], claims[2], "restates");
        (await Api.Put($"claims/{claims[1]}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        await Relate(claims[0], claims[2], "contradicts");
    }

    [TestCase(0, 2)]
    [TestCase(2, 0)]
    public async Task A_proposed_claim_is_checked_as_if_it_were_accepted(int from, int to)
    {
        var claims = await ClaimsAsync(3);
        await Relate(claims[0], claims[1], "restates");
        await Relate(claims[2], claims[1], "restates");
        (await Api.Put($"claims/{claims[2]}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        await Refused(
            () => Send(claims[from], claims[to], "contradicts"),
            HttpStatusCode.UnprocessableEntity,
            "contradictionInsideProposition"
        );
    }

    [Test]
    public async Task Claims_that_are_unknown_rejected_replaced_or_the_same_are_not_related()
    {
        var claims = await ClaimsAsync(4);
        (await Api.Put($"claims/{claims[1]}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        (await Api.Post("claims/join", new { ids = new[] { claims[2], claims[3] }, reason = "r" })).Expect(
            HttpStatusCode.Created
        );

        await Refused(() => Send(claims[0], 999, "restates"), HttpStatusCode.UnprocessableEntity, "unknownClaim", "to");
        await Refused(
            () => Send(999, claims[0], "restates"),
            HttpStatusCode.UnprocessableEntity,
            "unknownClaim",
            "from"
        );
        await Refused(
            () => Send(claims[0], claims[1], "restates"),
            HttpStatusCode.UnprocessableEntity,
            "claimRejected",
            "to"
        );
        await Refused(
            () => Send(claims[2], claims[0], "restates"),
            HttpStatusCode.UnprocessableEntity,
            "claimReplaced",
            "from"
        );
        await Refused(
            () => Send(claims[0], claims[0], "restates"),
            HttpStatusCode.UnprocessableEntity,
            "selfRelation",
            "to"
        );
    }

    [TestCase("""{"from":1,"to":2,"type":"restates"}""", "rationale")]
    [TestCase("""{"from":1,"to":2,"type":"restates","rationale":"  "}""", "rationale")]
    [TestCase("""{"from":1,"to":2,"type":"restate","rationale":"r"}""", "type")]
    [TestCase("""{"from":1,"to":2,"type":"restates","rationale":"r","confidence":1.1}""", "confidence")]
    [TestCase("""{"from":1,"to":2,"type":"restates","rationale":"r","evidence":[{}]}""", "evidence[0].url")]
    [TestCase("""{"from":"1","to":2,"type":"restates","rationale":"r"}""", "from")]
    [TestCase("""{"from":1,"to":2,"type":"restates","rationale":"r","verdict":"x"}""", "verdict")]
    public async Task A_body_of_another_shape_is_refused_at_its_path(string body, string fault)
    {
        await ClaimsAsync(2);

        await Refused(() => Api.Post("relations", body), HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task Only_a_contradiction_says_what_it_is_about()
    {
        var claims = await ClaimsAsync(2);

        await Refused(
            () => Send(claims[0], claims[1], "restates", "content"),
            HttpStatusCode.UnprocessableEntity,
            "aboutOutOfPlace",
            "about"
        );
    }

    [Test]
    public async Task The_relations_of_a_claim_come_newest_first_both_ways_and_by_type_and_status()
    {
        var claims = await ClaimsAsync(4);
        var a = await Relate(claims[0], claims[1], "restates");
        var b = await Relate(claims[2], claims[0], "corroborates");
        var c = await Relate(claims[0], claims[3], "derivedFrom");
        await Relate(claims[2], claims[3], "corroborates");
        (await Api.Post($"relations/{b}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);

        var first = await Api.Get($"claims/{claims[0]}/relations?limit=2");
        var second = await Api.Get($"claims/{claims[0]}/relations?limit=2&after={first["next"].GetString()}");

        Assert.Multiple(() =>
        {
            Assert.That(Ids(first), Is.EqualTo(new[] { c, b }));
            Assert.That(Ids(second), Is.EqualTo(new[] { a }));
            Assert.That(second["next"].GetString(), Is.Null);
        });
        Assert.That(Ids(await Api.Get($"claims/{claims[0]}/relations?type=corroborates")), Is.EqualTo(new[] { b }));
        Assert.That(Ids(await Api.Get($"claims/{claims[0]}/relations?status=standing")), Is.EqualTo(new[] { c, a }));
        (await Api.Get("claims/99/relations")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"claims/{claims[0]}/relations?type=x")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "type"
        );
        (await Api.Get($"claims/{claims[1]}/relations?after={first["next"].GetString()}")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "badCursor",
            "after"
        );
    }

    [Test]
    public async Task Unknown_relations_are_not_found_and_a_withdrawal_needs_a_reason()
    {
        var claims = await ClaimsAsync(2);
        var relation = await Relate(claims[0], claims[1], "restates");

        await Refused(() => Api.Get("relations/99"), HttpStatusCode.NotFound, "notFound");
        await Refused(
            () => Api.Post("relations/99/withdrawal", new { reason = "r" }),
            HttpStatusCode.NotFound,
            "notFound"
        );
        await Refused(
            () => Api.Post($"relations/{relation}/withdrawal", new { }),
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
        await Refused(
            () => Api.Post($"relations/{relation}/withdrawal", new { reason = "" }),
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
    }
}

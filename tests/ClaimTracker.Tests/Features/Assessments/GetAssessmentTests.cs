using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Assessments;

public sealed class GetAssessmentTests(TestDatabase database) : AssessmentTest(database)
{
    [Test]
    public async Task Two_outlets_of_one_wire_count_once_and_the_shared_path_is_shown()
    {
        var one = await ReportAsync("Ledger < Wire* < Gen. X");
        var two = await ReportAsync("Ponant < Wire* < Gen. X");
        var relation = await RelateAsync(one, two, "corroborates");

        var answer = await AssessAsync(one);

        var verdict = answer["relations"][0];
        Assert.Multiple(() =>
        {
            Assert.That(Count(answer), Is.EqualTo((1, 1)));
            Assert.That(Proposal(answer), Is.EqualTo((3, "R8")));
            Assert.That(answer["support"].GetProperty("outlets").GetInt32(), Is.EqualTo(2));
            Assert.That(Names(answer["support"].GetProperty("bottlenecks")), Is.EqualTo(new[] { "Gen. X", "Wire" }));
            Assert.That(Names(answer["support"].GetProperty("cut")), Has.Length.EqualTo(1));
            Assert.That(Reasons(answer), Is.EquivalentTo(new[] { null, "sameOrigin" }));
            Assert.That(verdict.GetProperty("id").GetInt64(), Is.EqualTo(relation));
            Assert.That(verdict.GetProperty("verdict").GetString(), Is.EqualTo("sameOrigin"));
            Assert.That(verdict.GetProperty("because").GetString(), Does.Contain("Gen. X"));
            Assert.That(
                Path(verdict.GetProperty("path")),
                Is.EqualTo(new[] { "Ledger", "Wire", "Ponant" })
                    .Or.EqualTo(new[] { "Ledger", "Wire", "Gen. X", "Wire", "Ponant" })
            );
            Assert.That(
                answer["support"].GetProperty("chains")[0].GetProperty("path")[0].GetProperty("published").GetString(),
                Is.EqualTo("2024-03-12")
            );
            Assert.That(answer.Json.TryGetProperty("belief", out _), Is.False);
        });
    }

    [Test]
    public async Task A_diamond_over_two_wires_is_one_origin_attested_twice()
    {
        var one = await ReportAsync("Ledger < Wire* < Gen. X");
        var two = await ReportAsync("Ponant < Other Wire* < Gen. X");
        await RelateAsync(one, two, "restates");

        var answer = await AssessAsync(two);

        Assert.Multiple(() =>
        {
            Assert.That(Count(answer), Is.EqualTo((1, 1)));
            Assert.That(answer["proposition"].GetProperty("id").GetInt64(), Is.EqualTo(one));
            Assert.That(answer["proposition"].GetProperty("claims").GetArrayLength(), Is.EqualTo(2));
            Assert.That(Count(answer["attestation"][0]), Is.EqualTo((2, 2)), "that he said it is known twice");
            Assert.That(
                answer["attestation"][0].GetProperty("source").GetProperty("name").GetString(),
                Is.EqualTo("Gen. X")
            );
        });
    }

    [Test]
    public async Task Only_a_finding_makes_two_separate_chains_independent_and_taking_it_back_undoes_that()
    {
        var one = await ReportAsync("Ledger < Wire* < Gen. X");
        var two = await ReportAsync("Ponant < Other Wire* < Mayor Y");
        await RelateAsync(one, two, "corroborates");
        var (x, y) = (await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"));

        var separate = await AssessAsync(one);
        var finding = (await FindAsync(x, y, one)).Expect(HttpStatusCode.Created);
        var found = await AssessAsync(one);
        (await Api.Post($"independence/{finding.Id}/withdrawal", new { reason = "cousins" })).Expect(HttpStatusCode.OK);
        var withdrawn = await AssessAsync(one);

        Assert.Multiple(() =>
        {
            Assert.That(Count(separate), Is.EqualTo((2, 2)));
            Assert.That(Proposal(separate), Is.EqualTo((2, "R6b")));
            Assert.That(separate["relations"][0].GetProperty("verdict").GetString(), Is.EqualTo("notEstablished"));
            Assert.That(separate["whatWouldChange"][0].GetString(), Does.Contain("Then 1 would be proposed"));
            Assert.That(Proposal(found), Is.EqualTo((1, "R6")));
            Assert.That(found["relations"][0].GetProperty("verdict").GetString(), Is.EqualTo("established"));
            Assert.That(
                found["support"].GetProperty("established")[0].GetProperty("findingId").GetInt64(),
                Is.EqualTo(finding.Id)
            );
            Assert.That(Proposal(withdrawn), Is.EqualTo((2, "R6b")));
        });
    }

    [Test]
    public async Task Two_origins_that_are_merged_count_once_until_the_merge_is_taken_back()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < General X");
        await RelateAsync(one, two, "corroborates");
        var (merged, into) = (await SourceAsync("General X"), await SourceAsync("Gen. X"));

        var apart = await AssessAsync(one);
        (await Api.Post($"sources/{merged}/merge", new { into, reason = "the same man" })).Expect(HttpStatusCode.OK);
        var together = await AssessAsync(one);
        var around = await AssessAsync(one, "?publishedTo=2025");
        (await Api.Post($"sources/{merged}/unmerge", new { reason = "his son" })).Expect(HttpStatusCode.OK);
        (await Api.Post($"sources/{into}/merge", new { into = merged, reason = "the same man after all" })).Expect(
            HttpStatusCode.OK
        );
        var otherWay = await AssessAsync(two);
        (await Api.Post($"sources/{into}/unmerge", new { reason = "his son" })).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That(Count(apart), Is.EqualTo((2, 2)));
            Assert.That(Count(together), Is.EqualTo((1, 1)));
            Assert.That(Count(around), Is.EqualTo((1, 1)));
            Assert.That(Count(otherWay), Is.EqualTo((1, 1)));
            Assert.That(Count(await AssessAsync(one)), Is.EqualTo((2, 2)));
        });
    }

    [Test]
    public async Task An_article_made_from_another_brings_no_chain_of_its_own_to_the_lower_end()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");
        await RelateAsync(one, two, "restates");
        async Task<long> ArticleOf(long claim) =>
            (await Api.Get($"claims/{claim}")).Expect(HttpStatusCode.OK)["article"].GetProperty("id").GetInt64();

        var apart = await AssessAsync(one);
        var derivation = (
            await Api.Post(
                $"articles/{await ArticleOf(two)}/derivations",
                new { from = new { articleId = await ArticleOf(one) }, reason = "word for word" }
            )
        ).Expect(HttpStatusCode.Created);
        var derived = await AssessAsync(one);
        var around = await AssessAsync(one, "?publishedTo=2025");
        (
            await Api.Post(
                $"articles/{await ArticleOf(two)}/derivations/{derivation.Id}/withdrawal",
                new { reason = "it was the other way round" }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That(Count(apart), Is.EqualTo((2, 2)));
            Assert.That(Count(derived), Is.EqualTo((1, 2)));
            Assert.That(Count(around), Is.EqualTo((1, 2)));
            Assert.That(Count(await AssessAsync(one)), Is.EqualTo((2, 2)));
        });
    }

    [Test]
    public async Task Two_sites_that_cite_each_other_are_a_ring_without_an_origin()
    {
        var one = await ReportAsync("Zenobie < DFM*", "2024-03-13");
        var two = await ReportAsync("DFM < Zenobie*", "2024-03-12");
        await RelateAsync(one, two, "restates");

        var answer = await AssessAsync(one);

        Assert.Multiple(() =>
        {
            Assert.That(Count(answer), Is.EqualTo((0, 0)));
            Assert.That(Proposal(answer), Is.EqualTo((6, "R3")));
            Assert.That(answer["circular"].GetArrayLength(), Is.EqualTo(1));
            Assert.That(answer["circular"][0].GetProperty("grounded").GetBoolean(), Is.False);
            Assert.That(
                answer["circular"][0].GetProperty("ring")[0].GetProperty("published").GetString(),
                Is.EqualTo("2024-03-12"),
                "the earliest report first"
            );
            Assert.That(answer["relations"][0].GetProperty("verdict").GetString(), Is.EqualTo("circular"));
        });
    }

    [Test]
    public async Task A_contradiction_lowers_what_is_proposed_and_stands_on_the_other_side()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Gazette!");
        await RelateAsync(one, two, "restates");
        var before = await AssessAsync(one);
        var against = await ReportAsync("Harbour < Col. Z");
        await RelateAsync(against, one, "contradicts");

        var after = await AssessAsync(one);
        var other = await AssessAsync(against);

        Assert.Multiple(() =>
        {
            Assert.That(Proposal(before), Is.EqualTo((2, "R6b")));
            Assert.That(Proposal(after), Is.EqualTo((2, "R7")));
            Assert.That(Count(after, "opposition"), Is.EqualTo((1, 1)));
            Assert.That(Proposal(other), Is.EqualTo((5, "R4")));
        });
    }

    [Test]
    public async Task Withdrawing_rejecting_and_correcting_weigh_again_what_depends_on_them()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");
        var relation = await RelateAsync(one, two, "corroborates");
        var counts = new List<(int, int)> { Count(await AssessAsync(one)) };

        (await Api.Put($"claims/{two}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        counts.Add(Count(await AssessAsync(one)));
        (await Api.Put($"claims/{two}/status", 2, new { status = "accepted" })).Expect(HttpStatusCode.OK);
        counts.Add(Count(await AssessAsync(one)));
        (
            await Api.Put(
                $"claims/{two}/attribution",
                3,
                new
                {
                    links = new[] { new { source = new { name = "Gen. X", kind = "person" } } },
                    reason = "it was the general",
                }
            )
        ).Expect(HttpStatusCode.OK);
        counts.Add(Count(await AssessAsync(one)));
        (await Api.Post($"relations/{relation}/withdrawal", new { reason = "another bridge" })).Expect(
            HttpStatusCode.OK
        );
        var alone = await AssessAsync(one);

        Assert.Multiple(() =>
        {
            Assert.That(counts, Is.EqualTo(new[] { (2, 2), (1, 1), (2, 2), (1, 1) }));
            Assert.That(alone["support"].GetProperty("claims").GetInt32(), Is.EqualTo(1));
            Assert.That(alone["relations"].GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task A_common_commander_makes_two_origins_one_until_the_affiliation_is_withdrawn()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        await RelateAsync(one, await ReportAsync("Ponant < Col. Y"), "corroborates");
        var army = (await Api.Post("sources", new { name = "The army", kind = "organization" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var before = await AssessAsync(one);
        long affiliation = 0;
        foreach (var name in (string[])["Gen. X", "Col. Y"])
            affiliation = (
                await Api.Post(
                    $"sources/{await SourceAsync(name)}/affiliations",
                    new
                    {
                        with = army,
                        kind = "partOf",
                        reason = "uniform",
                    }
                )
            ).Expect(HttpStatusCode.Created).Id;

        var commanded = await AssessAsync(one);
        (
            await Api.Post(
                $"sources/{await SourceAsync("Col. Y")}/affiliations/{affiliation}/withdrawal",
                new { reason = "another army" }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(Count(before), Is.EqualTo((2, 2)));
            Assert.That(Count(commanded), Is.EqualTo((1, 2)));
        });
        Assert.That(Count(await AssessAsync(one)), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task Reports_that_were_not_public_yet_are_left_out_but_still_join()
    {
        var one = await ReportAsync("Ledger < Gen. X", "2024-03-12");
        var two = await ReportAsync("Ponant < Mayor Y", "2024-03-14");
        await RelateAsync(one, two, "corroborates");

        var then = await AssessAsync(one, "?publishedTo=2024-03-13");
        var early = await AssessAsync(one, "?publishedTo=2023");
        var now = await AssessAsync(one, "?publishedTo=2024-03-14");

        Assert.Multiple(() =>
        {
            Assert.That(Count(then), Is.EqualTo((1, 1)));
            Assert.That(then["support"].GetProperty("claims").GetInt32(), Is.EqualTo(1));
            Assert.That(Proposal(early), Is.EqualTo((6, "R3")));
            Assert.That(Count(now), Is.EqualTo((2, 2)));
        });
    }

    [Test]
    public async Task What_is_read_around_a_claim_gives_the_same_answer_as_the_whole_index()
    {
        var claims = new List<long>();
        foreach (
            var chain in (string[])
                [
                    "A < W* < X",
                    "B < W* < X",
                    "C < ~an official",
                    "D < ~an officer",
                    "E!",
                    "F < A*",
                    "G < H*",
                    "H < G*",
                    "I < Y",
                ]
        )
            claims.Add(await ReportAsync(chain));
        await RelateAsync(claims[0], claims[1], "restates");
        await RelateAsync(claims[1], claims[2], "corroborates");
        await RelateAsync(claims[2], claims[3], "restates");
        await RelateAsync(claims[3], claims[5], "corroborates");
        await RelateAsync(claims[4], claims[0], "contradicts");
        await RelateAsync(claims[6], claims[4], "corroborates");
        await RelateAsync(claims[6], claims[7], "restates");
        await RelateAsync(claims[5], claims[0], "derivedFrom");
        await RelateAsync(claims[8], claims[2], "contradicts", "attribution");

        foreach (var claim in claims)
            Assert.That(
                (await AssessAsync(claim, "?publishedTo=2030&include=belief")).Text,
                Is.EqualTo((await AssessAsync(claim, "?include=belief")).Text),
                $"claim {claim}"
            );
    }

    [Test]
    public async Task Belief_comes_when_asked_for()
    {
        var one = await ReportAsync("Ledger < Gen. X");

        var belief = (await AssessAsync(one, "?include=belief"))["belief"];

        Assert.Multiple(() =>
        {
            Assert.That(
                belief.GetProperty("evidenceFor").GetDouble(),
                Is.EqualTo(0.25).Within(1e-9),
                "an unknown origin told by an unknown outlet"
            );
            Assert.That(
                belief.GetProperty("belief").GetDouble()
                    + belief.GetProperty("disbelief").GetDouble()
                    + belief.GetProperty("uncertainty").GetDouble(),
                Is.EqualTo(1).Within(1e-9)
            );
        });
    }

    [Test]
    public async Task Several_claims_are_weighed_as_one_support()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");

        var answer = (await Api.Get($"assessment?claims={one},{two}")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(Count(answer), Is.EqualTo((2, 2)));
            Assert.That(answer["claimId"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(answer["proposition"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(answer["credibility"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(answer["opposition"].GetProperty("claims").GetInt32(), Is.Zero);
        });
        await Refused(
            () => Api.Get($"assessment?claims={one},99"),
            HttpStatusCode.UnprocessableEntity,
            "unknownClaim",
            "claims[1]"
        );
        await Refused(() => Api.Get("assessment"), HttpStatusCode.BadRequest, "invalid", "claims");
    }

    [Test]
    public async Task Only_accepted_claims_are_weighed()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        (await Api.Put($"claims/{one}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        await Refused(
            () => Api.Get($"claims/{one}/assessment"),
            HttpStatusCode.UnprocessableEntity,
            "claimNotAccepted"
        );
        await Refused(() => Api.Get("claims/99/assessment"), HttpStatusCode.NotFound, "notFound");
        await Refused(
            () => Api.Get($"claims/{one}/assessment?publishedTo=yesterday"),
            HttpStatusCode.BadRequest,
            "invalid",
            "publishedTo"
        );
        await Refused(
            () => Api.Get($"claims/{one}/assessment?include=everything"),
            HttpStatusCode.BadRequest,
            "invalid",
            "include"
        );
    }

    [Test]
    public async Task A_reader_follows_every_id_of_an_assessment()
    {
        var claims = new List<long>();
        foreach (var chain in (string[])["A < W* < X", "B < W* < X", "C < ~an official", "D < Y", "G < H*", "H < G*"])
            claims.Add(await ReportAsync(chain));
        foreach (var (from, to) in claims.Zip(claims.Skip(1)))
            await RelateAsync(from, to, "corroborates");
        (await FindAsync(await SourceAsync("X"), await SourceAsync("Y"), claims[2])).Expect(HttpStatusCode.Created);
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        var answer = (await reader.Get($"claims/{claims[2]}/assessment")).Expect(HttpStatusCode.OK);

        var addresses = Addresses(answer.Json).Distinct().ToList();
        Assert.That(
            addresses,
            Has.Some.StartsWith("independence/").And.Some.StartsWith("relations/").And.Some.StartsWith("articles/")
        );
        foreach (var address in addresses)
            (await reader.Get(address)).Expect(HttpStatusCode.OK);
        (
            await reader.Post(
                "independence",
                new
                {
                    a = 1,
                    b = 2,
                    value = "sameOrigin",
                    rationale = "r",
                }
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    private static IEnumerable<string> Addresses(JsonElement json, string within = "")
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                foreach (
                    var address in member.Value.ValueKind == JsonValueKind.Number
                        ? Of(member, within)
                        : Addresses(member.Value, member.Name)
                )
                    yield return address;
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                foreach (
                    var address in item.ValueKind == JsonValueKind.Number && within == "claims"
                        ? [$"claims/{item}"]
                        : Addresses(item, within)
                )
                    yield return address;
                break;
        }
    }

    private static IEnumerable<string> Of(JsonProperty member, string within) =>
        (member.Name, within) switch
        {
            ("claimId", _) or ("a" or "b", "relations") or ("id", "proposition") => [$"claims/{member.Value}"],
            ("articleId", _) => [$"articles/{member.Value}"],
            ("findingId", _) => [$"independence/{member.Value}"],
            ("id", "relations") => [$"relations/{member.Value}"],
            ("id", _) or ("a" or "b", "established") => [$"sources/{member.Value}"],
            _ => [],
        };
}

using System.Net;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Independence;

public sealed class IndependenceTests(TestDatabase database) : AssessmentTest(database)
{
    [Test]
    public async Task A_finding_is_recorded_read_and_taken_back()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await RelateAsync(claim, await ReportAsync("Ponant < Mayor Y"), "corroborates");
        var (x, y) = (await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"));

        var recorded = (
            await Api.Post(
                "independence",
                new
                {
                    a = x,
                    b = y,
                    value = "established",
                    claim,
                    rationale = "Different staffs.",
                    evidence = new[] { new { url = "https://exemple.example/", retrieved = "2024-03" } },
                }
            )
        ).Expect(HttpStatusCode.Created);
        var withdrawn = (
            await Api.Post($"{recorded.Location![8..]}/withdrawal", new { reason = "one briefing" })
        ).Expect(HttpStatusCode.OK);

        var read = await Api.Get(recorded.Location);
        Assert.Multiple(() =>
        {
            Assert.That(recorded["value"].GetString(), Is.EqualTo("established"));
            Assert.That(recorded["a"].GetInt64(), Is.EqualTo(x));
            Assert.That(recorded["claim"].GetInt64(), Is.EqualTo(claim));
            Assert.That(recorded["evidence"][0].GetProperty("retrieved").GetString(), Is.EqualTo("2024-03"));
            Assert.That(withdrawn.ETag, Is.EqualTo("\"2\""));
            Assert.That(read["withdrawal"].GetProperty("reason").GetString(), Is.EqualTo("one briefing"));
        });
        await Refused(
            () => Api.Post($"independence/{recorded.Id}/withdrawal", new { reason = "again" }),
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
    }

    [Test]
    public async Task Two_sources_have_one_standing_finding_for_a_claim_whichever_is_named_first()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var other = await ReportAsync("Ponant < Mayor Y");
        await RelateAsync(claim, other, "corroborates");
        var (x, y) = (await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"));
        var first = (await FindAsync(x, y, claim)).Expect(HttpStatusCode.Created).Id;

        var again = await Refused(() => FindAsync(y, x, claim, "sameOrigin"), HttpStatusCode.Conflict, "findingExists");

        Assert.That(again["independenceId"].GetInt64(), Is.EqualTo(first));
        (await FindAsync(x, y, other)).Expect(HttpStatusCode.Created);
        (await FindAsync(x, y, null, "sameOrigin")).Expect(HttpStatusCode.Created);
        (await Api.Post($"independence/{first}/withdrawal", new { reason = "one briefing" })).Expect(HttpStatusCode.OK);
        (await FindAsync(y, x, claim, "sameOrigin")).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task Sources_of_one_origin_count_once_everywhere()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        await RelateAsync(one, await ReportAsync("Ponant < Mayor Y"), "corroborates");
        var before = await AssessAsync(one);

        (await FindAsync(await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"), null, "sameOrigin")).Expect(
            HttpStatusCode.Created
        );

        Assert.That((Count(before), Count(await AssessAsync(one))), Is.EqualTo(((2, 2), (1, 1))));
    }

    [Test]
    public async Task One_origin_that_was_found_for_a_claim_holds_on_the_sides_with_its_proposition_and_nowhere_else()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");
        await RelateAsync(one, two, "corroborates");
        var elsewhere = await ReportAsync("Gazette < Gen. X");
        await RelateAsync(elsewhere, await ReportAsync("Harbour < Mayor Y"), "corroborates");
        var against = await ReportAsync("Radio < Col. Z");
        await RelateAsync(against, one, "contradicts");

        var finding = (
            await FindAsync(await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"), one, "sameOrigin")
        ).Expect(HttpStatusCode.Created);
        var found = await AssessAsync(one);
        var there = await AssessAsync(elsewhere);
        var opposed = await AssessAsync(against);
        (await Api.Post($"independence/{finding.Id}/withdrawal", new { reason = "two briefings" })).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(async () =>
        {
            Assert.That(finding["claim"].GetInt64(), Is.EqualTo(one));
            Assert.That(Count(found), Is.EqualTo((1, 1)), "in both readings");
            Assert.That(Count(there), Is.EqualTo((2, 2)), "not where the claim is not");
            Assert.That(Count(opposed, "opposition"), Is.EqualTo((1, 1)), "on either side");
            Assert.That(Count(await AssessAsync(one)), Is.EqualTo((2, 2)));
        });
    }

    [Test]
    public async Task A_finding_parts_two_unnamed_sources()
    {
        var one = await ReportAsync("Ledger < ~an official");
        var two = await ReportAsync("Ponant < ~a prisoner");
        await RelateAsync(one, two, "corroborates");
        var before = await AssessAsync(one);
        var ends = new[] { one, two }
            .Select(async claim => SourceId(Chain(await Api.Get($"claims/{claim}"))[1]))
            .ToList();

        (await FindAsync(await ends[0], await ends[1], one)).Expect(HttpStatusCode.Created);

        var after = await AssessAsync(one);
        Assert.That((Count(before), Count(after)), Is.EqualTo(((1, 2), (2, 2))));
        Assert.That(Proposal(after), Is.EqualTo((1, "R6")));
    }

    [Test]
    public async Task A_finding_that_would_come_to_nothing_is_refused_and_says_why()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");
        var (x, y) = (await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"));

        Assert.That(
            await WhyAsync(x, y, one),
            Does.StartWith($"No two chains that count, on one side with claim {one}, begin at Gen. X and at Mayor Y")
        );
        await RelateAsync(one, two, "corroborates");
        await ActsForAsync(x, "State");
        var affiliation = await ActsForAsync(y, "State");
        Assert.That(await WhyAsync(x, y, one), Does.StartWith("Somebody commands both Gen. X and Mayor Y"));
        (await Api.Post($"sources/{y}/affiliations/{affiliation}/withdrawal", new { reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (await FindAsync(x, y, one)).Expect(HttpStatusCode.Created);

        var relayed = await ReportAsync("Gazette < Reuters* < Gen. A");
        await RelateAsync(relayed, await ReportAsync("Harbour < Reuters* < Gen. B"), "restates");
        Assert.That(
            await WhyAsync(await SourceAsync("Gen. A"), await SourceAsync("Gen. B"), relayed),
            Does.StartWith("Every chain that begins at Gen. A shares a source with every chain that begins at Gen. B")
        );

        async Task<string> WhyAsync(long a, long b, long claim) =>
            (
                await Refused(
                    () => FindAsync(a, b, claim),
                    HttpStatusCode.UnprocessableEntity,
                    "findingWithoutEffect",
                    "b"
                )
            )["detail"]
                .GetString()!;

        async Task<long> ActsForAsync(long source, string name)
        {
            var controller = await Api.Post("sources", new { name, kind = "organization" });
            var with = controller.Status == HttpStatusCode.Created ? controller.Id : await SourceAsync(name);
            return (
                await Api.Post(
                    $"sources/{source}/affiliations",
                    new
                    {
                        with,
                        kind = "actsFor",
                        reason = "r",
                    }
                )
            ).Expect(HttpStatusCode.Created).Id;
        }
    }

    [Test]
    public async Task What_no_finding_can_say_is_refused()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");
        var (x, y) = (await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"));
        (await Api.Put($"claims/{two}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);

        await Refused(() => FindAsync(x, x, one), HttpStatusCode.UnprocessableEntity, "selfFinding", "b");
        await Refused(() => FindAsync(x, y, null), HttpStatusCode.UnprocessableEntity, "claimMissing", "claim");
        await Refused(() => FindAsync(x, y, 99), HttpStatusCode.UnprocessableEntity, "unknownClaim", "claim");
        await Refused(() => FindAsync(x, y, two), HttpStatusCode.UnprocessableEntity, "claimRejected", "claim");
        await Refused(() => FindAsync(x, 99, one), HttpStatusCode.UnprocessableEntity, "unknownSource", "b");
        await Refused(() => FindAsync(x, y, one, "likely"), HttpStatusCode.BadRequest, "invalid", "value");
        await Refused(
            () =>
                Api.Post(
                    "independence",
                    new
                    {
                        a = x,
                        b = y,
                        value = "sameOrigin",
                        rationale = " ",
                    }
                ),
            HttpStatusCode.BadRequest,
            "invalid",
            "rationale"
        );
        await Refused(() => Api.Get("independence/99"), HttpStatusCode.NotFound, "notFound");
        await Refused(
            () => Api.Post("independence/99/withdrawal", new { reason = "r" }),
            HttpStatusCode.NotFound,
            "notFound"
        );
    }
}

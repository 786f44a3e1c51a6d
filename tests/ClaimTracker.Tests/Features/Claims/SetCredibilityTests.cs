using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class SetCredibilityTests(TestDatabase database) : AssessmentTest(database)
{
    private static Task<Answer> Set(Api api, long claim, int version, int? value, bool? @override = null) =>
        api.Put(
            $"claims/{claim}/credibility",
            version,
            @override is null
                ? new { value, reason = "r" }
                : new
                {
                    value,
                    reason = "r",
                    @override,
                }
        );

    [Test]
    public async Task A_decision_stands_beside_the_proposal_and_can_be_taken_back()
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        var decided = (await Set(Api, claim, 1, 4)).Expect(HttpStatusCode.OK);
        var assessed = (await AssessAsync(claim))["credibility"];
        var same = (await Set(Api, claim, 2, 4)).Expect(HttpStatusCode.OK);
        var taken = (await Set(Api, claim, 2, null)).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(decided["credibility"].GetInt32(), Is.EqualTo(4));
            Assert.That(assessed.GetProperty("proposed").GetInt32(), Is.EqualTo(3));
            Assert.That(assessed.GetProperty("decided").GetInt32(), Is.EqualTo(4));
            Assert.That(assessed.GetProperty("decidedBy").GetString(), Is.EqualTo("local"));
            Assert.That(same.Version, Is.EqualTo(2), "the same again changes nothing");
            Assert.That(taken["credibility"].ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task One_needs_a_finding_or_a_reviewer_who_overrides()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await RelateAsync(claim, await ReportAsync("Ponant < Mayor Y"), "corroborates");
        using var analyst = Api.With(await Keys.IssueAsync(Api, "analyst"));
        using var reviewer = Api.With(await Keys.IssueAsync(Api, "reviewer"));

        await Refused(() => Set(analyst, claim, 1, 1), HttpStatusCode.UnprocessableEntity, "findingMissing", "value");
        await Refused(() => Set(reviewer, claim, 1, 1), HttpStatusCode.UnprocessableEntity, "findingMissing", "value");
        await Refused(() => Set(analyst, claim, 1, 1, true), HttpStatusCode.Forbidden, "forbidden");
        (await Set(reviewer, claim, 1, 1, true)).Expect(HttpStatusCode.OK);
        (await Set(analyst, claim, 2, 2)).Expect(HttpStatusCode.OK);
        (await FindAsync(await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"), claim)).Expect(
            HttpStatusCode.Created
        );
        Assert.That(
            (await Set(analyst, claim, 3, 1)).Expect(HttpStatusCode.OK)["credibility"].GetInt32(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Other_values_other_states_and_stale_versions_are_refused()
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        await Refused(() => Set(Api, claim, 1, 7), HttpStatusCode.BadRequest, "invalid", "value");
        await Refused(() => Set(Api, claim, 1, 2, true), HttpStatusCode.BadRequest, "invalid", "override");
        await Refused(
            () => Api.Put($"claims/{claim}/credibility", 1, new { value = 2 }),
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
        await Refused(() => Set(Api, claim, 9, 2), HttpStatusCode.PreconditionFailed, "staleVersion");
        await Refused(() => Set(Api, 99, 1, 2), HttpStatusCode.NotFound, "notFound");
        (await Api.Put($"claims/{claim}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);
        await Refused(() => Set(Api, claim, 2, 2), HttpStatusCode.Conflict, "claimNotAccepted");
    }
}

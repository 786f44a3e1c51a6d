using System.Net;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Assessment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Verdicts;

/// <summary>What becomes of claims makes the record of their sources, and the record weighs in what they say elsewhere.</summary>
public sealed class TrackRecordTests(TestDatabase database) : VerdictTest(database)
{
    [Test]
    public async Task Verdicts_make_the_record_of_a_source_as_they_are_published_changed_and_withdrawn()
    {
        var claims = new List<long>();
        for (var i = 0; i < 5; i++)
            claims.Add(await ReportAsync("Ledger < Wire* < Gen. X"));
        var speaker = await SourceAsync("Gen. X");

        (await Judge(Api, claims[0], Api.None, "draft")).Expect(HttpStatusCode.OK);
        var drafted = await RecordAsync(speaker);
        foreach (var claim in claims)
            await PublishAsync(claim, "true");
        var liked = await RecordAsync(speaker);
        var wire = (await Api.Get($"sources/{await SourceAsync("Wire")}/reliability"))["computed"]
            .GetProperty("ledgers");
        (await Judge(Api, claims[0], 2, outcome: "false")).Expect(HttpStatusCode.OK);
        var doubted = await RecordAsync(speaker);
        (await Judge(Api, claims[1], 1, outcome: "mixed")).Expect(HttpStatusCode.OK);
        (await Api.Post($"claims/{claims[2]}/verdict/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);
        var fewer = await RecordAsync(speaker);

        Assert.Multiple(() =>
        {
            Assert.That(drafted, Is.EqualTo(("F", 0d, 0d)), "a draft is held against nobody");
            Assert.That(liked.Letter, Is.EqualTo("C"));
            Assert.That((liked.Right, liked.Wrong), Is.EqualTo((5d, 0d)));
            Assert.That((doubted.Right, doubted.Wrong), Is.EqualTo((4d, 1d)), "what it said before is replaced");
            Assert.That(fewer, Is.EqualTo(("F", 2d, 1d)), "mixed and withdrawn say nothing");
            Assert.That(
                wire.GetProperty("relay").GetProperty("assertion").GetProperty("right").GetDouble(),
                Is.EqualTo(5)
            );
            Assert.That(
                wire.GetProperty("origin").GetProperty("assertion").GetProperty("right").GetDouble(),
                Is.Zero,
                "blame differs"
            );
        });
    }

    [Test]
    public async Task The_record_weighs_in_what_a_source_says_elsewhere_and_never_in_what_was_judged()
    {
        var judged = new List<long>();
        for (var i = 0; i < 4; i++)
            judged.Add(await ReportAsync("Ledger < Gen. X"));
        var other = await ReportAsync("Ponant < Gen. X");
        var without = await AssessAsync(other, "?include=belief");

        foreach (var claim in judged)
            await PublishAsync(claim, "true");
        var with = await AssessAsync(other, "?include=belief");
        var own = await AssessAsync(judged[0], "?include=belief");
        await RelateAsync(judged[0], other, "corroborates");
        var beside = await AssessAsync(other, "?include=belief");
        var together = (await Api.Get($"assessment?claims={other}&include=belief")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(WithRecord(without), Is.Zero);
            Assert.That(For(without), Is.EqualTo(.25).Within(1e-9), "unknown speaker, unknown outlet");
            Assert.That(WithRecord(with), Is.EqualTo(1));
            Assert.That(
                For(with),
                Is.EqualTo(5 / 6d * .5).Within(1e-3),
                "four of four right, an outlet of which nothing is known"
            );
            Assert.That(WithRecord(own), Is.Zero, "three others are no record");
            Assert.That(For(own), Is.EqualTo(4 / 5d * 4 / 5).Within(1e-3), "judged without its own outcome");
            Assert.That(WithRecord(beside), Is.Zero, "nor does what became of a claim that stands for it speak for it");
            Assert.That(WithRecord(together), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Blame_follows_the_chain_the_outlet_the_modality_and_the_state_of_the_claim()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await PublishAsync(claim);
        var (first, ledger) = (await SourceAsync("Gen. X"), await SourceAsync("Ledger"));

        (
            await Api.Put(
                $"claims/{claim}/attribution",
                1,
                new
                {
                    links = new object[] { new { source = new { name = "Col. Z", kind = "person" } } },
                    reason = "misread",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var second = await SourceAsync("Col. Z");
        var moved = (await RecordAsync(first), await RecordAsync(second));
        var article = (await Api.Get($"claims/{claim}"))["article"].GetProperty("id").GetInt64();
        (await Api.Patch($"articles/{article}", 1, new { outlet = "Ponant", reason = "r" })).Expect(HttpStatusCode.OK);
        var outlets = (await SampleAsync(ledger), await SampleAsync(await SourceAsync("Ponant")));
        (
            await Api.Patch($"claims/{claim}", await VersionAsync(claim), new { modality = "negated", reason = "r" })
        ).Expect(HttpStatusCode.OK);
        var denied = (await Api.Get($"sources/{second}/reliability"))["computed"]
            .GetProperty("ledgers")
            .GetProperty("origin")
            .GetProperty("denial")
            .GetProperty("wrong")
            .GetDouble();
        (await Api.Put($"claims/{claim}/status", await VersionAsync(claim), new { status = "proposed" })).Expect(
            HttpStatusCode.OK
        );
        var undecided = await SampleAsync(second);
        (await Api.Put($"claims/{claim}/status", await VersionAsync(claim), new { status = "accepted" })).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(async () =>
        {
            Assert.That(
                (moved.Item1.Wrong, moved.Item2.Wrong),
                Is.EqualTo((0d, 1d)),
                "the speaker who did not say it is not blamed"
            );
            Assert.That(outlets, Is.EqualTo((0d, 1d)));
            Assert.That(denied, Is.EqualTo(1));
            Assert.That(undecided, Is.Zero);
            Assert.That(await SampleAsync(second), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task The_live_index_one_that_catches_up_and_the_one_of_a_use_case_say_the_same()
    {
        using var late = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
        var claims = new List<long>();
        for (var i = 0; i < 6; i++)
            claims.Add(await ReportAsync(i % 2 == 0 ? "Ledger < Gen. X" : "Ledger < X"));
        var asked = await ReportAsync("Ponant < Gen. X");
        await App.Read(db => late.AssessAsync(db, asked, true, null, default));
        for (var i = 0; i < 6; i++)
            await PublishAsync(claims[i], i == 0 ? "false" : "true");
        (
            await Api.Post(
                $"sources/{await SourceAsync("X")}/merge",
                new { into = await SourceAsync("Gen. X"), reason = "his sign" }
            )
        ).Expect(HttpStatusCode.OK);
        (await Api.Post($"claims/{claims[1]}/verdict/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);

        using var fresh = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
        var live = await App.Read(db =>
            App.Services.GetRequiredService<LiveAssessmentIndex>().AssessAsync(db, asked, true, null, default)
        );
        var caughtUp = await App.Read(db => late.AssessAsync(db, asked, true, null, default));
        var anew = await App.Read(db => fresh.AssessAsync(db, asked, true, null, default));
        var around = await App.Write(db => fresh.AssessAsync(db, asked, true, null, default));

        Assert.Multiple(() =>
        {
            foreach (var other in (ClaimAssessment?[])[caughtUp, anew, around])
            {
                Assert.That(other!.Support.WithRecord, Is.EqualTo(1));
                Assert.That(other.Belief!.Value.EvidenceFor, Is.EqualTo(live!.Belief!.Value.EvidenceFor).Within(1e-6));
            }

            Assert.That(
                live!.Belief!.Value.EvidenceFor,
                Is.EqualTo(5 / 7d * .5).Within(.08),
                "five outcomes, four right, the outlet unknown"
            );
        });
    }

    [Test]
    public async Task An_outcome_names_its_verdict_and_is_kept_when_only_the_words_change()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var verdict = await PublishAsync(claim);
        var before = await OutcomesAsync();

        (await Judge(Api, claim, 1, explanation: "In other words.")).Expect(HttpStatusCode.OK);
        var after = await OutcomesAsync();
        (await Judge(Api, claim, 2, outcome: "none")).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That(before, Has.Count.EqualTo(2));
            Assert.That(before, Is.All.EqualTo((verdict.Id, false)));
            Assert.That(after, Is.EqualTo(before), "the day it was found stays");
            Assert.That(await OutcomesAsync(), Is.All.EqualTo((verdict.Id, true)));
        });
    }

    private Task<List<(long?, bool)>> OutcomesAsync() =>
        App.Read(async db =>
            (await db.SourceOutcomes.AsNoTracking().OrderBy(outcome => outcome.Id).ToListAsync()).ConvertAll(outcome =>
                (outcome.VerdictId, outcome.IsWithdrawn)
            )
        );

    private async Task<int> VersionAsync(long claim) => (await Api.Get($"claims/{claim}")).Version;

    private async Task<double> SampleAsync(long source) =>
        Math.Round((await Api.Get($"sources/{source}/reliability"))["computed"].GetProperty("sample").GetDouble(), 2);

    private async Task<(string? Letter, double Right, double Wrong)> RecordAsync(long source)
    {
        var computed = (await Api.Get($"sources/{source}/reliability")).Expect(HttpStatusCode.OK)["computed"];
        var ledger = computed.GetProperty("ledgers").GetProperty("origin").GetProperty("assertion");
        return (
            computed.GetProperty("letter").GetString(),
            Math.Round(ledger.GetProperty("right").GetDouble(), 2),
            Math.Round(ledger.GetProperty("wrong").GetDouble(), 2)
        );
    }

    private static int WithRecord(Answer assessment) => assessment["support"].GetProperty("withRecord").GetInt32();

    private static double For(Answer assessment) => assessment["belief"].GetProperty("evidenceFor").GetDouble();
}

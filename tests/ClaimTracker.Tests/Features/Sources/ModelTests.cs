using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class ModelTests(TestDatabase database) : AssessmentTest(database)
{
    [Test]
    public async Task Whoever_agrees_with_the_others_is_modelled_as_better_and_an_outlet_more_is_no_vote_more()
    {
        for (var matter = 0; matter < 4; matter++)
        {
            var held = await ReportAsync("Ledger < Gen. X");
            await RelateAsync(await ReportAsync("Gazette < Gen. X"), held, "restates");
            await RelateAsync(await ReportAsync("Ponant < Mayor Y"), held, "corroborates");
            await RelateAsync(await ReportAsync("Harbour < Col. Z"), held, matter < 3 ? "contradicts" : "restates");
        }

        var (x, z) = (await ModelAsync("Gen. X"), await ModelAsync("Col. Z"));

        Assert.Multiple(() =>
        {
            Assert.That(x.GetProperty("votes").GetInt32(), Is.EqualTo(4));
            Assert.That(z.GetProperty("votes").GetInt32(), Is.EqualTo(4));
            Assert.That(x.GetProperty("accuracy").GetDouble(), Is.GreaterThan(.7));
            Assert.That(z.GetProperty("accuracy").GetDouble(), Is.LessThan(.6));
        });
    }

    [Test]
    public async Task It_is_silent_where_too_few_speak_of_the_same_and_merged_sources_are_one_voter()
    {
        var held = await ReportAsync("Ledger < Gen. X");
        await RelateAsync(await ReportAsync("Ponant < Mayor Y"), held, "corroborates");
        var two = await ModelAsync("Gen. X");
        await RelateAsync(await ReportAsync("Harbour < Col. Z"), held, "corroborates");
        var three = await ModelAsync("Gen. X");
        (
            await Api.Post(
                $"sources/{await SourceAsync("Col. Z")}/merge",
                new { into = await SourceAsync("Mayor Y"), reason = "the same man" }
            )
        ).Expect(HttpStatusCode.OK);
        var merged = await ModelAsync("Gen. X");

        Assert.That(
            new[] { two, three, merged }.Select(model => model.ValueKind),
            Is.EqualTo(new[] { JsonValueKind.Null, JsonValueKind.Object, JsonValueKind.Null })
        );
    }

    private async Task<JsonElement> ModelAsync(string source) =>
        (await Api.Get($"sources/{await SourceAsync(source)}/reliability"))
            .Expect(HttpStatusCode.OK)["computed"]
            .GetProperty("model");
}

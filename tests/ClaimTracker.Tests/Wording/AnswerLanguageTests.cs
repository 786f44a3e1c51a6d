using System.Net;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Wording;

/// <summary>Answers that hold sentences come in French or English, and say in which.</summary>
public sealed class AnswerLanguageTests(TestDatabase database) : AssessmentTest(database)
{
    private static readonly (string, string) French = ("Accept-Language", "fr-FR,fr;q=0.9,en;q=0.5");

    [Test]
    public async Task An_assessment_is_told_in_the_language_the_client_prefers()
    {
        var one = await ReportAsync("Ledger < Wire* < Gen. X");
        var two = await ReportAsync("Ponant < Wire* < Gen. X");
        await RelateAsync(one, two, "corroborates");

        var told = (await Api.Get($"claims/{one}/assessment", French)).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(told.Response.Content.Headers.ContentLanguage, Is.EqualTo(new[] { "fr" }));
            Assert.That(told.Response.Headers.Vary, Does.Contain("Accept-Language"));
            Assert.That(
                told["credibility"].GetProperty("sentence").GetString(),
                Is.EqualTo("Une origine garantie, rien ne s’y oppose, moins de 3 origines possibles.")
            );
            Assert.That(told["relations"][0].GetProperty("because").GetString(), Does.StartWith("Toutes deux "));
            Assert.That(
                told["whatWouldChange"].EnumerateArray().Select(change => change.GetString()),
                Is.Not.Empty.And.All.Match("(proposé|à \\d)\\.$")
            );
        });
    }

    [Test]
    public async Task What_was_stored_once_is_told_to_each_in_his_language()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var by = (await Api.Get($"claims/{claim}"))["attribution"]
            [1]
            .GetProperty("source")
            .GetProperty("id")
            .GetInt64();
        (await Api.Post($"claims/{claim}/retraction", new { by, reason = "said so" })).Expect(HttpStatusCode.OK);

        var english = await Api.Get($"claims/{claim}/flags");
        var french = await Api.Get($"claims/{claim}/flags", French);

        Assert.Multiple(() =>
        {
            Assert.That(
                Cause(english).GetProperty("because").GetString(),
                Is.EqualTo("Its support rested only on what “Gen. X” said, who took it back.")
            );
            Assert.That(
                Cause(french).GetProperty("because").GetString(),
                Is.EqualTo("Son soutien ne reposait que sur les propos de « Gen. X », qui s’est rétracté.")
            );
            Assert.That(Cause(french).GetProperty("code").GetString(), Is.EqualTo("restedOnStatement"));
            Assert.That(Cause(french).GetProperty("parameters").GetRawText(), Is.EqualTo("""{"source":"Gen. X"}"""));
            Assert.That(english.Response.Content.Headers.ContentLanguage, Is.EqualTo(new[] { "en" }));
        });

        static System.Text.Json.JsonElement Cause(Answer flags) => flags.Items.Single().GetProperty("cause");
    }

    [Test]
    public async Task An_answer_without_sentences_is_in_no_language()
    {
        await ReportAsync("Ledger < Gen. X");

        var sources = (await Api.Get("sources", French)).Expect(HttpStatusCode.OK);

        Assert.That(sources.Response.Content.Headers.ContentLanguage, Is.Empty);
        Assert.That(sources.Response.Headers.Vary, Has.None.EqualTo("Accept-Language"));
    }
}

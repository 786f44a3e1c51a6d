using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class FindSimilarClaimsTests(TestDatabase database) : ClaimTest(database)
{
    [Test]
    public async Task Claims_of_other_articles_are_found_with_the_words_that_match_and_what_speaks_against_them()
    {
        var asked = await InAsync("Le Ponant", "Une frappe a détruit le pont de Sarmin dans la nuit de mardi.");
        var same = await InAsync("Ledger", "Dans la nuit de mardi, le pont de Sarmin a été détruit par une frappe.");
        var denied = await InAsync("Gazette", "Aucune frappe n'a détruit le pont de Sarmin dans la nuit de mardi.");
        var figures = await InAsync("Radio", "Dans la nuit, 12 frappes ont détruit le pont de Sarmin.");
        await InAsync("Harbour", "Le maire de Sarmin a ouvert un marché aux fleurs.");

        var found = await FindAsync(asked);

        Assert.Multiple(() =>
        {
            Assert.That(found.Select(Id), Is.EqualTo(new[] { denied, same, figures }));
            Assert.That(
                found.Select(one => one.GetProperty("relation").GetString()),
                Is.EqualTo(new[] { "contradicts", "restates", "restates" })
            );
            Assert.That(
                found[0].GetProperty("why").GetString(),
                Is.EqualTo("The same 6 words bear the meaning of both, but one of them denies it.")
            );
            Assert.That(
                found[2].GetProperty("matched").GetRawText(),
                Is.EqualTo("""["frappe","detruit","pont","sarmin","nuit"]""")
            );
            Assert.That(found[2].GetProperty("score").GetDouble(), Is.EqualTo(.83));
            Assert.That(
                found[2].GetProperty("why").GetString(),
                Is.EqualTo("5 words in common, of 6 here and 6 there.")
            );
        });
    }

    [Test]
    public async Task Figures_that_differ_leave_open_what_two_claims_are_to_each_other()
    {
        var asked = await InAsync("Le Ponant", "La frappe de mardi a tué 12 soldats à Sarmin.");
        await InAsync("Ledger", "La frappe de mardi a tué 20 soldats à Sarmin.");

        var found = (await FindAsync(asked)).Single();

        Assert.That(found.GetProperty("relation").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            found.GetProperty("why").GetString(),
            Is.EqualTo("5 words in common, of 6 here and 6 there, but the figures differ: 12 here, 20 there.")
        );
    }

    [Test]
    public async Task What_is_edited_rejected_or_proposed_is_found_as_it_is_now()
    {
        var asked = await InAsync("Le Ponant", "Une frappe a détruit le pont de Sarmin dans la nuit.");
        var other = await InAsync("Ledger", "Le maire de Sarmin ouvre un marché.");
        var none = await FindAsync(asked);
        (
            await Api.Patch($"claims/{other}", 1, new { statement = "Le pont de Sarmin a été détruit par une frappe." })
        ).Expect(HttpStatusCode.OK);
        var edited = await FindAsync(asked);
        (await Api.Put($"claims/{other}/status", 2, new { status = "proposed" })).Expect(HttpStatusCode.OK);
        var proposed = await FindAsync(asked);
        (await Api.Put($"claims/{other}/status", 3, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        var rejected = await FindAsync(asked);
        (
            await Api.Post(
                "articles",
                new
                {
                    text = "« Le pont de Sarmin a été détruit par une frappe », a déclaré le maire Jean Dupont.",
                    outlet = "Gazette",
                    language = "fr",
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.Multiple(async () =>
        {
            Assert.That(none, Is.Empty);
            Assert.That(
                (edited.Select(Id), proposed.Select(Id), rejected.Select(Id)),
                Is.EqualTo((new[] { other }, new[] { other }, Array.Empty<long>()))
            );
            Assert.That(await FindAsync(asked), Has.Count.EqualTo(1), "what the extraction proposed");
        });
    }

    [Test]
    public async Task A_claim_that_is_not_there_has_none()
    {
        (await Api.Get("claims/99/similar")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get("claims/abc/similar")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<IReadOnlyList<JsonElement>> FindAsync(long claim) =>
        [.. (await Api.Get($"claims/{claim}/similar")).Expect(HttpStatusCode.OK).Json.EnumerateArray()];

    private async Task<long> InAsync(string outlet, string text) =>
        (await ClaimAsync(await ArticleAsync(text, outlet), text)).Id;

    private static long Id(JsonElement similar) => similar.GetProperty("claim").GetProperty("id").GetInt64();
}

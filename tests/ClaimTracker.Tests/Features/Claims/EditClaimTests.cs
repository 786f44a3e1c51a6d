using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class EditClaimTests(TestDatabase database) : ClaimTest(database)
{
    [Test]
    public async Task What_is_absent_stays_and_what_is_null_is_cleared()
    {
        var claim = await ClaimAsync(await ArticleAsync(), tags: ["a"]);
        var dated = (
            await Api.Patch(
                $"claims/{claim.Id}",
                1,
                new
                {
                    eventDate = "2018-09",
                    statementDate = "2018-09-10?",
                    modality = "hedged",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var cleared = (
            await Api.Patch(
                $"claims/{claim.Id}",
                2,
                """{"eventDate":null,"tags":["b","a"],"reason":"no date in the text"}"""
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(dated["eventDate"].GetString(), Is.EqualTo("2018-09"));
            Assert.That(cleared["eventDate"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(cleared["statementDate"].GetString(), Is.EqualTo("2018-09-10?"));
            Assert.That(cleared["modality"].GetString(), Is.EqualTo("hedged"));
            Assert.That(
                cleared["tags"].EnumerateArray().Select(tag => tag.GetString()),
                Is.EqualTo(new[] { "a", "b" })
            );
            Assert.That(cleared.Version, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task A_new_content_words_the_statement_again_unless_somebody_worded_it()
    {
        var article = await ArticleAsync();
        var derived = await ClaimAsync(article);
        var worded = await ClaimAsync(article, statement: "L'offensive a pris fin.");
        var content = new { content = new[] { new { quote = "« l'ennemi a fui »" } } };

        var first = (await Api.Patch($"claims/{derived.Id}", 1, content)).Expect(HttpStatusCode.OK);
        var second = (await Api.Patch($"claims/{worded.Id}", 1, content)).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(first["statement"].GetString(), Is.EqualTo("« l'ennemi a fui »"));
            Assert.That(second["statement"].GetString(), Is.EqualTo("L'offensive a pris fin."));
            Assert.That(second["content"][0].GetProperty("quote").GetString(), Is.EqualTo("« l'ennemi a fui »"));
        });
    }

    [Test]
    public async Task What_changes_nothing_keeps_the_version_and_leaves_no_audit_entry()
    {
        var claim = await ClaimAsync(
            await ArticleAsync(),
            tags: ["a", "b"],
            attribution: new[] { new { source = new { name = "Haddad", kind = "person" } } }
        );
        await Api.Patch($"claims/{claim.Id}", 1, new { eventDate = "2018-09" });
        var before = await ChangesAsync();

        var again = (
            await Api.Patch(
                $"claims/{claim.Id}",
                2,
                new
                {
                    statement = claim["statement"].GetString(),
                    modality = "asserted",
                    eventDate = "2018-09",
                    statementDate = (string?)null,
                    tags = new[] { "b", "a", "a" },
                    content = claim["content"],
                    reason = "again",
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.That(again.Version, Is.EqualTo(2));
        Assert.That(await ChangesAsync(), Is.EqualTo(before));
    }

    [TestCase("{}", "")]
    [TestCase("""{"reason":"only"}""", "")]
    [TestCase("""{"statement":null}""", "statement")]
    [TestCase("""{"modality":null}""", "modality")]
    [TestCase("""{"tags":null}""", "tags")]
    [TestCase("""{"content":null}""", "content")]
    [TestCase("""{"content":[]}""", "content")]
    [TestCase("""{"content":[{"end":3}]}""", "content[0]")]
    [TestCase("""{"statementDate":"2018-13"}""", "statementDate")]
    [TestCase("""{"status":"rejected"}""", "status")]
    public async Task A_body_of_another_shape_is_refused_at_its_path(string body, string fault)
    {
        var claim = await ClaimAsync(await ArticleAsync());

        await Refused(() => Api.Patch($"claims/{claim.Id}", 1, body), HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task A_content_outside_the_text_is_refused()
    {
        var claim = await ClaimAsync(await ArticleAsync());

        await Refused(
            () =>
                Api.Patch(
                    $"claims/{claim.Id}",
                    1,
                    new { statement = "x", content = new[] { new { start = 0, end = 9999 } } }
                ),
            HttpStatusCode.UnprocessableEntity,
            "spanOutsideText",
            "content[0].end"
        );
    }

    [Test]
    public async Task The_version_that_was_read_must_be_named_and_be_the_current_one()
    {
        var claim = await ClaimAsync(await ArticleAsync());

        await Refused(
            () => Api.Patch($"claims/{claim.Id}", null, new { statement = "x" }),
            HttpStatusCode.PreconditionRequired,
            "versionMissing"
        );
        var stale = await Refused(
            () => Api.Patch($"claims/{claim.Id}", 7, new { statement = "x" }),
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );
        await Refused(() => Api.Patch("claims/999", 1, new { statement = "x" }), HttpStatusCode.NotFound, "notFound");

        Assert.That(stale.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task Of_two_writers_at_once_on_one_claim_one_wins_and_the_other_is_told()
    {
        var claim = await ClaimAsync(await ArticleAsync());

        var answers = await Task.WhenAll(
            Api.Patch($"claims/{claim.Id}", 1, new { statement = "L'un." }),
            Api.Patch($"claims/{claim.Id}", 1, new { statement = "L'autre." })
        );

        var winner = answers.Single(answer => answer.Status == HttpStatusCode.OK);
        answers
            .Single(answer => answer.Status != HttpStatusCode.OK)
            .ExpectProblem(HttpStatusCode.PreconditionFailed, "staleVersion");
        var read = await Api.Get($"claims/{claim.Id}");
        Assert.Multiple(() =>
        {
            Assert.That(read["statement"].GetString(), Is.EqualTo(winner["statement"].GetString()));
            Assert.That(read.Version, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_hundred_writers_at_once_on_a_hundred_claims_all_succeed()
    {
        var claims = await ClaimsAsync(100);
        var before = await ChangesAsync();

        var answers = await Task.WhenAll(
            claims.Select(id => Api.Patch($"claims/{id}", 1, new { statement = $"Claim {id} in other words." }))
        );

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await ChangesAsync(), Is.EqualTo(before + 100));
        foreach (var id in claims)
            Assert.That(
                (await Api.Get($"claims/{id}"))["statement"].GetString(),
                Is.EqualTo($"Claim {id} in other words.")
            );
    }
}

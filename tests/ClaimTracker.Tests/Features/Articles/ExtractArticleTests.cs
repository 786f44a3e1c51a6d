using System.Net;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Tests.Features.Articles;

public sealed class ExtractArticleTests(TestDatabase database) : ApiTest(database)
{
    private const string Text =
        "« Nous avons repris la colline », a déclaré Paul Durand. Selon le ministère de la Défense, deux hommes ont été capturés. Le général a reconnu que l'attaque avait échoué.";

    [Test]
    public async Task What_was_proposed_is_never_proposed_again()
    {
        var article = await Record(extract: false);
        var first = (await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created);
        Assume.That(first.Items, Is.Not.Empty, "The extraction finds nothing in this text.");

        var second = (await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created);

        Assert.That(second.Items, Is.Empty);
        Assert.That(first.Items.Select(claim => claim.GetProperty("status").GetString()), Is.All.EqualTo("proposed"));
        Assert.That(await App.Read(db => db.Claims.CountAsync()), Is.EqualTo(first.Items.Count));
    }

    [Test]
    public async Task What_was_rejected_or_replaced_is_never_proposed_again()
    {
        var article = await Record(extract: true);
        var proposed = await App.Read(db => db.Claims.CountAsync());
        Assume.That(proposed, Is.Positive, "The extraction finds nothing in this text.");
        await App.Write(async db =>
        {
            foreach (var claim in await db.Claims.Include(c => c.Article).Include(c => c.Attribution).ToListAsync())
                claim.SetStatus(ClaimStatus.Rejected, "no", db.Stamp);
            return 0;
        });

        Assert.That((await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created).Items, Is.Empty);

        Assert.That(
            (await Api.Get($"articles/{article}"))["claimCounts"].GetProperty("rejected").GetInt32(),
            Is.EqualTo(proposed)
        );
    }

    // Half of the words, the words without their end, the words without the marks: the edges of what is reported moved, by hand or with another extractor.
    [TestCase("repris la colline")]
    [TestCase("« Nous avons repris")]
    [TestCase("Nous avons repris la colline")]
    public async Task What_stands_with_other_edges_is_not_proposed_again(string content)
    {
        var article = await Record(extract: true);
        var quoted = (await Api.Get($"articles/{article}/claims")).Items.First(claim =>
            claim.GetProperty("mode").GetString() == "direct"
        );
        (
            await Api.Patch(
                $"claims/{quoted.GetProperty("id").GetInt64()}",
                1,
                new { content = new[] { new { quote = content } } }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.That((await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created).Items, Is.Empty);
    }

    [Test]
    public async Task Each_of_two_who_say_the_same_has_a_claim_and_keeps_it()
    {
        var article = (
            await Api.Post(
                "articles",
                new { text = "Le maire et la préfète ont affirmé que le pont tiendrait.", language = "fr" }
            )
        )
            .Expect(HttpStatusCode.Created)
            .Id;
        var claims = (await Api.Get($"articles/{article}/claims")).Items;

        var again = (await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created);

        Assert.That(claims, Has.Count.EqualTo(2));
        Assert.That(again.Items, Is.Empty);
    }

    [Test]
    public async Task A_proposal_says_which_extractor_made_it_and_why_in_the_language_of_the_answer()
    {
        var article = await Record(extract: true);

        var english = (await Api.Get($"articles/{article}/claims")).Items[0];
        var french = (await Api.Get($"articles/{article}/claims", ("Accept-Language", "fr"))).Items[0];

        Assert.Multiple(() =>
        {
            Assert.That(
                english.GetProperty("extractor").GetProperty("name").GetString(),
                Is.EqualTo("ClaimTracker.Extraction")
            );
            Assert.That(english.GetProperty("extractor").GetProperty("version").GetString(), Is.Not.Empty);
            Assert.That(english.GetProperty("reason").GetString(), Does.Contain("“a déclaré”"));
            Assert.That(french.GetProperty("reason").GetString(), Does.Contain("« a déclaré »"));
        });
    }

    [TestCase("Die Brücke ist seit Montag geschlossen, sagte der Bürgermeister.", "languageUnknown")]
    [TestCase("El puente está cerrado desde el lunes, dijo el alcalde de la ciudad.", "languageLimited")]
    public async Task An_article_that_is_not_read_like_others_says_so(string text, string code)
    {
        var recorded = (await Api.Post("articles", new { text })).Expect(HttpStatusCode.Created);
        var read = await Api.Get($"articles/{recorded.Id}", ("Accept-Language", "fr"));

        Assert.Multiple(() =>
        {
            Assert.That(recorded["warnings"][0].GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(read["warnings"][0].GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(
                read["warnings"][0].GetProperty("sentence").GetString(),
                Is.Not.EqualTo(recorded["warnings"][0].GetProperty("sentence").GetString())
            );
        });
    }

    [Test]
    public async Task It_needs_no_body_and_takes_an_empty_one()
    {
        var article = await Record(extract: true);

        (await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created);
        (await Api.Post($"articles/{article}/extraction", new { })).Expect(HttpStatusCode.Created);
        Assert.That(
            (await Api.Post($"articles/{article}/extraction", "")).Expect(HttpStatusCode.Created).Location,
            Is.EqualTo($"/api/v1/articles/{article}/claims")
        );
    }

    [Test]
    public async Task A_body_that_asks_for_something_is_refused_instead_of_ignored()
    {
        var article = await Record(extract: false);

        (await Api.Post($"articles/{article}/extraction", new { language = "fr", id = 3 })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "language",
            "id"
        );
        (await Api.Post($"articles/{article}/extraction", "[]")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            ""
        );
    }

    [Test]
    public async Task An_unknown_article_is_not_found([Values(0, 999)] long article) =>
        (await Api.Post($"articles/{article}/extraction")).ExpectProblem(HttpStatusCode.NotFound, "notFound");

    private async Task<long> Record(bool extract) => (
            await Api.Post(
                "articles",
                new
                {
                    text = Text,
                    outlet = "Le Ponant",
                    language = "fr",
                    extract,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
}

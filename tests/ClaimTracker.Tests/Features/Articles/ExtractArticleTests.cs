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

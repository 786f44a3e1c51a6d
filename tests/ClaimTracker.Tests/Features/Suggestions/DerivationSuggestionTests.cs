using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Suggestions;

public sealed class DerivationSuggestionTests(TestDatabase database) : ApiTest(database)
{
    private const string Words =
        "Les habitants du port ont vu deux navires quitter la rade peu avant minuit, tous feux éteints, sans que la capitainerie en dise la raison.";

    [Test]
    public async Task An_article_that_credits_an_outlet_is_suggested_to_be_made_from_it_and_accepting_says_so()
    {
        var agency = await OutletAsync("Agence Méridienne", "AMP");
        var article = await ArticleAsync("Le pont tient. (AMP)", "Le Ponant");

        var found = (await Api.Get("suggestions?kind=derivation")).Expect(HttpStatusCode.OK).Items.Single();
        var id = found.GetProperty("id").GetInt64();
        var accepted = (
            await Api.Put($"suggestions/{id}/status", 1, new { status = "accepted", reason = "read it there" })
        ).Expect(HttpStatusCode.OK);
        var derived = (await Api.Get($"articles/{article}"))["derivedFrom"][0];

        Assert.Multiple(() =>
        {
            Assert.That(found.GetProperty("articleId").GetInt64(), Is.EqualTo(article));
            Assert.That(
                found.GetProperty("from").GetProperty("source").GetProperty("id").GetInt64(),
                Is.EqualTo(agency)
            );
            Assert.That(found.GetProperty("credit").GetProperty("quote").GetString(), Is.EqualTo("(AMP)"));
            Assert.That(found.GetProperty("score").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(found.GetProperty("why").GetString(), Is.EqualTo("The article credits “AMP”."));
            Assert.That(accepted["decidedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(accepted.Version, Is.EqualTo(2));
            Assert.That(derived.GetProperty("id").GetInt64(), Is.EqualTo(accepted["derivationId"].GetInt64()));
            Assert.That(derived.GetProperty("why").GetString(), Is.EqualTo("read it there"));
        });
        Assert.That((await Api.Get("suggestions?kind=derivation")).Items, Is.Empty);
        Assert.That(
            (await Api.Get($"suggestions?kind=derivation&status=accepted&article={article}")).Items,
            Has.Count.EqualTo(1)
        );
    }

    [Test]
    public async Task The_credited_outlets_own_article_is_suggested_where_the_words_are_the_same()
    {
        await OutletAsync("Agence Méridienne", "AMP");
        var dispatch = await ArticleAsync(Words, "Agence Méridienne", "2018-09-13");
        await ArticleAsync("Le pont tient, malgré la crue et le vent.", "Agence Méridienne", "2018-09-14");
        await ArticleAsync("De notre envoyé. " + Words + " (AMP)", "Le Ponant", "2018-09-14");

        var found = (await Api.Get("suggestions?kind=derivation")).Items.Single();
        var id = found.GetProperty("id").GetInt64();
        var accepted = (await Api.Put($"suggestions/{id}/status", 1, new { status = "accepted" })).Expect(
            HttpStatusCode.OK
        );
        var derived = (await Api.Get($"articles/{found.GetProperty("articleId").GetInt64()}"))["derivedFrom"][0];

        Assert.Multiple(() =>
        {
            Assert.That(found.GetProperty("from").GetProperty("articleId").GetInt64(), Is.EqualTo(dispatch));
            Assert.That(found.GetProperty("score").GetDouble(), Is.EqualTo(1));
            Assert.That(derived.GetProperty("score").GetDouble(), Is.EqualTo(1));
            Assert.That(derived.GetProperty("why").GetString(), Is.EqualTo(accepted["why"].GetString()));
        });
    }

    [Test]
    public async Task A_name_that_is_no_stored_outlet_or_its_own_suggests_nothing()
    {
        await OutletAsync("Le Ponant", "LP");
        await OutletAsync("Reuters", "RTR");
        await OutletAsync("Radio Tour", "RTR");

        await ArticleAsync("Le pont tient (Paris). (LP)", "Le Ponant");
        await ArticleAsync("Le pont tient. (RTR)", "Le Ponant");
        (
            await Api.Post(
                "articles",
                new
                {
                    text = "Rangé. (Reuters)",
                    outlet = "Le Ponant",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.That((await Api.Get("suggestions?kind=derivation&status=proposed,accepted,dismissed")).Items, Is.Empty);
    }

    [Test]
    public async Task A_suggestion_is_dismissed_and_opened_again_but_what_it_made_is_withdrawn_first()
    {
        await OutletAsync("Reuters", "RTR");
        var article = await ArticleAsync("Le pont tient. (Reuters)", "Le Ponant");
        var id = (await Api.Get("suggestions?kind=derivation")).Items.Single().GetProperty("id").GetInt64();

        (await Api.Put($"suggestions/{id}/status", 1, new { status = "dismissed", reason = "the photograph" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Put($"suggestions/{id}/status", 1, new { status = "accepted" })).Expect(
            HttpStatusCode.PreconditionFailed
        );
        var same = (await Api.Put($"suggestions/{id}/status", 2, new { status = "dismissed" })).Expect(
            HttpStatusCode.OK
        );
        var open = (await Api.Put($"suggestions/{id}/status", 2, new { status = "proposed" })).Expect(
            HttpStatusCode.OK
        );
        var accepted = (await Api.Put($"suggestions/{id}/status", 3, new { status = "accepted" })).Expect(
            HttpStatusCode.OK
        );
        var derivation = accepted["derivationId"].GetInt64();
        (await Api.Put($"suggestions/{id}/status", 4, new { status = "dismissed" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "suggestionAccepted"
        );
        (await Api.Post($"articles/{article}/derivations/{derivation}/withdrawal", new { reason = "x" })).Expect(
            HttpStatusCode.OK
        );
        var after = (await Api.Put($"suggestions/{id}/status", 4, new { status = "dismissed" })).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(() =>
        {
            Assert.That(same.Version, Is.EqualTo(2));
            Assert.That(same["statusReason"].GetString(), Is.EqualTo("the photograph"));
            Assert.That(open["decidedBy"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(after["derivationId"].ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task Accepting_what_stands_already_takes_that_and_a_circle_is_refused()
    {
        await OutletAsync("Agence Méridienne", "AMP");
        var dispatch = await ArticleAsync(Words, "Agence Méridienne", "2018-09-13");
        var first = await ArticleAsync("Un. " + Words + " (AMP)", "Le Ponant", "2018-09-14");
        var second = await ArticleAsync("Deux. " + Words + " (AMP)", "Le Levant", "2018-09-14");
        var ids = (await Api.Get("suggestions?kind=derivation")).Items.ToDictionary(
            item => item.GetProperty("articleId").GetInt64(),
            item => item.GetProperty("id").GetInt64()
        );
        var standing = (
            await Api.Post($"articles/{first}/derivations", new { from = new { articleId = dispatch }, reason = "x" })
        ).Expect(HttpStatusCode.Created);
        (
            await Api.Post($"articles/{dispatch}/derivations", new { from = new { articleId = second }, reason = "x" })
        ).Expect(HttpStatusCode.Created);

        var accepted = (await Api.Put($"suggestions/{ids[first]}/status", 1, new { status = "accepted" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Put($"suggestions/{ids[second]}/status", 1, new { status = "accepted" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "cycle",
            "status"
        );

        Assert.That(accepted["derivationId"].GetInt64(), Is.EqualTo(standing.Id));
    }

    [Test]
    public async Task What_is_unknown_or_of_the_wrong_shape_is_refused()
    {
        (await Api.Get("suggestions/1")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Put("suggestions/1/status", 1, new { status = "accepted" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Api.Put("suggestions/1/status", 1, new { status = "perhaps" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "status"
        );
        (await Api.Put("suggestions/1/status", null, new { status = "accepted" })).Expect(
            HttpStatusCode.PreconditionRequired
        );
        (await Api.Get("suggestions?kind=gossip")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "kind");
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        (await reader.Put("suggestions/1/status", 1, new { status = "accepted" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    private async Task<long> OutletAsync(string name, string sign)
    {
        var id = (await Api.Post("sources", new { name, kind = "outlet" })).Expect(HttpStatusCode.Created).Id;
        (await Api.Post($"sources/{id}/aliases", new { name = sign })).Expect(HttpStatusCode.Created);
        return id;
    }

    private async Task<long> ArticleAsync(string text, string outlet, string? published = null) => (
            await Api.Post(
                "articles",
                new
                {
                    text,
                    outlet,
                    published,
                    language = "fr",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
}

using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Derivations;

public sealed class DerivationTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task An_article_made_from_another_says_so_until_it_is_taken_back()
    {
        var dispatch = await ArticleAsync("Le pont tient.", "Agence Méridienne");
        var reprise = await ArticleAsync("Le pont tient, dit-on. (AMP)", "Le Ponant");

        var made = (
            await Api.Post(
                $"articles/{reprise}/derivations",
                new
                {
                    from = new { articleId = dispatch },
                    credit = new { quote = "(AMP)" },
                    reason = "the credit",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var read = (await Api.Get(made.Location!)).Expect(HttpStatusCode.OK);
        var article = await Api.Get($"articles/{reprise}");
        var listed = (await Api.Get("articles")).Items.First(item => item.GetProperty("id").GetInt64() == reprise);
        var withdrawn = (await Api.Post($"{made.Location}/withdrawal", new { reason = "of the photograph" })).Expect(
            HttpStatusCode.OK
        );
        var after = (await Api.Get($"articles/{reprise}"))["derivedFrom"][0];

        Assert.Multiple(() =>
        {
            Assert.That(read["articleId"].GetInt64(), Is.EqualTo(reprise));
            Assert.That(read["from"].GetRawText(), Is.EqualTo($$"""{"articleId":{{dispatch}},"source":null}"""));
            Assert.That(read["credit"].GetProperty("start").GetInt32(), Is.EqualTo(23));
            Assert.That(read["status"].GetString(), Is.EqualTo("standing"));
            Assert.That(article["derivedFrom"][0].GetProperty("id").GetInt64(), Is.EqualTo(made.Id));
            Assert.That(article["derivedFrom"][0].GetProperty("why").GetString(), Is.EqualTo("the credit"));
            Assert.That(article.Version, Is.EqualTo(1));
            Assert.That(listed.GetProperty("derivedFrom").GetArrayLength(), Is.EqualTo(1));
            Assert.That(withdrawn["withdrawal"].GetProperty("reason").GetString(), Is.EqualTo("of the photograph"));
            Assert.That(after.GetProperty("status").GetString(), Is.EqualTo("withdrawn"));
        });
        (await Api.Post($"{made.Location}/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
        (
            await Api.Post($"articles/{reprise}/derivations", new { from = new { articleId = dispatch }, reason = "x" })
        ).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task An_article_made_from_what_an_agency_supplied_names_the_agency()
    {
        var agency = (await Api.Post("sources", new { name = "Agence Méridienne", kind = "outlet" })).Id;
        var article = await ArticleAsync("Le pont tient. (AMP)", "Le Ponant");

        var made = (
            await Api.Post(
                $"articles/{article}/derivations",
                new { from = new { source = agency }, reason = "the credit" }
            )
        ).Expect(HttpStatusCode.Created);
        var again = (
            await Api.Post($"articles/{article}/derivations", new { from = new { source = agency }, reason = "y" })
        ).ExpectProblem(HttpStatusCode.Conflict, "derivationExists");

        Assert.Multiple(() =>
        {
            Assert.That(
                made["from"].GetProperty("source").GetProperty("name").GetString(),
                Is.EqualTo("Agence Méridienne")
            );
            Assert.That(made["from"].GetProperty("articleId").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(made["credit"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(again["derivationId"].GetInt64(), Is.EqualTo(made.Id));
        });
    }

    [Test]
    public async Task Articles_are_never_made_from_each_other_in_a_circle()
    {
        var (a, b, c) = (
            await ArticleAsync("Un.", "Un"),
            await ArticleAsync("Deux.", "Deux"),
            await ArticleAsync("Trois.", "Trois")
        );
        (await DeriveAsync(a, b)).Expect(HttpStatusCode.Created);
        var second = (await DeriveAsync(b, c)).Expect(HttpStatusCode.Created);

        var refused = (await DeriveAsync(c, a)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "cycle",
            "from.articleId"
        );
        (await Api.Post($"{second.Location}/withdrawal", new { reason = "x" })).Expect(HttpStatusCode.OK);
        (await DeriveAsync(c, a)).Expect(HttpStatusCode.Created);

        Assert.That(refused["articles"].EnumerateArray().Select(id => id.GetInt64()), Is.EqualTo(new[] { a, b, c }));
    }

    [Test]
    public async Task Derivations_of_claims_and_of_articles_make_no_circle_together()
    {
        long a,
            b,
            one,
            two,
            three,
            four;
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var (first, second) = (stored.Article(null), stored.Article(null));
            var claims = new[]
            {
                stored.Claim(first, "One."),
                stored.Claim(second, "Two."),
                stored.Claim(first, "Three."),
                stored.Claim(second, "Four."),
            };
            await stored.SaveAsync();
            (a, b, one, two, three, four) = (
                first.Id,
                second.Id,
                claims[0].Id,
                claims[1].Id,
                claims[2].Id,
                claims[3].Id
            );
        }

        var relation = (await RelateAsync(one, two)).Expect(HttpStatusCode.Created);
        var back = (await RelateAsync(four, three)).Expect(HttpStatusCode.Created);
        (await DeriveAsync(b, a)).ExpectProblem(HttpStatusCode.UnprocessableEntity, "cycle", "from.articleId");
        (await Api.Post($"relations/{relation.Id}/withdrawal", new { reason = "x" })).Expect(HttpStatusCode.OK);
        (await DeriveAsync(b, a)).Expect(HttpStatusCode.Created);
        var refused = (await RelateAsync(one, two)).ExpectProblem(HttpStatusCode.UnprocessableEntity, "cycle", "to");
        (await RelateAsync(two, one)).Expect(HttpStatusCode.Created);

        Assert.That(refused["articles"].EnumerateArray().Select(id => id.GetInt64()), Is.EqualTo(new[] { b, a }));
        Assert.That(back["type"].GetString(), Is.EqualTo("derivedFrom"));
    }

    [Test]
    public async Task What_does_not_fit_what_is_stored_is_refused()
    {
        var article = await ArticleAsync("Le pont tient.", "Le Ponant");
        var outlet = (await Api.Get($"articles/{article}"))["outlet"].GetProperty("id").GetInt64();
        long unnamed;
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var source = stored.Unnamed(stored.Article(null), "un garde");
            await stored.SaveAsync();
            unnamed = source.Id;
        }

        (await DeriveAsync(article, article)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "selfDerivation",
            "from.articleId"
        );
        (await DeriveAsync(article, 999999)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unknownArticle",
            "from.articleId"
        );
        (await DeriveAsync(999999, article)).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        foreach (
            var (source, code) in new[]
            {
                (outlet, "selfDerivation"),
                (unnamed, "unnamedSource"),
                (999999, "unknownSource"),
            }
        )
            (
                await Api.Post($"articles/{article}/derivations", new { from = new { source }, reason = "x" })
            ).ExpectProblem(HttpStatusCode.UnprocessableEntity, code, "from.source");
        (
            await Api.Post(
                $"articles/{article}/derivations",
                new
                {
                    from = new { articleId = article },
                    credit = new { quote = "(AFP)" },
                    reason = "x",
                }
            )
        ).Expect(HttpStatusCode.UnprocessableEntity);
        (await Api.Get($"articles/{article}/derivations/1")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Post($"articles/{article}/derivations/1/withdrawal", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
    }

    [TestCase("""{"from":{"articleId":1}}""", "reason")]
    [TestCase("""{"from":{},"reason":"x"}""", "from")]
    [TestCase("""{"from":{"articleId":1,"source":2},"reason":"x"}""", "from")]
    [TestCase("""{"from":1,"reason":"x"}""", "from")]
    [TestCase("""{"from":{"articleId":1},"reason":"x","credit":{"start":1}}""", "credit")]
    public async Task A_derivation_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var article = await ArticleAsync("Le pont tient.", "Le Ponant");

        (await Api.Post($"articles/{article}/derivations", body)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            fault
        );
    }

    [Test]
    public async Task A_reader_derives_nothing()
    {
        var (a, b) = (await ArticleAsync("Un.", "Un"), await ArticleAsync("Deux.", "Deux"));
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        (
            await reader.Post($"articles/{a}/derivations", new { from = new { articleId = b }, reason = "x" })
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task<Answer> DeriveAsync(long article, long from) =>
        Api.Post($"articles/{article}/derivations", new { from = new { articleId = from }, reason = "x" });

    private Task<Answer> RelateAsync(long from, long to) =>
        Api.Post(
            "relations",
            new
            {
                from,
                to,
                type = "derivedFrom",
                rationale = "x",
            }
        );

    private async Task<long> ArticleAsync(string text, string outlet) => (
            await Api.Post(
                "articles",
                new
                {
                    text,
                    outlet,
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
}

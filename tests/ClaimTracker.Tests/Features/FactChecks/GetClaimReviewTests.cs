using System.Globalization;
using System.Net;
using ClaimTracker.Tests.Features.Verdicts;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.FactChecks;

public sealed class GetClaimReviewTests(TestDatabase database) : VerdictTest(database)
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["ClaimReview:Publisher:Name"] = "Le Bureau des faits",
            ["ClaimReview:Publisher:Url"] = "https://bureau.example",
        };

    [Test]
    public async Task A_published_verdict_holds_to_the_definitions_of_schema_org()
    {
        var claim = await ReportAsync("Ledger < Wire* < Gen. X", "2024-03-12");
        var earlier = await ReportAsync("Ponant < Gen. X", "2024-03-10");
        var undated = await ReportAsync("Gazette < Gen. X", "2024-03?");
        await RelateAsync(earlier, claim, "restates");
        await RelateAsync(undated, claim, "restates");
        (
            await Api.Put(
                $"claims/{claim}/verdict",
                Api.None,
                new
                {
                    state = "published",
                    outcome = "false",
                    rating = new
                    {
                        value = 2.5,
                        worst = 1,
                        best = 5,
                        name = "Plutôt faux",
                    },
                    explanation = "Le pont tient.",
                    claimReviewed = "Le pont a été détruit.",
                    language = "fr",
                    url = "https://bureau.example/pont",
                    evidence = new[] { new { url = "https://archive.example/pont" } },
                }
            )
        ).Expect(HttpStatusCode.OK);

        var review = (await Api.Get($"claims/{claim}/claim-review")).Expect(HttpStatusCode.OK);

        var (item, rating) = (review["itemReviewed"], review["reviewRating"]);
        Assert.Multiple(() =>
        {
            Assert.That(review.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/ld+json"));
            Assert.That(SchemaOrg.Faults(review.Json), Is.Empty);
            Assert.That(review["@type"].GetString(), Is.EqualTo("ClaimReview"));
            Assert.That(review["claimReviewed"].GetString(), Is.EqualTo("Le pont a été détruit."));
            Assert.That(review["author"].GetProperty("name").GetString(), Is.EqualTo("Le Bureau des faits"));
            Assert.That(review["url"].GetString(), Is.EqualTo("https://bureau.example/pont"));
            Assert.That(rating.GetProperty("ratingValue").GetRawText(), Is.EqualTo("2.5"));
            Assert.That(rating.GetProperty("alternateName").GetString(), Is.EqualTo("Plutôt faux"));
            Assert.That(rating.GetProperty("ratingExplanation").GetString(), Is.EqualTo("Le pont tient."));
            Assert.That(item.GetProperty("@type").GetString(), Is.EqualTo("Claim"));
            Assert.That(item.GetProperty("author").GetProperty("@type").GetString(), Is.EqualTo("Person"));
            Assert.That(item.GetProperty("author").GetProperty("name").GetString(), Is.EqualTo("Gen. X"));
            Assert.That(
                item.GetProperty("firstAppearance").GetProperty("publisher").GetProperty("name").GetString(),
                Is.EqualTo("Gazette").Or.EqualTo("Ponant")
            );
            Assert.That(item.GetProperty("appearance").GetArrayLength(), Is.EqualTo(3));
            Assert.That(
                review.Text,
                Does.Not.Contain("2024-03?").And.Not.Contain("null"),
                "what schema.org cannot say is left out"
            );
        });
    }

    [Test]
    public async Task Sources_that_nobody_can_name_are_no_authors_and_changes_are_dated()
    {
        var claim = await ReportAsync("Ledger < ~une source militaire");
        await PublishAsync(claim);
        await PublishAsync(claim, "mixed");

        var review = (await Api.Get($"claims/{claim}/claim-review", ("Accept", "application/json"))).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(() =>
        {
            Assert.That(SchemaOrg.Faults(review.Json), Is.Empty);
            Assert.That(review["itemReviewed"].TryGetProperty("author", out _), Is.False);
            Assert.That(review.Json.TryGetProperty("dateModified", out _), Is.True);
            Assert.That(review.Json.TryGetProperty("url", out _), Is.False);
        });
        (await Api.Get($"claims/{claim}/claim-review", ("Accept", "text/html"))).ExpectProblem(
            HttpStatusCode.NotAcceptable,
            "notAcceptable"
        );
    }

    [Test]
    public async Task Numbers_have_a_decimal_point_where_people_write_a_comma()
    {
        var (own, threads) = (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            await using var app = await TestApp.StartAsync(TestDatabase.Embedded);
            using var api = new Api(app.Address);
            var article = (
                await api.Post(
                    "articles",
                    new
                    {
                        text = "Le pont est détruit.",
                        outlet = "Ponant",
                        extract = false,
                    }
                )
            ).Expect(HttpStatusCode.Created).Id;
            var claim = (
                await api.Post(
                    $"articles/{article}/claims",
                    new { content = new[] { new { quote = "Le pont est détruit" } } }
                )
            )
                .Expect(HttpStatusCode.Created)
                .Id;
            (await Judge(api, claim, Api.None, rating: Rating(1.5))).Expect(HttpStatusCode.OK);

            var review = (await api.Get($"claims/{claim}/claim-review")).Expect(HttpStatusCode.OK);

            Assert.That(review.Text, Does.Contain("\"ratingValue\":1.5"));
            Assert.That(SchemaOrg.Faults(review.Json), Is.Empty);
            Assert.That(review.Json.TryGetProperty("author", out _), Is.False, "no publisher is set");
            Assert.That(
                review["itemReviewed"].GetProperty("author").GetProperty("@type").GetString(),
                Is.EqualTo("Organization"),
                "the outlet's own voice"
            );
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (own, threads);
        }
    }

    [Test]
    public async Task Without_a_published_verdict_there_is_none()
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        await Refused(() => Api.Get($"claims/{claim}/claim-review"), HttpStatusCode.NotFound, "notFound");
        await Refused(() => Api.Get("claims/999/claim-review"), HttpStatusCode.NotFound, "notFound");
        await Refused(
            () => Api.Get($"claims/{claim}/claim-review?format=xml"),
            HttpStatusCode.BadRequest,
            "invalid",
            "format"
        );
    }
}

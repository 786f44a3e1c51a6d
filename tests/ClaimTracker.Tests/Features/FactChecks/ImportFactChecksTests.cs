using System.Net;
using System.Text;
using System.Text.Json;
using ClaimTracker.Tests.Features.Verdicts;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.FactChecks;

public sealed class ImportFactChecksTests(TestDatabase database) : VerdictTest(database)
{
    private const string Linked = """
        {"@context":"https://schema.org","@type":"ClaimReview","url":"https://check.example/pont","datePublished":"2024-03-20","claimReviewed":"Le pont est détruit",
         "author":{"@type":"Organization","name":"Check","url":"https://check.example"},"inLanguage":"fr",
         "reviewRating":{"@type":"Rating","ratingValue":"1","worstRating":1,"bestRating":5,"alternateName":"Faux","ratingExplanation":"Il tient."},
         "itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"Gen. X"},"datePublished":"2024-03-12"}}
        """;

    private const string Listed = """
        {"claims":[{"text":"Le pont est détruit","claimant":"Gen. X","claimDate":"2024-03-12T00:00:00Z","claimReview":[
          {"publisher":{"name":"Check","site":"check.example"},"url":"https://check.example/pont","title":"Le pont tient","reviewDate":"2024-03-20T00:00:00Z","textualRating":"Faux","languageCode":"fr"},
          {"publisher":{"name":"Autre","site":"autre.example"},"url":"https://autre.example/1","textualRating":"Trompeur"}]}]}
        """;

    private Task<Answer> Import(string body, Api? api = null) => (api ?? Api).Post("claim-reviews/import", body);

    private static string?[] Statuses(Answer answer) =>
        [.. answer.Json.EnumerateArray().Select(line => line.GetProperty("status").GetString())];

    [Test]
    public async Task A_review_is_kept_beside_our_claims_with_proposed_matches()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var rejected = await ReportAsync("Ponant < Gen. X");
        (await Api.Put($"claims/{rejected}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);

        var line = (await Import(Linked)).Expect(HttpStatusCode.OK).Json[0];

        var id = line.GetProperty("id").GetInt64();
        var review = (await Api.Get($"claim-reviews/{id}")).Expect(HttpStatusCode.OK);
        Assert.Multiple(async () =>
        {
            Assert.That(line.GetProperty("status").GetString(), Is.EqualTo("created"));
            Assert.That(line.GetProperty("claimReviewed").GetString(), Is.EqualTo("Le pont est détruit"));
            Assert.That(
                line.GetProperty("matches").EnumerateArray().Select(match => match.GetProperty("claimId").GetInt64()),
                Is.EqualTo(new[] { claim })
            );
            Assert.That(line.GetProperty("matches")[0].GetProperty("score").GetDouble(), Is.EqualTo(1));
            Assert.That(review["rating"].GetProperty("value").GetDouble(), Is.EqualTo(1));
            Assert.That(review["rating"].GetProperty("name").GetString(), Is.EqualTo("Faux"));
            Assert.That(review["explanation"].GetString(), Is.EqualTo("Il tient."));
            Assert.That(review["claimant"].GetString(), Is.EqualTo("Gen. X"));
            Assert.That(review["publisher"].GetProperty("site").GetString(), Is.EqualTo("https://check.example"));
            Assert.That(
                (await Api.Get($"claims/{claim}"))["verdict"].ValueKind,
                Is.EqualTo(JsonValueKind.Null),
                "never a verdict of ours"
            );
            Assert.That(
                (await Api.Get($"sources/{await SourceAsync("Gen. X")}/reliability"))["computed"]
                    .GetProperty("sample")
                    .GetDouble(),
                Is.Zero
            );
        });
    }

    [Test]
    public async Task The_same_review_is_one_record_in_whatever_shape_it_comes_and_is_updated_only_where_it_differs()
    {
        var first = (await Import(Linked)).Expect(HttpStatusCode.OK);
        var before = await ChangesAsync();
        var again = (await Import(Linked)).Expect(HttpStatusCode.OK);
        Assert.That(await ChangesAsync(), Is.EqualTo(before));

        var listed = (await Import(Listed)).Expect(HttpStatusCode.OK);
        var corrected = (await Import(Linked.Replace("\"Faux\"", "\"Plutôt faux\"", StringComparison.Ordinal))).Expect(
            HttpStatusCode.OK
        );
        var twice = (await Import($"[{Linked},{Linked}]")).Expect(HttpStatusCode.OK);

        var id = first.Json[0].GetProperty("id").GetInt64();
        var review = await Api.Get($"claim-reviews/{id}");
        Assert.Multiple(() =>
        {
            Assert.That(Statuses(again), Is.EqualTo(new[] { "unchanged" }));
            Assert.That(Statuses(listed), Is.EqualTo(new[] { "updated", "created" }));
            Assert.That(Statuses(corrected), Is.EqualTo(new[] { "updated" }));
            Assert.That(Statuses(twice), Is.EqualTo(new[] { "updated", "unchanged" }));
            Assert.That(
                twice.Json.EnumerateArray().Select(line => line.GetProperty("id").GetInt64()),
                Is.All.EqualTo(id)
            );
            Assert.That(
                review["title"].GetString(),
                Is.EqualTo("Le pont tient"),
                "what one shape says and the other does not stays"
            );
            Assert.That(review["explanation"].GetString(), Is.EqualTo("Il tient."));
        });
    }

    [Test]
    public async Task Reviews_are_found_in_graphs_and_pages_and_written_loosely()
    {
        var graph = (
            await Import(
                $$"""{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Check"},{{Linked}},{"@type":["Thing","schema:ClaimReview"],"schema:url":"https://check.example/2","schema:claimReviewed":{"@value":"Deux","@language":"fr"},"author":"Check","reviewRating":"Faux"}]}"""
            )
        ).Expect(HttpStatusCode.OK);
        var page = (
            await Import(
                """{"@type":"NewsArticle","headline":"H","review":[{"@type":"http://schema.org/ClaimReview","@id":"https://check.example/3","itemReviewed":["Trois"],"reviewRating":[{"ratingValue":"Faux"}]}]}"""
            )
        ).Expect(HttpStatusCode.OK);
        var typed = await Api.Http.PostAsync(
            "/api/v1/claim-reviews/import",
            new StringContent(Linked, Encoding.UTF8, "application/ld+json")
        );

        var second = await Api.Get($"claim-reviews/{graph.Json[1].GetProperty("id").GetInt64()}");
        var third = await Api.Get($"claim-reviews/{page.Json[0].GetProperty("id").GetInt64()}");
        Assert.Multiple(() =>
        {
            Assert.That(
                graph.Json.EnumerateArray().Select(line => line.GetProperty("path").GetString()),
                Is.EqualTo(new[] { "@graph[1]", "@graph[2]" })
            );
            Assert.That(second["claimReviewed"].GetString(), Is.EqualTo("Deux"));
            Assert.That(second["rating"].GetProperty("name").GetString(), Is.EqualTo("Faux"));
            Assert.That(third["claimReviewed"].GetString(), Is.EqualTo("Trois"));
            Assert.That(
                third["publisher"].GetProperty("name").GetString(),
                Is.EqualTo("check.example"),
                "who does not say is known by the host"
            );
            Assert.That(third["rating"].GetProperty("name").GetString(), Is.EqualTo("Faux"));
            Assert.That(typed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task What_cannot_be_read_says_why_and_keeps_nothing_else_from_being_stored()
    {
        var answer = (
            await Import(
                $$"""
                [{{Linked}}, "text", {"name":"nothing"}, {"@type":"Person","name":"Ana"},
                 {"@type":"ClaimReview","url":"javascript:alert(1)","claimReviewed":"x"},
                 {"@type":"ClaimReview","url":"https://check.example/4","claimReviewed":{"deep":{"er":1} },"author":{"name":["a",{"b":1}]} },
                 {"@type":"ClaimReview","url":"https://check.example/6","claimReviewed":"x","reviewRating":{"ratingValue":{"@type":"x"} } },
                 {"text":"t","claimReview":"none"}]
                """
            )
        ).Expect(HttpStatusCode.OK);

        var problems = answer
            .Json.EnumerateArray()
            .Where(line => line.TryGetProperty("problem", out _))
            .ToDictionary(
                line => line.GetProperty("path").GetString()!,
                line =>
                    line.GetProperty("problem")
                        .GetProperty("errors")
                        .EnumerateObject()
                        .Select(error => error.Name)
                        .ToList()
            );
        Assert.Multiple(async () =>
        {
            Assert.That(Statuses(answer).Count(status => status == "created"), Is.EqualTo(1));
            Assert.That(problems["[1]"], Is.EqualTo(new[] { "[1]" }));
            Assert.That(problems["[2]"], Is.EqualTo(new[] { "[2].@type" }));
            Assert.That(problems, Does.Not.ContainKey("[3]"), "a person is no review and says so");
            Assert.That(problems["[4]"], Is.EqualTo(new[] { "[4].url" }));
            Assert.That(problems["[5]"], Is.EqualTo(new[] { "[5].claimReviewed" }));
            Assert.That(problems["[6]"], Is.EqualTo(new[] { "[6].reviewRating.ratingValue" }));
            Assert.That(problems["[7]"], Is.EqualTo(new[] { "[7].claimReview" }));
            Assert.That(
                answer
                    .Json.EnumerateArray()
                    .Where(line => line.GetProperty("status").GetString() == "failed")
                    .Select(line => line.GetProperty("id").ValueKind),
                Is.All.EqualTo(JsonValueKind.Null)
            );
            Assert.That((await Api.Get("claim-reviews")).Items, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task What_no_text_may_hold_is_refused_with_all_that_came_with_it()
    {
        await Refused(
            () =>
                Import(
                    $$"""[{{Linked}}, {"@type":"ClaimReview","url":"https://check.example/5","claimReviewed":"a\u0000b"}]"""
                ),
            HttpStatusCode.BadRequest,
            "invalid",
            "[1].claimReviewed"
        );
        await Refused(
            () =>
                Import(
                    $$"""[{{Linked}}, {"@type":"ClaimReview","url":"https://check.example/5","author":{"\ud800":"x"} }]"""
                ),
            HttpStatusCode.BadRequest,
            "invalid",
            "[1].author"
        );

        Assert.That((await Api.Get("claim-reviews")).Items, Is.Empty);
    }

    [Test]
    public async Task Lines_of_a_list_of_claims_say_what_they_lack()
    {
        var answer = (
            await Import("""{"claims":[{"text":"t"},7,{"claimReview":[{"url":"https://check.example/7"},8]}]}""")
        ).Expect(HttpStatusCode.OK);

        Assert.That(
            answer
                .Json.EnumerateArray()
                .Select(line => line.GetProperty("problem").GetProperty("errors").EnumerateObject().First().Name),
            Is.EqualTo(new[] { "claims[0].claimReview", "claims[1]", "claims[2].text", "claims[2].claimReview[1]" })
        );
    }

    [Test]
    public async Task Bodies_without_a_review_too_many_reviews_and_what_is_no_JSON_are_refused()
    {
        using var analyst = Api.With(await Keys.IssueAsync(Api, "analyst"));

        await Refused(() => Import("{}"), HttpStatusCode.UnprocessableEntity, "noClaimReview");
        await Refused(() => Import("\"text\""), HttpStatusCode.BadRequest, "invalid");
        await Refused(() => Import("null"), HttpStatusCode.BadRequest, "invalid");
        await Refused(() => Import(new string('[', 500) + new string(']', 500)), HttpStatusCode.BadRequest, "notJson");
        await Refused(() => Import("{"), HttpStatusCode.BadRequest, "notJson");
        await Refused(
            () => Import($"[{string.Join(',', Enumerable.Repeat(Linked, 501))}]"),
            HttpStatusCode.RequestEntityTooLarge,
            "tooLarge"
        );
        await Refused(
            () => Import($"[{string.Join(',', Enumerable.Repeat("{}", 100_000))}]"),
            HttpStatusCode.RequestEntityTooLarge,
            "tooLarge"
        );
        await Refused(() => Import(Linked, analyst), HttpStatusCode.Forbidden, "forbidden");
        Assert.That((await Import("[]")).Expect(HttpStatusCode.OK).Text, Is.EqualTo("[]"));
    }

    [Test]
    public async Task A_review_is_linked_to_a_claim_by_decision_and_found_by_it()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var rejected = await ReportAsync("Ponant < Gen. X");
        (await Api.Put($"claims/{rejected}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        (await Import(Listed)).Expect(HttpStatusCode.OK);
        using var analyst = Api.With(await Keys.IssueAsync(Api, "analyst"));

        var linked = (
            await Api.Put("claim-reviews/1/claim", 1, new { claimId = claim, reason = "the same bridge" })
        ).Expect(HttpStatusCode.OK);
        var byClaim = Ids(await Api.Get($"claim-reviews?claim={claim}"));
        await Refused(
            () => Api.Put("claim-reviews/1/claim", 1, new { claimId = claim, reason = "r" }),
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );
        await Refused(
            () => Api.Put("claim-reviews/1/claim", 2, new { claimId = 999, reason = "r" }),
            HttpStatusCode.UnprocessableEntity,
            "unknownClaim",
            "claimId"
        );
        await Refused(
            () => Api.Put("claim-reviews/1/claim", 2, new { claimId = rejected, reason = "r" }),
            HttpStatusCode.UnprocessableEntity,
            "claimRejected",
            "claimId"
        );
        await Refused(
            () => Api.Put("claim-reviews/1/claim", 2, new { reason = "r" }),
            HttpStatusCode.BadRequest,
            "invalid",
            "claimId"
        );
        await Refused(
            () => Api.Put("claim-reviews/1/claim", 2, new { claimId = claim }),
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
        await Refused(
            () => analyst.Put("claim-reviews/1/claim", 2, new { claimId = claim, reason = "r" }),
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        await Refused(
            () => Api.Put("claim-reviews/99/claim", 1, new { claimId = claim, reason = "r" }),
            HttpStatusCode.NotFound,
            "notFound"
        );
        var parted = (
            await Api.Put("claim-reviews/1/claim", 2, new { claimId = (long?)null, reason = "another bridge" })
        ).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That(linked["claimId"].GetInt64(), Is.EqualTo(claim));
            Assert.That(linked["linkedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(byClaim, Is.EqualTo(new[] { 1 }));
            Assert.That(parted["claimId"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(Ids(await Api.Get("claim-reviews?q=DETRUIT")), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(Ids(await Api.Get("claim-reviews?publisher=check")), Is.EqualTo(new[] { 1 }));
            Assert.That(Ids(await Api.Get("claim-reviews?q=other")), Is.Empty);
        });
        var page = (await Api.Get("claim-reviews?limit=1")).Expect(HttpStatusCode.OK);
        Assert.That(
            Ids(await Api.Get($"claim-reviews?limit=1&after={page["next"].GetString()}")),
            Is.EqualTo(new[] { 1 })
        );
        await Refused(() => Api.Get("claim-reviews?limit=0"), HttpStatusCode.BadRequest, "invalid", "limit");
        await Refused(() => Api.Get("claim-reviews/99"), HttpStatusCode.NotFound, "notFound");
    }
}

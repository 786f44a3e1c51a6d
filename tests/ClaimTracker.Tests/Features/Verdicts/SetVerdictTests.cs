using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Verdicts;

public sealed class SetVerdictTests(TestDatabase database) : VerdictTest(database)
{
    [Test]
    public async Task A_draft_is_seen_and_worked_on_in_place_until_it_is_published()
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        var draft = (await Judge(Api, claim, Api.None, "draft", explanation: "To be seen.")).Expect(HttpStatusCode.OK);
        var shown = (await Api.Get($"claims/{claim}"))["verdict"];
        await Refused(() => Api.Get($"claims/{claim}/claim-review"), HttpStatusCode.NotFound, "notFound");
        var better = (await Judge(Api, claim, 1, "draft", explanation: "Seen.")).Expect(HttpStatusCode.OK);
        var published = (await Judge(Api, claim, 2)).Expect(HttpStatusCode.OK);

        var read = (await Api.Get($"claims/{claim}/verdict")).Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(draft["state"].GetString(), Is.EqualTo("draft"));
            Assert.That(
                draft["claimReviewed"].GetString(),
                Is.EqualTo("le pont est détruit"),
                "absent, it is the statement"
            );
            Assert.That(draft["publishedAt"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(shown.GetProperty("state").GetString(), Is.EqualTo("draft"));
            Assert.That(shown.GetProperty("rating").GetProperty("name").GetString(), Is.EqualTo("Plutôt faux"));
            Assert.That((draft.Version, better.Version), Is.EqualTo((1, 2)), "its own, whatever the claim's");
            Assert.That(published["publishedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(published.ETag, Is.EqualTo("\"3\""));
            Assert.That(read.Text, Is.EqualTo(published.Text));
            Assert.That(read["history"].GetArrayLength(), Is.Zero, "a draft was never public");
        });
        Assert.That((await Api.Get($"claims/{claim}")).Version, Is.EqualTo(1), "a verdict is no field of the claim");
    }

    [Test]
    public async Task What_was_published_is_replaced_or_withdrawn_and_stays_in_the_history()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await PublishAsync(claim);

        (
            await Api.Put(
                $"claims/{claim}/verdict",
                1,
                new
                {
                    state = "published",
                    outcome = "mixed",
                    rating = Rating(3, "Mitigé"),
                    explanation = "Half.",
                    reason = "a second image",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var withdrawn = (
            await Api.Post($"claims/{claim}/verdict/withdrawal", new { reason = "another bridge" })
        ).Expect(HttpStatusCode.OK);
        var gone = (await Api.Get($"claims/{claim}"))["verdict"].ValueKind;
        await Refused(() => Api.Get($"claims/{claim}/claim-review"), HttpStatusCode.NotFound, "notFound");
        await Refused(
            () => Api.Post($"claims/{claim}/verdict/withdrawal", new { reason = "again" }),
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
        var again = (await Judge(Api, claim, 3, "draft")).Expect(HttpStatusCode.OK);

        var history = again["history"];
        Assert.Multiple(() =>
        {
            Assert.That(withdrawn["state"].GetString(), Is.EqualTo("withdrawn"));
            Assert.That(withdrawn["withdrawal"].GetProperty("reason").GetString(), Is.EqualTo("another bridge"));
            Assert.That(gone, Is.EqualTo(JsonValueKind.Null));
            Assert.That(
                history
                    .EnumerateArray()
                    .Select(e =>
                        (
                            e.GetProperty("rating").GetProperty("name").GetString(),
                            e.GetProperty("end").GetString(),
                            e.GetProperty("reason").GetString()
                        )
                    ),
                Is.EqualTo(
                    new[] { ("Mitigé", "withdrawn", "another bridge"), ("Plutôt faux", "replaced", "a second image") }
                )
            );
            Assert.That(again["withdrawal"].ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task What_is_public_does_not_become_a_draft_again_and_the_same_again_changes_nothing()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await PublishAsync(claim);
        var before = await ChangesAsync();

        var same = await PublishAsync(claim);

        Assert.That(same.Version, Is.EqualTo(1));
        Assert.That(await ChangesAsync(), Is.EqualTo(before));
        await Refused(() => Judge(Api, claim, 1, "draft"), HttpStatusCode.Conflict, "verdictPublished");
        await Refused(() => Judge(Api, claim, 7), HttpStatusCode.PreconditionFailed, "staleVersion");
        await Refused(() => Judge(Api, claim, null), HttpStatusCode.PreconditionRequired, "versionMissing");
    }

    [Test]
    public async Task A_first_verdict_says_that_there_is_none_and_a_later_one_which_it_changes()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        (await Api.Put($"claims/{claim}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);
        (await Api.Put($"claims/{claim}/status", 2, new { status = "accepted" })).Expect(HttpStatusCode.OK);
        Task<Answer> Put(params (string, string)[] headers) =>
            Api.Send(
                HttpMethod.Put,
                $"claims/{claim}/verdict",
                new
                {
                    state = "draft",
                    outcome = "none",
                    rating = Rating(),
                    explanation = "x",
                },
                headers
            );

        foreach (var guess in (string[])["\"3\"", "\"1\"", "*"])
            Assert.That(
                (await Put(("If-Match", guess))).ExpectProblem(HttpStatusCode.PreconditionFailed, "staleVersion").Text,
                Does.Contain("If-None-Match"),
                $"{guess}: there is none, and the claim's versions are no verdict's"
            );
        (await Put()).ExpectProblem(HttpStatusCode.PreconditionRequired, "versionMissing");
        foreach (
            var malformed in ((string, string)[][])
                [
                    [("If-None-Match", "\"1\"")],
                    [("If-None-Match", "*"), ("If-Match", "*")],
                ]
        )
            (await Put(malformed)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "If-None-Match");
        var first = (await Put(("If-None-Match", "*"))).Expect(HttpStatusCode.OK);
        var second = await Put(("If-None-Match", "*"));

        Assert.That((first.Version, first.ETag), Is.EqualTo((1, "\"1\"")));
        Assert.That(
            second.ExpectProblem(HttpStatusCode.PreconditionFailed, "staleVersion")["version"].GetInt32(),
            Is.EqualTo(1),
            "somebody was faster"
        );
        (await Put(("If-Match", "*"))).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task Only_accepted_claims_are_judged_and_only_by_fact_checkers()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        using var analyst = Api.With(await Keys.IssueAsync(Api, "analyst"));
        using var checker = Api.With(await Keys.IssueAsync(Api, "factChecker"));

        await Refused(() => Judge(analyst, claim, Api.None), HttpStatusCode.Forbidden, "forbidden");
        await Refused(() => Judge(checker, 999, Api.None), HttpStatusCode.NotFound, "notFound");
        await Refused(() => checker.Get($"claims/{claim}/verdict"), HttpStatusCode.NotFound, "notFound");
        await Refused(
            () => checker.Post($"claims/{claim}/verdict/withdrawal", new { reason = "r" }),
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Judge(checker, claim, Api.None)).Expect(HttpStatusCode.OK);
        await Refused(
            () => analyst.Post($"claims/{claim}/verdict/withdrawal", new { reason = "r" }),
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await Api.Put($"claims/{claim}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);
        await Refused(
            () => Judge(checker, claim, 1, explanation: "Other."),
            HttpStatusCode.Conflict,
            "claimNotAccepted"
        );
    }

    [TestCase("""{"value":6,"worst":1,"best":5,"name":"x"}""", "rating.value")]
    [TestCase("""{"value":0.5,"worst":5,"best":1,"name":"x"}""", "rating.value")]
    [TestCase("""{"value":1,"worst":1,"best":1,"name":"x"}""", "rating.best")]
    [TestCase("""{"value":1,"worst":1,"best":5,"name":" "}""", "rating.name")]
    [TestCase("""{"value":1e999,"worst":1,"best":5,"name":"x"}""", "rating.value")]
    [TestCase("""{"value":"1","worst":1,"best":5,"name":"x"}""", "rating.value")]
    [TestCase("""{"value":1,"worst":1,"best":5}""", "rating.name")]
    public async Task A_rating_that_does_not_fit_its_scale_names_the_field(string rating, string fault)
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        await Refused(
            () =>
                Api.Put(
                    $"claims/{claim}/verdict",
                    Api.None,
                    JsonSerializer.Deserialize<JsonElement>(
                        $$"""{"state":"draft","outcome":"none","explanation":"x","rating":{{rating}}}"""
                    )
                ),
            HttpStatusCode.BadRequest,
            "invalid",
            fault
        );
    }

    [TestCase(
        """{"state":"withdrawn","outcome":"none","explanation":"x","rating":{"value":1,"worst":1,"best":5,"name":"x"}}""",
        "state"
    )]
    [TestCase(
        """{"state":"draft","outcome":"maybe","explanation":"x","rating":{"value":1,"worst":1,"best":5,"name":"x"}}""",
        "outcome"
    )]
    [TestCase(
        """{"state":"draft","outcome":"none","explanation":" ","rating":{"value":1,"worst":1,"best":5,"name":"x"}}""",
        "explanation"
    )]
    [TestCase(
        """{"state":"draft","outcome":"none","explanation":"x","rating":{"value":1,"worst":1,"best":5,"name":"x"},"url":"ftp://x"}""",
        "url"
    )]
    [TestCase(
        """{"state":"draft","outcome":"none","explanation":"x","rating":{"value":1,"worst":1,"best":5,"name":"x"},"language":"french!"}""",
        "language"
    )]
    public async Task A_verdict_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        await Refused(
            () => Api.Put($"claims/{claim}/verdict", Api.None, JsonSerializer.Deserialize<JsonElement>(body)),
            HttpStatusCode.BadRequest,
            "invalid",
            fault
        );
    }

    [Test]
    public async Task What_is_already_known_stands_on_every_claim_that_says_the_same()
    {
        var one = await ReportAsync("A < X");
        var two = await ReportAsync("B < Y");
        var three = await ReportAsync("C < Z");
        var apart = await ReportAsync("D < W");
        await RelateAsync(one, two, "restates");
        await RelateAsync(two, three, "restates");
        await RelateAsync(three, apart, "corroborates");
        await PublishAsync(one);
        (await Judge(Api, two, Api.None, "draft")).Expect(HttpStatusCode.OK);

        var page = (await Api.Get("claims")).Items.ToDictionary(
            claim => claim.GetProperty("id").GetInt64(),
            claim => claim.GetProperty("verdictsOnSame")
        );
        (await Api.Put($"claims/{two}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        var parted = (await Api.Get($"claims/{three}"))["verdictsOnSame"];

        Assert.Multiple(() =>
        {
            Assert.That(
                page[three].EnumerateArray().Select(known => known.GetProperty("claimId").GetInt64()),
                Is.EqualTo(new[] { one }),
                "through two, whose draft is no news"
            );
            Assert.That(page[two][0].GetProperty("rating").GetProperty("name").GetString(), Is.EqualTo("Plutôt faux"));
            Assert.That(page[one].GetArrayLength(), Is.Zero, "not its own");
            Assert.That(page[apart].GetArrayLength(), Is.Zero, "another proposition");
            Assert.That(parted.GetArrayLength(), Is.Zero, "propositions are joined over accepted claims");
        });
    }

    [Test]
    public async Task Claims_are_found_by_their_verdict()
    {
        var wrong = await ReportAsync("A < X");
        var right = await ReportAsync("B < Y");
        var drafted = await ReportAsync("C < Z");
        var back = await ReportAsync("D < W");
        await PublishAsync(wrong);
        await PublishAsync(right, "true", rating: Rating(5, "Vrai"));
        (await Judge(Api, drafted, Api.None, "draft")).Expect(HttpStatusCode.OK);
        await PublishAsync(back);
        (await Api.Post($"claims/{back}/verdict/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);

        foreach (
            var (verdict, expected) in ((string, long[])[])
                [
                    ("false", [wrong]),
                    ("true", [right]),
                    ("mixed", []),
                    ("none", []),
                    ("published", [right, wrong]),
                    ("draft", [drafted]),
                    ("absent", [back]),
                    ("plutôt FAUX", [wrong]),
                    ("nothing", []),
                ]
        )
        {
            Assert.That(
                Ids((await Api.Get($"claims?verdict={Uri.EscapeDataString(verdict)}")).Expect(HttpStatusCode.OK)),
                Is.EqualTo(expected),
                verdict
            );
            Assert.That(
                Ids(
                    (await Api.Get($"claims?sort=-independentLow&verdict={Uri.EscapeDataString(verdict)}")).Expect(
                        HttpStatusCode.OK
                    )
                ),
                Is.EqualTo(expected),
                verdict
            );
        }

        var first = (await Api.Get("claims?verdict=published&limit=1")).Expect(HttpStatusCode.OK);
        Assert.That(
            Ids(await Api.Get($"claims?verdict=published&limit=1&after={first["next"].GetString()}")),
            Is.EqualTo(new[] { wrong })
        );
        await Refused(() => Api.Get("claims?verdict="), HttpStatusCode.BadRequest, "invalid", "verdict");
    }
}

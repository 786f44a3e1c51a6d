using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.ChainReviews;

public sealed class RecordChainReviewTests(TestDatabase database) : ReviewTest(database)
{
    [Test]
    public async Task A_review_keeps_a_finding_for_every_link_with_what_it_suggests()
    {
        var claim = await ReportAsync("Ledger < Wire* < Gen. X");
        var wire = await SourceAsync("Wire");
        object[] findings =
        [
            new
            {
                position = 2,
                finding = "misattributed",
                note = "His deputy said it.",
                evidence = new[] { new { url = "https://exemple.example/a" } },
                suggested = new
                {
                    name = "Col. Y",
                    kind = "person",
                    office = "deputy",
                },
            },
            new { position = 0, finding = "supported" },
            new
            {
                position = 1,
                finding = "missingLink",
                suggested = new { id = wire },
            },
        ];

        var review = (await SendAsync(claim, 1, findings, "sentBack", "See link 2.")).Expect(HttpStatusCode.Created);
        var read = (await Api.Get($"chain-reviews/{review.Id}")).Expect(HttpStatusCode.OK);
        var shown = await ReadAsync(claim);

        Assert.Multiple(() =>
        {
            Assert.That(read.Text, Is.EqualTo(review.Text));
            Assert.That(review.Location, Is.EqualTo($"/api/v1/chain-reviews/{review.Id}"));
            Assert.That(review["claimId"].GetInt64(), Is.EqualTo(claim));
            Assert.That(review["claimVersion"].GetInt32(), Is.EqualTo(1));
            Assert.That(review["status"].GetString(), Is.EqualTo("standing"));
            Assert.That(review["chainBy"].GetString(), Is.EqualTo("local"));
            Assert.That(review["ownChain"].GetBoolean(), Is.False);
            Assert.That(
                review["findings"].EnumerateArray().Select(finding => finding.GetProperty("position").GetInt32()),
                Is.EqualTo(new[] { 0, 1, 2 })
            );
            Assert.That(
                review["findings"][1].GetProperty("suggested").GetProperty("name").GetString(),
                Is.EqualTo("Wire")
            );
            Assert.That(
                review["findings"][2].GetProperty("suggested").GetProperty("office").GetString(),
                Is.EqualTo("deputy")
            );
            Assert.That(
                review["findings"][2].GetProperty("source").GetProperty("name").GetString(),
                Is.EqualTo("Gen. X")
            );
            Assert.That(
                review["findings"][2].GetProperty("evidence")[0].GetProperty("url").GetString(),
                Is.EqualTo("https://exemple.example/a")
            );
            Assert.That(shown["review"].GetProperty("state").GetString(), Is.EqualTo("sentBack"));
            Assert.That(shown["review"].GetProperty("by").GetString(), Is.EqualTo("Rev Lund"));
            Assert.That(shown["review"].GetProperty("id").GetInt64(), Is.EqualTo(review.Id));
            Assert.That(shown.Version, Is.EqualTo(1), "the claim itself is as it was");
        });
    }

    [Test]
    public async Task Every_link_needs_one_finding_and_the_refusal_names_those_that_do_not_fit()
    {
        var claim = await ReportAsync("Ledger < Wire* < Gen. X");
        object[] findings =
        [
            new { position = 0, finding = "supported" },
            new { position = 0, finding = "unverifiable" },
            new { position = 3, finding = "supported" },
        ];

        var refused = await Refused(
            () => SendAsync(claim, 1, findings, "approved"),
            HttpStatusCode.UnprocessableEntity,
            "findingsDoNotFit",
            "findings"
        );
        var none = await Refused(
            () => SendAsync(claim, 1, Array.Empty<object>(), "approved"),
            HttpStatusCode.UnprocessableEntity,
            "findingsDoNotFit"
        );

        Assert.Multiple(() =>
        {
            Assert.That(refused["missing"].GetRawText(), Is.EqualTo("[1,2]"));
            Assert.That(refused["extra"].GetRawText(), Is.EqualTo("[3]"));
            Assert.That(refused["duplicate"].GetRawText(), Is.EqualTo("[0]"));
            Assert.That(none["missing"].GetRawText(), Is.EqualTo("[0,1,2]"));
        });
    }

    [Test]
    public async Task A_missing_link_stands_beside_the_links_own_finding_or_in_its_place_but_never_after_the_last()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        object[] beside =
        [
            new { position = 0, finding = "supported" },
            new { position = 0, finding = "missingLink" },
            new { position = 1, finding = "supported" },
        ];
        object[] twice =
        [
            new { position = 0, finding = "missingLink" },
            new { position = 0, finding = "missingLink" },
            new { position = 1, finding = "supported" },
        ];

        (await SendAsync(claim, 1, beside, "sentBack")).Expect(HttpStatusCode.Created);
        (await SendAsync(claim, 1, Findings("missingLink", "supported"), "sentBack")).Expect(HttpStatusCode.Created);
        await Refused(
            () => SendAsync(claim, 1, Findings("supported", "missingLink"), "sentBack"),
            HttpStatusCode.UnprocessableEntity,
            "nothingFollows",
            "findings[1].finding"
        );
        var refused = await Refused(
            () => SendAsync(claim, 1, twice, "sentBack"),
            HttpStatusCode.UnprocessableEntity,
            "findingsDoNotFit"
        );

        Assert.That(refused["duplicate"].GetRawText(), Is.EqualTo("[0]"));
    }

    [TestCase("unsupported")]
    [TestCase("misattributed")]
    [TestCase("missingLink")]
    public async Task A_chain_with_a_link_to_be_corrected_is_not_signed_off(string finding)
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        var refused = await Refused(
            () => SendAsync(claim, 1, Findings(finding, "supported"), "approved"),
            HttpStatusCode.UnprocessableEntity,
            "approvalContradicted",
            "conclusion"
        );

        Assert.That(refused["positions"].GetRawText(), Is.EqualTo("[0]"));
        await ReviewAsync(claim, "approved", "distorted", "unverifiable");
    }

    [Test]
    public async Task A_review_of_another_version_than_was_read_is_refused()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        (await Api.Patch($"claims/{claim}", 1, new { tags = new[] { "a" } })).Expect(HttpStatusCode.OK);

        var stale = await Refused(
            () => SendAsync(claim, 1, Findings("supported", "supported"), "approved"),
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );
        await Refused(
            () => SendAsync(claim, 3, Findings("supported", "supported"), "approved"),
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );
        (await SendAsync(claim, 2, Findings("supported", "supported"), "approved")).Expect(HttpStatusCode.Created);

        Assert.That(stale["version"].GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task Bad_input_is_named_at_its_path()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        object[] bad =
        [
            new
            {
                position = -1,
                finding = "supported",
                note = " ",
            },
            new
            {
                position = 1,
                finding = "supported",
                suggested = new { name = "No kind" },
            },
            new
            {
                position = 1,
                finding = "supported",
                evidence = new[] { new { url = "nowhere" } },
                suggested = new { kind = "person" },
            },
        ];

        await Refused(
            () => SendAsync(claim, 0, bad, "approved"),
            HttpStatusCode.BadRequest,
            "invalid",
            "claimVersion",
            "findings[0].position",
            "findings[0].note",
            "findings[1].suggested",
            "findings[2].evidence[0].url",
            "findings[2].suggested.name"
        );
        await Refused(
            () => Rev.Post($"claims/{claim}/chain-reviews", new { claimVersion = 1, conclusion = "approved" }),
            HttpStatusCode.BadRequest,
            "invalid",
            "findings"
        );
        await Refused(
            () => SendAsync(claim, 1, Findings("fine", "supported"), "approved"),
            HttpStatusCode.BadRequest,
            "invalid",
            "findings[0].finding"
        );
        await Refused(
            () =>
                SendAsync(
                    claim,
                    1,
                    new object[]
                    {
                        new
                        {
                            position = 0,
                            finding = "supported",
                            suggested = new { id = 9999 },
                        },
                    },
                    "sentBack"
                ),
            HttpStatusCode.UnprocessableEntity,
            "unknownSource",
            "findings[0].suggested.id"
        );
        await Refused(() => SendAsync(9999, 1, Findings("supported"), "approved"), HttpStatusCode.NotFound, "notFound");
        (await Api.Get("chain-reviews/9999")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get("claims/9999/chain-reviews")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task The_newest_review_decides_and_taking_it_back_restores_the_one_before_and_the_request_it_answered()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var first = await ReviewAsync(claim, "sentBack", "supported", "distorted");
        var asked = await AskAsync(claim);
        var second = await ReviewAsync(claim, "approved", "supported", "supported");
        var decided = await StateAsync(claim);
        var superseded = (await Api.Get($"chain-reviews/{first.Id}"))["status"].GetString();

        var withdrawn = (
            await Rev.Post($"chain-reviews/{second.Id}/withdrawal", new { reason = "read the wrong text" })
        ).Expect(HttpStatusCode.OK);
        var waits = (await ReadAsync(claim))["review"];
        (await Ana.Post($"review-requests/{asked}/withdrawal", new { reason = "not needed" })).Expect(
            HttpStatusCode.OK
        );
        var restored = (await ReadAsync(claim))["review"];

        Assert.Multiple(async () =>
        {
            Assert.That(decided, Is.EqualTo("approved"));
            Assert.That(superseded, Is.EqualTo("superseded"));
            Assert.That(withdrawn["status"].GetString(), Is.EqualTo("withdrawn"));
            Assert.That(waits.GetProperty("state").GetString(), Is.EqualTo("requested"));
            Assert.That(waits.GetProperty("id").GetInt64(), Is.EqualTo(asked));
            Assert.That(restored.GetProperty("state").GetString(), Is.EqualTo("sentBack"));
            Assert.That(restored.GetProperty("id").GetInt64(), Is.EqualTo(first.Id));
            Assert.That(
                Ids((await Api.Get($"claims/{claim}/chain-reviews")).Expect(HttpStatusCode.OK)),
                Is.EqualTo(new[] { second.Id, first.Id }),
                "both are kept"
            );
        });
        await Refused(
            () => Rev.Post($"chain-reviews/{second.Id}/withdrawal", new { reason = "again" }),
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
        await Refused(
            () => Rev.Post($"chain-reviews/{first.Id}/withdrawal", new { reason = " " }),
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
    }

    [Test]
    public async Task Only_a_change_of_the_chain_makes_a_review_stale()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var review = await ReviewAsync(claim, "approved", "supported", "supported");

        (
            await Ana.Patch(
                $"claims/{claim}",
                1,
                new
                {
                    tags = new[] { "a" },
                    statement = "In other words.",
                    modality = "hedged",
                    eventDate = "2024",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await Ana.Put($"claims/{claim}/credibility", 2, new { value = 3, reason = "r" })).Expect(HttpStatusCode.OK);
        var untouched = await StateAsync(claim);
        (
            await Ana.Put(
                $"claims/{claim}/attribution",
                3,
                new { links = (await ReadAsync(claim))["attribution"], reason = "the same" }
            )
        ).Expect(HttpStatusCode.OK);
        var resent = await StateAsync(claim);
        (await Ana.Patch($"claims/{claim}", 3, new { content = new[] { new { quote = "pont" } } })).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(async () =>
        {
            Assert.That(untouched, Is.EqualTo("approved"));
            Assert.That(resent, Is.EqualTo("approved"));
            Assert.That(await StateAsync(claim), Is.EqualTo("stale"));
            Assert.That((await Api.Get($"chain-reviews/{review.Id}"))["status"].GetString(), Is.EqualTo("stale"));
        });
    }

    [Test]
    public async Task Another_outlet_of_the_article_changes_the_chain_too()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await ReviewAsync(claim, "approved", "supported", "supported");
        var article = (await ReadAsync(claim))["article"].GetProperty("id").GetInt64();

        (await Api.Patch($"articles/{article}", 1, new { outlet = "Other Ledger", reason = "the imprint" })).Expect(
            HttpStatusCode.OK
        );

        Assert.That(await StateAsync(claim), Is.EqualTo("stale"));
    }

    [Test]
    public async Task A_chain_is_sent_back_to_who_answers_for_it_and_leaves_their_list_once_corrected()
    {
        var others = await ReportAsync("Ledger < Mayor Y");
        var mine = await ReportAsync("Ledger < Gen. X");
        await CorrectAsync(mine, Person("Col. X"));
        await ReviewAsync(others, "sentBack", "supported", "unsupported");
        var review = await ReviewAsync(mine, "sentBack", "supported", "unsupported");
        var list = $"claims?sentBackTo={Uri.EscapeDataString("Ana Bren")}";

        var toDo = Ids((await Ana.Get(list)).Expect(HttpStatusCode.OK));
        var reviews = Ids(
            (await Ana.Get($"chain-reviews?sentBackTo={Uri.EscapeDataString("Ana Bren")}")).Expect(HttpStatusCode.OK)
        );
        await CorrectAsync(mine, Person("Gen. X"));

        Assert.Multiple(async () =>
        {
            Assert.That(review["chainBy"].GetString(), Is.EqualTo("Ana Bren"));
            Assert.That(toDo, Is.EqualTo(new[] { mine }));
            Assert.That(reviews, Is.EqualTo(new[] { review.Id }));
            Assert.That(Ids(await Ana.Get(list)), Is.Empty);
            Assert.That(await StateAsync(mine), Is.EqualTo("stale"));
        });
    }

    [Test]
    public async Task A_chain_that_only_the_extraction_made_is_sent_back_to_who_accepted_it()
    {
        (
            await Api.Post(
                "articles",
                new
                {
                    text = "« Nous tiendrons le pont », a déclaré Ana Bren à Sputnik.",
                    outlet = "Sputnik",
                    language = "fr",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var claim = (await Api.Get("claims?status=proposed")).Items[0];
        var id = claim.GetProperty("id").GetInt64();
        (await Ana.Put($"claims/{id}/status", 1, new { status = "accepted" })).Expect(HttpStatusCode.OK);

        var review = await ReviewAsync(
            id,
            "sentBack",
            [.. Enumerable.Repeat("distorted", claim.GetProperty("attribution").GetArrayLength())]
        );

        Assert.That(review["chainBy"].GetString(), Is.EqualTo("Ana Bren"));
    }

    [Test]
    public async Task Reviewing_a_chain_of_ones_own_is_allowed_and_shown()
    {
        var claim = await ReportAsync("Ledger < Gen. X");

        var own = (
            await Api.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = 1,
                    findings = Findings("supported", "supported"),
                    conclusion = "approved",
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.That(own["ownChain"].GetBoolean(), Is.True);
    }

    [Test]
    public async Task Reviews_are_found_by_conclusion_and_reviewer_page_by_page()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var sentBack = await ReviewAsync(claim, "sentBack", "supported", "unsupported");
        var approved = await ReviewAsync(claim, "approved", "supported", "supported");
        var local = (
            await Api.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = 1,
                    findings = Findings("supported", "supported"),
                    conclusion = "approved",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var page = (await Api.Get("chain-reviews?limit=2")).Expect(HttpStatusCode.OK);
        var rest = (await Api.Get($"chain-reviews?limit=2&after={page["next"].GetString()}")).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That(Ids(page), Is.EqualTo(new[] { local.Id, approved.Id }));
            Assert.That(Ids(rest), Is.EqualTo(new[] { sentBack.Id }));
            Assert.That(rest["next"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(Ids(await Api.Get("chain-reviews?conclusion=sentBack")), Is.EqualTo(new[] { sentBack.Id }));
            Assert.That(
                Ids(await Api.Get("chain-reviews?reviewer=Rev%20Lund&conclusion=approved")),
                Is.EqualTo(new[] { approved.Id })
            );
        });
        (await Api.Get("chain-reviews?conclusion=maybe")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "conclusion"
        );
        (await Api.Get($"claims/{claim}/chain-reviews?limit=0")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "limit"
        );
    }

    [Test]
    public async Task Claims_are_found_by_the_state_they_show()
    {
        var claims = new Dictionary<string, long>();
        foreach (var state in (string[])["none", "requested", "approved", "sentBack", "stale"])
            claims.Add(state, await ReportAsync("Ledger < Gen. X"));
        await ReviewAsync(claims["requested"], "approved", "supported", "supported");
        await AskAsync(claims["requested"]);
        await ReviewAsync(claims["approved"], "sentBack", "supported", "distorted");
        await ReviewAsync(claims["approved"], "approved", "supported", "supported");
        await ReviewAsync(claims["sentBack"], "sentBack", "supported", "distorted");
        await ReviewAsync(claims["stale"], "approved", "supported", "supported");
        await CorrectAsync(claims["stale"], Person("Mayor Y"));
        var source = await SourceAsync("Ledger");

        foreach (var (state, claim) in claims)
        {
            Assert.Multiple(async () =>
            {
                Assert.That(await StateAsync(claim), Is.EqualTo(state));
                Assert.That(
                    Ids((await Api.Get($"claims?review={state}")).Expect(HttpStatusCode.OK)),
                    Is.EqualTo(new[] { claim }),
                    state
                );
                Assert.That(
                    Ids(
                        (await Api.Get($"claims?review={state}&source={source}&sort=published")).Expect(
                            HttpStatusCode.OK
                        )
                    ),
                    Is.EqualTo(new[] { claim }),
                    state
                );
                Assert.That(
                    Ids((await Api.Get($"claims?review={state}&sort=-independentLow")).Expect(HttpStatusCode.OK)),
                    Is.EqualTo(new[] { claim }),
                    state
                );
            });
        }

        (await Api.Get("claims?review=approved&sentBackTo=local")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "review"
        );
        (await Api.Get("claims?review=some")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "review");
    }
}

using System.Net;
using System.Text.Json;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Assessment;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Retractions;

public sealed class RetractionTests(TestDatabase database) : AssessmentTest(database)
{
    private async Task<long> ArticleOfAsync(long claim) =>
        (await Api.Get($"claims/{claim}"))["article"].GetProperty("id").GetInt64();

    private static long[] Affected(Answer outcome) =>
        [.. outcome["claims"].EnumerateArray().Select(claim => claim.GetProperty("claimId").GetInt64())];

    private async Task<string[]> FlagsAsync(long claim) =>
        [
            .. (await Api.Get($"claims/{claim}/flags")).Items.Select(flag =>
                $"{flag.GetProperty("reason").GetString()} {flag.GetProperty("status").GetString()}"
            ),
        ];

    [Test]
    public async Task What_rested_only_on_a_withdrawn_article_is_listed_with_its_path_and_flagged_over_two_hops()
    {
        var wire = await ReportAsync("Wire < Gen. X");
        var taken = await ReportAsync("Ledger");
        var copied = await ReportAsync("Ponant");
        var corroborated = await ReportAsync("Blog");
        var held = await ReportAsync("Gazette < Mayor Y");
        var apart = await ReportAsync("Radio < Mayor Z");
        await RelateAsync(taken, wire, "derivedFrom");
        await RelateAsync(copied, taken, "derivedFrom");
        await RelateAsync(corroborated, copied, "corroborates");
        await RelateAsync(held, wire, "corroborates");
        var article = await ArticleOfAsync(wire);

        var retracted = (
            await Api.Post(
                $"articles/{article}/retraction",
                new { reason = "the wire killed it", evidence = new[] { new { url = "https://wire.example/kill" } } }
            )
        ).Expect(HttpStatusCode.OK);

        var shown = await Api.Get($"articles/{article}");
        var derived = retracted["claims"]
            .EnumerateArray()
            .Single(claim => claim.GetProperty("claimId").GetInt64() == copied);
        Assert.Multiple(async () =>
        {
            Assert.That(
                Affected(retracted),
                Is.EqualTo(new[] { taken, copied, corroborated }),
                "wire itself is held by the mayor who corroborates it"
            );
            Assert.That(Path(derived.GetProperty("path")), Is.EqualTo(new[] { "Ponant", "Ledger", "Wire", "Gen. X" }));
            Assert.That(derived.GetProperty("before").GetProperty("low").GetInt32(), Is.EqualTo(1));
            Assert.That(derived.GetProperty("after").GetProperty("low").GetInt32(), Is.Zero);
            Assert.That(derived.GetProperty("statement").GetString(), Does.Contain("le pont est détruit"));
            Assert.That(retracted["retraction"].GetProperty("articleId").GetInt64(), Is.EqualTo(article));
            Assert.That(shown["status"].GetString(), Is.EqualTo("retracted"));
            Assert.That(shown["retraction"].GetProperty("reason").GetString(), Is.EqualTo("the wire killed it"));
            Assert.That(Ids(await Api.Get("articles?status=retracted")), Is.EqualTo(new[] { article }));
            Assert.That(shown["retraction"].GetProperty("by").GetString(), Is.EqualTo("local"));
            Assert.That(
                shown["retraction"].GetProperty("evidence")[0].GetProperty("url").GetString(),
                Is.EqualTo("https://wire.example/kill")
            );
            foreach (var lost in (long[])[taken, copied, corroborated])
                Assert.That(await FlagsAsync(lost), Is.EqualTo(new[] { "supportLost open" }));
            foreach (var kept in (long[])[wire, held, apart])
                Assert.That(await FlagsAsync(kept), Is.Empty);
            Assert.That(
                Ids(await Api.Get("claims?flag=supportLost")),
                Is.EqualTo(new[] { corroborated, copied, taken })
            );
            Assert.That(Reasons(await AssessAsync(copied)), Is.EqualTo(new[] { "withdrawn", "unknownLineage" }));
            Assert.That(Count(await AssessAsync(held)), Is.EqualTo((1, 1)));
        });

        var flag = await Api.Get($"flags/{derived.GetProperty("flagId").GetInt64()}");
        Assert.Multiple(() =>
        {
            Assert.That(flag["automatic"].GetBoolean(), Is.True);
            Assert.That(flag["recordedBy"].GetString(), Is.EqualTo("ClaimTracker"));
            Assert.That(
                flag["cause"].GetProperty("because").GetString(),
                Is.EqualTo($"Its support rested only on article {article}, which was retracted.")
            );
        });
    }

    [Test]
    public async Task A_reinstated_article_gives_everything_back_and_closes_the_flags()
    {
        var wire = await ReportAsync("Wire < Gen. X");
        var taken = await ReportAsync("Ledger");
        await RelateAsync(taken, wire, "derivedFrom");
        var article = await ArticleOfAsync(wire);
        var before = (await AssessAsync(taken)).Json.GetRawText();
        var retracted = (await Api.Post($"articles/{article}/retraction", new { reason = "killed" })).Expect(
            HttpStatusCode.OK
        );
        var flag = retracted["claims"][0].GetProperty("flagId").GetInt64();
        (await Api.Put($"flags/{flag}/status", 1, new { status = "inReview" })).Expect(HttpStatusCode.OK);

        var reinstated = (
            await Api.Post($"articles/{article}/reinstatement", new { reason = "it was another wire" })
        ).Expect(HttpStatusCode.OK);

        var shown = await Api.Get($"articles/{article}");
        var record = await Api.Get($"retractions/{retracted["retraction"].GetProperty("id").GetInt64()}");
        var inHand = await Api.Get($"flags/{flag}");
        Assert.Multiple(async () =>
        {
            Assert.That(Affected(retracted), Is.EqualTo(new[] { wire, taken }));
            Assert.That(Affected(reinstated), Is.EqualTo(new[] { wire, taken }));
            Assert.That((await AssessAsync(taken)).Json.GetRawText(), Is.EqualTo(before));
            Assert.That(shown["status"].GetString(), Is.EqualTo("standing"));
            Assert.That(shown["retraction"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(record["reason"].GetString(), Is.EqualTo("killed"), "the record stays");
            Assert.That(record["reinstatement"].GetProperty("reason").GetString(), Is.EqualTo("it was another wire"));
            Assert.That(await FlagsAsync(taken), Is.EqualTo(new[] { "supportLost resolved" }));
            Assert.That(inHand["status"].GetString(), Is.EqualTo("inReview"), "somebody has it in hand");
            Assert.That(
                inHand["cause"].GetProperty("ended").GetString(),
                Is.EqualTo($"Article {article} stands again.")
            );
        });

        (await Api.Post($"articles/{article}/retraction", new { reason = "again" })).Expect(HttpStatusCode.OK);
        Assert.That(await FlagsAsync(taken), Is.EqualTo(new[] { "supportLost open", "supportLost resolved" }));
        Assert.That(
            await FlagsAsync(wire),
            Is.EqualTo(new[] { "supportLost inReview" }),
            "the flag in hand has its cause back"
        );
    }

    [Test]
    public async Task A_statement_that_its_source_took_back_counts_nowhere_in_its_proposition()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Wire* < Gen. X");
        var bare = await ReportAsync("Blog");
        var elsewhere = await ReportAsync("Radio < Gen. X");
        await RelateAsync(one, two, "restates");
        await RelateAsync(bare, one, "corroborates");
        var x = await SourceAsync("Gen. X");

        var retracted = (
            await Api.Post(
                $"claims/{two}/retraction",
                new
                {
                    by = x,
                    date = "2024-03-15",
                    reason = "he had been misinformed",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var after = await AssessAsync(one);
        var record = await Api.Get($"retractions?claim={two}");
        var again = await Refused(
            () => Api.Post($"claims/{two}/retraction", new { by = x, reason = "r" }),
            HttpStatusCode.Conflict,
            "alreadyRetracted"
        );
        await Refused(
            () => Api.Post($"claims/{one}/reinstatement", new { by = x, reason = "r" }),
            HttpStatusCode.Conflict,
            "notRetracted"
        );

        Assert.Multiple(async () =>
        {
            Assert.That(Affected(retracted), Is.EqualTo(new[] { one, two, bare }));
            Assert.That(Count(after), Is.EqualTo((0, 1)), "the blog may still have it from somebody else");
            Assert.That(Reasons(after), Is.EqualTo(new[] { "withdrawn", "withdrawn", "unknownLineage" }));
            Assert.That(Count(await AssessAsync(elsewhere)), Is.EqualTo((1, 1)), "another statement of his");
            Assert.That(
                Count(await AssessAsync(one, "?publishedTo=2024-03-13")),
                Is.EqualTo((1, 2)),
                "it was not taken back by then"
            );
            Assert.That(Count(await AssessAsync(one, "?publishedTo=2024-03-15")).Low, Is.Zero);
            Assert.That(again["retractionId"].GetInt64(), Is.EqualTo(record.Items[0].GetProperty("id").GetInt64()));
            Assert.That(record.Items[0].GetProperty("by").GetProperty("name").GetString(), Is.EqualTo("Gen. X"));
            Assert.That(record.Items[0].GetProperty("date").GetString(), Is.EqualTo("2024-03-15"));
            Assert.That(
                (await Api.Get($"flags/{retracted["claims"][2].GetProperty("flagId").GetInt64()}"))["cause"]
                    .GetProperty("because")
                    .GetString(),
                Is.EqualTo("Its support rested only on what “Gen. X” said, who took it back.")
            );
        });

        var reinstated = (
            await Api.Post(
                $"claims/{two}/reinstatement",
                new
                {
                    by = x,
                    date = "2024-04",
                    reason = "he stands by it",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Multiple(async () =>
        {
            Assert.That(Affected(reinstated), Is.EqualTo(new[] { one, two, bare }));
            Assert.That(
                reinstated["retraction"].GetProperty("reinstatement").GetProperty("date").GetString(),
                Is.EqualTo("2024-04")
            );
            Assert.That(Count(await AssessAsync(one)).Low, Is.EqualTo(1));
            Assert.That(await FlagsAsync(bare), Is.EqualTo(new[] { "supportLost resolved" }));
        });
    }

    [Test]
    public async Task A_loss_that_was_dismissed_is_flagged_anew_when_support_came_and_was_lost_again()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Gen. Y");
        var first = (await Api.Post($"articles/{await ArticleOfAsync(one)}/retraction", new { reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (
            await Api.Put(
                $"flags/{first["claims"][0].GetProperty("flagId").GetInt64()}/status",
                1,
                new { status = "dismissed", resolution = "known" }
            )
        ).Expect(HttpStatusCode.OK);
        await RelateAsync(two, one, "corroborates");

        var second = (await Api.Post($"articles/{await ArticleOfAsync(two)}/retraction", new { reason = "r" })).Expect(
            HttpStatusCode.OK
        );

        Assert.That(Affected(second), Is.EqualTo(new[] { one, two }));
        Assert.That(await FlagsAsync(one), Is.EqualTo(new[] { "supportLost open", "supportLost dismissed" }));
    }

    [Test]
    public async Task A_source_may_take_back_what_reached_the_claim_only_through_what_it_was_made_from()
    {
        var wire = await ReportAsync("Wire < Gen. X");
        var made = await ReportAsync("Ledger");
        await RelateAsync(made, wire, "derivedFrom");

        var retracted = (
            await Api.Post($"claims/{made}/retraction", new { by = await SourceAsync("Gen. X"), reason = "r" })
        ).Expect(HttpStatusCode.OK);

        Assert.That(Affected(retracted), Is.EqualTo(new[] { made }));
        Assert.That(Count(await AssessAsync(wire)), Is.EqualTo((1, 1)), "he took back what the other proposition says");
    }

    [Test]
    public async Task A_source_that_was_merged_with_another_takes_back_for_both()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < General X");
        await RelateAsync(one, two, "restates");
        var (x, y) = (await SourceAsync("Gen. X"), await SourceAsync("General X"));
        (await Api.Post($"sources/{y}/merge", new { into = x, reason = "one man" })).Expect(HttpStatusCode.OK);

        var retracted = (await Api.Post($"claims/{one}/retraction", new { by = y, reason = "r" })).Expect(
            HttpStatusCode.OK
        );

        Assert.That(Affected(retracted), Is.EqualTo(new[] { one, two }));
        await Refused(
            () => Api.Post($"claims/{one}/retraction", new { by = x, reason = "r" }),
            HttpStatusCode.Conflict,
            "alreadyRetracted"
        );
        Assert.That((await Api.Get($"retractions?by={x}")).Items, Has.Count.EqualTo(1));
        (await Api.Post($"claims/{one}/reinstatement", new { by = x, reason = "r" })).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task What_cannot_be_withdrawn_or_reinstated_is_refused()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        await ReportAsync("Ponant < Gen. Y");
        var article = await ArticleOfAsync(one);
        var (x, y) = (await SourceAsync("Gen. X"), await SourceAsync("Gen. Y"));

        await Refused(
            () => Api.Post($"claims/{one}/retraction", new { by = y, reason = "r" }),
            HttpStatusCode.UnprocessableEntity,
            "notInChain",
            "by"
        );
        await Refused(
            () => Api.Post($"claims/{one}/retraction", new { by = 999, reason = "r" }),
            HttpStatusCode.UnprocessableEntity,
            "unknownSource",
            "by"
        );
        await Refused(
            () =>
                Api.Post(
                    $"claims/{one}/retraction",
                    new
                    {
                        by = x,
                        reason = "r",
                        date = "soon",
                    }
                ),
            HttpStatusCode.BadRequest,
            "invalid",
            "date"
        );
        await Refused(
            () => Api.Post($"claims/{one}/retraction", new { by = x }),
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
        await Refused(
            () => Api.Post("claims/999/retraction", new { by = x, reason = "r" }),
            HttpStatusCode.NotFound,
            "notFound"
        );
        await Refused(
            () => Api.Post($"claims/{one}/reinstatement", new { by = x, reason = "r" }),
            HttpStatusCode.Conflict,
            "notRetracted"
        );
        await Refused(
            () => Api.Post($"articles/{article}/reinstatement", new { reason = "r" }),
            HttpStatusCode.Conflict,
            "notRetracted"
        );
        await Refused(
            () => Api.Post($"articles/{article}/retraction", new { reason = " " }),
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
        await Refused(
            () => Api.Post("articles/999/retraction", new { reason = "r" }),
            HttpStatusCode.NotFound,
            "notFound"
        );
        await Refused(
            () => Api.Post("articles/999/reinstatement", new { reason = "r" }),
            HttpStatusCode.NotFound,
            "notFound"
        );
        await Refused(() => Api.Get("retractions/1"), HttpStatusCode.NotFound, "notFound");
        (await Api.Post($"articles/{article}/retraction", new { reason = "r" })).Expect(HttpStatusCode.OK);
        await Refused(
            () => Api.Post($"articles/{article}/retraction", new { reason = "r" }),
            HttpStatusCode.Conflict,
            "alreadyRetracted"
        );
        (await Api.Put($"claims/{one}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        await Refused(
            () => Api.Post($"claims/{one}/retraction", new { by = x, reason = "r" }),
            HttpStatusCode.UnprocessableEntity,
            "claimRejected",
            "id"
        );
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        (await reader.Post($"articles/{article}/reinstatement", new { reason = "r" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await reader.Get("retractions")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task Every_instance_weighs_what_was_taken_back_and_stood_by_again()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Gen. X");
        await RelateAsync(one, two, "restates");
        using var other = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
        var x = await SourceAsync("Gen. X");

        Assert.That(await WeightAsync(other, two), Is.EqualTo(1));
        (await Api.Post($"claims/{one}/retraction", new { by = x, reason = "r" })).Expect(HttpStatusCode.OK);
        Assert.That(await WeightAsync(other, two), Is.Zero, "caught up by the audit trail");
        using var fresh = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
        Assert.That(await WeightAsync(fresh, two), Is.Zero, "loaded anew");
        (await Api.Post($"claims/{one}/reinstatement", new { by = x, reason = "r" })).Expect(HttpStatusCode.OK);
        Assert.That(await WeightAsync(other, two), Is.EqualTo(1));
        (await Api.Post($"articles/{await ArticleOfAsync(one)}/retraction", new { reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Post($"articles/{await ArticleOfAsync(two)}/retraction", new { reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        Assert.That(await WeightAsync(other, two), Is.Zero);
    }

    [Test]
    public async Task Hundreds_of_claims_that_rest_on_one_dispatch_are_listed_and_flagged_in_one_answer()
    {
        const int Count = 500;
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var general = stored.Source(SourceKind.Person, "Gen. X");
            var wire = stored.Source(SourceKind.Outlet, "Wire");
            var dispatch = stored.Claim(stored.Article(wire), "The bridge fell.", chain: general);
            var copies = Enumerable
                .Range(0, Count)
                .Select(n =>
                    stored.Claim(stored.Article(stored.Source(SourceKind.Outlet, $"Outlet {n}")), "The bridge fell.")
                )
                .ToList();
            await stored.FlushAsync();
            copies.ForEach(copy =>
                stored.Relate(copy, dispatch, ClaimTracker.Domain.Relations.RelationType.DerivedFrom)
            );
            await stored.SaveAsync();
        }

        var retracted = (await Api.Post("articles/1/retraction", new { reason = "killed" })).Expect(HttpStatusCode.OK);

        Assert.That(Affected(retracted), Has.Length.EqualTo(Count + 1));
        Assert.That(
            (await Api.Get("flags/counts?reason=supportLost&status=open"))["total"].GetInt32(),
            Is.EqualTo(Count + 1)
        );
    }

    private Task<int> WeightAsync(LiveAssessmentIndex liveAssessmentIndex, long claim) =>
        App.Read(db => liveAssessmentIndex.ReadAsync(db, index => index.WeightOf(claim)!.Value.Support.Low, default));
}

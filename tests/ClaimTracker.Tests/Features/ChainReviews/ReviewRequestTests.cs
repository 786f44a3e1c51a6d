using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.ChainReviews;

public sealed class ReviewRequestTests(TestDatabase database) : ReviewTest(database)
{
    [Test]
    public async Task A_request_stands_on_the_claim_and_is_answered_by_the_next_review()
    {
        var claim = await ReportAsync("Ledger < Wire* < Gen. X");

        var asked = (await Ana.Post($"claims/{claim}/review-request", new { note = "Who is the general?" })).Expect(
            HttpStatusCode.Created
        );
        var shown = (await ReadAsync(claim))["review"];
        var review = await ReviewAsync(claim, "approved", "supported", "supported", "supported");
        var answered = (await Api.Get($"review-requests/{asked.Id}")).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That(asked.Location, Is.EqualTo($"/api/v1/review-requests/{asked.Id}"));
            Assert.That(asked["note"].GetString(), Is.EqualTo("Who is the general?"));
            Assert.That(asked["answeredBy"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(shown.GetProperty("state").GetString(), Is.EqualTo("requested"));
            Assert.That(shown.GetProperty("by").GetString(), Is.EqualTo("Ana Bren"));
            Assert.That(shown.GetProperty("id").GetInt64(), Is.EqualTo(asked.Id));
            Assert.That(answered["answeredBy"].GetInt64(), Is.EqualTo(review.Id));
            Assert.That(await StateAsync(claim), Is.EqualTo("approved"));
        });
        (await Ana.Post($"review-requests/{asked.Id}/withdrawal", new { reason = "too late" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "alreadyAnswered"
        );
    }

    [Test]
    public async Task Asking_again_while_a_request_stands_answers_with_that_one_and_changes_nothing()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var first = (await Ana.Post($"claims/{claim}/review-request", new { note = "first" })).Expect(
            HttpStatusCode.Created
        );
        var before = await ChangesAsync();

        var again = (await Rev.Post($"claims/{claim}/review-request", new { note = "second" })).Expect(
            HttpStatusCode.Created
        );

        Assert.Multiple(async () =>
        {
            Assert.That(again.Text, Is.EqualTo(first.Text));
            Assert.That(again.Location, Is.EqualTo(first.Location));
            Assert.That(await ChangesAsync(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task A_request_needs_no_body_and_can_be_taken_back_once()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        var asked = (await Ana.Post($"claims/{claim}/review-request")).Expect(HttpStatusCode.Created);

        var withdrawn = (
            await Ana.Post($"review-requests/{asked.Id}/withdrawal", new { reason = "to be split first" })
        ).Expect(HttpStatusCode.OK);
        (await Ana.Post($"review-requests/{asked.Id}/withdrawal", new { reason = "again" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "alreadyWithdrawn"
        );
        var state = await StateAsync(claim);

        Assert.Multiple(async () =>
        {
            Assert.That(withdrawn["withdrawal"].GetProperty("by").GetString(), Is.EqualTo("Ana Bren"));
            Assert.That(state, Is.EqualTo("none"));
            Assert.That(await AskAsync(claim), Is.Not.EqualTo(asked.Id), "a new one is a new request");
        });
    }

    [Test]
    public async Task A_claim_that_was_rejected_or_is_not_there_cannot_be_reviewed()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        (await Api.Put($"claims/{claim}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);

        await Refused(
            () => Ana.Post($"claims/{claim}/review-request", new { }),
            HttpStatusCode.Conflict,
            "claimRejected"
        );
        await Refused(
            () => SendAsync(claim, 2, Findings("supported", "supported"), "approved"),
            HttpStatusCode.Conflict,
            "claimRejected"
        );
        await Refused(() => Ana.Post("claims/9999/review-request", new { }), HttpStatusCode.NotFound, "notFound");
        await Refused(
            () => Ana.Post($"claims/{claim}/review-request", new { note = " " }),
            HttpStatusCode.BadRequest,
            "invalid",
            "note"
        );
        (await Api.Get("review-requests/9999")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task Analysts_ask_and_reviewers_review()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        using var checker = Api.With(await Keys.IssueAsync(Api, "factChecker"));

        await Refused(
            () => reader.Post($"claims/{claim}/review-request", new { }),
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        await Refused(
            () =>
                checker.Post(
                    $"claims/{claim}/chain-reviews",
                    new
                    {
                        claimVersion = 1,
                        findings = Findings("supported", "supported"),
                        conclusion = "approved",
                    }
                ),
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await reader.Get("chain-reviews")).Expect(HttpStatusCode.OK);
        (await reader.Get("chain-reviews/queue")).Expect(HttpStatusCode.OK);
        (await reader.Get($"claims/{claim}/chain")).Expect(HttpStatusCode.OK);
    }
}

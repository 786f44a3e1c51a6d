using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.ChainReviews;

/// <summary>What chain reviews do to the weighing: the index in memory, an index read anew, and what a use case reads around its claims.</summary>
public sealed class ReviewedWeightTests(TestDatabase database) : ReviewTest(database)
{
    [TestCase("unsupported")]
    [TestCase("misattributed")]
    public async Task A_chain_with_a_link_that_does_not_hold_is_not_counted_until_it_is_corrected(string finding)
    {
        var one = await ReportAsync("Ledger < Wire* < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");
        await RelateAsync(one, two, "corroborates");
        var before = await AssessAsync(one);
        var tag = (await ReadAsync(one)).ETag;

        var review = await ReviewAsync(one, "sentBack", "supported", finding, "supported");
        var live = await AssessAsync(one);
        var around = await AssessAsync(one, "?publishedTo=2030");
        var unchanged = (await ReadAsync(one)).ETag;
        var chain = live["support"]
            .GetProperty("chains")
            .EnumerateArray()
            .Single(c => c.GetProperty("claimId").GetInt64() == one);
        var reviews = chain.GetProperty("reviews");
        await CorrectAsync(one, Person("Gen. X"));
        var corrected = await AssessAsync(one);

        Assert.Multiple(() =>
        {
            Assert.That(Count(before), Is.EqualTo((2, 2)));
            Assert.That(Count(live), Is.EqualTo((1, 1)));
            Assert.That(Reasons(live), Is.EquivalentTo(new[] { "doesNotSupport", null }));
            Assert.That(around["support"].GetRawText(), Is.EqualTo(live["support"].GetRawText()));
            Assert.That(unchanged, Is.EqualTo(tag));
            Assert.That(reviews.GetArrayLength(), Is.EqualTo(1));
            Assert.That(reviews[0].GetProperty("reviewId").GetInt64(), Is.EqualTo(review.Id));
            Assert.That(reviews[0].GetProperty("position").GetInt32(), Is.EqualTo(1));
            Assert.That(reviews[0].GetProperty("finding").GetString(), Is.EqualTo(finding));
            Assert.That(
                reviews[0].GetProperty("because").GetString(),
                Does.Contain($"chain review {review.Id}")
                    .And.Contain("Rev Lund")
                    .And.Contain("Wire")
                    .And.Contain(finding)
            );
            Assert.That(Count(corrected), Is.EqualTo((2, 2)), "the review is stale: its effect is gone");
            Assert.That(corrected["support"].GetProperty("chains")[0].GetProperty("reviews").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task A_newer_review_and_a_withdrawal_decide_over_an_earlier_one()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await ReviewAsync(claim, "sentBack", "supported", "unsupported");
        var broken = await AssessAsync(claim);
        var second = await ReviewAsync(claim, "approved", "supported", "supported");
        var approved = await AssessAsync(claim);
        (await Rev.Post($"chain-reviews/{second.Id}/withdrawal", new { reason = "read the wrong text" })).Expect(
            HttpStatusCode.OK
        );
        var restored = await AssessAsync(claim);

        Assert.Multiple(() =>
        {
            Assert.That(Count(broken), Is.EqualTo((0, 0)));
            Assert.That(Count(approved), Is.EqualTo((1, 1)));
            Assert.That(Count(restored), Is.EqualTo((0, 0)));
        });
    }

    [TestCase("distorted")]
    [TestCase("unverifiable")]
    [TestCase("missingLink")]
    public async Task Other_findings_change_no_count(string finding)
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await AssessAsync(claim);

        await ReviewAsync(claim, "sentBack", finding, "supported");

        Assert.That(Count(await AssessAsync(claim)), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task What_is_read_at_the_start_counts_the_same_and_so_does_a_judgement_inside_a_use_case()
    {
        var one = await ReportAsync("Ledger < Gen. X");
        var two = await ReportAsync("Ponant < Mayor Y");
        await RelateAsync(one, two, "corroborates");
        (await FindAsync(await SourceAsync("Gen. X"), await SourceAsync("Mayor Y"), one)).Expect(
            HttpStatusCode.Created
        );
        await ReviewAsync(one, "sentBack", "supported", "unsupported");

        // Nobody has asked until now: the index is read from the tables, not from the trail.
        var first = await AssessAsync(one);
        await Refused(
            () => Api.Put($"claims/{one}/credibility", 1, new { value = 1, reason = "two origins" }),
            HttpStatusCode.UnprocessableEntity,
            "findingMissing",
            "value"
        );

        Assert.That(Count(first), Is.EqualTo((1, 1)));
    }
}

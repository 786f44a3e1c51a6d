using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.ChainReviews;

public sealed class FindQueuedReviewsTests(TestDatabase database) : ReviewTest(database)
{
    [Test]
    public async Task What_matters_most_stands_first_and_says_why()
    {
        var plain = await ReportAsync("Ledger < Somebody");
        var used = await ReportAsync("Ledger < Minister M");
        await ReportAsync("Ledger < Minister M");
        await ReportAsync("Ledger < Minister M");
        var single = await ReportAsync("Ledger < Gen. X");
        await RelateAsync(single, await ReportAsync("Ponant < Gen. X"), "restates");
        var contradicted = await ReportAsync("Ledger < Mayor Y");
        await RelateAsync(contradicted, await ReportAsync("Ponant < Mayor Z"), "contradicts");
        var stale = await ReportAsync("Ledger < Nobody");
        await ReviewAsync(stale, "sentBack", "supported", "distorted");
        await CorrectAsync(stale, Person("Somebody else"));
        foreach (var claim in (long[])[plain, used, single, contradicted])
            await AskAsync(claim, "Look at the origin.");
        var ignored = await ReportAsync("Ledger < Liar");
        await AskAsync(ignored);
        (await Api.Put($"claims/{ignored}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);

        var queue = (await Api.Get("chain-reviews/queue")).Expect(HttpStatusCode.OK);
        var first = (await Api.Get("chain-reviews/queue?limit=2")).Expect(HttpStatusCode.OK);
        var second = (await Api.Get($"chain-reviews/queue?limit=2&after={first["next"].GetString()}")).Expect(
            HttpStatusCode.OK
        );
        var third = (await Api.Get($"chain-reviews/queue?limit=2&after={second["next"].GetString()}")).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(async () =>
        {
            Assert.That(Claims(queue), Is.EqualTo(new[] { contradicted, single, used, stale, plain }));
            Assert.That(Claims(first).Concat(Claims(second)).Concat(Claims(third)), Is.EqualTo(Claims(queue)));
            Assert.That(third["next"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(Because(queue.Items[0]), Is.EqualTo(new[] { "requested", "contradicted" }));
            Assert.That(Because(queue.Items[1]), Is.EqualTo(new[] { "requested", "singleOrigin", "usedOrigin" }));
            Assert.That(Because(queue.Items[2]), Is.EqualTo(new[] { "requested", "usedOrigin" }));
            Assert.That(Because(queue.Items[3]), Is.EqualTo(new[] { "stale" }));
            Assert.That(
                Sentence(queue.Items[0], 0),
                Does.StartWith("Ana Bren asked for it on ").And.EndsWith("Look at the origin.")
            );
            Assert.That(Sentence(queue.Items[2], 1), Is.EqualTo("2 other accepted claims rest on Minister M."));
            Assert.That(
                Sentence(queue.Items[3], 0),
                Does.StartWith("Ana Bren has changed the chain since chain review ")
                    .And.Contain("Rev Lund sent it back")
            );
            Assert.That(Claims(await Api.Get("chain-reviews/queue?state=stale")), Is.EqualTo(new[] { stale }));
            Assert.That(
                Claims(await Api.Get("chain-reviews/queue?state=requested")),
                Does.Not.Contain(stale).And.Contains(plain)
            );
        });
    }

    [Test]
    public async Task A_chain_leaves_the_queue_when_it_is_reviewed_and_an_empty_one_is_a_page()
    {
        var claim = await ReportAsync("Ledger < Gen. X");
        await AskAsync(claim);
        var waiting = Claims(await Api.Get("chain-reviews/queue"));
        await ReviewAsync(claim, "approved", "supported", "supported");

        var empty = (await Api.Get("chain-reviews/queue")).Expect(HttpStatusCode.OK);

        Assert.That(waiting, Is.EqualTo(new[] { claim }));
        Assert.That(empty.Items, Is.Empty);
    }

    [Test]
    public async Task A_state_that_does_not_wait_and_a_damaged_cursor_are_refused()
    {
        (await Api.Get("chain-reviews/queue?state=approved")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "state"
        );
        (await Api.Get("chain-reviews/queue?after=abc")).ExpectProblem(HttpStatusCode.BadRequest, "badCursor", "after");
    }

    private static long[] Claims(Answer queue) =>
        [.. queue.Items.Select(item => item.GetProperty("claim").GetProperty("id").GetInt64())];

    private static string?[] Because(JsonElement item) =>
        [
            .. item.GetProperty("because")
                .EnumerateArray()
                .Select(argument => argument.GetProperty("reason").GetString()),
        ];

    private static string? Sentence(JsonElement item, int at) =>
        item.GetProperty("because")[at].GetProperty("sentence").GetString();
}

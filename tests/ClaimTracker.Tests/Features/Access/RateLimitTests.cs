using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Access;

public sealed class RateLimitTests(TestDatabase database) : ApiTest(database)
{
    // One a minute: nothing is filled up again while the test runs, and what Retry-After says is near a minute.
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["RateLimit:PerMinute"] = "1", ["RateLimit:Burst"] = "3" };

    [Test]
    public async Task Each_key_has_its_burst_and_is_then_told_when_to_come_back()
    {
        using var ana = Api.With(await Keys.IssueAsync(Api, "reader", "Ana"));
        using var ben = Api.With(await Keys.IssueAsync(Api, "reader", "Ben"));
        for (var request = 0; request < 3; request++)
            (await ana.Get("me")).Expect(HttpStatusCode.OK);

        var refused = (await ana.Get("me")).ExpectProblem(HttpStatusCode.TooManyRequests, "tooManyRequests");
        (await ben.Get("me")).Expect(HttpStatusCode.OK);

        Assert.That(refused.Response.Headers.RetryAfter?.Delta?.TotalSeconds, Is.InRange(20, 60));
    }

    [Test]
    public async Task The_local_administrator_is_not_limited()
    {
        for (var request = 0; request < 10; request++)
            (await Api.Get("me")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task Wrong_keys_are_limited_by_address()
    {
        for (var request = 0; request < 3; request++)
            (await Api.Get("me", ("X-Api-Key", $"guess {request}"))).Expect(HttpStatusCode.Unauthorized);

        (await Api.Get("me", ("X-Api-Key", "one more guess"))).ExpectProblem(
            HttpStatusCode.TooManyRequests,
            "tooManyRequests"
        );
    }

    [Test]
    public void A_limit_below_one_stops_the_start() =>
        Assert.That(
            async () =>
                await TestApp.StartAsync(Database, new Dictionary<string, string?> { ["RateLimit:PerMinute"] = "0" }),
            Throws.InvalidOperationException.With.Message.EqualTo("RateLimit:PerMinute must be at least 1.")
        );
}

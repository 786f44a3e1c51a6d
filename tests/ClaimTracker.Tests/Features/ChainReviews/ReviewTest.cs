using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.ChainReviews;

/// <summary>A test of chain reviews over HTTP: an analyst and a reviewer, each with a key of their own.</summary>
public abstract class ReviewTest(TestDatabase database) : AssessmentTest(database)
{
    protected Api Ana { get; private set; } = null!;

    protected Api Rev { get; private set; } = null!;

    [SetUp]
    public async Task IssueKeysAsync()
    {
        Ana = Api.With(await Keys.IssueAsync(Api, "analyst", "Ana Bren"));
        Rev = Api.With(await Keys.IssueAsync(Api, "reviewer", "Rev Lund"));
    }

    [TearDown]
    public void Close()
    {
        Ana.Dispose();
        Rev.Dispose();
    }

    /// <summary>Findings in the order of the links.</summary>
    protected static object[] Findings(params string[] findings) =>
        [.. findings.Select((finding, position) => new { position, finding })];

    protected Task<Answer> SendAsync(
        long claim,
        int claimVersion,
        object findings,
        string conclusion,
        string? note = null
    ) =>
        Rev.Post(
            $"claims/{claim}/chain-reviews",
            new
            {
                claimVersion,
                findings,
                conclusion,
                note,
            }
        );

    protected async Task<Answer> ReviewAsync(long claim, string conclusion, params string[] findings) =>
        (await SendAsync(claim, (await ReadAsync(claim)).Version, Findings(findings), conclusion)).Expect(
            HttpStatusCode.Created
        );

    protected async Task<Answer> ReadAsync(long claim) => (await Api.Get($"claims/{claim}")).Expect(HttpStatusCode.OK);

    protected async Task<string?> StateAsync(long claim) =>
        (await ReadAsync(claim))["review"].GetProperty("state").GetString();

    protected async Task<Answer> CorrectAsync(long claim, params object[] links) =>
        (
            await Ana.Put(
                $"claims/{claim}/attribution",
                (await ReadAsync(claim)).Version,
                new { links, reason = "read again" }
            )
        ).Expect(HttpStatusCode.OK);

    protected async Task<long> AskAsync(long claim, string? note = null) =>
        (await Ana.Post($"claims/{claim}/review-request", new { note })).Expect(HttpStatusCode.Created).Id;

    protected static object Person(string name) => new { source = new { name, kind = "person" } };

    protected static object Outlet(string name) => new { source = new { name, kind = "outlet" } };

    protected static string?[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString())];
}

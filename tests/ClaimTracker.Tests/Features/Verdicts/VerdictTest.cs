using System.Net;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Verdicts;

/// <summary>A test that judges claims.</summary>
public abstract class VerdictTest(TestDatabase database) : AssessmentTest(database)
{
    protected static object Rating(double value = 2, string name = "Plutôt faux", double worst = 1, double best = 5) =>
        new
        {
            value,
            worst,
            best,
            name,
        };

    protected static Task<Answer> Judge(
        Api api,
        long claim,
        int? version,
        string state = "published",
        string outcome = "false",
        object? rating = null,
        string explanation = "Seen.",
        string? url = null
    ) =>
        api.Put(
            $"claims/{claim}/verdict",
            version,
            new
            {
                state,
                outcome,
                rating = rating ?? Rating(),
                explanation,
                url,
            }
        );

    /// <summary>Publishes a verdict on a claim that has none yet, or in place of the one it has.</summary>
    protected async Task<Answer> PublishAsync(long claim, string outcome = "false", object? rating = null)
    {
        var there = await Api.Get($"claims/{claim}/verdict");
        var version = there.Status == HttpStatusCode.OK ? there.Version : Api.None;
        return (await Judge(Api, claim, version, outcome: outcome, rating: rating)).Expect(HttpStatusCode.OK);
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Detection;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.AsOf;

/// <summary>
/// Random use cases one after another; after each, and after what the program writes because of it, what the service answers is kept, and asked for again
/// as of then when all is done. Other seeds than the two that always run: <c>CLAIMTRACKER_PAST_SEEDS=3-20</c>.
/// </summary>
public sealed class PastPropertyTests(TestDatabase database) : PastTest(database)
{
    private const int Rounds = 2;
    private const int Tries = 6;

    private Random random = null!;
    private RandomUseCases useCases = null!;

    private static IEnumerable<int> Seeds()
    {
        var range = (Environment.GetEnvironmentVariable("CLAIMTRACKER_PAST_SEEDS") ?? "1-2")
            .Split('-')
            .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))
            .ToList();
        return Enumerable.Range(range[0], range[^1] - range[0] + 1);
    }

    [TestCaseSource(nameof(Seeds))]
    public async Task What_was_answered_then_is_answered_as_of_then(int seed)
    {
        random = new Random(seed);
        useCases = new RandomUseCases(Api, random);
        (await Api.Post("api-keys", new { holder = RandomUseCases.Colleague, role = "analyst" })).Expect(
            HttpStatusCode.Created
        );
        for (var article = 0; article < 3; article++)
            await useCases.RecordArticle();
        for (var claim = 0; claim < 5; claim++)
            await useCases.RecordClaim();
        var kept = new List<(DateTime At, string Path, Answer Answer)>();
        for (var round = 0; round < Rounds; round++)
        {
            var all = useCases.All().ToArray();
            random.Shuffle(all);
            foreach (var useCase in all)
            {
                Pass();
                var before = useCases.Done.Values.Sum();
                for (var attempt = 0; attempt < Tries && useCases.Done.Values.Sum() == before; attempt++)
                    await useCase();
                if (random.Next(3) == 0)
                {
                    kept.AddRange(await AnswersAsync(3));
                    Pass();
                }

                await FollowAsync();
                kept.AddRange(await AnswersAsync(8));
            }
        }

        foreach (var (at, path, then) in kept)
        {
            var now = await GetAsOf(path, at);
            Assert.That(now.Status, Is.EqualTo(then.Status), $"{path} as of {Write(at)}: {now.Text}");
            if (then.Status == HttpStatusCode.OK)
                Assert.That(
                    Differences(Content(then), Content(now), ""),
                    Is.Empty,
                    $"{path} as of {Write(at)}:\n{then.Text}"
                );
            else
                Assert.That(now.Code, Is.EqualTo(then.Code), path);
        }

        var done = string.Join(
            ", ",
            useCases.Done.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")
        );
        TestContext.Out.WriteLine($"{kept.Count} answers; {done}");
        Assert.That(kept.Count(answer => answer.Answer.Status == HttpStatusCode.OK), Is.GreaterThan(500));
        Assert.That(useCases.Done, Has.Count.GreaterThan(42), done);
    }

    // Sometimes a single tick: what comes next must not be seen.
    private void Pass() =>
        Pass(random.Next(3) == 0 ? TimeSpan.FromTicks(1) : TimeSpan.FromMinutes(random.Next(1, 2000)));

    /// <summary>What the program writes by itself a moment after a commit.</summary>
    private async Task FollowAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        await scope.ServiceProvider.GetRequiredService<SuggestionDetector>().LookAsync(db, CancellationToken.None);
        await scope
            .ServiceProvider.GetRequiredService<AutomaticFlags>()
            .FollowAsync(db, everything: false, CancellationToken.None);
    }

    private async Task<List<(DateTime At, string Path, Answer Answer)>> AnswersAsync(int most)
    {
        var answers = new List<(DateTime, string, Answer)>();
        var paths = (await PathsAsync()).ToArray();
        random.Shuffle(paths);
        foreach (var path in paths.Take(most))
            answers.Add((Now, path, await Api.Get(path)));
        return answers;
    }

    private async Task<List<string>> PathsAsync()
    {
        var claims = await useCases.Ids("claims?status=proposed,accepted,rejected,replaced&limit=500");
        var accepted = await useCases.Ids("claims?limit=500");
        var (claim, other) = (useCases.One(claims), useCases.One(claims));
        List<string> paths =
        [
            $"claims/{claim}",
            $"claims/{other}",
            $"claims/{claim}/assessment?include=belief",
            $"claims/{claim}/assessment?publishedTo=2024-03-13",
            $"claims/{claim}/graph?depth={random.Next(7)}",
            $"claims/{other}/graph?status=proposed,accepted,rejected,replaced&relations=restates,contradicts",
            $"articles/{useCases.One(await useCases.Ids("articles"))}/graph?depth={random.Next(4)}",
            $"sources/{useCases.One(await useCases.Ids("sources?status=proposed,accepted"))}/graph?depth={random.Next(4)}",
            $"graph?tag={random.Next(3)}&depth=1",
            $"graph?claims={claim},{other}",
        ];
        if (accepted.Count > 0)
            paths.AddRange([
                $"claims/{useCases.One(accepted)}",
                $"claims/{useCases.One(accepted)}/assessment?include=belief",
                $"claims/{useCases.One(accepted)}/assessment?include=belief",
                $"assessment?include=belief&claims={useCases.One(accepted)},{useCases.One(accepted)}",
            ]);
        return paths;
    }

    /// <summary>The fields in which two answers differ, with both values.</summary>
    private static IEnumerable<string> Differences(JsonNode? then, JsonNode? now, string path) =>
        (then, now) switch
        {
            (JsonObject one, JsonObject other) => one.Select(field => field.Key)
                .Union(other.Select(field => field.Key))
                .SelectMany(name => Differences(one[name], other[name], $"{path}.{name}")),
            (JsonArray one, JsonArray other) when one.Count == other.Count => one.Zip(other)
                .SelectMany((pair, at) => Differences(pair.First, pair.Second, $"{path}[{at}]")),
            _ => JsonNode.DeepEquals(then, now)
                ? []
                : [$"{path}: {then?.ToJsonString() ?? "null"} then, {now?.ToJsonString() ?? "null"} as of then"],
        };
}

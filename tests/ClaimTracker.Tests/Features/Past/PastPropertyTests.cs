using System.Net;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Past;

/// <summary>Random use cases one after another; after each, what the service answers is kept, and asked for again as of then when all is done.</summary>
public sealed class PastPropertyTests(TestDatabase database) : PastTest(database)
{
    private const int Rounds = 3;
    private const int Tries = 6;

    private static readonly string[] Outlets = ["A", "B", "C", "D"];
    private static readonly string[] People = ["X", "Y", "Z", "X Y"];

    private readonly Dictionary<string, int> done = [];
    private readonly List<long> merged = [];
    private Random random = null!;

    [TestCase(1)]
    [TestCase(2)]
    public async Task What_was_answered_then_is_answered_as_of_then(int seed)
    {
        random = new Random(seed);
        done.Clear();
        merged.Clear();
        var kept = new List<(DateTime At, string Path, Answer Answer)>();
        for (var article = 0; article < 3; article++)
            await RecordArticle();
        for (var claim = 0; claim < 5; claim++)
            await RecordClaim();
        for (var round = 0; round < Rounds; round++)
        {
            var commands = Commands().ToArray();
            random.Shuffle(commands);
            foreach (var command in commands)
            {
                // Sometimes a single tick: what comes next must not be seen.
                Pass(random.Next(3) == 0 ? TimeSpan.FromTicks(1) : TimeSpan.FromMinutes(random.Next(1, 2000)));
                var before = done.Values.Sum();
                for (var attempt = 0; attempt < Tries && done.Values.Sum() == before; attempt++)
                    await command();
                foreach (var path in await PathsAsync())
                    kept.Add((Now, path, await Api.Get(path)));
            }
        }

        foreach (var (at, path, then) in kept)
        {
            var now = await GetAsOf(path, at);
            Assert.That(now.Status, Is.EqualTo(then.Status), $"{path} as of {Write(at)}: {now.Text}");
            if (then.Status == HttpStatusCode.OK)
                Assert.That(JsonNode.DeepEquals(Content(now), Content(then)), $"{path} as of {Write(at)}:\n{Content(now)}\n was\n{Content(then)}");
            else
                Assert.That(now.Code, Is.EqualTo(then.Code), path);
        }

        TestContext.Out.WriteLine($"{kept.Count} answers; {string.Join(", ", done.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.That(kept.Count(answer => answer.Answer.Status == HttpStatusCode.OK), Is.GreaterThan(500));
        Assert.That(done, Has.Count.GreaterThan(25), "kinds of use cases that succeeded");
    }

    private async Task<List<string>> PathsAsync()
    {
        var claims = await Ids("claims?status=proposed,accepted,rejected,replaced&limit=500");
        var accepted = await Ids("claims?limit=500");
        var (claim, other) = (One(claims), One(claims));
        List<string> paths =
        [
            $"claims/{claim}", $"claims/{other}", $"claims/{claim}/assessment?include=belief", $"claims/{claim}/assessment?publishedTo=2024-03-13",
            $"claims/{claim}/graph?depth={random.Next(7)}", $"claims/{other}/graph?status=proposed,accepted,rejected,replaced&relations=restates,contradicts",
            $"articles/{One(await Ids("articles"))}/graph?depth={random.Next(4)}", $"sources/{One(await Ids("sources?status=proposed,accepted"))}/graph?depth={random.Next(4)}",
            $"graph?tag={random.Next(3)}&depth=1", $"graph?claims={claim},{other}",
        ];
        if (accepted.Count > 0)
            paths.AddRange([$"claims/{One(accepted)}/assessment", $"claims/{One(accepted)}/assessment?include=belief", $"assessment?claims={One(accepted)},{One(accepted)}"]);
        return paths;
    }

    private IReadOnlyList<Func<Task>> Commands() =>
    [
        RecordArticle, ExtractedArticle, RecordClaim, RecordClaim, Relate, Relate, Relate, Relate,
        () => OnClaim("status", claim => new { status = One(["accepted", "accepted", "rejected", "proposed"]), reason = Word() }),
        () => OnClaim("status", claim => new { status = One(["accepted", "accepted", "rejected", "proposed"]), reason = Word() }),
        () => OnClaim("attribution", claim => new { links = Chain(), reason = Word() }),
        () => OnClaim("attribution", claim => new { links = Chain(), reason = Word() }),
        () => OnClaim("credibility", claim => new { value = random.Next(2, 7), reason = Word() }),
        () => Edit("claims", "EditClaim", new { statement = Word(), tags = Tags(), eventDate = One(["2018", null]), modality = One(["asserted", "hedged", "requested"]) }),
        () => Edit("articles", "EditArticle", new { title = Word(), tags = Tags(), outlet = One(Outlets), published = One(["2024-03-10", "2024-03-14", null]) }),
        () => Edit("sources", "EditSource", new { name = Word(), reason = Word() }),
        Split, Join, Join, Join,
        Merge, Merge, Merge,
        Unmerge, Unmerge,
        () => On("sources", "aliases", source => Task.FromResult<object>(new { name = Word(), reason = Word() })),
        () => On("sources", "ratings", source => Task.FromResult<object>(new { reliability = One(["A", "D"]), reason = Word() })),
        () => On("sources", "distinct", async source => new { from = One(await Ids("sources")), reason = Word() }),
        () => On("sources", "affiliations", async source => new { with = One(await Ids("sources")), kind = One(["actsFor", "partOf", "other"]), reason = Word() }),
        () => On("sources", "affiliations", async source => new { with = One(await Ids("sources")), kind = One(["actsFor", "partOf", "other"]), reason = Word() }),
        () => WithdrawPart("sources", "affiliations"), () => WithdrawPart("sources", "distinct"),
        Find, Find, () => Withdraw("independence"), () => Withdraw("relations"), () => Withdraw("relations"),
        () => On("articles", "derivations", async article => new { from = random.Next(2) == 0 ? new { articleId = (long?)One(await Ids("articles")), source = (long?)null } : new { articleId = (long?)null, source = (long?)One(await Ids("sources")) }, reason = Word() }),
        () => WithdrawPart("articles", "derivations"),
    ];

    private async Task RecordArticle() => Did("RecordArticle", await Api.Post("articles", new
    {
        text = $"Fait {random.Next()}: « le pont est détruit » et « la route est coupée », dit-on.", outlet = random.Next(5) == 0 ? null : One(Outlets),
        published = One(["2024-03-11", "2024-03-13", null]), tags = Tags(), extract = false,
    }));

    private async Task ExtractedArticle() => Did("extraction", await Api.Post("articles", new
    {
        text = $"« Le pont numéro {random.Next()} est détruit », a déclaré le général {One(People)} à Reuters.", outlet = One(Outlets), language = "fr", published = "2024-03-12",
    }));

    private async Task RecordClaim() => Did("RecordClaim", await Api.Post($"articles/{One(await Ids("articles"))}/claims", new
    {
        content = new[] { new { quote = "« le pont est détruit » et « la route est coupée »" } }, attribution = Chain(), tags = Tags(),
    }));

    private object[] Chain()
    {
        var links = new List<object>();
        if (random.Next(3) == 0)
            links.Add(new { source = new { name = One(["W", .. Outlets]), kind = "outlet" } });
        if (random.Next(4) > 0)
            links.Add(new { source = new { name = One(People), kind = One(["person", "person", "person", "unnamed"]) }, supports = random.Next(8) > 0 });
        return [.. links];
    }

    private async Task Relate()
    {
        var claims = await Ids("claims?status=proposed,accepted&limit=500");
        var type = One(["restates", "restates", "corroborates", "corroborates", "contradicts", "supersedes", "derivedFrom"]);
        if (claims.Count > 0)
            Did(type, await Api.Post("relations", new { from = One(claims), to = One(claims), type, about = type == "contradicts" ? One(["content", "attribution"]) : null, rationale = Word() }));
    }

    private async Task Find()
    {
        var (sources, claims) = (await Ids("sources"), await Ids("claims"));
        if (claims.Count > 0)
            Did("RecordIndependence", await Api.Post("independence", new { a = One(sources), b = One(sources), value = One(["established", "sameOrigin"]), claim = One(claims), rationale = Word() }));
    }

    private async Task Split() => Did("SplitClaim", await Api.Post($"claims/{One(await Ids("claims"))}/split", new
    {
        parts = new[] { "« le pont est détruit »", "« la route est coupée »" }.Select(quote => new { content = new[] { new { quote } } }), reason = Word(),
    }));

    private async Task Join()
    {
        var claims = (await Api.Get("claims?status=accepted,proposed&limit=500")).Items;
        var ofOne = claims.GroupBy(claim => claim.GetProperty("article").GetProperty("id").GetInt64()).Where(article => article.Count() > 1).ToList();
        if (ofOne.Count > 0)
            Did("JoinClaims", await Api.Post("claims/join", new { ids = One(ofOne).Take(2).Select(claim => claim.GetProperty("id").GetInt64()), reason = Word() }));
    }

    private async Task Merge()
    {
        var source = One(await Ids("sources"));
        if (Did("merge", await Api.Post($"sources/{source}/merge", new { into = One(await Ids("sources")), reason = Word() })))
            merged.Add(source);
    }

    private async Task Unmerge()
    {
        if (merged.Count == 0)
            return;
        var source = One(merged);
        if (Did("unmerge", await Api.Post($"sources/{source}/unmerge", new { reason = Word() })))
            merged.Remove(source);
    }

    private async Task OnClaim(string what, Func<long, object> body)
    {
        var claim = One(await Ids("claims?status=proposed,accepted,rejected&limit=500"));
        Did(what, await Api.Put($"claims/{claim}/{what}", (await Api.Get($"claims/{claim}")).Version, body(claim)));
    }

    private async Task Edit(string noun, string name, object body)
    {
        var id = One(await Ids(noun));
        Did(name, await Api.Patch($"{noun}/{id}", (await Api.Get($"{noun}/{id}")).Version, body));
    }

    private async Task On(string noun, string what, Func<long, Task<object>> body)
    {
        var id = One(await Ids(noun));
        Did(what, await Api.Post($"{noun}/{id}/{what}", await body(id)));
    }

    private async Task Withdraw(string noun) => Did($"withdraw {noun}", await Api.Post($"{noun}/{random.Next(1, 12)}/withdrawal", new { reason = Word() }));

    private async Task WithdrawPart(string noun, string part)
    {
        foreach (var id in await Ids(noun))
            for (var number = 1; number < 8; number++)
                if ((await Api.Post($"{noun}/{id}/{part}/{number}/withdrawal", new { reason = Word() })) is { Status: HttpStatusCode.OK } withdrawn)
                {
                    Did($"withdraw {part}", withdrawn);
                    return;
                }
    }

    private bool Did(string what, Answer answer)
    {
        Assert.That((int)answer.Status, Is.LessThan(500).And.Not.EqualTo(400), $"{what}: {answer.Text}");
        if ((int)answer.Status >= 300)
            return false;
        done[what] = done.GetValueOrDefault(what) + 1;
        return true;
    }

    private async Task<IReadOnlyList<long>> Ids(string list) => [.. (await Api.Get(list)).Expect(HttpStatusCode.OK).Items.Select(item => item.GetProperty("id").GetInt64())];

    private string[] Tags() => [.. Enumerable.Range(0, 3).Where(_ => random.Next(3) == 0).Select(tag => $"{tag}")];

    private string Word() => $"Word {random.Next(1000)}";

    private T One<T>(IReadOnlyList<T> some) => some[random.Next(some.Count)];
}

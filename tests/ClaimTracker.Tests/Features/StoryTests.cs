using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features;

/// <summary>One claim from its article to its end, each step by whoever takes it.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.All))]
public sealed class StoryTests(TestDatabase database)
{
    private const string French =
        "Le pont de Kasra a été détruit mardi, a déclaré à l’agence Reuters un responsable local. L’agence l’a nommé plus tard : le gouverneur Anton Weiss.";

    private const string English =
        "The bridge at Kasra was destroyed on Tuesday, Governor Anton Weiss told Reuters. Repairs will take months.";

    private readonly SetClock clock = new();

    [Test]
    public async Task A_claim_is_flagged_reviewed_corroborated_judged_and_loses_its_origin()
    {
        await using var app = await TestApp.StartAsync(
            database,
            new Dictionary<string, string?>
            {
                ["Flags:Automatic"] = "true",
                ["ClaimReview:Publisher:Name"] = "Vérification Kasra",
                ["ClaimReview:Publisher:Url"] = "https://verification.example",
            },
            services => services.AddSingleton<TimeProvider>(clock)
        );
        using var admin = new Api(app.Address);
        using var analyst = admin.With(await Keys.IssueAsync(admin, "analyst", "Ana Bren"));
        using var checker = admin.With(await Keys.IssueAsync(admin, "factChecker", "Farid Cole"));
        using var reviewer = admin.With(await Keys.IssueAsync(admin, "reviewer", "Rosa Voss"));

        // The article, and the claim the extraction found in it, accepted.
        var article = (
            await analyst.Post(
                "articles",
                new
                {
                    text = French,
                    outlet = "La Vigie",
                    published = "2030-01-01",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var proposed = (await analyst.Get($"articles/{article.Id}/claims")).Items.First(item =>
            item.GetProperty("mode").GetString() == "indirect"
        );
        var claim = proposed.GetProperty("id").GetInt64();
        Assert.That(Sources(proposed), Is.EqualTo(new[] { "La Vigie", "Reuters", "un responsable local" }));
        var accepted = (
            await analyst.Put(
                $"claims/{claim}/status",
                proposed.GetProperty("version").GetInt32(),
                new { status = "accepted" }
            )
        ).Expect(HttpStatusCode.OK);

        // Flagged, and given to somebody.
        var flag = (
            await checker.Post(
                $"claims/{claim}/flags",
                new { reason = "misattributed", note = "Qui est ce responsable ?" }
            )
        ).Expect(HttpStatusCode.Created);
        (await checker.Patch($"flags/{flag.Id}", flag.Version, new { assignee = "Ana Bren" })).Expect(
            HttpStatusCode.OK
        );
        Assert.That(
            (await analyst.Get("flags?status=open&assignee=Ana Bren")).Items.Select(item =>
                item.GetProperty("id").GetInt64()
            ),
            Does.Contain(flag.Id)
        );

        // The reviewer finds a link that is another's, and sends the chain back: it counts no longer.
        (await analyst.Post($"claims/{claim}/review-request", new { note = "Le dernier maillon ?" })).Expect(
            HttpStatusCode.Created
        );
        Assert.That(
            (await reviewer.Get("chain-reviews/queue")).Items.Select(item =>
                item.GetProperty("claim").GetProperty("id").GetInt64()
            ),
            Does.Contain(claim)
        );
        var sentBack = (
            await reviewer.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = accepted.Version,
                    findings = new object[]
                    {
                        new { position = 0, finding = "supported" },
                        new { position = 1, finding = "supported" },
                        new
                        {
                            position = 2,
                            finding = "misattributed",
                            note = "L’agence l’a nommé.",
                            suggested = new
                            {
                                name = "Anton Weiss",
                                kind = "person",
                                office = "gouverneur",
                            },
                        },
                    },
                    conclusion = "sentBack",
                }
            )
        ).Expect(HttpStatusCode.Created);
        Assert.That(State(await analyst.Get($"claims/{claim}")), Is.EqualTo("sentBack"));
        Assert.That(
            (await analyst.Get("claims?sentBackTo=Ana Bren")).Items.Select(item => item.GetProperty("id").GetInt64()),
            Is.EqualTo(new[] { claim })
        );
        var discounted = (await analyst.Get($"claims/{claim}/assessment"))["support"].GetProperty("chains")[0];
        Assert.That(discounted.GetProperty("reason").GetString(), Is.EqualTo("doesNotSupport"));

        // Corrected, approved, the flag resolved.
        var corrected = (
            await analyst.Put(
                $"claims/{claim}/attribution",
                accepted.Version,
                new
                {
                    links = new object[]
                    {
                        new { source = new { name = "La Vigie", kind = "outlet" } },
                        new
                        {
                            source = new { name = "Reuters", kind = "outlet" },
                            basis = "told",
                            cue = new { quote = "a déclaré" },
                        },
                        new
                        {
                            source = new
                            {
                                name = "Anton Weiss",
                                kind = "person",
                                office = "gouverneur",
                            },
                            mention = new { quote = "le gouverneur Anton Weiss" },
                            cue = new { quote = "a déclaré" },
                        },
                    },
                    reason = "la seconde phrase le nomme",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.That(State(corrected), Is.EqualTo("stale"));
        (
            await reviewer.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = accepted.Version,
                    findings = AllSupported(3),
                    conclusion = "approved",
                }
            )
        ).Expect(HttpStatusCode.PreconditionFailed);
        (
            await reviewer.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = corrected.Version,
                    findings = AllSupported(3),
                    conclusion = "approved",
                }
            )
        ).Expect(HttpStatusCode.Created);
        Assert.That(State(await analyst.Get($"claims/{claim}")), Is.EqualTo("approved"));
        Assert.That(
            (await reviewer.Get($"chain-reviews/{sentBack.Id}"))["status"].GetString(),
            Is.EqualTo("superseded")
        );
        var held = (await analyst.Get($"flags/{flag.Id}")).Expect(HttpStatusCode.OK);
        (
            await analyst.Put(
                $"flags/{flag.Id}/status",
                held.Version,
                new { status = "resolved", resolution = "L’origine est Anton Weiss." }
            )
        ).Expect(HttpStatusCode.OK);

        // A second outlet has it from the same man through the same agency: the same statement, one origin. A third says so in its own voice: corroborated,
        // and nobody knows where that comes from.
        var other = (
            await analyst.Post(
                "articles",
                new
                {
                    text = English,
                    outlet = "The Northern Post",
                    published = "2030-01-02",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var second = (await analyst.Get($"articles/{other.Id}/claims")).Items.First(item =>
            item.GetProperty("mode").GetString() == "indirect"
        );
        var same = second.GetProperty("id").GetInt64();
        (
            await analyst.Put(
                $"claims/{same}/status",
                second.GetProperty("version").GetInt32(),
                new { status = "accepted" }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await analyst.Post(
                "relations",
                new
                {
                    from = same,
                    to = claim,
                    type = "restates",
                    rationale = "Même phrase, même source.",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var bare = (
            await analyst.Post(
                "articles",
                new
                {
                    text = "Le pont de Kasra est coupé.",
                    outlet = "Radio Kasra",
                    published = "2030-01-02",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var third = (
            await analyst.Post(
                $"articles/{bare.Id}/claims",
                new { content = new[] { new { quote = "Le pont de Kasra est coupé" } } }
            )
        )
            .Expect(HttpStatusCode.Created)
            .Id;
        (
            await analyst.Post(
                "relations",
                new
                {
                    from = third,
                    to = claim,
                    type = "corroborates",
                    rationale = "Même pont, même jour.",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var before = (await analyst.Get($"claims/{claim}/assessment")).Expect(HttpStatusCode.OK);
        Assert.That(
            before["support"].GetProperty("independent").GetRawText(),
            Is.EqualTo("""{"low":1,"high":2,"exact":true}""")
        );
        Assert.That(
            before["relations"]
                .EnumerateArray()
                .Single(relation => relation.GetProperty("type").GetString() == "corroborates")
                .GetProperty("verdict")
                .GetString(),
            Is.EqualTo("notEstablished")
        );

        // Judged, and published.
        (
            await checker.Put(
                $"claims/{claim}/verdict",
                Api.None,
                new
                {
                    state = "published",
                    outcome = "true",
                    rating = new
                    {
                        value = 4,
                        worst = 1,
                        best = 5,
                        name = "Plutôt vrai",
                    },
                    explanation = "Une image du 2 janvier montre les piles seules.",
                    language = "fr",
                    url = "https://verification.example/kasra",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var review = (await checker.Get($"claims/{claim}/claim-review")).Expect(HttpStatusCode.OK);
        Assert.That(review["reviewRating"].GetProperty("alternateName").GetString(), Is.EqualTo("Plutôt vrai"));
        Assert.That(
            review["itemReviewed"].GetProperty("author").GetProperty("name").GetString(),
            Is.EqualTo("Anton Weiss")
        );

        // A week later the governor takes it back, and everything that rested on him says so.
        var lastWeek = clock.Now;
        clock.Now += TimeSpan.FromDays(7);
        var weiss = corrected["attribution"][2].GetProperty("source").GetProperty("id").GetInt64();
        var withdrawal = (
            await analyst.Post(
                $"claims/{claim}/retraction",
                new
                {
                    by = weiss,
                    date = "2030-01-08",
                    reason = "Il dit avoir été mal informé.",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.That(
            withdrawal["claims"].EnumerateArray().Select(lost => lost.GetProperty("claimId").GetInt64()),
            Is.EqualTo(new[] { claim, same, third })
        );
        foreach (var lost in new[] { claim, same, third })
            Assert.That(Flags(await analyst.Get($"claims/{lost}")), Does.Contain("supportLost"));
        Assert.That(
            (await analyst.Get($"claims/{claim}/assessment"))["support"]
                .GetProperty("chains")
                .EnumerateArray()
                .Where(chain => chain.GetProperty("claimId").GetInt64() != third)
                .Select(chain => chain.GetProperty("reason").GetString()),
            Is.All.EqualTo("withdrawn")
        );

        // Last week stands as it was, and the trail tells it all.
        var then = Uri.EscapeDataString(lastWeek.ToString("O"));
        var past = (await analyst.Get($"claims/{claim}/assessment?asOf={then}")).Expect(HttpStatusCode.OK);
        Assert.That(past["support"].GetRawText(), Is.EqualTo(before["support"].GetRawText()));
        Assert.That(Flags(await analyst.Get($"claims/{claim}?asOf={then}")), Does.Not.Contain("supportLost"));
        var told = string.Join(
            '\n',
            (await analyst.Get($"claims/{claim}/history?language=fr&limit=500")).Items.Select(item =>
                item.GetProperty("sentence").GetString()
            )
        );
        Assert.That(
            told,
            Does.Contain("Ana Bren").And.Contain("Rosa Voss").And.Contain("Farid Cole").And.Contain("Anton Weiss")
        );
        Assert.That((await analyst.Get("audit/verification"))["valid"].GetBoolean(), Is.True);
    }

    private static object[] AllSupported(int links) =>
        [.. Enumerable.Range(0, links).Select(position => new { position, finding = "supported" })];

    private static string?[] Flags(Answer claim) =>
        [
            .. claim
                .Expect(HttpStatusCode.OK)["flags"]
                .EnumerateArray()
                .Select(flag => flag.GetProperty("reason").GetString()),
        ];

    private static string? State(Answer claim) =>
        claim.Expect(HttpStatusCode.OK)["review"].GetProperty("state").GetString();

    private static string?[] Sources(JsonElement claim) =>
        [
            .. claim
                .GetProperty("attribution")
                .EnumerateArray()
                .Select(link => link.GetProperty("source").GetProperty("name").GetString()),
        ];
}

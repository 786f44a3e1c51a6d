using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.AsOf;

/// <summary>Use cases of every kind that bears on a claim, its graph or its weight, done at random over HTTP.</summary>
internal sealed class RandomUseCases(Api api, Random random)
{
    /// <summary>Somebody to whom flags are given.</summary>
    public const string Colleague = "Ana Bren";

    private static readonly string[] Outlets = ["A", "B", "C", "D"];

    // Some look like others, and so do names that are edited or added.
    private static readonly string[] People = ["X", "Ibrahim Haddad", "Haddad Ibrahim", "Ibrahim Hadad", "I. Haddad"];

    private readonly List<long> merged = [];

    /// <summary>What was done, and how often.</summary>
    public Dictionary<string, int> Done { get; } = [];

    /// <summary>Each tries once to do something with records taken at random; much of it is refused.</summary>
    public IReadOnlyList<Func<Task>> All() =>
        [
            RecordArticle,
            ExtractedArticle,
            RecordClaim,
            RecordClaim,
            Relate,
            Relate,
            Relate,
            Relate,
            () =>
                OnClaim("status", claim => new
                {
                    status = One(["accepted", "accepted", "rejected", "proposed"]),
                    reason = Word(),
                }),
            () =>
                OnClaim("status", claim => new
                {
                    status = One(["accepted", "accepted", "rejected", "proposed"]),
                    reason = Word(),
                }),
            () => OnClaim("attribution", claim => new { links = Chain(), reason = Word() }),
            () => OnClaim("attribution", claim => new { links = Chain(), reason = Word() }),
            () => OnClaim("credibility", claim => new { value = random.Next(2, 7), reason = Word() }),
            () =>
                Edit(
                    "claims",
                    "EditClaim",
                    new
                    {
                        statement = Word(),
                        tags = Tags(),
                        eventDate = One(["2018", null]),
                        modality = One(["asserted", "hedged", "requested"]),
                    }
                ),
            () =>
                Edit(
                    "articles",
                    "EditArticle",
                    new
                    {
                        title = Word(),
                        tags = Tags(),
                        outlet = One(Outlets),
                        published = One(["2024-03-10", "2024-03-14", null]),
                    }
                ),
            () => Edit("sources", "EditSource", new { name = Name(), reason = Word() }),
            Split,
            Join,
            Join,
            Join,
            Merge,
            Merge,
            Merge,
            Unmerge,
            Unmerge,
            () => On("sources", "aliases", source => Task.FromResult<object>(new { name = Name(), reason = Word() })),
            () =>
                On("sources", "ratings", source =>
                    Task.FromResult<object>(new { reliability = One(["A", "D"]), reason = Word() })
                ),
            () => On("sources", "distinct", async source => new { from = One(await Ids("sources")), reason = Word() }),
            () => On("sources", "affiliations", async source => new
                {
                    with = One(await Ids("sources")),
                    kind = One(["actsFor", "partOf", "other"]),
                    reason = Word(),
                }),
            () => On("sources", "affiliations", async source => new
                {
                    with = One(await Ids("sources")),
                    kind = One(["actsFor", "partOf", "other"]),
                    reason = Word(),
                }),
            () => WithdrawPart("sources", "affiliations"),
            () => WithdrawPart("sources", "distinct"),
            Find,
            Find,
            () => Withdraw("independence"),
            () => Withdraw("relations"),
            () => Withdraw("relations"),
            () =>
                On("articles", "derivations", async article => new
                {
                    from = random.Next(2) == 0
                        ? new { articleId = (long?)One(await Ids("articles")), source = (long?)null }
                        : new { articleId = (long?)null, source = (long?)One(await Ids("sources")) },
                    reason = Word(),
                }),
            () => WithdrawPart("articles", "derivations"),
            Flag,
            Flag,
            SetFlagStatus,
            SetFlagStatus,
            TakeBack,
            TakeBack,
            StandByAgain,
            RetractArticle,
            ReinstateArticle,
            AskForReview,
            () => Withdraw("review-requests"),
            Review,
            Review,
            () => Withdraw("chain-reviews"),
            Judge,
            Judge,
            Judge,
            WithdrawVerdict,
            Revise,
            Revise,
            Annotate,
            Import,
            Link,
            Decide,
            Decide,
        ];

    public async Task RecordArticle() =>
        Did(
            "RecordArticle",
            await api.Post(
                "articles",
                new
                {
                    text = $"Fait {random.Next()}: « le pont est détruit » et « la route est coupée », dit-on.",
                    outlet = random.Next(5) == 0 ? null : One(Outlets),
                    published = One(["2024-03-11", "2024-03-13", null]),
                    tags = Tags(),
                    extract = false,
                }
            )
        );

    public async Task RecordClaim() =>
        Did(
            "RecordClaim",
            await api.Post(
                $"articles/{One(await Ids("articles"))}/claims",
                new
                {
                    content = new[] { new { quote = "« le pont est détruit » et « la route est coupée »" } },
                    attribution = Chain(),
                    tags = Tags(),
                }
            )
        );

    public async Task<IReadOnlyList<long>> Ids(string list) =>
        [.. (await api.Get(list)).Expect(HttpStatusCode.OK).Items.Select(item => item.GetProperty("id").GetInt64())];

    public T One<T>(IReadOnlyList<T> some) => some[random.Next(some.Count)];

    private async Task ExtractedArticle() =>
        Did(
            "extraction",
            await api.Post(
                "articles",
                new
                {
                    text = $"« Le pont numéro {random.Next()} est détruit », a déclaré le général {One(People)} à Reuters.",
                    outlet = One(Outlets),
                    language = "fr",
                    published = "2024-03-12",
                }
            )
        );

    private object[] Chain()
    {
        var links = new List<object>();
        if (random.Next(3) == 0)
            links.Add(new { source = new { name = One(["W", .. Outlets]), kind = "outlet" } });
        if (random.Next(4) > 0)
            links.Add(
                new
                {
                    source = new { name = One(People), kind = One(["person", "person", "person", "unnamed"]) },
                    supports = random.Next(8) > 0,
                }
            );
        return [.. links];
    }

    private async Task Relate()
    {
        var claims = await Ids("claims?status=proposed,accepted&limit=500");
        var type = One([
            "restates",
            "restates",
            "corroborates",
            "corroborates",
            "contradicts",
            "supersedes",
            "derivedFrom",
        ]);
        if (claims.Count > 0)
            Did(
                type,
                await api.Post(
                    "relations",
                    new
                    {
                        from = One(claims),
                        to = One(claims),
                        type,
                        about = type == "contradicts" ? One(["content", "attribution"]) : null,
                        rationale = Word(),
                    }
                )
            );
    }

    private async Task Find()
    {
        var (sources, claims) = (await Ids("sources"), await Ids("claims"));
        if (claims.Count > 0)
            Did(
                "RecordIndependence",
                await api.Post(
                    "independence",
                    new
                    {
                        a = One(sources),
                        b = One(sources),
                        value = One(["established", "sameOrigin"]),
                        claim = One(claims),
                        rationale = Word(),
                    }
                )
            );
    }

    private async Task Split() =>
        Did(
            "SplitClaim",
            await api.Post(
                $"claims/{One(await Ids("claims"))}/split",
                new
                {
                    parts = new[] { "« le pont est détruit »", "« la route est coupée »" }.Select(quote => new
                    {
                        content = new[] { new { quote } },
                    }),
                    reason = Word(),
                }
            )
        );

    private async Task Join()
    {
        var claims = (await api.Get("claims?status=accepted,proposed&limit=500")).Items;
        var ofOne = claims
            .GroupBy(claim => claim.GetProperty("article").GetProperty("id").GetInt64())
            .Where(article => article.Count() > 1)
            .ToList();
        if (ofOne.Count > 0)
            Did(
                "JoinClaims",
                await api.Post(
                    "claims/join",
                    new
                    {
                        ids = One(ofOne).Take(2).Select(claim => claim.GetProperty("id").GetInt64()),
                        reason = Word(),
                    }
                )
            );
    }

    private async Task Merge()
    {
        var source = One(await Ids("sources"));
        if (
            Did(
                "merge",
                await api.Post($"sources/{source}/merge", new { into = One(await Ids("sources")), reason = Word() })
            )
        )
            merged.Add(source);
    }

    private async Task Unmerge()
    {
        if (merged.Count == 0)
            return;
        var source = One(merged);
        if (Did("unmerge", await api.Post($"sources/{source}/unmerge", new { reason = Word() })))
            merged.Remove(source);
    }

    private async Task OnClaim(string what, Func<long, object> body)
    {
        var claim = One(await Ids("claims?status=proposed,accepted,rejected&limit=500"));
        Did(what, await api.Put($"claims/{claim}/{what}", (await api.Get($"claims/{claim}")).Version, body(claim)));
    }

    private async Task Edit(string noun, string name, object body)
    {
        var id = One(await Ids(noun));
        Did(name, await api.Patch($"{noun}/{id}", (await api.Get($"{noun}/{id}")).Version, body));
    }

    private async Task On(string noun, string what, Func<long, Task<object>> body)
    {
        var id = One(await Ids(noun));
        Did(what, await api.Post($"{noun}/{id}/{what}", await body(id)));
    }

    private async Task Withdraw(string noun)
    {
        foreach (var number in Enumerable.Range(1, 12).OrderBy(_ => random.Next()))
            if (Did($"withdraw {noun}", await api.Post($"{noun}/{number}/withdrawal", new { reason = Word() })))
                return;
    }

    private async Task WithdrawPart(string noun, string part)
    {
        foreach (var id in await Ids(noun))
            for (var number = 1; number < 8; number++)
                if (
                    (await api.Post($"{noun}/{id}/{part}/{number}/withdrawal", new { reason = Word() })) is
                    { Status: HttpStatusCode.OK } withdrawn
                )
                {
                    Did($"withdraw {part}", withdrawn);
                    return;
                }
    }

    private async Task Flag()
    {
        var claim = One(await Ids("claims?status=proposed,accepted,rejected&limit=500"));
        Did(
            "AddFlag",
            await api.Post(
                $"claims/{claim}/flags",
                new
                {
                    reason = One(["needsCheck", "misattributed", "singleOrigin", "other"]),
                    note = Word(),
                    assignee = One([Colleague, null]),
                }
            )
        );
    }

    private async Task SetFlagStatus()
    {
        var flag = await api.Get($"flags/{random.Next(1, 30)}");
        if (flag.Status == HttpStatusCode.OK)
            Did(
                $"SetFlagStatus of {(flag["automatic"].GetBoolean() ? "the program's" : "people's")}",
                await api.Put(
                    $"flags/{flag.Id}/status",
                    flag.Version,
                    new { status = One(["open", "inReview", "resolved", "dismissed"]), reason = Word() }
                )
            );
    }

    private async Task TakeBack()
    {
        var claim = await AnyClaim();
        if (SourcesOf(claim) is { Count: > 0 } sources)
            Did(
                "RetractStatement",
                await api.Post(
                    $"claims/{claim.Id}/retraction",
                    new
                    {
                        by = One(sources),
                        date = One(["2024-03-12", null]),
                        reason = Word(),
                    }
                )
            );
    }

    private async Task StandByAgain()
    {
        foreach (var retraction in (await api.Get("retractions?limit=500")).Items)
            if (
                retraction.GetProperty("claimId").ValueKind == JsonValueKind.Number
                && Did(
                    "ReinstateStatement",
                    await api.Post(
                        $"claims/{retraction.GetProperty("claimId")}/reinstatement",
                        new { by = retraction.GetProperty("by").GetProperty("id").GetInt64(), reason = Word() }
                    )
                )
            )
                return;
    }

    private async Task RetractArticle() =>
        Did(
            "RetractArticle",
            await api.Post($"articles/{One(await Ids("articles"))}/retraction", new { reason = Word() })
        );

    private async Task ReinstateArticle()
    {
        foreach (var article in await Ids("articles"))
            if (Did("ReinstateArticle", await api.Post($"articles/{article}/reinstatement", new { reason = Word() })))
                return;
    }

    private async Task AskForReview() =>
        Did(
            "AddReviewRequest",
            await api.Post($"claims/{One(await Ids("claims"))}/review-request", new { note = Word() })
        );

    private async Task Review()
    {
        var claim = await AnyClaim();
        var findings = claim["attribution"]
            .EnumerateArray()
            .Select(
                (_, at) =>
                    new
                    {
                        position = at,
                        finding = One(["supported", "supported", "distorted", "unsupported", "misattributed"]),
                        note = Word(),
                    }
            )
            .ToList();
        var breaks = findings.Exists(finding => finding.finding is "unsupported" or "misattributed");
        Did(
            $"RecordChainReview that {(breaks ? "breaks" : "approves")}",
            await api.Post(
                $"claims/{claim.Id}/chain-reviews",
                new
                {
                    claimVersion = claim.Version,
                    findings,
                    conclusion = breaks ? "sentBack" : "approved",
                }
            )
        );
    }

    private async Task Judge()
    {
        var claim = One(await Ids("claims"));
        var judged = await api.Get($"claims/{claim}/verdict");
        var version = judged.Status == HttpStatusCode.OK ? judged.Version : Api.None;
        var state = One(["draft", "published", "published", "published"]);
        var outcome = One(["true", "true", "false", "mixed"]);
        Did(
            $"SetVerdict {state}",
            await api.Put(
                $"claims/{claim}/verdict",
                version,
                new
                {
                    state,
                    outcome,
                    rating = new
                    {
                        value = 2,
                        worst = 1,
                        best = 5,
                        name = Word(),
                    },
                    explanation = Word(),
                    reason = Word(),
                }
            )
        );
    }

    private async Task WithdrawVerdict()
    {
        foreach (var claim in await Ids("claims?status=accepted,rejected,replaced&limit=500"))
            if (Did("WithdrawVerdict", await api.Post($"claims/{claim}/verdict/withdrawal", new { reason = Word() })))
                return;
    }

    // Before, instead of or without what the claims quote: some keep their place, some lose it, and an older text may bring it back.
    private async Task Revise()
    {
        var quotes = One([
            "« le pont est détruit » et « la route est coupée »",
            "« le pont est détruit »",
            "le pont est détruit, le pont est détruit",
        ]);
        Did(
            "RecordVersion",
            await api.Post(
                $"articles/{One(await Ids("articles"))}/versions",
                new
                {
                    text = $"{One(["Fait", "Hier matin, fait"])} {random.Next(2)}: {quotes}, dit-on.",
                    reason = Word(),
                }
            )
        );
    }

    private async Task Annotate() =>
        Did(
            "RecordAnnotations",
            await api.Post(
                $"articles/{One(await Ids("articles"))}/annotations",
                new
                {
                    type = "Annotation",
                    id = $"https://notes.example/{random.Next(3)}",
                    body = new
                    {
                        type = "TextualBody",
                        value = Word(),
                        purpose = "describing",
                    },
                    target = new
                    {
                        selector = new
                        {
                            type = "TextQuoteSelector",
                            exact = "le pont est détruit",
                            prefix = "« ",
                        },
                    },
                }
            )
        );

    private async Task Import() =>
        Did(
            "ImportFactChecks",
            await api.Post(
                "claim-reviews/import",
                new Dictionary<string, object>
                {
                    ["@type"] = "ClaimReview",
                    ["url"] = $"https://check.example/{random.Next(3)}",
                    ["claimReviewed"] = Word(),
                    ["author"] = new { name = "Check" },
                    ["reviewRating"] = new { alternateName = Word() },
                }
            )
        );

    private async Task Link()
    {
        var review = await api.Get($"claim-reviews/{random.Next(1, 4)}");
        if (review.Status == HttpStatusCode.OK)
            Did(
                "LinkFactCheck",
                await api.Put(
                    $"claim-reviews/{review.Id}/claim",
                    review.Version,
                    new { claimId = One(await Ids("claims")), reason = Word() }
                )
            );
    }

    private async Task Decide()
    {
        var suggestions = (await api.Get("suggestions?status=proposed,accepted,dismissed&limit=500")).Items;
        if (suggestions.Count == 0)
            return;
        var suggestion = One(suggestions);
        var status = One(["accepted", "accepted", "accepted", "dismissed", "proposed"]);
        Did(
            $"{suggestion.GetProperty("kind").GetString()} {status}",
            await api.Put(
                $"suggestions/{suggestion.GetProperty("id")}/status",
                suggestion.GetProperty("version").GetInt32(),
                new { status, reason = Word() }
            )
        );
    }

    private async Task<Answer> AnyClaim() =>
        await api.Get($"claims/{One(await Ids("claims?status=proposed,accepted&limit=500"))}");

    private static List<long> SourcesOf(Answer claim) =>
        [
            .. claim["attribution"]
                .EnumerateArray()
                .Select(link => link.GetProperty("source").GetProperty("id"))
                .Where(id => id.ValueKind == JsonValueKind.Number)
                .Select(id => id.GetInt64()),
        ];

    private bool Did(string what, Answer answer)
    {
        Assert.That((int)answer.Status, Is.LessThan(500).And.Not.EqualTo(400), $"{what}: {answer.Text}");
        if ((int)answer.Status >= 300)
            return false;
        Done[what] = Done.GetValueOrDefault(what) + 1;
        return true;
    }

    private string[] Tags() => [.. Enumerable.Range(0, 3).Where(_ => random.Next(3) == 0).Select(tag => $"{tag}")];

    private string Name() => random.Next(2) == 0 ? Word() : One(People);

    private string Word() => $"Word {random.Next(1000)}";
}

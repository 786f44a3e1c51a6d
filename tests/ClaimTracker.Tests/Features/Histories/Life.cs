using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Histories;

/// <summary>A claim that goes through everything that can happen to one, by three people.</summary>
internal sealed record Life(long Article, long Claim, long Other, long Origin, long Flag, long Review)
{
    private const string Text =
        "« Nous avons repris deux villages », a déclaré un officiel à Reuters. Selon le ministère, dix hommes ont été capturés.";

    public const string ClaimReview = """
        {"@context":"https://schema.org","@type":"ClaimReview","url":"https://check.example/villages","claimReviewed":"Deux villages ont été repris",
         "author":{"@type":"Organization","name":"Check"},"reviewRating":{"@type":"Rating","ratingValue":2,"worstRating":1,"bestRating":5,"alternateName":"Plutôt faux"}}
        """;

    public static async Task<Life> LiveAsync(Api api)
    {
        using var marie = api.With(await Keys.IssueAsync(api, "analyst", "Marie Dupont"));
        using var paul = api.With(await Keys.IssueAsync(api, "factChecker", "Paul Roux"));
        using var rita = api.With(await Keys.IssueAsync(api, "reviewer", "Rita Lund"));

        var article = (
            await marie.Post(
                "articles",
                new
                {
                    text = Text,
                    outlet = "Le Ponant",
                    title = "Deux villages",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        var claim = (await api.Get($"articles/{article}/claims")).Items[0].GetProperty("id").GetInt64();
        async Task<int> VersionAsync() => (await api.Get($"claims/{claim}")).Expect(HttpStatusCode.OK).Version;
        (
            await marie.Put($"claims/{claim}/status", await VersionAsync(), new { status = "accepted", reason = "lu" })
        ).Expect(HttpStatusCode.OK);

        var flag = (await marie.Post($"claims/{claim}/flags", new { reason = "needsCheck", note = "Quels villages ?" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await marie.Patch($"flags/{flag}", 1, new { assignee = "Paul Roux" })).Expect(HttpStatusCode.OK);
        (await paul.Put($"flags/{flag}/status", 2, new { status = "inReview" })).Expect(HttpStatusCode.OK);

        (await marie.Post($"claims/{claim}/review-request", new { note = "Qui est l’officiel ?" })).Expect(
            HttpStatusCode.Created
        );
        object[] wrong =
        [
            new { position = 0, finding = "supported" },
            new { position = 1, finding = "supported" },
            new
            {
                position = 2,
                finding = "misattributed",
                note = "Il a donné son nom.",
                suggested = new { name = "Sean Ryan", kind = "person" },
            },
        ];
        (
            await rita.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = await VersionAsync(),
                    findings = wrong,
                    conclusion = "sentBack",
                }
            )
        ).Expect(HttpStatusCode.Created);
        object[] links =
        [
            new { source = new { name = "Reuters", kind = "outlet" } },
            new { source = new { name = "Sean Ryan", kind = "person" } },
        ];
        (
            await marie.Put(
                $"claims/{claim}/attribution",
                await VersionAsync(),
                new { links, reason = "le nom est connu" }
            )
        ).Expect(HttpStatusCode.OK);
        var right = Enumerable.Range(0, 3).Select(position => new { position, finding = "supported" });
        var review = (
            await rita.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = await VersionAsync(),
                    findings = right,
                    conclusion = "approved",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;

        var second = (
            await marie.Post(
                "articles",
                new
                {
                    text = "La route du sud est ouverte, dit la radio.",
                    outlet = "La Gazette",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        var other = (
            await marie.Post(
                $"articles/{second}/claims",
                new { content = new[] { new { quote = "La route du sud est ouverte" } } }
            )
        )
            .Expect(HttpStatusCode.Created)
            .Id;
        (
            await marie.Post(
                "relations",
                new
                {
                    from = other,
                    to = claim,
                    type = "corroborates",
                    rationale = "Même opération.",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var rating = new
        {
            value = 4,
            worst = 1,
            best = 5,
            name = "Plutôt vrai",
        };
        (
            await paul.Put(
                $"claims/{claim}/verdict",
                Api.None,
                new
                {
                    state = "published",
                    outcome = "true",
                    rating,
                    explanation = "Deux images le montrent.",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await paul.Put(
                $"flags/{flag}/status",
                3,
                new { status = "resolved", resolution = "Ce sont Anbar et Kara." }
            )
        ).Expect(HttpStatusCode.OK);

        var origin = (await api.Get("sources?q=Sean")).Items.Single().GetProperty("id").GetInt64();
        (
            await marie.Post(
                $"claims/{claim}/retraction",
                new
                {
                    by = origin,
                    date = "2024-03-15",
                    reason = "il avait été mal informé",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await marie.Post($"claims/{claim}/reinstatement", new { by = origin, reason = "il a confirmé" })).Expect(
            HttpStatusCode.OK
        );
        (
            await marie.Post(
                $"articles/{article}/versions",
                new { text = $"Mis à jour. {Text}", reason = "chapeau ajouté" }
            )
        ).Expect(HttpStatusCode.Created);
        return new Life(article, claim, other, origin, flag, review);
    }

    /// <summary>What may happen beside, so that there is a record of every kind.</summary>
    public async Task GoOnAsync(Api api)
    {
        var external = (await api.Post("claim-reviews/import", ClaimReview))
            .Expect(HttpStatusCode.OK)
            .Json[0]
            .GetProperty("id")
            .GetInt64();
        (
            await api.Put($"claim-reviews/{external}/claim", 1, new { claimId = Claim, reason = "les mêmes villages" })
        ).Expect(HttpStatusCode.OK);
        (await api.Put($"claim-reviews/{external}/claim", 2, new { claimId = Other, reason = "erreur" })).Expect(
            HttpStatusCode.OK
        );
        (
            await api.Put(
                $"claim-reviews/{external}/claim",
                3,
                new { claimId = (long?)null, reason = "ni l’une ni l’autre" }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await api.Post("claim-reviews/import", ClaimReview.Replace("Plutôt faux", "Faux", StringComparison.Ordinal))
        ).Expect(HttpStatusCode.OK);
        (
            await api.Post(
                "verdict-scales",
                new
                {
                    name = "Deux degrés",
                    worst = 0,
                    best = 1,
                    steps = new[]
                    {
                        new { value = 0, names = new { fr = "Non" } },
                        new { value = 1, names = new { fr = "Oui" } },
                    },
                }
            )
        ).Expect(HttpStatusCode.Created);

        var annotation = new
        {
            type = "Annotation",
            id = "https://notes.example/1",
            target = new { selector = new { type = "TextQuoteSelector", exact = "dit la radio" } },
        };
        var second = (await api.Get($"claims/{Other}"))["article"].GetProperty("id").GetInt64();
        (await api.Post($"articles/{second}/annotations", annotation)).Expect(HttpStatusCode.Created);
        (
            await api.Post(
                $"articles/{second}/versions",
                new { text = "La route du nord est fermée.", reason = "rectifié" }
            )
        ).Expect(HttpStatusCode.Created);
        (
            await api.Post(
                $"articles/{Article}/retraction",
                new { reason = "retiré du site", evidence = new[] { new { url = "https://ponant.example/retrait" } } }
            )
        ).Expect(HttpStatusCode.OK);
        (await api.Post($"articles/{Article}/reinstatement", new { reason = "remis en ligne" })).Expect(
            HttpStatusCode.OK
        );

        (await api.Post($"chain-reviews/{Review}/withdrawal", new { reason = "trop vite" })).Expect(HttpStatusCode.OK);
        var request = (await api.Post($"claims/{Claim}/review-request", new { note = (string?)null }))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await api.Post($"review-requests/{request}/withdrawal", new { reason = "déjà fait" })).Expect(
            HttpStatusCode.OK
        );
        object Verdict(string outcome, int value, string name) =>
            new
            {
                state = "published",
                outcome,
                rating = new
                {
                    value,
                    worst = 1,
                    best = 5,
                    name,
                },
                explanation = "Deux images le montrent.",
                reason = "une image est d’ailleurs",
            };
        (
            await api.Put(
                $"claims/{Claim}/verdict",
                (await api.Get($"claims/{Claim}/verdict")).Version,
                Verdict("false", 2, "Plutôt faux")
            )
        ).Expect(HttpStatusCode.OK);
        (await api.Post($"claims/{Claim}/verdict/withdrawal", new { reason = "à revoir" })).Expect(HttpStatusCode.OK);

        var brief = (await api.Post("sources", new { name = "Reuters Ltd", kind = "outlet" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var full = (await api.Get("sources?q=Reuters"))
            .Items.Single(source => source.GetProperty("name").GetString() == "Reuters")
            .GetProperty("id")
            .GetInt64();
        (await api.Post($"sources/{brief}/merge", new { into = full, reason = "la même agence" })).Expect(
            HttpStatusCode.OK
        );
    }
}

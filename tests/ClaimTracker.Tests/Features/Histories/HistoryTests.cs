using System.Net;
using System.Text.RegularExpressions;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Histories;

public sealed partial class HistoryTests(TestDatabase database) : ApiTest(database)
{
    private const string Text =
        "« Nous avons repris deux villages », a déclaré un officiel à Reuters. Selon le ministère, dix hommes ont été capturés.";

    [Test]
    public async Task A_claim_tells_how_it_was_proposed_accepted_corrected_and_related_and_by_whom()
    {
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = Text,
                    outlet = "Le Ponant",
                    title = "Deux villages",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        var claim = (await Api.Get($"articles/{article}/claims")).Items[0].GetProperty("id").GetInt64();
        using var marie = Api.With(await Keys.IssueAsync(Api, "analyst", "Marie Dupont"));
        (await marie.Put($"claims/{claim}/status", 1, new { status = "accepted", reason = "Lu." })).Expect(
            HttpStatusCode.OK
        );
        (
            await marie.Put(
                $"claims/{claim}/attribution",
                2,
                new { links = Links("un officiel", "Reuters"), reason = "comme dans le texte" }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await marie.Put(
                $"claims/{claim}/attribution",
                3,
                new { links = Links("Sean Ryan", "Reuters"), reason = "le nom est connu" }
            )
        ).Expect(HttpStatusCode.OK);
        var other = (
            await marie.Post(
                $"articles/{article}/claims",
                new { content = new[] { new { quote = "dix hommes ont été capturés" } } }
            )
        )
            .Expect(HttpStatusCode.Created)
            .Id;
        var relation = (
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
        ).Expect(HttpStatusCode.Created).Id;
        (await marie.Post($"relations/{relation}/withdrawal", new { reason = "autre lieu" })).Expect(HttpStatusCode.OK);

        var french = await Told($"claims/{claim}/history?language=fr");
        var english = await Told($"claims/{claim}/history?language=en");

        Assert.Multiple(() =>
        {
            Assert.That(
                french[0],
                Is.EqualTo(
                    $"Marie Dupont a retiré la relation selon laquelle l’affirmation {other} (« dix hommes ont été capturés ») corrobore cette affirmation ; raison : autre lieu."
                )
            );
            Assert.That(
                french[1],
                Is.EqualTo(
                    $"Marie Dupont a consigné que l’affirmation {other} (« dix hommes ont été capturés ») corrobore cette affirmation : « Même opération »."
                )
            );
            Assert.That(
                french[2],
                Is.EqualTo(
                    "Marie Dupont a corrigé l’attribution de cette affirmation : « un officiel » devient « Sean Ryan » ; raison : le nom est connu."
                )
            );
            Assert.That(french[^2], Is.EqualTo("Marie Dupont a accepté cette affirmation ; raison : Lu."));
            Assert.That(
                french[^1],
                Is.EqualTo(
                    $"l’extraction a proposé cette affirmation lorsque local a enregistré l’article {article} (« Deux villages »)."
                )
            );
            Assert.That(
                english[2],
                Is.EqualTo(
                    "Marie Dupont corrected the attribution of this claim: “un officiel” becomes “Sean Ryan”; reason: le nom est connu."
                )
            );
            Assert.That(
                english[^1],
                Is.EqualTo(
                    $"the extraction proposed this claim when local recorded article {article} (“Deux villages”)."
                )
            );
        });
    }

    [Test]
    public async Task A_whole_life_of_a_claim_reads_as_an_account_in_both_languages()
    {
        var life = await Life.LiveAsync(Api);

        Assert.That(
            await Told($"claims/{life.Claim}/history?language=en"),
            Is.EqualTo(
                new[]
                {
                    "this claim was found again in the new text of the article, version 2, that Marie Dupont recorded; reason: chapeau ajouté.",
                    "the flag “support lost” on this claim was closed after what Marie Dupont recorded: “Sean Ryan” stands by it again; reason: il a confirmé.",
                    "Marie Dupont recorded that “Sean Ryan” stands again by what this claim reports; reason: il a confirmé.",
                    "this claim was flagged “support lost” after what Marie Dupont recorded: its support rested only on what “Sean Ryan” said, who took it back; reason: il avait été mal informé.",
                    "Marie Dupont recorded that “Sean Ryan” took back what this claim reports (date: 15 March 2024); reason: il avait été mal informé.",
                    "Paul Roux resolved the flag “to be checked” on this claim: “Ce sont Anbar et Kara”.",
                    "this claim was put to the credit of “Sean Ryan”, following Paul Roux: the verdict on the claim is “Plutôt vrai”.",
                    "this claim was put to the credit of “Reuters”, following Paul Roux: the verdict on the claim is “Plutôt vrai”.",
                    "this claim was put to the credit of “Le Ponant”, following Paul Roux: the verdict on the claim is “Plutôt vrai”.",
                    "Paul Roux published the verdict on this claim: “Plutôt vrai” (4 on a scale from 1 to 5); outcome: true.",
                    $"Marie Dupont recorded that claim {life.Other} (“La route du sud est ouverte”) corroborates this claim: “Même opération”.",
                    "Rita Lund reviewed the attribution chain of this claim and signed it off.",
                    "Marie Dupont corrected the attribution of this claim: for “Reuters”, the basis “was told” becomes “cites”, for “Reuters”, the cue “a déclaré” is removed, for “Reuters”, the mention “Reuters” is removed, “un officiel” becomes “Sean Ryan”; reason: le nom est connu.",
                    "Rita Lund thereby answered the request by Marie Dupont for a review of the attribution chain of this claim.",
                    "Rita Lund reviewed the attribution chain of this claim and sent it back to Marie Dupont for correction; “un officiel”: misattributed, rather “Sean Ryan” (“Il a donné son nom”).",
                    "Marie Dupont asked for a review of the attribution chain of this claim: “Qui est l’officiel ?”.",
                    "Paul Roux took the flag “to be checked” on this claim in hand.",
                    "Marie Dupont changed the flag “to be checked” on this claim: the assignee becomes Paul Roux.",
                    "Marie Dupont flagged this claim “to be checked”: “Quels villages ?”.",
                    "Marie Dupont accepted this claim; reason: lu.",
                    $"the extraction proposed this claim when Marie Dupont recorded article {life.Article} (“Deux villages”).",
                }
            )
        );
        Assert.That(
            await Told($"claims/{life.Claim}/history?language=fr"),
            Is.EqualTo(
                new[]
                {
                    "cette affirmation a été retrouvée dans le nouveau texte de l’article, la version 2, consigné par Marie Dupont ; raison : chapeau ajouté.",
                    "le signalement « soutien perdu » sur cette affirmation a été clos après ce qu’a consigné Marie Dupont : « Sean Ryan » confirme à nouveau ses propos ; raison : il a confirmé.",
                    "Marie Dupont a consigné que « Sean Ryan » maintient de nouveau les propos que rapporte cette affirmation ; raison : il a confirmé.",
                    "cette affirmation a reçu le signalement « soutien perdu » après ce qu’a consigné Marie Dupont : son soutien ne reposait que sur les propos de « Sean Ryan », qui s’est rétracté ; raison : il avait été mal informé.",
                    "Marie Dupont a consigné que « Sean Ryan » a retiré les propos que rapporte cette affirmation (date : 15 mars 2024) ; raison : il avait été mal informé.",
                    "Paul Roux a résolu le signalement « à vérifier » sur cette affirmation : « Ce sont Anbar et Kara ».",
                    "cette affirmation a été portée au crédit de « Sean Ryan », suivant Paul Roux : le verdict sur l’affirmation est « Plutôt vrai ».",
                    "cette affirmation a été portée au crédit de « Reuters », suivant Paul Roux : le verdict sur l’affirmation est « Plutôt vrai ».",
                    "cette affirmation a été portée au crédit de « Le Ponant », suivant Paul Roux : le verdict sur l’affirmation est « Plutôt vrai ».",
                    "Paul Roux a publié le verdict sur cette affirmation : « Plutôt vrai » (4 sur une échelle de 1 à 5) ; issue : vraie.",
                    $"Marie Dupont a consigné que l’affirmation {life.Other} (« La route du sud est ouverte ») corrobore cette affirmation : « Même opération ».",
                    "Rita Lund a examiné la chaîne d’attribution de cette affirmation et l’a validée.",
                    "Marie Dupont a corrigé l’attribution de cette affirmation : pour « Reuters », le fondement « a recueilli » devient « cite », pour « Reuters », l’introducteur « a déclaré » disparaît, pour « Reuters », la mention « Reuters » disparaît, « un officiel » devient « Sean Ryan » ; raison : le nom est connu.",
                    "Rita Lund a ainsi répondu à la demande de revue de la chaîne d’attribution de cette affirmation faite par Marie Dupont.",
                    "Rita Lund a examiné la chaîne d’attribution de cette affirmation et l’a renvoyée, à corriger par Marie Dupont ; « un officiel » : mauvaise attribution, plutôt « Sean Ryan » (« Il a donné son nom »).",
                    "Marie Dupont a demandé une revue de la chaîne d’attribution de cette affirmation : « Qui est l’officiel ? ».",
                    "Paul Roux a pris en main le signalement « à vérifier » sur cette affirmation.",
                    "Marie Dupont a modifié le signalement « à vérifier » sur cette affirmation : la personne chargée devient Paul Roux.",
                    "Marie Dupont a apposé le signalement « à vérifier » sur cette affirmation : « Quels villages ? ».",
                    "Marie Dupont a accepté cette affirmation ; raison : lu.",
                    $"l’extraction a proposé cette affirmation lorsque Marie Dupont a enregistré l’article {life.Article} (« Deux villages »).",
                }
            )
        );
    }

    [Test]
    public async Task What_befalls_a_claim_beside_is_told_too()
    {
        var life = await Life.LiveAsync(Api);
        await life.GoOnAsync(Api);

        var other = $"l’affirmation {life.Other} (« La route du sud est ouverte »)";
        var claim = $"l’affirmation {life.Claim} (« Nous avons repris deux villages »)";
        var french = await Told($"claims/{life.Claim}/history?language=fr");
        Assert.That(
            french,
            Is.SupersetOf(
                new[]
                {
                    "local a importé la vérification par « Check » de l’affirmation « Deux villages ont été repris » : « Plutôt faux ».",
                    "local a constaté que la vérification par « Check » (« Plutôt faux ») porte sur cette affirmation ; raison : les mêmes villages.",
                    $"local a constaté que la vérification par « Check » (« Plutôt faux ») porte sur {other}, et non plus sur cette affirmation ; raison : erreur.",
                    "local a de nouveau importé la vérification par « Check » : l’appréciation « Plutôt faux » devient « Faux ».",
                    $"cette affirmation a reçu le signalement « soutien perdu » après ce qu’a consigné local : son soutien ne reposait que sur l’article {life.Article}, qui a été rétracté ; raison : retiré du site.",
                    $"le signalement « soutien perdu » sur cette affirmation a été clos après ce qu’a consigné local : l’article {life.Article} est rétabli ; raison : remis en ligne.",
                    "local a annulé la revue de la chaîne d’attribution de cette affirmation faite par Rita Lund ; raison : trop vite.",
                    "local a retiré la demande de revue de la chaîne d’attribution de cette affirmation ; raison : déjà fait.",
                    "local a modifié le verdict sur cette affirmation : la conclusion vraie devient fausse, l’appréciation « Plutôt vrai » (4 sur une échelle de 1 à 5) devient « Plutôt faux » (2 sur une échelle de 1 à 5) ; raison : une image est d’ailleurs.",
                    "cette affirmation a été portée au débit de « Sean Ryan », suivant local : le verdict sur l’affirmation est « Plutôt faux » ; raison : une image est d’ailleurs.",
                    "local a retiré le verdict sur cette affirmation, qui était « Plutôt faux » (2 sur une échelle de 1 à 5) ; raison : à revoir.",
                    "cette affirmation ne compte plus ni au crédit ni au débit de « Sean Ryan », suivant local : le verdict a été retiré ; raison : à revoir.",
                }
            )
        );
        Assert.That(
            await Told($"claims/{life.Other}/history?language=fr"),
            Is.SupersetOf(
                new[]
                {
                    "cette affirmation ne figure plus dans le nouveau texte de l’article consigné par local : son ancrage est perdu, et elle garde sa place dans le texte antérieur ; raison : rectifié.",
                    $"local a constaté que la vérification par « Check » (« Plutôt faux ») porte sur cette affirmation, et non plus sur {claim} ; raison : erreur.",
                    "local a annulé le lien de la vérification par « Check » (« Plutôt faux ») avec cette affirmation ; raison : ni l’une ni l’autre.",
                }
            )
        );
        Assert.That(
            await Told($"articles/{life.Article}/history?language=fr"),
            Is.SupersetOf(
                new[]
                {
                    "local a consigné la rétractation de cet article ; preuves : https://ponant.example/retrait ; raison : retiré du site.",
                    "local a consigné l’annulation de la rétractation de cet article ; raison : remis en ligne.",
                    "Marie Dupont a donné à cet article un nouveau texte, la version 2 ; raison : chapeau ajouté.",
                }
            )
        );
        Assert.That(
            await Told($"sources/{life.Origin}/history?language=fr"),
            Is.SupersetOf(
                new[]
                {
                    $"Marie Dupont a consigné que cette source a retiré les propos que rapporte {claim} (date : 15 mars 2024) ; raison : il avait été mal informé.",
                    $"{claim} a été portée au crédit de cette source, suivant Paul Roux : le verdict sur l’affirmation est « Plutôt vrai ».",
                }
            )
        );

        // Nothing that any history shows is without words.
        foreach (
            var record in (string[])
                [$"claims/{life.Claim}", $"claims/{life.Other}", $"articles/{life.Article}", $"sources/{life.Origin}"]
        )
        foreach (var language in (string[])["fr", "en"])
            Assert.That(
                await Told($"{record}/history?language={language}&limit=500"),
                Has.None.Match(@"\p{Ll}\p{Lu}|[{}]|cette fiche|le champ").And.None.Match(@"\([A-Z]\p{L}+\)")
            );
    }

    [Test]
    public async Task A_chain_that_changes_is_told_link_by_link()
    {
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = Text,
                    outlet = "Le Ponant",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        var claim = (
            await Api.Post(
                $"articles/{article}/claims",
                new { content = new[] { new { quote = "dix hommes" } }, attribution = Links("Ana") }
            )
        )
            .Expect(HttpStatusCode.Created)
            .Id;
        (await Api.Put($"claims/{claim}/attribution", 1, new { links = Links("Ana", "Reuters"), reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Put($"claims/{claim}/attribution", 2, new { links = Links("Bob"), reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (
            await Api.Put(
                $"claims/{claim}/attribution",
                3,
                new
                {
                    links = new object[] { new { source = new { name = "Bob", kind = "person" }, stance = "denying" } },
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.That(
            await Told($"claims/{claim}/history?language=fr"),
            Is.EqualTo(
                new[]
                {
                    "local a corrigé l’attribution de cette affirmation : pour « Bob », l’attitude neutre devient négative ; raison : r.",
                    "local a corrigé l’attribution de cette affirmation : « Reuters » devient « Bob », « Ana » sort de la chaîne ; raison : r.",
                    "local a corrigé l’attribution de cette affirmation : « Reuters » entre dans la chaîne après « Le Ponant » ; raison : r.",
                    "local a consigné cette affirmation : « dix hommes » ; chaîne d’attribution : « Le Ponant » → « Ana ».",
                }
            )
        );
    }

    [Test]
    public async Task A_source_tells_its_names_ratings_and_merges()
    {
        var ana = (await Api.Post("sources", new { name = "Ana", kind = "person" })).Expect(HttpStatusCode.Created).Id;
        var anna = (await Api.Post("sources", new { name = "Anna", kind = "person" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await Api.Post($"sources/{ana}/aliases", new { name = "A." })).Expect(HttpStatusCode.Created);
        (await Api.Post($"sources/{ana}/ratings", new { reliability = "B", reason = "long record" })).Expect(
            HttpStatusCode.Created
        );
        (await Api.Post($"sources/{anna}/merge", new { into = ana, reason = "same" })).Expect(HttpStatusCode.OK);

        Assert.That(
            await Told($"sources/{ana}/history"),
            Is.EqualTo(
                new[]
                {
                    "local merged “Anna” into this source; reason: same.",
                    "local rated this source B; reason: long record.",
                    "local added “A.” as another name of this source.",
                    $"local recorded source {anna}: “Anna”, person.",
                    "local recorded this source: “Ana”, person.",
                }
            )
        );
        Assert.That(
            (await Told($"sources/{anna}/history?language=fr"))[0],
            Is.EqualTo("local a rattaché cette source à « Ana » ; raison : same.")
        );
    }

    [TestCase("fr-CA,fr;q=0.9,en;q=0.5", "fr")]
    [TestCase("de, en;q=0.3, fr;q=0.7", "fr")]
    [TestCase("en-GB", "en")]
    [TestCase("de", "en")]
    [TestCase(";;,q", "en")]
    public async Task It_is_told_in_the_language_the_client_prefers(string header, string language)
    {
        var source = (await Api.Post("sources", new { name = "Ana", kind = "person" }))
            .Expect(HttpStatusCode.Created)
            .Id;

        var told = (await Api.Get($"sources/{source}/history", ("Accept-Language", header))).Expect(HttpStatusCode.OK);
        Assert.That(told.Items[0].GetProperty("language").GetString(), Is.EqualTo(language));
        Assert.That(told.Response.Content.Headers.ContentLanguage, Is.EqualTo(new[] { language }));
        var asked = (await Api.Get($"sources/{source}/history?language=fr", ("Accept-Language", "en"))).Expect(
            HttpStatusCode.OK
        );
        Assert.That(
            asked.Items[0].GetProperty("sentence").GetString(),
            Does.Match(@"^Le (1er|\d+) \p{Ll}+ \d{4} à \d\d:\d\d UTC, local a enregistré")
        );
    }

    [Test]
    public async Task It_comes_in_pages_newest_first_with_the_proposal_last()
    {
        var article = (await Api.Post("articles", new { text = Text, outlet = "Le Ponant" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var claim = (await Api.Get($"articles/{article}/claims")).Items[0].GetProperty("id").GetInt64();
        (await Api.Put($"claims/{claim}/status", 1, new { status = "accepted" })).Expect(HttpStatusCode.OK);
        (await Api.Put($"claims/{claim}/status", 2, new { status = "rejected", reason = "r" })).Expect(
            HttpStatusCode.OK
        );

        var positions = new List<long>();
        var next = "";
        do
        {
            var page = (await Api.Get($"claims/{claim}/history?limit=1{next}")).Expect(HttpStatusCode.OK);
            positions.Add(page.Items.Single().GetProperty("entry").GetProperty("position").GetInt64());
            next = page["next"].GetString() is { } cursor ? $"&after={cursor}" : null;
        } while (next is not null);

        Assert.That(positions, Has.Count.EqualTo(3).And.Ordered.Descending);
        Assert.That(
            (await Api.Get($"audit/{positions[^1]}"))["subject"].GetProperty("type").GetString(),
            Is.EqualTo("article")
        );
    }

    [Test]
    public async Task What_a_record_holds_is_never_read_as_a_template()
    {
        var source = (await Api.Post("sources", new { name = "{by} [x] {this}", kind = "person" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await Api.Patch($"sources/{source}", 1, new { name = "[{changes}]", reason = "{reason}" })).Expect(
            HttpStatusCode.OK
        );

        Assert.That(
            (await Told($"sources/{source}/history"))[0],
            Is.EqualTo(
                "local corrected this source: the name “{by} [x] {this}” becomes “[{changes}]”; reason: {reason}."
            )
        );
    }

    [TestCase("claims")]
    [TestCase("sources")]
    [TestCase("articles")]
    [TestCase("relations")]
    public async Task What_is_not_there_has_no_history(string kind)
    {
        (await Api.Get($"{kind}/99/history")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"{kind}/99/history?language=de")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "language"
        );
    }

    private async Task<List<string>> Told(string path) =>
        [
            .. (await Api.Get(path))
                .Expect(HttpStatusCode.OK)
                .Items.Where(item => item.GetProperty("entry").GetProperty("action").GetString() != "NoticeLikeness")
                .Select(item => When().Replace(item.GetProperty("sentence").GetString()!, "")),
        ];

    private static object[] Links(string origin, params string[] relays) =>
        [
            .. relays.Select(name => new { source = new { name, kind = "outlet" } }),
            new { source = new { name = origin, kind = "person" } },
        ];

    [GeneratedRegex("^(On|Le) .*? UTC, ")]
    private static partial Regex When();
}

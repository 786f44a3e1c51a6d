using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Suggestions;

/// <summary>What the machine notices by itself comes shortly after the commit: these tests wait for it.</summary>
public sealed class SuggestionTests(TestDatabase database) : AssessmentTest(database)
{
    private const string Words =
        "Les habitants du port ont vu deux navires quitter la rade peu avant minuit, tous feux éteints, sans que la capitainerie en dise la raison ni le nombre des marins.";

    [Test]
    public async Task Look_alike_sources_are_suggested_to_be_merged_and_accepting_merges_them()
    {
        var brief = await SourceAsync("AFP", "outlet");
        var full = await SourceAsync("Agence France-Presse", "outlet");

        var found = await SoonAsync("merge");
        var accepted = await DecideAsync(found, "accepted", "the letterhead");
        var merged = (await Api.Get($"sources/{brief}")).Json;
        await DecideAsync(accepted.Json, "dismissed", expected: HttpStatusCode.Conflict);
        (await Api.Post($"sources/{brief}/unmerge", new { reason = "two desks" })).Expect(HttpStatusCode.OK);
        await DecideAsync(accepted.Json, "dismissed");

        var merge = found.GetProperty("merge");
        Assert.Multiple(() =>
        {
            Assert.That(merge.GetProperty("source").GetProperty("id").GetInt64(), Is.EqualTo(brief));
            Assert.That(
                merge.GetProperty("into").GetProperty("id").GetInt64(),
                Is.EqualTo(full),
                "the fuller name stays"
            );
            Assert.That(found.GetProperty("score").GetDouble(), Is.EqualTo(.8));
            Assert.That(found.GetProperty("matched")[0].GetString(), Is.EqualTo("afp"));
            Assert.That(found.GetProperty("why").GetString(), Does.Contain("first letters"));
            Assert.That(found.GetProperty("recordedBy").GetString(), Is.EqualTo("system"));
            Assert.That(merged.GetProperty("mergedInto").GetRawText(), Does.Contain($"{full}"));
        });
    }

    [Test]
    public async Task What_was_told_apart_or_dismissed_is_never_suggested_again()
    {
        var a = await SourceAsync("Ivan Petrov", "person");
        var b = await SourceAsync("I. Petrov", "person");
        var found = await SoonAsync("merge");
        await DecideAsync(found, "dismissed", "father and son");
        var alias = (await Api.Post($"sources/{b}/aliases", new { name = "Ivan Petrof" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await Api.Post($"sources/{a}/aliases", new { name = "Marker One" })).Expect(HttpStatusCode.Created);

        // The next to be suggested shows that this was looked at.
        await SourceAsync("Marker Two", "person");
        await SourceAsync("M. Two", "person");
        var next = await SoonAsync("merge");

        Assert.That(
            next.GetProperty("merge").GetProperty("source").GetProperty("name").GetString(),
            Is.EqualTo("M. Two"),
            $"after alias {alias}"
        );
        Assert.That(
            (await Api.Get($"suggestions?kind=merge&status=proposed,accepted,dismissed&source={a}")).Items,
            Has.Count.EqualTo(1)
        );
    }

    [Test]
    public async Task A_merge_that_somebody_forbade_meanwhile_is_refused_as_it_would_be_by_hand()
    {
        var a = await SourceAsync("Ivan Petrov", "person");
        var b = await SourceAsync("I. Petrov", "person");
        var found = await SoonAsync("merge");
        (await Api.Post($"sources/{a}/distinct", new { from = b, reason = "seen together" })).Expect(
            HttpStatusCode.Created
        );

        await Refused(() => PutAsync(found, "accepted"), HttpStatusCode.Conflict, "sourcesDistinct");
    }

    [Test]
    public async Task A_relation_with_a_denial_is_suggested_to_be_its_opposite_and_accepting_puts_that_in_its_place()
    {
        var told = await ReportAsync("Ledger < Gen. X");
        var denied = await ReportAsync("Ponant < Mayor Y", modality: "negated");
        var relation = await RelateAsync(denied, told, "restates");

        var found = await SoonAsync("relation");
        var accepted = await DecideAsync(found, "accepted");
        var before = (await Api.Get($"relations/{relation}")).Json;
        var made = (await Api.Get($"relations/{accepted["relationId"].GetInt64()}")).Expect(HttpStatusCode.OK);

        var suggested = found.GetProperty("relation");
        Assert.Multiple(() =>
        {
            Assert.That(suggested.GetProperty("type").GetString(), Is.EqualTo("contradicts"));
            Assert.That(suggested.GetProperty("inPlaceOf").GetInt64(), Is.EqualTo(relation));
            Assert.That(found.GetProperty("why").GetString(), Does.StartWith($"Claim {denied} is a denial"));
            Assert.That(before.GetProperty("status").GetString(), Is.EqualTo("withdrawn"));
            Assert.That(made["type"].GetString(), Is.EqualTo("contradicts"));
            Assert.That(made["from"].GetInt64(), Is.EqualTo(denied));
        });
        Assert.That(Count(await AssessAsync(told), "opposition"), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_denial_that_contradicts_what_it_denies_is_not_questioned_and_one_that_contradicts_another_denial_is()
    {
        var told = await ClaimAsync("Ledger", "Le pont de Sarmin a été détruit par une frappe dans la nuit.");
        var doubted = await ClaimAsync("Zenobie", "Aucun avion ne survolait la vallée, affirme le maire du village.");
        var denied = await ReportAsync("Ponant < Mayor Y", modality: "negated");
        await RelateAsync(denied, told, "contradicts");
        var questioned = await RelateAsync(denied, doubted, "contradicts");

        var found = await SoonAsync("relation");

        Assert.Multiple(() =>
        {
            Assert.That(found.GetProperty("relation").GetProperty("type").GetString(), Is.EqualTo("corroborates"));
            Assert.That(found.GetProperty("relation").GetProperty("inPlaceOf").GetInt64(), Is.EqualTo(questioned));
        });
    }

    [Test]
    public async Task Claims_that_say_the_same_are_suggested_to_be_related_and_accepting_relates_them()
    {
        var one = await ClaimAsync("Ledger", "Le pont de Sarmin a été détruit par une frappe dans la nuit.");
        var two = await ClaimAsync("Ponant", "Dans la nuit, une frappe a détruit le pont de Sarmin.");

        var found = await SoonAsync("relation");
        var accepted = await DecideAsync(found, "accepted", "word for word");
        var relation = (await Api.Get($"relations/{accepted["relationId"].GetInt64()}")).Expect(HttpStatusCode.OK);
        await DecideAsync(accepted.Json, "dismissed", expected: HttpStatusCode.Conflict);

        Assert.Multiple(() =>
        {
            Assert.That(found.GetProperty("relation").GetProperty("type").GetString(), Is.EqualTo("restates"));
            Assert.That(
                found.GetProperty("matched").EnumerateArray().Select(word => word.GetString()),
                Is.EquivalentTo(new[] { "pont", "sarmin", "detruit", "frappe", "nuit" })
            );
            Assert.That(relation["rationale"].GetString(), Is.EqualTo("word for word"));
            Assert.That(
                new[] { relation["from"].GetInt64(), relation["to"].GetInt64() },
                Is.EquivalentTo(new[] { one, two })
            );
        });
    }

    [Test]
    public async Task What_is_recorded_by_hand_settles_what_was_suggested()
    {
        var one = await ClaimAsync("Ledger", "Le pont de Sarmin a été détruit par une frappe dans la nuit.");
        var two = await ClaimAsync("Ponant", "Dans la nuit, une frappe a détruit le pont de Sarmin.");
        var a = await SourceAsync("Ivan Petrov", "person");
        var b = await SourceAsync("I. Petrov", "person");
        await SoonAsync("relation");
        await SoonAsync("merge");

        var relation = await RelateAsync(one, two, "corroborates");
        (await Api.Post($"sources/{b}/merge", new { into = a, reason = "the same man" })).Expect(HttpStatusCode.OK);

        var settled = await ManyAsync("relation&status=accepted", 1);
        Assert.That(settled[0].GetProperty("relationId").GetInt64(), Is.EqualTo(relation));
        Assert.That(settled[0].GetProperty("decidedBy").GetString(), Is.EqualTo("system"));
        Assert.That(await ManyAsync("merge&status=accepted", 1), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_text_that_stands_in_an_earlier_article_is_suspected_to_be_a_copy_and_accepting_derives_it()
    {
        var original = await ArticleAsync(Words, "Agence Méridienne", "2018-09-13");
        var copy = await ArticleAsync("De notre envoyé. " + Words, "Le Ponant", "2018-09-14");
        await ArticleAsync("Édition du soir. " + Words, "Le Ponant", "2018-09-14");

        var found = (await ManyAsync("copy", 2)).Single(one => one.GetProperty("articleId").GetInt64() == copy);
        var accepted = await DecideAsync(found, "accepted");
        var derived = (await Api.Get($"articles/{copy}"))["derivedFrom"][0];

        Assert.Multiple(() =>
        {
            Assert.That(found.GetProperty("from").GetProperty("articleId").GetInt64(), Is.EqualTo(original));
            Assert.That(found.GetProperty("score").GetDouble(), Is.EqualTo(1));
            Assert.That(
                found.GetProperty("why").GetString(),
                Does.Contain("hardly be of two hands").And.Contain($"article {original} is the earlier")
            );
            Assert.That(derived.GetProperty("id").GetInt64(), Is.EqualTo(accepted["derivationId"].GetInt64()));
            Assert.That(derived.GetProperty("from").GetProperty("articleId").GetInt64(), Is.EqualTo(original));
        });
    }

    [Test]
    public async Task An_outlet_that_keeps_following_another_within_hours_is_suspected_and_no_figure_shows_it()
    {
        var first = 0L;
        for (var day = 1; day <= 10; day++)
        {
            var told = await ReportAsync("Ledger < Gen. X", $"2024-03-{day:00}T08:00:00Z");
            var followed = await ReportAsync("Ponant", $"2024-03-{day:00}T11:00:00Z");
            await RelateAsync(followed, told, "restates");
            first = first == 0 ? followed : first;
        }

        // The suspicion comes with the next report of the follower that is accepted.
        await ReportAsync("Ponant", "2024-03-20T11:00:00Z");
        var found = await ManyAsync("copy", 10);

        Assert.Multiple(async () =>
        {
            Assert.That(found[0].GetProperty("score").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(
                found[0].GetProperty("why").GetString(),
                Does.Contain("reported 10 statements within six hours after")
            );
            Assert.That(
                Count(await AssessAsync(first)),
                Is.EqualTo((1, 2)),
                "the follower may still have an origin of its own"
            );
        });
    }

    [Test]
    public async Task The_weights_and_claims_of_a_suggestion_are_those_that_stand()
    {
        var one = await ClaimAsync("Ledger", "Le pont de Sarmin a été détruit par une frappe dans la nuit.");
        await ClaimAsync("Ponant", "Dans la nuit, une frappe a détruit le pont de Sarmin.");
        var found = await SoonAsync("relation");
        (await Api.Put($"claims/{one}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);

        await Refused(() => PutAsync(found, "accepted"), HttpStatusCode.UnprocessableEntity, "claimRejected", "status");
    }

    private async Task<long> SourceAsync(string name, string kind) =>
        (await Api.Post("sources", new { name, kind })).Expect(HttpStatusCode.Created).Id;

    private async Task<long> ClaimAsync(string outlet, string text)
    {
        var article = await ArticleAsync(text, outlet, "2024-03-12");
        return (await Api.Post($"articles/{article}/claims", new { content = new[] { new { quote = text } } }))
            .Expect(HttpStatusCode.Created)
            .Id;
    }

    private async Task<JsonElement> SoonAsync(string kind) => (await ManyAsync(kind, 1)).Single();

    private async Task<IReadOnlyList<JsonElement>> ManyAsync(string kind, int count)
    {
        for (var i = 0; i < 300; i++)
        {
            var items = (await Api.Get($"suggestions?kind={kind}")).Expect(HttpStatusCode.OK).Items;
            if (items.Count >= count)
                return items;
            await Task.Delay(100);
        }

        throw new AssertionException($"Nothing of the kind {kind} was suggested within half a minute.");
    }

    private Task<Answer> PutAsync(JsonElement suggestion, string status, string? reason = null) =>
        Api.Put(
            $"suggestions/{suggestion.GetProperty("id").GetInt64()}/status",
            suggestion.GetProperty("version").GetInt32(),
            new { status, reason }
        );

    private async Task<Answer> DecideAsync(
        JsonElement suggestion,
        string status,
        string? reason = null,
        HttpStatusCode expected = HttpStatusCode.OK
    ) => (await PutAsync(suggestion, status, reason)).Expect(expected);
}

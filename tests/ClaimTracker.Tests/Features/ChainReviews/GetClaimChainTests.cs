using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.ChainReviews;

public sealed class GetClaimChainTests(TestDatabase database) : ReviewTest(database)
{
    private const string WireText = "Selon le colonel Haddad, l'armée aurait tué deux civils.";
    private const string LedgerText = "🕊️ L'agence Wire affirme que l’armée a tué deux civils.";

    [Test]
    public async Task Mention_and_cue_stand_in_their_context()
    {
        var claim = await LedgerClaimAsync();

        var chain = (await Api.Get($"claims/{claim}/chain")).Expect(HttpStatusCode.OK);
        var link = chain["links"][1];

        Assert.Multiple(() =>
        {
            Assert.That(chain["claim"].GetProperty("id").GetInt64(), Is.EqualTo(claim));
            Assert.That(link.GetProperty("cue").GetProperty("quote").GetString(), Is.EqualTo("affirme"));
            foreach (
                var span in (JsonElement[])[link.GetProperty("mention"), link.GetProperty("cue"), chain["content"][0]]
            )
                Assert.That(
                    span.GetProperty("before").GetString()
                        + span.GetProperty("quote").GetString()
                        + span.GetProperty("after").GetString(),
                    Is.EqualTo(LedgerText)
                );
            Assert.That(link.GetProperty("mention").GetProperty("start").GetInt32(), Is.EqualTo(12), "code points");
            Assert.That(chain["links"][0].GetProperty("mention").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(link.GetProperty("upstream").GetArrayLength(), Is.Zero);
            Assert.That(chain["review"].ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
        (await Api.Get("claims/9999/chain")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task The_report_it_was_had_from_stands_beside_it_with_the_words_that_changed_and_what_drifted()
    {
        var wire = await WireClaimAsync();
        var ledger = await LedgerClaimAsync();
        var relation = await RelateAsync(ledger, wire, "derivedFrom");
        var review = await ReviewAsync(ledger, "approved", "supported", "distorted");

        var chain = (await Api.Get($"claims/{ledger}/chain")).Expect(HttpStatusCode.OK);
        var upstream = chain["links"][1].GetProperty("upstream").EnumerateArray().Single();
        var diff = upstream.GetProperty("statementDiff").EnumerateArray().ToList();
        var drift = upstream
            .GetProperty("drift")
            .EnumerateArray()
            .Select(one =>
                $"{one.GetProperty("aspect").GetString()} {one.GetProperty("position")}/{one.GetProperty("upstreamPosition")}: {one.GetProperty("upstream").GetString()} > {one.GetProperty("here").GetString()}"
            )
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(upstream.GetProperty("claim").GetProperty("id").GetInt64(), Is.EqualTo(wire));
            Assert.That(upstream.GetProperty("via").GetString(), Is.EqualTo("derivedFrom"));
            Assert.That(upstream.GetProperty("recordId").GetInt64(), Is.EqualTo(relation));
            Assert.That(
                diff.Select(change => change.GetProperty("change").GetString()),
                Is.EqualTo(new[] { "kept", "removed", "added", "kept" })
            );
            Assert.That(diff[1].GetProperty("upstream").GetProperty("text").GetString(), Is.EqualTo("aurait "));
            Assert.That(diff[2].GetProperty("here").GetProperty("text").GetString(), Is.EqualTo("a "));
            Assert.That(
                string.Concat(diff.Select(change => Side(change, "upstream"))),
                Is.EqualTo("l'armée aurait tué deux civils")
            );
            Assert.That(
                string.Concat(diff.Select(change => Side(change, "here"))),
                Is.EqualTo("l’armée a tué deux civils")
            );
            Assert.That(
                drift,
                Is.EqualTo(
                    new[]
                    {
                        "modality /: conditional > asserted",
                        "basis 1/0: cites > speaks",
                        "source /1: le colonel Haddad > ",
                    }
                )
            );
            Assert.That(chain["review"].GetProperty("id").GetInt64(), Is.EqualTo(review.Id));
        });
    }

    [Test]
    public async Task A_restatement_counts_where_the_chain_names_its_outlet_and_an_article_made_from_it_needs_no_name()
    {
        var wire = await WireClaimAsync();
        var ledger = await LedgerClaimAsync();
        var other = await ReportAsync("Ponant < Somebody");
        await RelateAsync(ledger, other, "restates");
        await RelateAsync(other, wire, "restates");

        var named = (await Api.Get($"claims/{ledger}/chain"))["links"];
        var unnamed = (await Api.Get($"claims/{other}/chain"))["links"];
        var wireArticle = (await ReadAsync(wire))["article"].GetProperty("id").GetInt64();
        var otherArticle = (await ReadAsync(other))["article"].GetProperty("id").GetInt64();
        (
            await Api.Post(
                $"articles/{otherArticle}/derivations",
                new { from = new { articleId = wireArticle }, reason = "word for word" }
            )
        ).Expect(HttpStatusCode.Created);
        var made = (await Api.Get($"claims/{other}/chain"))["links"];

        Assert.Multiple(() =>
        {
            Assert.That(Upstream(named[1]), Is.EqualTo(new[] { $"restates {wire}" }));
            Assert.That(Upstream(named[0]), Is.Empty);
            Assert.That(Upstream(unnamed[0]).Concat(Upstream(unnamed[1])), Is.Empty);
            Assert.That(Upstream(made[0]), Is.EqualTo(new[] { $"articleDerivation {wire}" }));
        });
    }

    [Test]
    public async Task Unnamed_sources_in_the_same_place_are_held_side_by_side_whoever_they_are()
    {
        var wire = await ReportAsync("Wire < ~une source militaire");
        var ledger = await ReportAsync("Ledger < Wire* < ~un haut responsable");
        await RelateAsync(ledger, wire, "derivedFrom");

        var drift = (await Api.Get($"claims/{ledger}/chain"))["links"]
            [1]
            .GetProperty("upstream")[0]
            .GetProperty("drift")
            .EnumerateArray()
            .Single();

        Assert.Multiple(() =>
        {
            Assert.That(drift.GetProperty("aspect").GetString(), Is.EqualTo("source"));
            Assert.That(drift.GetProperty("upstream").GetString(), Is.EqualTo("une source militaire"));
            Assert.That(drift.GetProperty("here").GetString(), Is.EqualTo("un haut responsable"));
            Assert.That(drift.GetProperty("position").GetInt32(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Statements_in_two_languages_are_shown_without_a_word_diff()
    {
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = "The army may have killed two civilians.",
                    outlet = "Wire",
                    language = "en",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        var wire = await ClaimAsync(article, "killed two civilians");
        var ledger = await LedgerClaimAsync();
        await RelateAsync(ledger, wire.Id, "derivedFrom");

        var upstream = (await Api.Get($"claims/{ledger}/chain"))["links"][1].GetProperty("upstream")[0];

        Assert.That(upstream.GetProperty("statementDiff").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private async Task<long> WireClaimAsync()
    {
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = WireText,
                    outlet = "Wire",
                    language = "fr",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        return (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[] { new { quote = "l'armée aurait tué deux civils" } },
                    modality = "conditional",
                    attribution = new[]
                    {
                        new
                        {
                            source = new { name = "le colonel Haddad", kind = "person" },
                            cue = new { quote = "Selon" },
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
    }

    private async Task<long> LedgerClaimAsync()
    {
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = LedgerText,
                    outlet = "Ledger",
                    language = "fr",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        return (
            await ClaimAsync(
                article,
                "l’armée a tué deux civils",
                new[]
                {
                    new
                    {
                        source = new { name = "Wire", kind = "outlet" },
                        mention = new { quote = "Wire" },
                        cue = new { quote = "affirme" },
                        stance = "affirming",
                    },
                }
            )
        ).Id;
    }

    private static string? Side(JsonElement change, string side) =>
        change.GetProperty(side) is { ValueKind: JsonValueKind.Object } stretch
            ? stretch.GetProperty("text").GetString()
            : null;

    private static string[] Upstream(JsonElement link) =>
        [
            .. link.GetProperty("upstream")
                .EnumerateArray()
                .Select(one =>
                    $"{one.GetProperty("via").GetString()} {one.GetProperty("claim").GetProperty("id").GetInt64()}"
                ),
        ];
}

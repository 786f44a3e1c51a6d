using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Claims;
using ClaimTracker.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Tests.Features.Articles;

public sealed class VersionTests(TestDatabase database) : ClaimTest(database)
{
    private const string First = "Le colonel Haddad a déclaré que la ville est prise.";
    private const string Second = "Le général Nasser a déclaré que la ville est prise.";

    [Test]
    public async Task A_new_version_keeps_every_anchor_exact_whatever_stands_before_it()
    {
        var article = await ArticleAsync();
        var told = await ClaimAsync(
            article,
            attribution: new[]
            {
                new
                {
                    source = new { name = "Haddad", kind = "person" },
                    mention = new { quote = "le colonel Haddad" },
                    cue = new { quote = "a ajouté" },
                },
            }
        );
        var parts = (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[] { new { quote = "L'arme\u0301e a repris" }, new { quote = "deux villages »" } },
                    statement = "The army took two.",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var answer = (await RecordAsync(article, "👩‍👩‍👧 Mis a\u0300 jour. " + Text + " Fin.")).Expect(
            HttpStatusCode.Created
        );

        var shift = "👩‍👩‍👧 Mis a\u0300 jour. ".EnumerateRunes().Count();
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(answer.Location, Is.EqualTo($"/api/v1/articles/{article}/versions/2"));
            Assert.That(
                (
                    answer["textVersion"].GetInt32(),
                    answer["anchored"].GetInt32(),
                    answer["ambiguous"].GetInt32(),
                    answer["orphaned"].GetInt32()
                ),
                Is.EqualTo((2, 2, 0, 0))
            );
            foreach (var claim in new[] { told, parts })
            {
                var now = await Api.Get($"claims/{claim.Id}");
                Assert.That(Anchor(now), Is.EqualTo(("anchored", 2)));
                Assert.That(
                    now["anchor"].GetProperty("contentHash").GetString(),
                    Is.EqualTo(answer["contentHash"].GetString())
                );
                Assert.That(
                    now["content"].EnumerateArray().Select(Place),
                    Is.EqualTo(claim["content"].EnumerateArray().Select(span => Moved(span, shift)))
                );
                Assert.That(now["statement"].GetString(), Is.EqualTo(claim["statement"].GetString()));
                Assert.That(now["mode"].GetString(), Is.EqualTo(claim["mode"].GetString()));
            }

            var link = Chain(await Api.Get($"claims/{told.Id}"))[^1];
            Assert.That(
                Place(link.GetProperty("mention")),
                Is.EqualTo(Moved(Chain(told)[^1].GetProperty("mention"), shift))
            );
            Assert.That(Place(link.GetProperty("cue")), Is.EqualTo(Moved(Chain(told)[^1].GetProperty("cue"), shift)));
            Assert.That(link.GetProperty("cue").GetProperty("textVersion").GetInt32(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Of_two_sentences_that_differ_in_the_actor_a_claim_never_takes_the_other()
    {
        var article = await ArticleAsync(First + " " + Second);
        var told = await TellAsync(article, "Haddad", "Le colonel Haddad", 0);
        var other = await TellAsync(article, "Nasser", "Le général Nasser", First.Length + 1);
        var bare = (
            await Api.Post($"articles/{article}/claims", new { content = new[] { new { start = 32, end = 50 } } })
        ).Expect(HttpStatusCode.Created);

        var answer = (await RecordAsync(article, Second)).Expect(HttpStatusCode.Created);

        Assert.That(
            answer["claims"]
                .EnumerateArray()
                .Select(claim =>
                    (claim.GetProperty("id").GetInt64(), claim.GetProperty("anchor").GetProperty("state").GetString())
                ),
            Is.EquivalentTo(new[] { (told.Id, "orphaned"), (other.Id, "anchored"), (bare.Id, "orphaned") })
        );
        var lost = await Api.Get($"claims/{told.Id}");
        Assert.That(Anchor(lost), Is.EqualTo(("orphaned", 1)));
        Assert.That(lost["content"].GetRawText(), Is.EqualTo(told["content"].GetRawText()));
        Assert.That(lost["status"].GetString(), Is.EqualTo("accepted"));
    }

    [TestCase(
        "Le général Nasser a déclaré que la ville est prise.",
        "orphaned",
        TestName = "An_actor_that_was_exchanged_orphans_the_claim_though_its_content_stands"
    )]
    [TestCase(
        "Le colonel Haddad a nié que la ville est prise.",
        "orphaned",
        TestName = "A_cue_that_was_exchanged_orphans_the_claim_though_its_content_stands"
    )]
    [TestCase(
        "Le colonel Haddad a déclaré que la ville est libre.",
        "orphaned",
        TestName = "A_content_that_was_exchanged_orphans_the_claim"
    )]
    [TestCase(
        "Le colonel Haddad a déclaré que la ville est prise. Le colonel Haddad a déclaré que la ville est prise.",
        "ambiguous",
        TestName = "A_sentence_that_came_to_stand_twice_makes_its_claim_ambiguous"
    )]
    [TestCase(
        "À midi, le soir même, Le colonel Haddad a déclaré que la ville est prise, hélas.",
        "anchored",
        TestName = "An_edit_beside_all_spans_keeps_the_claim"
    )]
    public async Task An_edit_decides_what_becomes_of_a_claim(string text, string state)
    {
        var article = await ArticleAsync(First);
        var claim = await TellAsync(article, "Haddad", "Le colonel Haddad", 0);

        (await RecordAsync(article, text)).Expect(HttpStatusCode.Created);

        Assert.That(Anchor(await Api.Get($"claims/{claim.Id}")), Is.EqualTo((state, state == "anchored" ? 2 : 1)));
    }

    [Test]
    public async Task A_new_content_settles_a_lost_anchor_and_never_a_wording()
    {
        var article = await ArticleAsync(First + " Fin.");
        var worded = await TellAsync(article, "Haddad", "Le colonel Haddad", 0, statement: "The town has fallen.");
        var derived = await TellAsync(article, "Haddad", "Le colonel Haddad", 0);
        (await RecordAsync(article, "Le colonel Haddad a annoncé que la ville est tombée. Fin.")).Expect(
            HttpStatusCode.Created
        );
        var content = new
        {
            content = new[] { new { quote = "la ville est tombée" } },
            reason = "the outlet's new words",
        };

        var first = (await Api.Patch($"claims/{worded.Id}", 2, content)).Expect(HttpStatusCode.OK);
        var second = (await Api.Patch($"claims/{derived.Id}", 2, content)).Expect(HttpStatusCode.OK);

        var link = Chain(first)[^1];
        Assert.Multiple(() =>
        {
            Assert.That(Anchor(first), Is.EqualTo(("anchored", 2)));
            Assert.That(first["statement"].GetString(), Is.EqualTo("The town has fallen."));
            Assert.That(second["statement"].GetString(), Is.EqualTo("la ville est tombée"));
            Assert.That(
                link.GetProperty("cue").GetProperty("textVersion").GetInt32(),
                Is.EqualTo(1),
                "the cue is gone, and says where it stood"
            );
        });
        var third = (
            await RecordAsync(article, "Au soir. Le colonel Haddad a annoncé que la ville est tombée. Fin.")
        ).Expect(HttpStatusCode.Created);
        Assert.That(
            third["anchored"].GetInt32(),
            Is.EqualTo(2),
            "what was settled is not lost again for what was left behind"
        );
    }

    [Test]
    public async Task A_new_attribution_settles_an_anchor_that_only_the_attribution_lost()
    {
        var article = await ArticleAsync(First);
        var claim = await TellAsync(article, "Haddad", "Le colonel Haddad", 0);
        (await RecordAsync(article, Second)).Expect(HttpStatusCode.Created);
        object[] old =
        [
            new
            {
                source = new { name = "Haddad", kind = "person" },
                mention = new { quote = "Le colonel Haddad", textVersion = 1 },
            },
        ];
        object[] links =
        [
            new
            {
                source = new { name = "Nasser", kind = "person" },
                mention = new { quote = "Le général Nasser" },
                cue = new { quote = "a déclaré" },
            },
        ];
        await Refused(
            () => Api.Put($"claims/{claim.Id}/attribution", 2, new { links = old, reason = "no" }),
            HttpStatusCode.UnprocessableEntity,
            "textVersionDiffers",
            "links[0].mention.textVersion"
        );

        var settled = (
            await Api.Put($"claims/{claim.Id}/attribution", 2, new { links, reason = "the outlet corrected the name" })
        ).Expect(HttpStatusCode.OK);

        Assert.That(Anchor(settled), Is.EqualTo(("anchored", 2)));
        Assert.That(Place(settled["content"][0]), Is.EqualTo((32, 50, "la ville est prise")));
    }

    [Test]
    public async Task An_old_text_may_come_back_and_brings_back_what_was_lost()
    {
        var article = await ArticleAsync(First);
        var claim = await TellAsync(article, "Haddad", "Le colonel Haddad", 0);
        (await RecordAsync(article, Second)).Expect(HttpStatusCode.Created);
        await Refused(
            () => Api.Post("claims/join", new { ids = new[] { claim.Id, (claim.Id + 1) }, reason = "no" }),
            HttpStatusCode.UnprocessableEntity,
            "unknownClaim"
        );
        await Refused(
            () =>
                Api.Post(
                    $"claims/{claim.Id}/split",
                    new
                    {
                        parts = new[]
                        {
                            new { content = new[] { new { start = 0, end = 40 } } },
                            new { content = new[] { new { start = 41, end = 45 } } },
                        },
                        reason = "no",
                    }
                ),
            HttpStatusCode.Conflict,
            "notAnchored"
        );

        (await RecordAsync(article, First)).Expect(HttpStatusCode.Created);

        Assert.That(Anchor(await Api.Get($"claims/{claim.Id}")), Is.EqualTo(("anchored", 3)));
        var versions = (await Api.Get($"articles/{article}/versions?limit=2")).Expect(HttpStatusCode.OK);
        Assert.That(
            versions.Items.Select(version => version.GetProperty("textVersion").GetInt32()),
            Is.EqualTo(new[] { 3, 2 })
        );
        Assert.That(
            (await Api.Get($"articles/{article}/versions?limit=2&after={versions["next"].GetString()}"))
                .Items.Single()
                .GetProperty("id")
                .GetInt32(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Every_version_can_be_read_and_the_article_shows_the_newest()
    {
        var article = await ArticleAsync(First);

        var answer = (await RecordAsync(article, Second + " 😀")).Expect(HttpStatusCode.Created);

        var old = (await Api.Get($"articles/{article}/versions/1")).Expect(HttpStatusCode.OK);
        var now = (await Api.Get(answer.Location!)).Expect(HttpStatusCode.OK);
        var whole = await Api.Get($"articles/{article}");
        Assert.Multiple(() =>
        {
            Assert.That((old["text"].GetString(), old["reason"].ValueKind), Is.EqualTo((First, JsonValueKind.Null)));
            Assert.That(
                (now["text"].GetString(), now["reason"].GetString(), now.ETag),
                Is.EqualTo((Second + " 😀", "corrected", "\"1\""))
            );
            Assert.That(
                (whole["text"].GetString(), whole["textVersion"].GetInt32(), whole.Version),
                Is.EqualTo((Second + " 😀", 2, 2))
            );
            Assert.That(
                whole["contentHash"].GetString(),
                Is.EqualTo(now["contentHash"].GetString()).And.Not.EqualTo(old["contentHash"].GetString())
            );
        });
        Assert.That((await Api.Get("articles?q=nasser")).Items, Has.Count.EqualTo(1));
        Assert.That((await Api.Get("articles?q=haddad")).Items, Is.Empty);
    }

    [Test]
    public async Task A_text_that_is_there_already_is_refused()
    {
        var article = await ArticleAsync(First);
        var other = await ArticleAsync(Second);

        await Refused(() => RecordAsync(article, First), HttpStatusCode.Conflict, "textUnchanged");
        var answer = await Refused(() => RecordAsync(article, Second), HttpStatusCode.Conflict, "articleExists");

        Assert.That(answer["articleId"].GetInt64(), Is.EqualTo(other));
    }

    [TestCase("""{"text":" ","reason":"x"}""", "text")]
    [TestCase("""{"text":"a\u0000b","reason":"x"}""", "text")]
    [TestCase("""{"text":"\ud800","reason":"x"}""", "text")]
    [TestCase("""{"text":"x"}""", "reason")]
    [TestCase("""{"text":"x","reason":" "}""", "reason")]
    [TestCase("""{"text":"x","reason":"x","number":2}""", "number")]
    public async Task A_request_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var article = await ArticleAsync(First);

        await Refused(
            () => Api.Post($"articles/{article}/versions", body),
            HttpStatusCode.BadRequest,
            "invalid",
            fault
        );
    }

    [Test]
    public async Task Over_a_million_code_points_is_too_large_and_an_unknown_article_or_version_is_not_found()
    {
        var article = await ArticleAsync(First);

        await Refused(
            () => RecordAsync(article, string.Concat(Enumerable.Repeat("😀", 1_000_001))),
            HttpStatusCode.RequestEntityTooLarge,
            "tooLarge"
        );
        (await RecordAsync(999, First)).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get("articles/999/versions")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"articles/{article}/versions/2")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task Claims_of_every_status_follow_and_the_trail_says_so_for_each()
    {
        var article = await ArticleAsync(First + " " + Second);
        var rejected = await TellAsync(article, "Haddad", "Le colonel Haddad", 0);
        (await Api.Put($"claims/{rejected.Id}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        var proposed = await TellAsync(article, "Haddad", "Le colonel Haddad", 0);
        (await Api.Put($"claims/{proposed.Id}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        (await RecordAsync(article, "Au soir. " + First)).Expect(HttpStatusCode.Created);

        foreach (var id in new[] { rejected.Id, proposed.Id })
            Assert.That(Anchor(await Api.Get($"claims/{id}")), Is.EqualTo(("anchored", 2)));
        var trail = await App.Read(db =>
            db.AuditEntries.Where(entry => entry.UseCase == "RecordVersion")
                .OrderBy(entry => entry.Position)
                .ToListAsync()
        );
        Assert.That(
            trail.Select(entry => entry.Subject),
            Is.EquivalentTo(new[] { $"article:{article}", $"claim:{rejected.Id}", $"claim:{proposed.Id}" })
        );
        Assert.That(trail.Select(entry => entry.Reason), Is.All.EqualTo("corrected"));
        Assert.That(trail[0].Change, Does.Contain("\"textVersion\":{\"old\":1,\"new\":2}"));
    }

    [Test]
    public async Task An_extraction_reads_the_new_text_and_repeats_nothing_that_stands_in_it()
    {
        const string text = "« Nous avons repris la colline », a déclaré Paul Durand.";
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text,
                    outlet = "Le Ponant",
                    language = "fr",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        Assume.That((await Api.Get($"articles/{article}/claims")).Items, Has.Count.EqualTo(1));

        (await RecordAsync(article, "Hier soir. " + text)).Expect(HttpStatusCode.Created);
        Assert.That((await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created).Items, Is.Empty);

        (await RecordAsync(article, text.Replace("Paul Durand", "Anne Moreau", StringComparison.Ordinal))).Expect(
            HttpStatusCode.Created
        );
        var found = (await Api.Post($"articles/{article}/extraction")).Expect(HttpStatusCode.Created).Items.Single();
        Assert.That(
            found.GetProperty("attribution")[1].GetProperty("source").GetProperty("name").GetString(),
            Is.EqualTo("Anne Moreau")
        );
        Assert.That(found.GetProperty("anchor").GetProperty("textVersion").GetInt32(), Is.EqualTo(3));
    }

    private Task<Answer> RecordAsync(long article, string text) =>
        Api.Post($"articles/{article}/versions", new { text, reason = "corrected" });

    /// <summary>A claim of one of the two sentences, with its mention and cue, found by their positions.</summary>
    private async Task<Answer> TellAsync(
        long article,
        string name,
        string mention,
        int from,
        string? statement = null
    ) =>
        (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[]
                    {
                        new
                        {
                            start = from + 32,
                            end = from + 50,
                            quote = "la ville est prise",
                        },
                    },
                    statement,
                    attribution = new[]
                    {
                        new
                        {
                            source = new { name, kind = "person" },
                            mention = new
                            {
                                start = from,
                                end = from + mention.Length,
                                quote = mention,
                            },
                            cue = new
                            {
                                start = from + 18,
                                end = from + 27,
                                quote = "a déclaré",
                            },
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.Created);

    private static (string?, int) Anchor(Answer claim) =>
        (claim["anchor"].GetProperty("state").GetString(), claim["anchor"].GetProperty("textVersion").GetInt32());

    private static (int, int, string?) Place(JsonElement span) =>
        (
            span.GetProperty("start").GetInt32(),
            span.GetProperty("end").GetInt32(),
            span.GetProperty("quote").GetString()
        );

    private static (int, int, string?) Moved(JsonElement span, int by) =>
        Place(span) is var (start, end, quote) ? (start + by, end + by, quote) : default;
}

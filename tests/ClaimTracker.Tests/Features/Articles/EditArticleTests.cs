using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Tests.Features.Articles;

public sealed class EditArticleTests(TestDatabase database) : ApiTest(database)
{
    private const string Text = "Le ministre a parlé. La source a confirmé.";

    private long id;

    [SetUp]
    public async Task RecordOneAsync() => id = (
            await Api.Post(
                "articles",
                new
                {
                    text = Text,
                    title = "Titre",
                    outlet = "Le Ponant",
                    language = "fr",
                    url = "https://a.example/1",
                    archivedUrl = "https://b.example/1",
                    author = "A. L.",
                    published = "2018-09",
                    tags = (string[])["a", "b"],
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;

    [Test]
    public async Task Each_field_can_be_changed_alone_and_leaves_the_others()
    {
        var before = await Api.Get($"articles/{id}");
        var version = 1;
        foreach (
            var (body, field, expected) in (IEnumerable<(object, string, string)>)
                [
                    (new { title = "Autre" }, "title", "\"Autre\""),
                    (new { url = "https://c.example/" }, "url", "\"https://c.example/\""),
                    (new { archivedUrl = "https://d.example/" }, "archivedUrl", "\"https://d.example/\""),
                    (new { author = "B." }, "author", "\"B.\""),
                    (new { language = "en-GB" }, "language", "\"en-GB\""),
                    (new { published = "2018-09-14" }, "published", "\"2018-09-14\""),
                    (new { tags = (string[])["c"] }, "tags", "[\"c\"]"),
                ]
        )
        {
            var after = (await Api.Patch($"articles/{id}", version++, body)).Expect(HttpStatusCode.OK);
            Assert.That(after[field].GetRawText(), Is.EqualTo(expected));
            Assert.That(after.ETag, Is.EqualTo($"\"{version}\""));
            var (old, now) = (Without(before, field), Without(after, field));
            Assert.That(JsonNode.DeepEquals(old, now), $"{field}: {old} → {now}");
            before = after;
        }
    }

    [Test]
    public async Task Null_clears_what_may_be_absent()
    {
        var after = (
            await Api.Patch(
                $"articles/{id}",
                1,
                new
                {
                    title = (string?)null,
                    outlet = (string?)null,
                    url = (string?)null,
                    archivedUrl = (string?)null,
                    author = (string?)null,
                    published = (string?)null,
                }
            )
        ).Expect(HttpStatusCode.OK);

        foreach (
            var name in (string[])
                ["title", "outlet", "url", "archivedUrl", "author", "published", "publishedEarliest", "publishedLatest"]
        )
            Assert.That(after[name].ValueKind, Is.EqualTo(JsonValueKind.Null), name);
        Assert.That((await Api.Get("articles?q=titre")).Items, Is.Empty);
    }

    [Test]
    public async Task Null_is_refused_for_what_is_always_there() =>
        (await Api.Patch($"articles/{id}", 1, new { language = (string?)null, tags = (string[]?)null })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "language",
            "tags"
        );

    [Test]
    public async Task What_changes_nothing_keeps_the_version_and_leaves_no_trace()
    {
        var entries = await App.Read(db => db.AuditEntries.CountAsync());

        var after = (
            await Api.Patch(
                $"articles/{id}",
                1,
                new
                {
                    title = "Titre",
                    outlet = "le PONANT",
                    tags = (string[])["b", "a", "a"],
                    published = "2018-09",
                    reason = "nothing",
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.That(after.Version, Is.EqualTo(1));
        Assert.That(await App.Read(db => db.AuditEntries.CountAsync()), Is.EqualTo(entries));
    }

    [Test]
    public async Task A_body_that_changes_nothing_at_all_is_refused()
    {
        (await Api.Patch($"articles/{id}", 1, new { })).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "");
        (await Api.Patch($"articles/{id}", 1, new { reason = "why not" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            ""
        );
        (await Api.Send(HttpMethod.Patch, $"articles/{id}", "", [("If-Match", "\"1\"")])).ExpectProblem(
            HttpStatusCode.BadRequest,
            "bodyMissing"
        );
        (await Api.Send(HttpMethod.Patch, $"articles/{id}", null, [("If-Match", "\"1\"")])).ExpectProblem(
            HttpStatusCode.BadRequest,
            "bodyMissing"
        );
    }

    [Test]
    public async Task The_text_and_unknown_fields_are_refused() =>
        (
            await Api.Patch(
                $"articles/{id}",
                1,
                new
                {
                    text = "Autre.",
                    id = 5,
                    ifMatch = "x",
                    title = "",
                    url = "ftp://x",
                    tags = (string[])[""],
                    published = "soon",
                    author = " ",
                    language = "x",
                }
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "text", "id", "ifMatch");

    [Test]
    public async Task Values_that_cannot_be_are_refused_at_their_paths() =>
        (
            await Api.Patch(
                $"articles/{id}",
                1,
                new
                {
                    title = "",
                    url = "ftp://x",
                    tags = (string[])[""],
                    published = "soon",
                    author = " ",
                    language = "x",
                    reason = " ",
                    outlet = new { id = 1, name = "x" },
                }
            )
        ).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "title",
            "url",
            "tags",
            "published",
            "author",
            "language",
            "reason",
            "outlet"
        );

    [Test]
    public async Task The_version_that_was_read_must_be_said()
    {
        Task<Answer> Patch(string? match) =>
            Api.Send(
                HttpMethod.Patch,
                $"articles/{id}",
                new { title = match ?? "none" },
                match is null ? [] : [("If-Match", match)]
            );

        (await Patch(null)).ExpectProblem(HttpStatusCode.PreconditionRequired, "versionMissing");
        foreach (var malformed in (string[])["1", "\"1", "", "abc", "\"1\" \"2\"", "\"1\", x"])
            (await Patch(malformed)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "If-Match");
        foreach (
            var other in (string[])
                [
                    "\"2\"",
                    "W/\"1\"",
                    "\"0\"",
                    "\"-1\"",
                    "\"+1\"",
                    "\" 1\"",
                    "\"abc\"",
                    "\"99999999999999999999\"",
                    "\"\"",
                    "\"2\", \"3\"",
                ]
        )
        {
            var stale = (await Patch(other)).ExpectProblem(HttpStatusCode.PreconditionFailed, "staleVersion");
            Assert.That(stale["version"].GetInt32(), Is.EqualTo(1));
        }

        (await Patch("\"7\", \"1\"")).Expect(HttpStatusCode.OK);
        Assert.That((await Patch("*")).Expect(HttpStatusCode.OK).Version, Is.EqualTo(3));
    }

    [Test]
    public async Task Of_two_writers_at_once_one_wins_and_the_other_is_told()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => Api.Patch($"articles/{id}", 1, new { title = $"Titre {number}" }))
        );

        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.OK), Is.EqualTo(1));
        foreach (var loser in answers.Where(answer => answer.Status != HttpStatusCode.OK))
            loser.ExpectProblem(HttpStatusCode.PreconditionFailed, "staleVersion");
        Assert.That((await Api.Get($"articles/{id}")).Version, Is.EqualTo(2));
    }

    [Test]
    public async Task An_unknown_article_is_not_found_and_an_unknown_outlet_refused()
    {
        (await Api.Patch("articles/999", 1, new { title = "x" })).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Patch($"articles/{id}", 1, new { outlet = new { id = 999 } })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unknownSource",
            "outlet.id"
        );
        Assert.That((await Api.Get($"articles/{id}")).Version, Is.EqualTo(1));
    }

    [Test]
    public async Task A_new_outlet_becomes_link_0_of_the_claims_with_history()
    {
        var claims = await LayClaims();

        var after = (
            await Api.Patch($"articles/{id}", 1, new { outlet = "Marlowe Courier", reason = "misread" })
        ).Expect(HttpStatusCode.OK);

        var outlet = after["outlet"].GetProperty("id").GetInt64();
        var stored = await App.Read(db =>
            db.Claims.Include(claim => claim.Attribution).OrderBy(claim => claim.Id).ToListAsync()
        );
        var entries = await App.Read(db =>
            db.AuditEntries.Where(entry => entry.UseCase == "EditArticle").ToListAsync()
        );
        Assert.Multiple(() =>
        {
            Assert.That(stored.Select(claim => claim.Id), Is.EqualTo(claims));
            Assert.That(
                stored.Select(claim => claim.Attribution.OrderBy(link => link.Position).First().SourceId),
                Is.All.EqualTo(outlet)
            );
            Assert.That(stored.Select(claim => claim.Version), Is.All.EqualTo(2));
            Assert.That(stored.Select(claim => claim.Mode), Is.EqualTo(new[] { ClaimMode.Narration, ClaimMode.Mixed }));
            Assert.That(stored[0].OriginId, Is.EqualTo(outlet), "the outlet's own voice");
            Assert.That(
                entries.Select(entry => entry.Subject),
                Is.EquivalentTo(
                    new[] { $"source:{outlet}", $"article:{id}", $"claim:{claims[0]}", $"claim:{claims[1]}" }
                )
            );
            Assert.That(entries.Select(entry => entry.Reason), Is.All.EqualTo("misread"));
        });
    }

    [Test]
    public async Task Without_an_outlet_link_0_stays_and_its_source_is_unknown()
    {
        await LayClaims();

        (await Api.Patch($"articles/{id}", 1, new { outlet = (string?)null })).Expect(HttpStatusCode.OK);

        var links = await App.Read(db => db.AttributionLinks.Where(link => link.Position == 0).ToListAsync());
        Assert.That(links, Has.Count.EqualTo(2));
        Assert.That(links.Select(link => link.SourceId), Is.All.Null);
    }

    [Test]
    public async Task An_outlet_that_a_chain_goes_on_to_is_refused()
    {
        await LayClaims();

        (
            await Api.Patch($"articles/{id}", 1, new { outlet = new { name = "Le ministre", kind = "person" } })
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "sourceTwiceInARow", "outlet");

        Assert.That(
            (await Api.Get($"articles/{id}"))["outlet"].GetProperty("name").GetString(),
            Is.EqualTo("Le Ponant")
        );
    }

    [Test]
    public async Task An_outlet_that_has_this_text_already_is_refused()
    {
        var twin = (
            await Api.Post(
                "articles",
                new
                {
                    text = Text,
                    outlet = "Marlowe Courier",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created);

        var refused = (await Api.Patch($"articles/{id}", 1, new { outlet = "Marlowe Courier" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "articleExists"
        );

        Assert.That(refused["articleId"].GetInt64(), Is.EqualTo(twin.Id));
        Assert.That((await Api.Get($"articles/{id}")).Version, Is.EqualTo(1));
    }

    /// <summary>A narration, and a claim of the minister whose mode the extraction judged.</summary>
    private Task<long[]> LayClaims() =>
        App.Write(async db =>
        {
            var article = await db.Articles.Include(a => a.Outlet).SingleAsync(a => a.Id == id);
            var minister = Source.Named(SourceKind.Person, "Le ministre", SourceStatus.Proposed, db.Stamp);
            var index = new CodePointIndex(Text);
            var claims = (Claim[])
                [
                    Claim.Propose(
                        article,
                        [TextSpan.At(index, 0, 20)],
                        "Le ministre a parlé.",
                        [],
                        ClaimMode.Narration,
                        Modality.Asserted,
                        0.5,
                        0.5,
                        "narration",
                        "Reader 1.0",
                        db.Stamp
                    ),
                    Claim.Propose(
                        article,
                        [TextSpan.At(index, 21, 42)],
                        "La source a confirmé.",
                        [new LinkDraft(minister) { Cue = TextSpan.At(index, 31, 41) }],
                        ClaimMode.Mixed,
                        Modality.Asserted,
                        0.5,
                        null,
                        "cue",
                        "Reader 1.0",
                        db.Stamp
                    ),
                ];
            db.Claims.AddRange(claims);
            await db.SaveChangesAsync();
            return claims.Select(claim => claim.Id).ToArray();
        });

    private static JsonObject Without(Answer answer, string field)
    {
        var article = JsonSerializer.Deserialize<JsonObject>(answer.Text)!;
        foreach (
            var name in (string[])
                [field, "version", .. field == "published" ? (string[])["publishedEarliest", "publishedLatest"] : []]
        )
            article.Remove(name);
        return article;
    }
}

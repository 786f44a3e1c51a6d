using System.Net;
using System.Text.Json;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class MergeSourceTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task A_merge_moves_a_pointer_and_taking_it_back_moves_it_back()
    {
        var (sign, agency) = (await RecordAsync("AMP"), await RecordAsync("Agence Méridienne"));
        var before = await Api.Get($"sources/{sign}");

        var merged = (await Api.Post($"sources/{sign}/merge", new { into = agency, reason = "its sign" })).Expect(
            HttpStatusCode.OK
        );
        var canonical = await Api.Get($"sources/{agency}");
        var back = (await Api.Post($"sources/{sign}/unmerge", new { reason = "a radio" })).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(merged["mergedInto"].GetProperty("id").GetInt64(), Is.EqualTo(agency));
            Assert.That(merged["mergedInto"].GetProperty("name").GetString(), Is.EqualTo("Agence Méridienne"));
            Assert.That(merged.Version, Is.EqualTo(2));
            Assert.That(merged.ETag, Is.EqualTo("\"2\""));
            Assert.That(canonical["merged"][0].GetProperty("id").GetInt64(), Is.EqualTo(sign));
            Assert.That(canonical.Version, Is.EqualTo(1));
            Assert.That(back["mergedInto"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(back["name"].GetString(), Is.EqualTo(before["name"].GetString()));
        });
        (await Api.Post($"sources/{sign}/unmerge", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "notMerged"
        );
    }

    [Test]
    public async Task Names_and_aliases_of_a_merged_source_find_the_one_it_was_merged_into()
    {
        var (sign, agency) = (await RecordAsync("AMP"), await RecordAsync("Agence Méridienne"));
        var alias = (await Api.Post($"sources/{sign}/aliases", new { name = "A.M.P." })).Expect(HttpStatusCode.Created);
        (await Api.Post($"sources/{sign}/merge", new { into = agency, reason = "its sign" })).Expect(HttpStatusCode.OK);

        var byName = (await Api.Post("articles", new { text = "Un texte.", outlet = "amp" })).Expect(
            HttpStatusCode.Created
        );
        var byAlias = (await Api.Post("articles", new { text = "Un autre.", outlet = "a.m.p." })).Expect(
            HttpStatusCode.Created
        );
        var found = (await Api.Get("sources?q=AMP")).Items;
        var shown = (await Api.Get($"sources/{agency}"))["aliases"][0];

        Assert.Multiple(() =>
        {
            Assert.That(byName["outlet"].GetProperty("id").GetInt64(), Is.EqualTo(agency));
            Assert.That(byAlias["outlet"].GetProperty("id").GetInt64(), Is.EqualTo(agency));
            Assert.That(found.Select(source => source.GetProperty("id").GetInt64()), Is.EqualTo(new[] { agency }));
            Assert.That(shown.GetProperty("id").GetInt64(), Is.EqualTo(alias.Id));
            Assert.That(shown.GetProperty("sourceId").GetInt64(), Is.EqualTo(sign));
        });
    }

    [Test]
    public async Task Lists_of_claims_and_articles_follow_merges_and_come_apart_again()
    {
        long a,
            b,
            byA,
            byB,
            articleOfA;
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var (one, two) = (
                stored.Source(SourceKind.Person, "S. Ryan"),
                stored.Source(SourceKind.Person, "Sean Ryan")
            );
            var (first, second) = (stored.Article(one), stored.Article(two));
            var (claim, other) = (stored.Claim(first, "One."), stored.Claim(second, "Two."));
            await stored.SaveAsync();
            (a, b, byA, byB, articleOfA) = (one.Id, two.Id, claim.Id, other.Id, first.Id);
        }

        (await Api.Post($"sources/{a}/merge", new { into = b, reason = "the same colonel" })).Expect(HttpStatusCode.OK);
        foreach (
            var list in (string[])
                [
                    $"sources/{b}/claims",
                    $"claims?source={b}",
                    $"claims?outlet={b}",
                    $"claims?origin={b}",
                    $"claims?source={b}&sort=published",
                ]
        )
            Assert.That(Ids(await Api.Get(list)), Is.EquivalentTo(new[] { byA, byB }), list);
        Assert.That(Ids(await Api.Get($"claims?source={a}")), Is.EqualTo(new[] { byA }));
        Assert.That((await Api.Get($"articles?outlet={b}")).Items, Has.Count.EqualTo(2));

        (await Api.Post($"sources/{a}/unmerge", new { reason = "his brother" })).Expect(HttpStatusCode.OK);
        Assert.That(Ids(await Api.Get($"claims?source={b}")), Is.EqualTo(new[] { byB }));
        Assert.That(Ids(await Api.Get($"articles?outlet={a}")), Is.EqualTo(new[] { articleOfA }));
    }

    [Test]
    public async Task Merges_lead_through_others_and_never_in_a_circle()
    {
        var (a, b, c) = (await RecordAsync("Alpha"), await RecordAsync("Bravo"), await RecordAsync("Charlie"));
        (await Api.Post($"sources/{a}/merge", new { into = b, reason = "x" })).Expect(HttpStatusCode.OK);
        (await Api.Post($"sources/{b}/merge", new { into = c, reason = "x" })).Expect(HttpStatusCode.OK);

        (await Api.Post($"sources/{c}/merge", new { into = a, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "mergeCycle",
            "into"
        );
        (await Api.Post($"sources/{c}/merge", new { into = c, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "mergeCycle",
            "into"
        );
        var refused = (await Api.Post($"sources/{a}/merge", new { into = c, reason = "x" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "alreadyMerged"
        );
        Assert.That(refused["sourceId"].GetInt64(), Is.EqualTo(b));
        Assert.That(await OutletOfAsync("Un.", "alpha"), Is.EqualTo(c));

        (await Api.Post($"sources/{b}/unmerge", new { reason = "x" })).Expect(HttpStatusCode.OK);
        Assert.That(await OutletOfAsync("Deux.", "alpha"), Is.EqualTo(b));
        (await Api.Post($"sources/{c}/merge", new { into = a, reason = "x" })).Expect(HttpStatusCode.OK);
        Assert.That(await OutletOfAsync("Trois.", "charlie"), Is.EqualTo(b));
    }

    [Test]
    public async Task A_person_and_an_organization_may_turn_out_to_be_one()
    {
        var person = (await Api.Post("sources", new { name = "Garde du Phare", kind = "person" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var body = (await Api.Post("sources", new { name = "La Garde du Phare", kind = "organization" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await Api.Post($"sources/{person}/merge", new { into = body, reason = "a corps, no person" })).Expect(
            HttpStatusCode.OK
        );

        var article = (
            await Api.Post("articles", new { text = "« Le pont tient », dit la garde.", extract = false })
        ).Expect(HttpStatusCode.Created);
        var source = new
        {
            @ref = "g",
            name = "Garde du Phare",
            kind = "person",
        };
        var claim = (
            await Api.Post(
                $"articles/{article.Id}/claims",
                new
                {
                    content = new[] { new { quote = "« Le pont tient »" } },
                    attribution = new object[] { new { source } },
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.That(
            claim["attribution"].EnumerateArray().Last().GetProperty("source").GetProperty("id").GetInt64(),
            Is.EqualTo(body)
        );
    }

    [Test]
    public async Task Unnamed_sources_are_merged_only_within_their_article()
    {
        long named,
            one,
            same,
            other;
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var (first, second) = (stored.Article(null), stored.Article(null));
            var (a, b, c) = (
                stored.Unnamed(first, "un commandant"),
                stored.Unnamed(first, "ce commandant"),
                stored.Unnamed(second, "un commandant")
            );
            var d = stored.Source(SourceKind.Person, "Commandant Brun");
            await stored.SaveAsync();
            (named, one, same, other) = (d.Id, a.Id, b.Id, c.Id);
        }

        (await Api.Post($"sources/{one}/merge", new { into = other, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unnamedSource",
            "into"
        );
        (await Api.Post($"sources/{one}/merge", new { into = named, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unnamedSource",
            "into"
        );
        (await Api.Post($"sources/{named}/merge", new { into = one, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unnamedSource",
            "into"
        );
        (await Api.Post($"sources/{one}/merge", new { into = same, reason = "the next sentence" })).Expect(
            HttpStatusCode.OK
        );
        Assert.That((await Api.Get($"sources/{one}/similar")).Json.GetArrayLength(), Is.Zero);
    }

    [TestCase("""{"into":1}""", "reason")]
    [TestCase("""{"into":"Reuters","reason":"x"}""", "into")]
    [TestCase("""{"reason":"x"}""", "into")]
    [TestCase("""{"into":1,"reason":" "}""", "reason")]
    public async Task A_merge_of_the_wrong_shape_is_refused(string body, string fault)
    {
        var id = await RecordAsync("Reuters");

        (await Api.Post($"sources/{id}/merge", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);
        (await Api.Post($"sources/{id}/unmerge", new { })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "reason"
        );
    }

    [Test]
    public async Task Unknown_sources_are_refused_by_place_and_readers_merge_nothing()
    {
        var id = await RecordAsync("Reuters");
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        (await Api.Post($"sources/{id}/merge", new { into = 999999, reason = "x" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unknownSource",
            "into"
        );
        (await Api.Post("sources/999999/merge", new { into = id, reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Api.Post("sources/999999/unmerge", new { reason = "x" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await reader.Post($"sources/{id}/merge", new { into = id, reason = "x" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    [Test]
    public async Task The_extraction_finds_a_merged_source_by_its_name_and_makes_no_second_one()
    {
        var (old, now) = (await RecordAsync("Sputnik"), await RecordAsync("Agence Spoutnik"));
        (await Api.Post($"sources/{old}/merge", new { into = now, reason = "its name in English" })).Expect(
            HttpStatusCode.OK
        );

        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = "« Nous tiendrons le pont », a déclaré Ana Bren à Sputnik.",
                    language = "fr",
                    outlet = "Sputnik",
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.That(article["outlet"].GetProperty("id").GetInt64(), Is.EqualTo(now));
        Assert.That(
            (await Api.Get("sources?q=Sputnik&status=proposed,accepted")).Items.Select(source =>
                source.GetProperty("id").GetInt64()
            ),
            Is.EqualTo(new[] { now })
        );
    }

    private static IEnumerable<long> Ids(Answer page) =>
        page.Expect(HttpStatusCode.OK).Items.Select(item => item.GetProperty("id").GetInt64());

    private async Task<long> OutletOfAsync(string text, string outlet) =>
        (await Api.Post("articles", new { text, outlet }))
            .Expect(HttpStatusCode.Created)["outlet"]
            .GetProperty("id")
            .GetInt64();

    private async Task<long> RecordAsync(string name) =>
        (await Api.Post("sources", new { name, kind = "outlet" })).Expect(HttpStatusCode.Created).Id;
}

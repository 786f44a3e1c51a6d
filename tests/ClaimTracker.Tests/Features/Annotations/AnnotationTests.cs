using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClaimTracker.Tests.Features.Claims;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Annotations;

public sealed class AnnotationTests(TestDatabase database) : ClaimTest(database)
{
    private const string MediaType = "application/ld+json";

    [Test]
    public async Task A_claim_is_an_annotation_with_both_selectors_in_code_points()
    {
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = Text,
                    outlet = "Le Ponant",
                    url = "https://ponant.example/7",
                    language = "fr",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        var claim = (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[] { new { quote = "L'arme\u0301e a repris" }, new { quote = "deux villages »" } },
                    statement = "L'armée a repris deux villages.",
                    tags = new[] { "al-tanf" },
                    attribution = new[] { new { source = new { name = "une source militaire", kind = "unnamed" } } },
                }
            )
        ).Expect(HttpStatusCode.Created);

        var answer = (await Api.Get($"articles/{article}/annotations", ("Accept", MediaType))).Expect(
            HttpStatusCode.OK
        );

        var server = App.Address.ToString().TrimEnd('/');
        var annotation = answer["first"].GetProperty("items")[0];
        var targets = annotation.GetProperty("target").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(
                answer.Response.Content.Headers.ContentType!.ToString(),
                Does.StartWith("application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"")
            );
            Assert.That(answer["@context"][0].GetString(), Is.EqualTo("http://www.w3.org/ns/anno.jsonld"));
            Assert.That(
                (answer["type"].GetString(), answer["id"].GetString()),
                Is.EqualTo(("AnnotationCollection", $"{server}/api/v1/articles/{article}/annotations"))
            );
            Assert.That(answer["first"].GetProperty("type").GetString(), Is.EqualTo("AnnotationPage"));
            Assert.That(answer["first"].TryGetProperty("next", out _), Is.False);
            Assert.That(
                annotation.GetProperty("id").GetString(),
                Is.EqualTo($"{server}/api/v1/claims/{claim.Id}#annotation")
            );
            Assert.That(annotation.GetProperty("type").GetString(), Is.EqualTo("Annotation"));
            Assert.That(annotation.GetProperty("motivation").GetString(), Is.EqualTo("describing"));
            Assert.That(annotation.GetProperty("creator").GetProperty("name").GetString(), Is.EqualTo("local"));
            Assert.That(annotation.GetProperty("created").GetDateTime(), Is.EqualTo(claim["recordedAt"].GetDateTime()));
            Assert.That(
                annotation
                    .GetProperty("body")
                    .EnumerateArray()
                    .Select(body => (body.GetProperty("purpose").GetString(), body.GetProperty("value").GetString())),
                Is.EqualTo(new[] { ("describing", "L'armée a repris deux villages."), ("tagging", "al-tanf") })
            );
            Assert.That(annotation.GetProperty("claim").GetProperty("status").GetString(), Is.EqualTo("accepted"));
            Assert.That(
                annotation.GetProperty("claim").GetProperty("attribution").GetRawText(),
                Is.EqualTo(claim["attribution"].GetRawText())
            );
            Assert.That(
                targets.Select(target => target.GetProperty("source").GetString()),
                Is.All.EqualTo($"{server}/api/v1/articles/{article}")
            );
            Assert.That(
                targets.Select(target => target.GetProperty("scope").GetString()),
                Is.All.EqualTo("https://ponant.example/7")
            );
            Assert.That(
                targets.Select(SelectorsOf),
                Is.EqualTo(
                    claim["content"]
                        .EnumerateArray()
                        .Select(span =>
                            (
                                span.GetProperty("start").GetInt32(),
                                span.GetProperty("end").GetInt32(),
                                span.GetProperty("quote").GetString(),
                                span.GetProperty("prefix").GetString(),
                                span.GetProperty("suffix").GetString()
                            )
                        )
                )
            );
        });
        Assert.That(
            answer["first"].GetProperty("items")[0].GetProperty("target")[0].GetProperty("selector")[0].GetRawText(),
            Is.EqualTo("""{"type":"TextPositionSelector","start":5,"end":22}""")
        );
    }

    [Test]
    public async Task Pages_follow_each_other_without_what_was_rejected()
    {
        var ids = await ClaimsAsync(5);
        var article = (await Api.Get($"claims/{ids[0]}"))["article"].GetProperty("id").GetInt64();
        (await Api.Put($"claims/{ids[1]}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        (await Api.Put($"claims/{ids[2]}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        var first = (await Api.Get($"articles/{article}/annotations?limit=3")).Expect(HttpStatusCode.OK);
        var next = first["first"].GetProperty("next").GetString()!;
        var second = (await Api.Get(new Uri(next).PathAndQuery)).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(
                first["first"].GetProperty("items").EnumerateArray().Select(ClaimOf),
                Is.EqualTo(new[] { ids[0], ids[2], ids[3] })
            );
            Assert.That(second.Items.Select(ClaimOf), Is.EqualTo(new[] { ids[4] }));
            Assert.That(
                (second["type"].GetString(), second["partOf"].GetString(), second["id"].GetString()),
                Is.EqualTo(("AnnotationPage", first["id"].GetString(), next))
            );
            Assert.That(second["@context"].GetRawText(), Is.EqualTo(first["@context"].GetRawText()));
            Assert.That(first.Response.Headers.GetValues("Link").Single(), Does.Contain("rel=\"next\""));
        });
        (await Api.Get($"articles/{article + 1}/annotations")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"articles/{article}/annotations?after=nothing")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "badCursor",
            "after"
        );
        (await Api.Get($"articles/{article}/annotations", ("Accept", "text/turtle"))).ExpectProblem(
            HttpStatusCode.NotAcceptable,
            "notAcceptable"
        );
    }

    [Test]
    public async Task What_one_database_gives_another_takes_with_the_same_spans_and_only_once()
    {
        var article = await ArticleAsync();
        await ClaimAsync(article, "l'ennemi a fui", statement: "The enemy fled.", tags: ["a", "b"]);
        (
            await Api.Post(
                $"articles/{article}/claims",
                new { content = new[] { new { quote = "L'arme\u0301e a repris" }, new { quote = "deux villages »" } } }
            )
        ).Expect(HttpStatusCode.Created);
        var given = (await Api.Get($"articles/{article}/annotations")).Expect(HttpStatusCode.OK).Text;

        await using var elsewhere = await TestApp.StartAsync(Database);
        using var other = new Api(elsewhere.Address);
        var there = (await other.Post("articles", new { text = Text, extract = false }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var taken = (await SendAsync(other, there, given)).Expect(HttpStatusCode.Created);
        var again = (await SendAsync(other, there, given)).Expect(HttpStatusCode.Created);

        var claims = (await other.Get($"articles/{there}/claims")).Items;
        var originals = (await Api.Get($"articles/{article}/claims")).Items;
        Assert.Multiple(() =>
        {
            Assert.That(taken.Location, Is.EqualTo($"/api/v1/articles/{there}/annotations"));
            Assert.That(
                taken.Items.Select(item => item.GetProperty("isNew").GetBoolean()),
                Is.EqualTo(new[] { true, true })
            );
            Assert.That(
                again.Items.Select(item => item.GetProperty("isNew").GetBoolean()),
                Is.EqualTo(new[] { false, false })
            );
            Assert.That(again.Items.Select(ClaimId), Is.EqualTo(taken.Items.Select(ClaimId)));
            foreach (var field in new[] { "content", "statement", "tags" })
                Assert.That(
                    claims.Select(claim => claim.GetProperty(field).GetRawText()),
                    Is.EqualTo(originals.Select(claim => claim.GetProperty(field).GetRawText())),
                    field
                );
            Assert.That(claims.Select(claim => claim.GetProperty("status").GetString()), Is.All.EqualTo("proposed"));
            Assert.That(
                claims[0].GetProperty("reason").GetString(),
                Does.StartWith("Annotation http://").And.EndsWith("#annotation by local")
            );
        });

        var home = (await SendAsync(Api, article, given)).Expect(HttpStatusCode.Created);
        Assert.That(
            home.Items.Select(item => (ClaimId(item), item.GetProperty("isNew").GetBoolean())),
            Is.EqualTo(originals.Select(claim => (claim.GetProperty("id").GetInt64(), false)))
        );
    }

    [TestCase("""{"type":"TextQuoteSelector","exact":"l'ennemi a fui"}""")]
    [TestCase("""{"type":"TextQuoteSelector","exact":"l'ennemi a fui","prefix":"« ","suffix":" »"}""")]
    [TestCase("""{"type":"TextPositionSelector","start":138,"end":152}""")]
    [TestCase(
        """[{"type":"XPathSelector","value":"/p[1]"},{"type":"TextPositionSelector","start":138,"end":152},{"type":"TextQuoteSelector","exact":"l'ennemi a fui"}]"""
    )]
    public async Task One_selector_is_enough(string selector)
    {
        var article = await ArticleAsync();
        var body = Annotation(
            selector,
            """ "body":[{"type":"TextualBody","value":"Who says?","purpose":"commenting"}], """
        );

        var answer = (await Api.Post($"articles/{article}/annotations", body)).Expect(HttpStatusCode.Created);

        var claim = await Api.Get($"claims/{ClaimId(answer.Items.Single())}");
        Assert.That(claim["content"][0].GetProperty("quote").GetString(), Is.EqualTo("l'ennemi a fui"));
        Assert.That(claim["statement"].GetString(), Is.EqualTo("l'ennemi a fui"), "a comment is no statement");
        Assert.That(answer.Items.Single().GetProperty("annotation").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase(
        """[{"type":"TextPositionSelector","start":0,"end":4},{"type":"TextQuoteSelector","exact":"fini"}]""",
        "quoteDiffers",
        "target.selector[1].exact"
    )]
    [TestCase("""{"type":"TextPositionSelector","start":0,"end":4000}""", "spanOutsideText", "target.selector.end")]
    [TestCase("""{"type":"TextQuoteSelector","exact":"a"}""", "ambiguousQuote", "target.selector.exact")]
    [TestCase("""{"type":"TextQuoteSelector","exact":"nowhere"}""", "quoteNotFound", "target.selector.exact")]
    [TestCase(
        """[{"type":"TextPositionSelector","start":138,"end":152},{"type":"TextQuoteSelector","exact":"l'ennemi a fui","prefix":"> "}]""",
        "prefixDiffers",
        "target.selector[1].prefix"
    )]
    [TestCase(
        """{"type":"TextQuoteSelector","exact":"fini","refinedBy":{"type":"TextPositionSelector","start":0,"end":1}}""",
        "unsupportedSelector",
        "target.selector.refinedBy"
    )]
    [TestCase("""{"type":"CssSelector","value":"p"}""", "unsupportedSelector", "target.selector")]
    public async Task A_place_that_is_not_exact_is_refused_at_its_path(string selector, string code, string fault)
    {
        var article = await ArticleAsync();
        await Refused(
            () => Api.Post($"articles/{article}/annotations", Annotation(selector)),
            HttpStatusCode.UnprocessableEntity,
            code,
            fault
        );

        // Nothing is half written: what stands before the bad one is not taken either.
        var both =
            $"""[{Annotation("""{"type":"TextQuoteSelector","exact":"l'ennemi a fui"}""")},{Annotation(selector)}]""";
        await Refused(
            () => Api.Post($"articles/{article}/annotations", both),
            HttpStatusCode.UnprocessableEntity,
            code,
            "[1]." + fault
        );
        var page = $$"""{"type":"AnnotationPage","items":{{both}}}""";
        await Refused(
            () => Api.Post($"articles/{article}/annotations", page),
            HttpStatusCode.UnprocessableEntity,
            code,
            "items[1]." + fault
        );
    }

    [TestCase("""{"type":"Note"}""", "type")]
    [TestCase("""{"type":"Annotation"}""", "target")]
    [TestCase(
        """{"type":"Annotation","target":{"selector":{"type":"TextPositionSelector","start":"0","end":1}}}""",
        "target.selector.start"
    )]
    [TestCase("""{"type":"Annotation","target":{"selector":{"type":"TextQuoteSelector"}}}""", "target.selector.exact")]
    [TestCase("""{"type":"Annotation","id":7,"target":{}}""", "id")]
    [TestCase("""{"type":"Annotation","id":"a\u0000b","target":{}}""", "id")]
    [TestCase("""{"type":"AnnotationCollection","first":"https://notes.example/page/1"}""", "first")]
    [TestCase("""{"type":"AnnotationPage","items":[]}""", "")]
    [TestCase("[]", "")]
    [TestCase("3", "")]
    public async Task What_is_no_annotation_is_refused(string body, string fault)
    {
        var article = await ArticleAsync();

        await Refused(
            () => Api.Post($"articles/{article}/annotations", body),
            HttpStatusCode.BadRequest,
            "invalid",
            fault
        );
    }

    [Test]
    public async Task Targets_elsewhere_or_overlapping_or_too_many_annotations_are_refused()
    {
        var article = await ArticleAsync();
        var server = App.Address.ToString().TrimEnd('/');
        var quote = """{"type":"TextQuoteSelector","exact":"l'ennemi a fui"}""";
        foreach (
            var source in new[]
            {
                $"{server}/api/v1/articles/{article + 1}",
                $"{server}/api/v1/articles/{article}/versions/2",
            }
        )
            await Refused(
                () =>
                    Api.Post(
                        $"articles/{article}/annotations",
                        $$"""{"type":"Annotation","target":{"source":"{{source}}","selector":{{quote}} } }"""
                    ),
                HttpStatusCode.UnprocessableEntity,
                "targetElsewhere",
                "target.source"
            );
        await Refused(
            () =>
                Api.Post(
                    $"articles/{article}/annotations",
                    $$"""{"type":"Annotation","target":[{"selector":{{quote}} },{"selector":{{quote}} }]}"""
                ),
            HttpStatusCode.UnprocessableEntity,
            "overlappingSpans",
            "target"
        );
        await Refused(
            () =>
                Api.Post(
                    $"articles/{article}/annotations",
                    $"[{string.Join(',', Enumerable.Repeat(Annotation(quote), 1001))}]"
                ),
            HttpStatusCode.BadRequest,
            "invalid",
            ""
        );
        (await Api.Post("articles/999/annotations", Annotation(quote))).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        (await Api.Post("articles/0/annotations", Annotation(quote))).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
    }

    private static string Annotation(string selector, string more = "") =>
        $$"""{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation",{{more}}"target":{"source":"https://ponant.example/7","selector":{{selector}} } }""";

    private static async Task<Answer> SendAsync(Api api, long article, string annotations)
    {
        using var content = new StringContent(annotations, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(
            MediaType + "; profile=\"http://www.w3.org/ns/anno.jsonld\""
        );
        return await api.Post($"articles/{article}/annotations", content);
    }

    private static (int, int, string?, string?, string?) SelectorsOf(JsonElement target)
    {
        var (position, quote) = (target.GetProperty("selector")[0], target.GetProperty("selector")[1]);
        return (
            position.GetProperty("start").GetInt32(),
            position.GetProperty("end").GetInt32(),
            quote.GetProperty("exact").GetString(),
            quote.GetProperty("prefix").GetString(),
            quote.GetProperty("suffix").GetString()
        );
    }

    private static long ClaimOf(JsonElement annotation) => annotation.GetProperty("claim").GetProperty("id").GetInt64();

    private static long ClaimId(JsonElement item) => item.GetProperty("claimId").GetInt64();
}

using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Extractions;

public sealed class ExtractTextTests(TestDatabase database) : ApiTest(database)
{
    private const string Said = "🕊️ « Nous tiendrons le pont », a déclaré Ana Bren.";

    [Test]
    public async Task What_is_found_stands_in_the_text_and_nothing_is_stored()
    {
        var answer = (
            await Api.Post(
                "extractions",
                new
                {
                    text = Said,
                    language = "fr",
                    outlet = "Le Ponant",
                    title = "Le pont",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var claim = answer["claims"].EnumerateArray().Single();
        var content = claim.GetProperty("content").EnumerateArray().Single();
        var links = claim.GetProperty("attribution").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(answer["language"].GetString(), Is.EqualTo("fr"));
            Assert.That(claim.GetProperty("mode").GetString(), Is.EqualTo("direct"));
            Assert.That(content.GetProperty("start").GetInt32(), Is.EqualTo(3), "the dove is two code points");
            Assert.That(content.GetProperty("quote").GetString(), Is.EqualTo("« Nous tiendrons le pont »"));
            Assert.That(
                links.Select(link => link.GetProperty("role").GetString()),
                Is.EqualTo(new[] { "publisher", "origin" })
            );
            Assert.That(
                links.Select(link => link.GetProperty("source").GetProperty("name").GetString()),
                Is.EqualTo(new[] { "Le Ponant", "Ana Bren" })
            );
            Assert.That(links.Select(link => link.GetProperty("source").GetProperty("ref").GetString()), Is.Unique);
            Assert.That(
                links.Select(link => link.GetProperty("source").GetProperty("id").ValueKind),
                Has.All.EqualTo(JsonValueKind.Null)
            );
            Assert.That(links[1].GetProperty("cue").GetProperty("quote").GetString(), Does.Contain("a déclaré"));
        });

        await Assert.MultipleAsync(async () =>
        {
            Assert.That((await Api.Get("articles")).Items, Is.Empty);
            Assert.That((await Api.Get("sources?status=proposed,accepted")).Items, Is.Empty);
        });
    }

    [Test]
    public async Task A_language_that_cannot_be_told_is_warned_about_in_the_language_of_the_answer()
    {
        var text = "Die Brücke ist seit Montag geschlossen, sagte der Bürgermeister.";

        var answer = (await Api.Post("extractions", new { text })).Expect(HttpStatusCode.OK);
        var told = (await Api.Post("extractions", new { text = Said, language = "fr" })).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(answer["claims"].GetArrayLength(), Is.Zero);
            Assert.That(answer["warnings"][0].GetProperty("code").GetString(), Is.EqualTo("languageUnknown"));
            Assert.That(answer["warnings"][0].GetProperty("sentence").GetString(), Does.Contain("language"));
            Assert.That(told["warnings"].GetArrayLength(), Is.Zero);
            Assert.That(told["extractor"].GetProperty("name").GetString(), Is.EqualTo("ClaimTracker.Extraction"));
        });
    }

    [Test]
    public async Task What_a_source_is_cited_not_to_say_supports_nothing()
    {
        var answer = (
            await Api.Post(
                "extractions",
                new { text = "The minister did not say that the bridge was safe.", language = "en" }
            )
        ).Expect(HttpStatusCode.OK);

        var links = answer["claims"].EnumerateArray().Single().GetProperty("attribution").EnumerateArray();
        Assert.That(links.Last().GetProperty("supports").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Without_an_outlet_there_is_no_publisher()
    {
        var answer = (await Api.Post("extractions", new { text = Said, language = "fr" })).Expect(HttpStatusCode.OK);

        var link = answer["claims"].EnumerateArray().Single().GetProperty("attribution").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(link.GetProperty("role").GetString(), Is.EqualTo("origin"));
            Assert.That(link.GetProperty("position").GetInt32(), Is.Zero);
            Assert.That(link.GetProperty("source").GetProperty("name").GetString(), Is.EqualTo("Ana Bren"));
        });
    }

    [Test]
    public async Task The_same_key_may_go_with_any_text()
    {
        (await Api.Post("extractions", new { text = "One." }, ("Idempotency-Key", "k"))).Expect(HttpStatusCode.OK);
        (await Api.Post("extractions", new { text = "Two." }, ("Idempotency-Key", "k"))).Expect(HttpStatusCode.OK);
    }

    [TestCase("""{"text":" \n "}""", "text")]
    [TestCase("""{"outlet":"Le Ponant"}""", "text")]
    [TestCase("""{"text":"a\u0000b"}""", "text")]
    [TestCase("""{"text":"a\ud800b"}""", "text")]
    [TestCase("""{"text":"a","language":"French"}""", "language")]
    [TestCase("""{"text":"a","outlet":" "}""", "outlet")]
    [TestCase("""{"text":"a","outlet":{"name":"x"}}""", "outlet")]
    [TestCase("""{"text":"a","title":""}""", "title")]
    [TestCase("""{"text":"a","store":true}""", "store")]
    public async Task A_request_of_the_wrong_shape_is_refused(string body, string fault) =>
        (await Api.Post("extractions", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);

    [Test]
    public async Task A_text_over_the_limit_is_refused() =>
        (await Api.Post("extractions", new { text = new string('a', 1_000_001) })).ExpectProblem(
            HttpStatusCode.RequestEntityTooLarge,
            "tooLarge"
        );

    [Test]
    public async Task A_reader_may_extract_and_a_wrong_key_may_not()
    {
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        using var nobody = Api.With("ct_wrong");

        (await reader.Post("extractions", new { text = "A text." })).Expect(HttpStatusCode.OK);
        (await nobody.Post("extractions", new { text = "A text." })).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "unauthorized"
        );
    }
}

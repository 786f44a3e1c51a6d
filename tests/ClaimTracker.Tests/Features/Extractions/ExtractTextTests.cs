using System.Net;
using System.Text.Json;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Extractions;

public sealed class ExtractTextTests(TestDatabase database) : ApiTest(database)
{
    private const string Said = "🕊️ « Nous tiendrons le pont », a déclaré Ana Bren.";

    [Test]
    public async Task What_is_found_stands_in_the_text_and_nothing_is_stored()
    {
        var answer = (await Api.Post("extractions", new { text = Said, language = "fr", outlet = "Le Ponant", title = "Le pont" })).Expect(HttpStatusCode.OK);

        var text = new CodePointIndex(Said);
        Assert.That(answer["language"].GetString(), Is.EqualTo("fr"));
        foreach (var claim in answer["claims"].EnumerateArray())
        {
            foreach (var span in claim.GetProperty("content").EnumerateArray())
                Assert.That(text.Slice(span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32()), Is.EqualTo(span.GetProperty("quote").GetString()));
            var publisher = claim.GetProperty("attribution")[0];
            Assert.Multiple(() =>
            {
                Assert.That(publisher.GetProperty("role").GetString(), Is.EqualTo("publisher"));
                Assert.That(publisher.GetProperty("source").GetProperty("name").GetString(), Is.EqualTo("Le Ponant"));
                Assert.That(publisher.GetProperty("source").GetProperty("id").ValueKind, Is.EqualTo(JsonValueKind.Null));
            });
        }

        await Assert.MultipleAsync(async () =>
        {
            Assert.That((await Api.Get("articles")).Items, Is.Empty);
            Assert.That((await Api.Get("sources?status=proposed,accepted")).Items, Is.Empty);
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
        (await Api.Post("extractions", new { text = new string('a', 1_000_001) })).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "tooLarge");

    [Test]
    public async Task A_reader_may_extract_and_a_wrong_key_may_not()
    {
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        using var nobody = Api.With("ct_wrong");

        (await reader.Post("extractions", new { text = "A text." })).Expect(HttpStatusCode.OK);
        (await nobody.Post("extractions", new { text = "A text." })).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }
}

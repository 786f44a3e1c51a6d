using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Articles;

public sealed class RecordArticleTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task An_article_is_stored_exactly_as_sent()
    {
        const string text = "  Une source a parlé. 🕊️ Café.\r\n";

        var answer = (
            await Api.Post(
                "articles",
                new
                {
                    text,
                    outlet = "Le Ponant",
                    published = "2018-09",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var read = (await Api.Get(answer.Location!)).Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(read["text"].GetString(), Is.EqualTo(text));
            Assert.That(read["outlet"].GetProperty("name").GetString(), Is.EqualTo("Le Ponant"));
            Assert.That(
                read["publishedLatest"].GetDateTime(),
                Is.EqualTo(new DateTime(2018, 10, 1, 0, 0, 0, DateTimeKind.Utc))
            );
            Assert.That(read.ETag, Is.EqualTo("\"1\""));
        });
    }

    [Test]
    public async Task The_same_text_of_the_same_outlet_is_refused_and_names_the_first()
    {
        var first = (await Api.Post("articles", new { text = "Un texte.", outlet = "Le Ponant" })).Expect(
            HttpStatusCode.Created
        );

        var second = (await Api.Post("articles", new { text = "Un texte.", outlet = "le  PONANT" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "articleExists"
        );

        Assert.That(second["articleId"].GetInt64(), Is.EqualTo(first.Id));
    }

    [Test]
    public async Task A_body_of_another_shape_is_refused_with_every_fault_at_its_path()
    {
        var answer = await Api.Post(
            "articles",
            """{"text":5,"x":1,"tags":["a",null],"outlet":{"nam":"x"},"text":"twice"}"""
        );

        answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid", "text", "x", "tags[1]", "outlet.nam");
        Assert.That((await Api.Get("articles")).Items, Is.Empty);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Articles;

public sealed class GetArticleTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task An_article_is_read_with_everything_that_is_known_of_it()
    {
        const string text = "Un texte 🕊️.\n";
        var stored = (
            await Api.Post(
                "articles",
                new
                {
                    text,
                    title = "Titre",
                    outlet = new { name = "Ana Lys", kind = "person" },
                    language = "fr",
                    url = "https://a.example/1",
                    archivedUrl = "https://b.example/1",
                    author = "A. L.",
                    published = "2018-09~",
                    retrieved = "2018-10-01",
                    tags = (string[])["b", "a", "b"],
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created);

        var read = (await Api.Get($"articles/{stored.Id}")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(read.Text, Is.EqualTo(stored.Text));
            Assert.That(
                read["contentHash"].GetString(),
                Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))
            );
            Assert.That(read["outlet"].GetProperty("kind").GetString(), Is.EqualTo("person"));
            Assert.That(read["published"].GetString(), Is.EqualTo("2018-09~"));
            Assert.That(read["retrieved"].GetString(), Is.EqualTo("2018-10-01"));
            Assert.That(read["tags"].EnumerateArray().Select(tag => tag.GetString()), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(read["status"].GetString(), Is.EqualTo("standing"));
            Assert.That(read["textVersion"].GetInt32(), Is.EqualTo(1));
            Assert.That(read["recordedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(read["recordedAt"].GetString(), Does.EndWith("Z"));
            Assert.That(read["links"].GetProperty("self").GetString(), Is.EqualTo(stored.Location));
            Assert.That(read["claimCounts"].GetProperty("proposed").GetInt32(), Is.Zero);
        });
    }

    [Test]
    public async Task What_is_not_known_is_null_and_not_left_out()
    {
        var read = await Api.Get((await Api.Post("articles", new { text = "Un.", extract = false })).Location!);

        foreach (
            var name in (string[])
                [
                    "title",
                    "outlet",
                    "url",
                    "archivedUrl",
                    "author",
                    "published",
                    "publishedEarliest",
                    "publishedLatest",
                    "retrieved",
                ]
        )
            Assert.That(read[name].ValueKind, Is.EqualTo(JsonValueKind.Null), name);
    }

    [Test]
    public async Task An_id_of_nothing_is_not_found() =>
        (await Api.Get("articles/1")).ExpectProblem(HttpStatusCode.NotFound, "notFound");

    [Test]
    public async Task An_id_that_is_no_number_is_not_found() =>
        (await Api.Get("articles/one")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
}

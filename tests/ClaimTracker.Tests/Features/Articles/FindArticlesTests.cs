using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Articles;

public sealed class FindArticlesTests(TestDatabase database) : ApiTest(database)
{
    private long ponant;
    private long first;
    private long second;
    private long third;

    [SetUp]
    public async Task RecordThreeAsync()
    {
        var article = await Post(
            new
            {
                text = "L'armée a évacué la base d'al-Tanf.",
                title = "Évacuation à l'aube",
                outlet = "Le Ponant",
                language = "fr",
                published = "2018-09",
                tags = (string[])["tanf", "armée"],
                extract = false,
            }
        );
        (first, ponant) = (article.Id, article["outlet"].GetProperty("id").GetInt64());
        second = (
            await Post(
                new
                {
                    text = "The garrison said 100% of it_was calm.",
                    outlet = "Marlowe Courier",
                    language = "en",
                    published = "2018-10-02",
                    tags = (string[])["tanf"],
                    extract = false,
                }
            )
        ).Id;
        third = (
            await Post(
                new
                {
                    text = "Sans date ni titre.",
                    language = "fr",
                    extract = false,
                }
            )
        ).Id;
    }

    [Test]
    public async Task Each_filter_finds_what_it_says()
    {
        foreach (
            var (query, found) in (IEnumerable<(string, long[])>)
                [
                    ("", [third, second, first]),
                    ($"outlet={ponant}", [first]),
                    ("outlet=9999", []),
                    ("language=fr", [third, first]),
                    ("language=f", []),
                    ("tag=tanf", [second, first]),
                    ("tag=arm%C3%A9e", [first]),
                    ("tag=TANF", []),
                    ("status=standing", [third, second, first]),
                    ("status=retracted", []),
                    ("publishedFrom=2018-09-30", [second, first]),
                    ("publishedFrom=2018-10", [second]),
                    ("publishedTo=2018-09-01", [first]),
                    ("publishedTo=2018", [second, first]),
                    ("publishedFrom=2018-10-02&publishedTo=2018-10-02", [second]),
                    ("publishedFrom=2019", []),
                    ("language=fr&tag=tanf", [first]),
                ]
        )
            Assert.That(await Found(query), Is.EqualTo(found), query);
    }

    [Test]
    public async Task Words_are_found_in_title_and_text_whatever_their_case_and_accents()
    {
        foreach (
            var (q, found) in (IEnumerable<(string, long[])>)
                [
                    ("evacuation", [first]),
                    ("ÉVACUATION À L’AUBE", [first]),
                    ("ARMEE A EVACUE", [first]),
                    ("armée a évacué", [first]),
                    ("garrison said", [second]),
                    ("%", [second]),
                    ("100%25", [second]),
                    ("it_was", [second]),
                    ("i__was", []),
                    ("a", [third, second, first]),
                    ("'", [first]),
                    ("zebra", []),
                ]
        )
            Assert.That(
                await Found(
                    "q="
                        + (
                            q == "%" ? "%25"
                            : q.Contains("%25", StringComparison.Ordinal) ? q
                            : Uri.EscapeDataString(q)
                        )
                ),
                Is.EqualTo(found),
                q
            );
    }

    [Test]
    public async Task A_filter_that_cannot_be_is_refused() =>
        (await Api.Get("articles?publishedFrom=soon&limit=9999")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "publishedFrom"
        );

    private async Task<Answer> Post(object body) => (await Api.Post("articles", body)).Expect(HttpStatusCode.Created);

    private async Task<IEnumerable<long>> Found(string query) =>
        (await Api.Get($"articles?{query}"))
            .Expect(HttpStatusCode.OK)
            .Items.Select(item => item.GetProperty("id").GetInt64());
}

using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class FindClaimsTests(TestDatabase database) : ClaimTest(database)
{
    private async Task<long[]> FindAsync(string query) =>
        Ids((await Api.Get($"claims?{query}")).Expect(HttpStatusCode.OK));

    /// <summary>Reads page by page, two at a time, and sees that no claim comes twice.</summary>
    private async Task<List<long>> AllAsync(string path)
    {
        var all = new List<long>();
        string? next = null;
        do
        {
            var page = (await Api.Get($"{path}limit=2{(next is null ? "" : $"&after={next}")}")).Expect(
                HttpStatusCode.OK
            );
            all.AddRange(Ids(page));
            next = page["next"].GetString();
        } while (next is not null);
        Assert.That(all, Is.Unique);
        return all;
    }

    [Test]
    public async Task A_list_is_written_with_commas_or_with_its_name_repeated_and_anything_else_only_once()
    {
        var article = await ArticleAsync(Text, "Le Ponant", "2018-09-11");
        var ids = new List<long>();
        for (var i = 0; i < 3; i++)
            ids.Add((await ClaimAsync(article, "Deux villages, dit-elle")).Id);

        Assert.That(await FindAsync($"id={ids[0]}&id={ids[2]}"), Is.EqualTo(await FindAsync($"id={ids[0]},{ids[2]}")));
        Assert.That(await FindAsync($"id={ids[0]}&id={ids[1]},{ids[2]}"), Is.EquivalentTo(ids));
        (await Api.Get("claims?limit=1&limit=2")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "limit");
        (await Api.Get($"claims?id={ids[0]}&id=")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "id");
    }

    [Test]
    public async Task Each_filter_finds_what_it_names()
    {
        var first = await ArticleAsync(Text, "Le Ponant", "2018-09-11");
        var second = (
            await Api.Post(
                "articles",
                new
                {
                    text = "Reuters had nothing to say.",
                    outlet = "The Ledger",
                    published = "2018",
                    language = "en",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        var told = await ClaimAsync(
            first,
            "l'ennemi a fui",
            new object[]
            {
                new { source = new { name = "Reuters", kind = "outlet" } },
                new { source = new { name = "Haddad", kind = "person" } },
                new { source = new { name = "Reuters", kind = "outlet" } },
            },
            "L'Ennemi a fui l'ÉTÉ dernier.",
            ["fuite", "front"]
        );
        var narrated = await ClaimAsync(second, "nothing");
        (await Api.Patch($"claims/{narrated.Id}", 1, new { eventDate = "2018-08" })).Expect(HttpStatusCode.OK);
        var rejected = await ClaimAsync(first, "Deux villages");
        (await Api.Put($"claims/{rejected.Id}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        long ponant = SourceId(Chain(told)[0]),
            reuters = SourceId(Chain(told)[1]),
            haddad = SourceId(Chain(told)[2]),
            ledger = SourceId(Chain(narrated)[0]);

        var expected = new Dictionary<string, long[]>
        {
            [""] = [narrated.Id, told.Id],
            ["status=rejected"] = [rejected.Id],
            ["status=accepted,rejected"] = [rejected.Id, narrated.Id, told.Id],
            ["status=accepted,proposed,rejected,replaced"] = [rejected.Id, narrated.Id, told.Id],
            ["q=ete+DERNIER"] = [told.Id],
            [$"id={told.Id},{rejected.Id}"] = [told.Id],
            [$"article={first}"] = [told.Id],
            [$"outlet={ponant}"] = [told.Id],
            [$"outlet={reuters}"] = [],
            [$"outlet={ledger}"] = [narrated.Id],
            [$"source={reuters}"] = [told.Id],
            [$"source={haddad}&tag=front&outlet={ponant}"] = [told.Id],
            [$"source={haddad}&outlet={ledger}"] = [],
            [$"origin={reuters}"] = [told.Id],
            [$"origin={haddad}"] = [],
            ["tag=front"] = [told.Id],
            ["tag=fron"] = [],
            [$"tag=front&outlet={ledger}"] = [],
            ["language=en"] = [narrated.Id],
            ["publishedFrom=2018-09-12"] = [narrated.Id],
            ["publishedTo=2018-09-10"] = [narrated.Id],
            ["publishedFrom=2018-09-11&publishedTo=2018-09-11"] = [narrated.Id, told.Id],
            ["publishedFrom=2019"] = [],
            ["eventFrom=2018-08-15"] = [narrated.Id],
            ["eventTo=2018-07"] = [],
            ["recordedFrom=2020"] = [narrated.Id, told.Id],
            ["recordedTo=2020"] = [],
            ["recordedBy=local"] = [narrated.Id, told.Id],
            ["recordedBy=Local"] = [],
            ["sort=recordedAt"] = [told.Id, narrated.Id],
            ["sort=published"] = [narrated.Id, told.Id],
            ["sort=-published"] = [told.Id, narrated.Id],
            [$"sort=published&source={reuters}&tag=front"] = [told.Id],
            [$"sort=published&outlet={ledger}"] = [narrated.Id],
        };
        foreach (var (query, ids) in expected)
            Assert.That(await FindAsync(query), Is.EqualTo(ids), query);
    }

    [TestCase("sort=recordedAt")]
    [TestCase("sort=-recordedAt")]
    [TestCase("sort=published")]
    [TestCase("sort=-published")]
    [TestCase("tag=t")]
    [TestCase("sort=published&tag=t")]
    public async Task Pages_hold_every_claim_once_in_order_and_articles_without_a_date_come_last(string sort)
    {
        var articles = new List<(long Id, string? Published)>();
        foreach (var published in (string?[])["2018-09", null, "2017", "2018-09", null, "2018-09-02"])
            articles.Add((await ArticleAsync($"{Text} {articles.Count}", published: published), published));
        var claims = new List<(long Id, string? Published, long Article, int Start)>();
        foreach (var quote in (string[])["l'ennemi a fui", "Deux villages"])
        foreach (var (article, published) in articles)
            claims.Add(
                (
                    (await ClaimAsync(article, quote, tags: ["t"])).Id,
                    published,
                    article,
                    Text.IndexOf(quote, StringComparison.Ordinal)
                )
            );

        var all = await AllAsync($"claims?{sort}&");

        var sorted = sort.Contains("published", StringComparison.Ordinal)
            ? claims
                .OrderBy(claim =>
                    claim.Published switch
                    {
                        "2017" => 1,
                        "2018-09" => 2,
                        "2018-09-02" => 3,
                        _ => 4,
                    }
                )
                .ThenBy(claim => claim.Article)
                .ThenBy(claim => claim.Start)
            : claims.OrderBy(claim => claim.Id);
        var expected = sort switch
        {
            "sort=recordedAt" or "sort=published" or "sort=published&tag=t" => sorted.Select(claim => claim.Id),
            "sort=-published" => sorted.Reverse().OrderBy(claim => claim.Published is null).Select(claim => claim.Id),
            _ => sorted.Reverse().Select(claim => claim.Id),
        };
        Assert.That(all, Is.EqualTo(expected.ToList()));
    }

    [Test]
    public async Task What_is_recorded_meanwhile_shifts_nothing()
    {
        var claims = await ClaimsAsync(4);
        var first = await Api.Get("claims?limit=2");
        await ClaimAsync(await ArticleAsync());

        var second = await Api.Get($"claims?limit=2&after={first["next"].GetString()}");

        Assert.That(Ids(first).Concat(Ids(second)), Is.EqualTo(claims.Reverse()));
        Assert.That(second["next"].GetString(), Is.Null);
    }

    [TestCase("sort=statement", "sort")]
    [TestCase("limit=0", "limit")]
    [TestCase("limit=501", "limit")]
    [TestCase("status=open", "status")]
    [TestCase("status=", "status")]
    [TestCase("id=1,x", "id")]
    [TestCase("publishedFrom=gestern", "publishedFrom")]
    [TestCase("flag=doubtful", "flag")]
    [TestCase("credibility=A", "credibility")]
    public async Task A_query_that_is_not_understood_is_refused(string query, string fault) =>
        (await Api.Get($"claims?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);

    [Test]
    public async Task A_cursor_of_other_filters_or_another_article_is_refused()
    {
        var claims = await ClaimsAsync(3);
        var article = (await Api.Get($"claims/{claims[0]}"))["article"].GetProperty("id").GetInt64();
        var next = (await Api.Get("claims?limit=1"))["next"].GetString();
        var nextOfArticle = (await Api.Get($"articles/{article}/claims?limit=1"))["next"].GetString();
        var other = await ArticleAsync();

        (await Api.Get($"claims?limit=1&sort=published&after={next}")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "badCursor",
            "after"
        );
        (await Api.Get($"claims?limit=1&after={next}x")).ExpectProblem(HttpStatusCode.BadRequest, "badCursor", "after");
        (await Api.Get($"articles/{other}/claims?limit=1&after={nextOfArticle}")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "badCursor",
            "after"
        );
    }

    [Test]
    public async Task The_claims_of_an_article_come_in_reading_order_in_all_statuses()
    {
        var article = await ArticleAsync();
        var last = await ClaimAsync(article, "l'ennemi a fui");
        var first = await ClaimAsync(article, "a repris");
        var same = await ClaimAsync(article, "a repris deux");
        var middle = await ClaimAsync(article, "Deux villages");
        await ClaimAsync(await ArticleAsync(Text + " Bis."));
        (await Api.Put($"claims/{middle.Id}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);

        Assert.That(
            await AllAsync($"articles/{article}/claims?"),
            Is.EqualTo(new[] { first.Id, same.Id, middle.Id, last.Id })
        );
        (await Api.Get("articles/99/claims")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"articles/{article}/claims?status=accepted")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "status"
        );
    }

    [Test]
    public async Task An_unknown_claim_is_not_found() =>
        (await Api.Get("claims/99")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
}

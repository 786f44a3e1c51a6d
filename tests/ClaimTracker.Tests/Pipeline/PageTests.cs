using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Pipeline;

public sealed class PageTests(TestDatabase database) : ApiTest(database)
{
    [SetUp]
    public async Task RecordFiveAsync()
    {
        for (var number = 1; number <= 5; number++)
            (
                await Api.Post(
                    "articles",
                    new
                    {
                        text = $"Texte {number}.",
                        language = "fr",
                        tags = (string[])["l'été & cie"],
                        extract = false,
                    }
                )
            ).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task The_link_header_leads_through_all_pages_with_the_same_filters()
    {
        var seen = new List<long>();
        var address = "/api/v1/articles?limit=2&tag=l%27%C3%A9t%C3%A9%20%26%20cie&language=fr";
        while (address is not null)
        {
            var page = (await Api.Get(address)).Expect(HttpStatusCode.OK);
            seen.AddRange(page.Items.Select(item => item.GetProperty("id").GetInt64()));
            address = page.Response.Headers.TryGetValues("Link", out var links) ? Next(links.Single()) : null;
            Assert.That(address is null, Is.EqualTo(page["next"].GetString() is null));
        }

        Assert.That(seen, Has.Count.EqualTo(5).And.Unique.And.Ordered.Descending);
    }

    [Test]
    public async Task What_is_added_meanwhile_shifts_nothing()
    {
        var first = await Api.Get("articles?limit=2");
        (await Api.Post("articles", new { text = "Entre deux.", extract = false })).Expect(HttpStatusCode.Created);

        var second = await Api.Get($"articles?limit=500&after={first["next"].GetString()}");

        Assert.That(second.Items.Select(item => item.GetProperty("text").GetString()), Is.All.Null);
        Assert.That(
            first.Items.Concat(second.Items).Select(item => item.GetProperty("id").GetInt64()),
            Is.EqualTo(new long[] { 5, 4, 3, 2, 1 })
        );
    }

    [Test]
    public async Task A_cursor_that_is_damaged_or_from_other_filters_is_refused()
    {
        var cursor = (await Api.Get("articles?limit=2&language=fr"))["next"].GetString()!;

        foreach (
            var after in (string[])
                [
                    $"after={cursor}",
                    $"after={cursor}&language=en",
                    $"after={cursor}&language=fr&status=standing",
                    $"language=fr&after={cursor[..^2]}",
                    $"language=fr&after=A{cursor}",
                    $"language=fr&after={cursor}A",
                    "language=fr&after=1",
                    "language=fr&after=%F0%9F%95%8A",
                    $"language=fr&after={new string('A', 5000)}",
                ]
        )
            (await Api.Get($"articles?limit=2&{after}")).ExpectProblem(HttpStatusCode.BadRequest, "badCursor", "after");
        (await Api.Get("articles?after=")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "after");
        (await Api.Get($"articles?limit=500&language=fr&after={cursor}")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_page_holds_fifty_unless_asked_otherwise()
    {
        for (var number = 0; number < 50; number++)
            await Api.Post("articles", new { text = $"Encore {number}.", extract = false });

        Assert.That((await Api.Get("articles")).Items, Has.Count.EqualTo(50));
        var all = await Api.Get("articles?limit=500");
        Assert.That(all.Items, Has.Count.EqualTo(55));
        Assert.That(all["next"].GetString(), Is.Null);
    }

    private static string Next(string link)
    {
        Assert.That(link, Does.Match("^<[^<>]+>; rel=\"next\"$"));
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.AsOf;

public sealed class PastAnswersTests(TestDatabase database) : PastTest(database)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private async Task<(long Article, long Claim)> ReportAsync(string outlet, string origin)
    {
        var article = await ArticleAsync($"Le pont est détruit, selon {outlet}.", outlet);
        return (article, await ClaimAsync(article, "Le pont est détruit", By(origin)));
    }

    [Test]
    public async Task A_claim_is_shown_as_it_was_with_its_version_and_an_address_that_stays()
    {
        var (_, claim) = await ReportAsync("A", "X");
        var then = Now;
        Pass(Day);
        var chain = (await Api.Get($"claims/{claim}"))["attribution"];
        (
            await Api.Put($"claims/{claim}/attribution", 1, new { links = new[] { By("Y") }, reason = "misheard" })
        ).Expect(HttpStatusCode.OK);
        (await Api.Patch($"claims/{claim}", 2, new { statement = "Le pont.", tags = new[] { "n" } })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Put($"claims/{claim}/status", 3, new { status = "rejected", reason = "r" })).Expect(
            HttpStatusCode.OK
        );

        var past = (await GetAsOf($"claims/{claim}", then)).Expect(HttpStatusCode.OK);
        var again = (await Api.Get(past["links"].GetProperty("self").GetString()!)).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(past.Version, Is.EqualTo(1));
            Assert.That(past["statement"].GetString(), Is.EqualTo("Le pont est détruit"));
            Assert.That(past["status"].GetString(), Is.EqualTo("accepted"));
            Assert.That(past["tags"].GetArrayLength(), Is.Zero);
            Assert.That(past["attribution"].GetRawText(), Is.EqualTo(chain.GetRawText()));
            Assert.That(
                past["links"].GetProperty("self").GetString(),
                Is.EqualTo($"/api/v1/claims/{claim}?asOf=2026-03-01T08:00:00Z")
            );
            Assert.That(past.ETag, Is.Null);
            Assert.That(again.Text, Is.EqualTo(past.Text));
        });
    }

    [Test]
    public async Task What_was_recorded_later_is_not_there_and_the_answer_says_since_when_it_is()
    {
        var then = Now;
        Pass(Day);
        var (article, claim) = await ReportAsync("A", "X");
        var source = (await Api.Get("sources?kind=person")).Items[0].GetProperty("id").GetInt64();

        foreach (
            var path in (string[])
                [
                    $"claims/{claim}",
                    $"claims/{claim}/assessment",
                    $"claims/{claim}/graph",
                    $"articles/{article}/graph",
                    $"sources/{source}/graph",
                    $"graph?claims={claim}",
                    $"graph?articles={article}",
                ]
        )
        {
            var answer = (await GetAsOf(path, then)).ExpectProblem(HttpStatusCode.NotFound, "notFound");
            Assert.That(
                answer["detail"].GetString(),
                Does.EndWith("yet as of 2026-03-01T08:00:00Z: it was recorded at 2026-03-02T08:00:00Z."),
                path
            );
        }

        Assert.That(
            (await GetAsOf("claims/99", then)).ExpectProblem(HttpStatusCode.NotFound, "notFound")["detail"].GetString(),
            Is.EqualTo("There is no claim 99.")
        );
        (await GetAsOf("claims/99/assessment", then)).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await GetAsOf($"assessment?claims={claim}", then)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "unknownClaim",
            "claims[0]"
        );
        (await GetAsOf($"assessment?claims={claim}", Now)).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_machines_proposal_is_there_with_its_article_and_not_before()
    {
        var before = Now;
        Pass(Day);
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = "« Le pont est détruit », a déclaré le général Haddad à Reuters.",
                    outlet = "A",
                    language = "fr",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var claim = (await Api.Get($"articles/{article.Id}/claims")).Items[0].GetProperty("id").GetInt64();
        var proposed = Now;
        Pass(Day);
        (await Api.Put($"claims/{claim}/status", 1, new { status = "accepted" })).Expect(HttpStatusCode.OK);

        (await GetAsOf($"claims/{claim}", before)).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        var then = (await GetAsOf($"claims/{claim}", proposed)).Expect(HttpStatusCode.OK);
        Assert.That(
            (then["status"].GetString(), then.Version, then["decidedBy"].ValueKind),
            Is.EqualTo(("proposed", 1, JsonValueKind.Null))
        );
        (await GetAsOf($"claims/{claim}/assessment", proposed)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "claimNotAccepted",
            "id"
        );
        Assert.That(
            (await GetAsOf($"claims/{claim}/graph", proposed))["graph"]
                .GetProperty("nodes")
                .GetProperty($"claim:{claim}")
                .GetProperty("metadata")
                .GetProperty("status")
                .GetString(),
            Is.EqualTo("proposed")
        );
    }

    [Test]
    public async Task Sources_merged_since_are_apart_and_sources_parted_since_are_one()
    {
        var (_, one) = await ReportAsync("A", "X");
        var (_, two) = await ReportAsync("B", "Y");
        await Api.Post(
            "relations",
            new
            {
                from = one,
                to = two,
                type = "corroborates",
                rationale = "r",
            }
        );
        var people = (await Api.Get("sources?kind=person"))
            .Items.Select(source => source.GetProperty("id").GetInt64())
            .Order()
            .ToList();

        async Task<int> LowAsync(DateTime at) =>
            (await GetAsOf($"claims/{one}/assessment", at))
                .Expect(HttpStatusCode.OK)["support"]
                .GetProperty("independent")
                .GetProperty("low")
                .GetInt32();
        var instants = new List<DateTime> { Now };
        foreach (var step in (string[])["merge", "unmerge"])
        {
            Pass(Day);
            (
                await Api.Post(
                    $"sources/{people[0]}/{step}",
                    step == "merge" ? new { into = people[1], reason = "r" } : new { reason = "r" } as object
                )
            ).Expect(HttpStatusCode.OK);
            instants.Add(Now);
        }

        Pass(Day);
        Assert.That(
            new[]
            {
                await LowAsync(instants[0]),
                await LowAsync(instants[1]),
                await LowAsync(instants[2]),
                await LowAsync(Now),
            },
            Is.EqualTo(new[] { 2, 1, 2, 2 })
        );
        var merged = await GetAsOf($"claims/{one}/assessment", instants[1]);
        Assert.That(merged["support"].GetProperty("cut")[0].GetProperty("id").GetInt64(), Is.EqualTo(people[1]));
        Assert.That(merged["asOf"].GetString(), Is.EqualTo("2026-03-02T08:00:00Z"));
    }

    [Test]
    public async Task What_was_merged_into_a_source_then_is_there_with_its_other_names_and_stands_for_it()
    {
        var (_, claim) = await ReportAsync("A", "X");
        var x = (await Api.Get("sources?kind=person")).Items[0].GetProperty("id").GetInt64();
        var ids = new List<long>();
        foreach (var (name, into) in ((string, int?)[])[("Y", null), ("Z", 0), ("W", null)])
        {
            var source = (
                await Api.Post(
                    "sources",
                    new
                    {
                        name,
                        kind = "person",
                        reason = "r",
                    }
                )
            ).Expect(HttpStatusCode.Created).Id;
            ids.Add(source);
            await Api.Post($"sources/{source}/aliases", new { name = name + name, reason = "r" });
            (
                await Api.Post(
                    $"sources/{source}/merge",
                    new { into = into is { } other ? ids[other] : x, reason = "r" }
                )
            ).Expect(HttpStatusCode.OK);
        }

        var then = Now;
        Pass(Day);
        foreach (var source in ids)
            (await Api.Post($"sources/{source}/unmerge", new { reason = "r" })).Expect(HttpStatusCode.OK);

        await using var scope = App.Services.CreateAsyncScope();
        Assert.That(AsOfInstant.TryParse(Write(then), out var asOfInstant));
        await using var asOfDatabase = await scope
            .ServiceProvider.GetRequiredService<AsOfDatabases>()
            .OpenAsync(asOfInstant!, new AsOfScope { Claims = [claim] }, CancellationToken.None);
        var merged = await asOfDatabase
            .Db.Sources.AsNoTracking()
            .Where(source => source.CanonicalId == x)
            .Include(source => source.Aliases)
            .OrderBy(source => source.Id)
            .ToListAsync();
        Assert.That(
            merged.Select(source => (source.Id, source.MergedIntoId, source.Aliases.Single().Name)),
            Is.EqualTo(new (long, long?, string)[] { (ids[0], x, "YY"), (ids[1], ids[0], "ZZ"), (ids[2], x, "WW") })
        );
    }

    [Test]
    public async Task A_source_and_a_tag_find_the_claims_of_then_whose_chain_or_tags_have_changed_since()
    {
        var (article, claim) = await ReportAsync("A", "X");
        await Api.Patch($"claims/{claim}", 1, new { tags = new[] { "été \"chaud\"" } });
        await Api.Patch($"articles/{article}", 1, new { tags = new[] { "dossier" } });
        var person = (await Api.Get("sources?kind=person")).Items[0].GetProperty("id").GetInt64();
        var outlet = (await Api.Get("sources?kind=outlet")).Items[0].GetProperty("id").GetInt64();
        string[] paths =
        [
            $"sources/{person}/graph",
            $"sources/{outlet}/graph?depth=1",
            $"graph?tag={Uri.EscapeDataString("été \"chaud\"")}",
            "graph?tag=dossier",
        ];
        var then = new List<(string Path, JsonNode Graph)>();
        foreach (var path in paths)
            then.Add((path, Content(await Api.Get(path))));
        var at = Now;
        Pass(Day);
        (await Api.Put($"claims/{claim}/attribution", 2, new { links = new[] { By("Y") }, reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Patch($"articles/{article}", 2, new { outlet = "B", tags = Array.Empty<string>() })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Patch($"claims/{claim}", 4, new { tags = Array.Empty<string>() })).Expect(HttpStatusCode.OK);

        foreach (var (path, graph) in then)
        {
            Assert.That(
                graph["graph"]!["nodes"]!.AsObject().Select(node => node.Key),
                Has.Member($"claim:{claim}"),
                path
            );
            var past = (await GetAsOf(path, at)).Expect(HttpStatusCode.OK);
            Assert.That(JsonNode.DeepEquals(Content(past), graph), $"{path}\n{past.Text}\n{graph}");
            Assert.That(
                past["graph"].GetProperty("metadata").GetProperty("asOf").GetString(),
                Is.EqualTo("2026-03-01T08:00:00Z")
            );
            Assert.That(
                (await Api.Get(path))["graph"].GetProperty("nodes").TryGetProperty($"claim:{claim}", out _),
                Is.False,
                path
            );
        }
    }

    [Test]
    public async Task A_split_claim_stands_again()
    {
        var article = await ArticleAsync("« Le pont est détruit » et « la route est coupée ».", "A");
        var whole = await ClaimAsync(article, "« Le pont est détruit » et « la route est coupée »");
        var then = Now;
        Pass(TimeSpan.FromTicks(1));
        var split = (
            await Api.Post(
                $"claims/{whole}/split",
                new
                {
                    parts = new[] { "« Le pont est détruit »", "« la route est coupée »" }.Select(quote => new
                    {
                        content = new[] { new { quote } },
                    }),
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var past = (await GetAsOf($"claims/{whole}", then)).Expect(HttpStatusCode.OK);

        Assert.That((past["status"].GetString(), past["replacedBy"].GetArrayLength()), Is.EqualTo(("accepted", 0)));
        (await GetAsOf($"claims/{split["claims"][0].GetProperty("id")}", then)).ExpectProblem(
            HttpStatusCode.NotFound,
            "notFound"
        );
        Assert.That(
            (await GetAsOf($"articles/{article}/graph?status=accepted,replaced", then))["graph"]
                .GetProperty("nodes")
                .EnumerateObject()
                .Count(node => node.Name.StartsWith("claim:", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Flags_reviews_and_verdicts_are_those_of_then_on_the_claim_and_on_those_that_say_the_same()
    {
        var (_, claim) = await ReportAsync("A", "X");
        var (_, same) = await ReportAsync("B", "Y");
        var then = new List<(DateTime At, Answer Claim)>();

        async Task KeepAsync()
        {
            then.Add((Now, await Api.Get($"claims/{claim}")));
            Pass(Day);
        }

        await Api.Post(
            "relations",
            new
            {
                from = claim,
                to = same,
                type = "restates",
                rationale = "r",
            }
        );
        await KeepAsync();
        var flag = (await Api.Post($"claims/{claim}/flags", new { reason = "needsCheck" })).Expect(
            HttpStatusCode.Created
        );
        await Api.Post($"claims/{claim}/review-request", new { });
        await Api.Put(
            $"claims/{same}/verdict",
            Api.None,
            new
            {
                state = "published",
                outcome = "true",
                rating = new
                {
                    value = 5,
                    worst = 1,
                    best = 5,
                    name = "Vrai",
                },
                explanation = "e",
            }
        );
        await KeepAsync();
        await Api.Put($"flags/{flag.Id}/status", 1, new { status = "dismissed", reason = "r" });
        var findings = new[] { 0, 1 }.Select(position => new
        {
            position,
            finding = position == 0 ? "supported" : "misattributed",
        });
        var review = (
            await Api.Post(
                $"claims/{claim}/chain-reviews",
                new
                {
                    claimVersion = 1,
                    findings,
                    conclusion = "sentBack",
                }
            )
        ).Expect(HttpStatusCode.Created);
        await Api.Put(
            $"claims/{claim}/verdict",
            Api.None,
            new
            {
                state = "draft",
                outcome = "false",
                rating = new
                {
                    value = 1,
                    worst = 1,
                    best = 5,
                    name = "Faux",
                },
                explanation = "e",
            }
        );
        await Api.Post($"claims/{same}/verdict/withdrawal", new { reason = "r" });
        await KeepAsync();
        await Api.Post($"chain-reviews/{review.Id}/withdrawal", new { reason = "r" });
        await Api.Post($"claims/{claim}/verdict/withdrawal", new { reason = "r" });
        await KeepAsync();

        static string Shown(Answer answer) =>
            $"{answer["flags"].GetArrayLength()} {answer["verdict"].ValueKind} {answer["verdictsOnSame"].GetArrayLength()} {answer["review"].GetProperty("state").GetString()}";
        Assert.That(
            then.Select(one => Shown(one.Claim)),
            Is.EqualTo(new[] { "0 Null 0 none", "1 Null 1 requested", "0 Object 0 sentBack", "0 Null 0 requested" })
        );
        foreach (var (at, was) in then)
            Assert.That(JsonNode.DeepEquals(Content(await GetAsOf($"claims/{claim}", at)), Content(was)), Write(at));
    }

    [Test]
    public async Task A_claim_stands_where_it_stood_in_the_text_of_then()
    {
        var (article, claim) = await ReportAsync("A", "X");
        var was = await Api.Get($"claims/{claim}");
        var then = Now;
        Pass(Day);
        (
            await Api.Post(
                $"articles/{article}/versions",
                new { text = "Hier : Le pont est détruit, selon A.", reason = "r" }
            )
        ).Expect(HttpStatusCode.Created);
        var moved = await Api.Get($"claims/{claim}");
        var between = Now;
        Pass(Day);
        (await Api.Post($"articles/{article}/versions", new { text = "Rien de tel.", reason = "r" })).Expect(
            HttpStatusCode.Created
        );

        var first = await GetAsOf($"claims/{claim}", then);
        Assert.That(first["anchor"].GetRawText(), Is.EqualTo(was["anchor"].GetRawText()));
        Assert.That(first["content"].GetRawText(), Is.EqualTo(was["content"].GetRawText()));
        var second = await GetAsOf($"claims/{claim}", between);
        Assert.That(
            (second["anchor"].GetProperty("textVersion").GetInt32(), second["anchor"].GetProperty("state").GetString()),
            Is.EqualTo((2, "anchored"))
        );
        Assert.That(
            second["anchor"].GetRawText(),
            Is.EqualTo(moved["anchor"].GetRawText()).And.Not.EqualTo(was["anchor"].GetRawText())
        );
        Assert.That(second["content"].GetRawText(), Is.EqualTo(moved["content"].GetRawText()));
        Assert.That(
            (await Api.Get($"claims/{claim}"))["anchor"].GetProperty("state").GetString(),
            Is.EqualTo("orphaned")
        );
    }

    [Test]
    public async Task Joined_claims_stand_apart_again_with_their_relations()
    {
        var article = await ArticleAsync("« Le pont est détruit » et « la route est coupée ».", "A");
        long[] parts =
        [
            await ClaimAsync(article, "Le pont est détruit"),
            await ClaimAsync(article, "la route est coupée"),
        ];
        var (_, other) = await ReportAsync("B", "Y");
        await Api.Post(
            "relations",
            new
            {
                from = parts[0],
                to = other,
                type = "corroborates",
                rationale = "r",
            }
        );
        var was = Content(await Api.Get($"claims/{parts[0]}/graph"));
        var then = Now;
        Pass(TimeSpan.FromTicks(1));
        (await Api.Post("claims/join", new { ids = parts, reason = "r" })).Expect(HttpStatusCode.Created);

        Assert.That(JsonNode.DeepEquals(Content(await GetAsOf($"claims/{parts[0]}/graph", then)), was));
        Assert.That((await GetAsOf($"claims/{parts[1]}", then))["status"].GetString(), Is.EqualTo("accepted"));
        Assert.That((await Api.Get($"claims/{parts[1]}"))["status"].GetString(), Is.EqualTo("replaced"));
    }

    [Test]
    public async Task More_claims_than_one_answer_may_look_back_on_are_refused()
    {
        var (article, claim) = await ReportAsync("A", "X");
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        var columns = string.Join(
            ", ",
            db.Model.FindEntityType(typeof(Claim))!
                .GetProperties()
                .Select(property => property.GetColumnName())
                .Where(column => column != nameof(Claim.Id))
                .Select(column => $"\"{column}\"")
        );
        var copy = string.Join(' ', "INSERT INTO \"Claims\" (", columns, ") SELECT", columns, "FROM \"Claims\"");
        for (var claims = 1; claims <= 10_000; claims *= 2)
            await db.Database.ExecuteSqlRawAsync(copy);

        (await GetAsOf($"articles/{article}/graph?depth=1", Now)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "tooFar",
            "asOf"
        );
        (await GetAsOf($"claims/{claim}", Now)).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_date_means_up_to_its_end_and_what_is_to_come_means_now()
    {
        var (_, claim) = await ReportAsync("A", "X");
        Pass(TimeSpan.FromHours(10));
        (await Api.Patch($"claims/{claim}", 1, new { statement = "Evening." })).Expect(HttpStatusCode.OK);
        Pass(Day);
        (await Api.Patch($"claims/{claim}", 2, new { statement = "Tomorrow." })).Expect(HttpStatusCode.OK);

        async Task<string?> StatementAsync(string asOf) =>
            (await GetAsOf($"claims/{claim}", asOf)).Expect(HttpStatusCode.OK)["statement"].GetString();
        Assert.That(await StatementAsync("2026-03-01"), Is.EqualTo("Evening."));
        Assert.That(await StatementAsync("2026-03-01T08:00:00Z"), Is.EqualTo("Le pont est détruit"));
        Assert.That(await StatementAsync("2026-03-01T10:00:00+02:00"), Is.EqualTo("Le pont est détruit"));
        Assert.That(await StatementAsync("2026-03-01T17:59:59.9999999Z"), Is.EqualTo("Le pont est détruit"));
        Assert.That(await StatementAsync("2026-03"), Is.EqualTo("Tomorrow."));
        Assert.That((await GetAsOf($"claims/{claim}/assessment", "2999"))["asOf"].GetDateTime(), Is.EqualTo(Now));
        (await GetAsOf($"claims/{claim}", "2026-02")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await GetAsOf($"claims/{claim}", "0001-01-01T00:00:00Z")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [TestCase("yesterday")]
    [TestCase("2026-03-01T08:00:00")]
    [TestCase("2026-03-01/2026-03-02")]
    [TestCase("")]
    public async Task What_is_no_moment_is_refused_everywhere(string asOf)
    {
        foreach (
            var path in (string[])
                [
                    "claims/1",
                    "claims/1/assessment",
                    "claims/1/graph",
                    "sources/1/graph",
                    "articles/1/graph",
                    "graph?tag=a",
                    "assessment?claims=1",
                ]
        )
            (await GetAsOf(path, asOf)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "asOf");
    }

    [Test]
    public async Task The_present_has_its_etag_and_no_instant()
    {
        var (_, claim) = await ReportAsync("A", "X");

        Assert.That((await Api.Get($"claims/{claim}")).ETag, Is.EqualTo("\"1\""));
        Assert.That((await Api.Get($"claims/{claim}/assessment"))["asOf"].ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            (await Api.Get($"claims/{claim}/graph"))["graph"].GetProperty("metadata").TryGetProperty("asOf", out _),
            Is.False
        );
        Assert.That(
            (await GetAsOf($"claims/{claim}/graph?format=graphml", Now)).Text,
            Does.Contain(">2026-03-01T08:00:00Z<")
        );
    }
}

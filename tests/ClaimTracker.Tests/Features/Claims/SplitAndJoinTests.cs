using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class SplitAndJoinTests(TestDatabase database) : ClaimTest(database)
{
    private static readonly object[] Haddad =
    [
        new
        {
            source = new { name = "colonel Haddad", kind = "person" },
            mention = new { quote = "le colonel Haddad" },
            cue = new { quote = "a ajouté" },
        },
    ];

    private static object Parts(params string[] quotes) =>
        new { parts = quotes.Select(quote => new { content = new[] { new { quote } } }), reason = "two statements" };

    private Task<Answer> BothAsync(long article) =>
        ClaimAsync(article, "« L'offensive est finie » et « l'ennemi a fui »", Haddad, "Deux choses.", ["fin"]);

    [Test]
    public async Task The_parts_keep_chain_dates_tags_and_status_and_what_stood_on_the_whole_is_listed()
    {
        var article = await ArticleAsync();
        var whole = await BothAsync(article);
        await Api.Patch($"claims/{whole.Id}", 1, new { eventDate = "2018-09", modality = "hedged" });
        var other = await ClaimAsync(article, "Deux villages");
        var relation = (
            await Api.Post(
                "relations",
                new
                {
                    from = other.Id,
                    to = whole.Id,
                    type = "corroborates",
                    rationale = "r",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var split = (
            await Api.Post($"claims/{whole.Id}/split", Parts("« L'offensive est finie »", "« l'ennemi a fui »"))
        ).Expect(HttpStatusCode.Created);

        var made = split["claims"].EnumerateArray().ToList();
        var original = await Api.Get($"claims/{whole.Id}");
        Assert.Multiple(() =>
        {
            Assert.That(split.Location, Is.EqualTo($"/api/v1/articles/{article}/claims"));
            Assert.That(
                made.Select(claim => claim.GetProperty("statement").GetString()),
                Is.EqualTo(new[] { "« L'offensive est finie »", "« l'ennemi a fui »" })
            );
            Assert.That(made.Select(claim => claim.GetProperty("mode").GetString()), Is.All.EqualTo("direct"));
            Assert.That(made.Select(claim => claim.GetProperty("status").GetString()), Is.All.EqualTo("accepted"));
            Assert.That(made.Select(claim => claim.GetProperty("eventDate").GetString()), Is.All.EqualTo("2018-09"));
            Assert.That(made.Select(claim => claim.GetProperty("modality").GetString()), Is.All.EqualTo("hedged"));
            Assert.That(made.Select(claim => claim.GetProperty("tags")[0].GetString()), Is.All.EqualTo("fin"));
            Assert.That(
                made.Select(claim => claim.GetProperty("attribution").GetRawText()),
                Is.All.EqualTo(whole["attribution"].GetRawText())
            );
            Assert.That(original["status"].GetString(), Is.EqualTo("replaced"));
            Assert.That(original["statusReason"].GetString(), Is.EqualTo("two statements"));
            Assert.That(
                original["replacedBy"].EnumerateArray().Select(id => id.GetInt64()),
                Is.EqualTo(made.Select(claim => claim.GetProperty("id").GetInt64()))
            );
            Assert.That(split["replaced"][0].GetInt64(), Is.EqualTo(whole.Id));
            Assert.That(split["toMove"].GetProperty("relations")[0].GetInt64(), Is.EqualTo(relation.Id));
        });
        Assert.That((await Api.Get($"relations/{relation.Id}"))["status"].GetString(), Is.EqualTo("standing"));
    }

    [Test]
    public async Task A_part_elsewhere_or_a_claim_that_does_not_stand_is_refused()
    {
        var article = await ArticleAsync();
        var whole = await BothAsync(article);

        await Refused(
            () => Api.Post($"claims/{whole.Id}/split", Parts("« l'ennemi a fui »", "Deux villages")),
            HttpStatusCode.UnprocessableEntity,
            "partOutsideClaim",
            "parts[1].content"
        );
        await Refused(
            () => Api.Post($"claims/{whole.Id}/split", Parts("« l'ennemi a fui »", "absent")),
            HttpStatusCode.UnprocessableEntity,
            "quoteNotFound",
            "parts[1].content[0].quote"
        );
        await Refused(() => Api.Post("claims/99/split", Parts("a", "b")), HttpStatusCode.NotFound, "notFound");
        (await Api.Put($"claims/{whole.Id}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        await Refused(
            () => Api.Post($"claims/{whole.Id}/split", Parts("« l'ennemi a fui »", "finie")),
            HttpStatusCode.Conflict,
            "claimRejected"
        );
        (await Api.Put($"claims/{whole.Id}/status", 2, new { status = "accepted" })).Expect(HttpStatusCode.OK);
        (await Api.Post($"claims/{whole.Id}/split", Parts("« l'ennemi a fui »", "finie"))).Expect(
            HttpStatusCode.Created
        );
        await Refused(
            () => Api.Post($"claims/{whole.Id}/split", Parts("« l'ennemi a fui »", "finie")),
            HttpStatusCode.Conflict,
            "claimReplaced"
        );
        await Refused(
            () => Api.Put($"claims/{whole.Id}/status", 4, new { status = "accepted" }),
            HttpStatusCode.Conflict,
            "claimReplaced"
        );
    }

    [TestCase("""{"parts":[{"content":[{"start":1,"end":2}]}],"reason":"r"}""", "parts")]
    [TestCase("""{"parts":[{"content":[{"start":1,"end":2}]},{"content":[]}],"reason":"r"}""", "parts[1].content")]
    [TestCase(
        """{"parts":[{"content":[{"start":1,"end":2}]},{"content":[{"start":2}]}],"reason":"r"}""",
        "parts[1].content[0]"
    )]
    [TestCase("""{"parts":[{"content":[{"start":1,"end":2}]},{"content":[{"start":1,"end":2}]}]}""", "reason")]
    public async Task A_split_of_another_shape_is_refused_at_its_path(string body, string fault)
    {
        var whole = await BothAsync(await ArticleAsync());

        await Refused(() => Api.Post($"claims/{whole.Id}/split", body), HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task A_joined_claim_has_the_content_of_all_in_order_and_takes_their_place()
    {
        var article = await ArticleAsync();
        var later = await ClaimAsync(article, "« l'ennemi a fui »", Haddad, tags: ["b"]);
        var colonel = new[] { new { source = new { id = SourceId(Chain(later)[1]) } } };
        var first = await ClaimAsync(article, "L'offensive est", colonel, tags: ["a"]);
        var middle = await ClaimAsync(article, "est finie", colonel);
        await Api.Patch($"claims/{first.Id}", 1, new { eventDate = "2018-09", statementDate = "2018" });
        await Api.Patch($"claims/{middle.Id}", 1, new { eventDate = "2018-10", statementDate = "2018" });
        await Api.Patch($"claims/{later.Id}", 1, new { eventDate = "2018-09", statementDate = "2018" });

        var join = (
            await Api.Post(
                "claims/join",
                new
                {
                    ids = new[] { later.Id, first.Id, middle.Id },
                    statement = "C'est fini.",
                    reason = "one statement",
                }
            )
        ).Expect(HttpStatusCode.Created);

        var joined = (await Api.Get(join.Location!)).Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(join["claims"][0].GetRawText(), Is.EqualTo(joined.Text));
            Assert.That(
                join["replaced"].EnumerateArray().Select(id => id.GetInt64()),
                Is.EqualTo(new[] { later.Id, first.Id, middle.Id })
            );
            Assert.That(
                joined["content"].EnumerateArray().Select(span => span.GetProperty("quote").GetString()),
                Is.EqualTo(new[] { "L'offensive est finie", "« l'ennemi a fui »" })
            );
            Assert.That(joined["statement"].GetString(), Is.EqualTo("C'est fini."));
            Assert.That(joined["tags"].EnumerateArray().Select(tag => tag.GetString()), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(joined["eventDate"].ValueKind, Is.EqualTo(JsonValueKind.Null), "they do not agree");
            Assert.That(joined["statementDate"].GetString(), Is.EqualTo("2018"));
            Assert.That(joined["status"].GetString(), Is.EqualTo("accepted"));
            Assert.That(Chain(joined).Select(SourceId), Is.EqualTo(Chain(later).Select(SourceId)));
        });
        Assert.That(
            (await Api.Get($"claims?status=replaced&article={article}")).Items.Select(item =>
                item.GetProperty("replacedBy")[0].GetInt64()
            ),
            Is.All.EqualTo(joined.Id)
        );
    }

    [Test]
    public async Task Claims_that_are_not_one_statement_of_one_article_are_not_joined()
    {
        var article = await ArticleAsync();
        var told = await ClaimAsync(article, "l'ennemi a fui", Haddad);
        var narrated = await ClaimAsync(article, "Deux villages");
        var elsewhere = await ClaimAsync(await ArticleAsync(Text + " Bis."), "Deux villages");
        var rejected = await ClaimAsync(article, "a repris");
        (await Api.Put($"claims/{rejected.Id}/status", 1, new { status = "rejected" })).Expect(HttpStatusCode.OK);
        object Join(params long[] ids) => new { ids, reason = "r" };

        await Refused(
            () => Api.Post("claims/join", Join(narrated.Id, told.Id)),
            HttpStatusCode.UnprocessableEntity,
            "chainsDiffer",
            "ids[1]"
        );
        await Refused(
            () => Api.Post("claims/join", Join(narrated.Id, elsewhere.Id)),
            HttpStatusCode.UnprocessableEntity,
            "articlesDiffer",
            "ids[1]"
        );
        await Refused(
            () => Api.Post("claims/join", Join(narrated.Id, 999)),
            HttpStatusCode.UnprocessableEntity,
            "unknownClaim",
            "ids[1]"
        );
        var answer = await Refused(
            () => Api.Post("claims/join", Join(narrated.Id, rejected.Id)),
            HttpStatusCode.Conflict,
            "claimRejected"
        );
        await Refused(() => Api.Post("claims/join", Join(narrated.Id)), HttpStatusCode.BadRequest, "invalid", "ids");
        await Refused(
            () => Api.Post("claims/join", Join(narrated.Id, narrated.Id)),
            HttpStatusCode.BadRequest,
            "invalid",
            "ids"
        );

        Assert.That(answer["claimId"].GetInt64(), Is.EqualTo(rejected.Id));
    }

    [Test]
    public async Task A_claim_joined_with_a_proposed_one_waits_for_a_decision()
    {
        var claims = await ClaimsAsync(2);
        (await Api.Put($"claims/{claims[0]}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        var join = (await Api.Post("claims/join", new { ids = claims, reason = "one statement" })).Expect(
            HttpStatusCode.Created
        );

        Assert.That(join["claims"][0].GetProperty("status").GetString(), Is.EqualTo("proposed"));
        Assert.That(join["claims"][0].GetProperty("decidedBy").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }
}

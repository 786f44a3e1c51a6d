using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Claims;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Flags;

public sealed class FlagTests(TestDatabase database) : ClaimTest(database)
{
    private Task<Answer> FlagAsync(long claim, string reason, string? note = null, string? assignee = null) =>
        Api.Post(
            $"claims/{claim}/flags",
            new
            {
                reason,
                note,
                assignee,
            }
        );

    [Test]
    public async Task Whoever_acts_can_take_a_flag_be_it_without_a_key()
    {
        var claim = (await ClaimAsync(await ArticleAsync())).Id;

        var flag = (await FlagAsync(claim, "needsCheck", assignee: "local")).Expect(HttpStatusCode.Created);

        Assert.That(flag["assignee"].GetString(), Is.EqualTo("local"));
        Assert.That(
            (await Api.Get("holders")).Items.Select(holder => holder.GetProperty("name").GetString()),
            Does.Contain("local")
        );
        (await Api.Post("api-keys", new { holder = "local", role = "reader" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "reservedName"
        );
    }

    [Test]
    public async Task A_flag_is_read_at_its_address_in_the_queue_and_on_its_claim()
    {
        await Keys.IssueAsync(Api, "analyst", "Ana Bren");
        var claim = (await ClaimsAsync(1))[0];

        var made = (await FlagAsync(claim, "misattributed", "it was the other colonel", "ana  bren")).Expect(
            HttpStatusCode.Created
        );
        var read = (await Api.Get(made.Location!)).Expect(HttpStatusCode.OK);
        var queue = (await Api.Get("flags")).Expect(HttpStatusCode.OK);
        var ofClaim = (await Api.Get($"claims/{claim}/flags")).Expect(HttpStatusCode.OK);
        var shown = await Api.Get($"claims/{claim}");

        Assert.Multiple(() =>
        {
            Assert.That(made.ETag, Is.EqualTo("\"1\""));
            Assert.That(read["claimId"].GetInt64(), Is.EqualTo(claim));
            Assert.That(read["statement"].GetString(), Is.EqualTo("Fait numéro 001."));
            Assert.That(read["reason"].GetString(), Is.EqualTo("misattributed"));
            Assert.That(read["status"].GetString(), Is.EqualTo("open"));
            Assert.That(read["note"].GetString(), Is.EqualTo("it was the other colonel"));
            Assert.That(read["assignee"].GetString(), Is.EqualTo("Ana Bren"), "the lasting name, however it was sent");
            Assert.That(read["automatic"].GetBoolean(), Is.False);
            Assert.That(read["cause"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(read["recordedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(Ids(queue), Is.EqualTo(new[] { made.Id }));
            Assert.That(Ids(ofClaim), Is.EqualTo(new[] { made.Id }));
            Assert.That(
                shown["flags"].GetRawText(),
                Is.EqualTo($$"""[{"id":{{made.Id}},"reason":"misattributed","status":"open"}]""")
            );
            Assert.That(shown.Version, Is.EqualTo(1), "a flag is no field of the claim");
        });
    }

    [Test]
    public async Task Every_reason_may_be_given_by_hand_and_one_flag_of_each_is_active()
    {
        var claim = (await ClaimsAsync(1))[0];
        foreach (
            var reason in (string[])
                [
                    "needsCheck",
                    "misattributed",
                    "outOfContext",
                    "loadedLanguage",
                    "unverifiable",
                    "singleOrigin",
                    "circular",
                    "supportLost",
                ]
        )
        {
            var made = (await FlagAsync(claim, reason)).Expect(HttpStatusCode.Created);
            var again = await Refused(() => FlagAsync(claim, reason), HttpStatusCode.Conflict, "alreadyFlagged");
            Assert.That(again["flagId"].GetInt64(), Is.EqualTo(made.Id));
        }

        (await FlagAsync(claim, "other", "one thing")).Expect(HttpStatusCode.Created);
        (await FlagAsync(claim, "other", "another")).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task What_is_not_a_flag_is_refused()
    {
        var claim = (await ClaimsAsync(1))[0];
        await Refused(() => FlagAsync(claim, "ugly"), HttpStatusCode.BadRequest, "invalid", "reason");
        await Refused(() => FlagAsync(claim, "other", " "), HttpStatusCode.BadRequest, "invalid", "note");
        await Refused(() => FlagAsync(claim, "other", assignee: ""), HttpStatusCode.BadRequest, "invalid", "assignee");
        await Refused(
            () => FlagAsync(claim, "other", assignee: "Nobody"),
            HttpStatusCode.UnprocessableEntity,
            "unknownAssignee",
            "assignee"
        );
        await Refused(() => FlagAsync(claim + 1, "other"), HttpStatusCode.NotFound, "notFound");
        await Refused(() => Api.Get($"claims/{claim + 1}/flags"), HttpStatusCode.NotFound, "notFound");
        await Refused(() => Api.Get("flags/7"), HttpStatusCode.NotFound, "notFound");

        var article = (await Api.Get($"claims/{claim}"))["article"].GetProperty("id").GetInt64();
        (
            await Api.Post(
                $"claims/{claim}/split",
                new
                {
                    parts = new[]
                    {
                        new { content = new[] { new { quote = "Fait" } } },
                        new { content = new[] { new { quote = "numéro" } } },
                    },
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.Created);
        await Refused(() => FlagAsync(claim, "other"), HttpStatusCode.UnprocessableEntity, "claimReplaced", "id");
        Assert.That(article, Is.Positive);
    }

    [Test]
    public async Task What_is_too_long_is_told_so_in_the_words_of_the_contract()
    {
        var claim = (await ClaimsAsync(1))[0];

        var refused = await Refused(
            () => Api.Post($"claims/{claim}/flags", new { reason = "other", note = new string('x', 4001) }),
            HttpStatusCode.BadRequest,
            "invalid",
            "note"
        );

        Assert.That(
            refused["errors"].GetProperty("note").GetRawText(),
            Is.EqualTo("""["must be at most 4000 characters."]""")
        );
    }

    [Test]
    public async Task A_flag_goes_where_its_status_leads_and_nowhere_else()
    {
        var flag = (await FlagAsync((await ClaimsAsync(1))[0], "needsCheck")).Id;
        Task<Answer> Set(int version, string status, string? resolution = null, string? reason = null) =>
            Api.Put(
                $"flags/{flag}/status",
                version,
                new
                {
                    status,
                    resolution,
                    reason,
                }
            );

        (await Set(1, "inReview")).Expect(HttpStatusCode.OK);
        var same = (await Set(2, "inReview")).Expect(HttpStatusCode.OK);
        (await Set(2, "open")).Expect(HttpStatusCode.OK);
        var resolved = (await Set(3, "resolved", "corrected by the outlet")).Expect(HttpStatusCode.OK);
        var refused = await Refused(() => Set(4, "inReview"), HttpStatusCode.Conflict, "illegalTransition");
        await Refused(() => Set(4, "dismissed", "no"), HttpStatusCode.Conflict, "illegalTransition");
        var worded = (await Set(4, "resolved", "corrected by the outlet on Monday")).Expect(HttpStatusCode.OK);
        var opened = (await Set(5, "open")).Expect(HttpStatusCode.OK);
        var dismissed = (await Set(6, "dismissed", reason: "it was a joke")).Expect(HttpStatusCode.OK);
        await Refused(() => Set(6, "open"), HttpStatusCode.PreconditionFailed, "staleVersion");
        await Refused(
            () => Api.Put($"flags/{flag}/status", null, new { status = "open" }),
            HttpStatusCode.PreconditionRequired,
            "versionMissing"
        );
        await Refused(() => Set(7, "open", "words"), HttpStatusCode.BadRequest, "invalid", "resolution");
        await Refused(() => Set(7, "resolved"), HttpStatusCode.BadRequest, "invalid", "resolution");

        Assert.Multiple(() =>
        {
            Assert.That(
                refused.Json.EnumerateObject().Select(member => member.Name),
                Is.Unique,
                "the status of the answer is no other's"
            );
            Assert.That(same.Version, Is.EqualTo(2), "nothing changed");
            Assert.That(resolved["resolution"].GetString(), Is.EqualTo("corrected by the outlet"));
            Assert.That(resolved["decidedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(refused["allowed"].GetRawText(), Is.EqualTo("""["open"]"""));
            Assert.That(refused["detail"].GetString(), Does.Contain("resolved").And.Contain("open"));
            Assert.That(worded["resolution"].GetString(), Does.EndWith("Monday"));
            Assert.That(opened["resolution"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(dismissed["resolution"].GetString(), Is.EqualTo("it was a joke"));
        });
    }

    [Test]
    public async Task A_flag_is_not_opened_again_beside_another_that_says_the_same()
    {
        var claim = (await ClaimsAsync(1))[0];
        var first = (await FlagAsync(claim, "needsCheck")).Id;
        (await Api.Put($"flags/{first}/status", 1, new { status = "resolved", resolution = "done" })).Expect(
            HttpStatusCode.OK
        );
        var second = (await FlagAsync(claim, "needsCheck")).Expect(HttpStatusCode.Created).Id;

        var refused = await Refused(
            () => Api.Put($"flags/{first}/status", 2, new { status = "open" }),
            HttpStatusCode.Conflict,
            "alreadyFlagged"
        );

        Assert.That(refused["flagId"].GetInt64(), Is.EqualTo(second));
        Assert.That(
            (await Api.Get($"claims/{claim}"))["flags"]
                .EnumerateArray()
                .Select(flag => flag.GetProperty("status").GetString()),
            Is.EqualTo(new[] { "resolved", "open" })
        );
    }

    [Test]
    public async Task A_flag_is_given_to_somebody_and_its_note_is_changed()
    {
        await Keys.IssueAsync(Api, "analyst", "Ana Bren");
        var flag = (await FlagAsync((await ClaimsAsync(1))[0], "needsCheck", "look")).Id;

        var given = (await Api.Patch($"flags/{flag}", 1, new { assignee = "Ana Bren", reason = "she knows" })).Expect(
            HttpStatusCode.OK
        );
        var noted = (
            await Api.Patch($"flags/{flag}", 2, new { note = (string?)null, assignee = (string?)null })
        ).Expect(HttpStatusCode.OK);
        await Refused(
            () => Api.Patch($"flags/{flag}", 3, new { assignee = "Nobody" }),
            HttpStatusCode.UnprocessableEntity,
            "unknownAssignee",
            "assignee"
        );
        await Refused(
            () => Api.Patch($"flags/{flag}", 3, new { reason = "none" }),
            HttpStatusCode.BadRequest,
            "invalid"
        );
        await Refused(
            () => Api.Patch($"flags/{flag}", 2, new { note = "x" }),
            HttpStatusCode.PreconditionFailed,
            "staleVersion"
        );

        Assert.Multiple(() =>
        {
            Assert.That(given["assignee"].GetString(), Is.EqualTo("Ana Bren"));
            Assert.That(given["note"].GetString(), Is.EqualTo("look"));
            Assert.That(noted["assignee"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(noted["note"].ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task The_queue_is_filtered_paged_and_counted()
    {
        await Keys.IssueAsync(Api, "analyst", "Ana Bren");
        var claims = await ClaimsAsync(3);
        var a = (await FlagAsync(claims[0], "needsCheck", assignee: "Ana Bren")).Id;
        var b = (await FlagAsync(claims[1], "needsCheck")).Id;
        var c = (await FlagAsync(claims[2], "outOfContext", assignee: "Ana Bren")).Id;
        var d = (await FlagAsync(claims[2], "other")).Id;
        (await Api.Put($"flags/{c}/status", 1, new { status = "inReview" })).Expect(HttpStatusCode.OK);
        (await Api.Put($"flags/{d}/status", 1, new { status = "dismissed", resolution = "no" })).Expect(
            HttpStatusCode.OK
        );

        var first = await Api.Get("flags?limit=3");
        var counts = (await Api.Get("flags/counts")).Expect(HttpStatusCode.OK);
        Assert.Multiple(async () =>
        {
            Assert.That(Ids(first), Is.EqualTo(new[] { d, c, b }));
            Assert.That(
                Ids(await Api.Get($"flags?limit=3&after={first["next"].GetString()}")),
                Is.EqualTo(new[] { a })
            );
            Assert.That(Ids(await Api.Get("flags?status=open,inReview")), Is.EqualTo(new[] { c, b, a }));
            Assert.That(Ids(await Api.Get("flags?reason=needsCheck&assignee=ana%20bren")), Is.EqualTo(new[] { a }));
            Assert.That(Ids(await Api.Get("flags?assignee=Nobody")), Is.Empty);
            Assert.That(Ids(await Api.Get("flags?raisedBy=program")), Is.Empty);
            Assert.That(Ids(await Api.Get("claims?flag=needsCheck")), Is.EqualTo(new[] { claims[1], claims[0] }));
            Assert.That(
                Ids(await Api.Get("claims?flag=needsCheck&sort=published")),
                Is.EqualTo(new[] { claims[0], claims[1] })
            );
            Assert.That(Ids(await Api.Get("claims?flag=outOfContext&sort=-outlets")), Is.EqualTo(new[] { claims[2] }));
            Assert.That(Ids(await Api.Get("claims?flag=other")), Is.Empty, "it was dismissed");
            Assert.That(
                Ids(
                    await Api.Get(
                        $"claims?flag=needsCheck&outlet={SourceId(Chain(await Api.Get($"claims/{claims[0]}"))[0])}&status=proposed"
                    )
                ),
                Is.Empty
            );
            Assert.That(counts["total"].GetInt32(), Is.EqualTo(4));
            Assert.That(
                counts["statuses"].GetRawText(),
                Is.EqualTo(
                    """[{"status":"open","count":2},{"status":"inReview","count":1},{"status":"dismissed","count":1}]"""
                )
            );
            Assert.That(
                counts["reasons"].GetRawText(),
                Is.EqualTo(
                    """[{"reason":"needsCheck","count":2},{"reason":"outOfContext","count":1},{"reason":"other","count":1}]"""
                )
            );
            Assert.That(
                counts["assignees"].GetRawText(),
                Is.EqualTo("""[{"assignee":null,"count":2},{"assignee":"Ana Bren","count":2}]""")
            );
            Assert.That(counts["raisedBy"].GetRawText(), Is.EqualTo("""[{"raisedBy":"people","count":4}]"""));
            Assert.That(
                (await Api.Get("flags/counts?status=open&assignee=Ana%20Bren&reason=needsCheck,other"))["total"]
                    .GetInt32(),
                Is.EqualTo(1)
            );
        });
        await Refused(() => Api.Get("flags?status=shut"), HttpStatusCode.BadRequest, "invalid", "status");
        await Refused(() => Api.Get("claims?flag=ugly"), HttpStatusCode.BadRequest, "invalid", "flag");
        await Refused(() => Api.Get("flags/counts?limit=3"), HttpStatusCode.BadRequest, "invalid", "limit");
    }

    [Test]
    public async Task A_claim_that_is_flagged_twice_for_a_reason_is_listed_once()
    {
        var claim = (await ClaimsAsync(1))[0];
        (await FlagAsync(claim, "other", "one")).Expect(HttpStatusCode.Created);
        (await FlagAsync(claim, "other", "two")).Expect(HttpStatusCode.Created);

        Assert.That(Ids(await Api.Get("claims?flag=other")), Is.EqualTo(new[] { claim }));
        Assert.That(Ids(await Api.Get("claims?flag=other&sort=recordedAt&tag=x")), Is.Empty);
    }

    [Test]
    public async Task Readers_see_flags_and_analysts_set_them()
    {
        var claim = (await ClaimsAsync(1))[0];
        var flag = (await FlagAsync(claim, "needsCheck")).Id;
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        using var analyst = Api.With(await Keys.IssueAsync(Api, "analyst"));

        (await reader.Get("flags/counts")).Expect(HttpStatusCode.OK);
        (await reader.Post($"claims/{claim}/flags", new { reason = "other" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await reader.Put($"flags/{flag}/status", 1, new { status = "inReview" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await analyst.Put($"flags/{flag}/status", 1, new { status = "inReview" })).Expect(HttpStatusCode.OK);
    }
}

using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Access;

public sealed class KeyTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task A_key_works_in_either_header_and_acts_as_its_holder()
    {
        var issued = (
            await Api.Post(
                "api-keys",
                new
                {
                    holder = "Ana",
                    role = "analyst",
                    expires = "2999-01-01T00:00:00+02:00",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var key = issued["key"].GetString()!;
        using var ana = Api.With(key);

        var me = (await ana.Get("me")).Expect(HttpStatusCode.OK);
        var byBearer = (await Api.Get("me", ("Authorization", $"Bearer {key}"))).Expect(HttpStatusCode.OK);
        var source = (await ana.Post("sources", new { name = "Reuters", kind = "outlet" })).Expect(
            HttpStatusCode.Created
        );

        Assert.Multiple(() =>
        {
            Assert.That(me.Text, Is.EqualTo("""{"name":"Ana","role":"analyst"}"""));
            Assert.That(byBearer.Text, Is.EqualTo(me.Text));
            Assert.That(source["recordedBy"].GetString(), Is.EqualTo("Ana"));
            Assert.That(
                issued["expires"].GetDateTime(),
                Is.EqualTo(new DateTime(2998, 12, 31, 22, 0, 0, DateTimeKind.Utc))
            );
        });
    }

    [Test]
    public async Task The_key_itself_is_shown_once_and_kept_nowhere()
    {
        var issued = (
            await Api.Post("api-keys", new { holder = "Ana", role = "admin" }, ("Idempotency-Key", "once"))
        ).Expect(HttpStatusCode.Created);
        var again = (
            await Api.Post("api-keys", new { holder = "Ana", role = "admin" }, ("Idempotency-Key", "once"))
        ).Expect(HttpStatusCode.Created);
        var read = (await Api.Get(issued.Location!)).Expect(HttpStatusCode.OK);
        var listed = (await Api.Get("api-keys")).Expect(HttpStatusCode.OK);

        var secret = issued["key"].GetString()!;
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        var kept = await db
            .IdempotentAnswers.Select(answer => answer.Body)
            .Concat(db.AuditEntries.Select(entry => entry.Change))
            .Concat(db.ApiKeys.Select(key => key.Hash))
            .ToListAsync();
        Assert.Multiple(() =>
        {
            Assert.That(again.Id, Is.EqualTo(issued.Id));
            foreach (var text in (string[])[again.Text, read.Text, listed.Text, .. kept])
                Assert.That(text, Does.Not.Contain(secret));
            Assert.That(read.Json.TryGetProperty("key", out _), Is.False);
            Assert.That(secret, Does.StartWith(read["hint"].GetString()!));
        });
    }

    [Test]
    public async Task A_holder_keeps_one_name_over_all_keys()
    {
        var first = (await Api.Post("api-keys", new { holder = "Ana Bren", role = "reader" })).Expect(
            HttpStatusCode.Created
        );
        var second = (await Api.Post("api-keys", new { holder = " ana  BREN", role = "analyst" })).Expect(
            HttpStatusCode.Created
        );

        var holders = (await Api.Get("holders")).Expect(HttpStatusCode.OK);
        var holder = holders.Items.Single();
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(second["holder"].GetString(), Is.EqualTo("Ana Bren"));
            Assert.That(holder.GetProperty("name").GetString(), Is.EqualTo("Ana Bren"));
            Assert.That(
                (await Api.Get(holder.GetProperty("links").GetProperty("self").GetString()!)).Text,
                Is.EqualTo(holder.GetRawText())
            );
            Assert.That(
                (await Api.Get("api-keys?limit=1")).Items.Single().GetProperty("id").GetInt64(),
                Is.EqualTo(second.Id).And.GreaterThan(first.Id)
            );
        });
    }

    [Test]
    public async Task A_revoked_key_is_refused_at_the_next_request()
    {
        var issued = (await Api.Post("api-keys", new { holder = "Ana", role = "admin" })).Expect(
            HttpStatusCode.Created
        );
        using var ana = Api.With(issued["key"].GetString()!);
        (await ana.Get("me")).Expect(HttpStatusCode.OK);

        var revoked = (await ana.Delete($"api-keys/{issued.Id}")).Expect(HttpStatusCode.OK);
        (await ana.Get("me")).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        var again = (await Api.Delete($"api-keys/{issued.Id}")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(revoked["revokedBy"].GetString(), Is.EqualTo("Ana"));
            Assert.That(revoked["revokedAt"].ValueKind, Is.EqualTo(JsonValueKind.String));
            Assert.That(again.Text, Is.EqualTo(revoked.Text));
        });
        (await Api.Delete("api-keys/999999")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Delete("api-keys/0")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [Test]
    public async Task When_a_key_was_last_used_is_shown_and_kept_without_a_trace_in_the_trail()
    {
        var clock = new SetClock();
        await using var app = await TestApp.StartAsync(Database, services: services =>
            services.AddSingleton<TimeProvider>(clock)
        );
        using var admin = new Api(app.Address);
        using var ana = admin.With(await Keys.IssueAsync(admin, "reader", "Ana"));
        var unused = (await admin.Get("api-keys/1")).Expect(HttpStatusCode.OK);
        clock.Now = clock.Now.AddMinutes(5);
        (await ana.Get("me")).Expect(HttpStatusCode.OK);

        var used = (await admin.Get("api-keys/1")).Expect(HttpStatusCode.OK);
        var listed = (await admin.Get("api-keys")).Expect(HttpStatusCode.OK).Items.Single();
        await app
            .Services.GetRequiredService<KeyUses>()
            .WriteAsync(
                app.Services.CreateScope().ServiceProvider.GetRequiredService<ClaimTrackerDb>(),
                CancellationToken.None
            );

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(unused["lastUsed"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(used["lastUsed"].GetDateTime(), Is.EqualTo(clock.Now.UtcDateTime));
            Assert.That(listed.GetProperty("lastUsed").GetDateTime(), Is.EqualTo(clock.Now.UtcDateTime));
            Assert.That(used.Version, Is.EqualTo(1));
            Assert.That(
                await app.Read(db => db.ApiKeys.Select(key => key.LastUsed).SingleAsync()),
                Is.EqualTo(clock.Now.UtcDateTime)
            );
            Assert.That(
                await app.Read(db => db.AuditEntries.CountAsync(entry => entry.Subject == "apiKey:1")),
                Is.EqualTo(1)
            );
        });
    }

    [TestCase("local")]
    [TestCase(" SYSTEM")]
    [TestCase("claimtracker")]
    public async Task The_names_of_the_program_itself_are_refused(string holder) =>
        (await Api.Post("api-keys", new { holder, role = "reader" })).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "reservedName",
            "holder"
        );

    [Test]
    public async Task A_key_that_has_expired_before_it_is_issued_is_refused() =>
        (
            await Api.Post(
                "api-keys",
                new
                {
                    holder = "Ana",
                    role = "reader",
                    expires = "2001-01-01T00:00:00Z",
                }
            )
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "expiryPassed", "expires");

    [TestCase("""{"role":"reader"}""", "holder")]
    [TestCase("""{"holder":"  ","role":"reader"}""", "holder")]
    [TestCase("""{"holder":"Ana"}""", "role")]
    [TestCase("""{"holder":"Ana","role":"boss"}""", "role")]
    [TestCase("""{"holder":"Ana","role":4}""", "role")]
    [TestCase("""{"holder":"Ana","role":"reader","expires":"tomorrow"}""", "expires")]
    [TestCase("""{"holder":"Ana","role":"reader","key":"ct_mine"}""", "key")]
    public async Task A_request_of_the_wrong_shape_is_refused(string body, string fault)
    {
        (await Api.Post("api-keys", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);
        Assert.That((await Api.Get("holders")).Items, Is.Empty);
    }

    [Test]
    public async Task A_holders_name_has_at_most_200_characters()
    {
        (await Api.Post("api-keys", new { holder = new string('a', 201), role = "reader" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "holder"
        );
        (await Api.Post("api-keys", new { holder = new string('a', 200), role = "reader" })).Expect(
            HttpStatusCode.Created
        );
    }

    [TestCase("reader")]
    [TestCase("analyst")]
    [TestCase("factChecker")]
    [TestCase("reviewer")]
    public async Task Only_an_administrator_sees_and_changes_keys(string role)
    {
        using var caller = Api.With(await Keys.IssueAsync(Api, role));

        var refused = (await caller.Post("api-keys", new { holder = "Ana", role = "admin" })).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await caller.Get("api-keys")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await caller.Get("api-keys/1")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await caller.Delete("api-keys/1")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await caller.Get("me")).Expect(HttpStatusCode.OK);
        (await caller.Get("holders")).Expect(HttpStatusCode.OK);
        (await caller.Get("holders/1")).Expect(HttpStatusCode.OK);

        Assert.That(refused["detail"].GetString(), Does.Contain("admin").And.Contain(role));
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using ClaimTracker.Domain.Access;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Pipeline;

public sealed class IdempotencyTests(TestDatabase database) : ApiTest(database)
{
    private static readonly (string, string) Key = ("Idempotency-Key", "key 1");

    [Test]
    public async Task The_same_request_again_gets_the_first_answer_byte_for_byte()
    {
        var body = new
        {
            text = "Un texte « cité » 🕊️.",
            outlet = "Le Ponant",
            title = "A & <b>",
            extract = false,
        };
        var first = (await Api.Post("articles", body, Key)).Expect(HttpStatusCode.Created);

        var again = (await Api.Post("articles", body, Key)).Expect(HttpStatusCode.Created);

        Assert.Multiple(() =>
        {
            Assert.That(again.Text, Is.EqualTo(first.Text));
            Assert.That(again.ETag, Is.EqualTo(first.ETag).And.Not.Null);
            Assert.That(again.Location, Is.EqualTo(first.Location).And.Not.Null);
            Assert.That(
                again.Response.Content.Headers.ContentType,
                Is.EqualTo(first.Response.Content.Headers.ContentType)
            );
            Assert.That(again.Response.Headers.GetValues("Idempotency-Replayed"), Is.EqualTo(new[] { "true" }));
        });
        Assert.That((await Api.Get("articles")).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_key_with_another_body_is_refused()
    {
        (await Api.Post("articles", new { text = "Un." }, Key)).Expect(HttpStatusCode.Created);

        (await Api.Post("articles", new { text = "Deux." }, Key)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotencyKeyReused"
        );

        Assert.That((await Api.Get("articles")).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refused_request_is_not_kept_so_a_corrected_one_may_use_its_key()
    {
        (await Api.Post("articles", new { text = " " }, Key)).Expect(HttpStatusCode.BadRequest);
        (await Api.Post("articles", new { text = "Un.", outlet = new { id = 99 } }, Key)).Expect(
            HttpStatusCode.UnprocessableEntity
        );

        (await Api.Post("articles", new { text = "Un." }, Key)).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_key_belongs_to_one_holder_and_one_address()
    {
        var secret = await App.Write(db =>
        {
            db.ApiKeys.Add(ApiKey.Issue(new Holder("Ana", db.Stamp), Role.Analyst, null, db.Stamp, out var made));
            return Task.FromResult(made);
        });
        using var ana = Api.With(secret);
        var mine = (await Api.Post("articles", new { text = "Un." }, Key)).Expect(HttpStatusCode.Created);

        var hers = (await ana.Post("articles", new { text = "Deux." }, Key)).Expect(HttpStatusCode.Created);
        (await Api.Post($"articles/{mine.Id}/extraction", null, Key)).Expect(HttpStatusCode.Created);

        Assert.That(hers.Id, Is.Not.EqualTo(mine.Id));
    }

    [Test]
    public async Task A_key_must_be_1_to_255_characters()
    {
        foreach (var key in (string[])["", new string('k', 256)])
            (await Api.Post("articles", new { text = "Un." }, ("Idempotency-Key", key))).ExpectProblem(
                HttpStatusCode.BadRequest,
                "invalid",
                "Idempotency-Key"
            );
    }

    [Test]
    public async Task A_wrong_key_to_the_api_is_told_before_any_idempotency_key_is_looked_at()
    {
        using var stranger = Api.With("ct_wrong");

        (await stranger.Post("articles", new { text = "Un." }, Key)).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "unauthorized"
        );
    }

    [Test]
    public async Task An_answer_is_forgotten_when_its_time_is_over_and_old_ones_are_swept()
    {
        (await Api.Post("articles", new { text = "Un." }, Key)).Expect(HttpStatusCode.Created);
        (await Api.Post("articles", new { text = "Deux." }, ("Idempotency-Key", "key 2"))).Expect(
            HttpStatusCode.Created
        );
        await App.Read(db =>
            db.IdempotentAnswers.ExecuteUpdateAsync(set =>
                set.SetProperty(answer => answer.At, answer => DateTime.UtcNow.AddHours(-25))
            )
        );

        (await Api.Post("articles", new { text = "Trois." }, Key)).Expect(HttpStatusCode.Created);

        Assert.That(await App.Read(db => db.IdempotentAnswers.CountAsync()), Is.EqualTo(1));
        (await Api.Post("articles", new { text = "Trois." }, Key)).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task The_same_request_while_the_first_runs_is_told_to_come_back()
    {
        var lockHeld = await LockHeld.TakeAsync(App);
        var both = (Task<Answer>[])
            [Api.Post("articles", new { text = "Un." }, Key), Api.Post("articles", new { text = "Un." }, Key)];

        // Whichever came first waits for the lock; the other is answered at once.
        var refused = await Task.WhenAny(both);
        await lockHeld.DisposeAsync();

        var told = (await refused).ExpectProblem(HttpStatusCode.Conflict, "idempotencyKeyInUse");
        Assert.That(told.Response.Headers.RetryAfter?.Delta, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
        (await both.Single(task => task != refused)).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task Two_instances_on_one_database_make_one_article_and_give_one_answer()
    {
        await using var other = Program.Build(TestApp.CreateBuilder(App.Settings));
        await other.StartAsync();
        using var there = new Api(new Uri(other.Urls.Single()));
        var lockHeld = await LockHeld.TakeAsync(App);
        var here = Api.Post("articles", new { text = "Un." }, Key);
        var elsewhere = there.Post("articles", new { text = "Un." }, Key);
        await Task.Delay(500);

        // Both have looked and found nothing; now one after the other gets to write.
        await lockHeld.DisposeAsync();

        var answers = await Task.WhenAll(here, elsewhere);
        foreach (var answer in answers)
            answer.Expect(HttpStatusCode.Created);
        Assert.That(answers[0].Text, Is.EqualTo(answers[1].Text));
        Assert.That(await App.Read(db => db.Articles.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_instances_refuse_another_body_that_comes_at_the_same_time()
    {
        await using var other = Program.Build(TestApp.CreateBuilder(App.Settings));
        await other.StartAsync();
        using var there = new Api(new Uri(other.Urls.Single()));
        var lockHeld = await LockHeld.TakeAsync(App);
        var here = Api.Post("articles", new { text = "Un." }, Key);
        var elsewhere = there.Post("articles", new { text = "Deux." }, Key);
        await Task.Delay(500);

        await lockHeld.DisposeAsync();

        var statuses = (await Task.WhenAll(here, elsewhere)).Select(answer => (int)answer.Status).Order();
        Assert.That(statuses, Is.EqualTo(new[] { 201, 422 }));
    }

    [Test]
    public async Task What_is_kept_names_neither_the_key_nor_the_holder()
    {
        (await Api.Post("articles", new { text = "Un." }, Key)).Expect(HttpStatusCode.Created);

        var kept = await App.Read(db => db.IdempotentAnswers.SingleAsync());

        Assert.That(
            kept.Scope,
            Is.EqualTo(
                Convert.ToHexStringLower(
                    SHA256.HashData(Encoding.UTF8.GetBytes("local\nPOST\n/api/v1/articles\nkey 1"))
                )
            )
        );
    }

    /// <summary>Holds the lock that writers wait for.</summary>
    private sealed class LockHeld(AsyncServiceScope scope, ClaimTrackerDb db) : IAsyncDisposable
    {
        public static async Task<LockHeld> TakeAsync(TestApp app)
        {
            var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
            await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
            await db.LockForWritingAsync(CancellationToken.None);
            return new LockHeld(scope, db);
        }

        public async ValueTask DisposeAsync()
        {
            await db.Database.RollbackTransactionAsync();
            await scope.DisposeAsync();
        }
    }
}

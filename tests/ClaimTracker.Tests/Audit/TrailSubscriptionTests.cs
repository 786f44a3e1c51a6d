using ClaimTracker.Domain.Audit;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Audit;
using Microsoft.Data.Sqlite;

namespace ClaimTracker.Tests.Audit;

/// <summary>One reads on where one stopped, and is told what was committed together.</summary>
public sealed class TrailSubscriptionTests
{
    private TestApp app = null!;
    private Api api = null!;

    [SetUp]
    public async Task Start()
    {
        app = await TestApp.StartAsync(TestDatabase.Embedded);
        api = new Api(app.Address);
    }

    [TearDown]
    public async Task Stop()
    {
        api.Dispose();
        await app.DisposeAsync();
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(100)]
    public async Task What_was_committed_comes_once_and_in_order(int portion)
    {
        var trail = new TrailSubscription(portion);
        await RecordAsync(outlet: "A");
        var first = await FollowAsync(trail, long.MaxValue);
        await RecordAsync(outlet: "B");
        var second = await FollowAsync(trail, long.MaxValue);

        Assert.That(
            first.Concat(second).Select(entry => (entry.Position, entry.Act)),
            Is.EqualTo(new[] { (1L, 1L), (2L, 1L), (3L, 3L), (4L, 3L) })
        );
        Assert.That(trail.Progress, Is.EqualTo(4));
        Assert.That(await FollowAsync(trail, long.MaxValue), Is.Empty);
    }

    [Test]
    public async Task What_could_not_be_taken_in_comes_again()
    {
        var trail = new TrailSubscription(1);
        await RecordAsync(outlet: "A");

        Assert.That(
            () =>
                app.Read(async db =>
                {
                    await trail.FollowAsync(
                        db,
                        long.MaxValue,
                        entries => entries[0].Position == 2 ? throw new TimeoutException() : Task.CompletedTask,
                        CancellationToken.None
                    );
                    return 0;
                }),
            Throws.TypeOf<TimeoutException>()
        );
        Assert.That(trail.Progress, Is.EqualTo(1));
        Assert.That((await FollowAsync(trail, 2)).Select(entry => entry.Position), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task Entries_without_a_number_are_told_apart_by_who_did_what_when()
    {
        await RecordAsync(outlet: "A");
        await RecordAsync(outlet: "B");
        using (var sqlite = new SqliteConnection(app.Settings["ConnectionStrings:ClaimTracker"]))
        {
            sqlite.Open();
            using var command = sqlite.CreateCommand();
            command.CommandText =
                "DROP TRIGGER AuditEntries_AppendOnly_UPDATE; UPDATE AuditEntries SET Act = NULL WHERE Position < 4;";
            command.ExecuteNonQuery();
        }

        Assert.That(
            (await FollowAsync(new TrailSubscription(100), long.MaxValue)).Select(entry => entry.Act),
            Is.EqualTo(new[] { 1, 1, 3, 3 })
        );
    }

    [TestCase("claim:42", "claim", 42)]
    [TestCase("a:b:7", "a:b", 7)]
    [TestCase("claim:", "claim:", 0)]
    [TestCase(":7", ":7", 0)]
    [TestCase("claim:-1", "claim:-1", 0)]
    [TestCase("", "", 0)]
    public void A_subject_is_read_as_it_is_written(string subject, string type, long id)
    {
        var read = AuditSubject.Parse(subject);

        Assert.That(read, Is.EqualTo(new AuditSubject(type, id)));
        if (id > 0)
            Assert.That(read.ToString(), Is.EqualTo(subject));
    }

    private async Task RecordAsync(string outlet) =>
        (
            await api.Post(
                "articles",
                new
                {
                    text = $"Text of {outlet}.",
                    outlet,
                    extract = false,
                }
            )
        ).Expect(System.Net.HttpStatusCode.Created);

    private Task<List<TrailEntry>> FollowAsync(TrailSubscription trail, long to) =>
        app.Read(async db =>
        {
            var taken = new List<TrailEntry>();
            await trail.FollowAsync(
                db,
                to,
                entries =>
                {
                    taken.AddRange(entries);
                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return taken;
        });
}

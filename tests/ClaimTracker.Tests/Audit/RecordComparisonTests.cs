using System.Globalization;
using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Features.Histories;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Audit;

/// <summary>The records are compared with the trail when everything that can happen has happened: nothing is reported that is as it should be, and everything that is not.</summary>
public sealed class RecordComparisonTests
{
    private TestApp app = null!;
    private Api api = null!;
    private SqliteConnection sqlite = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        app = await TestApp.StartAsync(
            TestDatabase.Embedded,
            new Dictionary<string, string?> { ["Flags:Automatic"] = "true" }
        );
        api = new Api(app.Address);
        sqlite = new SqliteConnection(app.Settings["ConnectionStrings:ClaimTracker"]);
        sqlite.Open();
        Assert.That(await FirstBrokenAsync(), Is.Null, "a new database");

        await Seeds.LoadAsync(app.Services, Seeds.Folder, CancellationToken.None);
        await (await Life.LiveAsync(api)).GoOnAsync(api);
        (await api.Post("sources", new { name = "Ivan Petrov", kind = "person" })).Expect(HttpStatusCode.Created);
        (await api.Post("sources", new { name = "I. Petrov", kind = "person" })).Expect(HttpStatusCode.Created);
        await AcceptMergeAsync();
        await app.Read(db =>
            app.Services.GetRequiredService<AutomaticFlags>().FollowAsync(db, everything: true, CancellationToken.None)
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await sqlite.DisposeAsync();
        api.Dispose();
        await app.DisposeAsync();
    }

    [Test]
    public async Task Nothing_is_reported_of_a_database_in_which_everything_was_done_by_the_service()
    {
        Assert.That(await FirstBrokenAsync(), Is.Null);
        Assert.That(Text("SELECT COUNT(*) FROM AuditEntries WHERE UseCase = 'FollowWeights'"), Is.Not.EqualTo("0"));
        Assert.That(Text("SELECT COUNT(*) FROM Suggestions WHERE Status = 1 AND Kind = 3"), Is.Not.EqualTo("0"));

        Run("UPDATE ApiKeys SET LastUsed = '2026-01-01 00:00:00'");
        Assert.That(await FirstBrokenAsync(), Is.Null, "when a key was last used is left out of the trail");
    }

    [TestCase("Flags", "Note", "'forged'", "flag:")]
    [TestCase("Flags", "Status", "(Status + 1) % 4", "flag:")]
    [TestCase("Retractions", "Reason", "'forged'", "retraction:")]
    [TestCase("Retractions", "ReinstatedBy", "NULL", "retraction:")]
    [TestCase("ClaimVerdicts", "Content", "replace(Content, 'images', 'vues')", "verdict:")]
    [TestCase("VerdictEditions", "Content", "replace(Content, 'images', 'vues')", "verdict:")]
    [TestCase("VerdictEditions", "EndedBy", "'Eve'", "verdict:")]
    [TestCase("VerdictScales", "Name", "'forged'", "verdictScale:2")]
    [TestCase("FactChecks", "Content", "replace(Content, 'check.example', 'czech.example')", "claimReview:")]
    [TestCase("FactChecks", "ClaimId", "1", "claimReview:")]
    [TestCase("ChainReviews", "Findings", "replace(Findings, 'supported', 'distorted')", "chainReview:")]
    [TestCase("ChainReviews", "Conclusion", "1 - Conclusion", "chainReview:")]
    [TestCase("ReviewRequests", "Note", "'forged'", "reviewRequest:")]
    [TestCase("SourceOutcomes", "WasTrue", "1 - WasTrue", "outcome:")]
    [TestCase("Suggestions", "Why", "'forged'", "suggestion:")]
    [TestCase("ClaimAnnotations", "Annotation", "'https://notes.example/2'", "claim:")]
    [TestCase("Claims", "ChainBy", "'Eve'", "")]
    [TestCase("ArticleTexts", "Reason", "'forged'", "article:")]
    public async Task A_changed_row_of_any_kind_is_named(string table, string column, string value, string subject)
    {
        var row = Text($"SELECT MAX(rowid) FROM {table}");
        var was = Value($"SELECT {column} FROM {table} WHERE rowid = {row}");
        Run($"UPDATE {table} SET {column} = {value} WHERE rowid = {row}");
        Assert.That(
            Value($"SELECT {column} FROM {table} WHERE rowid = {row}"),
            Is.Not.EqualTo(was),
            "nothing was changed"
        );
        try
        {
            var broken = await FirstBrokenAsync();
            Assert.That(broken?.GetProperty("subject").GetString(), Does.StartWith(subject));
            Assert.That(broken?.GetProperty("why").GetString(), Does.Contain("changed past the service"));
        }
        finally
        {
            Run($"UPDATE {table} SET {column} = @was WHERE rowid = {row}", was);
        }

        Assert.That(await FirstBrokenAsync(), Is.Null);
    }

    [Test]
    public async Task What_comes_with_the_schema_is_no_finding_unless_it_was_changed_or_deleted()
    {
        Run("UPDATE VerdictScales SET Steps = replace(Steps, 'False', 'True') WHERE Id = 1");
        Assert.That(
            Why(await FirstBrokenAsync()),
            Is.EqualTo(
                "The row of verdictScale:1, which comes with the schema, was changed past the service: it came with other values of steps."
            )
        );
        Run("UPDATE VerdictScales SET Steps = replace(Steps, '\"en\":\"True\"', '\"en\":\"False\"') WHERE Id = 1");
        Run(
            "UPDATE VerdictScales SET Steps = replace(Steps, '\"fr\":\"Vrai\",\"en\":\"False\"', '\"fr\":\"Vrai\",\"en\":\"True\"') WHERE Id = 1"
        );
        Assert.That(await FirstBrokenAsync(), Is.Null);

        Run("UPDATE VerdictScales SET Id = 1000 WHERE Id = 1");
        Assert.That(
            Why(await FirstBrokenAsync()),
            Does.StartWith("The row of verdictScale:1000 was put in past the service")
        );
        Run("CREATE TABLE Kept AS SELECT * FROM VerdictScales WHERE Id = 1000");
        Run("DELETE FROM VerdictScales WHERE Id = 1000");
        Assert.That(
            Why(await FirstBrokenAsync()),
            Is.EqualTo("The row of verdictScale:1, which comes with the schema, was deleted past the service.")
        );
        Run("UPDATE Kept SET Id = 1");
        Run("INSERT INTO VerdictScales SELECT * FROM Kept");
        Run("DROP TABLE Kept");
        Assert.That(await FirstBrokenAsync(), Is.Null);
    }

    private static string? Why(JsonElement? broken) => broken?.GetProperty("why").GetString();

    private async Task AcceptMergeAsync()
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await api.Get("suggestions?kind=merge&status=proposed")).Items is [var merge, ..])
            {
                (
                    await api.Put(
                        $"suggestions/{merge.GetProperty("id").GetInt64()}/status",
                        merge.GetProperty("version").GetInt32(),
                        new { status = "accepted", reason = "le même" }
                    )
                ).Expect(HttpStatusCode.OK);
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("Nothing was suggested.");
    }

    private async Task<JsonElement?> FirstBrokenAsync()
    {
        var view = (await api.Get("audit/verification?include=records")).Expect(HttpStatusCode.OK);
        Assert.That(view["valid"].GetBoolean(), Is.EqualTo(view["firstBroken"].ValueKind == JsonValueKind.Null));
        return view["valid"].GetBoolean() ? null : view["firstBroken"];
    }

    private string Text(string sql) => Convert.ToString(Value(sql), CultureInfo.InvariantCulture)!;

    private object Value(string sql)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private void Run(string sql, object? was = null)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        if (was is not null)
            command.Parameters.AddWithValue("@was", was);
        command.ExecuteNonQuery();
    }
}

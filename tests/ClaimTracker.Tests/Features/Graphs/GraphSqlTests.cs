using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Features.Graphs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Graphs;

/// <summary>The statements by hand: what each database makes of them.</summary>
public sealed class GraphSqlTests
{
    private static readonly string[] Names =
    [
        nameof(GraphSql.Relations),
        nameof(GraphSql.Claims),
        nameof(GraphSql.Articles),
        nameof(GraphSql.Sources),
        nameof(GraphSql.Links),
        nameof(GraphSql.ActsFor),
        nameof(GraphSql.ClaimsOfArticles),
        nameof(GraphSql.ClaimsOfSources),
        nameof(GraphSql.TaggedClaims),
        nameof(GraphSql.TaggedArticles),
    ];

    [TestCase(
        nameof(GraphSql.Relations),
        "SEARCH r USING COVERING INDEX IX_Relations_FromId_ToId_Type_Status (FromId=?)",
        "SEARCH r USING COVERING INDEX IX_Relations_ToId_FromId_Type_Status (ToId=?)"
    )]
    [TestCase(
        nameof(GraphSql.Claims),
        "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)"
    )]
    [TestCase(
        nameof(GraphSql.ClaimsOfArticles),
        "SEARCH c USING COVERING INDEX IX_Claims_ArticleId_Start (ArticleId=?)"
    )]
    [TestCase(
        nameof(GraphSql.ClaimsOfSources),
        "SEARCH l USING COVERING INDEX IX_AttributionLinks_SourceId_ClaimId (SourceId=?)"
    )]
    [TestCase(nameof(GraphSql.TaggedClaims), "SEARCH t USING COVERING INDEX IX_ClaimTags_Tag_ClaimId (Tag=?)")]
    public async Task Sqlite_walks_over_the_set_and_reads_the_index(string statement, params string[] steps)
    {
        var plan = await PlanAsync(statement);

        Assert.Multiple(() =>
        {
            Assert.That(steps, Is.SubsetOf(plan));
            Assert.That(plan, Has.Some.StartsWith("SCAN f VIRTUAL TABLE"));
        });
    }

    [Test]
    public async Task Sqlite_scans_nothing_but_the_set()
    {
        foreach (var statement in Names)
            Assert.That(
                (await PlanAsync(statement)).Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)),
                Has.All.StartsWith("SCAN f "),
                statement
            );
    }

    [Test]
    public void Sql_server_opens_the_set_as_json_and_loops_over_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                GraphSql.In(SqlDialect.SqlServer).Relations,
                Is.EqualTo(
                    """
                    SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status, 0 FROM OPENJSON(@set) WITH (value bigint '$') AS f INNER LOOP JOIN Relations AS r ON r.FromId = f.value WHERE r.Status <> 2
                    UNION ALL
                    SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status, 1 FROM OPENJSON(@set) WITH (value bigint '$') AS f INNER LOOP JOIN Relations AS r ON r.ToId = f.value WHERE r.Status <> 2
                    """
                )
            );
            Assert.That(
                GraphSql.In(SqlDialect.SqlServer).Claims,
                Is.EqualTo(
                    """
                    SELECT c.Id, c.Statement, c.Mode, c.Status, c.ArticleId, a.Published, a.PublishedEarliest, a.PublishedLatest, a.Language, c.Credibility
                    FROM OPENJSON(@set) WITH (value bigint '$') AS f INNER LOOP JOIN Claims AS c ON c.Id = f.value INNER LOOP JOIN Articles AS a ON a.Id = c.ArticleId ORDER BY c.Id
                    """
                )
            );
            Assert.That(
                GraphSql.In(SqlDialect.SqlServer).TaggedClaims,
                Is.EqualTo(
                    "SELECT t.ClaimId FROM OPENJSON(@set) WITH (value nvarchar(100) COLLATE Latin1_General_100_BIN2 '$') AS f INNER LOOP JOIN ClaimTags AS t ON t.Tag = f.value"
                )
            );
            foreach (var statement in Names)
                Assert.That(
                    TextOf(GraphSql.In(SqlDialect.SqlServer), statement),
                    Does.Not.Contain("json_each").And.Not.Contain("CROSS JOIN"),
                    statement
                );
        });
    }

    private static string TextOf(GraphSql sql, string statement) =>
        (string)typeof(GraphSql).GetProperty(statement)!.GetValue(sql)!;

    private static async Task<List<string>> PlanAsync(string statement)
    {
        await using var app = await TestApp.StartAsync(TestDatabase.Embedded);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        await db.Database.OpenConnectionAsync();
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + TextOf(GraphSql.In(SqlDialect.Sqlite), statement);
        command.Parameters.AddWithValue(SqlDialect.Set, "[1]");
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
            steps.Add(reader.GetString(3));
        return steps;
    }
}

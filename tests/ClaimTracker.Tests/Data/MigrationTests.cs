using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClaimTracker.Tests.Data;

public sealed class MigrationTests
{
    [Test]
    public void The_migrations_of_both_databases_say_what_the_model_says()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var sqlServer = new SqlServerDesign().CreateDbContext([]);

        Assert.Multiple(() =>
        {
            Assert.That(sqlite.Database.HasPendingModelChanges(), Is.False, "SQLite");
            Assert.That(sqlServer.Database.HasPendingModelChanges(), Is.False, "SQL Server");
        });
    }

    [TestCase(MigrationsSqlGenerationOptions.Default)]
    [TestCase(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_script_for_SQL_Server_holds_what_the_model_rests_on(MigrationsSqlGenerationOptions options)
    {
        using var db = new SqlServerDesign().CreateDbContext([]);

        var script = db.GetService<IMigrator>()
            .GenerateScript(options: options)
            .Replace("''", "'", StringComparison.Ordinal);

        foreach (
            var piece in (string[])
                [
                    "CREATE TRIGGER AuditEntries_AppendOnly ON AuditEntries INSTEAD OF UPDATE, DELETE",
                    "CREATE TRIGGER AuditCheckpoints_AppendOnly ON AuditCheckpoints INSTEAD OF UPDATE, DELETE",
                    "CREATE UNIQUE INDEX [IX_AuditEntries_Subject_Sequence] ON [AuditEntries] ([Subject], [Sequence])",
                    "CREATE UNIQUE INDEX [IX_Articles_ContentHash_OutletId] ON [Articles] ([ContentHash], [OutletId]) WHERE OutletId IS NOT NULL",
                    "CREATE UNIQUE INDEX [IX_Articles_ContentHash_UnknownOutlet] ON [Articles] ([ContentHash]) WHERE OutletId IS NULL",
                    "CREATE UNIQUE INDEX [IX_Sources_NameKey_Kind] ON [Sources] ([NameKey], [Kind]) WHERE Kind <> 5",
                    "CREATE UNIQUE INDEX [IX_Relations_Occupies] ON [Relations] ([Occupies]) WHERE Occupies IS NOT NULL",
                    "ON [Relations] ([FromId], [ToId], [Type], [Status]",
                    "ON [Relations] ([ToId], [FromId], [Type], [Status]",
                    "COLLATE Latin1_General_100_BIN2",
                ]
        )
            Assert.That(script, Does.Contain(piece));
    }

    [Test]
    public void On_no_database_does_deleting_one_record_take_another_along()
    {
        foreach (
            var db in (ClaimTrackerDb[])
                [new SqliteDesign().CreateDbContext([]), new SqlServerDesign().CreateDbContext([])]
        )
            using (db)
                Assert.That(
                    db.Model.GetEntityTypes()
                        .SelectMany(type => type.GetForeignKeys())
                        .Where(key => !key.IsPartOfItsPrincipal())
                        .Select(key => key.DeleteBehavior),
                    Is.All.EqualTo(DeleteBehavior.Restrict)
                );
    }
}

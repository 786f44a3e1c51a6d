using Microsoft.EntityFrameworkCore.Migrations;

namespace ClaimTracker.Web.Data;

/// <summary>The triggers by which each database itself refuses to change or delete an audit entry. Called by the first migration.</summary>
internal static class AppendOnly
{
    public static void MakeAuditAppendOnly(this MigrationBuilder migration)
    {
        if (migration.ActiveProvider == "Microsoft.EntityFrameworkCore.SqlServer")
        {
            // In EXEC: a trigger must be alone in its batch, and an idempotent script wraps each step in IF.
            migration.Sql("""
                EXEC('CREATE TRIGGER AuditEntries_AppendOnly ON AuditEntries INSTEAD OF UPDATE, DELETE AS
                THROW 50000, ''The audit trail is append-only.'', 1;')
                """);
            return;
        }

        foreach (var change in (string[])["UPDATE", "DELETE"])
            migration.Sql($"""
                CREATE TRIGGER AuditEntries_AppendOnly_{change} BEFORE {change} ON AuditEntries
                BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
                """);
    }
}

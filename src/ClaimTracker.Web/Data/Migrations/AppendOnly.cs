using Microsoft.EntityFrameworkCore.Migrations;

namespace ClaimTracker.Web.Data.Migrations;

/// <summary>The triggers by which each database itself refuses to change or delete an audit entry or a checkpoint. Called by the first migration.</summary>
internal static class AppendOnly
{
    private static readonly string[] Tables = ["AuditEntries", "AuditCheckpoints"];

    public static void MakeAuditAppendOnly(this MigrationBuilder migration)
    {
        foreach (var table in Tables)
            if (migration.ActiveProvider == "Microsoft.EntityFrameworkCore.SqlServer")
            {
                // In EXEC: a trigger must be alone in its batch, and an idempotent script wraps each step in IF.
                migration.Sql(
                    $"""
                    EXEC('CREATE TRIGGER {table}_AppendOnly ON {table} INSTEAD OF UPDATE, DELETE AS
                    THROW 50000, ''The audit trail is append-only.'', 1;')
                    """
                );
            }
            else
            {
                foreach (var change in (string[])["UPDATE", "DELETE"])
                    migration.Sql(
                        $"""
                        CREATE TRIGGER {table}_AppendOnly_{change} BEFORE {change} ON {table}
                        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
                        """
                    );
            }
    }
}

using ClaimTracker.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Data;

/// <summary>The production database, shared by any number of instances.</summary>
public sealed class SqlServerDb(DbContextOptions<SqlServerDb> options) : ClaimTrackerDb(options)
{
    /// <summary>Names compare by their folded keys, and tags and hashes as they are: never by the server's default collation.</summary>
    internal const string Ordinal = "Latin1_General_100_BIN2";

    internal override SqlDialect Dialect => SqlDialect.SqlServer;

    // Every writer takes the head of the trail first and holds it: the same order of commits on every instance.
    internal override Task LockForWritingAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync(
            $"SELECT [Sequence] FROM [AuditHeads] WITH (UPDLOCK, HOLDLOCK) WHERE [Subject] = {AuditHead.Global}",
            cancellationToken
        );

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(Ordinal);
    }
}

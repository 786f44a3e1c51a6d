using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ClaimTracker.Web.Data;

/// <summary>For <c>dotnet ef</c>: the model of each provider without a running host.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        Databases.UseSqlite(options, "Data Source=:memory:", batch: null);
        return new SqliteDb(options.Options);
    }
}

/// <inheritdoc cref="SqliteDesign"/>
internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerDb>
{
    public SqlServerDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerDb>();
        Databases.UseSqlServer(options, "Server=.;Database=ClaimTracker;Trusted_Connection=True", batch: null);
        return new SqlServerDb(options.Options);
    }
}

using System.Data;
using ClaimTracker.Domain;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Support;

/// <summary>Reaches the database of a running service from beside it: to look, or to lay down what no request makes.</summary>
internal static class Writing
{
    /// <summary>Changes records as a use case would: in one transaction, by somebody.</summary>
    public static async Task<T> Write<T>(
        this TestApp app,
        Func<ClaimTrackerDb, Task<T>> change,
        string useCase = "LayDown"
    )
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        return await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted);
                await db.LockForWritingAsync(CancellationToken.None);
                db.Begin(new UseCaseContext(useCase, new AuditStamp("tester", DateTime.UtcNow), null));
                var result = await change(db);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                db.End();
                return result;
            });
    }

    public static async Task<T> Read<T>(this TestApp app, Func<ClaimTrackerDb, Task<T>> look)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>());
    }
}

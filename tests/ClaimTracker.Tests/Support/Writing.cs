using ClaimTracker.Web.Data;
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
        return await scope
            .ServiceProvider.GetRequiredService<WriteTransaction>()
            .RunAsync(
                db,
                new WriteAct(useCase, "tester"),
                async () =>
                {
                    var result = await change(db);
                    await db.SaveChangesAsync();
                    return result;
                },
                CancellationToken.None
            );
    }

    public static async Task<T> Read<T>(this TestApp app, Func<ClaimTrackerDb, Task<T>> look)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>());
    }
}

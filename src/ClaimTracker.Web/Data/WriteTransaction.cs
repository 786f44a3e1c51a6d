using System.Data;
using ClaimTracker.Domain;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Data;

/// <summary>Who writes, under which use case, and why.</summary>
internal sealed record WriteAct(string UseCase, string By, string? Reason = null);

/// <summary>
/// The one way to write: in line with the other writers, in one transaction that holds their lock, tried again where the database asks for it. What is
/// written is kept as a whole or not at all.
/// </summary>
internal sealed class WriteTransaction(WriteGate gate, TimeProvider clock)
{
    /// <param name="act">Null for what leaves no entry in the audit trail.</param>
    /// <param name="work">Runs once the lock is held, and again from the start when it is tried again.</param>
    /// <param name="first">What is read under the lock before the act begins, as it is committed.</param>
    public async Task<T> RunAsync<T>(
        ClaimTrackerDb db,
        WriteAct? act,
        Func<Task<T>> work,
        CancellationToken cancellationToken,
        Func<Task>? first = null
    )
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        return await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                db.ChangeTracker.Clear();
                await using var transaction = await db.Database.BeginTransactionAsync(
                    IsolationLevel.ReadCommitted,
                    cancellationToken
                );
                await db.LockForWritingAsync(cancellationToken);
                if (first is not null)
                    await first();

                // The instant is taken under the lock: those of the trail follow the order of the commits.
                if (act is not null)
                    db.Begin(
                        new UseCaseContext(
                            act.UseCase,
                            new AuditStamp(act.By, clock.GetUtcNow().UtcDateTime),
                            act.Reason
                        )
                    );
                try
                {
                    var result = await work();

                    // Past this point a client that hangs up must not undo what it asked for.
                    await transaction.CommitAsync(CancellationToken.None);
                    return result;
                }
                finally
                {
                    db.End();
                    db.ChangeTracker.Clear();
                }
            });
    }
}

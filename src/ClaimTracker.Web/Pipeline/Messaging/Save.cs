using System.Data;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Detection;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>One transaction around each command: its changes, its audit entries and its idempotent answer are kept together or not at all.</summary>
internal sealed class Save<TRequest, TView>(
    ClaimTrackerDb db,
    WriteGate gate,
    Caller caller,
    TimeProvider clock,
    Idempotency idempotency,
    CredibilityHistory suggestions,
    SuggestionDetector suggestionDetector
) : IPipelineBehavior<TRequest, TView>
    where TRequest : ICommand<TView>
{
    public async Task<TView> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TView> next
    )
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        return await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(
                    IsolationLevel.ReadCommitted,
                    cancellationToken
                );
                await db.LockForWritingAsync(cancellationToken);
                await idempotency.LookAgainAsync(db, cancellationToken);
                db.Begin(
                    new UseCaseContext(
                        typeof(TRequest).Name,
                        new AuditStamp(caller.Name, clock.GetUtcNow().UtcDateTime),
                        (request as IReasoned)?.Reason
                    )
                );
                try
                {
                    var view = await next();
                    await idempotency.KeepAsync(db, request, view, cancellationToken);

                    // Past this point a client that hangs up must not undo what it asked for.
                    await transaction.CommitAsync(CancellationToken.None);
                    suggestions.Notify();
                    suggestionDetector.Notify();
                    return view;
                }
                finally
                {
                    db.End();
                }
            });
    }
}

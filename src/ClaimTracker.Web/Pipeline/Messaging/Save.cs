using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using MediatR;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>One transaction around each command: its changes, its audit entries and its idempotent answer are kept together or not at all.</summary>
internal sealed class Save<TRequest, TView>(
    ClaimTrackerDb db,
    WriteTransaction writeTransaction,
    CommitSignal commitSignal,
    Caller caller,
    Idempotency idempotency
) : IPipelineBehavior<TRequest, TView>
    where TRequest : ICommand<TView>
{
    public async Task<TView> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TView> next
    )
    {
        var view = await writeTransaction.RunAsync(
            db,
            new WriteAct(typeof(TRequest).Name, caller.Name, (request as IReasoned)?.Reason),
            async () =>
            {
                var answer = await next();
                await idempotency.KeepAsync(db, request, answer, cancellationToken);
                return answer;
            },
            cancellationToken,
            first: () => idempotency.LookAgainAsync(db, cancellationToken)
        );
        commitSignal.Notify();
        return view;
    }
}

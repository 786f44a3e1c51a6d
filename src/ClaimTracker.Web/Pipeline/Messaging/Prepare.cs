using MediatR;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>
/// What a handler also is when it has work that needs no lock, such as reading a long text: it is done before the transaction, while others write. Under the lock the handler
/// makes sure that what it prepared still fits, and throws <see cref="PreparationOutdatedException"/> where it does not.
/// </summary>
internal interface IPrepares<in TRequest>
{
    Task PrepareAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>Lets a handler do what needs no lock, before <see cref="Save{TRequest,TView}"/> takes it.</summary>
internal sealed class Prepare<TRequest, TView>(IEnumerable<IPrepares<TRequest>> handlers)
    : IPipelineBehavior<TRequest, TView>
    where TRequest : ICommand<TView>
{
    private const int MostAttempts = 5;

    public async Task<TView> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TView> next
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            foreach (var handler in handlers)
                await handler.PrepareAsync(request, cancellationToken);
            try
            {
                return await next();
            }
            catch (PreparationOutdatedException) when (attempt < MostAttempts)
            {
                // Each time somebody else was done.
            }
        }
    }
}

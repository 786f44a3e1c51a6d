using ClaimTracker.Domain;
using ClaimTracker.Web.Data;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>Takes a record of ours back, as every such use case does: it stays, with who took it back, when and why.</summary>
/// <param name="find">Finds the record, tracked; throws where there is none.</param>
/// <param name="read">Shows it once it is saved.</param>
/// <param name="follow">What goes with it, before it is saved.</param>
internal abstract class WithdrawHandler<TRequest, TRecord, TView>(
    ClaimTrackerDb db,
    Func<TRequest, CancellationToken, Task<TRecord>> find,
    Func<TRecord, CancellationToken, Task<TView>> read,
    Func<TRecord, CancellationToken, Task>? follow = null
) : IRequestHandler<TRequest, TView>
    where TRequest : ICommand<TView>, IReasoned
    where TRecord : Record, IWithdrawable
{
    public async Task<TView> Handle(TRequest request, CancellationToken cancellationToken)
    {
        var record = await find(request, cancellationToken);
        record.Withdraw(request.Reason!, db.Stamp);
        if (follow is not null)
            await follow(record, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await read(record, cancellationToken);
    }
}

/// <summary>There is no more to it than why.</summary>
internal abstract class ReasonValidator<TRequest> : AbstractValidator<TRequest>
    where TRequest : IReasoned
{
    protected ReasonValidator() => RuleFor(request => request.Reason).Reason();
}

using ClaimTracker.Domain.Access;
using MediatR;

namespace ClaimTracker.Web.Pipeline;

/// <summary>Refuses whoever lacks the role the request asks for.</summary>
internal sealed class Authorize<TRequest, TView>(Caller caller) : IPipelineBehavior<TRequest, TView>
    where TRequest : IRequest<TView>
{
    private static readonly Role Required = Messaging.RequiredRole(typeof(TRequest));

    public Task<TView> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TView> next
    ) => caller.Role >= Required ? next() : throw new Forbidden(Required, caller.Role);
}

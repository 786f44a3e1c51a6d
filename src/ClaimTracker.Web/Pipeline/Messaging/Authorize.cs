using ClaimTracker.Domain.Access;
using MediatR;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>Refuses whoever lacks the role the request asks for.</summary>
internal sealed class Authorize<TRequest, TView>(Caller caller) : IPipelineBehavior<TRequest, TView>
    where TRequest : IRequest<TView>
{
    private static readonly Role Required = UseCases.RequiredRole(typeof(TRequest));

    public Task<TView> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TView> next
    ) => caller.Role >= Required ? next() : throw new ForbiddenException(Required, caller.Role);
}

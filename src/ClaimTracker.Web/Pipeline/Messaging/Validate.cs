using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>Runs the request's validators: shape only, no queries.</summary>
internal sealed class Validate<TRequest, TView>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TView>
    where TRequest : IRequest<TView>
{
    public Task<TView> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TView> next)
    {
        foreach (var validator in validators)
            if (validator.Validate(request) is { IsValid: false } result)
                throw InvalidRequestException.From(result.Errors);
        return next();
    }
}

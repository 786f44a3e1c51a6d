using System.Reflection;
using ClaimTracker.Domain.Access;
using FluentValidation;
using FluentValidation.Resources;
using MediatR;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>A use case that changes what is stored.</summary>
public interface ICommand<out TView> : IRequest<TView>;

/// <summary>A command that makes something new with an address of its own: 201 with Location.</summary>
public interface ICreate<out TView> : ICommand<TView>;

/// <summary>A use case that only reads.</summary>
public interface IQuery<out TView> : IRequest<TView>;

/// <summary>A command that says why. The reason goes into the audit trail.</summary>
public interface IReasoned
{
    string? Reason { get; }
}

/// <summary>The least role that may send this request.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Role role) : Attribute
{
    public Role Role { get; } = role;
}

/// <summary>Puts the mediator, its handlers, its validators and the behaviours together.</summary>
internal static class UseCases
{
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        // Ours speak of what was sent: the library's own would name members of the program, in the language of the machine.
        ValidatorOptions.Global.LanguageManager = new LanguageManager { Enabled = false };
        ((LanguageManager)ValidatorOptions.Global.LanguageManager).AddTranslation(
            "en",
            "MaximumLengthValidator",
            "must be at most {MaxLength} characters."
        );

        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();

        // In this order: may you, is it well formed, what needs no lock, then the transaction.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Authorize<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Prepare<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Save<,>));

        // One handler for each scope, whichever contract it is asked for by: what it prepared is there when it goes on.
        foreach (var (handler, contract) in Handlers())
        {
            services.AddScoped(handler);
            services.AddScoped(contract, provider => provider.GetRequiredService(handler));
            foreach (var prepares in handler.GetInterfaces().Where(own => IsA(own, typeof(IPrepares<>))))
                services.AddScoped(prepares, provider => provider.GetRequiredService(handler));
        }

        foreach (
            var validator in AssemblyScanner.FindValidatorsInAssembly(
                typeof(UseCases).Assembly,
                includeInternalTypes: true
            )
        )
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        return services;
    }

    /// <summary>Every handler of this assembly with the contract it fulfils. One for several requests is closed over each.</summary>
    internal static IEnumerable<(Type Handler, Type Contract)> Handlers() =>
        from type in typeof(UseCases).Assembly.GetTypes()
        where !type.IsAbstract && type.GetInterfaces().Any(own => IsA(own, typeof(IRequestHandler<,>)))
        from handler in type.IsGenericTypeDefinition ? Closed(type) : [type]
        from contract in handler.GetInterfaces()
        where IsA(contract, typeof(IRequestHandler<,>))
        select (handler, contract);

    private static IEnumerable<Type> Closed(Type handler) =>
        from request in ByName.Value.Values
        where handler.GetGenericArguments()[0].GetGenericParameterConstraints().All(request.IsAssignableTo)
        select handler.MakeGenericType(request);

    private static bool IsA(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    /// <summary>The use case of that name; null when there is none. Actions are named after the use case they send.</summary>
    internal static Type? Named(string name) => ByName.Value.GetValueOrDefault(name);

    private static readonly Lazy<Dictionary<string, Type>> ByName = new(() =>
        typeof(UseCases)
            .Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(RequiresAttribute)))
            .ToDictionary(type => type.Name)
    );

    /// <summary>The role a request asks for.</summary>
    internal static Role RequiredRole(Type request) =>
        request.GetCustomAttribute<RequiresAttribute>()?.Role
        ?? throw new InvalidOperationException($"{request.Name} says no role.");
}

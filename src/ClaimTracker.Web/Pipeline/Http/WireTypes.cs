using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ClaimTracker.Web.Pipeline.Bodies;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>What goes over the wire, read off the actions: a field that every answer has need not be sent, and the other way round.</summary>
internal static class WireTypes
{
    private static readonly MethodInfo[] Actions =
    [
        .. typeof(WireTypes)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ApiController)))
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            ),
    ];

    private static readonly HashSet<Type> Sent = Reach(
        Actions.SelectMany(action =>
            action
                .GetParameters()
                .Where(parameter => !parameter.IsDefined(typeof(FromQueryAttribute)))
                .Select(parameter => parameter.ParameterType)
                .Where(type => type.IsAssignableTo(typeof(IBaseRequest)))
                .Concat(action.GetCustomAttributes<TakesLinesAttribute>().Select(lines => lines.Of))
        )
    );

    private static readonly HashSet<Type> Answered = Reach(
        Actions.Select(action => ViewOf(action.ReturnType)).OfType<Type>()
    );

    /// <summary>Whether a field always stands in an object of this type.</summary>
    public static bool IsRequired(JsonTypeInfo type, JsonPropertyInfo field) =>
        (!Sent.Contains(type.Type) || field.IsRequired)
        && ((Sent.Contains(type.Type) && !Answered.Contains(type.Type)) || !IsLeftOut(field));

    /// <summary>Whether null may stand in a field.</summary>
    public static bool TakesNull(JsonTypeInfo type, JsonPropertyInfo field) =>
        Sent.Contains(type.Type) ? IOptional.TakesNull(field) : field.IsGetNullable && !IsLeftOut(field);

    private static bool IsLeftOut(JsonPropertyInfo field) =>
        field
            .AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .OfType<JsonIgnoreAttribute>()
            .Any(ignore => ignore.Condition != JsonIgnoreCondition.Never) == true;

    private static Type? ViewOf(Type answer) =>
        answer.IsGenericType && answer.GetGenericTypeDefinition() is var kind && kind == typeof(Task<>)
            ? ViewOf(answer.GetGenericArguments()[0])
        : answer.IsGenericType && answer.GetGenericTypeDefinition() == typeof(ActionResult<>)
            ? answer.GetGenericArguments()[0]
        : null;

    private static HashSet<Type> Reach(IEnumerable<Type> roots)
    {
        var reached = new HashSet<Type>();
        var next = new Stack<Type>(roots);
        while (next.TryPop(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (IOptional.Is(type))
                next.Push(type.GetGenericArguments()[0]);
            else if (type.GetCustomAttribute<ShorthandAttribute>() is { } shorthand)
                next.Push(shorthand.Full);
            else if (reached.Add(type))
                foreach (var part in PartsOf(Json.Options.GetTypeInfo(type)))
                    next.Push(part);
        }

        return reached;
    }

    private static IEnumerable<Type> PartsOf(JsonTypeInfo type) =>
        [
            .. type.Properties.Select(property => property.PropertyType),
            .. type.PolymorphismOptions?.DerivedTypes.Select(derived => derived.DerivedType) ?? [],
            .. type.ElementType is { } element ? (Type[])[element] : [],
        ];
}

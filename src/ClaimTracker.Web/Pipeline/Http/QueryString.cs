using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>
/// Reads a query record from the query string: every name known, every value of its type, lists separated by commas or with their name repeated.
/// What a client misspells must not silently return everything.
/// </summary>
internal sealed class QueryString : IModelBinder, IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.BindingInfo.BindingSource == BindingSource.Query
        && context.Metadata.IsComplexType
        && typeof(MediatR.IBaseRequest).IsAssignableFrom(context.Metadata.ModelType)
            ? this
            : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        bindingContext.Result = ModelBindingResult.Success(
            Read(bindingContext.HttpContext.Request.Query, bindingContext.ModelType)
        );
        return Task.CompletedTask;
    }

    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Known = new();
    private static readonly ConcurrentDictionary<Type, Dictionary<string, object>> Values = new();

    private static object Read(IQueryCollection query, Type type)
    {
        var faults = new Dictionary<string, string[]>();
        var known = Known.GetOrAdd(type, static type =>
            Parameters(type).ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        );
        var record = Activator.CreateInstance(type)!;
        foreach (var (name, values) in query)
        {
            if (!known.TryGetValue(name, out var property))
                faults[name] = [$"is not a parameter of this request; it takes {string.Join(", ", known.Keys)}."];
            else if (values.Count != 1 && !IsList(property.PropertyType))
                faults[name] = ["appears twice."];
            else if (
                !TryParse(string.Join(',', values.AsEnumerable()), property.PropertyType, out var value, out var fault)
            )
                faults[name] = [fault];
            else
                property.SetValue(record, value);
        }

        return faults.Count == 0
            ? record
            : throw new InvalidRequestException("invalid", "The request is not valid; see errors.", faults);
    }

    /// <summary>The settable properties; an id of the path is marked <see cref="System.Text.Json.Serialization.JsonIgnoreAttribute"/>.</summary>
    internal static IEnumerable<PropertyInfo> Parameters(Type type) =>
        type.GetProperties()
            .Where(property =>
                property.SetMethod is not null
                && !Attribute.IsDefined(property, typeof(System.Text.Json.Serialization.JsonIgnoreAttribute))
            );

    private static bool IsList(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    private static bool TryParse(string text, Type type, out object? value, out string fault)
    {
        (value, fault) = (null, "");
        if (IsList(type))
            return TryParseList(text, type.GetGenericArguments()[0], out value, out fault);

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            (value, fault) = (text, "must not be empty, nor hold NUL or a lone surrogate.");
            return text.Length > 0 && WellFormedText.IsWellFormed(text);
        }

        if (type == typeof(PartialDate))
        {
            fault = "must be an EDTF date, such as 2018, 2018-09 or 2018-09-14.";
            var isDate = PartialDate.TryParse(text, out var date);
            value = date;
            return isDate;
        }

        if (type == typeof(AsOfInstant))
        {
            fault =
                "must be an instant with an offset, such as 2026-01-31T12:00:00Z (in an address, + is written %2B), or an EDTF date, such as 2026-01-31 or 2026-01.";
            var isMoment = AsOfInstant.TryParse(text, out var moment);
            value = moment;
            return isMoment;
        }

        if (type.IsEnum)
        {
            var values = Values.GetOrAdd(type, static type =>
                Enum.GetNames(type).ToDictionary(JsonNamingPolicy.CamelCase.ConvertName, name => Enum.Parse(type, name))
            );
            if (!values.TryGetValue(text, out value))
                fault = $"must be one of: {string.Join(", ", values.Keys)}.";
            return value is not null;
        }

        if (type == typeof(int) || type == typeof(long))
        {
            fault = "must be a whole number.";
            var isNumber =
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && (type == typeof(long) || number is >= int.MinValue and <= int.MaxValue);
            value = isNumber ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture) : null;
            return isNumber;
        }

        throw new InvalidOperationException($"Queries hold no {type.Name}.");
    }

    private static bool TryParseList(string text, Type element, out object? value, out string fault)
    {
        fault = "must be a list separated by commas.";
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        value = list;
        foreach (var item in text.Split(','))
        {
            if (!TryParse(item, element, out var parsed, out fault))
                return false;
            list.Add(parsed);
        }

        return true;
    }
}

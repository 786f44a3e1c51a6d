using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClaimTracker.Web.Pipeline.Bodies;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>Describes types as they are on the wire, as the serializer has them: which fields always stand there, which may be null, what is written short.</summary>
internal sealed class WireSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema own)
            return;
        if (IOpenBody.Is(context.Type))
            Become(
                own,
                new OpenApiSchema { Type = JsonSchemaType.Object },
                new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() }
            );
        else if (context.Type.GetCustomAttribute<ShorthandAttribute>() is { } shorthand)
            Become(own, new OpenApiSchema { Type = JsonSchemaType.String }, SchemaOf(shorthand.Full, context));
        else if (Json.Options.GetTypeInfo(context.Type) is { Kind: JsonTypeInfoKind.Object } type)
        {
            if (type.PolymorphismOptions is { } family)
                Become(own, [.. family.DerivedTypes.Select(derived => SchemaOf(derived.DerivedType, context))]);
            else if (own.Properties is { Count: > 0 })
                Describe(own, type, context);
        }
    }

    private static void Become(OpenApiSchema schema, params IOpenApiSchema[] kinds) =>
        (schema.Type, schema.Properties, schema.Required, schema.AdditionalPropertiesAllowed, schema.OneOf) = (
            null,
            null,
            null,
            true,
            kinds
        );

    private static IOpenApiSchema SchemaOf(Type type, SchemaFilterContext context) =>
        context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);

    private static void Describe(OpenApiSchema schema, JsonTypeInfo type, SchemaFilterContext context)
    {
        schema.Required = new SortedSet<string>(
            type.Properties.Where(field => WireTypes.IsRequired(type, field)).Select(field => field.Name),
            StringComparer.Ordinal
        );
        foreach (var field in type.Properties.Where(field => schema.Properties!.ContainsKey(field.Name)))
        {
            var value = schema.Properties![field.Name];
            if (OnTheWire(field.PropertyType) is var written && written != field.PropertyType)
                value = context.SchemaGenerator.GenerateSchema(
                    written,
                    context.SchemaRepository,
                    (MemberInfo)field.AttributeProvider!
                );
            schema.Properties[field.Name] = WithDefault(
                WireTypes.TakesNull(type, field) ? OrNull(value, context.SchemaRepository) : NotNull(value),
                field
            );
        }
    }

    // A client that must send something sends this.
    private static IOpenApiSchema WithDefault(IOpenApiSchema schema, JsonPropertyInfo field)
    {
        if (
            IOptional.Is(field.PropertyType)
            || field.AssociatedParameter is not { HasDefaultValue: true, DefaultValue: { } usual }
        )
            return schema;
        var own = schema as OpenApiSchema ?? new OpenApiSchema { AllOf = [schema] };
        own.Default = JsonSerializer.SerializeToNode(usual, field.PropertyType, Json.Options);
        return own;
    }

    private static Type OnTheWire(Type type) =>
        IOptional.Is(type) ? type.GetGenericArguments()[0]
        : type == typeof(ProblemDetails) ? typeof(ProblemView)
        : type;

    // Beside a reference nothing else counts, so what may be null too stands around it; null is one more of several forms.
    private static IOpenApiSchema OrNull(IOpenApiSchema schema, SchemaRepository named)
    {
        if (
            schema is OpenApiSchemaReference { Reference.Id: { } name }
            && named.Schemas[name].OneOf is { Count: > 1 } forms
        )
            return new OpenApiSchema { Type = JsonSchemaType.Null, OneOf = forms };
        if (schema is not OpenApiSchema own)
            return new OpenApiSchema { Type = JsonSchemaType.Null, AllOf = [schema] };
        own.Type |= JsonSchemaType.Null;
        return own;
    }

    private static IOpenApiSchema NotNull(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema own)
            own.Type &= ~JsonSchemaType.Null;
        return schema;
    }
}

/// <summary>States the limits that the validators hold.</summary>
internal sealed class SchemaLimits(IServiceProvider services) : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (
            schema.Properties is null
            || services.GetService(typeof(IValidator<>).MakeGenericType(context.Type)) is not IValidator validator
        )
            return;
        foreach (var rules in validator.CreateDescriptor().GetMembersWithValidators())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(rules.Key ?? "");
            if (!schema.Properties.TryGetValue(name, out var member) || member is not OpenApiSchema own)
                continue;
            foreach (var (rule, _) in rules)
            {
                if (rule is ILengthValidator { Max: > 0 } length)
                    own.MaxLength = length.Max;
                if (rule is IBetweenValidator between)
                {
                    own.Minimum = Convert.ToString(between.From, System.Globalization.CultureInfo.InvariantCulture);
                    own.Maximum = Convert.ToString(between.To, System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        }
    }
}

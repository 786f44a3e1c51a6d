using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Domain;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Audit;

/// <summary>The state of a record as the audit trail writes it: its fields, and its parts as fields of it.</summary>
internal static class RecordState
{
    /// <summary>The state of a record that the context has loaded with its parts, as the trail would write it.</summary>
    public static JsonObject Of(EntityEntry record, IEnumerable<EntityEntry> parts) =>
        Values(record.CurrentValues, parts, part => part.CurrentValues);

    /// <summary>The state of a row without parts, as the trail would write it.</summary>
    public static JsonObject Of(ITypeBase type, IDictionary<string, object?> row) =>
        Fields(
            type.GetProperties(),
            property => row.TryGetValue(property.Name, out var value) ? value : null,
            skip: null
        );

    /// <summary>
    /// One way to write a state: fields and parts in order, and nothing that has the value it would have had without anybody saying so. A column that is added
    /// later, with that value in the rows there are, changes nothing about what was recorded before.
    /// </summary>
    public static JsonObject Canonical(ITypeBase type, JsonObject state)
    {
        var canonical = new JsonObject();
        foreach (var (name, value) in state.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            var member = char.ToUpperInvariant(name[0]) + name[1..];
            if (value is null or JsonArray { Count: 0 })
                continue;
            if (value is JsonArray parts && (type as IEntityType)?.FindNavigation(member) is { } navigation)
                canonical[name] = new JsonArray([
                    .. parts
                        .Select(part =>
                            Canonical(navigation.TargetEntityType, part!.AsObject()).ToJsonString(StoredJson.Options)
                        )
                        .Order(StringComparer.Ordinal)
                        .Select(part => JsonNode.Parse(part)),
                ]);
            else if (
                type.FindProperty(member) is not { } property
                || !JsonNode.DeepEquals(value, DefaultOf(property.ClrType))
            )
                canonical[name] = value.DeepClone();
        }

        return canonical;
    }

    /// <summary>The hash by which an article's entry covers what was proposed with it: of subject and canonical state of each, ordered by subject.</summary>
    public static string HashOf(JsonArray proposals) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(proposals, StoredJson.Options)));

    /// <summary>The fields of a row with those of its parts, each kind of part in one order.</summary>
    public static JsonObject Values(
        PropertyValues own,
        IEnumerable<EntityEntry> parts,
        Func<EntityEntry, PropertyValues> valuesOf
    )
    {
        var values = Fields(own.Properties, property => own[property], skip: null);
        foreach (var kind in parts.GroupBy(part => part.Metadata))
        {
            var toRecord = kind.Key.GetForeignKeys().First(key => key.IsPartOfItsPrincipal());
            var rows = kind.Select(valuesOf)
                .Select(part => Fields(part.Properties, property => part[property], skip: toRecord.Properties[0]))
                .Select(row => row.ToJsonString(StoredJson.Options));
            values[JsonNamingPolicy.CamelCase.ConvertName(toRecord.PrincipalToDependent!.Name)] = new JsonArray([
                .. rows.Order(StringComparer.Ordinal).Select(row => JsonNode.Parse(row)),
            ]);
        }

        return values;
    }

    private static JsonObject Fields(
        IEnumerable<IProperty> properties,
        Func<IProperty, object?> valueOf,
        IProperty? skip
    )
    {
        var fields = new JsonObject();
        foreach (var property in properties)
        {
            if (
                property == skip
                || property.Name is nameof(Record.Id) or nameof(Record.Version)
                || property.IsLeftOutOfAudit()
            )
                continue;
            if (valueOf(property) is { } value)
                fields[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = JsonSerializer.SerializeToNode(
                    value,
                    value.GetType(),
                    StoredJson.Options
                );
        }

        return fields;
    }

    private static JsonNode? DefaultOf(Type type)
    {
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
            return null;
        var value = Activator.CreateInstance(type)!;
        return type.IsEnum && !Enum.IsDefined(type, value)
            ? null
            : JsonSerializer.SerializeToNode(value, type, StoredJson.Options);
    }
}

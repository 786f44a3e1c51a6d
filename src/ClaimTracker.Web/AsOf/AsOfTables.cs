using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.AsOf;

/// <summary>The model as tables whose rows can be carried into a database of the past: every record type, and the parts of records.</summary>
internal sealed class AsOfTables
{
    private readonly Dictionary<Type, AsOfTable> byType;

    public AsOfTables(IModel model)
    {
        var records = model.GetEntityTypes().Where(type => typeof(Record).IsAssignableFrom(type.ClrType)).ToList();
        var parts = model
            .GetEntityTypes()
            .Except(records)
            .Select(type =>
                (Type: type, OfRecord: type.GetForeignKeys().FirstOrDefault(key => key.IsPartOfItsPrincipal()))
            )
            .Where(part => part.OfRecord is not null)
            .ToList();
        byType = records
            .Select(type => new AsOfTable(type, null))
            .Concat(parts.Select(part => new AsOfTable(part.Type, part.OfRecord)))
            .ToDictionary(table => table.Type);
        foreach (var (part, ofRecord) in parts)
            byType[ofRecord!.PrincipalEntityType.ClrType].Parts.Add(byType[part.ClrType]);
        foreach (var table in byType.Values)
        foreach (var key in table.ForeignKeys)
            if (byType.TryGetValue(key.PrincipalEntityType.ClrType, out var principal) && principal.IsRecord)
                table.References.Add(
                    new AsOfReference(table, table.IndexOf(key.Properties[0]), key.IsRequired, principal)
                );
        foreach (var table in byType.Values.Where(table => table.IsRecord))
            table.Brings.AddRange(
                byType
                    .Values.SelectMany(other => other.References)
                    .Where(reference => reference.Principal == table && reference.IsBrought)
            );
    }

    public IEnumerable<AsOfTable> All => byType.Values;

    public AsOfTable Of<T>() => byType[typeof(T)];
}

/// <summary>A column that names a record.</summary>
/// <param name="Column">Its place in the row.</param>
internal sealed record AsOfReference(AsOfTable Table, int Column, bool IsRequired, AsOfTable Principal)
{
    /// <summary>
    /// Whether a record that the question turns on brings with it those that name it here: a claim all that is recorded about it, an article what
    /// could not be without it, and a source those merged into it and what is known about it alone. What was made from an article or a source, and who is under a source's
    /// control, are questions about others.
    /// </summary>
    public bool IsBrought =>
        Table.Type == typeof(Source)
            ? Table.NameAt(Column) == nameof(Source.MergedIntoId)
            : Table.IsRecord
                && Table.Type != typeof(Claim)
                && Table.Type != typeof(Article)
                && (
                    Principal.Type == typeof(Claim)
                    || (Principal.Type == typeof(Article) && IsRequired)
                    || (
                        Principal.Type == typeof(Source)
                        && Table.NameAt(Column) != nameof(Affiliation.WithId)
                        && !Table.References.Any(other => other.Principal.Type == typeof(Article) && other.IsRequired)
                    )
                );

    /// <summary>Whether the question turns on what is named here as much as on the record that names it.</summary>
    public bool LeadsOn =>
        Principal.Type == typeof(Article)
            ? Table.Type == typeof(Claim)
            : Principal.Type == typeof(Source)
                && (
                    Table.Type == typeof(AttributionLink)
                    || Table.Type == typeof(Article)
                    || Table.Type == typeof(Derivation)
                    || Table.Type == typeof(Source)
                    || Table.Type == typeof(Affiliation)
                );
}

/// <summary>One table: its columns, how a value of the audit trail becomes one of a column, and what belongs to its rows.</summary>
internal sealed class AsOfTable
{
    private readonly List<IProperty> columns;
    private readonly Dictionary<string, int> byWireName;

    public AsOfTable(IEntityType type, IForeignKey? ofRecord)
    {
        Type = type.ClrType;
        IsRecord = ofRecord is null;
        ForeignKeys = [.. type.GetForeignKeys().Where(key => key.Properties.Count == 1)];

        // What the trail leaves out of a part is too large to be carried along, and no answer about the past shows it: the texts of articles.
        columns = [.. type.GetProperties().Where(property => IsRecord || !property.IsLeftOutOfAudit())];
        var blank = type.GetProperties().Except(columns).Where(property => !property.IsNullable).ToList();
        byWireName = columns
            .Select((property, at) => (property, at))
            .Where(column => !column.property.IsLeftOutOfAudit())
            .ToDictionary(column => JsonNamingPolicy.CamelCase.ConvertName(column.property.Name), column => column.at);
        Name = type.GetTableName()!;
        Key = IndexOf(IsRecord ? type.FindPrimaryKey()!.Properties[0] : ofRecord!.Properties[0]);
        Insert =
            $"INSERT INTO {Quoted(Name)} ({string.Join(", ", columns.Concat(blank).Select(NameOf))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, at) => $"@p{at}").Concat(blank.Select(_ => "''")))})";
        PartName = ofRecord is null ? "" : JsonNamingPolicy.CamelCase.ConvertName(ofRecord.PrincipalToDependent!.Name);
        if (!IsRecord)
            return;
        SubjectType = ((Record)RuntimeHelpers.GetUninitializedObject(Type)).SubjectType;
        Version = IndexOf(nameof(Record.Version));
        RecordedAt = IndexOf(nameof(Record.RecordedAt));
    }

    public Type Type { get; }

    public string Name { get; }

    /// <summary>False: a part of a record.</summary>
    public bool IsRecord { get; }

    /// <summary>The first half of the name in the audit trail.</summary>
    public string SubjectType { get; } = "";

    /// <summary>The field of the record that holds these parts, as the audit trail names it.</summary>
    public string PartName { get; }

    public List<AsOfTable> Parts { get; } = [];

    public IReadOnlyList<IForeignKey> ForeignKeys { get; }

    public List<AsOfReference> References { get; } = [];

    /// <summary>By which columns of which tables records belong to one of this table.</summary>
    public List<AsOfReference> Brings { get; } = [];

    /// <summary>The column of the id; of a part, that of its record.</summary>
    public int Key { get; }

    public int Version { get; }

    public int RecordedAt { get; }

    public int Width => columns.Count;

    public string Insert { get; }

    public int IndexOf(string property) => columns.FindIndex(column => column.Name == property);

    public int IndexOf(IProperty property) => columns.IndexOf(property);

    public string NameAt(int column) => columns[column].Name;

    /// <summary>The column of a field of the audit trail; false for what is no field of a row any more.</summary>
    public bool TryFind(string wireName, out int column) => byWireName.TryGetValue(wireName, out column);

    /// <summary>The columns of the rows in which one column has an id of the set.</summary>
    public string Select(int by, SqlDialect dialect) => Select(columns, by, dialect.FromIds);

    /// <summary>The ids of the records of the rows in which one column has a value of the set.</summary>
    /// <param name="isText">The set is one of texts, not of ids.</param>
    public string SelectKeys(int by, SqlDialect dialect, bool isText) =>
        Select([columns[Key]], by, isText ? dialect.FromTexts(100) : dialect.FromIds);

    private string Select(IEnumerable<IProperty> what, int by, string set) =>
        $"SELECT {string.Join(", ", what.Select(column => "t." + NameOf(column)))} FROM {set} {Quoted(Name)} AS t ON t.{NameOf(columns[by])} = f.value";

    /// <summary>A row of a part as the audit trail shows it, put under its record. What an older entry does not name has its default.</summary>
    public object?[] RowOf(JsonElement part, long record)
    {
        var row = new object?[Width];
        for (var at = 0; at < row.Length; at++)
            row[at] =
                at == Key
                    ? record
                    : ValueOf(
                        at,
                        part.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(columns[at].Name), out var value)
                            ? value
                            : default
                    );
        return row;
    }

    /// <summary>A value of the audit trail as it stands in the column.</summary>
    public object? ValueOf(int column, JsonElement value)
    {
        var property = columns[column];
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return property.IsNullable ? null : DefaultOf(property);
        return Stored(property, value.Deserialize(property.ClrType, StoredJson.Options));
    }

    private static object? Stored(IProperty property, object? value) =>
        property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    private static object? DefaultOf(IProperty property) =>
        property.ClrType switch
        {
            { IsValueType: true } type => Stored(property, Activator.CreateInstance(type)),
            var type when type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) => "[]",
            _ => "",
        };

    private static string NameOf(IProperty column) => Quoted(column.GetColumnName());

    private static string Quoted(string name) => $"\"{name}\"";
}

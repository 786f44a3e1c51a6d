using System.Globalization;

namespace ClaimTracker.Web.AsOf;

/// <summary>A record as it was, with its parts.</summary>
internal sealed class AsOfRecord(AsOfTable table, object?[] row)
{
    public AsOfTable Table { get; } = table;

    public object?[] Row { get; } = row;

    public Dictionary<AsOfTable, List<object?[]>> Parts { get; } =
        table.Parts.ToDictionary(part => part, _ => new List<object?[]>());

    public long Id => Convert.ToInt64(Row[Table.Key], CultureInfo.InvariantCulture);

    /// <summary>False: it was recorded later.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>The question turns on it: what belongs to it belongs to the answer.</summary>
    public bool IsCore { get; set; }

    public DateTime RecordedAt => InstantOf(Row[Table.RecordedAt]!);

    public long? Number(string property) =>
        Row[Table.IndexOf(property)] is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public string? Words(string property) => (string?)Row[Table.IndexOf(property)];

    public void Set(string property, object? value) => Row[Table.IndexOf(property)] = value;

    // SQLite keeps instants as texts.
    private static DateTime InstantOf(object value) =>
        value is string text
            ? DateTime.Parse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            )
            : DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);
}

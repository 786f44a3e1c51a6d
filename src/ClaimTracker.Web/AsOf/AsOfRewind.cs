using System.Globalization;
using System.Text.Json;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.AsOf;

/// <summary>Undoes the later entries of records, the newest first: nothing is ever deleted, and an entry holds old and new values in full.</summary>
/// <param name="head">The newest position of the trail.</param>
/// <param name="cut">The last position that counts.</param>
/// <param name="last">The last instant that counts, UTC.</param>
internal sealed class AsOfRewind(
    PreparedStatements preparedStatements,
    SqlDialect dialect,
    long head,
    long cut,
    DateTime last,
    CancellationToken cancellationToken
)
{
    private readonly bool isNow = cut == head;

    /// <summary>Whether it met entries that are newer than the head: what was changed while it was read.</summary>
    public bool WasOvertaken { get; private set; }

    /// <summary>Makes records what they were; those that were recorded later are not there.</summary>
    public async Task RewindAsync(IReadOnlyDictionary<AuditSubject, AsOfRecord> loaded)
    {
        if (!isNow)
            foreach (var (position, record, change) in await LaterEntriesAsync(loaded))
            {
                WasOvertaken |= position > head;
                Undo(record, change);
            }

        // A machine's proposal has no entry of its own when it is made, only its article has.
        foreach (var record in loaded.Values.Where(record => record.RecordedAt > last))
            record.IsThere = false;
    }

    /// <summary>The later entries of a kind of record that hold a text.</summary>
    public async Task<List<(long Id, string Change)>> LaterAsync(AsOfTable table, string text)
    {
        if (isNow)
            return [];

        // ';' is what follows ':', so that these are all subjects of the kind, side by side in the index.
        var sql = $"""
            SELECT e.Subject, e.Change FROM AuditEntries AS e
            WHERE e.Subject >= {dialect.TextOf("from")} AND e.Subject < {dialect.TextOf(
                "to"
            )} AND e.Position > {dialect.NumberOf("after")}
            AND {dialect.Holds("e.Change", dialect.TextOf("text"))}
            """;
        var later = new List<(long, string)>();
        var set = JsonSerializer.Serialize(
            new
            {
                from = table.SubjectType + ":",
                to = table.SubjectType + ";",
                after = cut,
                text,
            },
            StoredJson.Options
        );
        await using var reader = await preparedStatements.ReadAsync(sql, set, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            later.Add((AuditSubject.Parse(reader.GetString(0)).Id, reader.GetString(1)));
        return later;
    }

    private async Task<IEnumerable<(long Position, AsOfRecord Record, string Change)>> LaterEntriesAsync(
        IReadOnlyDictionary<AuditSubject, AsOfRecord> loaded
    )
    {
        var sql = $"""
            SELECT e.Position, e.Subject, e.Change
            FROM {dialect.FromTexts(
                50,
                "subjects"
            )} AuditEntries AS e ON e.Subject = f.value WHERE e.Position > {dialect.NumberOf("after")}
            """;
        var set = JsonSerializer.Serialize(
            new { after = cut, subjects = loaded.Keys.Select(subject => subject.ToString()) }
        );
        var entries = new List<(long Position, AsOfRecord Record, string Change)>();
        await using var reader = await preparedStatements.ReadAsync(sql, set, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            entries.Add((reader.GetInt64(0), loaded[AuditSubject.Parse(reader.GetString(1))], reader.GetString(2)));
        return entries.OrderByDescending(entry => entry.Position);
    }

    private static void Undo(AsOfRecord record, string change)
    {
        using var json = JsonDocument.Parse(change);
        if (json.RootElement.TryGetProperty("created", out _))
        {
            record.IsThere = false;
            return;
        }

        // An article's entry may only name proposals that came with a later extraction: then nothing of its own was changed.
        if (!json.RootElement.TryGetProperty("changed", out var changed))
            return;
        record.Row[record.Table.Version] =
            Convert.ToInt64(record.Row[record.Table.Version], CultureInfo.InvariantCulture) - 1;
        foreach (var field in changed.EnumerateObject())
        {
            var old = field.Value.GetProperty("old");
            if (record.Table.TryFind(field.Name, out var column))
                record.Row[column] = record.Table.ValueOf(column, old);
            else if (record.Table.Parts.Find(part => part.PartName == field.Name) is { } part)
                record.Parts[part] =
                    old.ValueKind == JsonValueKind.Array
                        ? [.. old.EnumerateArray().Select(row => part.RowOf(row, record.Id))]
                        : [];
        }
    }
}

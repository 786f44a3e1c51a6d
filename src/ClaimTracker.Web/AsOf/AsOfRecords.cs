using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.AsOf;

/// <summary>The records of one question, as they were: read once each, with their parts, and with what they name and what belongs to them.</summary>
internal sealed class AsOfRecords(
    AsOfTables tables,
    PreparedStatements preparedStatements,
    SqlDialect dialect,
    AsOfRewind rewind,
    CancellationToken cancellationToken
)
{
    private readonly Dictionary<(AsOfTable Table, long Id), AsOfRecord> known = [];
    private readonly List<AsOfRecord> fresh = [];
    private readonly Dictionary<AsOfTable, HashSet<long>> growing = [];
    private readonly HashSet<(AsOfTable Table, long Id)> core = [];
    private ILookup<long, long>? partedSince;

    public IReadOnlyCollection<AsOfRecord> All => known.Values;

    public AsOfRecord? Find(AsOfTable table, long id) => known.GetValueOrDefault((table, id));

    /// <summary>Reads records that the question turns on.</summary>
    public async Task NameAsync(AsOfTable table, IReadOnlyCollection<long> ids)
    {
        foreach (var id in ids)
            core.Add((table, id));
        await LoadAsync(table, table.Key, ids.Where(id => !known.ContainsKey((table, id))).ToList());
        foreach (var id in ids)
            if (known.TryGetValue((table, id), out var record) && record is { IsThere: true, IsCore: false })
                BecomeCore(record);
    }

    private void BecomeCore(AsOfRecord record)
    {
        record.IsCore = true;
        fresh.Add(record);
        if (!growing.TryGetValue(record.Table, out var ids))
            growing.Add(record.Table, ids = []);
        ids.Add(record.Id);
    }

    /// <summary>Reads what the records name, and what belongs to those that the question turns on, until nothing is missing.</summary>
    public async Task CompleteAsync()
    {
        while (fresh.Count > 0 || growing.Count > 0)
        {
            var wanted = new Dictionary<AsOfTable, HashSet<long>>();
            foreach (var record in fresh.ToList())
                Follow(record, wanted);
            fresh.Clear();
            foreach (var (table, ids) in wanted)
            foreach (var record in await LoadAsync(table, table.Key, ids))
                if (core.Contains((table, record.Id)) && !record.IsCore)
                    BecomeCore(record);
            var grown = growing.ToList();
            growing.Clear();
            foreach (var (table, ids) in grown)
            {
                foreach (var brought in table.Brings)
                foreach (var record in await LoadAsync(brought.Table, brought.Column, ids))
                    if (!record.IsCore)
                        BecomeCore(record);
                if (table.Type == typeof(Source))
                    await NameAsync(table, await PartedSinceAsync(ids));
            }
        }
    }

    /// <summary>What was merged into these sources at some time after the instant, and is no longer: no row says so, only the trail does.</summary>
    private async Task<IReadOnlyCollection<long>> PartedSinceAsync(IReadOnlyCollection<long> sources)
    {
        if (partedSince is null)
        {
            const string Old = "\"mergedIntoId\":{\"old\":";
            var found = new List<(long Source, long Into)>();
            foreach (var (source, change) in await rewind.LaterAsync(tables.Of<Source>(), Old))
                if (JsonNode.Parse(change)!["changed"]?["mergedIntoId"]?["old"] is { } into)
                    found.Add((source, into.GetValue<long>()));
            partedSince = found.ToLookup(pair => pair.Into, pair => pair.Source);
        }

        return [.. sources.SelectMany(source => partedSince[source]).Distinct()];
    }

    // Claims come by the walk alone: those that a record merely names say nothing here.
    private void Follow(AsOfRecord record, Dictionary<AsOfTable, HashSet<long>> wanted)
    {
        foreach (var (table, rows) in record.Parts.Prepend(new(record.Table, [record.Row])))
        foreach (var reference in table.References.Where(reference => reference.Principal.Type != typeof(Claim)))
        foreach (var row in rows)
        {
            if (row[reference.Column] is not { } value)
                continue;
            var named = (reference.Principal, Convert.ToInt64(value, CultureInfo.InvariantCulture));
            var isKnown = known.TryGetValue(named, out var there);
            if (record.IsCore && reference.LeadsOn && core.Add(named) && there is { IsThere: true, IsCore: false })
                BecomeCore(there);
            if (isKnown)
                continue;
            if (!wanted.TryGetValue(named.Principal, out var ids))
                wanted.Add(named.Principal, ids = []);
            ids.Add(named.Item2);
        }
    }

    /// <summary>The records that have one of these ids in a column, as they were; those that were not there yet are remembered, and left out.</summary>
    public async Task<List<AsOfRecord>> LoadAsync(AsOfTable table, int column, IReadOnlyCollection<long> ids)
    {
        var found = new List<AsOfRecord>();
        if (ids.Count == 0)
            return found;
        var loaded = new Dictionary<AuditSubject, AsOfRecord>();
        foreach (var row in await RowsAsync(table, column, ids))
        {
            var record = new AsOfRecord(table, row);
            if (known.TryGetValue((table, record.Id), out var already))
                record = already;
            else
                loaded.Add(new AuditSubject(table.SubjectType, record.Id), record);
            known[(table, record.Id)] = record;
            found.Add(record);
        }

        if (known.Count > AsOfReader.MaxRecords)
            throw AsOfReader.TooFar();
        if (loaded.Count > 0)
        {
            foreach (var part in table.Parts)
            foreach (var row in await RowsAsync(part, part.Key, [.. loaded.Values.Select(record => record.Id)]))
                known[(table, Convert.ToInt64(row[part.Key], CultureInfo.InvariantCulture))].Parts[part].Add(row);
            await rewind.RewindAsync(loaded);
            fresh.AddRange(loaded.Values.Where(record => record.IsThere));
        }

        return found.FindAll(record => record.IsThere);
    }

    private async Task<List<object?[]>> RowsAsync(AsOfTable table, int column, IReadOnlyCollection<long> ids)
    {
        var rows = new List<object?[]>();
        await using var reader = await preparedStatements.ReadAsync(
            table.Select(column, dialect),
            JsonSerializer.Serialize(ids),
            cancellationToken
        );
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[table.Width];
            for (var at = 0; at < row.Length; at++)
                row[at] = reader.IsDBNull(at) ? null : reader.GetValue(at);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Ids of the records whose parts hold a value in a column now, or held it before a later change.</summary>
    public async Task<HashSet<long>> FindAsync<T>(AsOfTable part, string column, string value, string asWritten)
        where T : Record
    {
        var found = new HashSet<long>();
        await using (
            var reader = await preparedStatements.ReadAsync(
                part.SelectKeys(part.IndexOf(column), dialect, isText: value[0] == '"'),
                $"[{value}]",
                cancellationToken
            )
        )
            while (await reader.ReadAsync(cancellationToken))
                found.Add(reader.GetInt64(0));
        found.UnionWith((await rewind.LaterAsync(tables.Of<T>(), asWritten)).Select(later => later.Id));
        return found;
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.AsOf;

/// <summary>What a question about the past turns on.</summary>
internal sealed record AsOfScope
{
    public IReadOnlyList<long> Claims { get; init; } = [];

    public IReadOnlyList<long> Articles { get; init; } = [];

    public IReadOnlyList<long> Sources { get; init; } = [];

    public string? Tag { get; init; }

    /// <summary>Hops over relations that the answer shows; the claims of an article or a source are one hop away.</summary>
    public int Depth { get; init; }

    /// <summary>False: the answer shows no weights; of the claims around it only those that say the same are read.</summary>
    public bool IsWeighed { get; init; } = true;
}

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

/// <summary>
/// Reads what a question rests on as it was at an instant. A record is read as it is now, and every later entry of its audit trail is undone, the newest first:
/// nothing is ever deleted, and an entry holds old and new values in full. What the records of then name leads on to further ones.
/// </summary>
internal sealed class AsOfReader
{
    /// <summary>Keeps one answer from reading the whole database.</summary>
    public const int MaxClaims = 10_000;

    private const int MaxRecords = 20 * MaxClaims;

    /// <summary>Places of the trail looked at in one query, in the search for an instant.</summary>
    private const int Probes = 16;

    private readonly AsOfTables tables;
    private readonly PreparedStatements preparedStatements;
    private readonly bool isSqlite;
    private readonly DateTime last;
    private readonly CancellationToken cancellationToken;

    private readonly Dictionary<(AsOfTable Table, long Id), AsOfRecord> known = [];
    private readonly Dictionary<long, Standing> claims = [];
    private readonly Dictionary<long, List<AsOfRecord>> relations = [];
    private readonly List<AsOfRecord> fresh = [];
    private readonly Dictionary<AsOfTable, HashSet<long>> growing = [];
    private readonly HashSet<(AsOfTable Table, long Id)> core = [];
    private ILookup<long, long>? partedSince;
    private long head;
    private long cut;
    private long newest;

    private AsOfReader(
        AsOfTables tables,
        PreparedStatements preparedStatements,
        bool isSqlite,
        DateTime last,
        CancellationToken cancellationToken
    )
    {
        this.tables = tables;
        this.preparedStatements = preparedStatements;
        this.isSqlite = isSqlite;
        this.last = last;
        this.cancellationToken = cancellationToken;
    }

    /// <param name="last">The last instant that counts, UTC.</param>
    /// <returns>What was there, and of what the question names also what was not there yet.</returns>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public static async Task<IReadOnlyCollection<AsOfRecord>> ReadAsync(
        AsOfTables tables,
        ReadConnections readConnections,
        AsOfScope roots,
        DateTime last,
        CancellationToken cancellationToken
    ) =>
        await readConnections.RunAsync(
            async preparedStatements =>
            {
                while (true)
                {
                    var reader = new AsOfReader(
                        tables,
                        preparedStatements,
                        readConnections.IsSqlite,
                        last,
                        cancellationToken
                    );
                    await reader.ReadAsync(roots);

                    // What was changed while it was read is read again: its version could be that of before, and its entries those of after.
                    if (reader.newest <= reader.head)
                        return reader.known.Values;
                }
            },
            cancellationToken
        );

    private async Task ReadAsync(AsOfScope roots)
    {
        head = newest = await HeadAsync();
        cut = await CutAsync();
        await WalkAsync(roots);
        await CompleteAsync();
        foreach (var record in known.Values)
            MakeAnew(record);
    }

    private async Task<long> HeadAsync()
    {
        await using var reader = await preparedStatements.ReadAsync(
            "SELECT Sequence FROM AuditHeads WHERE Subject = @set",
            "@set",
            AuditHead.Global,
            cancellationToken
        );
        return await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : 0;
    }

    /// <summary>The last position that counts. Positions are in the order of the commits, and so, but for clocks that differ between instances, of time.</summary>
    private async Task<long> CutAsync()
    {
        var sql = isSqlite
            ? "SELECT e.Position, e.At FROM json_each(@set) AS f CROSS JOIN AuditEntries AS e ON e.Position = f.value"
            : "SELECT e.Position, e.At FROM OPENJSON(@set) WITH (value bigint '$') AS f INNER LOOP JOIN AuditEntries AS e ON e.Position = f.value";
        var (counts, later) = (0L, head + 1);
        while (later - counts > 1)
        {
            var step = Math.Max(1, (later - counts) / (Probes + 1));
            var probes = new List<long>();
            for (var at = counts + step; at < later && probes.Count < Probes; at += step)
                probes.Add(at);
            var instants = new Dictionary<long, DateTime>();
            await using (var reader = await ReadAsync(sql, probes))
                while (await reader.ReadAsync(cancellationToken))
                    instants.Add(reader.GetInt64(0), DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc));
            foreach (var probe in probes)
            {
                // An entry that is missing was taken out of the trail, which shows elsewhere.
                if (!instants.TryGetValue(probe, out var instant) || instant <= last)
                {
                    counts = probe;
                    continue;
                }

                later = probe;
                break;
            }
        }

        return counts;
    }

    /// <summary>From the roots over the relations of then: as far as the answer shows, and from each claim shown as far as its weight rests on.</summary>
    private async Task WalkAsync(AsOfScope roots)
    {
        var (articles, edge) = (roots.Articles.ToHashSet(), roots.Claims.ToHashSet());
        if (roots.Tag is { } tag)
        {
            var json = JsonSerializer.Serialize(tag, StoredJson.Options);
            articles.UnionWith(
                await FindAsync<Article>(tables.Of<ArticleTag>(), nameof(ArticleTag.Tag), json, $"{{\"tag\":{json}}}")
            );
            edge.UnionWith(
                await FindAsync<Claim>(tables.Of<ClaimTag>(), nameof(ClaimTag.Tag), json, $"{{\"tag\":{json}}}")
            );
        }

        foreach (var claim in edge)
            claims.Add(claim, new Standing(roots.Depth, NeighbourhoodLoader.Reach));
        await NameAsync(tables.Of<Article>(), articles);
        await NameAsync(tables.Of<Source>(), roots.Sources);
        if (roots.Depth > 0)
        {
            var oneHopAway = new HashSet<long>();
            if (articles.Count > 0)
                oneHopAway.UnionWith(
                    (
                        await LoadAsync(
                            tables.Of<Claim>(),
                            tables.Of<Claim>().IndexOf(nameof(Claim.ArticleId)),
                            articles
                        )
                    ).Select(claim => claim.Id)
                );
            foreach (var source in roots.Sources)
                oneHopAway.UnionWith(
                    await FindAsync<Claim>(
                        tables.Of<AttributionLink>(),
                        nameof(AttributionLink.SourceId),
                        source.ToString(CultureInfo.InvariantCulture),
                        $"\"sourceId\":{source}"
                    )
                );
            foreach (var claim in oneHopAway)
                if (claims.TryAdd(claim, new Standing(roots.Depth - 1, NeighbourhoodLoader.Reach)))
                    edge.Add(claim);
        }

        while (edge.Count > 0)
        {
            if (claims.Count > MaxClaims)
                throw TooFar();
            await NameAsync(tables.Of<Claim>(), edge);
            await ReadRelationsAsync(edge);
            var next = new HashSet<long>();
            foreach (var claim in edge)
            foreach (var relation in relations[claim])
                if (
                    FarEnd(claim, relation, roots.IsWeighed) is var (far, there)
                    && claims.GetValueOrDefault(far, Standing.Nowhere) is var before
                    && before.Or(there) is var now
                    && now != before
                )
                {
                    claims[far] = now;
                    next.Add(far);
                }

            edge = next;
        }
    }

    /// <summary>Where a relation leads to from one of its claims, and how far one may go on from there.</summary>
    private (long Far, Standing There) FarEnd(long near, AsOfRecord relation, bool isWeighed)
    {
        var (from, to) = (
            relation.Number(nameof(Relation.FromId))!.Value,
            relation.Number(nameof(Relation.ToId))!.Value
        );
        var (far, forward) = from == near ? (to, true) : (from, false);
        var status = (RelationStatus)relation.Number(nameof(Relation.Status))!.Value;
        var kind = AssessmentRows.KindOf(
            (RelationType)relation.Number(nameof(Relation.Type))!.Value,
            (ContradictionSubject?)relation.Number(nameof(Relation.About))
        );
        var here = claims[near];
        var hops = status == RelationStatus.Withdrawn ? -1 : here.Hops - 1;
        var isFollowed =
            status == RelationStatus.Standing && here.Reach >= 0 && (isWeighed || kind == ReportRelationKind.Restates);
        var reach = isFollowed ? NeighbourhoodLoader.RestsOn(here.Reach, kind, forward) : -1;
        return (far, new Standing(hops, hops >= 0 ? NeighbourhoodLoader.Reach : reach));
    }

    private async Task ReadRelationsAsync(HashSet<long> edge)
    {
        var wanted = edge.Where(claim => relations.TryAdd(claim, [])).ToHashSet();
        if (wanted.Count == 0)
            return;
        var table = tables.Of<Relation>();
        foreach (var end in (string[])[nameof(Relation.FromId), nameof(Relation.ToId)])
        foreach (var relation in await LoadAsync(table, table.IndexOf(end), wanted))
            relations[relation.Number(end)!.Value].Add(relation);
    }

    /// <summary>Ids of the records whose parts hold a value in a column now, or held it before a later change.</summary>
    private async Task<HashSet<long>> FindAsync<T>(AsOfTable part, string column, string value, string asWritten)
        where T : Record
    {
        var found = new HashSet<long>();
        var record = tables.Of<T>();
        await using (
            var reader = await preparedStatements.ReadAsync(
                part.SelectKeys(part.IndexOf(column), isSqlite, value[0] == '"'),
                "@set",
                $"[{value}]",
                cancellationToken
            )
        )
            while (await reader.ReadAsync(cancellationToken))
                found.Add(reader.GetInt64(0));
        if (cut == head)
            return found;
        found.UnionWith((await LaterAsync(record, asWritten)).Select(later => later.Id));
        return found;
    }

    /// <summary>The later entries of a kind of record that hold a text.</summary>
    private async Task<List<(long Id, string Change)>> LaterAsync(AsOfTable table, string text)
    {
        // ';' is what follows ':', so that these are all subjects of the kind, side by side in the index.
        var sql = isSqlite
            ? """
                SELECT e.Subject, e.Change FROM AuditEntries AS e
                WHERE e.Subject >= json_extract(@set, '$.from') AND e.Subject < json_extract(@set, '$.to') AND e.Position > json_extract(@set, '$.after')
                AND instr(e.Change, json_extract(@set, '$.text')) > 0
                """
            : """
                SELECT e.Subject, e.Change FROM AuditEntries AS e
                WHERE e.Subject >= JSON_VALUE(@set, '$.from') COLLATE Latin1_General_100_BIN2 AND e.Subject < JSON_VALUE(@set, '$.to') COLLATE Latin1_General_100_BIN2
                AND e.Position > CAST(JSON_VALUE(@set, '$.after') AS bigint) AND CHARINDEX(JSON_VALUE(@set, '$.text') COLLATE Latin1_General_100_BIN2, e.Change) > 0
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
        await using var reader = await preparedStatements.ReadAsync(sql, "@set", set, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            later.Add(
                (
                    long.Parse(reader.GetString(0).AsSpan(table.SubjectType.Length + 1), CultureInfo.InvariantCulture),
                    reader.GetString(1)
                )
            );
        return later;
    }

    /// <summary>Reads records that the question turns on.</summary>
    private async Task NameAsync(AsOfTable table, IReadOnlyCollection<long> ids)
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
    private async Task CompleteAsync()
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
        if (cut == head)
            return [];
        if (partedSince is null)
        {
            const string Old = "\"mergedIntoId\":{\"old\":";
            var found = new List<(long Source, long Into)>();
            foreach (var (source, change) in await LaterAsync(tables.Of<Source>(), Old))
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
    private async Task<List<AsOfRecord>> LoadAsync(AsOfTable table, int column, IReadOnlyCollection<long> ids)
    {
        var found = new List<AsOfRecord>();
        if (ids.Count == 0)
            return found;
        var loaded = new Dictionary<string, AsOfRecord>();
        foreach (var row in await RowsAsync(table, column, ids))
        {
            var record = new AsOfRecord(table, row);
            if (known.TryGetValue((table, record.Id), out var already))
                record = already;
            else
                loaded.Add($"{table.SubjectType}:{record.Id}", record);
            known[(table, record.Id)] = record;
            found.Add(record);
        }

        if (known.Count > MaxRecords)
            throw TooFar();
        if (loaded.Count > 0)
        {
            foreach (var part in table.Parts)
            foreach (var row in await RowsAsync(part, part.Key, [.. loaded.Values.Select(record => record.Id)]))
                known[(table, Convert.ToInt64(row[part.Key], CultureInfo.InvariantCulture))].Parts[part].Add(row);
            await RewindAsync(loaded);
            fresh.AddRange(loaded.Values.Where(record => record.IsThere));
        }

        return found.FindAll(record => record.IsThere);
    }

    private async Task<List<object?[]>> RowsAsync(AsOfTable table, int column, IReadOnlyCollection<long> ids)
    {
        var rows = new List<object?[]>();
        await using var reader = await ReadAsync(table.Select(column, isSqlite), ids);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[table.Width];
            for (var at = 0; at < row.Length; at++)
                row[at] = reader.IsDBNull(at) ? null : reader.GetValue(at);
            rows.Add(row);
        }

        return rows;
    }

    private async Task RewindAsync(Dictionary<string, AsOfRecord> loaded)
    {
        if (cut < head)
        {
            var sql = isSqlite
                ? """
                    SELECT e.Position, e.Subject, e.Change FROM json_each(@set, '$.subjects') AS f CROSS JOIN AuditEntries AS e ON e.Subject = f.value
                    WHERE e.Position > json_extract(@set, '$.after')
                    """
                : """
                    SELECT e.Position, e.Subject, e.Change
                    FROM OPENJSON(@set, '$.subjects') WITH (value nvarchar(50) COLLATE Latin1_General_100_BIN2 '$') AS f INNER LOOP JOIN AuditEntries AS e ON e.Subject = f.value
                    WHERE e.Position > CAST(JSON_VALUE(@set, '$.after') AS bigint)
                    """;
            var entries = new List<(long Position, AsOfRecord Record, string Change)>();
            await using (
                var reader = await preparedStatements.ReadAsync(
                    sql,
                    "@set",
                    JsonSerializer.Serialize(new { after = cut, subjects = loaded.Keys }),
                    cancellationToken
                )
            )
                while (await reader.ReadAsync(cancellationToken))
                    entries.Add((reader.GetInt64(0), loaded[reader.GetString(1)], reader.GetString(2)));
            foreach (var (position, record, change) in entries.OrderByDescending(entry => entry.Position))
            {
                newest = Math.Max(newest, position);
                Undo(record, change);
            }
        }

        // A machine's proposal has no entry of its own when it is made, only its article has.
        foreach (var record in loaded.Values.Where(record => record.RecordedAt > last))
            record.IsThere = false;
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

    private void MakeAnew(AsOfRecord record)
    {
        foreach (var (property, follows) in DerivedFields.Of(record.Table.Type))
            record.Set(property, follows(record));
        if (record.Table.Type == typeof(Source))
            record.Set(nameof(Source.CanonicalId), CanonicalOf(record));
    }

    private long? CanonicalOf(AsOfRecord source)
    {
        long? end = null;
        for (
            var at = source;
            at?.Number(nameof(Source.MergedIntoId)) is { } into;
            at = known.GetValueOrDefault((source.Table, into))
        )
            end = into;
        return end;
    }

    private Task<DbDataReader> ReadAsync(string sql, IReadOnlyCollection<long> set) =>
        preparedStatements.ReadAsync(sql, "@set", JsonSerializer.Serialize(set), cancellationToken);

    private static DomainRuleException TooFar() =>
        new(
            "tooFar",
            "asOf",
            $"More than {MaxClaims} claims or {MaxRecords} records hang on this question, too many to look back on; ask for less, such as a smaller depth."
        );

    /// <summary>How far one may go on from a claim: hops that the answer shows, and the way that weights rest on. Negative: not at all.</summary>
    private readonly record struct Standing(int Hops, int Reach)
    {
        public static readonly Standing Nowhere = new(-1, -1);

        public Standing Or(Standing other) => new(Math.Max(Hops, other.Hops), Math.Max(Reach, other.Reach));
    }
}

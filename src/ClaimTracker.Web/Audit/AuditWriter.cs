using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Audit;

/// <summary>
/// Writes one audit entry for each changed record: complete old and new values, chained by hash for each subject, at a global position.
/// A record's parts (links, tags, texts) are shown as fields of the record. Proposals made with an article are covered by the article's entry.
/// </summary>
internal sealed class AuditWriter
{
    /// <summary>Properties that others determine, or that are kept elsewhere, are left out of the trail.</summary>
    public const string LeftOut = "Audit:LeftOut";

    private readonly ClaimTrackerDb db;
    private readonly List<Observed> observed = [];
    private readonly List<object> written = [];

    private AuditWriter(ClaimTrackerDb db) => this.db = db;

    /// <summary>A part of a record has no id of its own: its key begins with the record's.</summary>
    public static bool IsPartOfItsPrincipal(IReadOnlyForeignKey foreignKey) =>
        typeof(Record).IsAssignableFrom(foreignKey.PrincipalEntityType.ClrType)
        && !typeof(Record).IsAssignableFrom(foreignKey.DeclaringEntityType.ClrType)
        && foreignKey.DeclaringEntityType.FindPrimaryKey()?.Properties[0] == foreignKey.Properties[0];

    /// <summary>Takes the old values of everything that is about to be saved, refuses what may not be, and raises versions. Changes must have been detected.</summary>
    public static AuditWriter Observe(ClaimTrackerDb db)
    {
        var trail = new AuditWriter(db);
        var records = new Dictionary<(IEntityType, object), Observed>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.Entity is AuditEntry && entry.State is EntityState.Modified or EntityState.Deleted)
                throw new InvalidOperationException("The audit trail is append-only.");
            if (entry.Entity is Record record)
                records.Add(
                    (entry.Metadata, entry.Property(nameof(Record.Id)).CurrentValue!),
                    new Observed(entry, record)
                );
        }

        foreach (var entry in db.ChangeTracker.Entries())
            if (
                entry.Entity is not Record
                && entry.Metadata.GetForeignKeys().FirstOrDefault(IsPartOfItsPrincipal) is { } toRecord
                && records.TryGetValue((toRecord.PrincipalEntityType, KeyOf(entry, toRecord)), out var whole)
            )
                whole.Parts.Add(entry);

        foreach (var record in records.Values.Where(record => record.IsTouched))
        {
            if (record.Entry.State == EntityState.Deleted)
                throw new InvalidOperationException($"Nothing is deleted: {record.Record.Subject}.");
            record.TakeOldValues();
            if (record.Entry.State != EntityState.Added)
                record.Entry.Property(nameof(Record.Version)).CurrentValue = record.Record.Version + 1;
            trail.observed.Add(record);
        }

        if (trail.observed.Count > 0)
            _ = db.Current;
        return trail;
    }

    /// <summary>Adds the entries and moves the heads; false when nothing changed.</summary>
    public async Task<bool> AppendAsync(CancellationToken cancellationToken)
    {
        var changes = Changes().ToList();
        if (changes.Count == 0)
            return false;

        var subjects = changes
            .Where(change => !change.IsNew)
            .Select(change => change.Subject)
            .Append(AuditHead.Global)
            .ToList();
        var heads = await db
            .AuditHeads.Where(head => subjects.Contains(head.Subject))
            .ToDictionaryAsync(head => head.Subject, cancellationToken);
        var global = HeadOf(AuditHead.Global, heads);
        foreach (var change in changes)
        {
            var head = HeadOf(change.Subject, heads);
            var entry = AuditEntry.Append(
                global.Sequence + 1,
                change.Subject,
                (int)head.Sequence + 1,
                head.Hash,
                db.Current.Stamp,
                db.Current.UseCase,
                change.Change.ToJsonString(StoredJson.Options),
                db.Current.Reason
            );
            head.Advance(entry.Sequence, entry.Hash);
            global.Advance(entry.Position, entry.Hash);
            db.AuditEntries.Add(entry);
            written.Add(entry);
        }

        foreach (var head in heads.Values)
            db.Entry(head).DetectChanges();
        written.AddRange(heads.Values);
        return true;
    }

    /// <summary>Lets go of what was written, so that a second save in the same use case does not carry it along.</summary>
    public void Detach()
    {
        foreach (var entity in written)
            db.Entry(entity).State = EntityState.Detached;
    }

    private IEnumerable<(string Subject, bool IsNew, JsonObject Change)> Changes()
    {
        var proposals = observed.Where(record => record.WasAdded && record.Record.IsMachineProposal).ToList();
        var covering =
            proposals.Count == 0
                ? null
                : observed.Select(record => record.Record).OfType<Article>().FirstOrDefault()
                    ?? db.ChangeTracker.Entries<Article>().Single().Entity;

        foreach (var record in observed.Except(proposals))
        {
            var change = new JsonObject { [record.WasAdded ? "created" : "changed"] = record.Difference() };
            if (record.Record == covering)
                change["proposals"] = Proposals(proposals);
            yield return (record.Record.Subject, record.WasAdded, change);
        }

        if (covering is not null && observed.All(record => record.Record != covering))
            yield return (covering.Subject, false, new JsonObject { ["proposals"] = Proposals(proposals) });
    }

    private static JsonObject Proposals(List<Observed> proposals)
    {
        var content = new JsonArray([
            .. proposals
                .OrderBy(record => record.Record.Subject, StringComparer.Ordinal)
                .Select(record => new JsonObject
                {
                    ["subject"] = record.Record.Subject,
                    ["created"] = Canonical(record.Entry.Metadata, record.Difference()),
                }),
        ]);
        return new JsonObject
        {
            ["subjects"] = new JsonArray([.. proposals.Select(record => JsonValue.Create(record.Record.Subject))]),
            ["hash"] = HashOf(content),
        };
    }

    /// <summary>The hash by which an article's entry covers what was proposed with it: of subject and canonical state of each, ordered by subject.</summary>
    public static string HashOf(JsonArray proposals) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(proposals, StoredJson.Options)));

    /// <summary>The state of a record that the context has loaded with its parts, as the trail would write it.</summary>
    public static JsonObject StateOf(EntityEntry record, IEnumerable<EntityEntry> parts) =>
        Observed.Values(record.CurrentValues, parts, part => part.CurrentValues);

    /// <summary>The state of a row without parts, as the trail would write it.</summary>
    public static JsonObject StateOf(ITypeBase type, IDictionary<string, object?> row) =>
        Observed.Fields(
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

    private static JsonNode? DefaultOf(Type type)
    {
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
            return null;
        var value = Activator.CreateInstance(type)!;
        return type.IsEnum && !Enum.IsDefined(type, value)
            ? null
            : JsonSerializer.SerializeToNode(value, type, StoredJson.Options);
    }

    private AuditHead HeadOf(string subject, Dictionary<string, AuditHead> heads)
    {
        if (heads.TryGetValue(subject, out var head))
            return head;
        head = new AuditHead(subject);
        db.AuditHeads.Add(head);
        heads.Add(subject, head);
        return head;
    }

    private static object KeyOf(EntityEntry part, IReadOnlyForeignKey toRecord)
    {
        var key = part.Property(toRecord.Properties[0].Name);
        return (part.State == EntityState.Deleted ? key.OriginalValue : key.CurrentValue)!;
    }

    /// <summary>A record with its parts, its values before the save, and its values after.</summary>
    private sealed class Observed(EntityEntry entry, Record record)
    {
        private JsonObject old = [];

        public EntityEntry Entry { get; } = entry;

        public Record Record { get; } = record;

        public List<EntityEntry> Parts { get; } = [];

        public bool WasAdded { get; } = entry.State == EntityState.Added;

        public bool IsTouched =>
            Entry.State is not EntityState.Unchanged || Parts.Any(part => part.State is not EntityState.Unchanged);

        public void TakeOldValues()
        {
            if (!WasAdded)
                old = Values(Entry.OriginalValues, Parts.Where(part => part.State != EntityState.Added), part =>
                    part.OriginalValues
                );
            Parts.RemoveAll(part => part.State == EntityState.Deleted);
        }

        public JsonObject Difference()
        {
            var now = Values(Entry.CurrentValues, Parts, part => part.CurrentValues);
            if (WasAdded)
                return now;
            var changed = new JsonObject();
            foreach (var name in old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key)).ToList())
                if (!JsonNode.DeepEquals(old[name], now[name]))
                    changed[name] = new JsonObject
                    {
                        ["old"] = old[name]?.DeepClone(),
                        ["new"] = now[name]?.DeepClone(),
                    };
            return changed;
        }

        public static JsonObject Values(
            PropertyValues own,
            IEnumerable<EntityEntry> parts,
            Func<EntityEntry, PropertyValues> valuesOf
        )
        {
            var values = Fields(own.Properties, property => own[property], skip: null);
            foreach (var kind in parts.GroupBy(part => part.Metadata))
            {
                var toRecord = kind.Key.GetForeignKeys().First(IsPartOfItsPrincipal);
                var rows = kind.Select(valuesOf)
                    .Select(part => Fields(part.Properties, property => part[property], skip: toRecord.Properties[0]))
                    .Select(row => row.ToJsonString(StoredJson.Options));
                values[JsonNamingPolicy.CamelCase.ConvertName(toRecord.PrincipalToDependent!.Name)] = new JsonArray([
                    .. rows.Order(StringComparer.Ordinal).Select(row => JsonNode.Parse(row)),
                ]);
            }

            return values;
        }

        public static JsonObject Fields(
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
                    || property.FindAnnotation(LeftOut) is not null
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
    }
}

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
internal sealed class AuditWriter(ClaimTrackerDb db) : ISaveHook
{
    private readonly List<Observed> observed = [];
    private readonly List<object> written = [];

    /// <summary>Takes the old values of everything that is about to be saved, refuses what may not be, and raises versions.</summary>
    public Task BeforeAsync(CancellationToken cancellationToken)
    {
        foreach (var record in Records().Where(record => record.IsTouched))
        {
            if (record.Entry.State == EntityState.Deleted)
                throw new InvalidOperationException($"Nothing is deleted: {record.Record.Subject}.");
            record.TakeOldValues();
            if (record.Entry.State != EntityState.Added)
                record.Entry.Property(nameof(Record.Version)).CurrentValue = record.Record.Version + 1;
            observed.Add(record);
        }

        if (observed.Count > 0)
            _ = db.Current;
        return Task.CompletedTask;
    }

    /// <summary>Adds the entries, which now know the ids, and moves the heads.</summary>
    public async Task AfterAsync(CancellationToken cancellationToken)
    {
        var changes = Changes().ToList();
        if (changes.Count == 0)
            return;
        await AppendAsync(changes, cancellationToken);
        await db.SaveRowsAsync(cancellationToken);

        // Let go, so that a second save in the same use case does not carry it along.
        foreach (var entity in written)
            db.Entry(entity).State = EntityState.Detached;
    }

    private IEnumerable<Observed> Records()
    {
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
                && entry.Metadata.GetForeignKeys().FirstOrDefault(key => key.IsPartOfItsPrincipal()) is { } toRecord
                && records.TryGetValue((toRecord.PrincipalEntityType, KeyOf(entry, toRecord)), out var whole)
            )
                whole.Parts.Add(entry);
        return records.Values;
    }

    private async Task AppendAsync(
        List<(string Subject, bool IsNew, JsonObject Change)> changes,
        CancellationToken cancellationToken
    )
    {
        var subjects = changes
            .Where(change => !change.IsNew)
            .Select(change => change.Subject)
            .Append(AuditHead.Global)
            .ToList();
        var heads = await db
            .AuditHeads.Where(head => subjects.Contains(head.Subject))
            .ToDictionaryAsync(head => head.Subject, cancellationToken);
        var global = HeadOf(AuditHead.Global, heads);
        db.Current.Act ??= global.Sequence + 1;
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
                db.Current.Reason,
                db.Current.Act
            );
            head.Advance(entry.Sequence, entry.Hash);
            global.Advance(entry.Position, entry.Hash);
            db.AuditEntries.Add(entry);
            written.Add(entry);
        }

        foreach (var head in heads.Values)
            db.Entry(head).DetectChanges();
        written.AddRange(heads.Values);
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
                    ["created"] = RecordState.Canonical(record.Entry.Metadata, record.Difference()),
                }),
        ]);
        return new JsonObject
        {
            ["subjects"] = new JsonArray([.. proposals.Select(record => JsonValue.Create(record.Record.Subject))]),
            ["hash"] = RecordState.HashOf(content),
        };
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
                old = RecordState.Values(
                    Entry.OriginalValues,
                    Parts.Where(part => part.State != EntityState.Added),
                    part => part.OriginalValues
                );
            Parts.RemoveAll(part => part.State == EntityState.Deleted);
        }

        public JsonObject Difference()
        {
            var now = RecordState.Values(Entry.CurrentValues, Parts, part => part.CurrentValues);
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
    }
}

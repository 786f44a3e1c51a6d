using System.Text.Json.Nodes;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Audit;

/// <summary>
/// Compares what the records hold with what the trail says they hold: a row that was changed, put in or deleted past the service shows here. Records that
/// people made are rebuilt forward from their first entry; proposals backward from the row to what their article's entry covers; what comes with the
/// schema from what the model says of it. Left out of the trail, and so not seen, are values that follow from others, and the hashes of keys.
/// </summary>
internal sealed class RecordComparison(ClaimTrackerDb db, WriteTransaction writeTransaction) : IScoped
{
    private const int Portion = 500;

    private readonly IReadOnlyDictionary<string, IEntityType> types = RecordTypes.Of(db);
    private readonly Dictionary<string, HashSet<long>> there = [];
    private readonly Dictionary<string, HashSet<long>> covered = [];
    private Dictionary<string, JsonObject> ofTheSchema = [];

    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <returns>The first record that differs; null where none does.</returns>
    public async Task<TrailFault?> FindAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var head = await db.TrailHeadAsync(cancellationToken);
        ofTheSchema = db.GetService<IDesignTimeModel>().Model.ComingWithTheSchema();
        try
        {
            var done = 0;
            if (await CompareProposalsAsync(head, cancellationToken) is { } proposal)
                return proposal;
            foreach (var type in types.Keys)
            {
                progress?.Report((double)++done / (types.Count + 2));
                if (await CompareAsync(type, cancellationToken) is { } record)
                    return record;
            }

            var missing = await FindMissingAsync(head, cancellationToken);
            progress?.Report(1);
            return missing;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<TrailFault?> CompareAsync(string type, CancellationToken cancellationToken)
    {
        there[type] = [];
        for (long after = 0; ; )
        {
            db.ChangeTracker.Clear();
            var records = await LoadAsync(
                type,
                record => record.Where(one => one.Id > after).OrderBy(one => one.Id).Take(Portion),
                cancellationToken
            );
            var trails = await TrailsAsync(records, cancellationToken);
            foreach (var record in records)
            {
                there[type].Add(record.Id);

                // Read while others write, the row and its entries may be of different moments: what seems wrong is looked at again while nobody writes.
                if (
                    Fault(record, trails[record.Subject]) is not null
                    && await LookAgainAsync(type, record.Id, cancellationToken) is { } fault
                )
                    return fault;
            }

            if (records.Count < Portion)
                return null;
            after = records[^1].Id;
        }
    }

    private TrailFault? Fault(Record record, IEnumerable<AuditEntry> trail)
    {
        var entries = trail.ToList();
        var metadata = db.Entry(record).Metadata;
        if (
            record is Article article
            && article.Texts.FirstOrDefault(text => ArticleText.HashOf(text.Text) != text.ContentHash) is { } changed
        )
            return Differs(
                record,
                entries,
                $"Version {changed.Number} of the text of {record.Subject} was changed past the service: it does not have the hash that was recorded."
            );
        if (!ofTheSchema.TryGetValue(record.Subject, out var start))
            start = entries.Count == 0 ? null : Parse(entries[0])["created"] as JsonObject;
        if (start is null)
            return covered.GetValueOrDefault(record.SubjectType)?.Contains(record.Id) == true
                ? null
                : Differs(
                    record,
                    entries,
                    $"The row of {record.Subject} was put in past the service: nothing in the trail says who recorded it."
                );
        var state = start.DeepClone().AsObject();
        foreach (var change in entries.Select(Parse))
            Apply(state, change, "new");
        var said = RecordState.Canonical(metadata, state);
        var held = RecordState.Canonical(metadata, StateOf(record));
        return JsonNode.DeepEquals(said, held)
            ? null
            : Differs(
                record,
                entries,
                entries.Count == 0
                    ? $"The row of {record.Subject}, which comes with the schema, was changed past the service: it came with other values of {string.Join(", ", Differing(said, held))}."
                    : $"The row of {record.Subject} was changed past the service: the trail says otherwise about {string.Join(", ", Differing(said, held))}."
            );
    }

    // An entry covers all proposals that came with it by one hash.
    private async Task<TrailFault?> CompareProposalsAsync(long head, CancellationToken cancellationToken)
    {
        for (long after = 0; ; )
        {
            var from = after;
            var entries = await db
                .AuditEntries.AsNoTracking()
                .Where(entry =>
                    entry.Position > from
                    && entry.Position <= head
                    && entry.Subject.StartsWith("article:")
                    && entry.Change.Contains("\"proposals\":")
                )
                .OrderBy(entry => entry.Position)
                .Take(100)
                .ToListAsync(cancellationToken);
            foreach (var entry in entries)
                if (
                    await ProposalsFaultAsync(entry, cancellationToken) is not null
                    && await AloneAsync(() => ProposalsFaultAsync(entry, cancellationToken), cancellationToken)
                        is { } fault
                )
                    return fault;
            if (entries.Count == 0)
                return null;
            after = entries[^1].Position;
        }
    }

    private async Task<TrailFault?> ProposalsFaultAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        if (Parse(entry)["proposals"] is not JsonObject proposals || proposals["subjects"] is not JsonArray listed)
            return null;
        db.ChangeTracker.Clear();
        var subjects = listed
            .Select(subject => AuditSubject.Parse(subject!.GetValue<string>()))
            .ToLookup(subject => subject.Type, subject => subject.Id);
        var records = new List<Record>();
        foreach (var ofType in subjects)
        {
            var ids = ofType.ToList();
            records.AddRange(
                await LoadAsync(ofType.Key, all => all.Where(one => ids.Contains(one.Id)), cancellationToken)
            );
            if (!covered.TryGetValue(ofType.Key, out var known))
                covered.Add(ofType.Key, known = []);
            known.UnionWith(ids);
            if (
                ids.Except(records.Where(record => record.SubjectType == ofType.Key).Select(record => record.Id))
                    .ToList()
                is [var missing, ..]
            )
                return new TrailFault(
                    entry.Position,
                    entry.Subject,
                    entry.Sequence,
                    $"The row of {ofType.Key}:{missing}, which came with {entry.Subject} as a proposal, was deleted past the service."
                );
        }

        var trails = await TrailsAsync(records, cancellationToken);
        var content = new JsonArray();
        foreach (var record in records.OrderBy(record => record.Subject, StringComparer.Ordinal))
        {
            var state = StateOf(record);
            if (FaultOnTheWayBack(record, state, trails[record.Subject].Reverse()) is { } fault)
                return fault;
            content.Add(
                new JsonObject
                {
                    ["subject"] = record.Subject,
                    ["created"] = RecordState.Canonical(db.Entry(record).Metadata, state),
                }
            );
        }

        return RecordState.HashOf(content) == proposals["hash"]?.GetValue<string>()
            ? null
            : new TrailFault(
                entry.Position,
                entry.Subject,
                entry.Sequence,
                $"A row among {string.Join(", ", listed.Take(20))}{(listed.Count > 20 ? " …" : "")} was changed past the service: together they no longer lead back to what was proposed with {entry.Subject}."
            );
    }

    /// <summary>Undoes the entries of a record, the newest first, each of which must say what the state then is; the state becomes that before all of them.</summary>
    private TrailFault? FaultOnTheWayBack(Record record, JsonObject state, IEnumerable<AuditEntry> newestFirst)
    {
        var metadata = db.Entry(record).Metadata;
        foreach (var entry in newestFirst)
        {
            var change = Parse(entry);
            var reached = RecordState.Canonical(metadata, state);
            Apply(state, change, "new");
            var said = RecordState.Canonical(metadata, state);
            if (!JsonNode.DeepEquals(reached, said))
                return Differs(
                    record,
                    [entry],
                    $"The row of {record.Subject} was changed past the service: the trail says otherwise about {string.Join(", ", Differing(said, reached))}."
                );
            Apply(state, change, "old");
        }

        return null;
    }

    private async Task<TrailFault?> FindMissingAsync(long head, CancellationToken cancellationToken)
    {
        var subjects = db
            .AuditEntries.AsNoTracking()
            .Where(entry => entry.Sequence == 1 && entry.Position <= head)
            .OrderBy(entry => entry.Position)
            .Select(entry => new { entry.Position, entry.Subject })
            .AsAsyncEnumerable();
        await foreach (var first in subjects.WithCancellation(cancellationToken))
        {
            var subject = AuditSubject.Parse(first.Subject);
            if (types.ContainsKey(subject.Type) && !there[subject.Type].Contains(subject.Id))
                return new TrailFault(
                    first.Position,
                    first.Subject,
                    1,
                    $"The row of {first.Subject} was deleted past the service."
                );
        }

        return ofTheSchema.Keys.FirstOrDefault(IsMissing) is { } gone
            ? new TrailFault(
                null,
                gone,
                null,
                $"The row of {gone}, which comes with the schema, was deleted past the service."
            )
            : null;

        bool IsMissing(string comingWithTheSchema)
        {
            var (type, id) = AuditSubject.Parse(comingWithTheSchema);
            return !there[type].Contains(id);
        }
    }

    private Task<TrailFault?> LookAgainAsync(string type, long id, CancellationToken cancellationToken) =>
        AloneAsync(
            async () =>
            {
                db.ChangeTracker.Clear();
                var records = await LoadAsync(type, all => all.Where(one => one.Id == id), cancellationToken);
                return records.Count == 0
                    ? null
                    : Fault(records[0], (await TrailsAsync(records, cancellationToken))[records[0].Subject]);
            },
            cancellationToken
        );

    private Task<TrailFault?> AloneAsync(Func<Task<TrailFault?>> look, CancellationToken cancellationToken) =>
        writeTransaction.RunAsync(db, act: null, look, cancellationToken);

    private async Task<ILookup<string, AuditEntry>> TrailsAsync(
        List<Record> records,
        CancellationToken cancellationToken
    )
    {
        var subjects = records.ConvertAll(record => record.Subject);
        return (
            await db
                .AuditEntries.AsNoTracking()
                .Where(entry => subjects.Contains(entry.Subject))
                .OrderBy(entry => entry.Position)
                .ToListAsync(cancellationToken)
        ).ToLookup(entry => entry.Subject);
    }

    private Task<List<Record>> LoadAsync(
        string type,
        Func<IQueryable<Record>, IQueryable<Record>> which,
        CancellationToken cancellationToken
    ) =>
        (Task<List<Record>>)
            typeof(RecordComparison)
                .GetMethod(
                    nameof(LoadOfAsync),
                    System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance
                )!
                .MakeGenericMethod(types[type].ClrType)
                .Invoke(this, [types[type], which, cancellationToken])!;

    private async Task<List<Record>> LoadOfAsync<T>(
        IEntityType type,
        Func<IQueryable<Record>, IQueryable<Record>> which,
        CancellationToken cancellationToken
    )
        where T : Record
    {
        IQueryable<T> all = db.Set<T>();
        foreach (var part in RecordTypes.PartsOf(type))
            all = all.Include(part.Name);
        return await which(all).AsSplitQuery().ToListAsync(cancellationToken);
    }

    private JsonObject StateOf(Record record)
    {
        var entry = db.Entry(record);
        var parts = RecordTypes
            .PartsOf(entry.Metadata)
            .SelectMany(part =>
                entry.Navigation(part.Name).CurrentValue switch
                {
                    null => [],
                    System.Collections.IEnumerable all => all.Cast<object>(),
                    var one => [one],
                }
            );
        return RecordState.Of(entry, parts.Select(part => db.Entry(part)));
    }

    private static void Apply(JsonObject state, JsonObject entry, string side)
    {
        if (entry["changed"] is JsonObject changed)
            foreach (var (field, values) in changed)
                state[field] = values?[side]?.DeepClone();
    }

    private static IEnumerable<string> Differing(JsonObject said, JsonObject held) =>
        said.Select(field => field.Key)
            .Union(held.Select(field => field.Key))
            .Where(field => !JsonNode.DeepEquals(said[field], held[field]));

    private static TrailFault Differs(Record record, List<AuditEntry> entries, string why) =>
        new(
            entries.Count == 0 ? null : entries[^1].Position,
            record.Subject,
            entries.Count == 0 ? null : entries[^1].Sequence,
            why
        );

    private static JsonObject Parse(AuditEntry entry) => JsonNode.Parse(entry.Change)!.AsObject();
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using ClaimTracker.Web.Wording;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>What every history takes.</summary>
public abstract record History : IQuery<Page<HistoryEntryView>>, IPaged
{
    [JsonIgnore]
    public long Id { get; init; }

    /// <summary><c>en</c> or <c>fr</c>; the <c>Accept-Language</c> of the request when absent, and English where that names neither.</summary>
    public Language? Language { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

/// <summary>One thing that was done, as a sentence and as data.</summary>
/// <param name="Sentence">When, who, what and why.</param>
/// <param name="Language">Of the sentence.</param>
/// <param name="Entry">What it says, as the audit trail has it.</param>
public sealed record HistoryEntryView(string Sentence, Language Language, AuditEntryView Entry);

/// <summary>
/// The history of one record: its own entries, the entry of the article that brought it as a proposal, and those of the records that belong to it, which are
/// all kinds of records with a reference to it in the model. Texts, claims and sources have histories of their own.
/// </summary>
internal abstract class HistoryHandler<THistory, TRecord>(ClaimTrackerDb db, Caller caller)
    : IRequestHandler<THistory, Page<HistoryEntryView>>
    where THistory : History
    where TRecord : Record
{
    private static readonly Type[] OfTheirOwn = [typeof(Article), typeof(Claim), typeof(Source)];

    public async Task<Page<HistoryEntryView>> Handle(THistory query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, query.Id);
        var type = RecordTypes.Of(db).Single(one => one.Value.ClrType == typeof(TRecord)).Key;
        if (
            await db.Set<TRecord>()
                .Where(record => record.Id == query.Id)
                .Select(record => (DateTime?)record.RecordedAt)
                .FirstOrDefaultAsync(cancellationToken)
            is not { } recordedAt
        )
            throw new NotFoundException(type, query.Id);

        var of = new AuditSubject(type, query.Id);
        var page = cursor.Cut(await ReadAsync(of, recordedAt, cursor, cancellationToken), entry => entry.Position);
        var before = await StatesBeforeAsync(page.Items, cancellationToken);
        var names = new Names(db);
        if (query.Language is { } asked)
            AnswerLanguage.Set(asked);
        var language = AnswerLanguage.Current;
        var sentences = new EntrySentences(language, of, names);
        List<string> Tell() =>
            [.. page.Items.Select(entry => sentences.Tell(entry, before.GetValueOrDefault(entry.Position)))];

        // Told once to learn which names are needed, and again with them.
        var told = Tell();
        if (await names.ReadAsync(db, cancellationToken))
            told = Tell();
        var at = 0;
        return page.Select(entry => new HistoryEntryView(told[at++], language, AuditEntryViews.Of(entry, caller)));
    }

    private async Task<List<AuditEntry>> ReadAsync(
        AuditSubject of,
        DateTime recordedAt,
        Cursor cursor,
        CancellationToken cancellationToken
    )
    {
        var own = of.ToString();
        var subjects = (await BelongingAsync(of, cancellationToken)).ConvertAll(one =>
            new AuditSubject(one.Type, one.Id).ToString()
        );
        subjects.Add(own);
        if (of.Type == "claim")
            subjects.AddRange(await OnceLinkedAsync(of.Id, cancellationToken));
        var quoted = $"\"{own}\"";
        IQueryable<AuditEntry>[] parts =
        [
            db.AuditEntries.Where(entry => subjects.Contains(entry.Subject)),
            db.AuditEntries.Where(entry =>
                entry.At == recordedAt
                && entry.Subject.StartsWith("article:")
                && entry.Subject != own
                && entry.Change.Contains(quoted)
            ),
        ];
        var found = new List<AuditEntry>();
        foreach (var part in parts)
            found.AddRange(
                await part.AsNoTracking()
                    .Where(entry => cursor.Id == null || entry.Position < cursor.Id)
                    .OrderByDescending(entry => entry.Position)
                    .Take(cursor.Take)
                    .ToListAsync(cancellationToken)
            );
        return
        [
            .. found.DistinctBy(entry => entry.Position).OrderByDescending(entry => entry.Position).Take(cursor.Take),
        ];
    }

    // A review by others that somebody found to be about another claim after all: the row no longer says so, the trail does.
    private Task<List<string>> OnceLinkedAsync(long claim, CancellationToken cancellationToken)
    {
        var linkedAway = $"\"claimId\":{{\"old\":{claim},";
        return db
            .AuditEntries.Where(entry =>
                entry.Subject.StartsWith("claimReview:") && entry.Sequence > 1 && entry.Change.Contains(linkedAway)
            )
            .Select(entry => entry.Subject)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    private async Task<List<Belonging>> BelongingAsync(AuditSubject of, CancellationToken cancellationToken)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var references =
            from known in RecordTypes.Of(db)
            where !OfTheirOwn.Contains(known.Value.ClrType) || known.Value.ClrType == typeof(TRecord)
            from key in known.Value.GetForeignKeys()
            where key.PrincipalEntityType.ClrType == typeof(TRecord) && key.Properties.Count == 1
            let table = StoreObjectIdentifier.Table(known.Value.GetTableName()!)
            select $"SELECT '{known.Key}' AS {sql.DelimitIdentifier(nameof(Belonging.Type))}, {sql.DelimitIdentifier(nameof(Belonging.Id))} "
                + $"FROM {sql.DelimitIdentifier(table.Name)} WHERE {sql.DelimitIdentifier(key.Properties[0].GetColumnName(table)!)} = {{0}}";
        var union = string.Join(" UNION ", references);
        return union.Length == 0
            ? []
            : await db.Database.SqlQueryRaw<Belonging>(union, of.Id).ToListAsync(cancellationToken);
    }

    // For what an entry does not name itself: what a withdrawn relation said stands in the entry that recorded it.
    private async Task<Dictionary<long, JsonObject>> StatesBeforeAsync(
        IReadOnlyList<AuditEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var later = entries.Where(entry => entry.Sequence > 1).ToDictionary(entry => entry.Position);
        if (later.Count == 0)
            return [];
        var subjects = later.Values.Select(entry => entry.Subject).Distinct().ToList();
        var newest = later.Keys.Max();
        var trail = await db
            .AuditEntries.AsNoTracking()
            .Where(entry => subjects.Contains(entry.Subject) && entry.Position <= newest)
            .OrderBy(entry => entry.Position)
            .Select(entry => new
            {
                entry.Position,
                entry.Subject,
                entry.Change,
            })
            .ToListAsync(cancellationToken);
        var states = subjects.ToDictionary(subject => subject, _ => new JsonObject());
        var before = new Dictionary<long, JsonObject>();
        foreach (var entry in trail)
        {
            var state = states[entry.Subject];
            if (later.ContainsKey(entry.Position))
                before.Add(entry.Position, state.DeepClone().AsObject());
            var change = EntrySentences.Parse(entry.Change);
            if (change["created"] is JsonObject created)
                states[entry.Subject] = created.DeepClone().AsObject();
            else if (change["changed"] is JsonObject changed)
                foreach (var (field, values) in changed)
                    state[field] = (values as JsonObject)?["new"]?.DeepClone();
        }

        return before;
    }

    private sealed record Belonging(string Type, long Id);
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Wording;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Sources;

/// <summary>A source as other records name it.</summary>
/// <param name="Id">Null for an unknown outlet.</param>
/// <param name="Name">Null where the text does not even describe it.</param>
/// <param name="Kind">What it is.</param>
public sealed record SourceRef(long? Id, string? Name, SourceKind Kind);

/// <summary>That a record was taken back.</summary>
public sealed record WithdrawalView(string By, DateTime At, string? Reason)
{
    public static WithdrawalView? Of(WithdrawableRecord record) =>
        record.WithdrawnAt is { } at
            ? new WithdrawalView(
                record.WithdrawnBy!,
                at,
                Sentences.Say(record.WithdrawalCause, record.WithdrawalReason)
            )
            : null;
}

/// <summary>Anyone statements are attributed to.</summary>
/// <param name="Name">Null for an unnamed source that the text does not even describe.</param>
/// <param name="Status"><c>proposed</c>: made by extraction, and no accepted claim uses it yet.</param>
/// <param name="ArticleId">The article an unnamed source belongs to; null for all others.</param>
/// <param name="MergedInto">The source that it was found to be; null while it stands for itself. That one may be merged in turn.</param>
/// <param name="Merged">The sources that were merged into it, directly: whoever looks for one of these, or for an alias of theirs, finds this one.</param>
/// <param name="Aliases">Its other names, and those of the sources merged into it, under which it is found too: <c>sourceId</c> says whose. The withdrawn ones count no longer.</param>
/// <param name="Distinct">Decisions that it is not another source, withdrawn ones too, whichever of the two they were recorded with.</param>
/// <param name="Affiliations">Whom it belongs to, with the withdrawn ones; not who belongs to it.</param>
public sealed record SourceView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    string? Name,
    SourceKind Kind,
    SourceStatus Status,
    long? ArticleId,
    SourceRef? MergedInto,
    IReadOnlyList<SourceRef> Merged,
    IReadOnlyList<AliasView> Aliases,
    IReadOnlyList<AffiliationView> Affiliations,
    IReadOnlyList<DistinctionView> Distinct
) : IResource;

/// <summary>That a source is not another, however much their names look alike.</summary>
/// <param name="From">The other one.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record DistinctionView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    SourceRef Source,
    SourceRef From,
    string Reason,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>Another name of a source.</summary>
/// <param name="Reason">Where the name comes from.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record AliasView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long SourceId,
    string Name,
    string? Reason,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>That a source acts for, is part of, or is owned by another. Such a one controls it while that holds.</summary>
/// <param name="With">The other side.</param>
/// <param name="Role">In the words of the source, such as "spokesman".</param>
/// <param name="From">EDTF; null: since ever.</param>
/// <param name="To">EDTF; null: until further notice.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record AffiliationView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long SourceId,
    SourceRef With,
    AffiliationKind Kind,
    string? Role,
    string? From,
    string? To,
    IReadOnlyList<Evidence> Evidence,
    string Reason,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>Reads sources as they go over the wire: one projection for lists and single reads.</summary>
internal static class SourceViews
{
    public static string Address(long id) => $"/api/v1/sources/{id}";

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<SourceView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        (await ReadAsync(db, db.Sources.Where(source => source.Id == id), cancellationToken)).FirstOrDefault()
        ?? throw new NotFoundException("source", id);

    /// <summary>The sources of a query, in its order.</summary>
    public static async Task<IReadOnlyList<SourceView>> ReadAsync(
        ClaimTrackerDb db,
        IQueryable<Source> sources,
        CancellationToken cancellationToken
    )
    {
        var rows = await sources.AsNoTracking().ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return [];
        var ids = rows.Select(source => source.Id).ToList();
        var merged = await MergedIntoAsync(db, ids, cancellationToken);
        var named = ids.Concat(merged.Select(below => below.Source.Id!.Value)).Distinct().ToList();
        var aliases = (
            await ReadAsync(db.Aliases.Where(alias => named.Contains(alias.SourceId)), cancellationToken)
        ).ToLookup(alias => alias.SourceId);
        var affiliations = (
            await ReadAsync(db.Affiliations.Where(affiliation => ids.Contains(affiliation.SourceId)), cancellationToken)
        ).ToLookup(affiliation => affiliation.SourceId);
        var distinctions = await ReadAsync(
            db.Distinctions.Where(d => ids.Contains(d.SourceId))
                .Union(db.Distinctions.Where(d => ids.Contains(d.FromId))),
            cancellationToken
        );
        var intos = rows.Select(source => source.MergedIntoId).OfType<long>().Distinct().ToList();
        var into =
            intos.Count == 0
                ? []
                : await db
                    .Sources.Where(source => intos.Contains(source.Id))
                    .Select(source => new SourceRef(source.Id, source.Name, source.Kind))
                    .ToDictionaryAsync(source => source.Id!.Value, cancellationToken);
        return
        [
            .. rows.Select(source => new SourceView(
                source.Id,
                source.Version,
                source.RecordedAt,
                source.RecordedBy,
                new Links(Address(source.Id)),
                source.Name,
                source.Kind,
                source.Status,
                source.ArticleId,
                source.MergedIntoId is { } to ? into[to] : null,
                [.. merged.Where(below => below.Into == source.Id).Select(below => below.Source)],
                [.. WithMerged(source.Id, merged).SelectMany(id => aliases[id]).OrderBy(alias => alias.Id)],
                [.. affiliations[source.Id]],
                [.. distinctions.Where(d => d.Source.Id == source.Id || d.From.Id == source.Id)]
            )),
        ];
    }

    private sealed record Merged(long Into, SourceRef Source);

    // One query for each level downwards, and one to find that there is none.
    private static async Task<List<Merged>> MergedIntoAsync(
        ClaimTrackerDb db,
        List<long> ids,
        CancellationToken cancellationToken
    )
    {
        var all = new List<Merged>();
        await BreadthFirst.ReachAsync(
            ids,
            async above =>
            {
                var below = await db
                    .Sources.Where(source => above.Contains(source.MergedIntoId!.Value))
                    .OrderBy(source => source.Id)
                    .Select(source => new Merged(
                        source.MergedIntoId!.Value,
                        new SourceRef(source.Id, source.Name, source.Kind)
                    ))
                    .ToListAsync(cancellationToken);
                all.AddRange(below);
                return below.Select(source => new Step<long> { Near = source.Into, Far = source.Source.Id!.Value });
            },
            Cap.None
        );
        return all;
    }

    private static IEnumerable<long> WithMerged(long id, IReadOnlyList<Merged> merged) =>
        merged
            .Where(below => below.Into == id)
            .SelectMany(below => WithMerged(below.Source.Id!.Value, merged))
            .Prepend(id);

    /// <summary>The distinctions of a query, oldest first.</summary>
    public static async Task<IReadOnlyList<DistinctionView>> ReadAsync(
        IQueryable<Distinction> distinctions,
        CancellationToken cancellationToken
    )
    {
        var rows = await distinctions
            .AsNoTracking()
            .OrderBy(distinction => distinction.Id)
            .Select(distinction => new
            {
                Distinction = distinction,
                Source = new SourceRef(distinction.SourceId, distinction.Source.Name, distinction.Source.Kind),
                From = new SourceRef(distinction.FromId, distinction.From.Name, distinction.From.Kind),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new DistinctionView(
                row.Distinction.Id,
                row.Distinction.Version,
                row.Distinction.RecordedAt,
                row.Distinction.RecordedBy,
                new Links($"{Address(row.Distinction.SourceId)}/distinct/{row.Distinction.Id}"),
                row.Source,
                row.From,
                row.Distinction.Reason,
                WithdrawalView.Of(row.Distinction)
            )),
        ];
    }

    /// <summary>The aliases of a query, oldest first.</summary>
    public static async Task<IReadOnlyList<AliasView>> ReadAsync(
        IQueryable<Alias> aliases,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await aliases.AsNoTracking().OrderBy(alias => alias.Id).ToListAsync(cancellationToken)).Select(
                alias => new AliasView(
                    alias.Id,
                    alias.Version,
                    alias.RecordedAt,
                    alias.RecordedBy,
                    new Links($"{Address(alias.SourceId)}/aliases/{alias.Id}"),
                    alias.SourceId,
                    alias.Name,
                    alias.Reason,
                    WithdrawalView.Of(alias)
                )
            ),
        ];

    /// <summary>The affiliations of a query, oldest first.</summary>
    public static async Task<IReadOnlyList<AffiliationView>> ReadAsync(
        IQueryable<Affiliation> affiliations,
        CancellationToken cancellationToken
    )
    {
        var rows = await affiliations
            .AsNoTracking()
            .OrderBy(affiliation => affiliation.Id)
            .Select(affiliation => new
            {
                Affiliation = affiliation,
                affiliation.With.Name,
                SourceKind = affiliation.With.Kind,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row =>
                ViewOf(row.Affiliation, new SourceRef(row.Affiliation.WithId, row.Name, row.SourceKind))
            ),
        ];
    }

    private static AffiliationView ViewOf(Affiliation affiliation, SourceRef with) =>
        new(
            affiliation.Id,
            affiliation.Version,
            affiliation.RecordedAt,
            affiliation.RecordedBy,
            new Links($"{Address(affiliation.SourceId)}/affiliations/{affiliation.Id}"),
            affiliation.SourceId,
            with,
            affiliation.Kind,
            affiliation.Role,
            affiliation.From,
            affiliation.To,
            affiliation.Evidence,
            affiliation.Reason,
            WithdrawalView.Of(affiliation)
        );
}

using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Matching;

/// <summary>
/// The names of all sources, kept in memory beside the weights, and which sources look alike by them. Proposed sources take part like those in use; those
/// that are merged with the names they bear, for what they stand for; unnamed ones never.
/// </summary>
internal sealed class SourceNames
{
    private readonly SimilarityIndex index = new();
    private readonly Dictionary<long, List<NameRecord>> names = [];
    private readonly Dictionary<long, HashSet<long>> alike = [];
    private readonly Dictionary<long, long> mergedInto = [];
    private readonly Dictionary<long, HashSet<long>> merged = [];
    private readonly Dictionary<long, HashSet<long>> toldApart = [];
    private readonly Dictionary<long, NotSameAs> distinctions = [];
    private readonly HashSet<long> inUse = [];

    /// <summary>The newest source that was taken in: proposals leave no entry of their own in the audit trail.</summary>
    public long Newest { get; private set; }

    /// <summary>Gives a source these names in place of those it had, and tells the weighing which look-alikes come and go.</summary>
    public void Put(NamedSource source, AssessmentIndex weights)
    {
        Newest = Math.Max(Newest, source.Id);
        if (mergedInto.Remove(source.Id, out var old))
            merged[old].Remove(source.Id);
        if (source.MergedInto is { } into)
        {
            mergedInto.Add(source.Id, into);
            SetOf(merged, into).Add(source.Id);
        }

        if (source.IsInUse)
            inUse.Add(source.Id);
        else
            inUse.Remove(source.Id);

        var before = names.GetValueOrDefault(source.Id, []);
        if (before.SequenceEqual(source.Names))
            return;
        foreach (var name in before.Except(source.Names))
            index.Remove(name.Source, name.Alias);
        foreach (var name in source.Names.Except(before))
            index.Put(name);
        names[source.Id] = source.Names;

        var looked = alike.GetValueOrDefault(source.Id, []);
        var looks = source.Names.SelectMany(index.LookAlikesOf).ToHashSet();
        foreach (var other in looked.Except(looks))
        {
            alike[other].Remove(source.Id);
            weights.Remove(new CandidateMatch(source.Id, other));
        }

        foreach (var other in looks.Except(looked))
        {
            SetOf(alike, other).Add(source.Id);
            weights.Put(new CandidateMatch(source.Id, other));
        }

        alike[source.Id] = looks;
    }

    /// <summary>Takes in whether a distinction stands.</summary>
    public void Put(long distinction, NotSameAs pair, bool stands, AssessmentIndex weights)
    {
        if (stands == distinctions.ContainsKey(distinction))
            return;
        if (stands)
        {
            distinctions.Add(distinction, pair);
            SetOf(toldApart, pair.A).Add(pair.B);
            SetOf(toldApart, pair.B).Add(pair.A);
            weights.Put(pair);
        }
        else
        {
            distinctions.Remove(distinction);
            toldApart[pair.A].Remove(pair.B);
            toldApart[pair.B].Remove(pair.A);
            weights.Remove(pair);
        }
    }

    /// <summary>The sources whose names are like those of a source, the most alike first; those told apart from it left out, and those merged with it.</summary>
    public IReadOnlyList<NameMatch> Find(long source, int most)
    {
        var self = Canonical(source);
        var family = MergedGroup(self);
        var apart = ApartFrom(self);
        return index.Find(
            [.. family.SelectMany(member => names.GetValueOrDefault(member, [])).OrderBy(name => name.Alias)],
            bearer =>
                Canonical(bearer) is var standing && standing != self && !apart.Contains(standing) ? standing : null,
            most
        );
    }

    /// <summary>The undecided look-alikes of a source, both of them in use; each once, as what they stand for.</summary>
    public IReadOnlyList<NameMatch> UndecidedOf(long source)
    {
        var self = Canonical(source);
        if (!inUse.Contains(self))
            return [];
        var apart = ApartFrom(self);
        return
        [
            .. MergedGroup(self)
                .SelectMany(member =>
                    alike
                        .GetValueOrDefault(member, [])
                        .Select(other => (Member: member, Other: other, Source: Canonical(other)))
                )
                .Where(pair => pair.Source != self && inUse.Contains(pair.Source) && !apart.Contains(pair.Source))
                .Select(pair => Strongest(pair.Source, names[pair.Member], names[pair.Other]))
                .GroupBy(pair => pair.Source)
                .Select(pairs => pairs.MaxBy(pair => pair.Likeness.Score)!)
                .OrderBy(pair => pair.Source),
        ];
    }

    /// <summary>What a source stands for, merges followed.</summary>
    public long Canonical(long source)
    {
        while (mergedInto.TryGetValue(source, out var into))
            source = into;
        return source;
    }

    private static NameMatch Strongest(long source, List<NameRecord> ours, List<NameRecord> others) =>
        (
            from own in ours
            from other in others
            where Similarity.KindsLike(own.Kind).Contains(other.Kind)
            let likeness = Similarity.Of(new ComparedName(own.Name), new ComparedName(other.Name))
            where likeness is not null
            orderby likeness.Score descending, own.Alias, other.Alias
            select new NameMatch(source, own, other, likeness)
        ).First();

    private HashSet<long> ApartFrom(long standing) =>
        [.. MergedGroup(standing).SelectMany(member => toldApart.GetValueOrDefault(member, [])).Select(Canonical)];

    private IEnumerable<long> MergedGroup(long source) =>
        merged.GetValueOrDefault(source, []).Order().SelectMany(MergedGroup).Prepend(source);

    private static HashSet<long> SetOf(Dictionary<long, HashSet<long>> sets, long key)
    {
        if (!sets.TryGetValue(key, out var set))
            sets.Add(key, set = []);
        return set;
    }
}

/// <summary>A source with its names.</summary>
internal sealed record NamedSource(long Id, bool IsInUse, long? MergedInto, List<NameRecord> Names);

/// <summary>Reads sources with their names, and who told which apart.</summary>
internal static class NamedSources
{
    public static async Task<List<NamedSource>> ReadAsync(
        ClaimTrackerDb db,
        IQueryable<Source> sources,
        CancellationToken cancellationToken
    )
    {
        var named = sources.AsNoTracking().Where(source => source.Kind != SourceKind.Unnamed);
        var rows = await named
            .OrderBy(source => source.Id)
            .Select(source => new
            {
                source.Id,
                source.Kind,
                Name = source.Name!,
                source.Status,
                source.MergedIntoId,
            })
            .ToListAsync(cancellationToken);
        var aliases = (
            await named
                .Join(
                    db.Aliases.Where(alias => alias.WithdrawnAt == null),
                    source => source.Id,
                    alias => alias.SourceId,
                    (source, alias) =>
                        new
                        {
                            alias.Id,
                            alias.SourceId,
                            alias.Name,
                        }
                )
                .OrderBy(alias => alias.Id)
                .ToListAsync(cancellationToken)
        ).ToLookup(alias => alias.SourceId);
        return rows.ConvertAll(row => new NamedSource(
            row.Id,
            row.Status == SourceStatus.Accepted,
            row.MergedIntoId,
            [
                new NameRecord(row.Id, row.Kind, 0, row.Name),
                .. aliases[row.Id].Select(alias => new NameRecord(row.Id, row.Kind, alias.Id, alias.Name)),
            ]
        ));
    }

    public static async Task<List<(long Id, NotSameAs Pair, bool Stands)>> ReadAsync(
        IQueryable<Distinction> distinctions,
        CancellationToken cancellationToken
    ) =>
        (
            await distinctions
                .AsNoTracking()
                .Select(d => new
                {
                    d.Id,
                    d.SourceId,
                    d.FromId,
                    Stands = d.WithdrawnAt == null,
                })
                .ToListAsync(cancellationToken)
        ).ConvertAll(row => (row.Id, new NotSameAs(row.SourceId, row.FromId), row.Stands));
}

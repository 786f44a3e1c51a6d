using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Sources whose names look like this one's, the most alike first, at most 50: by name and standing aliases, within the kind, and between persons and
/// organizations. Those that somebody told apart from it are left out, and those that are merged with it. Unnamed sources resemble nobody.
/// </summary>
[Requires(Role.Reader)]
public sealed record FindSimilarSources(long Id) : IQuery<IReadOnlyList<SimilarSource>>;

/// <summary>A source that may be the same.</summary>
/// <param name="Source">The source; where it is merged, the one it is merged into.</param>
/// <param name="Score">0 to 1. From 0.8 on the two are look-alikes: undecided, they count as one in <c>low</c>.</param>
/// <param name="Matched">The words, or the letters, that the two names have in common.</param>
/// <param name="Why">In what they are alike, with the names compared.</param>
public sealed record SimilarSource(SourceRef Source, double Score, IReadOnlyList<string> Matched, string Why);

internal sealed class FindSimilarSourcesHandler(ClaimTrackerDb db) : IRequestHandler<FindSimilarSources, IReadOnlyList<SimilarSource>>
{
    private const int Most = 50;

    public async Task<IReadOnlyList<SimilarSource>> Handle(FindSimilarSources query, CancellationToken cancellationToken)
    {
        var source = await db.Sources.AsNoTracking().FirstOrDefaultAsync(s => s.Id == query.Id, cancellationToken) ?? throw new NotFound("source", query.Id);
        var kinds = Likeness.KindsLike(source.Kind);
        if (kinds.Count == 0)
            return [];

        var self = source.CanonicalId ?? source.Id;
        var ours = await db.Sources.WithMergedAsync(self, cancellationToken);
        var names = await NamesOf(ours).Select(bearer => bearer.Name).ToListAsync(cancellationToken);
        var compared = names.Select(name => new ComparedName(name)).DistinctBy(name => string.Join(' ', name.Words)).ToList();
        var apart = await ApartAsync(ours, cancellationToken);

        // One pass over the names of the kinds in question; each is looked at once and let go.
        var best = new Dictionary<long, (Likeness Likeness, string Why)>();
        await foreach (var other in Names(kinds).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (other.Id == self || apart.Contains(other.Id))
                continue;
            var name = new ComparedName(other.Name);
            foreach (var own in compared)
                if (Likeness.Of(own, name) is { } likeness && (!best.TryGetValue(other.Id, out var known) || known.Likeness.Score < likeness.Score))
                    best[other.Id] = (likeness, $"\"{own.Name}\" and \"{name.Name}\": {likeness.Why}.");
        }

        var first = best.OrderByDescending(found => found.Value.Likeness.Score).ThenBy(found => found.Key).Take(Most).ToList();
        var ids = first.Select(found => found.Key).ToList();
        var sources = await db.Sources.Where(s => ids.Contains(s.Id)).Select(s => new SourceRef(s.Id, s.Name, s.Kind)).ToDictionaryAsync(s => s.Id!.Value, cancellationToken);
        return [.. first.Select(found => new SimilarSource(sources[found.Key], found.Value.Likeness.Score, found.Value.Likeness.Matched, found.Value.Why))];
    }

    private IQueryable<Bearer> Names(IReadOnlyList<SourceKind> kinds) => db.Sources
        .Where(source => kinds.Contains(source.Kind))
        .Select(source => new Bearer { Id = source.CanonicalId ?? source.Id, Name = source.Name! })
        .Concat(db.Aliases
            .Where(alias => alias.WithdrawnAt == null && kinds.Contains(alias.Source.Kind))
            .Select(alias => new Bearer { Id = alias.Source.CanonicalId ?? alias.SourceId, Name = alias.Name }));

    private IQueryable<Bearer> NamesOf(List<long> sources) => db.Sources
        .Where(source => sources.Contains(source.Id))
        .Select(source => new Bearer { Id = source.Id, Name = source.Name! })
        .Concat(db.Aliases.Where(alias => alias.WithdrawnAt == null && sources.Contains(alias.SourceId)).Select(alias => new Bearer { Id = alias.SourceId, Name = alias.Name }));

    /// <summary>The sources that somebody told apart from one of these, as they stand after merges.</summary>
    private async Task<HashSet<long>> ApartAsync(List<long> ours, CancellationToken cancellationToken)
    {
        var standing = db.Distinctions.Where(distinction => distinction.WithdrawnAt == null);
        return [.. await standing.Where(d => ours.Contains(d.SourceId)).Select(d => d.From.CanonicalId ?? d.FromId)
            .Concat(standing.Where(d => ours.Contains(d.FromId)).Select(d => d.Source.CanonicalId ?? d.SourceId))
            .ToListAsync(cancellationToken)];
    }

    private sealed class Bearer
    {
        public required long Id { get; init; }

        public required string Name { get; init; }
    }
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Matching;

/// <summary>
/// Finds the source a name means: compared as <see cref="Folding.NameKey"/> within its kind, against names and standing aliases.
/// One match is used, none is created, several are refused. Merges are followed: sources that were merged are one match.
/// </summary>
internal sealed class SourceLookup(ClaimTrackerDb db) : IScoped
{
    private Dictionary<(SourceKind Kind, string Key), Source> Created =>
        db.Current.RememberedBy<Dictionary<(SourceKind Kind, string Key), Source>>(this);

    /// <exception cref="DomainRuleException"><c>unknownSource</c>: there is none with that id.</exception>
    public async Task<Source> GetAsync(long id, string path, CancellationToken cancellationToken) =>
        await db.Sources.FindAsync([id], cancellationToken)
        ?? throw new DomainRuleException("unknownSource", path, $"There is no source {id}.");

    /// <summary>The source a person names; a new one is taken into use at once.</summary>
    /// <exception cref="DomainRuleException"><c>ambiguousSource</c> with the candidates.</exception>
    public async Task<Source> NameAsync(
        SourceKind kind,
        string name,
        string path,
        CancellationToken cancellationToken
    ) => await FindAsync(kind, name, path, cancellationToken) ?? Create(kind, name, SourceStatus.Accepted);

    /// <summary>The source of that name, if there is one.</summary>
    /// <exception cref="DomainRuleException"><c>ambiguousSource</c> with the candidates.</exception>
    public async Task<Source?> FindAsync(SourceKind kind, string name, string path, CancellationToken cancellationToken)
    {
        var matches = await FollowAsync(await NamedAsync(kind, name, cancellationToken), cancellationToken);
        if (matches.Count > 1)
            throw new DomainRuleException(
                "ambiguousSource",
                path,
                $"\"{name}\" is a name of {matches.Count} sources; send the id of the one you mean."
            )
            {
                Details = new Dictionary<string, object?>
                {
                    ["candidates"] = matches
                        .Select(source => new
                        {
                            source.Id,
                            source.Name,
                            source.Kind,
                        })
                        .ToList(),
                },
            };
        return matches.SingleOrDefault();
    }

    /// <summary>The source the extraction names. A machine does not choose between several: it proposes another of that very name.</summary>
    public async Task<Source> ProposeAsync(SourceKind kind, string name, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(kind, name, cancellationToken);
        var key = Folding.NameKey(name);
        var exact = named.Where(source => source.NameKey == key).ToList();
        var matches = await FollowAsync(exact.Count == 1 ? exact : named, cancellationToken);
        return matches.Count == 1 ? matches[0] : Create(kind, name, SourceStatus.Proposed);
    }

    private async Task<IReadOnlyList<Source>> NamedAsync(
        SourceKind kind,
        string name,
        CancellationToken cancellationToken
    )
    {
        var key = Folding.NameKey(name);
        return db.IsWriting && Created.TryGetValue((kind, key), out var known)
            ? [known]
            : await db
                .Sources.Where(source => source.Kind == kind && source.NameKey == key)
                .Union(
                    db.Aliases.Where(alias =>
                            alias.NameKey == key && alias.WithdrawnAt == null && alias.Source.Kind == kind
                        )
                        .Select(alias => alias.Source)
                )
                .OrderBy(source => source.Id)
                .ToListAsync(cancellationToken);
    }

    // A name of a merged source means the one it was merged into, of whatever kind that is.
    private async Task<IReadOnlyList<Source>> FollowAsync(
        IReadOnlyList<Source> named,
        CancellationToken cancellationToken
    )
    {
        if (named.All(source => source.CanonicalId is null))
            return named;
        var ids = named.Select(source => source.CanonicalId ?? source.Id).Distinct().ToList();
        return await db
            .Sources.Where(source => ids.Contains(source.Id))
            .OrderBy(source => source.Id)
            .ToListAsync(cancellationToken);
    }

    private Source Create(SourceKind kind, string name, SourceStatus status)
    {
        var source = Source.Named(kind, name, status, db.Stamp);
        db.Sources.Add(source);
        Created.Add((kind, source.NameKey!), source);
        return source;
    }
}

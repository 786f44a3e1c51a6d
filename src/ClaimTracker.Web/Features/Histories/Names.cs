using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>What ids in an entry mean: the model says what a field refers to, and the database what that is called today.</summary>
internal sealed class Names
{
    private readonly Dictionary<(Type, long), string?> known = [];
    private readonly HashSet<(Type Type, long Id)> wanted = [];
    private readonly IReadOnlyDictionary<string, IEntityType> types;

    public Names(ClaimTrackerDb db) => types = RecordTypes.Of(db);

    /// <summary>What is called by a name; a number without one is shown as a number.</summary>
    public static bool HasNames(Type type) =>
        type == typeof(Source) || type == typeof(Claim) || type == typeof(Article) || type == typeof(Holder);

    /// <summary>The kind of record that a field refers to; null where it holds a value of its own.</summary>
    public Type? RefersTo(string subjectType, string field) =>
        Property(subjectType, field) is { } property
            ? property
                .GetContainingForeignKeys()
                .FirstOrDefault(key => key.Properties is [var only] && only == property)
                ?.PrincipalEntityType.ClrType
            : null;

    public Type? TypeOf(string subjectType) => types.GetValueOrDefault(subjectType)?.ClrType;

    public bool IsInstant(string subjectType, string field) =>
        Property(subjectType, field) is { } property
        && (property.ClrType == typeof(DateTime) || property.ClrType == typeof(DateTime?));

    public bool IsEnum(string subjectType, string field) =>
        Property(subjectType, field) is { } property
        && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum;

    /// <summary>The name, or the statement, or the title; null where there is none, or where it is not read yet.</summary>
    public string? Of(Type type, long id)
    {
        if (known.TryGetValue((type, id), out var name))
            return name;
        wanted.Add((type, id));
        return null;
    }

    /// <summary>Reads what was asked for and not known; false when there was nothing.</summary>
    public async Task<bool> ReadAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
            return false;
        List<long> Ids(Type type) => [.. wanted.Where(one => one.Type == type).Select(one => one.Id)];
        var (sources, claims, articles, holders) = (
            Ids(typeof(Source)),
            Ids(typeof(Claim)),
            Ids(typeof(Article)),
            Ids(typeof(Holder))
        );
        foreach (var one in wanted)
            known[one] = null;
        wanted.Clear();
        if (sources.Count > 0)
            await KeepAsync(
                typeof(Source),
                db.Sources.Where(s => sources.Contains(s.Id)).Select(s => new Named(s.Id, s.Name)),
                cancellationToken
            );
        if (claims.Count > 0)
            await KeepAsync(
                typeof(Claim),
                db.Claims.Where(c => claims.Contains(c.Id)).Select(c => new Named(c.Id, c.Statement)),
                cancellationToken
            );
        if (articles.Count > 0)
            await KeepAsync(
                typeof(Article),
                db.Articles.Where(a => articles.Contains(a.Id)).Select(a => new Named(a.Id, a.Title)),
                cancellationToken
            );
        if (holders.Count > 0)
            await KeepAsync(
                typeof(Holder),
                db.Holders.Where(h => holders.Contains(h.Id)).Select(h => new Named(h.Id, h.Name)),
                cancellationToken
            );
        return true;
    }

    private async Task KeepAsync(Type type, IQueryable<Named> query, CancellationToken cancellationToken)
    {
        foreach (var named in await query.ToListAsync(cancellationToken))
            known[(type, named.Id)] = named.Name;
    }

    private IProperty? Property(string subjectType, string field) =>
        types.GetValueOrDefault(subjectType)?.FindProperty(char.ToUpperInvariant(field[0]) + field[1..]);

    private sealed record Named(long Id, string? Name);
}

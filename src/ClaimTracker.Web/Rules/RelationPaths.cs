using ClaimTracker.Domain;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Rules;

/// <summary>Follows standing relations from claim to claim, and finds those between sets of claims.</summary>
internal static class RelationPaths
{
    /// <summary>Far more than one statement is ever repeated, or one report passed on; keeps a check from reading the whole database.</summary>
    private const int MaxClaims = 100_000;

    /// <summary>What a check may follow: <see cref="MaxClaims"/>, and no further.</summary>
    public static readonly Cap ClaimsChecked = new(MaxClaims, static () =>
        new DomainRuleException(
            "tooFar",
            "to",
            $"More than {MaxClaims} claims hang on these two, too many to check; withdraw relations that are wrong first."
        )
    );

    /// <summary>
    /// A path along one-way relations of a type, both ends included; null when there is none. It is looked for from both ends, always on the side
    /// with less to follow: a claim that is new has nothing behind it, however long the line before it is.
    /// </summary>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public static async Task<IReadOnlyList<long>?> RelationPathAsync(
        this ClaimTrackerDb db,
        long start,
        long end,
        RelationType type,
        CancellationToken cancellationToken
    )
    {
        var standing = db.Relations.Where(relation =>
            relation.Type == type && relation.Status == RelationStatus.Standing
        );
        var (ahead, behind) = (new Walk<long>([start]), new Walk<long>([end]));
        while (ahead.Edge.Count > 0 && behind.Edge.Count > 0)
        {
            var forward = ahead.Edge.Count <= behind.Edge.Count;
            var (side, other) = forward ? (ahead, behind) : (behind, ahead);
            var edge = side.Edge;
            var steps = forward
                ? standing
                    .Where(relation => edge.Contains(relation.FromId))
                    .Select(relation => new Step<long> { Near = relation.FromId, Far = relation.ToId })
                : standing
                    .Where(relation => edge.Contains(relation.ToId))
                    .Select(relation => new Step<long> { Near = relation.ToId, Far = relation.FromId });
            side.Advance(await steps.ToListAsync(cancellationToken));
            (ahead.Reached.Count + behind.Reached.Count).EnsureWithin(ClaimsChecked);
            foreach (var met in side.Edge)
                if (other.Reached.ContainsKey(met))
                    return [.. ahead.WayBackFrom(met).Reverse(), .. behind.WayBackFrom(met).Skip(1)];
        }

        return null;
    }

    /// <summary>The standing contradictions of content between two sets of claims.</summary>
    public static Task<List<long>> ContradictionsBetweenAsync(
        this ClaimTrackerDb db,
        IEnumerable<long> some,
        IEnumerable<long> others,
        CancellationToken cancellationToken
    )
    {
        var (ones, far) = (some.ToList(), others.ToList());
        return db
            .Relations.Where(relation =>
                relation.Type == RelationType.Contradicts
                && relation.Status == RelationStatus.Standing
                && relation.About == ContradictionSubject.Content
            )
            .Where(relation =>
                (ones.Contains(relation.FromId) && far.Contains(relation.ToId))
                || (far.Contains(relation.FromId) && ones.Contains(relation.ToId))
            )
            .Select(relation => relation.Id)
            .OrderBy(id => id)
            .ToListAsync(cancellationToken);
    }
}

using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Rules;

/// <summary>
/// Follows what articles were made from: whole articles by derivations, and single claims of them by <c>derivedFrom</c> relations. One query of each
/// sort for each step.
/// </summary>
internal static class DerivationPaths
{
    /// <summary>
    /// A way from an article back through what it was made from to another, both ends included; null when there is none. A way that follows claims
    /// alone is one only where <paramref name="throughClaims"/> says so: two articles may have taken one claim each from the other.
    /// </summary>
    public static async Task<IReadOnlyList<long>?> FindAsync(
        ClaimTrackerDb db,
        long start,
        long end,
        bool throughClaims,
        CancellationToken cancellationToken
    )
    {
        // Whether a whole article was on the way is part of where one stands.
        var goal = new Place(end, true);
        var walk = await BreadthFirst.ReachAsync(
            [new Place(start, throughClaims)],
            edge => StepsAsync(db, edge, cancellationToken),
            Cap.None,
            goal
        );
        return walk.Reached.ContainsKey(goal)
            ? [.. walk.WayBackFrom(goal).Select(place => place.Article).Reverse()]
            : null;
    }

    private static async Task<IEnumerable<Step<Place>>> StepsAsync(
        ClaimTrackerDb db,
        List<Place> edge,
        CancellationToken cancellationToken
    )
    {
        var articles = edge.Select(place => place.Article).Distinct().ToList();
        var whole = (
            await db
                .Derivations.Where(derivation =>
                    derivation.WithdrawnAt == null
                    && derivation.FromArticleId != null
                    && articles.Contains(derivation.ArticleId)
                )
                .Select(derivation => new Step<long>
                {
                    Near = derivation.ArticleId,
                    Far = derivation.FromArticleId!.Value,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(step => step.Near, step => step.Far);
        var claims = (
            await db
                .Relations.Where(relation =>
                    relation.Type == RelationType.DerivedFrom
                    && relation.Status == RelationStatus.Standing
                    && articles.Contains(relation.From.ArticleId)
                )
                .Where(relation => relation.From.ArticleId != relation.To.ArticleId)
                .Select(relation => new { From = relation.From.ArticleId, To = relation.To.ArticleId })
                .Distinct()
                .ToListAsync(cancellationToken)
        ).ToLookup(step => step.From, step => step.To);
        return edge.SelectMany(place =>
            whole[place.Article]
                .Select(far => new Place(far, true))
                .Concat(claims[place.Article].Select(far => place with { Article = far }))
                .Select(far => new Step<Place> { Near = place, Far = far })
        );
    }

    private readonly record struct Place(long Article, bool Whole);
}

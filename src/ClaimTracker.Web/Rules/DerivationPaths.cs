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
        var first = new Place(start, throughClaims);
        var goal = new Place(end, true);
        var reached = new Dictionary<Place, Place?> { [first] = null };
        for (var edge = new List<Place> { first }; edge.Count > 0; )
        {
            var articles = edge.Select(place => place.Article).Distinct().ToList();
            var whole = await db
                .Derivations.Where(derivation =>
                    derivation.WithdrawnAt == null
                    && derivation.FromArticleId != null
                    && articles.Contains(derivation.ArticleId)
                )
                .Select(derivation => new Step { From = derivation.ArticleId, To = derivation.FromArticleId!.Value })
                .ToListAsync(cancellationToken);
            var claims = await db
                .Relations.Where(relation =>
                    relation.Type == RelationType.DerivedFrom
                    && relation.Status == RelationStatus.Standing
                    && articles.Contains(relation.From.ArticleId)
                )
                .Where(relation => relation.From.ArticleId != relation.To.ArticleId)
                .Select(relation => new Step { From = relation.From.ArticleId, To = relation.To.ArticleId })
                .Distinct()
                .ToListAsync(cancellationToken);

            var next = new List<Place>();
            foreach (var place in edge)
            {
                foreach (var step in whole.Where(step => step.From == place.Article))
                    Reach(place, new Place(step.To, true));
                foreach (var step in claims.Where(step => step.From == place.Article))
                    Reach(place, place with { Article = step.To });
            }

            if (reached.ContainsKey(goal))
                return Way(goal);
            edge = next;

            void Reach(Place from, Place to)
            {
                if (reached.TryAdd(to, from))
                    next.Add(to);
            }
        }

        return null;

        List<long> Way(Place last)
        {
            var way = new List<long>();
            for (Place? at = last; at is { } place; at = reached[place])
                way.Add(place.Article);
            way.Reverse();
            return way;
        }
    }

    private readonly record struct Place(long Article, bool Whole);

    private sealed class Step
    {
        public required long From { get; init; }

        public required long To { get; init; }
    }
}

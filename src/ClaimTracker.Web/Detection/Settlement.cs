using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>What was recorded by hand in place of accepting a suggestion; of a merge nothing but that it was made.</summary>
internal sealed class Settlement
{
    public required long Id { get; init; }

    public long? Relation { get; init; }

    public long? Derivation { get; init; }

    /// <summary>The open suggestions of which somebody recorded by hand what they suggest.</summary>
    public static async Task<List<Settlement>> FindAsync(
        ClaimTrackerDb db,
        List<long> relations,
        List<long> sources,
        List<long> derivations,
        CancellationToken cancellationToken
    )
    {
        var open = db.Suggestions.Where(s => s.Status == SuggestionStatus.Proposed);
        var settled = new List<Settlement>();
        if (relations.Count > 0)
            settled.AddRange(
                await (
                    from r in db.Relations
                    where
                        relations.Contains(r.Id)
                        && r.Status == RelationStatus.Standing
                        && r.Type <= RelationType.Restates
                    from s in open
                    where
                        s.Kind == SuggestionKind.Relation
                        && s.InPlaceOfId == null
                        && (
                            (r.FromId == s.FromClaimId && r.ToId == s.ToClaimId)
                            || (r.FromId == s.ToClaimId && r.ToId == s.FromClaimId)
                        )
                    select new Settlement { Id = s.Id, Relation = r.Id }
                ).ToListAsync(cancellationToken)
            );
        if (sources.Count > 0)
            settled.AddRange(
                await open.Where(s =>
                        s.Kind == SuggestionKind.Merge
                        && (s.Source!.CanonicalId ?? s.SourceId) == (s.Into!.CanonicalId ?? s.IntoId)
                    )
                    .Select(s => new Settlement { Id = s.Id })
                    .ToListAsync(cancellationToken)
            );
        if (derivations.Count > 0)
            settled.AddRange(
                await (
                    from d in db.Derivations
                    where derivations.Contains(d.Id) && d.WithdrawnAt == null
                    from s in open
                    where
                        s.Kind == SuggestionKind.Copy
                        && d.ArticleId == s.ArticleId
                        && d.FromArticleId == s.FromArticleId
                    select new Settlement { Id = s.Id, Derivation = d.Id }
                ).ToListAsync(cancellationToken)
            );
        return settled;
    }
}

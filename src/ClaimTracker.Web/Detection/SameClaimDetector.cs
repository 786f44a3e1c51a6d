using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>Suggests relations of claims that say the same, or the opposite, in like words.</summary>
internal sealed class SameClaimDetector(LiveAssessmentIndex liveAssessmentIndex, SimilarClaims similar)
{
    private const int MostOfOneKind = 3;

    public async Task LookAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        List<ComparedClaim> accepted,
        CancellationToken cancellationToken
    )
    {
        foreach (var claim in accepted)
        {
            var alike = (
                await similar.ReadAsync(db, index => index.Find(claim, acceptedOnly: true, most: 50), cancellationToken)
            )
                .Where(other => other.Relation is not null && other.Matched.Count >= ClaimSimilarityIndex.FewestWords)
                .ToList();
            if (alike.Count > 0)
                await RelateAsync(db, detected, claim.Claim, alike, cancellationToken);
        }
    }

    // One for each statement that is told in other words, however often it is told.
    private async Task RelateAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        long claim,
        List<ClaimSimilarity> alike,
        CancellationToken cancellationToken
    )
    {
        var others = alike.ConvertAll(other => other.Claim);
        var related = await db
            .Relations.Where(r => r.WithdrawnAt == null && r.FromId == claim && others.Contains(r.ToId))
            .Select(r => r.ToId)
            .Union(
                db.Relations.Where(r => r.WithdrawnAt == null && r.ToId == claim && others.Contains(r.FromId))
                    .Select(r => r.FromId)
            )
            .ToListAsync(cancellationToken);
        var chosen = await liveAssessmentIndex.ReadAsync(
            db,
            index =>
            {
                var taken = new List<long>(related);
                var best = new List<ClaimSimilarity>();
                foreach (
                    var other in alike.Where(other =>
                        best.Count < MostOfOneKind
                        && !index.AreOne(claim, other.Claim)
                        && !taken.Exists(one => one == other.Claim || index.AreOne(one, other.Claim))
                    )
                )
                {
                    taken.Add(other.Claim);
                    best.Add(other);
                }

                return best;
            },
            cancellationToken
        );
        foreach (var other in chosen)
            detected.Add($"r{Math.Min(claim, other.Claim)}-{Math.Max(claim, other.Claim)}", auditStamp =>
                Suggestion.Relate(
                    claim,
                    other.Claim,
                    other.Relation!.Value,
                    other.Score,
                    other.Matched,
                    other.Cause,
                    auditStamp
                )
            );
    }
}

using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>Suggests the opposite of relations of a denial that were made by the contents, it seems, and not by what the two origins hold.</summary>
internal static class DenialDetector
{
    public static async Task LookAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        List<long> relations,
        CancellationToken cancellationToken
    )
    {
        if (relations.Count == 0)
            return;
        var rows = await db
            .Relations.AsNoTracking()
            .Where(r =>
                relations.Contains(r.Id)
                && r.Status == RelationStatus.Standing
                && r.Type <= RelationType.Restates
                && r.About != ContradictionSubject.Attribution
            )
            .Where(r => (r.From.Modality == Modality.Negated) != (r.To.Modality == Modality.Negated))
            .Select(r => new
            {
                r.Id,
                r.FromId,
                r.ToId,
                r.Type,
                DeniedFrom = r.From.Modality == Modality.Negated,
                Other = r.From.Modality == Modality.Negated ? r.To.StatementKey : r.From.StatementKey,
            })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var (denied, other) = row.DeniedFrom ? (row.FromId, row.ToId) : (row.ToId, row.FromId);
            // A denial stands against what says that it is so, and with what says, in its own words, that it is not.
            var bothDeny = ClaimSimilarityIndex.IsDenial(row.Other);
            if (bothDeny != (row.Type == RelationType.Contradicts))
                continue;
            var words = row.Type switch
            {
                RelationType.Contradicts => "contradicts",
                RelationType.Restates => "restates",
                _ => "corroborates",
            };
            detected.Add($"o{row.Id}", auditStamp =>
                Suggestion.Oppose(
                    row.Id,
                    row.FromId,
                    row.ToId,
                    bothDeny ? RelationType.Corroborates : RelationType.Contradicts,
                    $"Claim {denied} is a denial: it stands for the opposite of its content"
                        + (bothDeny ? $", and claim {other} says in its own words that something is not so" : "")
                        + $". If relation {row.Id} ({words}) was made by the contents, and not by what the two origins hold, its opposite is meant.",
                    auditStamp
                )
            );
        }
    }
}

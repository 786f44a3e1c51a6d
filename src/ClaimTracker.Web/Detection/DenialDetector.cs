using ClaimTracker.Domain;
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
            detected.Add($"o{row.Id}", auditStamp =>
                Suggestion.Oppose(
                    row.Id,
                    row.FromId,
                    row.ToId,
                    bothDeny ? RelationType.Corroborates : RelationType.Contradicts,
                    bothDeny
                        ? Message.Of(
                            MessageCode.DenialsOpposed,
                            ("claim", denied),
                            ("other", other),
                            ("relation", row.Id)
                        )
                        : Message.Of(MessageCode.DenialRelated, ("claim", denied), ("relation", row.Id)),
                    auditStamp
                )
            );
        }
    }
}

using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>Suggests to merge sources whose names look alike, both of them in use and undecided.</summary>
internal sealed class SameSourceDetector(LiveAssessmentIndex liveAssessmentIndex)
{
    public async Task LookAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        List<long> sources,
        List<long> aliases,
        CancellationToken cancellationToken
    )
    {
        if (aliases.Count > 0)
            sources.AddRange(
                await db
                    .Aliases.Where(alias => aliases.Contains(alias.Id))
                    .Select(alias => alias.SourceId)
                    .ToListAsync(cancellationToken)
            );
        if (sources.Count == 0)
            return;
        var pairs = await liveAssessmentIndex.ReadNamesAsync(
            db,
            names =>
                sources
                    .Distinct()
                    .SelectMany(source =>
                        names.UndecidedOf(source).Select(alike => (Source: names.Canonical(source), Alike: alike))
                    )
                    .ToList(),
            cancellationToken
        );
        foreach (var (source, alike) in pairs)
        {
            // The fuller name stays; of equals the source that was there first.
            var (own, other) = (
                (Length: alike.Own.Name.Length, Id: source),
                (Length: alike.Other.Name.Length, Id: alike.Source)
            );
            var isOther = other.Length != own.Length ? other.Length > own.Length : other.Id < own.Id;
            var (from, into) = isOther ? (own.Id, other.Id) : (other.Id, own.Id);
            detected.Add(Suggestion.ConcerningMerge(from, into), auditStamp =>
                Suggestion.Merge(from, into, alike.Likeness.Score, alike.Likeness.Matched, alike.Cause, auditStamp)
            );
        }
    }
}

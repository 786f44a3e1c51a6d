using ClaimTracker.Domain.Texts;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>What the filter <c>verdict</c> of claims may ask for.</summary>
internal static class VerdictFilter
{
    /// <summary>No verdict, or a withdrawn one.</summary>
    public const string Absent = "absent";

    /// <summary>The claims that are judged so: few, beside all claims, so that they lead.</summary>
    public static IQueryable<long> Judged(ClaimTrackerDb db, string verdict)
    {
        var published = db.ClaimVerdicts.Where(v => v.State == VerdictState.Published);
        var key = Folding.NameKey(verdict);
        return (
            verdict switch
            {
                "draft" => db.ClaimVerdicts.Where(v => v.State == VerdictState.Draft),
                "published" => published,
                "true" => published.Where(v => v.Outcome == VerdictOutcome.True),
                "false" => published.Where(v => v.Outcome == VerdictOutcome.False),
                "mixed" => published.Where(v => v.Outcome == VerdictOutcome.Mixed),
                "none" => published.Where(v => v.Outcome == VerdictOutcome.None),
                _ => published.Where(v => v.RatingKey == key),
            }
        ).Select(v => v.ClaimId);
    }
}

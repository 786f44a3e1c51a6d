using ClaimTracker.Domain.Retractions;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>What taking a statement back and standing by it again both ask.</summary>
internal static class Retracted
{
    /// <summary>The standing record that a source, or one merged with it, took the statement of a claim back.</summary>
    public static async Task<Retraction?> RetractionAsync(
        this ClaimTrackerDb db,
        long claim,
        Source by,
        CancellationToken cancellationToken
    )
    {
        var source = by.CanonicalId ?? by.Id;
        return (
            await db
                .Retractions.Include(r => r.By)
                .Where(r => r.ClaimId == claim && r.ReinstatedAt == null)
                .ToListAsync(cancellationToken)
        ).Find(r => (r.By!.CanonicalId ?? r.ById) == source);
    }

    /// <summary>A source in a sentence.</summary>
    public static string Called(this Source source) => source.Name ?? $"source {source.Id}";
}

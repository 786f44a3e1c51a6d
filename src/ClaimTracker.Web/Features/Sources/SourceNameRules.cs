using ClaimTracker.Domain;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>Within a kind a name stands for one source.</summary>
internal static class SourceNameRules
{
    /// <exception cref="ConflictException">Another source of this kind has this name.</exception>
    public static async Task RefuseTakenAsync(ClaimTrackerDb db, Source source, CancellationToken cancellationToken)
    {
        if (source.IsUnnamed)
            return;
        var other = await db
            .Sources.Where(other =>
                other.NameKey == source.NameKey && other.Kind == source.Kind && other.Id != source.Id
            )
            .Select(other => new { other.Id, other.Name })
            .FirstOrDefaultAsync(cancellationToken);
        if (other is not null)
            throw new ConflictException(
                "sourceExists",
                $"Source {other.Id} of this kind has the name \"{other.Name}\"."
            )
            {
                Details = new Dictionary<string, object?> { ["sourceId"] = other.Id },
            };
    }
}

using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Sources;

/// <summary>How far somebody held that a source can be relied on, on the day of <c>recordedAt</c>; <c>recordedBy</c> is the rater.</summary>
/// <param name="SourceId">The source, or one that was merged into it.</param>
/// <param name="Reliability">A (completely reliable) to E (unreliable), or F (cannot be judged).</param>
public sealed record RatingView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long SourceId,
    string Reliability,
    string Reason
) : IResource;

/// <summary>Reads ratings as they go over the wire.</summary>
internal static class RatingViews
{
    /// <summary>The ratings of a query, in its order.</summary>
    public static async Task<IReadOnlyList<RatingView>> ReadAsync(
        IQueryable<Rating> ratings,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await ratings.AsNoTracking().ToListAsync(cancellationToken)).Select(rating => new RatingView(
                rating.Id,
                rating.Version,
                rating.RecordedAt,
                rating.RecordedBy,
                new Links($"{SourceViews.Address(rating.SourceId)}/ratings/{rating.Id}"),
                rating.SourceId,
                rating.Reliability.ToString(),
                rating.Reason
            )),
        ];
}

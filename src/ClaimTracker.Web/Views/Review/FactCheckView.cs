using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Review;

/// <summary>A review of a claim by another fact-checker. It is never a verdict of ours, and counts in no figure.</summary>
/// <param name="Url">Where it can be read.</param>
/// <param name="Publisher">Who published it; where it does not say, the host of its address.</param>
/// <param name="ClaimReviewed">The claim in the reviewer's words.</param>
/// <param name="Rating">The verdict in the reviewer's words.</param>
/// <param name="Claimant">Who made the claim, as the reviewer has it.</param>
/// <param name="ClaimDate">As the reviewer gives it.</param>
/// <param name="ReviewDate">As the reviewer gives it.</param>
/// <param name="ClaimId">The claim of ours that somebody found it to be about; null while nobody has.</param>
/// <param name="LinkReason">Why it is about that claim.</param>
public sealed record FactCheckView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    string Url,
    ReviewPublisher Publisher,
    string? Title,
    string ClaimReviewed,
    ReviewRating Rating,
    string? Explanation,
    string? Claimant,
    string? ClaimDate,
    string? ReviewDate,
    string? Language,
    long? ClaimId,
    string? LinkedBy,
    DateTime? LinkedAt,
    string? LinkReason
) : IResource;

/// <summary>Another fact-checker.</summary>
public sealed record ReviewPublisher(string Name, string? Site);

/// <summary>A verdict of another fact-checker: in words, as a number, or both.</summary>
public sealed record ReviewRating(string? Name, double? Value, double? Worst, double? Best);

/// <summary>A claim of ours that may be the one that was reviewed.</summary>
/// <param name="Score">0 to 1.</param>
public sealed record ClaimMatch(long ClaimId, double Score);

/// <summary>Reads external reviews as they go over the wire.</summary>
internal static class FactCheckViews
{
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<FactCheckView> ReadAsync(
        ClaimTrackerDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        (await ReadAsync(db.FactChecks.Where(review => review.Id == id), cancellationToken)).FirstOrDefault()
        ?? throw new NotFoundException("claim review", id);

    /// <summary>The reviews of a query, in its order.</summary>
    public static async Task<IReadOnlyList<FactCheckView>> ReadAsync(
        IQueryable<FactCheck> reviews,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await reviews.AsNoTracking().ToListAsync(cancellationToken)).Select(review => new FactCheckView(
                review.Id,
                review.Version,
                review.RecordedAt,
                review.RecordedBy,
                new Links($"/api/v1/claim-reviews/{review.Id}"),
                review.Content.Url,
                new ReviewPublisher(review.Content.Publisher, review.Content.PublisherSite),
                review.Content.Title,
                review.Content.ClaimReviewed,
                new ReviewRating(
                    review.Content.Rating,
                    review.Content.RatingValue,
                    review.Content.WorstRating,
                    review.Content.BestRating
                ),
                review.Content.Explanation,
                review.Content.Claimant,
                review.Content.ClaimDate,
                review.Content.ReviewDate,
                review.Content.Language,
                review.ClaimId,
                review.LinkedBy,
                review.LinkedAt,
                review.LinkReason
            )),
        ];
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>A page of chain reviews, newest first; superseded, stale and withdrawn ones too.</summary>
[Requires(Role.Reader)]
public sealed record FindChainReviews : IQuery<Page<ChainReviewView>>, IPaged
{
    public ReviewConclusion? Conclusion { get; init; }

    /// <summary>The holder who recorded it.</summary>
    public string? Reviewer { get; init; }

    /// <summary>
    /// Reviews that sent the chain back to this holder: who last changed it then, or, where only the extraction had made it, who accepted it. What of it is
    /// still to be done, <c>GET /claims?sentBackTo=</c> lists.
    /// </summary>
    public string? SentBackTo { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindChainReviewsHandler(ClaimTrackerDb db)
    : IRequestHandler<FindChainReviews, Page<ChainReviewView>>
{
    public async Task<Page<ChainReviewView>> Handle(FindChainReviews query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        IQueryable<ChainReview> reviews = db.ChainReviews;
        if (query.Conclusion is { } conclusion)
            reviews = reviews.Where(review => review.Conclusion == conclusion);
        if (query.Reviewer is { } reviewer)
            reviews = reviews.Where(review => review.RecordedBy == reviewer);
        if (query.SentBackTo is { } holder)
            reviews = reviews.Where(review =>
                review.Conclusion == ReviewConclusion.SentBack && review.ChainBy == holder
            );
        if (cursor.Id is { } after)
            reviews = reviews.Where(review => review.Id < after);

        var page = await ChainReviewViews.ReadAsync(
            db,
            reviews.OrderByDescending(review => review.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, review => review.Id);
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>The chain reviews of a claim, newest first; superseded, stale and withdrawn ones too.</summary>
[Requires(Role.Reader)]
public sealed record FindClaimChainReviews : IQuery<Page<ChainReviewView>>, IPaged
{
    [JsonIgnore]
    public long ClaimId { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindClaimChainReviewsHandler(ClaimTrackerDb db)
    : IRequestHandler<FindClaimChainReviews, Page<ChainReviewView>>
{
    public async Task<Page<ChainReviewView>> Handle(FindClaimChainReviews query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, within: query.ClaimId);
        if (!await db.Claims.AnyAsync(claim => claim.Id == query.ClaimId, cancellationToken))
            throw new NotFoundException("claim", query.ClaimId);

        var reviews = db.ChainReviews.Where(review => review.ClaimId == query.ClaimId);
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

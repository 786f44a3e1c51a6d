using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>One rating of a source.</summary>
[Requires(Role.Reader)]
public sealed record GetRating(long Id, long RatingId) : IQuery<RatingView>;

internal sealed class GetRatingHandler(ClaimTrackerDb db) : IRequestHandler<GetRating, RatingView>
{
    public async Task<RatingView> Handle(GetRating query, CancellationToken cancellationToken) =>
        (
            await RatingViews.ReadAsync(
                db.Ratings.Where(rating => rating.Id == query.RatingId && rating.SourceId == query.Id),
                cancellationToken
            )
        ).SingleOrDefault() ?? throw new NotFoundException($"rating of source {query.Id} with the id", query.RatingId);
}

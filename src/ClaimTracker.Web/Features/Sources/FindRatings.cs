using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Sources;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>A page of the ratings of a source and of those merged into it, newest first: the first is the one that stands.</summary>
[Requires(Role.Reader)]
public sealed record FindRatings : IQuery<Page<RatingView>>, IPaged
{
    [JsonIgnore]
    public long Id { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindRatingsHandler(ClaimTrackerDb db) : IRequestHandler<FindRatings, Page<RatingView>>
{
    public async Task<Page<RatingView>> Handle(FindRatings query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, query.Id);
        if (!await db.Sources.AnyAsync(source => source.Id == query.Id, cancellationToken))
            throw new NotFoundException("source", query.Id);

        var sources = await db.WithMergedAsync(query.Id, cancellationToken);
        var ratings = db.Ratings.Where(rating => sources.Contains(rating.SourceId));
        if (cursor.Id is { } after)
            ratings = ratings.Where(rating => rating.Id < after);
        var page = await RatingViews.ReadAsync(
            ratings.OrderByDescending(rating => rating.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, rating => rating.Id);
    }
}

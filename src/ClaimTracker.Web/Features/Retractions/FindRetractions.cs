using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>A page of retractions, newest first, those that were undone too. Filters narrow each other.</summary>
[Requires(Role.Reader)]
public sealed record FindRetractions : IQuery<Page<RetractionView>>, IPaged
{
    /// <summary>Id of an article that was taken back.</summary>
    public long? Article { get; init; }

    /// <summary>Id of a claim whose statement was taken back.</summary>
    public long? Claim { get; init; }

    /// <summary>Id of the source that took back; those merged into it count as it.</summary>
    public long? By { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindRetractionsHandler(ClaimTrackerDb db) : IRequestHandler<FindRetractions, Page<RetractionView>>
{
    public async Task<Page<RetractionView>> Handle(FindRetractions query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        IQueryable<Retraction> retractions = db.Retractions;
        if (query.Article is { } article)
            retractions = retractions.Where(retraction => retraction.ArticleId == article);
        if (query.Claim is { } claim)
            retractions = retractions.Where(retraction => retraction.ClaimId == claim);
        if (query.By is { } source)
        {
            var sources = await db.WithMergedAsync(source, cancellationToken);
            retractions = retractions.Where(retraction => sources.Contains(retraction.ById!.Value));
        }

        if (cursor.Id is { } after)
            retractions = retractions.Where(retraction => retraction.Id < after);
        var page = await RetractionViews.ReadAsync(
            retractions.OrderByDescending(retraction => retraction.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, retraction => retraction.Id);
    }
}

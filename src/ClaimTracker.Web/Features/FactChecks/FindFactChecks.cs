using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>A page of reviews by other fact-checkers, newest first. Filters narrow each other.</summary>
[Requires(Role.Reader)]
public sealed record FindFactChecks : IQuery<Page<FactCheckView>>, IPaged
{
    /// <summary>Found in the claim, the title or the claimant; case and accents do not matter.</summary>
    public string? Q { get; init; }

    /// <summary>Id of the claim of ours that they were found to be about.</summary>
    public long? Claim { get; init; }

    /// <summary>The name of the fact-checker, whole; case does not matter.</summary>
    public string? Publisher { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindFactChecksHandler(ClaimTrackerDb db) : IRequestHandler<FindFactChecks, Page<FactCheckView>>
{
    public async Task<Page<FactCheckView>> Handle(FindFactChecks query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var reviews = db.FactChecks.AsQueryable();
        if (query.Claim is { } claim)
            reviews = reviews.Where(review => review.ClaimId == claim);
        if (query.Publisher is { } name && Folding.NameKey(name) is var publisher)
            reviews = reviews.Where(review => review.PublisherKey == publisher);
        if (query.Q is { } words && Folding.SearchKey(words) is var text)
            reviews = reviews.Where(review => review.TextKey.Contains(text));
        if (cursor.Id is { } after)
            reviews = reviews.Where(review => review.Id < after);
        return cursor.Cut(
            await FactCheckViews.ReadAsync(
                reviews.OrderByDescending(review => review.Id).Take(cursor.Take),
                cancellationToken
            ),
            review => review.Id
        );
    }
}

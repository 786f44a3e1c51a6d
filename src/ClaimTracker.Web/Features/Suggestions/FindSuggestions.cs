using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.Suggestions;

/// <summary>
/// A page of what the machine noticed, newest first: <c>derivation</c>, that an article which credits an outlet was made from its work; <c>copy</c>, that
/// an article was made from another which it credits nowhere; <c>merge</c>, that two sources are one; <c>relation</c>, that two claims say the same or the
/// opposite, or that a relation with a denial should be its opposite. Suggestions come shortly after what they are about; what somebody dismissed never
/// comes again.
/// </summary>
[Requires(Role.Reader)]
public sealed record FindSuggestions : IQuery<Page<SuggestionView>>, IPaged
{
    public SuggestionKind? Kind { get; init; }

    /// <summary>One or several, separated by commas; <c>proposed</c> when absent.</summary>
    public IReadOnlyList<SuggestionStatus>? Status { get; init; }

    /// <summary>Id of the article they are about.</summary>
    public long? Article { get; init; }

    /// <summary>Id of a claim they would relate.</summary>
    public long? Claim { get; init; }

    /// <summary>Id of a source they would merge.</summary>
    public long? Source { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindSuggestionsHandler(ClaimTrackerDb db) : IRequestHandler<FindSuggestions, Page<SuggestionView>>
{
    public async Task<Page<SuggestionView>> Handle(FindSuggestions query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var statuses = query.Status ?? [SuggestionStatus.Proposed];
        var suggestions = db.Suggestions.Where(suggestion => statuses.Contains(suggestion.Status));
        if (query.Kind is { } kind)
            suggestions = suggestions.Where(suggestion => suggestion.Kind == kind);
        if (query.Article is { } article)
            suggestions = suggestions.Where(suggestion => suggestion.ArticleId == article);
        if (query.Claim is { } claim)
            suggestions = suggestions.Where(suggestion =>
                suggestion.FromClaimId == claim || suggestion.ToClaimId == claim
            );
        if (query.Source is { } source)
            suggestions = suggestions.Where(suggestion => suggestion.SourceId == source || suggestion.IntoId == source);
        if (cursor.Id is { } after)
            suggestions = suggestions.Where(suggestion => suggestion.Id < after);

        var page = await SuggestionViews.ReadAsync(
            suggestions.OrderByDescending(suggestion => suggestion.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, suggestion => suggestion.Id);
    }
}

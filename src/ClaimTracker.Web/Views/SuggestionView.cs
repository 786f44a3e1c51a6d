using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views;

/// <summary>What the machine noticed. It counts in no figure, and makes a record only when somebody accepts it.</summary>
/// <param name="ArticleId">The article that was made from something else.</param>
/// <param name="From">From what.</param>
/// <param name="Credit">Where the article says so; null when it does not.</param>
/// <param name="Score">0 to 1, the share of the shorter text that stands in the other too; null where only a credit says so.</param>
/// <param name="DecidedBy">Null while it is proposed.</param>
/// <param name="DerivationId">What accepting it made; null while it is not accepted.</param>
public sealed record SuggestionView(
    long Id, int Version, DateTime RecordedAt, string RecordedBy, Links Links,
    SuggestionKind Kind, SuggestionStatus Status, long ArticleId, DerivationOrigin From, TextSpan? Credit, double? Score, string Why,
    string? DecidedBy, DateTime? DecidedAt, string? StatusReason, long? DerivationId) : IResource;

/// <summary>Reads suggestions as they go over the wire.</summary>
internal static class SuggestionViews
{
    /// <exception cref="NotFound">There is none.</exception>
    public static async Task<SuggestionView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        (await ReadAsync(db.Suggestions.Where(suggestion => suggestion.Id == id), cancellationToken)).SingleOrDefault() ?? throw new NotFound("suggestion", id);

    /// <summary>The suggestions of a query, in its order.</summary>
    public static async Task<IReadOnlyList<SuggestionView>> ReadAsync(IQueryable<Suggestion> suggestions, CancellationToken cancellationToken)
    {
        var rows = await suggestions.AsNoTracking()
            .Select(suggestion => new
            {
                Suggestion = suggestion,
                Source = suggestion.FromSource == null ? null : new SourceRef(suggestion.FromSourceId, suggestion.FromSource.Name, suggestion.FromSource.Kind),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new SuggestionView(
            row.Suggestion.Id, row.Suggestion.Version, row.Suggestion.RecordedAt, row.Suggestion.RecordedBy, new Links($"/api/v1/suggestions/{row.Suggestion.Id}"),
            row.Suggestion.Kind, row.Suggestion.Status, row.Suggestion.ArticleId, new DerivationOrigin(row.Suggestion.FromArticleId, row.Source),
            row.Suggestion.Credit, row.Suggestion.Score, row.Suggestion.Why,
            row.Suggestion.DecidedBy, row.Suggestion.DecidedAt, row.Suggestion.StatusReason, row.Suggestion.DerivationId))];
    }
}

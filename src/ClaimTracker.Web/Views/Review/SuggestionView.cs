using ClaimTracker.Domain;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using ClaimTracker.Web.Views.Sources;
using ClaimTracker.Web.Wording;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Review;

/// <summary>A relation that might be recorded.</summary>
/// <param name="From">Id of a claim.</param>
/// <param name="To">Id of a claim of another article, or of the other claim of a relation that is questioned.</param>
/// <param name="InPlaceOf">Id of the relation that is questioned: accepting withdraws it. Null for a new one.</param>
public sealed record SuggestedRelation(long From, long To, RelationType Type, long? InPlaceOf);

/// <summary>A merge of two sources that might be one.</summary>
/// <param name="Source">The one that would be merged.</param>
/// <param name="Into">The one with the fuller name.</param>
public sealed record SuggestedMerge(SourceRef Source, SourceRef Into);

/// <summary>What the machine noticed. It counts in no figure, and makes a record only when somebody accepts it.</summary>
/// <param name="ArticleId">Of a derivation or a copy: the article that was made from something else.</param>
/// <param name="From">Of a derivation or a copy: from what.</param>
/// <param name="Relation">Of a relation.</param>
/// <param name="Merge">Of a merge.</param>
/// <param name="Credit">Of a derivation: where the article says so.</param>
/// <param name="Score">0 to 1. Of a derivation or a copy the share of the shorter text that stands in the other too; of a merge how alike two names are; of a relation twice the words in common by those of both. Null where there is nothing to measure.</param>
/// <param name="Matched">The words, or the letters, that both have in common.</param>
/// <param name="DecidedBy">Null while it is proposed.</param>
/// <param name="DerivationId">What accepting a derivation or a copy made; null while it is not accepted.</param>
/// <param name="RelationId">What accepting a relation made; null while it is not accepted.</param>
public sealed record SuggestionView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    SuggestionKind Kind,
    SuggestionStatus Status,
    long? ArticleId,
    DerivationOrigin? From,
    SuggestedRelation? Relation,
    SuggestedMerge? Merge,
    TextSpan? Credit,
    double? Score,
    IReadOnlyList<string> Matched,
    string Why,
    string? DecidedBy,
    DateTime? DecidedAt,
    string? StatusReason,
    long? DerivationId,
    long? RelationId
) : IResource;

/// <summary>Reads suggestions as they go over the wire.</summary>
internal static class SuggestionViews
{
    private static readonly Message ByHand = Message.Of(MessageCode.RecordedByHand);

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<SuggestionView> ReadAsync(
        ClaimTrackerDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        (await ReadAsync(db.Suggestions.Where(suggestion => suggestion.Id == id), cancellationToken)).SingleOrDefault()
        ?? throw new NotFoundException("suggestion", id);

    /// <summary>The suggestions of a query, in its order.</summary>
    public static async Task<IReadOnlyList<SuggestionView>> ReadAsync(
        IQueryable<Suggestion> suggestions,
        CancellationToken cancellationToken
    )
    {
        var rows = await suggestions
            .AsNoTracking()
            .Select(suggestion => new
            {
                Suggestion = suggestion,
                FromSource = suggestion.FromSource == null
                    ? null
                    : new SourceRef(suggestion.FromSourceId, suggestion.FromSource.Name, suggestion.FromSource.Kind),
                Source = suggestion.Source == null
                    ? null
                    : new SourceRef(suggestion.SourceId, suggestion.Source.Name, suggestion.Source.Kind),
                Into = suggestion.Into == null
                    ? null
                    : new SourceRef(suggestion.IntoId, suggestion.Into.Name, suggestion.Into.Kind),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => ViewOf(row.Suggestion, row.FromSource, row.Source, row.Into))];
    }

    private static SuggestionView ViewOf(Suggestion suggestion, SourceRef? from, SourceRef? source, SourceRef? into) =>
        new(
            suggestion.Id,
            suggestion.Version,
            suggestion.RecordedAt,
            suggestion.RecordedBy,
            new Links($"/api/v1/suggestions/{suggestion.Id}"),
            suggestion.Kind,
            suggestion.Status,
            suggestion.ArticleId,
            suggestion.ArticleId is null ? null : new DerivationOrigin(suggestion.FromArticleId, from),
            suggestion.RelationType is { } type
                ? new SuggestedRelation(
                    suggestion.FromClaimId!.Value,
                    suggestion.ToClaimId!.Value,
                    type,
                    suggestion.InPlaceOfId
                )
                : null,
            source is null ? null : new SuggestedMerge(source, into!),
            suggestion.Credit,
            suggestion.Score,
            suggestion.Matched,
            Sentences.Say(suggestion.Cause, suggestion.Why)!,
            suggestion.DecidedBy,
            suggestion.DecidedAt,
            Sentences.Say(suggestion.IsSettledByHand ? ByHand : null, suggestion.StatusReason),
            suggestion.DerivationId,
            suggestion.RelationId
        );
}

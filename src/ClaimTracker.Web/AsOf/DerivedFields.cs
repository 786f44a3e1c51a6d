using System.Globalization;
using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.AsOf;

/// <summary>
/// What the audit trail leaves out because it follows from other fields, made anew for records as they were. Every property that is left out stands in
/// one of the two lists; whoever leaves out another decides into which it goes.
/// </summary>
internal static class DerivedFields
{
    private static readonly Dictionary<Type, Dictionary<string, Func<AsOfRecord, object?>>> ByType = new()
    {
        [typeof(Article)] = new()
        {
            [nameof(Article.TitleKey)] = article =>
                article.Words(nameof(Article.Title)) is { } title ? Folding.SearchKey(title) : null,
        },
        [typeof(Source)] = new()
        {
            [nameof(Source.NameKey)] = source =>
                source.Words(nameof(Source.Name)) is { } name ? Folding.NameKey(name) : null,
        },
        [typeof(Claim)] = new()
        {
            [nameof(Claim.StatementKey)] = claim => Folding.SearchKey(claim.Words(nameof(Claim.Statement))!),
            [nameof(Claim.Start)] = claim =>
                JsonSerializer
                    .Deserialize<IReadOnlyList<TextSpan>>(claim.Words(nameof(Claim.Content))!, StoredJson.Options)![0]
                    .Start,
            [nameof(Claim.OriginId)] = OriginOf,
        },
        [typeof(ReviewRequest)] = new() { [nameof(ReviewRequest.ActiveKey)] = PlaceOf },
        [typeof(ClaimVerdict)] = new()
        {
            [nameof(ClaimVerdict.Outcome)] = verdict => (int)ContentOf(verdict).Outcome,
            [nameof(ClaimVerdict.RatingKey)] = verdict => Folding.NameKey(ContentOf(verdict).Rating.Name),
        },
    };

    /// <summary>
    /// Left as they are: never changed once recorded, read by no answer about the past, or, of <see cref="Source.CanonicalId"/>, made anew from all merges together.
    /// The unique places that standing records take guard what is added, and nothing is added to the past; only that of a request for a review is read.
    /// </summary>
    public static readonly IReadOnlySet<(Type Type, string Property)> Kept = new HashSet<(Type, string)>
    {
        (typeof(Source), nameof(Source.CanonicalId)),
        (typeof(Alias), nameof(Alias.NameKey)),
        (typeof(Relation), nameof(Relation.ActiveKey)),
        (typeof(Derivation), nameof(Derivation.ActiveKey)),
        (typeof(Distinction), nameof(Distinction.ActiveKey)),
        (typeof(Holder), nameof(Holder.NameKey)),
        (typeof(Flag), nameof(Flag.ActiveKey)),
        (typeof(Retraction), nameof(Retraction.ActiveKey)),
        (typeof(ChainReview), nameof(ChainReview.BreaksChain)),
        (typeof(Suggestion), nameof(Suggestion.DeduplicationKey)),
        (typeof(FactCheck), nameof(FactCheck.Key)),
        (typeof(FactCheck), nameof(FactCheck.TextKey)),
        (typeof(FactCheck), nameof(FactCheck.PublisherKey)),
        (typeof(ApiKey), nameof(ApiKey.Hash)),
        (typeof(ApiKey), nameof(ApiKey.LastUsed)),
    };

    /// <summary>What is made anew.</summary>
    public static IEnumerable<(Type Type, string Property)> All =>
        ByType.SelectMany(type => type.Value.Keys.Select(property => (type.Key, property)));

    public static IReadOnlyDictionary<string, Func<AsOfRecord, object?>> Of(Type type) =>
        ByType.GetValueOrDefault(type) ?? [];

    // Neither withdrawn nor answered: it stands.
    private static object? PlaceOf(AsOfRecord request) =>
        request.Words(nameof(ReviewRequest.WithdrawnBy)) is null
        && request.Number(nameof(ReviewRequest.AnsweredById)) is null
            ? request.Number(nameof(ReviewRequest.ClaimId))
            : null;

    private static VerdictContent ContentOf(AsOfRecord verdict) =>
        JsonSerializer.Deserialize<VerdictContent>(verdict.Words(nameof(ClaimVerdict.Content))!, StoredJson.Options)!;

    private static object? OriginOf(AsOfRecord claim)
    {
        var chain = claim.Table.Parts.Single(part => part.Type == typeof(AttributionLink));
        var (position, source) = (
            chain.IndexOf(nameof(AttributionLink.Position)),
            chain.IndexOf(nameof(AttributionLink.SourceId))
        );
        return claim.Parts[chain].MaxBy(link => Convert.ToInt64(link[position], CultureInfo.InvariantCulture))?[source];
    }
}

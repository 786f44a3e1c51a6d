using System.Globalization;
using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Domain.Reviews;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Domain.Verdicts;

namespace ClaimTracker.Web.Data;

/// <summary>
/// What the audit trail leaves out because it follows from other fields, made anew for records as they were. Every property that is left out stands in
/// one of the two lists; whoever leaves out another decides into which it goes.
/// </summary>
internal static class PastFollowing
{
    private static readonly Dictionary<Type, Dictionary<string, Func<PastRecord, object?>>> ByType = new()
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
        [typeof(ReviewRequest)] = new() { [nameof(ReviewRequest.Occupies)] = PlaceOf },
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
        (typeof(Relation), nameof(Relation.Occupies)),
        (typeof(Derivation), nameof(Derivation.Occupies)),
        (typeof(Distinction), nameof(Distinction.Occupies)),
        (typeof(Holder), nameof(Holder.NameKey)),
        (typeof(Flag), nameof(Flag.Occupies)),
        (typeof(Retraction), nameof(Retraction.Occupies)),
        (typeof(ChainReview), nameof(ChainReview.BreaksChain)),
        (typeof(Suggestion), nameof(Suggestion.Concerns)),
        (typeof(ExternalReview), nameof(ExternalReview.Key)),
        (typeof(ExternalReview), nameof(ExternalReview.TextKey)),
        (typeof(ExternalReview), nameof(ExternalReview.PublisherKey)),
        (typeof(ApiKey), nameof(ApiKey.Hash)),
        (typeof(ApiKey), nameof(ApiKey.LastUsed)),
    };

    /// <summary>What is made anew.</summary>
    public static IEnumerable<(Type Type, string Property)> All =>
        ByType.SelectMany(type => type.Value.Keys.Select(property => (type.Key, property)));

    public static IReadOnlyDictionary<string, Func<PastRecord, object?>> Of(Type type) =>
        ByType.GetValueOrDefault(type) ?? [];

    // Neither withdrawn nor answered: it stands.
    private static object? PlaceOf(PastRecord request) =>
        request.Words(nameof(ReviewRequest.WithdrawnBy)) is null
        && request.Number(nameof(ReviewRequest.AnsweredById)) is null
            ? request.Number(nameof(ReviewRequest.ClaimId))
            : null;

    private static VerdictContent ContentOf(PastRecord verdict) =>
        JsonSerializer.Deserialize<VerdictContent>(verdict.Words(nameof(ClaimVerdict.Content))!, StoredJson.Options)!;

    private static object? OriginOf(PastRecord claim)
    {
        var chain = claim.Table.Parts.Single(part => part.Type == typeof(AttributionLink));
        var (position, source) = (
            chain.IndexOf(nameof(AttributionLink.Position)),
            chain.IndexOf(nameof(AttributionLink.SourceId))
        );
        return claim.Parts[chain].MaxBy(link => Convert.ToInt64(link[position], CultureInfo.InvariantCulture))?[source];
    }
}

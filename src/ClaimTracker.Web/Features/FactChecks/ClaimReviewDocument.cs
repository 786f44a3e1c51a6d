using System.Text.Json.Serialization;
using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>A published verdict as schema.org/ClaimReview. What is not known is left out.</summary>
/// <param name="Url">Where the public can read the verdict.</param>
/// <param name="ClaimReviewed">Plain text: the claim in the words in which it was reviewed.</param>
/// <param name="Author">Who publishes the verdict, as the settings <c>ClaimReview:Publisher:Name</c> and <c>Url</c> say.</param>
/// <param name="DatePublished">When a verdict was first published, an instant in UTC.</param>
/// <param name="DateModified">When the present text was published, where it is not the first.</param>
/// <param name="InLanguage">BCP 47.</param>
/// <param name="Citation">Addresses of the evidence.</param>
public sealed record ClaimReviewDocument(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    string ClaimReviewed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentDocument? Author,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentDocument? Publisher,
    string DatePublished,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DateModified,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? InLanguage,
    RatingDocument ReviewRating,
    ReviewedClaimDocument ItemReviewed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Citation
)
{
    [JsonPropertyName("@context"), JsonPropertyOrder(-2)]
    public string Context => "https://schema.org";

    [JsonPropertyName("@type"), JsonPropertyOrder(-1)]
    public string Type => "ClaimReview";
}

/// <summary>A schema.org Person, Organization or NewsMediaOrganization.</summary>
public sealed record AgentDocument(
    [property: JsonPropertyName("@type"), JsonPropertyOrder(-1)] string Type,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url = null
)
{
    public const string Organization = "Organization";

    /// <summary>Who made a claim. A document and an unnamed source are nobody that schema.org could name as its author.</summary>
    internal static AgentDocument? Of(Source? source) =>
        source switch
        {
            null or { Name: null } or { Kind: SourceKind.Unnamed or SourceKind.Document } => null,
            { Kind: SourceKind.Person } => new("Person", source.Name),
            _ => new(Organization, source.Name),
        };
}

/// <summary>A schema.org Rating.</summary>
/// <param name="AlternateName">The verdict in words.</param>
/// <param name="RatingExplanation">Why.</param>
public sealed record RatingDocument(
    double RatingValue,
    double WorstRating,
    double BestRating,
    string AlternateName,
    string RatingExplanation
)
{
    [JsonPropertyName("@type"), JsonPropertyOrder(-1)]
    public string Type => "Rating";
}

/// <summary>A schema.org Claim.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Author">Who made it: the innermost source of the chain.</param>
/// <param name="DatePublished">When it was said; where that is not known, when its article was published. ISO 8601.</param>
/// <param name="FirstAppearance">The article in which it is first known to stand, among those that say the same.</param>
/// <param name="Appearance">Where it stands: standing articles of the same proposition, the earliest first, at most 100.</param>
public sealed record ReviewedClaimDocument(
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentDocument? Author,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DatePublished,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ArticleDocument? FirstAppearance,
    IReadOnlyList<ArticleDocument> Appearance
)
{
    public const int MaxAppearances = 100;

    [JsonPropertyName("@type"), JsonPropertyOrder(-1)]
    public string Type => "Claim";
}

/// <summary>A schema.org NewsArticle.</summary>
public sealed record ArticleDocument(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Headline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DatePublished,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? InLanguage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentDocument? Publisher
)
{
    [JsonPropertyName("@type"), JsonPropertyOrder(-1)]
    public string Type => "NewsArticle";
}

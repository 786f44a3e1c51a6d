using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using ClaimTracker.Web.Views.Claims;

namespace ClaimTracker.Web.Features.Annotations;

/// <summary>The claims of an article as W3C Web Annotations: the whole collection with its first page, or a later page.</summary>
[JsonDerivedType(typeof(AnnotationCollection))]
[JsonDerivedType(typeof(AnnotationPage))]
public abstract record AnnotationListing : IPage
{
    /// <summary>The cursor of the next page.</summary>
    [JsonIgnore]
    public string? Cursor { get; init; }

    string? IPage.Next => Cursor;
}

/// <summary>An AnnotationCollection.</summary>
/// <param name="Context">Always first.</param>
/// <param name="Id">Its address.</param>
/// <param name="First">The first page, embedded.</param>
public sealed record AnnotationCollection(
    [property: JsonPropertyName("@context"), JsonPropertyOrder(-1)] IReadOnlyList<object> Context,
    string Id,
    string Type,
    AnnotationPage First
) : AnnotationListing;

/// <summary>An AnnotationPage.</summary>
/// <param name="Context">Absent in a page that is embedded in its collection.</param>
/// <param name="PartOf">The collection's address.</param>
/// <param name="Items">In reading order.</param>
/// <param name="Next">The address of the next page; absent on the last.</param>
public sealed record AnnotationPage(
    [property:
        JsonPropertyName("@context"),
        JsonPropertyOrder(-1),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
        IReadOnlyList<object>? Context,
    string Id,
    string Type,
    string PartOf,
    IReadOnlyList<Annotation> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next
) : AnnotationListing;

/// <summary>A claim as an Annotation.</summary>
/// <param name="Id">The claim's address with the fragment <c>annotation</c>.</param>
/// <param name="Body">The statement (purpose <c>describing</c>), then the tags (<c>tagging</c>).</param>
/// <param name="Target">One for each content span, in reading order; together they are the content.</param>
/// <param name="Creator">The holder who recorded the claim.</param>
/// <param name="Created">UTC.</param>
/// <param name="Claim">What the W3C has no word for: an extension of ours, a JSON literal to JSON-LD.</param>
public sealed record Annotation(
    string Id,
    string Type,
    string Motivation,
    IReadOnlyList<AnnotationBody> Body,
    IReadOnlyList<AnnotationTarget> Target,
    AnnotationCreator Creator,
    DateTime Created,
    AnnotatedClaim Claim
);

/// <summary>A TextualBody.</summary>
/// <param name="Language">BCP 47; absent when it is not known.</param>
public sealed record AnnotationBody(
    string Type,
    string Value,
    string Format,
    string Purpose,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language
);

/// <summary>Who made it.</summary>
public sealed record AnnotationCreator(string Name);

/// <summary>A SpecificResource.</summary>
/// <param name="Source">The article's address where the claim stands in the current text, else that of the version its spans belong to.</param>
/// <param name="Selector">A TextPositionSelector and a TextQuoteSelector, which say the same.</param>
/// <param name="Scope">Where the article was published; absent when that is not known.</param>
public sealed record AnnotationTarget(
    string Type,
    string Source,
    IReadOnlyList<AnnotationSelector> Selector,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scope
);

/// <summary>Either kind of selector; what the other kind has is absent.</summary>
/// <param name="Start">Code points, from 0, inclusive.</param>
/// <param name="End">Code points, exclusive.</param>
/// <param name="Exact">What stands there, verbatim.</param>
/// <param name="Prefix">Up to 32 code points before.</param>
/// <param name="Suffix">Up to 32 code points after.</param>
public sealed record AnnotationSelector(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Start = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? End = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Exact = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Prefix = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Suffix = null
);

/// <summary>The claim behind an annotation.</summary>
public sealed record AnnotatedClaim(
    long Id,
    ClaimStatus Status,
    ClaimMode Mode,
    Modality Modality,
    AnchorView Anchor,
    IReadOnlyList<LinkView> Attribution
);

/// <summary>Writes claims as annotations.</summary>
internal static class Annotations
{
    public const string MediaType = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";
    public const string Position = "TextPositionSelector";
    public const string Quote = "TextQuoteSelector";

    /// <summary>The W3C's context, and ours for the one member that is not theirs.</summary>
    public static readonly IReadOnlyList<object> Context =
    [
        "http://www.w3.org/ns/anno.jsonld",
        JsonSerializer.Deserialize<JsonElement>(
            """{"claim":{"@id":"urn:claimtracker:vocabulary:claim","@type":"@json"}}"""
        ),
    ];

    /// <summary>The fragment that makes a claim's address that of its annotation.</summary>
    public const string Fragment = "#annotation";

    public static Annotation Of(ClaimView claim, string server, ArticleOfAnnotations article) =>
        new(
            $"{server}{claim.Links.Self}{Fragment}",
            "Annotation",
            "describing",
            [
                new AnnotationBody(
                    "TextualBody",
                    claim.Statement,
                    "text/plain",
                    "describing",
                    article.Language == "und" ? null : article.Language
                ),
                .. claim.Tags.Select(tag => new AnnotationBody("TextualBody", tag, "text/plain", "tagging", null)),
            ],
            [
                .. claim.Content.Select(span => new AnnotationTarget(
                    "SpecificResource",
                    server
                        + (
                            span.TextVersion == article.TextVersion
                                ? ArticleViews.Address(article.Id)
                                : ArticleVersionViews.Address(article.Id, span.TextVersion)
                        ),
                    [
                        new AnnotationSelector(Position, span.Start, span.End),
                        new AnnotationSelector(Quote, Exact: span.Quote, Prefix: span.Prefix, Suffix: span.Suffix),
                    ],
                    article.Url
                )),
            ],
            new AnnotationCreator(claim.RecordedBy),
            claim.RecordedAt,
            new AnnotatedClaim(claim.Id, claim.Status, claim.Mode, claim.Modality, claim.Anchor, claim.Attribution)
        );
}

/// <summary>What annotations say of their article.</summary>
internal sealed record ArticleOfAnnotations(long Id, string Language, string? Url, int TextVersion);

using System.Globalization;
using System.Text.Json;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Articles;

namespace ClaimTracker.Web.Features.Annotations;

/// <summary>An annotation made elsewhere, read from JSON-LD as the W3C's context writes it. What it holds beside what we read is passed over.</summary>
internal sealed class SentAnnotation
{
    private readonly JsonElement json;
    private readonly string path;

    private SentAnnotation(JsonElement json, string path)
    {
        (this.json, this.path) = (json, path);
        if (!Types(json).Contains("Annotation"))
            throw InvalidRequestException.At(At("type"), "must be Annotation.");
        Id = OptionalText(json, "id", path, ClaimAnnotation.MaxLength);
        (Statement, Tags) = Bodies();
    }

    public string? Id { get; }

    /// <summary>What describes the target; null: nothing does.</summary>
    public string? Statement { get; }

    public IReadOnlyList<string> Tags { get; }

    /// <summary>Why the claim is proposed.</summary>
    public string Reason => $"Annotation {Id ?? "without an id"}" + (CreatorName() is { } name ? $" by {name}" : "");

    /// <exception cref="InvalidRequestException">Not annotations, or too many.</exception>
    public static IReadOnlyList<SentAnnotation> ReadAll(JsonElement document)
    {
        var items = ItemsOf(document, "").Take(RecordAnnotations.MaxAnnotations + 1).ToList();
        if (items.Count is 0 or > RecordAnnotations.MaxAnnotations)
            throw InvalidRequestException.At("", $"must be 1 to {RecordAnnotations.MaxAnnotations} annotations.");
        return items.ConvertAll(item => new SentAnnotation(item.Annotation, item.Path));
    }

    /// <summary>The places in the article's current text that its targets select, in reading order.</summary>
    /// <exception cref="DomainRuleException">A target of another article or version, selectors that we do not read or that disagree, and what spans are refused for.</exception>
    public IReadOnlyList<TextSpan> Content(CurrentText text, ArticleAddresses addresses)
    {
        var spans = Elements(json, "target")
            .Select((target, i) => SpanOf(target.Value, target.Path(At("target")), text, addresses))
            .OrderBy(span => span.Start)
            .ToList();
        if (spans.Count == 0)
            throw InvalidRequestException.At(At("target"), "is required.");
        for (var i = 1; i < spans.Count; i++)
            if (spans[i].Start < spans[i - 1].End)
                throw new DomainRuleException(
                    "overlappingSpans",
                    At("target"),
                    $"Two targets overlap at {spans[i].Start}: each character of a content is selected once."
                );
        Claim.EnsureFits(spans, At("target"));
        return spans;
    }

    private static IEnumerable<(JsonElement Annotation, string Path)> ItemsOf(JsonElement document, string path)
    {
        if (document.ValueKind == JsonValueKind.Array)
            return document.EnumerateArray().Select((item, i) => (item, $"{path}[{i}]"));
        if (document.ValueKind != JsonValueKind.Object)
            throw InvalidRequestException.At(
                path,
                "must be an annotation, an array of annotations, an AnnotationPage or an AnnotationCollection."
            );
        var types = Types(document);
        if (types.Contains("AnnotationCollection") && !document.TryGetProperty("items", out _))
            return document.TryGetProperty("first", out var first) && first.ValueKind == JsonValueKind.Object
                ? ItemsOf(first, Join(path, "first"))
                : throw InvalidRequestException.At(
                    Join(path, "first"),
                    "must hold the page itself: no page is fetched from elsewhere."
                );
        if (!types.Contains("AnnotationPage") && !types.Contains("AnnotationCollection"))
            return [(document, path)];
        return document.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? ItemsOf(items, Join(path, "items"))
            : throw InvalidRequestException.At(Join(path, "items"), "must be an array of annotations.");
    }

    private TextSpan SpanOf(JsonElement target, string place, CurrentText text, ArticleAddresses addresses)
    {
        if (target.ValueKind != JsonValueKind.Object)
            throw new DomainRuleException(
                "selectorMissing",
                place,
                "The target is the whole of a resource; a claim stands in a part of the text."
            );
        var source =
            target.TryGetProperty("source", out var resource) && resource.ValueKind == JsonValueKind.Object
                ? OptionalText(resource, "id", Join(place, "source"), 2048)
                : OptionalText(target, "source", place, 2048);
        if (source is not null && addresses.IsOfAnother(source))
            throw new DomainRuleException(
                "targetElsewhere",
                Join(place, "source"),
                $"The target is not the current text of article {text.Article.Id}."
            );

        var selected = Selected(target, place);
        return RequestFields.Named(selected.FieldOf, () => SpanResolver.Resolve(text.Index, selected.Request, ""));
    }

    private static Selection Selected(JsonElement target, string place)
    {
        var selected = new Selection();
        foreach (var selector in Elements(target, "selector"))
        {
            var at = selector.Path(Join(place, "selector"));
            if (selector.Value.ValueKind != JsonValueKind.Object)
                throw InvalidRequestException.At(at, "must be an object.");
            if (selector.Value.TryGetProperty("refinedBy", out _))
                throw new DomainRuleException(
                    "unsupportedSelector",
                    Join(at, "refinedBy"),
                    "A selector that is refined by another is not read; select the place in one step."
                );
            var types = Types(selector.Value);
            if (types.Contains(Annotations.Position) && selected.Position is null)
                selected = selected with
                {
                    Position = at,
                    Start = Whole(selector.Value, "start", at),
                    End = Whole(selector.Value, "end", at),
                };
            else if (types.Contains(Annotations.Quote) && selected.Quote is null)
                selected = selected with
                {
                    Quote = at,
                    Exact = OptionalText(selector.Value, "exact", at, Claim.MaxStatementLength)
                        ?? throw InvalidRequestException.At(Join(at, "exact"), "is required."),
                    Prefix = OptionalText(selector.Value, "prefix", at, SpanInputValidator.MaxContext),
                    Suffix = OptionalText(selector.Value, "suffix", at, SpanInputValidator.MaxContext),
                };
        }

        return selected is { Position: null, Quote: null }
            ? throw new DomainRuleException(
                "unsupportedSelector",
                Join(place, "selector"),
                $"The target needs a {Annotations.Quote} or a {Annotations.Position}."
            )
            : selected;
    }

    private (string? Statement, IReadOnlyList<string> Tags) Bodies()
    {
        var motivation = OptionalText(json, "motivation", path, 200);
        string? statement = Describes(motivation ?? "describing")
            ? OptionalText(json, "bodyValue", path, Claim.MaxStatementLength)
            : null;
        var tags = new List<string>();
        foreach (
            var body in Elements(json, "body")
                .Where(body =>
                    body.Value.ValueKind == JsonValueKind.Object && body.Value.TryGetProperty("value", out _)
                )
        )
        {
            var place = body.Path(At("body"));
            var purpose = OptionalText(body.Value, "purpose", place, 200) ?? motivation ?? "describing";
            if (purpose == "tagging" && OptionalText(body.Value, "value", place, RequestRules.MaxTag) is { } tag)
                tags.Add(
                    tag.Contains(',', StringComparison.Ordinal)
                        ? throw InvalidRequestException.At(Join(place, "value"), "must be a tag without commas.")
                        : tag
                );
            else if (Describes(purpose))
                statement ??= OptionalText(body.Value, "value", place, Claim.MaxStatementLength);
        }

        return tags.Count <= RequestRules.MaxTags
            ? (statement, tags)
            : throw InvalidRequestException.At(At("body"), $"must hold at most {RequestRules.MaxTags} tags.");
    }

    /// <summary>A comment or a question about a place is not what the place says.</summary>
    private static bool Describes(string purpose) => purpose is "describing" or "identifying" or "highlighting";

    private string? CreatorName()
    {
        var name = Elements(json, "creator")
            .Select(creator => creator.Value)
            .Where(creator => creator.ValueKind == JsonValueKind.Object)
            .Select(creator =>
                creator.TryGetProperty("name", out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null
            )
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
        return name?.Length > Holder.MaxNameLength ? null : name;
    }

    private string At(string member) => Join(path, member);

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static HashSet<string> Types(JsonElement json) =>
        json.ValueKind != JsonValueKind.Object
            ? []
            :
            [
                .. Elements(json, "type")
                    .Where(type => type.Value.ValueKind == JsonValueKind.String)
                    .Select(type => type.Value.GetString()!),
            ];

    // JSON-LD writes one value with or without an array around it.
    private static IEnumerable<Element> Elements(JsonElement json, string member) =>
        !json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null ? []
        : value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((element, i) => new Element(element, i))
        : [new Element(value, null)];

    private static int Whole(JsonElement json, string member, string path) =>
        json.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : throw InvalidRequestException.At(Join(path, member), "must be a whole number.");

    private static string? OptionalText(JsonElement json, string member, string path, int max)
    {
        if (!json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || text.Length > max)
            throw InvalidRequestException.At(
                Join(path, member),
                $"must be text of at most {max.ToString(CultureInfo.InvariantCulture)} characters."
            );

        // An annotator that only highlights sends an empty text; a context of white space is a context.
        return member is "id" or "value" or "bodyValue" && string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>What the selectors of a target say, and where each of the two stands.</summary>
    private sealed record Selection(
        string? Position = null,
        int? Start = null,
        int? End = null,
        string? Quote = null,
        string? Exact = null,
        string? Prefix = null,
        string? Suffix = null
    )
    {
        public SpanRequest Request => new(Start, End, Exact, Prefix, Suffix);

        public string FieldOf(string parameter) =>
            parameter switch
            {
                ".start" or ".end" => Position + parameter,
                ".quote" => Quote + ".exact",
                _ => Quote + parameter,
            };
    }

    private readonly record struct Element(JsonElement Value, int? Index)
    {
        public string Path(string of) => Index is { } index ? $"{of}[{index}]" : of;
    }
}

/// <summary>Under which addresses this service answers an article, its text and its claims.</summary>
internal sealed class ArticleAddresses(string server, Article article)
{
    private const string Articles = "/api/v1/articles/";
    private const string Claims = "/api/v1/claims/";

    /// <summary>Whether an address is one of ours, but not of this article's current text. Where an article lies elsewhere, the caller has said which it is.</summary>
    public bool IsOfAnother(string source) =>
        source.StartsWith(server + Articles, StringComparison.Ordinal)
        && source != server + ArticleViews.Address(article.Id)
        && source != server + ArticleVersionViews.Address(article.Id, article.TextVersion);

    /// <summary>The claim whose annotation of ours has this id; null when it is not one of ours.</summary>
    public long? ClaimOf(string annotation) =>
        annotation.StartsWith(server + Claims, StringComparison.Ordinal)
        && annotation.EndsWith(Annotations.Fragment, StringComparison.Ordinal)
        && long.TryParse(
            annotation.AsSpan((server + Claims).Length..^Annotations.Fragment.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;
}

using System.Globalization;
using System.Text.Json;
using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Pipeline;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>One review that was found in a body, or what is wrong with it.</summary>
/// <param name="Path">Where it stands in the body.</param>
/// <param name="Claim">The claim as far as it could be read.</param>
/// <param name="Content">Null where something is wrong.</param>
/// <param name="Faults">Keyed by path.</param>
internal sealed record ReadReview(
    string Path,
    string? Claim,
    FactCheckContent? Content,
    IReadOnlyDictionary<string, string[]> Faults
);

/// <summary>
/// Reads reviews out of JSON that others wrote: schema.org ClaimReview wherever it stands (alone, in an array, in a <c>@graph</c>, inside a page), and the
/// answers of Google's Fact Check Tools. What such JSON usually gets wrong is put up with: texts as one-element arrays or <c>@value</c>, agents and ratings as plain
/// strings, numbers as strings. What cannot be understood is said, one review at a time.
/// </summary>
internal sealed class ClaimReviewReader
{
    public const int MaxReviews = 500;

    private static readonly string[] Prefixes = ["", "schema:", "https://schema.org/", "http://schema.org/"];

    private readonly List<ReadReview> found = [];

    /// <exception cref="InvalidRequestException">The body is neither an object nor an array.</exception>
    /// <exception cref="TooLargeException">It holds more than <see cref="MaxReviews"/>.</exception>
    public static IReadOnlyList<ReadReview> Read(JsonElement body)
    {
        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            throw InvalidRequestException.At("", "must be an object or an array.");
        var reader = new ClaimReviewReader();
        if (
            body.ValueKind == JsonValueKind.Object
            && Member(body, "claims") is { ValueKind: JsonValueKind.Array } claims
            && TypesOf(body).Count == 0
        )
            reader.WalkList(
                claims,
                "claims",
                static item => Member(item, "claimReview") is not null,
                "claimReview",
                "is required."
            );
        else if (body.ValueKind == JsonValueKind.Array)
            reader.WalkList(body, "", static _ => true, "@type", "must be ClaimReview.");
        else
            reader.Walk(body, "");
        return reader.found;
    }

    // The things of a list are what the sender meant to send: each gives a review, or a line that says why not. Only what says to be something else is passed over.
    private void WalkList(JsonElement list, string path, Func<JsonElement, bool> isWhole, string missing, string fault)
    {
        var index = -1;
        foreach (var item in list.EnumerateArray())
        {
            var (place, before) = ($"{path}[{++index}]", found.Count);
            if (item.ValueKind != JsonValueKind.Object)
                Fail(place, place, "must be an object.");
            else if (!isWhole(item))
                Fail(place, $"{place}.{missing}", fault);
            else
                Walk(item, place);
            if (found.Count == before && TypesOf(item).Count == 0)
                Fail(place, $"{place}.{missing}", fault);
        }
    }

    private void Walk(JsonElement node, string path)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            var index = -1;
            foreach (var item in node.EnumerateArray())
            {
                index++;
                if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    Walk(item, $"{path}[{index}]");
            }
        }
        else if (IsClaimReview(node))
        {
            Add(new Item(path).Linked(node));
        }
        else if (TypesOf(node).Count == 0 && Member(node, "claimReview") is { } listed)
        {
            if (listed.ValueKind == JsonValueKind.Array)
                foreach (var (index, review) in listed.EnumerateArray().Index())
                    Add(new Item($"{Under(path, "claimReview")}[{index}]").Listed(node, path, review));
            else
                Fail(path, Under(path, "claimReview"), "must be an array.");
        }
        else
        {
            foreach (
                var field in node.EnumerateObject()
                    .Where(field => field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            )
                if (NameOf(field) is { } name)
                    Walk(field.Value, Under(path, name));
        }
    }

    private void Fail(string path, string place, string message) =>
        Add(new ReadReview(path, null, null, new Dictionary<string, string[]> { [place] = [message] }));

    private void Add(ReadReview review)
    {
        if (found.Count == MaxReviews)
            throw new TooLargeException(
                $"At most {MaxReviews} reviews are imported at once; send the rest in another request."
            );
        found.Add(review);
    }

    private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsClaimReview(JsonElement node) =>
        TypesOf(node).Any(type => Prefixes.Any(prefix => type == prefix + "ClaimReview"));

    private static List<string> TypesOf(JsonElement node) =>
        node.ValueKind != JsonValueKind.Object || Member(node, "@type") is not { } type ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(StringOf).OfType<string>()]
        : StringOf(type) is { } only ? [only]
        : [];

    private static JsonElement? Member(JsonElement node, string name)
    {
        foreach (var prefix in Prefixes)
            if (
                node.ValueKind == JsonValueKind.Object
                && node.TryGetProperty(prefix + name, out var value)
                && value.ValueKind != JsonValueKind.Null
            )
                return value;
        return null;
    }

    /// <summary>Null for what is no string, and for half of a surrogate pair.</summary>
    private static string? StringOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads one review and collects what is wrong with it.</summary>
    private sealed class Item(string path)
    {
        private readonly Dictionary<string, string[]> faults = [];

        /// <summary>schema.org ClaimReview.</summary>
        public ReadReview Linked(JsonElement review)
        {
            var item = First(Member(review, "itemReviewed"));
            var rating = First(Member(review, "reviewRating"));
            var (author, publisher) = (First(Member(review, "author")), First(Member(review, "publisher")));
            var inWords = rating is { ValueKind: JsonValueKind.Object } graded
                ? Text(graded, "alternateName", "reviewRating.alternateName", 500)
                    ?? Text(graded, "name", "reviewRating.name", 500)
                : Plain(rating, "reviewRating", 500);
            var value = Number(rating, "ratingValue", "reviewRating.ratingValue");
            return Finish(
                Text(review, "url", "url", 2048) ?? Address(Text(review, "@id", "@id", 2048)),
                Agent(author, "author") ?? Agent(publisher, "publisher"),
                Site(author, "author") ?? Site(publisher, "publisher"),
                Text(review, "name", "name", 1000) ?? Text(review, "headline", "headline", 1000),
                Text(review, "claimReviewed", "claimReviewed", MaxClaim)
                    ?? (
                        item is { ValueKind: JsonValueKind.Object } claim
                            ? Text(claim, "text", "itemReviewed.text", MaxClaim)
                            : Plain(item, "itemReviewed", MaxClaim)
                    ),
                inWords
                    ?? (
                        value is null && rating is { ValueKind: JsonValueKind.Object } word
                            ? Text(word, "ratingValue", "reviewRating.ratingValue", 500)
                            : null
                    ),
                (
                    value,
                    Number(rating, "worstRating", "reviewRating.worstRating"),
                    Number(rating, "bestRating", "reviewRating.bestRating")
                ),
                (
                    rating is { ValueKind: JsonValueKind.Object } explained
                        ? Text(
                            explained,
                            "ratingExplanation",
                            "reviewRating.ratingExplanation",
                            VerdictContent.MaxExplanationLength
                        )
                        : null
                ) ?? Text(review, "reviewBody", "reviewBody", VerdictContent.MaxExplanationLength),
                item is { ValueKind: JsonValueKind.Object } made
                    ? Agent(First(Member(made, "author")), "itemReviewed.author")
                    : null,
                item is { ValueKind: JsonValueKind.Object } dated
                    ? Text(dated, "datePublished", "itemReviewed.datePublished", 100)
                    : null,
                Text(review, "datePublished", "datePublished", 100),
                Language(First(Member(review, "inLanguage")), "inLanguage")
            );
        }

        /// <summary>A review under a claim, as Google's Fact Check Tools list them.</summary>
        public ReadReview Listed(JsonElement claim, string claimPath, JsonElement review)
        {
            if (review.ValueKind != JsonValueKind.Object)
                return new ReadReview(
                    path,
                    null,
                    null,
                    new Dictionary<string, string[]> { [path] = ["must be an object."] }
                );
            var publisher = First(Member(review, "publisher"));
            var site = publisher is { ValueKind: JsonValueKind.Object } known
                ? Text(known, "site", "publisher.site", 2048)
                : null;
            var text = Member(claim, "text");
            if (text is null)
                faults[Under(claimPath, "text")] = ["is required."];
            return Finish(
                Text(review, "url", "url", 2048),
                Agent(publisher, "publisher") ?? site,
                site,
                Text(review, "title", "title", 1000),
                At(Under(claimPath, "text"), text, MaxClaim),
                Text(review, "textualRating", "textualRating", 500),
                (null, null, null),
                null,
                At(Under(claimPath, "claimant"), Member(claim, "claimant"), 500),
                At(Under(claimPath, "claimDate"), Member(claim, "claimDate"), 100),
                Text(review, "reviewDate", "reviewDate", 100),
                Language(Member(review, "languageCode"), "languageCode")
            );
        }

        private const int MaxClaim = 5000;
        private const int MaxPublisher = 400;

        private ReadReview Finish(
            string? url,
            string? publisher,
            string? site,
            string? title,
            string? claim,
            string? rating,
            (double? Value, double? Worst, double? Best) scale,
            string? explanation,
            string? claimant,
            string? claimDate,
            string? reviewDate,
            string? language
        )
        {
            if (url is null)
                Fault("url", "is required.");
            else if (Address(url) is null)
                Fault("url", "must be an absolute http or https address of at most 2048 characters.");
            if (claim is null && !faults.Keys.Any(place => place.EndsWith("text", StringComparison.Ordinal)))
                Fault("claimReviewed", "is required.");
            publisher ??= Address(url) is { } address ? new Uri(address).Host : null;
            if (
                publisher is not null
                && (Folding.NameKey(publisher).Length == 0 || Folding.NameKey(publisher).Length > MaxPublisher * 8 / 5)
            )
                Fault("author", "must be a name of at most 400 characters.");
            return faults.Count > 0
                ? new ReadReview(path, claim, null, faults)
                : new ReadReview(
                    path,
                    claim,
                    new FactCheckContent(
                        url!,
                        publisher!,
                        site,
                        title,
                        claim!,
                        rating,
                        scale.Value,
                        scale.Worst,
                        scale.Best,
                        explanation,
                        claimant,
                        claimDate,
                        reviewDate,
                        language
                    ),
                    faults
                );
        }

        private void Fault(string place, string message) => faults.TryAdd(Under(path, place), [message]);

        private string? Text(JsonElement node, string name, string place, int max) =>
            Plain(Member(node, name), place, max);

        private string? Plain(JsonElement? value, string place, int max) => At(Under(path, place), value, max);

        /// <summary>A text; null where there is none, or only blanks. JSON-LD may wrap it, and many write numbers for it.</summary>
        private string? At(string place, JsonElement? value, int max)
        {
            value = First(value);
            if (value is { ValueKind: JsonValueKind.Object } wrapped)
                value = Member(wrapped, "@value") ?? Member(wrapped, "@id") ?? wrapped;
            switch (value?.ValueKind)
            {
                case null:
                    return null;
                case JsonValueKind.Number:
                    return value.Value.GetRawText() is { Length: <= 100 } number ? number : null;
                case JsonValueKind.String
                    when StringOf(value.Value) is not { } text || !WellFormedText.IsWellFormed(text):
                    faults.TryAdd(place, ["must not hold NUL, nor a lone surrogate."]);
                    return null;
                case JsonValueKind.String:
                    var trimmed = value.Value.GetString()!.Trim();
                    if (trimmed.Length > max)
                        faults.TryAdd(place, [$"must be at most {max} characters."]);
                    return trimmed.Length == 0 ? null : trimmed;
                default:
                    faults.TryAdd(place, ["must be a string."]);
                    return null;
            }
        }

        private double? Number(JsonElement? rating, string name, string place)
        {
            if (
                rating is not { ValueKind: JsonValueKind.Object } graded
                || First(Member(graded, name)) is not { } value
            )
                return null;

            // A word in the place of the number is left to be read as the name of the rating.
            if (StringOf(value) is { } text)
                return
                    double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var written)
                    && double.IsFinite(written)
                    ? written
                    : null;
            if (
                value.ValueKind == JsonValueKind.Number
                && value.TryGetDouble(out var number)
                && double.IsFinite(number)
            )
                return number;
            Fault(place, "must be a number.");
            return null;
        }

        private string? Agent(JsonElement? agent, string place) =>
            agent is { ValueKind: JsonValueKind.Object } named && Member(named, "@value") is null
                ? Text(named, "name", $"{place}.name", MaxPublisher)
                : Plain(agent, place, MaxPublisher);

        private string? Site(JsonElement? agent, string place) =>
            agent is { ValueKind: JsonValueKind.Object } named ? Text(named, "url", $"{place}.url", 2048) : null;

        private string? Language(JsonElement? language, string place) =>
            language is { ValueKind: JsonValueKind.Object } named && Member(named, "@value") is null
                ? Text(named, "alternateName", $"{place}.alternateName", 100)
                    ?? Text(named, "name", $"{place}.name", 100)
                : Plain(language, place, 100);

        private static string? Address(string? text) =>
            text is { Length: <= 2048 }
            && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
                ? text
                : null;

        private static JsonElement? First(JsonElement? value) =>
            value is { ValueKind: JsonValueKind.Array } list
                ? list.GetArrayLength() == 0
                    ? null
                    : list[0].ValueKind == JsonValueKind.Null
                        ? null
                        : list[0]
                : value;
    }
}

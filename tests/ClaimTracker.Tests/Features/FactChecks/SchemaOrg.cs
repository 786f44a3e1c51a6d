using System.Globalization;
using System.Text.Json;

namespace ClaimTracker.Tests.Features.FactChecks;

/// <summary>
/// The part of schema.org's vocabulary that a ClaimReview of ours uses: <c>rdfs:subClassOf</c>, <c>schema:domainIncludes</c> and <c>schema:rangeIncludes</c>, as the
/// definitions at https://schema.org/ClaimReview, /Review, /Claim, /Rating, /CreativeWork and /Thing give them.
/// </summary>
internal static class SchemaOrg
{
    private static readonly Dictionary<string, string?> Parents = new()
    {
        ["Thing"] = null,
        ["CreativeWork"] = "Thing",
        ["Review"] = "CreativeWork",
        ["ClaimReview"] = "Review",
        ["Claim"] = "CreativeWork",
        ["Article"] = "CreativeWork",
        ["NewsArticle"] = "Article",
        ["Intangible"] = "Thing",
        ["Rating"] = "Intangible",
        ["Organization"] = "Thing",
        ["NewsMediaOrganization"] = "Organization",
        ["Person"] = "Thing",
        ["Text"] = null,
        ["URL"] = "Text",
        ["Number"] = null,
        ["Date"] = null,
        ["DateTime"] = null,
    };

    private static readonly Dictionary<string, (string[] Domain, string[] Range)> Properties = new()
    {
        ["claimReviewed"] = (["ClaimReview"], ["Text"]),
        ["reviewRating"] = (["Review"], ["Rating"]),
        ["itemReviewed"] = (["Review", "AggregateRating"], ["Thing"]),
        ["author"] = (["CreativeWork", "Rating"], ["Organization", "Person"]),
        ["publisher"] = (["CreativeWork"], ["Organization", "Person"]),
        ["datePublished"] = (["CreativeWork", "Certification"], ["Date", "DateTime"]),
        ["dateModified"] = (["CreativeWork", "DataFeedItem"], ["Date", "DateTime"]),
        ["inLanguage"] = (["CreativeWork", "Event", "CommunicateAction"], ["Language", "Text"]),
        ["citation"] = (["CreativeWork"], ["CreativeWork", "Text"]),
        ["text"] = (["CreativeWork"], ["Text"]),
        ["headline"] = (["CreativeWork"], ["Text"]),
        ["firstAppearance"] = (["Claim"], ["CreativeWork"]),
        ["appearance"] = (["Claim"], ["CreativeWork"]),
        ["ratingValue"] = (["Rating"], ["Number", "Text"]),
        ["bestRating"] = (["Rating"], ["Number", "Text"]),
        ["worstRating"] = (["Rating"], ["Number", "Text"]),
        ["ratingExplanation"] = (["Rating"], ["Text"]),
        ["alternateName"] = (["Thing"], ["Text"]),
        ["name"] = (["Thing"], ["Text"]),
        ["url"] = (["Thing"], ["URL"]),
    };

    /// <summary>What in a document contradicts the definitions, by path.</summary>
    public static List<string> Faults(JsonElement document)
    {
        var faults = new List<string>();
        if (document.GetProperty("@context").GetString() != "https://schema.org")
            faults.Add("@context");
        Check(document, "", faults);
        return faults;
    }

    private static void Check(JsonElement thing, string path, List<string> faults)
    {
        var type = thing.GetProperty("@type").GetString()!;
        if (!Parents.ContainsKey(type))
            faults.Add($"{path}: {type} is no type");
        foreach (var field in thing.EnumerateObject().Where(field => field.Name[0] != '@'))
        {
            var place = $"{path}/{field.Name}";
            if (!Properties.TryGetValue(field.Name, out var property))
            {
                faults.Add($"{place} is no property");
                continue;
            }

            if (!property.Domain.Any(domain => IsA(type, domain)))
                faults.Add($"{place} is no property of {type}");
            foreach (
                var value in field.Value.ValueKind == JsonValueKind.Array
                    ? field.Value.EnumerateArray().ToList()
                    : [field.Value]
            )
            {
                if (value.ValueKind == JsonValueKind.Object)
                    Check(value, place, faults);
                if (!TypesOf(value).Any(own => property.Range.Any(range => IsA(own, range))))
                    faults.Add($"{place} is {value}, expected {string.Join(" or ", property.Range)}");
            }
        }
    }

    private static IEnumerable<string> TypesOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                yield return value.GetProperty("@type").GetString()!;
                break;
            case JsonValueKind.Number:
                yield return "Number";
                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                yield return "Text";
                if (Uri.TryCreate(text, UriKind.Absolute, out _))
                    yield return "URL";
                if (
                    DateTime.TryParseExact(
                        text,
                        ["yyyy", "yyyy-MM", "yyyy-MM-dd"],
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out _
                    )
                )
                    yield return "Date";
                if (
                    DateTimeOffset.TryParseExact(
                        text,
                        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"],
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out _
                    )
                )
                    yield return "DateTime";
                break;
        }
    }

    private static bool IsA(string type, string ancestor)
    {
        for (var at = type; at is not null; at = Parents.GetValueOrDefault(at))
            if (at == ancestor)
                return true;
        return false;
    }
}

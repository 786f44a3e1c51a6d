using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Views;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>
/// Tells an audit entry as one sentence: when, who, what, and why. In a template <c>{field}</c> is the field's new value, <c>{field.old}</c> the one before;
/// what stands in brackets is left out when one of its values is absent.
/// </summary>
/// <param name="of">The record whose history is told; entries about it say "this claim".</param>
internal sealed partial class Sentences(Language language, AuditSubject of, Names names)
{
    private const int MaxQuote = 200;

    private static readonly string[] EnglishMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] FrenchMonths = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly (char Open, char Close)[] Quotes = [('«', '»'), ('“', '”')];

    private static readonly string[] Variants = ["status", "state", "value", "conclusion"];

    private readonly Wording words = Wording.Own;

    private bool IsFrench => language == Language.Fr;

    /// <param name="created">What the record was when it was recorded, for values that the entry itself does not name; null where that is not known.</param>
    public string Tell(AuditEntry entry, JsonObject? created)
    {
        var subject = AuditEntryViews.SubjectOf(entry.Subject);
        var change = Parse(entry.Change);
        var covers = subject != of && change["proposals"]?["subjects"] is JsonArray proposed && proposed.Any(one => one?.ToString() == $"{of.Type}:{of.Id}");
        var told = new Told(entry, covers ? of : subject, change, covers ? null : created, subject);
        var kind = covers ? "proposed" : change.ContainsKey("created") ? "created" : change.ContainsKey("changed") ? "changed" : "proposals";
        var template = words.Sentence(entry.UseCase, told.Subject.Type, VariantOf(change), kind, language);
        var what = Fill(template, told).TrimEnd('.');
        var when = Date(entry.At, withTime: true);
        var sentence = IsFrench ? $"Le {when}, {what}" : $"On {when}, {what}";
        if (entry.Reason is { } reason && !string.IsNullOrWhiteSpace(reason))
            sentence += (IsFrench ? " ; raison : " : "; reason: ") + Cut(reason.Trim().TrimEnd('.'));
        return sentence + ".";
    }

    /// <summary>An instant, as people write it.</summary>
    private string Date(DateTime at, bool withTime)
    {
        var day = IsFrench
            ? $"{(at.Day == 1 ? "1er" : at.Day.ToString(CultureInfo.InvariantCulture))} {FrenchMonths[at.Month - 1]} {at.Year}"
            : $"{at.Day} {EnglishMonths[at.Month - 1]} {at.Year}";
        return withTime ? $"{day}{(IsFrench ? " à " : " at ")}{at.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC" : day;
    }

    private static string? VariantOf(JsonObject change)
    {
        foreach (var name in Variants)
            if ((change["changed"]?[name]?["new"] ?? change["created"]?[name]) is JsonValue value && value.GetValueKind() == JsonValueKind.String)
                return value.GetValue<string>();
        return null;
    }

    // In one pass: what is put in is never read as a template.
    private string Fill(string template, Told told) => Piece().Replace(template, piece => piece.Groups["optional"] is { Success: true } optional
        ? FillWhole(optional.Value, told) ?? ""
        : Value(piece.Groups["name"].Value, told) ?? Nothing);

    private string? FillWhole(string template, Told told)
    {
        var isWhole = true;
        var filled = Piece().Replace(template, piece =>
        {
            var value = Value(piece.Groups["name"].Value, told);
            isWhole &= value is not null;
            return value ?? "";
        });
        return isWhole ? filled : null;
    }

    private string? Value(string name, Told told) => name switch
    {
        "by" => told.Entry.Actor == Caller.System.Name ? (IsFrench ? "le programme" : "the program") : told.Entry.Actor,
        "this" => This(told.Subject),
        "called" => Called(told.Subject),
        "covering" => Called(told.Covering),
        "action" => told.Entry.UseCase,
        "changes" => Changes(told),
        "proposals" => Proposals(told),
        _ when name.EndsWith(".old", StringComparison.Ordinal) => Show(told.Subject.Type, name[..^4], told.Changed?[name[..^4]]?["old"]),
        _ => Show(told.Subject.Type, name, told.NewOf(name)),
    };

    private string This(AuditSubject subject) => words.Noun(subject.Type, subject == of ? null : subject.Id, language);

    private string Nothing => IsFrench ? "rien" : "nothing";

    private string? Changes(Told told)
    {
        if (told.Changed is not { } changed)
            return null;
        var pieces = changed.Where(field => !words.IsSilent(field.Key)).SelectMany(field => Differences(told.Subject.Type, field.Key, field.Value?["old"], field.Value?["new"])).ToList();
        return pieces.Count == 0 ? null : string.Join(", ", pieces);
    }

    private IEnumerable<string> Differences(string type, string field, JsonNode? old, JsonNode? now)
    {
        if (field == "attribution" && old is JsonArray before && now is JsonArray after)
            return LinkByLink(Links(before), Links(after));
        return [Becomes(words.Field(field, language), Show(type, field, old), Show(type, field, now))];
    }

    private string Becomes(string what, string? old, string? now) => (old, now) switch
    {
        (null, null) => IsFrench ? $"{what} change" : $"{what} changes",
        (null, _) => IsFrench ? $"{what} devient {now}" : $"{what} becomes {now}",
        (_, null) => IsFrench ? $"{what} {old} disparaît" : $"{what} {old} is removed",
        _ => IsFrench ? $"{what} {old} devient {now}" : $"{what} {old} becomes {now}",
    };

    // Links of the same source stay themselves; those between them are replaced, put in or taken out.
    private IEnumerable<string> LinkByLink(List<JsonObject> before, List<JsonObject> after)
    {
        var pairs = Align(before, after);
        var told = new List<string>();
        var (i, j) = (0, 0);
        foreach (var (oldAt, newAt) in pairs.Append((before.Count, after.Count)))
        {
            for (; i < oldAt && j < newAt; i++, j++)
                told.Add(IsFrench ? $"{LinkName(before[i])} devient {LinkName(after[j])}" : $"{LinkName(before[i])} becomes {LinkName(after[j])}");
            for (; i < oldAt; i++)
                told.Add(IsFrench ? $"{LinkName(before[i])} sort de la chaîne" : $"{LinkName(before[i])} leaves the chain");
            for (; j < newAt; j++)
                told.Add(j == 0
                    ? (IsFrench ? $"{LinkName(after[j])} entre en tête de la chaîne" : $"{LinkName(after[j])} enters at the head of the chain")
                    : (IsFrench ? $"{LinkName(after[j])} entre dans la chaîne après {LinkName(after[j - 1])}" : $"{LinkName(after[j])} enters the chain after {LinkName(after[j - 1])}"));
            if (oldAt == before.Count && newAt == after.Count)
                break;
            told.AddRange(WithinLink(before[oldAt], after[newAt]));
            (i, j) = (oldAt + 1, newAt + 1);
        }

        return told;
    }

    private IEnumerable<string> WithinLink(JsonObject before, JsonObject after) =>
        from field in before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key))
        where field is not ("sourceId" or "role") && !words.IsSilent(field) && !JsonNode.DeepEquals(before[field], after[field])
        let change = Becomes(words.Field(field, language), Show("link", field, before[field]), Show("link", field, after[field]))
        select IsFrench ? $"pour {LinkName(after)}, {change}" : $"for {LinkName(after)}, {change}";

    private static List<(int Old, int New)> Align(List<JsonObject> before, List<JsonObject> after)
    {
        // The longest sequence of links that both have, by their sources.
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
            for (var j = after.Count - 1; j >= 0; j--)
                lengths[i, j] = SourceOf(before[i]) == SourceOf(after[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < before.Count && j < after.Count;)
            if (SourceOf(before[i]) == SourceOf(after[j]))
                pairs.Add((i++, j++));
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                i++;
            else
                j++;
        return pairs;
    }

    private static List<JsonObject> Links(JsonArray chain) => [.. chain.OfType<JsonObject>().OrderBy(link => link["position"]?.GetValue<int>() ?? 0)];

    private static long? SourceOf(JsonObject link) => link["sourceId"]?.GetValue<long>();

    private string LinkName(JsonObject link) => SourceOf(link) is { } id ? Name(typeof(Source), id) : IsFrench ? "un média inconnu" : "an unknown outlet";

    private string? Proposals(Told told)
    {
        if (told.Change["proposals"]?["subjects"] is not JsonArray subjects)
            return null;
        var claims = subjects.Count(subject => subject?.ToString().StartsWith("claim:", StringComparison.Ordinal) == true);
        if (IsFrench)
            return claims switch { 0 => "l’extraction n’a proposé aucune affirmation", 1 => "l’extraction a proposé une affirmation", _ => $"l’extraction a proposé {claims} affirmations" };
        return claims switch { 0 => "the extraction proposed no claim", 1 => "the extraction proposed one claim", _ => $"the extraction proposed {claims} claims" };
    }

    private string? Show(string type, string field, JsonNode? value)
    {
        switch (value)
        {
            case null:
                return null;
            case JsonArray { Count: 0 }:
                return null;
            case JsonArray chain when field == "attribution":
                return string.Join(" → ", Links(chain).Select(LinkName));
            case JsonArray items when field == "replacedBy":
                return And([.. items.Select(item => Name(typeof(Claim), item!["byId"]!.GetValue<long>()))]);
            case JsonArray items when items.All(item => item?["tag"] is not null):
                return string.Join(", ", items.Select(item => Quote(item!["tag"]!.ToString())));
            case JsonArray items when items.All(item => item?["quote"] is not null):
                return QuoteSentence(string.Join(" … ", items.Select(item => item!["quote"]!.ToString())));
            case JsonArray items:
                return IsFrench ? $"{items.Count} élément{(items.Count > 1 ? "s" : "")}" : $"{items.Count} item{(items.Count > 1 ? "s" : "")}";
            case JsonObject span when span["quote"] is { } quote:
                return Quote(quote.ToString());
            case JsonObject other:
                return Quote(other.ToJsonString(JsonSerializerOptions.Web));
            default:
                return Show(type, field, value.AsValue());
        }
    }

    private string? Show(string type, string field, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                return words.Word(type, field, value.ToString(), language);
            case JsonValueKind.Number:
                if (value.TryGetValue<long>(out var id) && names.RefersTo(type, field) is { } refersTo && Names.HasNames(refersTo))
                    return Name(refersTo, id);
                return IsFrench ? value.ToString().Replace('.', ',') : value.ToString();
            default:
                var text = value.GetValue<string>();
                if (names.IsInstant(type, field) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at))
                    return Date(at, withTime: true);
                if (field is "published" or "retrieved" or "eventDate" or "statementDate" or "from" or "to")
                    return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Date(day, withTime: false) : text;
                return names.IsEnum(type, field) || (type == "link" && field is "basis" or "stance") ? words.Word(type, field, text, language) : field is "name" or "author" or "office" ? Quote(text) : QuoteSentence(text);
        }
    }

    /// <summary>What is called so, with its name in quotation marks; "this claim" for the one whose history is told.</summary>
    private string Name(Type type, long id)
    {
        var subject = new AuditSubject(char.ToLowerInvariant(type.Name[0]) + type.Name[1..], id);
        if (subject == of)
            return This(subject);
        if (names.Of(type, id) is { Length: > 0 } name)
            return type == typeof(Claim) || type == typeof(Article) ? $"{This(subject)} ({QuoteSentence(name)})" : type == typeof(Holder) ? name : Quote(name);
        return This(subject);
    }

    private string Called(AuditSubject subject) => names.TypeOf(subject.Type) is { } type && Names.HasNames(type) ? Name(type, subject.Id) : This(subject);

    private string And(IReadOnlyList<string> items) => items.Count < 2
        ? string.Concat(items)
        : string.Join(", ", items.SkipLast(1)) + (IsFrench ? " et " : " and ") + items[^1];

    private string Quote(string text)
    {
        var cut = Cut(text);
        if (cut.Length > 1 && Quotes.Any(pair => cut[0] == pair.Open && cut[^1] == pair.Close && cut.LastIndexOf(pair.Open) == 0))
            return cut;
        return IsFrench ? $"« {cut} »" : $"“{cut}”";
    }

    // What is a sentence of its own leaves its full stop to the one it is put into; a name keeps every sign.
    private string QuoteSentence(string text) =>
        Quote(text.EndsWith('.') && !text.EndsWith("..", StringComparison.Ordinal) && text.Contains(' ', StringComparison.Ordinal) ? text[..^1] : text);

    private static string Cut(string text)
    {
        var line = Spaces().Replace(text, " ").Trim();
        if (line.Length <= MaxQuote)
            return line;
        var end = MaxQuote - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    // On a trail that was tampered with this may be anything.
    private static JsonObject Parse(string change)
    {
        try
        {
            return JsonNode.Parse(change) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\[(?<optional>[^\]]*)\]|\{(?<name>[a-zA-Z.]+)\}")]
    private static partial Regex Piece();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>One entry, as its sentence needs it.</summary>
    /// <param name="Covering">The record that the entry itself is about; another than <paramref name="Subject"/> where it covers that as a proposal.</param>
    private sealed record Told(AuditEntry Entry, AuditSubject Subject, JsonObject Change, JsonObject? First, AuditSubject Covering)
    {
        public JsonObject? Changed => Change["changed"] as JsonObject;

        public JsonNode? NewOf(string field) => Changed?[field]?["new"] ?? Change["created"]?[field] ?? First?[field];
    }
}

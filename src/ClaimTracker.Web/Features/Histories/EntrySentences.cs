using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Wording;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>
/// Tells an audit entry as one sentence: when, who, what, and why. In a template <c>{field}</c> is the field's new value, <c>{field.old}</c> the one before,
/// <c>{field|other}</c> that of the first of the two that has one;
/// what stands in brackets is left out when one of its values is absent.
/// </summary>
/// <param name="of">The record whose history is told; entries about it say "this claim".</param>
internal sealed partial class EntrySentences(Language language, AuditSubject of, Names names)
{
    private const int MaxQuote = 200;

    private static readonly string[] EnglishMonths =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    private static readonly string[] FrenchMonths =
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];

    private static readonly (char Open, char Close)[] Quotes = [('«', '»'), ('“', '”')];

    private static readonly string[] Variants =
    [
        "status",
        "state",
        "value",
        "conclusion",
        "anchor",
        "causeStands",
        "wasTrue",
        "claimId",
        "kind",
    ];
    private static readonly string[] People =
    [
        "recordedBy",
        "chainBy",
        "decidedBy",
        "publishedBy",
        "linkedBy",
        "reinstatedBy",
    ];
    private static readonly string[] Dates =
    [
        "published",
        "retrieved",
        "eventDate",
        "statementDate",
        "from",
        "to",
        "date",
        "reinstatementDate",
    ];

    private readonly Words words = Words.Own;

    private bool IsFrench => language == Language.Fr;

    /// <param name="before">What the record was before, for values that the entry itself does not name; null where that is not known.</param>
    public string Tell(AuditEntry entry, JsonObject? before)
    {
        var subject = AuditSubject.Parse(entry.Subject);
        var change = Parse(entry.Change);
        var covers =
            subject != of
            && change["proposals"]?["subjects"] is JsonArray proposed
            && proposed.Any(one => one?.ToString() == $"{of.Type}:{of.Id}");
        var told = new Told(entry, covers ? of : subject, change, covers ? null : before, subject);
        var kind =
            covers ? "proposed"
            : change.ContainsKey("created") ? "created"
            : change.ContainsKey("changed") ? "changed"
            : "proposals";
        var template = words.Sentence(
            UseCaseNames.Today(entry.UseCase),
            told.Subject.Type,
            VariantsOf(change),
            kind,
            language
        );
        var what = Fill(template, told).TrimEnd('.');
        var when = Date(entry.At, withTime: true);
        var sentence = IsFrench ? $"Le {when}, {what}" : $"On {when}, {what}";
        if (entry.Reason is { } reason && !string.IsNullOrWhiteSpace(reason) && !Says(template, told, reason))
            sentence += (IsFrench ? " ; raison : " : "; reason: ") + Cut(reason.Trim().TrimEnd('.'));
        return sentence + ".";
    }

    /// <summary>An instant, as people write it.</summary>
    private string Date(DateTime at, bool withTime)
    {
        var day = IsFrench
            ? $"{(at.Day == 1 ? "1er" : at.Day.ToString(CultureInfo.InvariantCulture))} {FrenchMonths[at.Month - 1]} {at.Year}"
            : $"{at.Day} {EnglishMonths[at.Month - 1]} {at.Year}";
        return withTime
            ? $"{day}{(IsFrench ? " à " : " at ")}{at.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC"
            : day;
    }

    private static IEnumerable<string> VariantsOf(JsonObject change)
    {
        foreach (var name in Variants)
        {
            var isChanged = change["changed"] is JsonObject changed && changed.ContainsKey(name);

            // That the cause of a flag stands is news only where it did not before.
            if (name == "causeStands" && !isChanged)
                continue;
            var value = isChanged
                ? (change["changed"]![name] as JsonObject)?["new"]
                : (change["created"] as JsonObject)?[name];
            if (value?.GetValueKind() is JsonValueKind.String)
                yield return value.GetValue<string>();
            else if (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
                yield return $"{name}={value}";
            else if (value is null && isChanged)
                yield return $"{name}=null";
        }
    }

    // Where the sentence itself says why, the reason is not told again.
    private static bool Says(string template, Told told, string reason) =>
        Piece()
            .Matches(template)
            .SelectMany(piece =>
                piece.Groups["optional"] is { Success: true } optional
                    ? Piece().Matches(optional.Value)
                    : Enumerable.Repeat(piece, 1)
            )
            .SelectMany(piece => piece.Groups["name"].Value.Split('|'))
            .Any(name => told.NewOf(name) is JsonValue value && value.ToString() == reason);

    // In one pass: what is put in is never read as a template.
    private string Fill(string template, Told told) =>
        Piece()
            .Replace(template, piece =>
                piece.Groups["optional"] is { Success: true } optional
                    ? FillWhole(optional.Value, told) ?? ""
                    : Value(piece.Groups["name"].Value, told) ?? Nothing
            );

    private string? FillWhole(string template, Told told)
    {
        var isWhole = true;
        var filled = Piece()
            .Replace(template, piece =>
            {
                var value = Value(piece.Groups["name"].Value, told);
                isWhole &= value is not null;
                return value ?? "";
            });
        return isWhole ? filled : null;
    }

    private string? Value(string name, Told told) =>
        name switch
        {
            "by" => Person(told.Entry.Actor),
            "this" => This(told.Subject),
            "called" => Called(told.Subject),
            "covering" => Called(told.Covering),
            "action" => UseCaseNames.Today(told.Entry.UseCase),
            "changes" => Changes(told),
            "proposals" => Proposals(told),
            _ when name.Split('|') is { Length: > 1 } names => names
                .Select(one => Value(one, told))
                .FirstOrDefault(value => value is not null),
            _ when name.EndsWith(".old", StringComparison.Ordinal) => Show(
                told.Subject.Type,
                name[..^4],
                told.OldOf(name[..^4])
            ),
            _ => Show(told.Subject.Type, name, told.NewOf(name)),
        };

    private string Person(string name) =>
        name == Caller.System.Name || name == Caller.Program.Name ? (IsFrench ? "le programme" : "the program") : name;

    private string This(AuditSubject subject) => words.Noun(subject.Type, subject == of ? null : subject.Id, language);

    private string Nothing => IsFrench ? "rien" : "nothing";

    private string? Changes(Told told)
    {
        if (told.Changed is not { } changed)
            return null;
        var pieces = changed
            .Where(field => !words.IsSilent(field.Key))
            .SelectMany(field =>
                Differences(
                    told.Subject.Type,
                    field.Key,
                    (field.Value as JsonObject)?["old"],
                    (field.Value as JsonObject)?["new"]
                )
            )
            .ToList();
        return pieces.Count == 0 ? null : string.Join(", ", pieces);
    }

    private IEnumerable<string> Differences(string type, string field, JsonNode? old, JsonNode? now)
    {
        if (field == "attribution" && old is JsonArray before && now is JsonArray after)
            return LinkByLink(Links(before), Links(after));
        if (old is JsonObject was && now is JsonObject becomes && Whole(was) is null)
            return was.Select(part => part.Key)
                .Union(becomes.Select(part => part.Key))
                .Where(part => !words.IsSilent($"{field}.{part}") && !JsonNode.DeepEquals(was[part], becomes[part]))
                .SelectMany(part => Differences(type, $"{field}.{part}", was[part], becomes[part]));
        return [Becomes(words.Field(field, language), Show(type, field, old), Show(type, field, now))];
    }

    private string Becomes(string what, string? old, string? now) =>
        (old, now) switch
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
                told.Add(
                    IsFrench
                        ? $"{LinkName(before[i])} devient {LinkName(after[j])}"
                        : $"{LinkName(before[i])} becomes {LinkName(after[j])}"
                );
            for (; i < oldAt; i++)
                told.Add(
                    IsFrench ? $"{LinkName(before[i])} sort de la chaîne" : $"{LinkName(before[i])} leaves the chain"
                );
            for (; j < newAt; j++)
                told.Add(
                    j == 0
                        ? (
                            IsFrench
                                ? $"{LinkName(after[j])} entre en tête de la chaîne"
                                : $"{LinkName(after[j])} enters at the head of the chain"
                        )
                        : (
                            IsFrench
                                ? $"{LinkName(after[j])} entre dans la chaîne après {LinkName(after[j - 1])}"
                                : $"{LinkName(after[j])} enters the chain after {LinkName(after[j - 1])}"
                        )
                );
            if (oldAt == before.Count && newAt == after.Count)
                break;
            told.AddRange(WithinLink(before[oldAt], after[newAt]));
            (i, j) = (oldAt + 1, newAt + 1);
        }

        return told;
    }

    private IEnumerable<string> WithinLink(JsonObject before, JsonObject after) =>
        from field in before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key))
        where
            field is not ("sourceId" or "role" or "textVersion")
            && !words.IsSilent(field)
            && !JsonNode.DeepEquals(before[field], after[field])
        let change = Becomes(
            words.Field(field, language),
            Show("link", field, before[field]),
            Show("link", field, after[field])
        )
        select IsFrench ? $"pour {LinkName(after)}, {change}" : $"for {LinkName(after)}, {change}";

    private static List<(int Old, int New)> Align(List<JsonObject> before, List<JsonObject> after)
    {
        // The longest sequence of links that both have, by their sources.
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        for (var j = after.Count - 1; j >= 0; j--)
            lengths[i, j] =
                SourceOf(before[i]) == SourceOf(after[j])
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < before.Count && j < after.Count; )
            if (SourceOf(before[i]) == SourceOf(after[j]))
                pairs.Add((i++, j++));
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                i++;
            else
                j++;
        return pairs;
    }

    private static List<JsonObject> Links(JsonArray chain) =>
        [.. chain.OfType<JsonObject>().OrderBy(link => link["position"]?.GetValue<int>() ?? 0)];

    private static long? SourceOf(JsonObject link) => link["sourceId"]?.GetValue<long>();

    private string LinkName(JsonObject link) => SourceOf(link) is { } id ? Name(typeof(Source), id) : UnknownOutlet;

    private string? Proposals(Told told)
    {
        if (told.Change["proposals"]?["subjects"] is not JsonArray subjects)
            return null;
        var claims = subjects.Count(subject =>
            subject?.ToString().StartsWith("claim:", StringComparison.Ordinal) == true
        );
        if (IsFrench)
            return claims switch
            {
                0 => "l’extraction n’a proposé aucune affirmation",
                1 => "l’extraction a proposé une affirmation",
                _ => $"l’extraction a proposé {claims} affirmations",
            };
        return claims switch
        {
            0 => "the extraction proposed no claim",
            1 => "the extraction proposed one claim",
            _ => $"the extraction proposed {claims} claims",
        };
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
                return Sentences.List(
                    [.. items.Select(item => Name(typeof(Claim), item!["byId"]!.GetValue<long>()))],
                    language
                );
            case JsonArray items when items.All(item => item?["tag"] is not null):
                return string.Join(", ", items.Select(item => Quote(item!["tag"]!.ToString())));
            case JsonArray items when items.All(item => item?["quote"] is not null):
                return QuoteSentence(string.Join(" … ", items.Select(item => item!["quote"]!.ToString())));
            case JsonArray items when field == "findings":
                return items.OfType<JsonObject>().Select(Finding).OfType<string>().ToList() is { Count: > 0 } findings
                    ? string.Join(IsFrench ? " ; " : "; ", findings)
                    : null;
            case JsonArray items when items.All(item => item is JsonObject && item["url"] is not null):
                return Sentences.List([.. items.Select(item => item!["url"]!.ToString())], language);
            case JsonArray items when items.All(item => item is JsonValue):
                return string.Join(", ", items.Select(item => Quote(item!.ToString())));
            case JsonArray items:
                return IsFrench
                    ? $"{items.Count} élément{(items.Count > 1 ? "s" : "")}"
                    : $"{items.Count} item{(items.Count > 1 ? "s" : "")}";
            case JsonObject whole:
                return Whole(whole)
                    ?? string.Join(
                        ", ",
                        whole.Select(part => Show(type, $"{field}.{part.Key}", part.Value)).OfType<string>()
                    );
            default:
                return Show(type, field, value.AsValue());
        }
    }

    // What is read as one thing: what the program says, words of a text, or a step of a scale.
    private string? Whole(JsonObject value) =>
        value switch
        {
            _ when value["code"] is JsonValue => Sentences.Clause(
                value.Deserialize<Message>(StoredJson.Options)!,
                language
            ),
            _ when value["quote"] is { } quote => Quote(quote.ToString()),
            _ when value["name"] is { } name && value["worst"] is { } worst && value["best"] is { } best => IsFrench
                ? $"{Quote(name.ToString())} ({Number(value["value"])} sur une échelle de {Number(worst)} à {Number(best)})"
                : $"{Quote(name.ToString())} ({Number(value["value"])} on a scale from {Number(worst)} to {Number(best)})",
            _ => null,
        };

    private string? Number(JsonNode? value) => IsFrench ? value?.ToString().Replace('.', ',') : value?.ToString();

    // Of a chain that was reviewed, what is not as the text has it.
    private string? Finding(JsonObject finding)
    {
        var found = finding["finding"]?.ToString() ?? "";
        if (found == "supported")
            return null;
        var told =
            $"{Reviewed(finding["source"])}{(IsFrench ? " : " : ": ")}{words.Word("chainReview", "finding", found, language)}";
        if (finding["suggested"] is { } suggested)
            told += (found, IsFrench) switch
            {
                ("missingLink", true) => $", celui de {Reviewed(suggested)}",
                ("missingLink", false) => $", that of {Reviewed(suggested)}",
                (_, true) => $", plutôt {Reviewed(suggested)}",
                _ => $", rather {Reviewed(suggested)}",
            };
        return finding["note"] is { } note ? $"{told} ({QuoteSentence(note.ToString())})" : told;
    }

    private string Reviewed(JsonNode? source) =>
        source?["name"] is { } name ? Quote(name.ToString())
        : source?["id"] is JsonValue id && id.TryGetValue<long>(out var number) ? Name(typeof(Source), number)
        : source?["kind"]?.ToString() == "unnamed" ? (IsFrench ? "une source anonyme" : "an unnamed source")
        : UnknownOutlet;

    private string UnknownOutlet => IsFrench ? "un média inconnu" : "an unknown outlet";

    private string? Show(string type, string field, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                return words.Word(type, field, value.ToString(), language);
            case JsonValueKind.Number:
                if (
                    value.TryGetValue<long>(out var id)
                    && names.RefersTo(type, field) is { } refersTo
                    && Names.HasNames(refersTo)
                )
                    return Name(refersTo, id);
                return Number(value);
            default:
                var text = value.GetValue<string>();
                if (
                    names.IsInstant(type, field)
                    && DateTime.TryParse(
                        text,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                        out var at
                    )
                )
                    return Date(at, withTime: true);
                if (Dates.Contains(field))
                    return DateTime.TryParseExact(
                        text,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var day
                    )
                        ? Date(day, withTime: false)
                        : text;
                if (
                    names.IsEnum(type, field)
                    || words.HasWord(type, field, text)
                    || (type == "link" && field == "stance")
                )
                    return words.Word(type, field, text, language);
                if (type == "link" && field == "basis")
                    return Quote(words.Word(type, field, text, language));
                if (People.Contains(field))
                    return Person(text);
                return FirstVersion.Read(text) is { } message ? Sentences.Clause(message, language)
                    : field is "name" or "author" or "office" ? Quote(text)
                    : QuoteSentence(text);
        }
    }

    /// <summary>What is called so, with its name in quotation marks; "this claim" for the one whose history is told.</summary>
    private string Name(Type type, long id)
    {
        var subject = new AuditSubject(char.ToLowerInvariant(type.Name[0]) + type.Name[1..], id);
        if (subject == of)
            return This(subject);
        if (names.Of(type, id) is { Length: > 0 } name)
            return type == typeof(Claim) || type == typeof(Article) ? $"{This(subject)} ({QuoteSentence(name)})"
                : type == typeof(Holder) ? name
                : Quote(name);
        return This(subject);
    }

    private string Called(AuditSubject subject) =>
        names.TypeOf(subject.Type) is { } type && Names.HasNames(type) ? Name(type, subject.Id) : This(subject);

    private string Quote(string text)
    {
        var cut = Cut(text);
        if (
            cut.Length > 1
            && Quotes.Any(pair => cut[0] == pair.Open && cut[^1] == pair.Close && cut.LastIndexOf(pair.Open) == 0)
        )
            return cut;
        return IsFrench ? $"« {cut} »" : $"“{cut}”";
    }

    // What is a sentence of its own leaves its full stop to the one it is put into; a name keeps every sign.
    private string QuoteSentence(string text) =>
        Quote(
            text.EndsWith('.')
            && !text.EndsWith("..", StringComparison.Ordinal)
            && text.Contains(' ', StringComparison.Ordinal)
                ? text[..^1]
                : text
        );

    private static string Cut(string text)
    {
        var line = Spaces().Replace(text, " ").Trim();
        if (line.Length <= MaxQuote)
            return line;
        var end = MaxQuote - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    // On a trail that was tampered with this may be anything.
    internal static JsonObject Parse(string change)
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

    [GeneratedRegex(@"\[(?<optional>[^\]]*)\]|\{(?<name>[a-zA-Z.|]+)\}")]
    private static partial Regex Piece();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>One entry, as its sentence needs it.</summary>
    /// <param name="Before">What the record was before.</param>
    /// <param name="Covering">The record that the entry itself is about; another than <paramref name="Subject"/> where it covers that as a proposal.</param>
    private sealed record Told(
        AuditEntry Entry,
        AuditSubject Subject,
        JsonObject Change,
        JsonObject? Before,
        AuditSubject Covering
    )
    {
        public JsonObject? Changed => Change["changed"] as JsonObject;

        /// <param name="path">A field, or what stands in it, such as <c>content.rating</c>.</param>
        public JsonNode? NewOf(string path) =>
            In(path, field =>
                Changed is { } changed && changed.ContainsKey(field)
                    ? (changed[field] as JsonObject)?["new"]
                    : (Change["created"] as JsonObject)?[field] ?? Before?[field]
            );

        public JsonNode? OldOf(string path) => In(path, field => (Changed?[field] as JsonObject)?["old"]);

        private static JsonNode? In(string path, Func<string, JsonNode?> valueOf)
        {
            var names = path.Split('.');
            return names.Skip(1).Aggregate(valueOf(names[0]), (value, name) => (value as JsonObject)?[name]);
        }
    }
}

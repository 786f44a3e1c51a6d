using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimTracker.Domain;

namespace ClaimTracker.Web.Wording;

/// <summary>
/// The sentences of the program, in both languages side by side: <c>sentences.json</c>. One is found by its code; by its code and the value of one of its
/// parameters (<c>originsPossible.n=1</c>) where there is one for that. Each stands there as a clause, so that it may also be put into another sentence.
/// </summary>
internal static partial class Sentences
{
    public const string ResourceName = "ClaimTracker.Web.Wording.sentences.json";

    // A list that nobody would read to its end is cut.
    private const int MostListed = 20;

    public static IReadOnlyDictionary<string, Both> All { get; } =
        Resources
            .Read<Dictionary<string, Dictionary<string, Both>>>(ResourceName)
            .SelectMany(group => group.Value)
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>What the program has to say, as a sentence in the language of the answer.</summary>
    public static string Say(Message message) => Say(message, AnswerLanguage.Current);

    public static string Say(Message message, Language language) => Sentence(Clause(message, language));

    /// <summary>What was stored: a message, or else what people wrote, or the first version, which is told in French too.</summary>
    public static string? Say(Message? message, string? written) =>
        message is not null ? Say(message)
        : written is not null && AnswerLanguage.Current is var language and not Language.En
            ? FirstVersion.Read(written) is { } read ? Say(read, language)
                : written
        : written;

    /// <summary>The same to stand within a sentence.</summary>
    public static string Clause(Message message, Language language) =>
        Clause(
            JsonNamingPolicy.CamelCase.ConvertName(message.Code.ToString()),
            language,
            [
                .. (message.Parameters ?? new Dictionary<string, JsonElement>()).Select(parameter =>
                    (parameter.Key, (object)parameter.Value)
                ),
            ]
        );

    /// <summary>The clause of a code, with its parameters put in.</summary>
    public static string Clause(
        string code,
        Language language,
        params IReadOnlyList<(string Name, object Value)> parameters
    )
    {
        var both = parameters
            .Select(parameter => All.GetValueOrDefault($"{code}.{parameter.Name}={Text(parameter.Value)}"))
            .FirstOrDefault(found => found is not null)
            ?? All[code];
        return Placeholder()
            .Replace(both.In(language), place =>
            {
                var value = parameters.First(parameter => parameter.Name == place.Groups["name"].Value).Value;
                return place.Groups["share"].Success ? Share(value) : Text(value);
            });
    }

    /// <summary>A clause that stands alone.</summary>
    public static string Sentence(string clause) => $"{char.ToUpperInvariant(clause[0])}{clause[1..]}.";

    /// <summary>A clause with what somebody noted about it.</summary>
    public static string Noted(string clause, string? note) =>
        note is null ? Sentence(clause)
        : AnswerLanguage.Current == Language.Fr ? $"{Sentence(clause)[..^1]} : {note}"
        : $"{Sentence(clause)[..^1]}: {note}";

    /// <summary>Several, one after the other.</summary>
    public static string List(IReadOnlyList<string> items, Language language, bool either = false)
    {
        if (items.Count > MostListed)
            items =
            [
                .. items.Take(MostListed - 1),
                Clause("list.others", language, ("n", items.Count - MostListed + 1)),
            ];
        var last = (language, either) switch
        {
            (Language.Fr, true) => "ou",
            (Language.Fr, false) => "et",
            (_, true) => "or",
            _ => "and",
        };
        return items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} {last} {items[^1]}";
    }

    private static string Text(object value) =>
        value switch
        {
            string text => text,
            JsonElement { ValueKind: JsonValueKind.Array } list => string.Join(
                ", ",
                list.EnumerateArray().Select(item => item.ToString())
            ),
            JsonElement { ValueKind: JsonValueKind.True } or true => "true",
            JsonElement { ValueKind: JsonValueKind.False } or false => "false",
            JsonElement element => element.ToString(),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    // The first version kept a share as it was shown.
    private static string Share(object value) =>
        value is JsonElement { ValueKind: JsonValueKind.Number } share
            ? share.GetDouble().ToString("P0", CultureInfo.InvariantCulture)
            : Text(value);

    [GeneratedRegex(@"\{(?<name>\w+)(?<share>%)?\}")]
    private static partial Regex Placeholder();
}

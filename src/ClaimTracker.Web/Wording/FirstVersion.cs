using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ClaimTracker.Domain;

namespace ClaimTracker.Web.Wording;

/// <summary>
/// What the first version wrote. It stored English sentences where codes are stored now; they stay as they are, in records and in the audit trail, and are
/// read here for what they say: <c>first-version.json</c>.
/// </summary>
internal static partial class FirstVersion
{
    public const string ResourceName = "ClaimTracker.Web.Wording.first-version.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly IReadOnlyList<(Regex Of, Pattern Pattern)> Patterns =
    [
        .. Resources
            .Read<IReadOnlyList<Pattern>>(ResourceName, Options)
            .Select(pattern =>
                (
                    new Regex(
                        $"^{Placeholder().Replace(Regex.Escape(pattern.Of), "(?<$1>.+?)")}$",
                        RegexOptions.Singleline
                    ),
                    pattern
                )
            ),
    ];

    /// <summary>What a sentence of the first version says; null for what people wrote.</summary>
    public static Message? Read(string sentence)
    {
        foreach (var (of, pattern) in Patterns)
            if (of.Match(sentence) is { Success: true } match)
                return Message.Of(
                    pattern.Code,
                    [
                        .. (pattern.With ?? []).Select(known => (known.Key, (object)known.Value)),
                        .. match.Groups.Values.Skip(1).Select(group => (group.Name, (object)group.Value)),
                    ]
                );
        return null;
    }

    /// <param name="Of">The sentence, with names for what changes in it.</param>
    /// <param name="With">What it says besides.</param>
    private sealed record Pattern(string Of, MessageCode Code, Dictionary<string, string>? With);

    [GeneratedRegex(@"\\?\{(\w+)\}")]
    private static partial Regex Placeholder();
}

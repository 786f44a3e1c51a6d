using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClaimTracker.Tests.Upgrade;

/// <summary>
/// A way in which answers about the database of the first version differ on purpose from those that the first version gave. In <paramref name="Of"/> and
/// <paramref name="At"/> a <c>*</c> stands for any part of one segment, in <paramref name="At"/> <c>**</c> for any segments.
/// </summary>
/// <param name="Why">What was decided.</param>
/// <param name="Of">The answers, by their paths, such as <c>/claims/*/history</c>.</param>
/// <param name="At">The places in them, such as <c>items.*.entry.action</c>.</param>
/// <param name="RenamedTo">What the last segment of the place is called today; then the values are compared as ever.</param>
/// <param name="Was">What stood there; any value when absent.</param>
/// <param name="Is">What stands there today; any value when absent.</param>
public sealed record Difference(
    string Why,
    IReadOnlyList<string> Of,
    IReadOnlyList<string> At,
    string? RenamedTo = null,
    string? Was = null,
    string? Is = null
)
{
    private readonly Regex of = Pattern(Of, '/');
    private readonly Regex at = Pattern(At, '.');

    public bool IsOf(string path) => of.IsMatch(path);

    public bool Covers(Found found) =>
        RenamedTo is null
        && at.IsMatch(found.At)
        && (Was is null || Was == Text(found.Was))
        && (Is is null || Is == Text(found.Is));

    /// <summary>Gives the places of an old answer their new names; false where there is none.</summary>
    public bool Rename(JsonNode answer)
    {
        var isThere = false;
        foreach (var (place, parent, name) in Fields(answer, "").ToList())
            if (at.IsMatch(place))
            {
                var value = parent[name];
                parent.Remove(name);
                parent.Add(RenamedTo!, value);
                isThere = true;
            }

        return isThere;
    }

    public override string ToString() => $"{string.Join(", ", Of)} at {string.Join(", ", At)}: {Why}";

    private static string Text(JsonNode? value) => value is null ? "null" : value.ToString();

    private static IEnumerable<(string Place, JsonObject Parent, string Name)> Fields(JsonNode? node, string at)
    {
        if (node is JsonObject parent)
            foreach (var (name, value) in parent.ToList())
            {
                foreach (var below in Fields(value, $"{at}{name}."))
                    yield return below;
                yield return (at + name, parent, name);
            }
        else if (node is JsonArray items)
            for (var i = 0; i < items.Count; i++)
                foreach (var below in Fields(items[i], $"{at}{i}."))
                    yield return below;
    }

    private static Regex Pattern(IReadOnlyList<string> patterns, char separator) =>
        new(
            $"^(?:{string.Join('|', patterns.Select(pattern => Regex.Escape(pattern).Replace(@"\*\*", ".*").Replace(@"\*", $"[^{separator}]*")))})$"
        );
}

/// <summary>A place where two answers are not the same; what is absent is <c>null</c> with a question mark behind the place.</summary>
public sealed record Found(string At, JsonNode? Was, JsonNode? Is)
{
    public override string ToString() => $"{At}: {Was?.ToJsonString() ?? "null"} → {Is?.ToJsonString() ?? "null"}";

    /// <summary>All such places.</summary>
    public static IEnumerable<Found> Between(JsonNode? was, JsonNode? now, string at = "")
    {
        switch (was, now)
        {
            case (JsonObject one, JsonObject other):
                return one.Select(pair => pair.Key)
                    .Union(other.Select(pair => pair.Key))
                    .SelectMany(name =>
                        one.ContainsKey(name) && other.ContainsKey(name)
                            ? Between(one[name], other[name], Below(at, name))
                            : [new Found($"{Below(at, name)}?", one[name], other[name])]
                    );
            case (JsonArray one, JsonArray other):
                return Enumerable
                    .Range(0, Math.Max(one.Count, other.Count))
                    .SelectMany(i =>
                        i < one.Count && i < other.Count
                            ? Between(one[i], other[i], Below(at, $"{i}"))
                            :
                            [
                                new Found(
                                    $"{Below(at, $"{i}")}?",
                                    one.ElementAtOrDefault(i),
                                    other.ElementAtOrDefault(i)
                                ),
                            ]
                    );
            default:
                return JsonNode.DeepEquals(was, now) ? [] : [new Found(at, was, now)];
        }
    }

    private static string Below(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";
}

using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>One attribution as an annotator marked it; spans in UTF-16.</summary>
internal sealed record GoldAttribution(
    TextSpan[] Source,
    TextSpan[] Cue,
    TextSpan[] Content,
    string? Speaker,
    string[]? Via,
    string? Kind,
    string? Stance
);

/// <summary>One annotated article.</summary>
internal sealed partial record GoldArticle(string Id, string Language, string Text, GoldAttribution[] Attributions)
{
    /// <summary>Where the words of the text start and end.</summary>
    public TextSpan[] Words { get; } = [.. Word().Matches(Text).Select(m => new TextSpan(m.Index, m.Index + m.Length))];

    /// <summary>The numbers of the words that lie in these spans.</summary>
    public HashSet<int> WordsIn(IEnumerable<TextSpan> spans)
    {
        var found = new HashSet<int>();
        foreach (var span in spans)
        {
            var low = Array.BinarySearch(Words, span, Comparer<TextSpan>.Create((a, b) => a.Start.CompareTo(b.Start)));
            for (var i = low < 0 ? Math.Max(0, ~low - 1) : low; i < Words.Length && Words[i].Start < span.End; i++)
                if (Words[i].Overlaps(span))
                    found.Add(i);
        }
        return found;
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}

/// <summary>Reads a corpus: one JSON object a line, offsets in code points.</summary>
internal static class Corpus
{
    public static IEnumerable<GoldArticle> Read(string path) =>
        File.ReadLines(path).Where(l => l.Length > 0).Select(Parse);

    private static GoldArticle Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var text = root.GetProperty("text").GetString()!;
        var offsets = Utf16Offsets(text);
        return new GoldArticle(
            root.GetProperty("id").GetString()!,
            root.GetProperty("language").GetString()!,
            text,
            [
                .. root.GetProperty("attributions")
                    .EnumerateArray()
                    .Select(a => new GoldAttribution(
                        Spans(a, "source"),
                        Spans(a, "cue"),
                        Spans(a, "content"),
                        String(a, "speaker"),
                        a.TryGetProperty("via", out var via)
                            ? [.. via.EnumerateArray().Select(v => v.GetString()!)]
                            : null,
                        String(a, "kind"),
                        String(a, "stance")
                    )),
            ]
        );

        TextSpan[] Spans(JsonElement attribution, string name) =>
            [
                .. attribution
                    .GetProperty(name)
                    .EnumerateArray()
                    .Select(s => new TextSpan(offsets[s[0].GetInt32()], offsets[s[1].GetInt32()])),
            ];
    }

    private static string? String(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int[] Utf16Offsets(string text)
    {
        var offsets = new List<int>(text.Length + 1);
        for (
            var i = 0;
            i < text.Length;
            i += char.IsSurrogatePair(text, Math.Min(i, text.Length - 2)) && i < text.Length - 1 ? 2 : 1
        )
            offsets.Add(i);
        offsets.Add(text.Length);
        return [.. offsets];
    }
}

using System.Text.RegularExpressions;
using ClaimTracker.Extraction;

namespace ClaimTracker.Evaluation;

/// <summary>Sorts gold attributions by how they are made, from the annotation and the text alone.</summary>
internal static partial class Categories
{
    public static readonly string[] All =
    [
        "direct",
        "indirect",
        "mixed",
        "selon",
        "infinitive",
        "nominal",
        "headline",
        "nested",
        "pronoun",
        "unexpressed",
    ];

    public static IEnumerable<string> Of(GoldArticle article, GoldAttribution gold)
    {
        yield return gold.Kind ?? KindOf(article, gold);
        var cue = Join(article, gold.Cue);
        var content = Join(article, gold.Content);
        var source = Join(article, gold.Source);
        if (According().IsMatch(cue))
            yield return "selon";
        else if (
            gold.Content.Length > 0
            && gold.Cue.Length > 0
            && gold.Content[0].Start >= gold.Cue[^1].End
            && !According().IsMatch(cue)
        )
        {
            var between = article.Text[gold.Cue[^1].End..gold.Content[0].Start];
            if (Infinitive().IsMatch(content) || InfinitiveMark().IsMatch(between))
                yield return "infinitive";
            else if (between.Trim().Length == 0 && Nominal().IsMatch(content))
                yield return "nominal";
        }
        if (gold.Content.Length > 0 && gold.Content[0].Start < article.Text.IndexOf('\n', StringComparison.Ordinal))
            yield return "headline";
        if (gold.Via is { Length: > 0 } || article.Attributions.Any(o => o != gold && Inside(gold, o)))
            yield return "nested";
        if (Pronoun().IsMatch(source))
            yield return "pronoun";
        if (source.Length == 0)
            yield return "unexpressed";
    }

    private static bool Inside(GoldAttribution inner, GoldAttribution outer) =>
        inner.Cue.Length > 0 && outer.Content.Any(c => c.Contains(inner.Cue[0])) && !outer.Cue.SequenceEqual(inner.Cue);

    private static string KindOf(GoldArticle article, GoldAttribution gold)
    {
        var marks = Join(article, gold.Content).Count(c => c is '"' or '“' or '”' or '«' or '»');
        var text = Join(article, gold.Content).Trim(' ', ',', '.');
        return marks == 0 && !text.Contains("''", StringComparison.Ordinal) ? "indirect"
            : text.Length > 0 && text[0] is '"' or '“' or '«' or '\'' ? "direct"
            : "mixed";
    }

    public static string Join(GoldArticle article, TextSpan[] spans) =>
        string.Join(" … ", spans.Select(s => s.In(article.Text))).ReplaceLineEndings("⏎");

    [GeneratedRegex(@"\b(selon|d['’]après|according)\b", RegexOptions.IgnoreCase)]
    private static partial Regex According();

    [GeneratedRegex(@"^(to \w+|\w+(er|ir|oir|dre|tre|ire)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Infinitive();

    [GeneratedRegex(@"^\s*(de|d['’]|à)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex InfinitiveMark();

    [GeneratedRegex(
        @"^(le|la|les|l['’]|un|une|des|son|sa|ses|leur|leurs|the|a|an|his|her|its|their|him|them|\p{Lu})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Nominal();

    [GeneratedRegex(
        @"^(-?(t-)?il|-?(t-)?elle|ils|elles|on|lui|eux|nous|je|he|she|they|it|we|i|you|who|which|that|qui)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Pronoun();
}

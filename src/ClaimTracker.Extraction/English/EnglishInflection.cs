namespace ClaimTracker.Extraction;

/// <summary>All forms of an English verb. A star after the lemma doubles its last letter ("admit*"); irregular pasts stand in the pattern.</summary>
internal static class EnglishInflection
{
    /// <param name="lemma">The base form.</param>
    /// <param name="pattern">"regular", or past and participle ("said said"), with a dash for what the lemma's own ending replaces.</param>
    public static IEnumerable<(string Form, WordTags Tags)> Forms(string lemma, string pattern) =>
        lemma.EndsWith("ize", StringComparison.Ordinal) || lemma.EndsWith("yze", StringComparison.Ordinal)
            ? Spelt(lemma, pattern).Concat(Spelt(lemma[..^2] + "se", pattern))
            : Spelt(lemma, pattern);

    // "emphasize" and "emphasise" are one verb.
    private static IEnumerable<(string Form, WordTags Tags)> Spelt(string lemma, string pattern)
    {
        var doubles = lemma.EndsWith('*');
        var verb = lemma.TrimEnd('*');
        var stem = doubles ? verb + verb[^1] : verb;
        yield return (verb, WordTags.Infinitive | WordTags.Finite);
        yield return (Third(verb), WordTags.Finite);
        yield return (
            verb.EndsWith("ie", StringComparison.Ordinal) ? verb[..^2] + "ying"
            : verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) && verb.Length > 2
                ? verb[..^1] + "ing"
            : stem + "ing",
            WordTags.Gerund
        );
        if (pattern == "regular")
            yield return (
                verb.EndsWith('e') ? verb + "d"
                : EndsInConsonantY(verb) ? verb[..^1] + "ied"
                : stem + "ed",
                WordTags.Finite | WordTags.Participle
            );
        else
        {
            var parts = pattern.Split('/');
            yield return (parts[0], WordTags.Finite | (parts.Length == 1 ? WordTags.Participle : 0));
            if (parts.Length > 1)
                yield return (parts[1], WordTags.Participle);
        }
    }

    private static string Third(string verb) =>
        EndsInConsonantY(verb) ? verb[..^1] + "ies"
        : verb.EndsWith('s')
        || verb.EndsWith('x')
        || verb.EndsWith('z')
        || verb.EndsWith('o')
        || verb.EndsWith("sh", StringComparison.Ordinal)
        || verb.EndsWith("ch", StringComparison.Ordinal)
            ? verb + "es"
        : verb + "s";

    private static bool EndsInConsonantY(string verb) =>
        verb.EndsWith('y') && verb.Length > 1 && !"aeou".AsSpan().Contains(verb[^2]);
}

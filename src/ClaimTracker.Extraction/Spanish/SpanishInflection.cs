namespace ClaimTracker.Extraction;

/// <summary>All forms of a Spanish verb, made from its infinitive; stem changes and strong pasts stand in the pattern.</summary>
internal static class SpanishInflection
{
    /// <param name="lemma">The infinitive.</param>
    /// <param name="pattern">"regular", or stressed stem, past stem, participle, each "=" where it is regular ("advirt", "dij").</param>
    public static IEnumerable<(string Form, WordTags Tags)> Forms(string lemma, string pattern)
    {
        var root = lemma[..^2];
        var isFirst = lemma.EndsWith("ar", StringComparison.Ordinal);
        var parts = pattern == "regular" ? [] : pattern.Split('/');
        string Part(int index, string otherwise) =>
            parts.Length > index && parts[index] != "=" ? parts[index] : otherwise;
        var stressed = Part(0, root);
        var past = Part(1, root);
        var strong = past != root;
        yield return (lemma, WordTags.Infinitive);
        yield return ((strong && !isFirst ? Part(3, root) : root) + (isFirst ? "ando" : "iendo"), WordTags.Gerund);
        foreach (var ending in isFirst ? new[] { "o", "as", "a", "an" } : ["o", "es", "e", "en"])
            yield return (stressed + ending, WordTags.Finite);
        yield return (
            root
                + (
                    isFirst ? "amos"
                    : lemma.EndsWith("er", StringComparison.Ordinal) ? "emos"
                    : "imos"
                ),
            WordTags.Finite
        );
        foreach (var ending in isFirst ? new[] { "aba", "abas", "ábamos", "aban" } : ["ía", "ías", "íamos", "ían"])
            yield return (root + ending, WordTags.Finite);
        foreach (
            var ending in strong ? ["e", "o", "imos", past.EndsWith('j') ? "eron" : "ieron"]
            : isFirst ? new[] { "é", "ó", "amos", "aron" }
            : ["í", "ió", "imos", "ieron"]
        )
            yield return (past + ending, WordTags.Finite);
        // "pidió", "advirtió": the verbs in -ir weaken their stem in the third person too.
        if (!strong && stressed != root && lemma.EndsWith("ir", StringComparison.Ordinal))
            foreach (var ending in new[] { "ió", "ieron" })
                yield return (stressed.Replace("ie", "i", StringComparison.Ordinal) + ending, WordTags.Finite);
        var future = Part(4, lemma);
        foreach (var ending in new[] { "é", "á", "emos", "án" })
            yield return (future + ending, WordTags.Finite);
        foreach (var ending in new[] { "ía", "ían", "íamos" })
            yield return (future + ending, WordTags.Finite | WordTags.Conditional);
        var participle = Part(2, root + (isFirst ? "ado" : "ido"));
        foreach (var form in new[] { participle, participle + "s", participle[..^1] + "a", participle[..^1] + "as" })
            yield return (form, WordTags.Participle);
    }
}

namespace ClaimTracker.Extraction;

/// <summary>All forms of a French verb, made from its infinitive and the pattern it follows.</summary>
internal static class FrenchInflection
{
    // "nous relations", "nous notions" are left out: in news they are the nouns.
    private static readonly string[] Imperfect = ["ais", "ait", "iez", "aient"];
    private static readonly string[] Future = ["ai", "as", "a", "ons", "ez", "ont"];
    private static readonly string[] PastInA = ["ai", "as", "a", "âmes", "âtes", "èrent"];
    private static readonly string[] PastInI = ["is", "it", "îmes", "îtes", "irent"];
    private static readonly string[] PastInU = ["us", "ut", "ûmes", "ûtes", "urent"];
    private static readonly string[] PastInIn = ["ins", "int", "înmes", "întes", "inrent"];

    /// <param name="lemma">The infinitive.</param>
    /// <param name="pattern">"er", "ir", "re", or the stems spelt out, as the data file explains.</param>
    public static IEnumerable<(string Form, WordTags Tags)> Forms(string lemma, string pattern) =>
        pattern switch
        {
            "er" => First(lemma),
            "ir" => Second(lemma),
            "re" => Third(lemma),
            _ => Irregular(lemma, pattern),
        };

    private static IEnumerable<(string, WordTags)> First(string lemma)
    {
        var stem = lemma[..^2];
        var soft = stem[^1] switch
        {
            'g' => stem + "e",
            'c' => stem[..^1] + "ç",
            _ => stem,
        };
        var stressed = Stressed(stem);
        string[] present = [stressed + "e", stressed + "es", soft + "ons", stem + "ez", stressed + "ent"];
        // "espérera" keeps its acute, "lèvera" does not.
        var future = (stem.Zip(stressed).Any(pair => pair is ('é', 'è')) ? stem : stressed) + "er";
        string[] participles = [stem + "é", stem + "ée", stem + "és", stem + "ées"];
        var past = PastInA.Select(e => (e == "èrent" ? stem : soft) + e);
        return All(
            lemma,
            present,
            Imperfect.Select(e => (e[0] == 'i' ? stem : soft) + e),
            future,
            past,
            participles,
            soft + "ant"
        );
    }

    // espérer → espère, rappeler → rappelle, lever → lève, employer → emploie.
    private static string Stressed(string stem)
    {
        if (stem.EndsWith("oy", StringComparison.Ordinal) || stem.EndsWith("uy", StringComparison.Ordinal))
            return stem[..^1] + "i";
        if (stem.EndsWith("appel", StringComparison.Ordinal) || stem.EndsWith("jet", StringComparison.Ordinal))
            return stem + stem[^1];
        for (var i = stem.Length - 2; i > 0 && i >= stem.Length - 3; i--)
            if (stem[i] is 'é' or 'e' && IsConsonants(stem.AsSpan(i + 1)))
                return stem[i] == 'é' || stem.Length - i == 2 ? stem[..i] + "è" + stem[(i + 1)..] : stem;
        return stem;
    }

    private static bool IsConsonants(ReadOnlySpan<char> letters) => letters.IndexOfAny("aeiouyéèêëïâôû") < 0;

    private static IEnumerable<(string, WordTags)> Second(string lemma)
    {
        var stem = lemma[..^1];
        string[] present = [stem + "s", stem + "t", stem + "ssons", stem + "ssez", stem + "ssent"];
        return All(
            lemma,
            present,
            Imperfect.Select(e => stem + "ss" + e),
            lemma,
            [stem + "rent", stem[..^1] + "îmes"],
            [stem, stem + "e", stem + "s", stem + "es"],
            stem + "ssant"
        );
    }

    private static IEnumerable<(string, WordTags)> Third(string lemma)
    {
        var stem = lemma[..^2];
        string[] present =
        [
            stem + "s",
            stem + (stem[^1] is 'd' or 't' ? "" : "t"),
            stem + "ons",
            stem + "ez",
            stem + "ent",
        ];
        return All(
            lemma,
            present,
            Imperfect.Select(e => stem + e),
            lemma[..^1],
            PastInI.Select(e => stem + e),
            [stem + "u", stem + "ue", stem + "us", stem + "ues"],
            stem + "ant"
        );
    }

    // "-ire | is is it isons ites isent | is | ir | i | it ite its ites | isant": the ending replaced; present; stem of the imperfect;
    // of the future; the past with its vowel; participles; gerund.
    private static IEnumerable<(string, WordTags)> Irregular(string lemma, string pattern)
    {
        var parts = pattern.Split('|', StringSplitOptions.TrimEntries);
        var root = lemma[..^(parts[0].Length - 1)];
        string[] Spell(string list) =>
            [
                .. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(e => root + e),
            ];
        var past = parts[4].Split('+');
        var endings = past[1] switch
        {
            "a" => PastInA,
            "u" => PastInU,
            "in" => PastInIn,
            _ => PastInI,
        };
        return All(
            lemma,
            Spell(parts[1]),
            Imperfect.Select(e => root + parts[2] + e),
            root + parts[3],
            endings.Select(e => root + past[0] + e),
            Spell(parts[5]),
            root + parts[6]
        );
    }

    private static IEnumerable<(string, WordTags)> All(
        string lemma,
        IEnumerable<string> present,
        IEnumerable<string> imperfect,
        string future,
        IEnumerable<string> past,
        IEnumerable<string> participles,
        string gerund
    )
    {
        yield return (lemma, WordTags.Infinitive);
        yield return (gerund, WordTags.Gerund);
        foreach (var form in present.Concat(imperfect).Concat(past))
            yield return (form, WordTags.Finite);
        foreach (var ending in Future)
            yield return (future + ending, WordTags.Finite);
        foreach (var ending in Imperfect)
            yield return (future + ending, WordTags.Finite | WordTags.Conditional);
        foreach (var form in participles)
            yield return (form, WordTags.Participle);
    }
}

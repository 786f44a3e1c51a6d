namespace ClaimTracker.Web.Wording;

/// <summary>The words of the histories, in both languages side by side: <c>histories.json</c>. A new use case needs a line there; records and fields get by without.</summary>
internal sealed class Words
{
    public const string ResourceName = "ClaimTracker.Web.Wording.histories.json";

    private readonly File file;
    private readonly HashSet<string> silent;

    private Words(File file)
    {
        this.file = file;
        silent = [.. file.Silent];
    }

    public static Words Own { get; } = new(Resources.Read<File>(ResourceName));

    /// <summary>The keys of all sentences: <c>UseCase.subjectType</c>, some with a variant behind, or <c>*</c> for any use case.</summary>
    public IReadOnlyDictionary<string, Both> Sentences => file.Sentences;

    /// <summary>Whether a changed field only follows from another, and need not be told.</summary>
    public bool IsSilent(string field) => silent.Contains(field);

    /// <summary>The sentence for an entry: the one for its use case, kind of record and variant, or the nearest there is.</summary>
    /// <param name="variants">The values that tell the cases of one use case apart, such as the new status, the most telling first.</param>
    /// <param name="kind">created, changed or proposals; proposed for what an article's entry covers.</param>
    public string Sentence(string useCase, string type, IEnumerable<string> variants, string kind, Language language)
    {
        string[] known = kind == "proposed" ? [] : [.. variants];
        string[] own =
        [
            .. known.Select(variant => $"{useCase}.{type}.{variant}"),
            $"{useCase}.{type}.{kind}",
            .. (string[])(kind == "proposed" ? [] : [$"{useCase}.{type}"]),
        ];
        string[] any =
        [
            .. known.Select(variant => $"*.{type}.{kind}.{variant}"),
            $"*.{type}.{kind}",
            kind == "proposed" ? "*.changed" : $"*.{kind}",
        ];
        return own.Concat(any)
            .Select(key => file.Sentences.GetValueOrDefault(key))
            .First(both => both is not null)!
            .In(language);
    }

    /// <summary>"this claim", or "claim 42".</summary>
    public string Noun(string type, long? id, Language language)
    {
        if (file.Nouns.GetValueOrDefault(type) is { } noun)
            return id is null ? noun.In(language)[0] : $"{noun.In(language)[1]} {id}";
        var plain = Spaced(type);
        return language switch
        {
            Language.Fr => id is null ? $"cette fiche ({plain})" : $"la fiche {id} ({plain})",
            _ => id is null ? $"this {plain}" : $"{plain} {id}",
        };
    }

    /// <summary>What a field is called, with its article.</summary>
    public string Field(string name, Language language) =>
        (file.Fields.GetValueOrDefault(name) ?? file.Fields.GetValueOrDefault(name[(name.LastIndexOf('.') + 1)..]))?.In(
            language
        ) ?? (language == Language.Fr ? $"le champ « {Spaced(name)} »" : $"the {Spaced(name)}");

    /// <summary>The word for a value of an enumeration.</summary>
    public string Word(string type, string field, string value, Language language) =>
        Known(type, field, value)?.In(language) ?? Spaced(value);

    /// <summary>Whether a field has a word of its own for a value.</summary>
    public bool HasWord(string type, string field, string value) => file.Words.ContainsKey($"{type}.{field}.{value}");

    /// <summary>Whether a value can be told in words.</summary>
    public bool Knows(string type, string field, string value) => Known(type, field, value) is not null;

    /// <summary>Whether a field has a name that people understand.</summary>
    public bool Knows(string field) => file.Fields.ContainsKey(field);

    private Both? Known(string type, string field, string value) =>
        file.Words.GetValueOrDefault($"{type}.{field}.{value}")
        ?? file.Words.GetValueOrDefault($"{field}.{value}")
        ?? file.Words.GetValueOrDefault(value);

    private static string Spaced(string camelCase) =>
        string.Concat(
            camelCase.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")
        );

    /// <summary>A noun: this one, and one with its number behind.</summary>
    private sealed record NounForms(string[] En, string[] Fr)
    {
        public string[] In(Language language) => language == Language.Fr ? Fr : En;
    }

    private sealed record File(
        Dictionary<string, NounForms> Nouns,
        Dictionary<string, Both> Fields,
        string[] Silent,
        Dictionary<string, Both> Words,
        Dictionary<string, Both> Sentences
    );
}

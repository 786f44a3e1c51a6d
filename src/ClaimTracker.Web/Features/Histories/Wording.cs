using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>The languages in which a history is told.</summary>
public enum Language
{
    En = 0,
    Fr = 1,
}

/// <summary>The words of the histories, in both languages side by side: <c>sentences.json</c>. A new use case needs a line there; records and fields get by without.</summary>
internal sealed partial class Wording
{
    public const string ResourceName = "ClaimTracker.Web.Features.Histories.sentences.json";

    private readonly File file;
    private readonly HashSet<string> silent;
    private readonly List<(Regex Of, Both Told)> phrases;

    private Wording(File file)
    {
        this.file = file;
        silent = [.. file.Silent];
        phrases =
        [
            .. file.Phrases.Select(phrase =>
                (
                    new Regex(
                        $"^{Placeholder().Replace(Regex.Escape(phrase.Of), "(?<$1>.+?)")}$",
                        RegexOptions.Singleline
                    ),
                    new Both(phrase.En, phrase.Fr)
                )
            ),
        ];
    }

    public static Wording Own { get; } = Read();

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

    /// <summary>What the program itself wrote, such as the cause of a flag, in the language asked for; null for what people wrote.</summary>
    public string? Phrase(string text, Language language)
    {
        foreach (var (of, told) in phrases)
            if (of.Match(text) is { Success: true } match)
                return Placeholder().Replace(told.In(language), name => match.Groups[name.Groups[1].Value].Value);
        return null;
    }

    private Both? Known(string type, string field, string value) =>
        file.Words.GetValueOrDefault($"{type}.{field}.{value}")
        ?? file.Words.GetValueOrDefault($"{field}.{value}")
        ?? file.Words.GetValueOrDefault(value);

    private static string Spaced(string camelCase) =>
        string.Concat(
            camelCase.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")
        );

    private static Wording Read()
    {
        using var stream = typeof(Wording).Assembly.GetManifestResourceStream(ResourceName)!;
        return new Wording(JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)!);
    }

    /// <summary>The same in both languages.</summary>
    internal sealed record Both(string En, string Fr)
    {
        public string In(Language language) => language == Language.Fr ? Fr : En;
    }

    /// <summary>A noun: this one, and one with its number behind.</summary>
    private sealed record NounForms(string[] En, string[] Fr)
    {
        public string[] In(Language language) => language == Language.Fr ? Fr : En;
    }

    /// <summary>A sentence of the program, with names for what changes in it.</summary>
    private sealed record PhraseForms(string Of, string En, string Fr);

    private sealed record File(
        Dictionary<string, NounForms> Nouns,
        Dictionary<string, Both> Fields,
        string[] Silent,
        Dictionary<string, Both> Words,
        PhraseForms[] Phrases,
        Dictionary<string, Both> Sentences
    );

    [GeneratedRegex(@"\\?\{(\w+)\}")]
    private static partial Regex Placeholder();
}

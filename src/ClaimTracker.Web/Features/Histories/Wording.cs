using System.Text.Json;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>The languages in which a history is told.</summary>
public enum Language
{
    En = 0,
    Fr = 1,
}

/// <summary>The words of the histories, in both languages side by side: <c>sentences.json</c>. A new use case needs a line there; records and fields get by without.</summary>
internal sealed class Wording
{
    public const string ResourceName = "ClaimTracker.Web.Features.Histories.sentences.json";

    private readonly File file;
    private readonly HashSet<string> silent;

    private Wording(File file)
    {
        this.file = file;
        silent = [.. file.Silent];
    }

    public static Wording Own { get; } = Read();

    /// <summary>The keys of all sentences: <c>UseCase.subjectType</c>, some with a variant behind, or <c>*</c> for any use case.</summary>
    public IReadOnlyDictionary<string, Both> Sentences => file.Sentences;

    /// <summary>Whether a changed field only follows from another, and need not be told.</summary>
    public bool IsSilent(string field) => silent.Contains(field);

    /// <summary>The sentence for an entry: the one for its use case, kind of record and variant, or the nearest there is.</summary>
    /// <param name="variant">The value that tells the cases of one use case apart, such as the new status.</param>
    /// <param name="kind">created, changed or proposals; proposed for what an article's entry covers.</param>
    public string Sentence(string useCase, string type, string? variant, string kind, Language language)
    {
        string[] own = kind == "proposed" ? [$"{useCase}.{type}.proposed"] : [$"{useCase}.{type}.{variant}", $"{useCase}.{type}"];
        string[] any = kind == "proposed" ? ["*.changed"] : [$"*.{kind}"];
        return own.Concat([$"*.{type}.{variant}", $"*.{type}.{kind}"]).Concat(any).Select(key => file.Sentences.GetValueOrDefault(key)).First(both => both is not null)!.In(language);
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
        file.Fields.GetValueOrDefault(name)?.In(language) ?? (language == Language.Fr ? $"le champ « {Spaced(name)} »" : $"the {Spaced(name)}");

    /// <summary>The word for a value of an enumeration.</summary>
    public string Word(string type, string field, string value, Language language) =>
        (file.Words.GetValueOrDefault($"{type}.{field}.{value}") ?? file.Words.GetValueOrDefault($"{field}.{value}") ?? file.Words.GetValueOrDefault(value))?.In(language) ?? Spaced(value);

    private static string Spaced(string camelCase) => string.Concat(camelCase.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

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

    private sealed record File(
        Dictionary<string, NounForms> Nouns, Dictionary<string, Both> Fields, string[] Silent, Dictionary<string, Both> Words, Dictionary<string, Both> Sentences);
}

using System.Collections.Frozen;

namespace ClaimTracker.Extraction;

/// <summary>All that is known of one language: the data files of its folder, with inflected forms generated.</summary>
internal sealed class LanguageData
{
    private const int LongestForm = 48;

    // Names that are the same in every language.
    private const string Common = "Common";

    private static readonly FrozenDictionary<string, Lazy<LanguageData>> All = new Dictionary<
        string,
        Lazy<LanguageData>
    >
    {
        ["fr"] = new(() => new LanguageData("fr", "French", FrenchInflection.Forms)),
        ["en"] = new(() => new LanguageData("en", "English", EnglishInflection.Forms)),
        ["es"] = new(() => new LanguageData("es", "Spanish", SpanishInflection.Forms)),
    }.ToFrozenDictionary();

    private static readonly Lazy<LanguageData> None = new(() => new LanguageData("und"));

    private readonly Dictionary<string, Word> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> byForm;
    private readonly HashSet<string> abbreviations = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> byAbbreviation;
    private readonly HashSet<string> elisions = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> byElision;
    private readonly HashSet<string> telling = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> byTelling;
    private readonly Dictionary<string, List<(string[] Words, Cue Cue)>> idioms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Words, Cue Cue)>> attributives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> media = new(StringComparer.Ordinal);
    private readonly HashSet<string> mastheads = new(StringComparer.Ordinal);
    private readonly HashSet<string> organizations = new(StringComparer.Ordinal);
    private readonly string[] enclitics = [];
    private readonly string[] hyphenClitics = [];

    private LanguageData(string code)
    {
        Code = code;
        byForm = words.GetAlternateLookup<ReadOnlySpan<char>>();
        byAbbreviation = abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();
        byElision = elisions.GetAlternateLookup<ReadOnlySpan<char>>();
        byTelling = telling.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private LanguageData(
        string code,
        string folder,
        Func<string, string, IEnumerable<(string Form, WordTags Tags)>> inflect
    )
        : this(code)
    {
        Folder = folder;
        foreach (var (key, values) in DataFile.Entries(folder, "language"))
            switch (key)
            {
                case "elisions":
                    elisions.UnionWith(values);
                    break;
                case "enclitics":
                    enclitics = values;
                    break;
                case "hyphen clitics":
                    hyphenClitics = [.. values.OrderByDescending(v => v.Length)];
                    break;
                case "abbreviations":
                    abbreviations.UnionWith(values);
                    break;
                case "postnominal adjectives":
                    AdjectivesFollow = values is ["yes"];
                    break;
                case "linking prepositions":
                    Linking = values.ToFrozenSet(StringComparer.Ordinal);
                    break;
                case "agent prepositions":
                    Agents = values.ToFrozenSet(StringComparer.Ordinal);
                    break;
                case "telling words":
                    telling.UnionWith(values);
                    break;
                case "being":
                    Being = values.ToFrozenSet(StringComparer.Ordinal);
                    break;
                case "infinitive marks":
                    InfinitiveMarks = values.ToFrozenSet(StringComparer.Ordinal);
                    break;
                case "infinitive mark in content":
                    KeepsInfinitiveMark = values is ["yes"];
                    break;
                case "relative pronoun is the mention":
                    RelativeIsMention = values is ["yes"];
                    break;
                case "complementizer may be left out":
                    AllowsZeroComplementizer = values is ["yes"];
                    break;
                default:
                    throw new FormatException($"{folder}/language: unknown entry '{key}'");
            }
        foreach (var (pattern, lemmas) in DataFile.Entries(folder, "verbs"))
        foreach (var lemma in lemmas)
        foreach (var (form, tags) in inflect(lemma, pattern))
            AddVerb(form, lemma.TrimEnd('*'), tags);
        foreach (var (key, values) in DataFile.Entries(folder, "words"))
        {
            var tags = key.Split('+').Aggregate(WordTags.None, (all, tag) => all | Enum.Parse<WordTags>(tag));
            foreach (var form in values)
                Entry(form).Tags |= tags;
        }
        foreach (var (key, values) in DataFile.Entries(folder, "nouns"))
            AddNouns(key, values);
        foreach (var (key, values) in DataFile.Entries(folder, "cues"))
            AddCues(key, values);
        foreach (var line in DataFile.Lines(folder, "names").Concat(DataFile.Lines(Common, "names")))
            AddName(line);
        Models = AttributionModels.Open(folder);
        using (var senses = QuantizedWeights.Open(folder, "senses"))
            Senses = senses is null ? null : FormClasses.Read(senses);
        byForm = words.GetAlternateLookup<ReadOnlySpan<char>>();
        byAbbreviation = abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();
        byElision = elisions.GetAlternateLookup<ReadOnlySpan<char>>();
        byTelling = telling.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Code { get; }

    /// <summary>Its confidences come from annotated news.</summary>
    public bool IsMeasured => Models is not null;

    /// <summary>Where its data files are; null where there are none.</summary>
    public string? Folder { get; }

    /// <summary>Adjectives may follow their noun.</summary>
    public bool AdjectivesFollow { get; }

    /// <summary>Prepositions that tie a noun to the noun before it rather than to the verb ("de", "of").</summary>
    public FrozenSet<string> Linking { get; } = [];

    public FrozenSet<string> Agents { get; } = [];

    /// <summary>Forms of "be" that make a passive.</summary>
    public FrozenSet<string> Being { get; } = [];

    public FrozenSet<string> InfinitiveMarks { get; } = [];

    public bool KeepsInfinitiveMark { get; }

    public bool AllowsZeroComplementizer { get; }

    /// <summary>Of "a poll, which found that …" the mention is "which", not "a poll".</summary>
    public bool RelativeIsMention { get; }

    public static IEnumerable<string> Languages => All.Keys.Order(StringComparer.Ordinal);

    public static bool IsRead(string code) => All.ContainsKey(code);

    public static LanguageData For(string code) =>
        All.TryGetValue(code, out var language) ? language.Value : None.Value;

    public Word? Find(ReadOnlySpan<char> form)
    {
        if (form.Length > LongestForm)
            return null;
        Span<char> lower = stackalloc char[form.Length];
        form.ToLowerInvariant(lower);
        lower.Replace('’', '\'');
        return byForm.TryGetValue(lower, out var word) ? word : null;
    }

    /// <summary>Whether this small word speaks for the language when it is guessed.</summary>
    public bool IsTelling(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        return byTelling.Contains(lower);
    }

    /// <summary>Verbs that report together with the words after them ("faire état", "make clear"), by lemma.</summary>
    public IReadOnlyList<(string[] Words, Cue Cue)> IdiomsOf(string? lemma) =>
        lemma is not null && idioms.TryGetValue(lemma, out var list) ? list : [];

    /// <summary>Prepositions that attribute a clause, by their first word: "selon", "according to", "aux dires de".</summary>
    public IReadOnlyList<(string[] Words, Cue Cue)> AttributivesFrom(string? form) =>
        form is not null && attributives.TryGetValue(form, out var list) ? list : [];

    /// <summary>Classes of meaning by form; null where the language has none.</summary>
    public FormClasses? Senses { get; }

    /// <summary>The learned models; null where the language has none.</summary>
    public AttributionModels? Models { get; }

    /// <summary>The name a medium is listed under, whether or not the text gives its article, or the name itself where it is made as only those of media are; else null.</summary>
    public string? MediumNamed(string name)
    {
        var bare = Names.StripArticle(name);
        var folded = Names.Fold(bare);
        return media.TryGetValue(folded, out var listed) ? listed
            : IsMasthead(bare, folded) ? bare
            : null;
    }

    // "Northern Post", "Courrier du Nord": the word stands at one end, with others beside it, and both ends are capital.
    private bool IsMasthead(string name, string folded) =>
        folded.Length > 0
        && char.IsUpper(name[0])
        && char.IsUpper(name[name.LastIndexOf(' ') + 1])
        && mastheads.Any(word =>
            folded.Length > word.Length + 1
            && (
                folded.EndsWith(" " + word, StringComparison.Ordinal)
                || folded.StartsWith(word + " ", StringComparison.Ordinal)
            )
        );

    public bool IsOrganization(string name) => organizations.Contains(name);

    public bool IsAbbreviation(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        return byAbbreviation.Contains(lower);
    }

    public bool EndsElision(ReadOnlySpan<char> word)
    {
        if (elisions.Count == 0 || word.Length > 10)
            return false;
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        return byElision.Contains(lower);
    }

    /// <summary>The length of the enclitic ("'s", "'ll") that starts with this apostrophe; 0 when there is none.</summary>
    public int CliticLength(ReadOnlySpan<char> rest) => LengthOf(enclitics, rest);

    public int HyphenCliticLength(ReadOnlySpan<char> rest) => LengthOf(hyphenClitics, rest);

    private static int LengthOf(string[] clitics, ReadOnlySpan<char> rest)
    {
        foreach (var clitic in clitics)
            if (
                rest.Length > clitic.Length - 1
                && rest[1..].StartsWith(clitic.AsSpan(1), StringComparison.OrdinalIgnoreCase)
                && (rest.Length == clitic.Length || !Characters.IsWordPart(rest[clitic.Length]))
            )
                return clitic.Length;
        return 0;
    }

    private Word Entry(string form)
    {
        if (!words.TryGetValue(form, out var word))
            words[form] = word = new Word(form);
        return word;
    }

    private void AddVerb(string form, string lemma, WordTags tags)
    {
        var word = Entry(form);
        word.Tags |= tags;
        word.Lemma ??= lemma;
    }

    private void AddNouns(string key, string[] values)
    {
        var parts = key.Split('.');
        var noun = Enum.Parse<NounClass>(parts[0]);
        var tags = WordTags.Noun | (parts.Contains("f") ? WordTags.Feminine : 0);
        foreach (var value in values)
        {
            var word = Entry(value);
            word.Noun = noun;
            word.Tags |= tags;
            var plural =
                value.EndsWith('s') || value.EndsWith('x') || value.EndsWith('z') ? value
                : Code == "en" && value.EndsWith('y') && value.Length > 2 && !"aeo".AsSpan().Contains(value[^2])
                    ? value[..^1] + "ies"
                : Code == "en" && value.EndsWith("man", StringComparison.Ordinal) ? value[..^3] + "men"
                : Code == "fr" && value.EndsWith("al", StringComparison.Ordinal) ? value[..^1] + "ux"
                : Code == "fr" && value.EndsWith("eau", StringComparison.Ordinal) ? value + "x"
                : Code == "es" && !"aeiouáéó".AsSpan().Contains(value[^1])
                    ? (value.EndsWith("ón", StringComparison.Ordinal) ? value[..^2] + "ones" : value + "es")
                : value + "s";
            if (plural == value)
                continue;
            var many = Entry(plural);
            if (many.Noun == NounClass.None)
                many.Noun = noun;
            many.Tags |= tags | WordTags.Plural;
        }
    }

    // "neutral clause+quotation requests: demander exiger", "noun neutral clause: claim", "preposition neutral: selon".
    private void AddCues(string key, string[] values)
    {
        // "forms Negative: refuse": the mark goes to every form of the verb.
        if (key.StartsWith("forms ", StringComparison.Ordinal))
        {
            foreach (var word in values.SelectMany(FormsOf))
                word.Tags |= Enum.Parse<WordTags>(key["forms ".Length..]);
            return;
        }
        var parts = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isNoun = parts[0] == "noun";
        var isIdiom = parts[0] == "idiom";
        var isPreposition = parts[0] == "preposition";
        if (isNoun || isIdiom || isPreposition)
            parts = parts[1..];
        var stance = Enum.Parse<LinkStance>(parts[0], ignoreCase: true);
        var frames =
            parts.Length > 1
                ? parts[1]
                    .Split('+')
                    .Aggregate(CueFrames.None, (all, frame) => all | Enum.Parse<CueFrames>(frame, ignoreCase: true))
                : CueFrames.Clause;
        var traits = parts
            .Skip(2)
            .Aggregate(CueTraits.None, (all, trait) => all | Enum.Parse<CueTraits>(trait, ignoreCase: true));
        if (traits.HasFlag(CueTraits.Reflexive))
            traits |= CueTraits.OnlyReflexive;
        foreach (var value in values)
        {
            var cue = new Cue(value, stance, frames, traits);
            if (isIdiom)
                Add(idioms, value, cue);
            else if (isNoun)
            {
                Attach(value, cue);
                Attach(value + "s", cue);
            }
            else if (isPreposition)
            {
                Add(attributives, value, cue);
                foreach (var word in value.Split('_'))
                    Entry(word);
            }
            else
                foreach (var word in FormsOf(value))
                {
                    word.Cue = word.Cue is { } known && known.Lemma == value ? known.And(cue) : cue;
                    word.Lemma = value;
                }
        }

        static void Add(Dictionary<string, List<(string[] Words, Cue Cue)>> entries, string value, Cue cue)
        {
            var words = value.Split('_');
            if (!entries.TryGetValue(words[0], out var list))
                entries[words[0]] = list = [];
            list.Add((words[1..], cue));
        }

        void Attach(string form, Cue cue)
        {
            var word = Entry(form);
            word.Tags |= WordTags.Noun;
            word.NounCue = cue;
        }
    }

    private ILookup<string, Word>? formsByLemma;

    private IEnumerable<Word> FormsOf(string lemma)
    {
        formsByLemma ??= words.Values.Where(w => w.Lemma is not null).ToLookup(w => w.Lemma!, StringComparer.Ordinal);
        var forms = formsByLemma[lemma];
        return forms.Any() ? forms : throw new FormatException($"{Code}: '{lemma}' is a cue but no verb");
    }

    // "medium: New York Times; Le Monde", "organization: …", "m: Jean Paul", "f: Marie".
    private void AddName(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var key = line[..colon];
        foreach (
            var name in line[(colon + 1)..]
                .Split(
                    key is "m" or "f" ? ' ' : ';',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
        )
            switch (key)
            {
                case "medium":
                    media.TryAdd(Names.Fold(Names.StripArticle(name)), name);
                    break;
                case "masthead":
                    mastheads.Add(Names.Fold(name));
                    break;
                case "organization":
                    organizations.Add(Names.Fold(name));
                    break;
                default:
                    var word = Entry(name.ToLowerInvariant());
                    word.Tags |= WordTags.Proper | (key == "f" ? WordTags.Feminine : 0);
                    if (word.Noun == NounClass.None)
                        word.Noun = NounClass.FirstName;
                    break;
            }
    }
}

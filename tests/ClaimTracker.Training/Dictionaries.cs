using System.IO.Compression;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>What the dictionaries say of forms, as bits: for French the categories of Lefff, for English the verbs and nouns of WordNet.</summary>
internal static class Dictionaries
{
    public const string Lefff = "lexicons/lefff-3.4.tsv.gz";
    public const string WordNet = "lexicons/wordnet-3.0-classes.en.tsv.gz";

    public static Dictionary<ulong, uint> Read(string language) =>
        language == "fr" ? French(Folders.Shared(Lefff)) : English(Folders.Shared(WordNet));

    private static Dictionary<ulong, uint> French(string file)
    {
        var classes = new Dictionary<ulong, uint>();
        foreach (var parts in Lines(file))
            if (Category(parts[1], parts.Length > 3 ? parts[3] : "") is var category and > 0)
                Add(classes, parts[0], category);
        return classes;
    }

    private static uint Category(string category, string features) =>
        category switch
        {
            "nc" => 1,
            "adj" => 2,
            "np" => features.StartsWith('m') ? FormClasses.Masculine | 4
            : features.StartsWith('f') ? FormClasses.Feminine | 4
            : 4,
            "adv" or "advneg" => 8,
            "prep" => 16,
            "det" => 32,
            "pro" => 64,
            "v" or "auxAvoir" or "auxEtre" => (
                features switch
                {
                    "W" => 1u << 8,
                    "G" => 1 << 9,
                    _ when features.StartsWith('K') => 1 << 10,
                    _ => 1 << 7,
                }
            ) | (category == "v" ? 0 : 1u << 15),
            "csu" or "que" => 1 << 11,
            "coo" => 1 << 12,
            "prel" or "pri" => 1 << 14,
            _ when category.StartsWith("cl", StringComparison.Ordinal) => 1 << 13,
            _ => 0,
        };

    private static Dictionary<ulong, uint> English(string file)
    {
        var classes = new Dictionary<ulong, uint>();
        foreach (var parts in Lines(file))
        {
            var (verb, noun) = (parts[1].Split(' ')[0], parts[2].Split(' ')[0]);
            Add(
                classes,
                parts[0],
                (
                    verb.Length == 0 ? 0u
                    : verb == parts[0] ? 1u
                    : 2u
                )
                    | (
                        noun.Length == 0 ? 0u
                        : noun == parts[0] ? 4u
                        : 8u
                    )
            );
        }
        return classes;
    }

    // The lexicographers' classes of WordNet that have to do with speakers and with what is said: of verbs, then of nouns.
    private static readonly string[] SensesOfVerbs =
    [
        "communication",
        "cognition",
        "emotion",
        "perception",
        "social",
        "creation",
        "competition",
        "possession",
        "motion",
        "change",
        "contact",
        "stative",
    ];

    private static readonly string[] SensesOfNouns =
    [
        "person",
        "communication",
        "group",
        "cognition",
        "act",
        "feeling",
        "attribute",
        "state",
        "artifact",
        "event",
        "possession",
        "time",
        "location",
    ];

    /// <summary>The classes of meaning of English forms, as bits.</summary>
    public static void WriteSenses(string language) =>
        Folders.Write(language, "senses.bin", writer => FormClasses.Write(writer, Senses()));

    private static Dictionary<ulong, uint> Senses()
    {
        var senses = new Dictionary<ulong, uint>();
        foreach (var parts in Lines(Folders.Shared(WordNet)))
        {
            var bits = Bits(parts[1], SensesOfVerbs) | Bits(parts[2], SensesOfNouns) << 15;
            if (bits != 0)
                Add(senses, parts[0], bits);
        }
        return senses;

        static uint Bits(string column, string[] names) =>
            column
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Aggregate(0u, (all, name) => Array.IndexOf(names, name) is var at and >= 0 ? all | 1u << at : all);
    }

    private static void Add(Dictionary<ulong, uint> classes, string form, uint bits)
    {
        var hash = FeatureHash.Of(form);
        classes[hash] = classes.GetValueOrDefault(hash) | bits;
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            if (line.Split('\t') is { Length: >= 3 } parts)
                yield return parts;
    }
}

using System.Collections.Frozen;

namespace ClaimTracker.Extraction;

/// <summary>One who may be meant by the words that name a speaker, and how it came to be considered.</summary>
/// <param name="IsRules">The rules would take this one.</param>
/// <param name="IsSelf">The words themselves name it.</param>
/// <param name="Rank">So many others were named since.</param>
internal readonly record struct SpeakerOption(KnownSource Source, bool IsRules, bool IsSelf, int Rank);

/// <summary>Decides who is meant by a name, a description or a pronoun: each one known so far gets a sum over what speaks for
/// it, and the highest is taken.</summary>
internal sealed class SpeakerRanker
{
    public const string FileName = "speakers";

    private static readonly FrozenDictionary<string, Lazy<SpeakerRanker?>> All =
        LanguageData.Languages.ToFrozenDictionary(
            code => code,
            code => new Lazy<SpeakerRanker?>(() => Load(LanguageData.For(code).Folder))
        );

    private readonly QuantizedWeights weights;

    private SpeakerRanker(QuantizedWeights weights) => this.weights = weights;

    /// <summary>The ranker of a language; null where none was learned.</summary>
    public static SpeakerRanker? For(LanguageData language) =>
        All.TryGetValue(language.Code, out var ranker) ? ranker.Value : null;

    public static SpeakerRanker Read(BinaryReader reader) => new(QuantizedWeights.Read(reader));

    /// <summary>The likeliest of these.</summary>
    public KnownSource Choose(SpeakerQuestion question, List<SpeakerOption> options)
    {
        var features = new List<ulong>();
        var (best, most) = (0, int.MinValue);
        for (var i = 0; i < options.Count; i++)
        {
            question.Collect(options[i], features);
            var sum = 0;
            foreach (var feature in features)
                sum += weights.Of(feature);
            if (sum > most)
                (best, most) = (i, sum);
        }
        return options[best].Source;
    }

    private static SpeakerRanker? Load(string? folder)
    {
        if (folder is null || QuantizedWeights.Open(folder, FileName) is not { } reader)
            return null;
        using (reader)
            return Read(reader);
    }
}

/// <summary>Words that name a speaker, with what is to be seen of them.</summary>
internal sealed class SpeakerQuestion
{
    private const int LongestName = 200;

    private readonly Article article;
    private readonly Places places;
    private readonly int at;
    private readonly KnownSource? speaking;
    private readonly SourceDescription? description;
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly ulong kind;
    private readonly ulong form;
    private readonly ulong number;
    private readonly ulong noun;
    private readonly bool? feminine;
    private readonly bool plural;

    public SpeakerQuestion(Article article, Places places, Mention mention, KnownSource? speaking)
    {
        this.article = article;
        this.places = places;
        at = mention.Core.Head;
        this.speaking = speaking;
        form = FeatureHash.Of(article.Form(at));
        var word = article.Tokens[at].Word;
        if (mention.Core.IsPronoun)
        {
            kind = 1;
            plural = word?.Is(WordTags.Plural) == true;
            feminine =
                article.Form(at).TrimStart('-', 't') is var plain && plain is "elle" or "elles" or "she" ? true
                : plain is "il" or "ils" or "he" ? false
                : null;
        }
        else
        {
            description = SourceReader.Read(article, mention);
            kind =
                description.IsNamed ? 2u
                : article.Tokens[mention.Core.First].Is(WordTags.Own) ? 5u
                : description.Definite ? 3u
                : 4u;
            noun =
                1
                + (ulong)(word?.Noun ?? NounClass.None)
                + (article.Parse.TagOf(at) == UniversalTag.ProperNoun ? 32u : 0);
            plural = description.Plural;
            feminine = description.GenderKnown ? description.Feminine : null;
            words.UnionWith(WordsOf(article.Span(mention.First, mention.Last).In(article.Text)));
        }
        number = (plural ? 2u : 1u) + (mention.Relative >= 0 ? 4u : 0);
    }

    /// <summary>What speaks for one of those who may be meant.</summary>
    public void Collect(SpeakerOption option, List<ulong> features)
    {
        var source = option.Source;
        features.Clear();
        var way = (option.IsRules ? 1u : 0) + (option.IsSelf ? 2u : 0) + (source.Name is null ? 4u : 0);
        var mention = kind == 1 ? FeatureHash.Mix(1, form) : kind;
        Add(0, way, kind);
        Add(1, way, mention);
        Add(2, way, kind, number);
        if (description is { } described)
        {
            Add(3, way, kind, (ulong)described.Kind);
            Add(4, way, described.Nouns.Count > 0 ? FeatureHash.Of(described.Nouns[0]) : form);
            Add(5, way, kind, (described.Specific ? 1u : 0) + (described.Office is null ? 0 : 2u));
        }
        Add(6, way, kind, noun);
        if (source.Name is null)
            return;
        var since = source.LastToken < 0 ? 9u : Bucket(places.SentenceOf(at) - places.SentenceOf(source.LastToken));
        var sameParagraph = source.LastToken >= 0 && places.ParagraphOf(at) == places.ParagraphOf(source.LastToken);
        var rank = (ulong)Math.Min(option.Rank, 6);
        var gender =
            feminine is null || GenderOf(source) is not { } other ? 0u
            : feminine == other ? 1u
            : 2u;
        var agreement = gender + (plural == source.Plural ? 4u : 0);
        var spoke = source.LastSpoke < 0 ? 7u : (ulong)Math.Min(places.Speeches - source.LastSpoke, 6);
        var role =
            (
                source.LastToken < 0 ? 0
                : source.LastIsSubject ? 2u
                : 1u
            ) + (sameParagraph ? 4u : 0);
        var isDescribed =
            description is { Nouns.Count: > 0 } && source.Descriptions.Contains(description.Nouns[0]) ? 1u : 0;
        var shared = (ulong)WordsOf(source.Name).Count(words.Contains);
        var isSpeaking =
            speaking is not null && source == speaking ? 1u
            : speaking is null ? 2u
            : 0;
        Add(10, mention, (ulong)source.Kind);
        Add(11, mention, agreement);
        Add(12, mention, since, role);
        Add(13, mention, rank);
        Add(14, mention, spoke);
        Add(15, kind, agreement, (ulong)source.Kind);
        Add(16, kind, spoke, role);
        Add(17, kind, rank, since);
        Add(18, kind, isDescribed, Math.Min(shared, 2ul) + (option.IsSelf ? 4u : 0));
        Add(19, mention, isSpeaking, article.Level(at) >= 0 ? 1u : 0);
        Add(20, kind, (ulong)Math.Min(source.Mentions, 5), rank);
        Add(21, way, kind, agreement);
        Add(22, way, kind, spoke);
        Add(23, way, mention, (ulong)source.Kind);
        Add(24, kind, isDescribed, agreement);
        Add(25, kind, (ulong)source.Kind, since);
        Add(26, noun, (ulong)source.Kind, agreement + (option.IsSelf ? 8u : 0));
        Add(27, noun, spoke + (option.IsSelf ? 8u : 0), role);
        Add(28, kind, agreement + ((ulong)source.Kind << 4), rank + (spoke << 4));

        void Add(ulong template, ulong a, ulong b = 0, ulong c = 0) => features.Add(FeatureHash.Mix(template, a, b, c));
    }

    // The longer words of a name; of one as long as no name is, none.
    private static IEnumerable<string> WordsOf(string name) =>
        name.Length > LongestName ? [] : Names.Fold(name).Split(' ').Where(word => word.Length > 3);

    // What the article said of it; else what the dictionaries say of the first name.
    private bool? GenderOf(KnownSource source)
    {
        if (source.GenderKnown)
            return source.Feminine;
        if (
            source is not { Kind: ProposedSourceKind.Person, Name: { } name }
            || name.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var end)
        )
            return null;
        return ((SyntaxModel.For(article.Language)?.ClassesOf(name.AsSpan(0, end)) ?? 0) & FormClasses.AnyGender) switch
        {
            FormClasses.Masculine => false,
            FormClasses.Feminine => true,
            _ => null,
        };
    }

    private static ulong Bucket(int sentences) =>
        sentences switch
        {
            < 0 => 8,
            <= 3 => (ulong)sentences,
            <= 6 => 4,
            <= 12 => 5,
            _ => 6,
        };
}

/// <summary>The number of the sentence and paragraph of each token, and how many have spoken so far.</summary>
internal sealed class Places
{
    private readonly int[] sentences;
    private readonly int[] paragraphs;

    public Places(Article article)
    {
        sentences = new int[article.Tokens.Length];
        paragraphs = new int[article.Tokens.Length];
        var (sentence, paragraph) = (0, 0);
        for (var i = 0; i < sentences.Length; i++)
        {
            if (article.Tokens[i].Kind == TokenKind.Break)
                paragraph++;
            if (i > 0 && article.Tokens[i - 1].Kind is TokenKind.Stop or TokenKind.Break)
                sentence++;
            sentences[i] = sentence;
            paragraphs[i] = paragraph;
        }
    }

    public int Speeches { get; set; }

    public int SentenceOf(int token) => sentences[token];

    public int ParagraphOf(int token) => paragraphs[token];
}

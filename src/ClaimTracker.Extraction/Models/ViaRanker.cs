using System.Collections.Frozen;

namespace ClaimTracker.Extraction;

/// <summary>Through whom a statement may have reached the outlet.</summary>
internal enum ViaKind : byte
{
    /// <summary>The outlet has it from the speaker.</summary>
    Nobody,

    /// <summary>A medium, a person or a paper named nearby passed it on.</summary>
    Named,

    /// <summary>The same as for the statement before.</summary>
    Carried,

    /// <summary>It stands inside what another says.</summary>
    Nested,
}

/// <param name="Mention">The words that name it, where it is named.</param>
internal readonly record struct ViaOption(ViaKind Kind, Mention? Mention);

/// <summary>A statement before another, the last of the same speaker or the last at all, as far as it matters for how both came to the outlet.</summary>
/// <param name="Kind">How it came.</param>
/// <param name="SameSpeaker">Whether both have one speaker.</param>
internal sealed record Before(Candidate Candidate, ViaKind Kind, bool SameSpeaker);

/// <summary>Decides through whom a statement reached the outlet: the preposition, the verb and the place of a name decide, not whether a list knows it.</summary>
internal sealed class ViaRanker
{
    public const string FileName = "relays";

    private static readonly FrozenDictionary<string, Lazy<ViaRanker?>> All = LanguageData.Languages.ToFrozenDictionary(
        code => code,
        code => new Lazy<ViaRanker?>(() => Load(LanguageData.For(code).Folder))
    );

    private readonly QuantizedWeights weights;

    private ViaRanker(QuantizedWeights weights) => this.weights = weights;

    /// <summary>The ranker of a language; null where none was learned.</summary>
    public static ViaRanker? For(LanguageData language) =>
        All.TryGetValue(language.Code, out var ranker) ? ranker.Value : null;

    public static ViaRanker Read(BinaryReader reader) => new(QuantizedWeights.Read(reader));

    /// <summary>The likeliest of the ways a statement may have come.</summary>
    public ViaOption Choose(ViaQuestion question)
    {
        var features = new List<ulong>();
        var options = question.Options();
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
        return options[best];
    }

    private static ViaRanker? Load(string? folder)
    {
        if (folder is null || QuantizedWeights.Open(folder, FileName) is not { } reader)
            return null;
        using (reader)
            return Read(reader);
    }
}

/// <summary>A statement whose way to the outlet is asked for.</summary>
/// <param name="article">The article.</param>
/// <param name="places">Its sentences and paragraphs.</param>
/// <param name="candidate">The statement.</param>
/// <param name="outer">The one inside whose content it stands.</param>
/// <param name="sameAsOuter">Whether both have one speaker.</param>
/// <param name="before">The statement before it.</param>
/// <param name="told">The one whom the rules take for a relay.</param>
internal sealed class ViaQuestion(
    Article article,
    Places places,
    Candidate candidate,
    Candidate? outer,
    bool sameAsOuter,
    Before? before,
    Mention? told
)
{
    /// <summary>Among so many statements before it the one of the same speaker is sought; else the last one counts.</summary>
    public const int Memory = 6;

    // So far from the cue a name may stand, in tokens, and so many names are judged.
    private const int Farthest = 60;
    private const int MostNames = 24;

    private readonly int cue =
        candidate.CueTokens.First >= 0 ? HeadOf(article.Parse, candidate.CueTokens) : candidate.Start;

    /// <summary>All ways it may have come.</summary>
    public List<ViaOption> Options()
    {
        var options = new List<ViaOption> { new(ViaKind.Nobody, null) };
        if (before is not null && before.Kind != ViaKind.Nobody)
            options.Add(new ViaOption(ViaKind.Carried, null));
        if (outer is not null && !sameAsOuter)
            options.Add(new ViaOption(ViaKind.Nested, null));
        if (told is not null)
            options.Add(new ViaOption(ViaKind.Named, told));
        var names = 0;
        for (var k = FirstPhrase(); k < article.Phrases.Count && names < MostNames; k++)
        {
            var phrase = article.Phrases[k];
            if (
                phrase.First > cue + Farthest
                || places.ParagraphOf(phrase.First) > places.ParagraphOf(cue)
                || places.SentenceOf(phrase.First) > places.SentenceOf(cue) + 1
            )
                break;
            if (
                places.ParagraphOf(phrase.First) < places.ParagraphOf(cue)
                || places.SentenceOf(phrase.First) < places.SentenceOf(cue) - 1
                || phrase.IsPronoun
                || phrase.IsTime
                || told is not null && told.Core.First == phrase.First
                || !MayPassOn(phrase)
            )
                continue;
            names++;
            options.Add(new ViaOption(ViaKind.Named, new Mention(phrase.First, phrase.Last, phrase, phrase.Last)));
        }
        return options;
    }

    /// <summary>What speaks for one way.</summary>
    public void Collect(ViaOption option, List<ulong> features)
    {
        features.Clear();
        var parse = article.Parse;
        var cueForm = FeatureHash.Of(article.Form(cue));
        var cueTag = (ulong)parse.TagOf(cue);
        var quoted = article.Level(cue) >= 0 ? 1u : 0;
        Add(0, (ulong)option.Kind);
        switch (option.Kind)
        {
            case ViaKind.Nobody:
                Add(1, cueTag);
                Add(
                    2,
                    outer is null ? 0
                        : sameAsOuter ? 1u
                        : 2,
                    quoted
                );
                Add(3, before is null ? 9 : (ulong)before.Kind);
                Add(4, told is null ? 0 : 1u);
                break;
            case ViaKind.Carried:
                var between = places.SentenceOf(cue) - places.SentenceOf(CueOf(before!.Candidate));
                var paragraphs = Math.Min(places.ParagraphOf(cue) - places.ParagraphOf(CueOf(before.Candidate)), 2);
                var way = (ulong)before.Kind + (before.SameSpeaker ? 4u : 0);
                Add(10, way);
                Add(11, way, (ulong)Math.Clamp(between, -1, 4) + 1, (ulong)Math.Max(paragraphs, -1) + 1);
                Add(
                    12,
                    way,
                    candidate.Source is null ? 0
                        : candidate.Source.Core.IsPronoun ? 1u
                        : 2
                );
                Add(13, before.SameSpeaker ? 1u : 0, (ulong)Math.Clamp(between, -1, 4) + 1);
                Add(14, way, outer is null ? 0 : 1u, quoted);
                Add(15, way, cueTag);
                break;
            case ViaKind.Nested:
                var outerCue = CueOf(outer!);
                Add(20, (ulong)outer!.Frame);
                Add(21, FeatureHash.Of(article.Form(outerCue)));
                Add(
                    22,
                    quoted,
                    outer.Source is null ? 0
                        : outer.Source.Core.IsPronoun ? 1u
                        : 2
                );
                Add(23, places.SentenceOf(outerCue) == places.SentenceOf(cue) ? 1u : 0, quoted);
                Add(24, cueTag, (ulong)candidate.Frame);
                Add(
                    25,
                    candidate.Source is null ? 0
                        : candidate.Source.Core.IsPronoun ? 1u
                        : 2
                );
                Add(26, candidate.Source is null ? 0 : FeatureHash.Of(article.Form(candidate.Source.Core.Head)));
                break;
            default:
                CollectNamed(option.Mention!, Add);
                break;
        }

        void Add(ulong template, ulong a, ulong b = 0, ulong c = 0) => features.Add(FeatureHash.Mix(template, a, b, c));
    }

    private delegate void Take(ulong template, ulong a, ulong b = 0, ulong c = 0);

    private void CollectNamed(Mention mention, Take add)
    {
        var parse = article.Parse;
        var core = mention.Core;
        var top = core.Head;
        for (var k = core.First; k <= core.Last; k++)
            if (parse.HeadOf(k) < core.First || parse.HeadOf(k) > core.Last)
            {
                top = k;
                break;
            }
        var relation = (ulong)parse.RelationOf(top);
        var governor = parse.HeadOf(top);
        // "le journal Le Monde", "à l'agence X": what an apposition or a class noun hangs on counts.
        var classNoun = article.Tokens[core.Head].Word?.Noun ?? NounClass.None;
        if (
            governor >= 0
            && parse.RelationOf(top) is DependencyRelation.Appos or DependencyRelation.Nmod or DependencyRelation.Flat
            && article.Tokens[governor].Word?.Noun is { } above and not NounClass.None and not NounClass.FirstName
        )
        {
            classNoun = above;
            relation = (ulong)parse.RelationOf(governor) + 64;
            governor = parse.HeadOf(governor);
        }
        var preposition =
            core.First > 0 && parse.TagOf(core.First) == UniversalTag.Adposition ? core.First
            : core.First > 0 && parse.TagOf(core.First - 1) == UniversalTag.Adposition ? core.First - 1
            : -1;
        var by = preposition < 0 ? 0 : FeatureHash.Of(article.Form(preposition));
        var previous = preposition >= 0 ? preposition - 1 : core.First - 1;
        var wordBefore = previous < 0 ? 1 : FeatureHash.Of(article.Form(previous));
        var governorForm = governor < 0 ? 1 : FeatureHash.Of(article.Form(governor));
        var governorTag = governor < 0 ? 31 : (ulong)parse.TagOf(governor);
        var kind = (ulong)SourceReader.Read(article, mention).Kind;
        var inContent = candidate.Content.Any(r => core.First >= r.First && core.Last <= r.Last) ? 1u : 0;
        var inSource =
            candidate.Source is { } source && core.First >= source.First && core.Last <= source.Last ? 1u : 0;
        var isSpeaker = candidate.Source is { } named && named.Core.First == core.First ? 1u : 0;
        var where = inContent + 2 * inSource + 4 * isSpeaker;
        var ofCue =
            governor == cue ? 2u
            : parse.Governs(cue, top) ? 1u
            : 0;
        var sentence = (ulong)(places.SentenceOf(core.First) - places.SentenceOf(cue) + 1);
        var side = core.First > cue ? 1u : 0;
        var isTold = told is not null && told.Core.First == core.First ? 1u : 0;
        var noun = (ulong)classNoun;
        add(30, by);
        add(31, by, ofCue, sentence);
        add(32, by, governorForm);
        add(33, by, governorTag, relation);
        add(34, kind, by);
        add(35, kind, noun);
        add(36, kind, ofCue, sentence);
        add(37, kind, where);
        add(38, where, sentence, side);
        add(39, FeatureHash.Of(article.Form(cue)), by, ofCue);
        add(40, by, wordBefore);
        add(41, wordBefore);
        add(42, relation, ofCue, where);
        add(43, isTold, kind);
        add(44, noun, by, where);
        add(45, kind, where, sentence);
        add(46, governorForm, kind);
        add(47, by, kind, ofCue);
        add(48, article.Tokens[core.Head].Is(WordTags.Proper) ? 1u : 0, kind, where);
        add(49, kind, by, sentence + 4 * where);
        add(
            50,
            candidate.Source is null ? 0
                : candidate.Source.Core.IsPronoun ? 1u
                : 2,
            kind,
            where
        );
        add(51, article.Level(core.First) >= 0 ? 1u : 0, where);
    }

    // Names, and nouns that mean media or papers.
    private bool MayPassOn(NounPhrase phrase)
    {
        for (var k = phrase.First; k <= phrase.Last; k++)
            if (
                article.Tokens[k].Is(WordTags.Proper)
                || article.Parse.TagOf(k) == UniversalTag.ProperNoun
                || article.Tokens[k].Word?.Noun is NounClass.Medium or NounClass.Document
            )
                return true;
        return false;
    }

    private int FirstPhrase()
    {
        var (low, high) = (0, article.Phrases.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (article.Phrases[middle].Last < cue - Farthest)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private int CueOf(Candidate other) =>
        other.CueTokens.First >= 0 ? HeadOf(article.Parse, other.CueTokens) : other.Start;

    private static int HeadOf(Parse parse, TokenRange range)
    {
        for (var k = range.First; k <= range.Last; k++)
            if (
                (parse.HeadOf(k) < range.First || parse.HeadOf(k) > range.Last)
                && (parse.TagOf(k).IsVerb() || k == range.Last)
            )
                return k;
        return range.Last;
    }
}

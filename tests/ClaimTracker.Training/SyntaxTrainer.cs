using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Learns tagger and parser of a language from its treebanks: averaged perceptrons, the parser with a dynamic oracle.</summary>
internal sealed class SyntaxTrainer(string language)
{
    private const int TaggerRounds = 8;
    private const int ParserRounds = 10;
    private const int Folds = 5;
    private const int TaggerBits = 16;
    private const int MoveBits = 19;
    private const int RelationBits = 17;
    private const float LeastTagger = 0.3f;
    private const float LeastParser = 1f;

    // Words seen so often with one tag only need no model.
    private const int OftenEnough = 20;

    // From the second round on the parser follows its own moves this often, in a thousand.
    private const int Exploration = 900;

    private const uint Seed = 20_120_801;

    public static readonly IReadOnlyDictionary<string, string[]> Train = new Dictionary<string, string[]>
    {
        ["fr"] = ["fr_sequoia_train", "fr_sequoia_dev", "fr_gsd_dev", "fr_pud_test"],
        ["en"] = ["en_ewt_train"],
    };

    public static readonly IReadOnlyDictionary<string, string[]> Test = new Dictionary<string, string[]>
    {
        ["fr"] = ["fr_gsd_test", "fr_sequoia_test"],
        ["en"] = ["en_ewt_dev", "en_ewt_test"],
    };

    private readonly Dictionary<ulong, uint> dictionary = Dictionaries.Read(language);

    public void Run()
    {
        var sentences = Train[language]
            .SelectMany(name => Treebank.Read(PathOf(name), LanguageData.For(language)))
            .Where(s => s.Tokens.Length <= ParserState.Longest)
            .ToArray();
        var classes = ReadBack(writer => FormClasses.Write(writer, dictionary), FormClasses.Read);
        var forms = Array.ConvertAll(sentences, s => new WordForms(s.Text, s.Tokens, classes));
        // The parser learns on tags as it will get them: from a tagger that has not seen the sentence.
        var tags = new UniversalTag[sentences.Length][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var others = Enumerable.Range(0, sentences.Length).Where(i => i % Folds != fold).ToArray();
            var jackknife = ReadBack(writer => WriteTagger(writer, sentences, forms, others), PartOfSpeechTagger.Read);
            for (var i = fold; i < sentences.Length; i += Folds)
            {
                tags[i] = new UniversalTag[sentences[i].Tokens.Length];
                jackknife.Tag(forms[i], 0, tags[i].Length, tags[i]);
            }
        }
        Folders.Write(language, SyntaxModel.FileName + ".bin", writer =>
        {
            FormClasses.Write(writer, dictionary);
            WriteTagger(writer, sentences, forms, [.. Enumerable.Range(0, sentences.Length)]);
            WriteParser(writer, sentences, forms, tags);
        });
    }

    public static string PathOf(string name) => Folders.Shared($"corpora/ud/{name}.conllu.gz");

    private static T ReadBack<T>(Action<BinaryWriter> write, Func<BinaryReader, T> read)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        write(writer);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        return read(reader);
    }

    private static void WriteTagger(BinaryWriter writer, TreebankSentence[] sentences, WordForms[] forms, int[] chosen)
    {
        var certain = chosen
            .SelectMany(i => sentences[i].Tags.Select((tag, k) => (Word: forms[i].Words[k], Tag: tag)))
            .GroupBy(e => e.Word)
            .Where(g => g.Count() >= OftenEnough && g.Select(e => e.Tag).Distinct().Count() == 1)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.First().Tag))
            .ToArray();
        writer.Write7BitEncodedInt(certain.Length);
        foreach (var (word, tag) in certain)
        {
            writer.Write(word);
            writer.Write((byte)tag);
        }
        var known = certain.ToDictionary(e => e.Key, e => e.Tag);
        var perceptron = new AveragedPerceptron(TaggerBits, PartOfSpeechTagger.Columns);
        var features = new uint[PartOfSpeechTagger.Features];
        var sums = new int[PartOfSpeechTagger.Columns];
        var random = new Shuffle(Seed);
        for (var round = 0; round < TaggerRounds; round++)
            foreach (var i in random.Order(chosen))
            {
                var guessed = new UniversalTag[sentences[i].Tokens.Length];
                for (var k = 0; k < guessed.Length; k++)
                {
                    if (known.TryGetValue(forms[i].Words[k], out guessed[k]))
                        continue;
                    PartOfSpeechTagger.Collect(forms[i], 0, guessed.Length, k, guessed, features);
                    perceptron.Sum(features, sums);
                    guessed[k] = (UniversalTag)PartOfSpeechTagger.Best(sums);
                    perceptron.Learn(features, (int)sentences[i].Tags[k], (int)guessed[k]);
                }
            }
        perceptron.Write(writer, LeastTagger);
    }

    private static void WriteParser(
        BinaryWriter writer,
        TreebankSentence[] sentences,
        WordForms[] forms,
        UniversalTag[][] tags
    )
    {
        var moves = new AveragedPerceptron(MoveBits, ParserFeatures.MoveColumns);
        var relations = new AveragedPerceptron(RelationBits, ParserFeatures.RelationColumns);
        var state = new ParserState();
        var oracle = new DynamicOracle();
        var features = new uint[ParserFeatures.OfMove];
        var ofRelation = new uint[ParserFeatures.OfRelation];
        var sums = new int[ParserFeatures.MoveColumns];
        var relationSums = new int[ParserFeatures.RelationColumns];
        var random = new Shuffle(Seed);
        var all = Enumerable.Range(0, sentences.Length).ToArray();
        for (var round = 0; round < ParserRounds; round++)
            foreach (var i in random.Order(all))
            {
                var sentence = sentences[i];
                state.Set(forms[i], tags[i], 0, sentence.Tokens.Length);
                oracle.Set(sentence.Heads);
                while (!state.IsDone)
                {
                    var move = state.OnlyMove();
                    if (move < 0)
                    {
                        ParserFeatures.CollectMove(state, features);
                        moves.Sum(features, sums);
                        var predicted = state.Best(sums);
                        var right = oracle.Best(state, sums);
                        moves.Learn(features, oracle.IsBest(state, predicted) ? predicted : right, predicted);
                        move =
                            oracle.IsBest(state, predicted) || round > 0 && random.Next(1000) < Exploration
                                ? predicted
                                : right;
                    }
                    if (move == ParserState.Shift)
                    {
                        state.Push();
                        continue;
                    }
                    ParserFeatures.CollectRelation(state, move, ofRelation);
                    relations.Sum(ofRelation, relationSums);
                    var relation = PartOfSpeechTagger.Best(relationSums);
                    var child = state.StackAt(0);
                    var head = move == ParserState.Left ? state.BufferAt(0) : state.StackAt(1);
                    var gold = sentence.Heads[child] < 0 ? state.Root : sentence.Heads[child];
                    if (head == gold)
                        relations.Learn(ofRelation, (int)sentence.Relations[child], relation);
                    state.Attach(move, (DependencyRelation)relation);
                }
            }
        moves.Write(writer, LeastParser);
        relations.Write(writer, LeastParser);
    }

    /// <summary>Tags and trees of the test parts, measured with the written model.</summary>
    public static void Report(string language)
    {
        using var file = File.OpenRead(Folders.Language(language, SyntaxModel.FileName + ".bin"));
        using var reader = new BinaryReader(
            new System.IO.Compression.BrotliStream(file, System.IO.Compression.CompressionMode.Decompress)
        );
        var model = SyntaxModel.Read(reader);
        foreach (var name in Test[language])
        foreach (var cut in new[] { null, LanguageData.For(language) })
            Console.WriteLine(
                $"{name} ({(cut is null ? "tokens of the treebank" : "tokens of the library")}): {Measure(model, Treebank.Read(PathOf(name), cut))}"
            );
    }

    private static string Measure(SyntaxModel model, IEnumerable<TreebankSentence> sentences)
    {
        var (words, tagged, scored, attached, labelled, forms) = (0, 0, 0, 0, 0, 0);
        var state = new ParserState();
        foreach (var sentence in sentences)
        {
            var count = sentence.Tokens.Length;
            var tags = new UniversalTag[count];
            var heads = new int[count];
            var relations = new DependencyRelation[count];
            for (var first = 0; first < count; first += ParserState.Longest)
                model.Parse(
                    model.FormsOf(sentence.Text, sentence.Tokens),
                    state,
                    first,
                    Math.Min(count, first + ParserState.Longest),
                    tags,
                    heads,
                    relations
                );
            for (var i = 0; i < count; i++)
            {
                words++;
                if (tags[i] == sentence.Tags[i])
                    forms++;
                if (Coarse(tags[i]) == Coarse(sentence.Tags[i]))
                    tagged++;
                if (sentence.Tags[i] == UniversalTag.Punctuation)
                    continue;
                scored++;
                if (heads[i] != sentence.Heads[i])
                    continue;
                attached++;
                if (relations[i] == sentence.Relations[i])
                    labelled++;
            }
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"UPOS {100.0 * tagged / words:0.0} (with forms {100.0 * forms / words:0.0})  UAS {100.0 * attached / scored:0.0}  LAS {100.0 * labelled / scored:0.0}"
        );
    }

    private static UniversalTag Coarse(UniversalTag tag) =>
        tag.IsVerb() ? UniversalTag.FiniteVerb
        : tag.IsAuxiliary() ? UniversalTag.FiniteAuxiliary
        : tag == UniversalTag.RelativePronoun ? UniversalTag.Pronoun
        : tag;
}

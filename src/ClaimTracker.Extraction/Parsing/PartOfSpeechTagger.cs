namespace ClaimTracker.Extraction;

/// <summary>Gives each token its universal tag, from left to right: a linear model over the word, its letters, its neighbours and the two tags
/// before it. Words that have one tag only need no model.</summary>
internal sealed class PartOfSpeechTagger
{
    public const int Columns = 32;

    /// <summary>How many features a token has.</summary>
    public const int Features = 34;

    private readonly QuantizedWeights weights;
    private readonly Dictionary<uint, UniversalTag> certain;

    private PartOfSpeechTagger(QuantizedWeights weights, Dictionary<uint, UniversalTag> certain)
    {
        this.weights = weights;
        this.certain = certain;
    }

    /// <summary>Tags the tokens of one sentence.</summary>
    public void Tag(WordForms forms, int first, int end, UniversalTag[] tags)
    {
        Span<uint> features = stackalloc uint[Features];
        Span<int> sums = stackalloc int[Columns];
        for (var i = first; i < end; i++)
        {
            if (certain.TryGetValue(forms.Words[i], out var only))
            {
                tags[i] = only;
                continue;
            }
            Collect(forms, first, end, i, tags, features);
            sums.Clear();
            weights.AddTo(sums, features);
            tags[i] = (UniversalTag)Best(sums);
        }
    }

    /// <summary>What is to be seen of a token; the tags before it are settled.</summary>
    public static void Collect(WordForms forms, int first, int end, int i, UniversalTag[] tags, Span<uint> features)
    {
        var word = forms.Words[i] * 0x9E3779B1;
        var before = WordAt(forms, first, end, i - 1) * 0x85EBCA6B;
        var after = WordAt(forms, first, end, i + 1) * 0xC2B2AE35;
        var before2 = WordAt(forms, first, end, i - 2) * 0x27D4EB2F;
        var after2 = WordAt(forms, first, end, i + 2) * 0x165667B1;
        var tag = ((i > first ? (uint)tags[i - 1] : 30) + 1) * 0xD3A2646C | 1;
        var tag2 = ((i > first + 1 ? (uint)tags[i - 2] : 30) + 1) * 0xFD7046C5;
        var ending1 = forms.Endings[i * 4] * 3;
        var ending2 = forms.Endings[i * 4 + 1] * 5;
        var ending3 = forms.Endings[i * 4 + 2] * 7;
        var ending4 = forms.Endings[i * 4 + 3] * 11;
        var shape = ((uint)forms.Shapes[i] + (i == first ? 256u : 0u)) * 0xB55A4F09;
        var known = forms.Classes[i] * 0xB5297A4D;
        var knownAfter = (i + 1 < end ? forms.Classes[i + 1] + 1 : 0) * 0x68E31DA4u + 5;
        var knownBefore = (i > first ? forms.Classes[i - 1] + 1 : 0) * 0x1B56C4E9u;
        var endingAfter = i + 1 < end ? forms.Endings[(i + 1) * 4 + 2] * 13 : 17;
        var endingBefore = i > first ? forms.Endings[(i - 1) * 4 + 2] * 19 : 23;
        var shapeAfter = (i + 1 < end ? (uint)forms.Shapes[i + 1] + 1 : 0) * 0x7FEB352Du;
        var shapeBefore = (i > first ? (uint)forms.Shapes[i - 1] + 1 : 0) * 0x846CA68Bu;
        var template = 0;
        var salt = 0u;
        Add(features, word);
        Add(features, ending1);
        Add(features, ending2);
        Add(features, ending3);
        Add(features, ending4);
        Add(features, forms.Beginnings[i]);
        Add(features, shape);
        Add(features, known);
        Add(features, before);
        Add(features, after);
        Add(features, before2);
        Add(features, after2);
        Add(features, tag);
        Add(features, tag + tag2);
        Add(features, tag + word);
        Add(features, tag + after);
        Add(features, before + word);
        Add(features, word + after);
        Add(features, endingBefore);
        Add(features, endingAfter);
        Add(features, shapeBefore + shape);
        Add(features, shape + shapeAfter);
        Add(features, shape + ending2);
        Add(features, shape + known);
        Add(features, tag + ending3);
        Add(features, tag + ending2 + shape);
        Add(features, tag + known);
        Add(features, known + knownAfter);
        Add(features, knownBefore + known);
        Add(features, tag + known + knownAfter);
        Add(features, tag + tag2 + known);
        Add(features, word + knownAfter);
        Add(features, tag + knownAfter);
        Add(features, tag + tag2 + ending3);

        void Add(Span<uint> rows, uint feature)
        {
            salt += 0x6C8E9CF5;
            rows[template++] = (feature + salt) * 0x9E3779B1;
        }
    }

    public static int Best(ReadOnlySpan<int> sums)
    {
        var best = 0;
        for (var k = 1; k < sums.Length; k++)
            if (sums[k] > sums[best])
                best = k;
        return best;
    }

    public static PartOfSpeechTagger Read(BinaryReader reader)
    {
        var certain = new Dictionary<uint, UniversalTag>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
            certain[reader.ReadUInt32()] = (UniversalTag)reader.ReadByte();
        return new PartOfSpeechTagger(QuantizedWeights.Read(reader), certain);
    }

    private static uint WordAt(WordForms forms, int first, int end, int i) =>
        i < first ? 1
        : i >= end ? 2
        : forms.Words[i];
}

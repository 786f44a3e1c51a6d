using System.Runtime.CompilerServices;

namespace ClaimTracker.Extraction;

/// <summary>What one thing to be judged is made of: hashed features, some with a weight of their own, each with the aspect it speaks of.</summary>
internal sealed class FeatureList
{
    /// <summary>The value of a feature that is simply there.</summary>
    public const int Present = 16;

    private ulong[] hashes = new ulong[256];
    private short[] values = new short[256];
    private Aspect[] aspects = new Aspect[256];

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Hashes => hashes.AsSpan(0, Count);

    public ReadOnlySpan<short> Values => values.AsSpan(0, Count);

    public ReadOnlySpan<Aspect> Aspects => aspects.AsSpan(0, Count);

    /// <summary>What the features added from now on speak of.</summary>
    public Aspect About { get; set; }

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong feature) => Add(feature, Present);

    public void Add(ulong template, ulong a) => Add(FeatureHash.Mix(template, a), Present);

    public void Add(ulong template, ulong a, ulong b) => Add(FeatureHash.Mix(template, a, b), Present);

    public void Add(ulong template, ulong a, ulong b, ulong c) => Add(FeatureHash.Mix(template, a, b, c), Present);

    /// <summary>A feature that is there to some degree, in sixteenths.</summary>
    public void Measure(ulong template, int sixteenths) =>
        Add(FeatureHash.Mix(template, 1), Math.Clamp(sixteenths, -2048, 2048));

    private void Add(ulong feature, int value)
    {
        if (Count == hashes.Length)
        {
            Array.Resize(ref hashes, Count * 2);
            Array.Resize(ref values, Count * 2);
            Array.Resize(ref aspects, Count * 2);
        }
        hashes[Count] = feature;
        values[Count] = (short)value;
        aspects[Count++] = About;
    }

    /// <summary>The sum of the weights of all features, as a natural logarithm in units of <see cref="LogSpace.One"/>.</summary>
    public int Score(QuantizedWeights weights)
    {
        long sum = 0;
        for (var i = 0; i < Count; i++)
            sum += weights.Of(hashes[i]) * values[i];
        return weights.ToLog((int)(sum / Present));
    }

    /// <summary>Adds what each aspect contributes to the score.</summary>
    public void Contribute(QuantizedWeights weights, Span<int> byAspect)
    {
        for (var i = 0; i < Count; i++)
            byAspect[(int)aspects[i]] += weights.ToLog(weights.Of(hashes[i]) * values[i] / Present);
    }
}

/// <summary>What a feature speaks of, as an explanation names it.</summary>
internal enum Aspect : byte
{
    /// <summary>Of no use to a reader.</summary>
    Unnamed,

    /// <summary>The cue word itself.</summary>
    Word,

    /// <summary>What the data say the word does when it reports.</summary>
    Lexicon,

    /// <summary>How it hangs in its sentence and what hangs on it.</summary>
    Construction,
    Subject,
    Object,

    /// <summary>The clause it governs.</summary>
    Clause,
    Quotation,

    /// <summary>Words beside it.</summary>
    Neighbours,
    Negation,

    /// <summary>Place in the article.</summary>
    Place,

    /// <summary>What the rules found there.</summary>
    Rule,

    /// <summary>The edges and size of the content.</summary>
    Extent,
    Source,

    /// <summary>Other reports near it.</summary>
    Others,
}

using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>A table of weights while it is learned by stochastic gradient descent with AdaGrad: frequent features take small steps, rare ones
/// large. What is written is the average over all examples since the first round, which varies less than the last weights do. One thread only:
/// the order of the examples is part of the result.</summary>
internal sealed class AdaGradWeights(int bits, int columns, float rate, float penalty = 0)
{
    private readonly float[] weights = new float[columns << bits];
    private readonly float[] squares = new float[columns << bits];

    // What each weight was moved, times the examples before it.
    private readonly double[] lag = new double[columns << bits];
    private double examples;

    public int Bits => bits;

    public int Columns => columns;

    public ReadOnlySpan<float> Row(ulong feature) => weights.AsSpan(FeatureHash.Row(feature, bits) * columns, columns);

    public float Of(ulong feature) => weights[FeatureHash.Row(feature, bits) * columns];

    /// <summary>One step against the gradient of one weight.</summary>
    public void Step(ulong feature, int column, float gradient)
    {
        var cell = FeatureHash.Row(feature, bits) * columns + column;
        var slope = gradient + penalty * weights[cell];
        squares[cell] += slope * slope;
        var step = rate * slope / MathF.Sqrt(squares[cell] + 1e-8f);
        weights[cell] -= step;
        lag[cell] -= step * examples;
    }

    /// <summary>To be called after each example from which on averages are taken.</summary>
    public void EndExample() => examples++;

    public void Write(BinaryWriter writer, float least)
    {
        var averages = new float[weights.Length];
        for (var i = 0; i < averages.Length; i++)
            averages[i] = examples == 0 ? weights[i] : (float)(weights[i] - lag[i] / examples);
        QuantizedWeights.Write(writer, averages, bits, columns, least);
    }
}

using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>A table of weights while it is learned by stochastic gradient descent with AdaGrad: frequent features take small steps, rare ones
/// large. One thread only: the order of the examples is part of the result.</summary>
internal sealed class AdaGradWeights(int bits, int columns, float rate, float penalty = 0)
{
    private readonly float[] weights = new float[columns << bits];
    private readonly float[] squares = new float[columns << bits];

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
        weights[cell] -= rate * slope / MathF.Sqrt(squares[cell] + 1e-8f);
    }

    public void Write(BinaryWriter writer, float least) =>
        QuantizedWeights.Write(writer, weights, bits, columns, least);
}

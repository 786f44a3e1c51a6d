using System.Numerics;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>A table of weights learned by the averaged perceptron, in whole numbers: the weights that count are the mean over all examples.</summary>
internal sealed class AveragedPerceptron(int bits, int columns)
{
    private readonly int[] weights = new int[columns << bits];
    private readonly long[] totals = new long[columns << bits];
    private readonly int[] since = new int[columns << bits];
    private int examples = 1;

    public void Sum(ReadOnlySpan<uint> features, Span<int> sums)
    {
        sums.Clear();
        foreach (var feature in features)
        {
            var row = weights.AsSpan((int)(feature >> (32 - bits)) * columns, columns);
            var k = 0;
            for (; k + Vector<int>.Count <= columns; k += Vector<int>.Count)
                (new Vector<int>(sums[k..]) + new Vector<int>(row[k..])).CopyTo(sums[k..]);
            for (; k < columns; k++)
                sums[k] += row[k];
        }
    }

    /// <summary>Ends one example: what was predicted loses where it was wrong.</summary>
    public void Learn(ReadOnlySpan<uint> features, int right, int predicted)
    {
        examples++;
        if (right == predicted)
            return;
        foreach (var feature in features)
        {
            Change(feature, right, 1);
            Change(feature, predicted, -1);
        }
    }

    public float[] Averages()
    {
        var averages = new float[weights.Length];
        for (var i = 0; i < averages.Length; i++)
            averages[i] = (float)((totals[i] + (long)weights[i] * (examples - since[i])) / (double)examples);
        return averages;
    }

    public void Write(BinaryWriter writer, float least) =>
        QuantizedWeights.Write(writer, Averages(), bits, columns, least);

    private void Change(uint feature, int column, int by)
    {
        var cell = (int)(feature >> (32 - bits)) * columns + column;
        totals[cell] += (long)weights[cell] * (examples - since[cell]);
        since[cell] = examples;
        weights[cell] += by;
    }
}

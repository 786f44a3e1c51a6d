using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>The features of one example, kept between rounds.</summary>
internal readonly record struct Example(ulong[] Features, short[]? Values)
{
    public static Example Of(FeatureList features) =>
        new(
            features.Hashes.ToArray(),
            features.Values.ContainsAnyExcept((short)FeatureList.Present) ? features.Values.ToArray() : null
        );

    public double ValueOf(int feature) => Values is null ? 1 : (double)Values[feature] / FeatureList.Present;
}

/// <summary>Learns one column of weights: by logistic regression, or to rank candidates.</summary>
internal sealed class LinearTrainer(int bits, float rate, float penalty)
{
    public AdaGradWeights Weights { get; } = new(bits, 1, rate, penalty);

    public double Score(Example example)
    {
        double sum = 0;
        for (var i = 0; i < example.Features.Length; i++)
            sum += Weights.Of(example.Features[i]) * example.ValueOf(i);
        return sum;
    }

    public void Learn(Example example, bool right) =>
        Step(example, 1 / (1 + Math.Exp(-Score(example))) - (right ? 1 : 0));

    /// <summary>One step towards the candidates in proportion to how much better they are than the rest.</summary>
    public void Rank(IReadOnlyList<Example> candidates, double[] f1)
    {
        var scores = new double[candidates.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Score(candidates[i]);
        var shares = Softmax(scores);
        var best = f1.Max();
        var wanted = Softmax([.. f1.Select(f => 25 * (f - best))]);
        for (var i = 0; i < scores.Length; i++)
            if (Math.Abs(shares[i] - wanted[i]) > 0.001)
                Step(candidates[i], shares[i] - wanted[i]);
    }

    private void Step(Example example, double error)
    {
        for (var i = 0; i < example.Features.Length; i++)
            Weights.Step(example.Features[i], 0, (float)(error * example.ValueOf(i)));
    }

    private static double[] Softmax(double[] scores)
    {
        var most = scores.Max();
        var shares = scores.Select(s => Math.Exp(s - most)).ToArray();
        var sum = shares.Sum();
        for (var i = 0; i < shares.Length; i++)
            shares[i] /= sum;
        return shares;
    }
}

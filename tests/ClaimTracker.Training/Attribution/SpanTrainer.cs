using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Learns the conditional random field around a cue by stochastic gradient descent on the likelihood of the annotated labels.</summary>
internal sealed class SpanTrainer
{
    private const int Labels = 4;

    private readonly AdaGradWeights emissions = new(20, Labels, 0.12f, 1e-5f);
    private readonly AdaGradWeights transitions = new(14, Labels * Labels, 0.12f, 1e-5f);

    private double[] scores = [];
    private double[] steps = [];
    private double[] forward = [];
    private double[] backward = [];
    private ulong[][] features = [];
    private ulong[][] changes = [];

    public AdaGradWeights Emissions => emissions;

    public AdaGradWeights Transitions => transitions;

    public void EndExample()
    {
        emissions.EndExample();
        transitions.EndExample();
    }

    public void Learn(SpanWindow window, AlignedAttribution gold)
    {
        var size = window.Last - window.First + 1;
        var labels = new int[size];
        for (var k = 0; k < size; k++)
        {
            var token = window.First + k;
            labels[k] = (int)(
                token == window.Cue || gold.CueTokens.Contains(token) ? SpanLabel.Cue
                : gold.Source.Contains(token) ? SpanLabel.Source
                : gold.Content.Contains(token) ? SpanLabel.Content
                : SpanLabel.Other
            );
        }
        Score(window, size);
        var total = Propagate(size);
        for (var k = 0; k < size; k++)
        {
            if (window.First + k != window.Cue)
                for (var y = 0; y < Labels; y++)
                {
                    var error =
                        Math.Exp(forward[k * Labels + y] + backward[k * Labels + y] - total) - (labels[k] == y ? 1 : 0);
                    if (Math.Abs(error) > 0.002)
                        foreach (var feature in features[k])
                            emissions.Step(feature, y, (float)error);
                }
            if (k == 0)
                continue;
            for (var a = 0; a < Labels; a++)
            for (var b = 0; b < Labels; b++)
            {
                var error =
                    Math.Exp(
                        forward[(k - 1) * Labels + a]
                            + steps[k * 16 + a * Labels + b]
                            + scores[k * Labels + b]
                            + backward[k * Labels + b]
                            - total
                    ) - (labels[k - 1] == a && labels[k] == b ? 1 : 0);
                if (Math.Abs(error) > 0.005)
                    foreach (var feature in changes[k])
                        transitions.Step(feature, a * Labels + b, (float)error);
            }
        }
    }

    private void Score(SpanWindow window, int size)
    {
        if (scores.Length < size * Labels)
        {
            scores = new double[size * Labels];
            forward = new double[size * Labels];
            backward = new double[size * Labels];
            steps = new double[size * 16];
            features = new ulong[size][];
            changes = new ulong[size][];
        }
        for (var k = 0; k < size; k++)
        {
            features[k] = window.Emissions(window.First + k).ToArray();
            var sums = scores.AsSpan(k * Labels, Labels);
            sums.Clear();
            foreach (var feature in features[k])
            {
                var row = emissions.Row(feature);
                for (var y = 0; y < Labels; y++)
                    sums[y] += row[y];
            }
            if (window.First + k == window.Cue)
                for (var y = 0; y < Labels; y++)
                    if (y != (int)SpanLabel.Cue)
                        sums[y] -= 64;
            if (k == 0)
                continue;
            changes[k] = window.Transitions(window.First + k).ToArray();
            var step = steps.AsSpan(k * 16, 16);
            step.Clear();
            foreach (var feature in changes[k])
            {
                var row = transitions.Row(feature);
                for (var y = 0; y < 16; y++)
                    step[y] += row[y];
            }
        }
    }

    private double Propagate(int size)
    {
        for (var y = 0; y < Labels; y++)
        {
            forward[y] = scores[y];
            backward[(size - 1) * Labels + y] = 0;
        }
        for (var k = 1; k < size; k++)
        for (var y = 0; y < Labels; y++)
            forward[k * Labels + y] =
                scores[k * Labels + y]
                + Sum(
                    forward[(k - 1) * Labels] + steps[k * 16 + y],
                    forward[(k - 1) * Labels + 1] + steps[k * 16 + Labels + y],
                    forward[(k - 1) * Labels + 2] + steps[k * 16 + 2 * Labels + y],
                    forward[(k - 1) * Labels + 3] + steps[k * 16 + 3 * Labels + y]
                );
        for (var k = size - 2; k >= 0; k--)
        for (var y = 0; y < Labels; y++)
        {
            var next = (k + 1) * Labels;
            var step = (k + 1) * 16 + y * Labels;
            backward[k * Labels + y] = Sum(
                backward[next] + scores[next] + steps[step],
                backward[next + 1] + scores[next + 1] + steps[step + 1],
                backward[next + 2] + scores[next + 2] + steps[step + 2],
                backward[next + 3] + scores[next + 3] + steps[step + 3]
            );
        }
        var last = (size - 1) * Labels;
        return Sum(forward[last], forward[last + 1], forward[last + 2], forward[last + 3]);
    }

    private static double Sum(double a, double b, double c, double d)
    {
        var most = Math.Max(Math.Max(a, b), Math.Max(c, d));
        return most + Math.Log(Math.Exp(a - most) + Math.Exp(b - most) + Math.Exp(c - most) + Math.Exp(d - most));
    }
}

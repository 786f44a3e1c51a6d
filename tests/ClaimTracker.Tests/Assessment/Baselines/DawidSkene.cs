namespace ClaimTracker.Tests.Assessment.Baselines;

/// <summary>
/// Maximum likelihood of observers' error rates by EM (A. Dawid, A. Skene, Applied Statistics 28(1), 1979); one observer may answer
/// the same item several times.
/// </summary>
public sealed class DawidSkene
{
    /// <param name="counts">How often each observer gave each class to each item: [item, observer, class].</param>
    /// <param name="tolerance">It stops when marginals and error rates change by less than this in total.</param>
    public DawidSkene(int[,,] counts, double tolerance = 1e-5)
    {
        var (items, observers, classes) = (counts.GetLength(0), counts.GetLength(1), counts.GetLength(2));
        Classes = new double[items, classes];
        for (var i = 0; i < items; i++)
        for (var c = 0; c < classes; c++)
        for (var o = 0; o < observers; o++)
            Classes[i, c] += counts[i, o, c];
        Normalise(Classes);
        Marginals = new double[classes];
        ErrorRates = new double[observers, classes, classes];

        for (var done = false; !done; )
        {
            Iterations++;
            var (marginals, rates) = (new double[classes], new double[observers, classes, classes]);
            for (var c = 0; c < classes; c++)
            for (var i = 0; i < items; i++)
            {
                marginals[c] += Classes[i, c] / items;
                for (var o = 0; o < observers; o++)
                for (var l = 0; l < classes; l++)
                    rates[o, c, l] += Classes[i, c] * counts[i, o, l];
            }
            for (var o = 0; o < observers; o++)
            for (var c = 0; c < classes; c++)
            {
                var sum = Enumerable.Range(0, classes).Sum(l => rates[o, c, l]);
                for (var l = 0; l < classes; l++)
                    rates[o, c, l] = sum > 0 ? rates[o, c, l] / sum : 0;
            }
            done = Difference(marginals, Marginals) < tolerance && Difference(rates, ErrorRates) < tolerance;
            (Marginals, ErrorRates) = (marginals, rates);
            LogLikelihood = 0;
            for (var i = 0; i < items; i++)
            {
                var sum = 0.0;
                for (var c = 0; c < classes; c++)
                {
                    var likelihood = marginals[c];
                    for (var o = 0; o < observers; o++)
                    for (var l = 0; l < classes; l++)
                        likelihood *= Math.Pow(rates[o, c, l], counts[i, o, l]);
                    Classes[i, c] = likelihood;
                    sum += likelihood;
                }
                LogLikelihood += Math.Log(sum);
            }
            Normalise(Classes);
        }
    }

    public double[,] Classes { get; }
    public double[] Marginals { get; private set; }
    public double[,,] ErrorRates { get; private set; }
    public double LogLikelihood { get; private set; }
    public int Iterations { get; private set; }

    private static void Normalise(double[,] rows)
    {
        for (var i = 0; i < rows.GetLength(0); i++)
        {
            var sum = 0.0;
            for (var c = 0; c < rows.GetLength(1); c++)
                sum += rows[i, c];
            for (var c = 0; c < rows.GetLength(1) && sum > 0; c++)
                rows[i, c] /= sum;
        }
    }

    private static double Difference(Array a, Array b) =>
        a.Cast<double>().Zip(b.Cast<double>(), (x, y) => Math.Abs(x - y)).Sum();
}

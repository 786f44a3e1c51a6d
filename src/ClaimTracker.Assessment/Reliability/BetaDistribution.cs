namespace ClaimTracker.Assessment.Reliability;

/// <summary>The Beta distribution: what is known of a share after so many successes and failures.</summary>
/// <param name="Alpha">First shape parameter, above 0.</param>
/// <param name="Beta">Second shape parameter, above 0.</param>
public readonly record struct BetaDistribution(double Alpha, double Beta)
{
    /// <summary>α / (α + β).</summary>
    public double Mean => Alpha / (Alpha + Beta);

    /// <summary>
    /// The probability of a share of at most <paramref name="x"/>, 0 to 1: the regularised incomplete beta function by its continued
    /// fraction (Abramowitz and Stegun 26.5.8), evaluated by Lentz's method (W. Lentz, Applied Optics 15, 1976).
    /// </summary>
    public double Cumulative(double x)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        // The fraction converges fast below the mean; above it the mirrored one does.
        return x < (Alpha + 1) / (Alpha + Beta + 2)
            ? Front(x) * Fraction(x, Alpha, Beta) / Alpha
            : 1 - Front(x) * Fraction(1 - x, Beta, Alpha) / Beta;
    }

    /// <summary>The share below which lies the probability <paramref name="p"/>, found by halving to the last bit.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is below 0 or above 1.</exception>
    public double Quantile(double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        double low = 0,
            high = 1;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return middle;
            if (Cumulative(middle) < p)
                low = middle;
            else
                high = middle;
        }
    }

    private double Front(double x) =>
        Math.Exp(
            LogGamma(Alpha + Beta) - LogGamma(Alpha) - LogGamma(Beta) + Alpha * Math.Log(x) + Beta * Math.Log(1 - x)
        );

    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        const double Enough = 1e-16;
        const int Most = 10_000;
        double c = 1,
            d = Reciprocal(1 - (a + b) * x / (a + 1)),
            value = d;
        for (var m = 1; m < Most; m++)
        {
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            var change = Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
            if (Math.Abs(change - 1) < Enough)
                break;
        }

        return value;

        double Step(double term)
        {
            d = Reciprocal(1 + term * d);
            c = 1 + term / c;
            if (Math.Abs(c) < Tiny)
                c = Tiny;
            value *= c * d;
            return c * d;
        }

        static double Reciprocal(double y) => 1 / (Math.Abs(y) < Tiny ? Tiny : y);
    }

    /// <summary>ln Γ(x) for x above 0, by C. Lanczos, SIAM J. Numer. Anal. 1, 1964, with the nine coefficients of P. Godfrey (g = 7).</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> coefficients =
        [
            0.99999999999980993,
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7,
        ];
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x--;
        var sum = coefficients[0];
        for (var i = 1; i < coefficients.Length; i++)
            sum += coefficients[i] / (x + i);
        var t = x + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }
}

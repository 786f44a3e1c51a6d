namespace ClaimTracker.Extraction;

/// <summary>Probabilities as whole numbers: natural logarithms in units of 1/<see cref="One"/>, added and turned into shares by table. The
/// tables are made with the four operations only, which every machine rounds alike; its logarithms it may not.</summary>
internal static class LogSpace
{
    /// <summary>One, as a logarithm.</summary>
    public const int One = 1 << 10;

    /// <summary>Certainty, as a share.</summary>
    public const int Certain = 1 << 16;

    /// <summary>The logarithm of nothing at all: low enough never to matter, high enough to be added up.</summary>
    public const int Nothing = int.MinValue / 8;

    // Beyond this a probability is 0 or 1 to 16 bits.
    private const int Widest = 12 * One;

    private static readonly int[] Softplus = new int[Widest];
    private static readonly int[] Shares = new int[Widest];

    static LogSpace()
    {
        // e to the power of -1/One, by its series; then by multiplication.
        double step = 1;
        for (var k = 12; k > 0; k--)
            step = 1 - step / (One * (double)k);
        double power = 1;
        for (var i = 0; i < Widest; i++)
        {
            Shares[i] = (int)(Certain / (1 + power) + 0.5);
            Softplus[i] = (int)(LogOfOneAnd(power) * One + 0.5);
            power *= step;
        }
    }

    /// <summary>The logarithm of the sum of two numbers given by their logarithms.</summary>
    public static int Add(int a, int b)
    {
        var (more, less) = a > b ? (a, b) : (b, a);
        return more - less < Widest ? more + Softplus[more - less] : more;
    }

    /// <summary>The share that log odds stand for, of <see cref="Certain"/>.</summary>
    public static int Share(int logOdds) =>
        logOdds >= Widest ? Certain
        : logOdds <= -Widest ? 0
        : logOdds >= 0 ? Shares[logOdds]
        : Certain - Shares[-logOdds];

    // log(1 + x) for x from 0 to 1: log((1 + z) / (1 - z)) = 2 (z + z³/3 + z⁵/5 + …).
    private static double LogOfOneAnd(double x)
    {
        var z = x / (2 + x);
        double sum = 0;
        for (var k = 31; k > 0; k -= 2)
            sum = sum * z * z + 1.0 / k;
        return 2 * z * sum;
    }
}

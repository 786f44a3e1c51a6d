namespace ClaimTracker.Tests.Assessment.Baselines;

/// <summary>
/// Methods in which trust in sources and belief in claims feed each other, as joesingo/truthdiscovery runs them; here only to be compared with.
/// Sums and Average.Log, Investment and PooledInvestment: J. Pasternack, D. Roth, COLING 2010. TruthFinder: X. Yin, J. Han, P. Yu, KDD 2007.
/// </summary>
public sealed class IterativeVoting(VoteTable table)
{
    public double[] Trust { get; private set; } = [];
    public double[] Belief { get; private set; } = [];

    /// <summary>Belief is the share of votes of the claim with the most votes.</summary>
    public void Vote()
    {
        Trust = Ones();
        Belief = ByMaximum(Array.ConvertAll(table.SourcesOf, s => (double)s.Count));
    }

    public void Sums(int? rounds = null) =>
        Repeat(rounds, c => .5, belief => ByMaximum(Array.ConvertAll(table.ClaimsOf, cs => cs.Sum(c => belief[c]))));

    public void AverageLog(int rounds) =>
        Repeat(
            rounds,
            c => .5,
            belief =>
                ByMaximum(
                    Array.ConvertAll(table.ClaimsOf, cs => Math.Log(cs.Length) / cs.Length * cs.Sum(c => belief[c]))
                )
        );

    /// <returns>The rounds until nothing is invested in some claim, or as many as were asked for.</returns>
    public int Investment(double growth, int rounds)
    {
        Trust = Ones();
        var votes = Array.ConvertAll(table.Rivals, r => (double)r.Sum(c => table.SourcesOf[c].Count));
        Belief = [.. table.SourcesOf.Select((s, c) => s.Count / votes[c])];
        for (var round = 0; round < rounds; round++)
        {
            if (!Collect())
                return round;
            Belief = ByMaximum(Array.ConvertAll(Invested(), h => Math.Pow(h, growth)));
            Trust = ByMaximum(Trust);
        }
        return rounds;
    }

    public void PooledInvestment(double growth, int rounds)
    {
        Trust = Ones();
        Belief = Array.ConvertAll(table.Rivals, r => 1.0 / r.Length);
        for (var round = 0; round < rounds && Collect(); round++)
        {
            Trust = ByMaximum(Trust);
            var invested = Invested();
            Belief = ByMaximum([
                .. invested.Select(
                    (h, c) => h * Math.Pow(h, growth) / table.Rivals[c].Sum(r => Math.Pow(invested[r], growth))
                ),
            ]);
        }
    }

    /// <param name="start">The trust everyone starts with.</param>
    /// <param name="gamma">The damping.</param>
    /// <param name="rho">The weight of implication.</param>
    /// <param name="implies">How much the first claim implies the second, of the same item.</param>
    /// <param name="isDone">Whether to stop, from the trust before and after a round.</param>
    /// <returns>The rounds before it stopped; it stops where trust is certain, because its logarithm has no value then.</returns>
    public int TruthFinder(
        double start,
        double gamma,
        double rho,
        Func<string, string, double>? implies,
        Func<int, double[], double[], bool> isDone
    )
    {
        Trust = Array.ConvertAll(Ones(), _ => start);
        for (var round = 0; ; round++)
        {
            if (Trust.Any(t => t >= 1))
                return round;
            var score = Array.ConvertAll(table.SourcesOf, s => s.Sum(x => -Math.Log(1 - Trust[x])));
            Belief = [.. score.Select((own, c) => 1 / (1 + Math.Exp(-gamma * (own + rho * Implied(c)))))];
            var before = Trust;
            Trust = Array.ConvertAll(table.ClaimsOf, cs => cs.Average(c => Belief[c]));
            if (isDone(round + 1, before, Trust))
                return round + 1;

            double Implied(int claim) =>
                implies is null
                    ? 0
                    : table
                        .Rivals[claim]
                        .Where(r => r != claim)
                        .Sum(r => implies(table.Claims[r].Value, table.Claims[claim].Value) * score[r]);
        }
    }

    public static double CosineDistance(double[] a, double[] b) =>
        1 - a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));

    private void Repeat(int? rounds, Func<int, double> prior, Func<double[], double[]> toTrust)
    {
        Belief = [.. table.Claims.Select((_, c) => prior(c))];
        Trust = Ones();
        for (var round = 0; rounds is null || round < rounds; round++)
        {
            var before = Trust;
            Trust = toTrust(Belief);
            Belief = ByMaximum(Array.ConvertAll(table.SourcesOf, s => s.Sum(x => Trust[x])));
            if (rounds is null && before.Zip(Trust, (x, y) => Math.Abs(x - y)).Sum() < 1e-9)
                return;
        }
    }

    private double[] Shares() => [.. Trust.Select((t, s) => t / table.ClaimsOf[s].Length)];

    private double[] Invested()
    {
        var shares = Shares();
        return Array.ConvertAll(table.SourcesOf, s => s.Sum(x => shares[x]));
    }

    /// <summary>Pays every source its share of what its claims are believed; false where nothing was invested in a claim.</summary>
    private bool Collect()
    {
        var shares = Shares();
        var invested = Invested();
        if (invested.Any(h => h == 0))
            return false;
        // In this order, because the shares come near the smallest number there is.
        Trust = [.. table.ClaimsOf.Select((cs, s) => shares[s] * cs.Sum(c => Belief[c] / invested[c]))];
        return true;
    }

    private double[] Ones() => Array.ConvertAll(table.Sources, _ => 1.0);

    private static double[] ByMaximum(double[] values)
    {
        var largest = values.Max();
        return largest == 0 ? values : Array.ConvertAll(values, v => v / largest);
    }
}

namespace ClaimTracker.Assessment.Reliability;

/// <summary>
/// Belief, disbelief and uncertainty, which add up to 1, from evidence for and against: a binomial opinion of subjective logic
/// (A. Jøsang, "Subjective Logic", Springer 2016, section 3.4), with evidence scaled by trust as in Škorić, de Hoogh, Zannone,
/// Int. J. Inf. Secur. 15(4), 2016. Adding evidence is cumulative fusion.
/// </summary>
public readonly record struct Belief(double EvidenceFor, double EvidenceAgainst)
{
    /// <summary>W: the weight of not knowing, as two pieces of evidence.</summary>
    public const double PriorWeight = 2;

    /// <summary>a: the probability before any evidence.</summary>
    public const double BaseRate = 0.5;

    private double Total => EvidenceFor + EvidenceAgainst + PriorWeight;

    /// <summary>b = r / (r + s + W).</summary>
    public double Believed => EvidenceFor / Total;

    /// <summary>d = s / (r + s + W).</summary>
    public double Disbelieved => EvidenceAgainst / Total;

    /// <summary>u = W / (r + s + W).</summary>
    public double Uncertain => PriorWeight / Total;

    /// <summary>P = b + a u.</summary>
    public double Probability => Believed + BaseRate * Uncertain;

    /// <summary>All evidence of both, as if one had heard both.</summary>
    public static Belief operator +(Belief one, Belief other) =>
        new(one.EvidenceFor + other.EvidenceFor, one.EvidenceAgainst + other.EvidenceAgainst);

    /// <summary>The evidence behind an opinion: r = W b / u, s = W d / u.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The uncertainty is not above 0: no finite evidence leaves none.</exception>
    public static Belief FromOpinion(double belief, double disbelief, double uncertainty)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(uncertainty);
        return new Belief(PriorWeight * belief / uncertainty, PriorWeight * disbelief / uncertainty);
    }

    /// <summary>The reliability of a chain: of its origin, times that of each that passes it on. All between 0 and 1.</summary>
    public static double ChainReliability(double origin, IEnumerable<double> relays) =>
        relays.Aggregate(origin, (product, relay) => product * relay);
}

/// <summary>What the ledgers say of sources, as the belief needs it; by default nothing is known of anyone.</summary>
/// <param name="AsOrigin">Expected reliability of a source speaking for itself, above 0 and at most 1.</param>
/// <param name="AsRelay">Expected reliability of a source passing on, above 0 and at most 1.</param>
/// <param name="HasRecord">Whether its ledger holds enough outcomes to speak of a record.</param>
public sealed record TrackRecords(Func<long, double> AsOrigin, Func<long, double> AsRelay, Func<long, bool> HasRecord)
{
    /// <summary>Reliability of a source nothing is known of.</summary>
    public const double Unknown = 0.5;

    public static readonly TrackRecords None = new(static _ => Unknown, static _ => Unknown, static _ => false);
}

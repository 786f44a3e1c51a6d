namespace ClaimTracker.Assessment.Reliability;

/// <summary>Which of a source's ledgers an outcome belongs to.</summary>
/// <param name="AsOrigin">True for what it said on its own authority, false for what it passed on: blame differs.</param>
/// <param name="Denial">True for what it denied: on rumours, those who deny are right far more often.</param>
public readonly record struct LedgerSide(bool AsOrigin, bool Denial);

/// <summary>One statement of a source turned out true or false.</summary>
/// <param name="At">When that was found (UTC).</param>
/// <param name="True">Whether the source was right.</param>
/// <param name="Side">The ledger it belongs to.</param>
/// <param name="Proposition">What it was about, a claim, so that nothing is judged by its own outcome.</param>
/// <param name="Weight">1 for an adjudication, less for what was settled without one.</param>
public readonly record struct Outcome(DateTime At, bool True, LedgerSide Side, long Proposition, double Weight = 1);

/// <summary>A standing outcome of a source, as the index of weights holds it.</summary>
/// <param name="Id">Id of the outcome.</param>
/// <param name="Source">Id of the source.</param>
public readonly record struct LedgerEntry(long Id, long Source, Outcome Outcome);

/// <summary>
/// Beta reputation (A. Jøsang, R. Ismail, "The Beta Reputation System", Bled 2002): so much evidence that a source is right, so much that it is not.
/// </summary>
/// <param name="Right">r: weight of true outcomes, at least 0.</param>
/// <param name="Wrong">s: weight of false ones, at least 0.</param>
public readonly record struct BetaReputation(double Right, double Wrong)
{
    /// <summary>n = r + s.</summary>
    public double Sample => Right + Wrong;

    /// <summary>E = (r + 1) / (r + s + 2).</summary>
    public double Value => Posterior.Mean;

    /// <summary>u = 2 / (r + s + 2).</summary>
    public double Uncertainty => 2 / (Right + Wrong + 2);

    /// <summary>What is known after a flat prior: Beta(r + 1, s + 1).</summary>
    public BetaDistribution Posterior => new(Right + 1, Wrong + 1);

    /// <summary>The 90 % credible interval, from the quantile .05 to .95.</summary>
    public (double Low, double High) Interval => (Posterior.Quantile(.05), Posterior.Quantile(.95));

    /// <summary>The value of a part of the record, drawn towards the whole as if it had four outcomes more of the usual kind.</summary>
    public double ShrunkTo(BetaReputation whole)
    {
        const double Strength = 4;
        return (Right + Strength * whole.Value) / (Sample + Strength);
    }

    /// <summary>
    /// The Admiralty letter the record suggests; the first that fits, after the wording of STANAG 2511 (2003). F: fewer than 4 outcomes;
    /// A: at least 20 and the interval from .85; B: at least 8, value from .70, interval from .55; E: interval below .375; C: value from .50; else D.
    /// </summary>
    public char Letter
    {
        get
        {
            if (Sample < FewestForALetter)
                return 'F';
            var (low, high) = Interval;
            if (Sample >= 20 && low >= .85)
                return 'A';
            if (Sample >= 8 && Value >= .70 && low >= .55)
                return 'B';
            if (high < .375)
                return 'E';
            return Value >= .50 ? 'C' : 'D';
        }
    }

    /// <summary>With fewer outcomes reliability is not judged, and the source has no track record.</summary>
    public const double FewestForALetter = 4;

    public bool IsRecord => Sample >= FewestForALetter;

    public static BetaReputation operator +(BetaReputation a, BetaReputation b) =>
        new(a.Right + b.Right, a.Wrong + b.Wrong);
}

/// <summary>
/// What became of the statements of one source. Evidence is forgotten by halves: after one half-life it weighs half. Whole days count,
/// so that what was found today weighs in full and a record reads the same all day long.
/// An analyst's letter never enters, so that record and letter can disagree.
/// </summary>
/// <param name="outcomes">All outcomes of the source.</param>
/// <param name="halfLife">The time after which evidence weighs half; <see cref="TimeSpan.Zero"/>: nothing is forgotten.</param>
public sealed class ReliabilityLedger(IEnumerable<Outcome> outcomes, TimeSpan halfLife)
{
    /// <summary>One year.</summary>
    public static readonly TimeSpan DefaultHalfLife = TimeSpan.FromDays(365);

    private readonly List<Outcome> known = [.. outcomes];

    public ReliabilityLedger(IEnumerable<Outcome> outcomes)
        : this(outcomes, DefaultHalfLife) { }

    /// <summary>One of the ledgers as it stood at an instant.</summary>
    /// <param name="at">The instant (UTC); later outcomes are not known yet.</param>
    /// <param name="side">The ledger.</param>
    /// <param name="except">A proposition whose own outcomes are left out, so that nothing confirms itself.</param>
    public BetaReputation At(DateTime at, LedgerSide side, long? except = null) => Sum(at, o => o.Side == side, except);

    /// <summary>What is known of the source when some claims are judged: their own outcomes are left out, so that nothing confirms itself.</summary>
    public (BetaReputation AsOrigin, BetaReputation AsRelay) Without(IReadOnlySet<long> claims, DateTime at)
    {
        var others = new ReliabilityLedger(known.Where(o => !claims.Contains(o.Proposition)), halfLife);
        return (others.At(at, asOrigin: true), others.At(at, asOrigin: false));
    }

    /// <summary>All ledgers together.</summary>
    public BetaReputation At(DateTime at, long? except = null) => Sum(at, static _ => true, except);

    /// <summary>Both ledgers of an origin, or both of a relay.</summary>
    public BetaReputation At(DateTime at, bool asOrigin, long? except = null) =>
        Sum(at, o => o.Side.AsOrigin == asOrigin, except);

    private BetaReputation Sum(DateTime at, Func<Outcome, bool> belongs, long? except)
    {
        double right = 0,
            wrong = 0;
        foreach (var outcome in known)
        {
            if (outcome.At > at || !belongs(outcome) || (except is { } left && outcome.Proposition == left))
                continue;
            var kept =
                halfLife == TimeSpan.Zero
                    ? 1
                    : Math.Exp(-Math.Log(2) * (Math.Floor((at - outcome.At).TotalDays) / halfLife.TotalDays));
            if (outcome.True)
                right += outcome.Weight * kept;
            else
                wrong += outcome.Weight * kept;
        }

        return new BetaReputation(right, wrong);
    }
}

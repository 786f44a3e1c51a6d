namespace ClaimTracker.Tests.Assessment.Baselines;

/// <summary>
/// Opinions of subjective logic with the ways to fuse them that the product does not use, and cumulative fusion for opinions without
/// uncertainty (A. Jøsang, "Subjective Logic", 2016, chapters 12 and 14; R. van der Heijden, H. Kopp, F. Kargl, FUSION 2018).
/// </summary>
public readonly record struct Opinion(double Belief, double Disbelief, double Uncertainty, double BaseRate = .5)
{
    public double Projected => Belief + BaseRate * Uncertainty;

    public static Opinion Cumulative(Opinion a, Opinion b)
    {
        if (a.Uncertainty == 0 && b.Uncertainty == 0)
            return new((a.Belief + b.Belief) / 2, (a.Disbelief + b.Disbelief) / 2, 0, (a.BaseRate + b.BaseRate) / 2);
        var k = a.Uncertainty + b.Uncertainty - a.Uncertainty * b.Uncertainty;
        var baseRate =
            a.Uncertainty == 1 && b.Uncertainty == 1
                ? (a.BaseRate + b.BaseRate) / 2
                : (
                    a.BaseRate * b.Uncertainty
                    + b.BaseRate * a.Uncertainty
                    - (a.BaseRate + b.BaseRate) * a.Uncertainty * b.Uncertainty
                ) / (a.Uncertainty + b.Uncertainty - 2 * a.Uncertainty * b.Uncertainty);
        return new(
            (a.Belief * b.Uncertainty + b.Belief * a.Uncertainty) / k,
            (a.Disbelief * b.Uncertainty + b.Disbelief * a.Uncertainty) / k,
            a.Uncertainty * b.Uncertainty / k,
            baseRate
        );
    }

    public static Opinion Averaging(params Opinion[] all)
    {
        var weights = Array.ConvertAll(all, o => all.Aggregate(1.0, (p, x) => p * x.Uncertainty) / o.Uncertainty);
        var sum = weights.Sum();
        return new(
            all.Select((o, i) => o.Belief * weights[i]).Sum() / sum,
            all.Select((o, i) => o.Disbelief * weights[i]).Sum() / sum,
            all.Select((o, i) => o.Uncertainty * weights[i]).Sum() / sum,
            all.Average(o => o.BaseRate)
        );
    }

    public static Opinion Weighted(params Opinion[] all)
    {
        var weights = Array.ConvertAll(all, o =>
            (1 - o.Uncertainty) * all.Aggregate(1.0, (p, x) => p * x.Uncertainty) / o.Uncertainty
        );
        var product = all.Aggregate(1.0, (p, x) => p * x.Uncertainty);
        var sum = weights.Sum();
        var confidence = all.Sum(o => 1 - o.Uncertainty);
        return new(
            all.Select((o, i) => o.Belief * weights[i]).Sum() / sum,
            all.Select((o, i) => o.Disbelief * weights[i]).Sum() / sum,
            confidence * product / sum,
            all.Sum(o => o.BaseRate * (1 - o.Uncertainty)) / confidence
        );
    }

    /// <summary>What all agree on stands; the rest is weighed against the uncertainty of the others, and where it conflicts it becomes uncertainty.</summary>
    public static Opinion ConsensusAndCompromise(params Opinion[] all)
    {
        var (agreed, refused) = (all.Min(o => o.Belief), all.Min(o => o.Disbelief));
        var (beliefs, disbeliefs) = (
            Array.ConvertAll(all, o => o.Belief - agreed),
            Array.ConvertAll(all, o => o.Disbelief - refused)
        );
        var unsure = all.Aggregate(1.0, (p, o) => p * o.Uncertainty);
        var (allFor, allAgainst) = (
            beliefs.Aggregate(1.0, (p, x) => p * x),
            disbeliefs.Aggregate(1.0, (p, x) => p * x)
        );
        var compromisedFor = Alone(beliefs) + allFor;
        var compromisedAgainst = Alone(disbeliefs) + allAgainst;
        var conflict = beliefs.Zip(disbeliefs, (b, d) => b + d).Aggregate(1.0, (p, x) => p * x) - allFor - allAgainst;
        var scale = (1 - agreed - refused - unsure) / (compromisedFor + compromisedAgainst + conflict);
        return new(
            agreed + scale * compromisedFor,
            refused + scale * compromisedAgainst,
            unsure + scale * conflict,
            all[0].BaseRate
        );

        double Alone(double[] held) =>
            held.Select((x, i) => x * all.Where((_, j) => j != i).Aggregate(1.0, (p, o) => p * o.Uncertainty)).Sum();
    }

    /// <summary>Trust in a speaker, applied to what he says.</summary>
    public Opinion Discount(Opinion said) =>
        new(
            Projected * said.Belief,
            Projected * said.Disbelief,
            1 - Projected * (said.Belief + said.Disbelief),
            said.BaseRate
        );
}

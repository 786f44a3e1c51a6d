using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment.Baselines;

/// <summary>What a way of choosing values came to, over all items that anybody reported.</summary>
/// <param name="Accuracy">The share of items whose chosen value is true.</param>
/// <param name="Brier">The mean squared difference between the confidence in the choice and its truth; NaN where there is no confidence.</param>
public readonly record struct Score(double Accuracy, double Brier);

/// <summary>
/// A made-up world in which outlets report items, right or wrong, and some republish a wire; a share of the copies declares it.
/// Shows what counting origins is worth against counting outlets.
/// </summary>
/// <param name="copiers">f: the share of outlets that subscribe to one wire each.</param>
/// <param name="declared">δ: the share of copies whose chain names the wire.</param>
/// <param name="seed">Makes the world repeatable.</param>
public sealed class CopyingSimulator(double copiers, double declared, int seed)
{
    private const int Items = 400;
    private const int Outlets = 60;
    private const int Wires = 6;
    private const int FalseValues = 5;
    private const double Coverage = .12;
    private const double WireCoverage = .35;
    private const double Republished = .54;
    private const int True = 0;

    // Outlets come first, then the wires, which report under their own names too.
    private readonly List<(int Item, int Value, int Outlet, int? Wire)> _reports = [];

    public CopyingSimulator Run()
    {
        var random = new Random(seed);
        var wires = new int?[Wires, Items];
        for (var w = 0; w < Wires; w++)
        {
            var accuracy = .5 + .4 * random.NextDouble();
            for (var i = 0; i < Items; i++)
                if (random.NextDouble() < WireCoverage)
                    _reports.Add((i, (wires[w, i] = Draw(random, accuracy)).Value, Outlets + w, null));
        }
        for (var o = 0; o < Outlets; o++)
        {
            var accuracy = .55 + .35 * random.NextDouble();
            var wire = o < copiers * Outlets ? random.Next(Wires) : -1;
            for (var i = 0; i < Items; i++)
            {
                if (wire >= 0 && wires[wire, i] is { } copied && random.NextDouble() < Republished)
                    _reports.Add((i, copied, o, random.NextDouble() < declared ? wire : null));
                else if (random.NextDouble() < Coverage)
                    _reports.Add((i, Draw(random, accuracy), o, null));
            }
        }
        return this;
    }

    /// <summary>One vote for each outlet.</summary>
    public Score PlainVote() =>
        Choose(
            _reports.GroupBy(r => (r.Item, r.Value)).ToDictionary(g => g.Key, g => (double)g.Count()),
            confident: false
        );

    /// <summary>One vote for each chain that shares no source, as the index weighs it.</summary>
    public Score OriginVote()
    {
        var index = new AssessmentIndex();
        var first = new Dictionary<(int, int), long>();
        long id = 0;
        for (var source = 1; source <= Outlets + Wires; source++)
            index.Put(new WeighedSource(source, Outlet: true));
        foreach (var (item, value, outlet, wire) in _reports)
        {
            var own = new ReportLink(outlet + 1, wire is null ? LinkBasis.Observed : LinkBasis.Cites);
            index.Put(
                new Report(++id, id, wire is { } w ? [own, new ReportLink(Outlets + 1 + w, LinkBasis.Speaks)] : [own])
            );
            if (!first.TryAdd((item, value), id))
                index.Put(new ReportRelation(id, id, first[(item, value)], ReportRelationKind.Restates));
        }
        index.EvaluateAll(threads: 1);
        return Choose(
            first.ToDictionary(f => f.Key, f => (double)index.Queries.WeightOf(f.Value)!.Value.Support.Low),
            confident: false
        );
    }

    /// <summary>The one-coin model, with one vote for each outlet.</summary>
    public Score ModelOnOutlets() => Model(_reports.Select(r => new OriginVote(r.Outlet, r.Item, r.Value)));

    /// <summary>The one-coin model, with one vote for each origin.</summary>
    public Score ModelOnOrigins() =>
        Model(_reports.Select(r => new OriginVote(r.Wire is { } wire ? Outlets + wire : r.Outlet, r.Item, r.Value)));

    private static int Draw(Random random, double accuracy) =>
        random.NextDouble() < accuracy ? True : random.Next(1, FalseValues + 1);

    private static Score Model(IEnumerable<OriginVote> votes)
    {
        var result = OneCoinModel.Fit(votes, new OneCoinSettings(FalseValues: FalseValues));
        return Choose(
            result.Probability.ToDictionary(p => ((int)p.Key.Item, (int)p.Key.Value), p => p.Value),
            confident: true
        );
    }

    /// <summary>Chooses the value with the greatest weight; equal ones share the choice, so that no order of values helps.</summary>
    private static Score Choose(Dictionary<(int Item, int Value), double> weights, bool confident)
    {
        double right = 0,
            brier = 0;
        var items = weights.GroupBy(w => w.Key.Item).ToList();
        foreach (var item in items)
        {
            var most = item.Max(w => w.Value);
            var chosen = item.Where(w => w.Value >= most - 1e-12).ToList();
            var share = chosen.Any(w => w.Key.Value == True) ? 1.0 / chosen.Count : 0;
            right += share;
            if (confident)
                brier += share * Math.Pow(1 - most, 2) + (1 - share) * Math.Pow(most, 2);
        }
        return new Score(right / items.Count, confident ? brier / items.Count : double.NaN);
    }
}

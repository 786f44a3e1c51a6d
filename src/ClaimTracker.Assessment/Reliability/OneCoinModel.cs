namespace ClaimTracker.Assessment.Reliability;

/// <summary>An origin asserts one of the values of an item. One vote for each origin, not for each outlet that carries it.</summary>
/// <param name="Origin">The origin, or the group of sources that stands for it.</param>
/// <param name="Item">A set of propositions that contradict each other.</param>
/// <param name="Value">One of these propositions.</param>
public readonly record struct OriginVote(long Origin, long Item, long Value);

/// <summary>How the one-coin model is fitted.</summary>
/// <param name="PriorRight">α of the Beta prior of an origin's accuracy, above 0.</param>
/// <param name="PriorWrong">β of it, above 0.</param>
/// <param name="FalseValues">How many false values an item may have; null: one less than it has values, at least 1.</param>
/// <param name="Start">The accuracy everyone starts with.</param>
/// <param name="Damping">The share of the old accuracy that stays in each round, 0 to below 1.</param>
/// <param name="Tolerance">It stops when no accuracy changes by this much.</param>
/// <param name="Rounds">It stops after so many rounds at the latest.</param>
public sealed record OneCoinSettings(
    double PriorRight = 2,
    double PriorWrong = 1,
    int? FalseValues = null,
    double Start = .7,
    double Damping = .5,
    double Tolerance = 1e-4,
    int Rounds = 50
);

/// <summary>What the model makes of the votes.</summary>
/// <param name="Accuracy">The accuracy of each origin whose votes can tell; others are absent.</param>
/// <param name="Probability">The probability of each value of each item.</param>
/// <param name="Rounds">How many rounds were used.</param>
public sealed record OneCoinResult(
    IReadOnlyDictionary<long, double> Accuracy,
    IReadOnlyDictionary<(long Item, long Value), double> Probability,
    int Rounds
)
{
    /// <summary>The most probable value of an item; of equal ones the smallest.</summary>
    public long? BestValueOf(long item) =>
        Probability
            .Where(p => p.Key.Item == item)
            .OrderByDescending(p => p.Value)
            .ThenBy(p => p.Key.Value)
            .Select(p => (long?)p.Key.Value)
            .FirstOrDefault();
}

/// <summary>
/// A second opinion, a model: every origin has one accuracy, and truth and accuracy explain each other. Maximum a posteriori of one-coin
/// Dawid–Skene (A. Dawid, A. Skene, Applied Statistics 28(1), 1979), with many values as in ACCU (X. Dong, L. Berti-Équille, D. Srivastava,
/// PVLDB 2(1), 2009). It says nothing of origins whose votes overlap too little: skills are identifiable only where the graph of those who
/// vote on common items is connected and has an odd cycle (Ma, Olshevsky, Saligrama, Szepesvári, arXiv:1706.06660).
/// </summary>
public static class OneCoinModel
{
    private const double Least = .01;

    public static OneCoinResult Fit(IEnumerable<OriginVote> votes, OneCoinSettings? settings = null)
    {
        settings ??= new OneCoinSettings();
        var cast = votes.Distinct().OrderBy(v => v.Item).ThenBy(v => v.Value).ThenBy(v => v.Origin).ToArray();
        var fitting = new Fitting(cast, settings);
        var rounds = 0;
        for (
            double change = double.PositiveInfinity;
            change >= settings.Tolerance && rounds < settings.Rounds;
            rounds++
        )
        {
            fitting.Expect();
            change = fitting.Maximise();
        }

        fitting.Expect();
        return fitting.Result(Identifiable(cast), rounds);
    }

    /// <summary>The origins whose accuracy the votes can tell: of a connected part of three or more that has an odd cycle.</summary>
    public static HashSet<long> Identifiable(IEnumerable<OriginVote> votes)
    {
        var neighbours = new Dictionary<long, HashSet<long>>();
        var telling = new HashSet<long>();
        foreach (var item in votes.GroupBy(v => v.Item))
        {
            var together = item.Select(v => v.Origin).Distinct().ToList();
            foreach (var origin in together)
                Of(origin);
            // Three who meet are an odd cycle already; a star keeps the part connected without writing down every pair.
            for (var i = 1; i < together.Count; i++)
                Join(together[0], together[i]);
            if (together.Count >= 3)
                Join(together[1], together[2]);
        }

        var colour = new Dictionary<long, bool>();
        foreach (var start in neighbours.Keys.Order())
        {
            if (!colour.TryAdd(start, true))
                continue;
            var part = new List<long> { start };
            var odd = false;
            for (var i = 0; i < part.Count; i++)
                foreach (var other in neighbours[part[i]])
                    if (colour.TryAdd(other, !colour[part[i]]))
                        part.Add(other);
                    else
                        odd |= colour[other] == colour[part[i]];
            if (odd && part.Count >= 3)
                telling.UnionWith(part);
        }

        return telling;

        HashSet<long> Of(long origin)
        {
            if (!neighbours.TryGetValue(origin, out var set))
                neighbours.Add(origin, set = []);
            return set;
        }

        void Join(long a, long b)
        {
            Of(a).Add(b);
            Of(b).Add(a);
        }
    }

    /// <summary>Expectation and maximisation over votes that are ordered by item and value.</summary>
    private sealed class Fitting
    {
        private readonly OneCoinSettings settings;
        private readonly long[] origins;
        private readonly (long Item, long Value)[] values;
        private readonly (int First, int Number)[] items; // of each value
        private readonly int[] voter; // of each vote: the place of its origin
        private readonly int[] choice; // and that of its value
        private readonly int[] count; // of each origin: its votes
        private readonly double[] accuracy;
        private readonly double[] hits; // of each origin: how many of its votes are expected to be right
        private readonly double[] probability; // of each value

        public Fitting(OriginVote[] cast, OneCoinSettings settings)
        {
            this.settings = settings;
            origins = [.. cast.Select(v => v.Origin).Distinct().Order()];
            values = [.. cast.Select(v => (v.Item, v.Value)).Distinct()];
            var place = origins.Index().ToDictionary(o => o.Item, o => o.Index);
            var spot = values.Index().ToDictionary(v => v.Item, v => v.Index);
            voter = Array.ConvertAll(cast, v => place[v.Origin]);
            choice = Array.ConvertAll(cast, v => spot[(v.Item, v.Value)]);
            items = Runs(values);
            count = new int[origins.Length];
            foreach (var v in voter)
                count[v]++;
            accuracy = new double[origins.Length];
            Array.Fill(accuracy, settings.Start);
            hits = new double[origins.Length];
            probability = new double[values.Length];
        }

        /// <summary>The probability of each value, by the accuracy of those who assert it.</summary>
        public void Expect()
        {
            Array.Clear(probability);
            for (var i = 0; i < voter.Length; i++)
            {
                var a = accuracy[voter[i]];
                var (_, number) = items[choice[i]];
                probability[choice[i]] += Math.Log(FalseValues(number) * a / (1 - a));
            }

            for (var v = 0; v < values.Length; )
            {
                var (first, number) = items[v];
                Normalise(probability.AsSpan(first, number), Math.Max(0, FalseValues(number) + 1 - number));
                v = first + number;
            }
        }

        /// <summary>The accuracy of each origin, by the probability of what it asserts; returns the largest change of one.</summary>
        public double Maximise()
        {
            Array.Clear(hits);
            for (var i = 0; i < voter.Length; i++)
                hits[voter[i]] += probability[choice[i]];
            double change = 0;
            for (var o = 0; o < origins.Length; o++)
            {
                var fitted = (settings.PriorRight + hits[o]) / (settings.PriorRight + settings.PriorWrong + count[o]);
                var next = Math.Clamp(
                    settings.Damping * accuracy[o] + (1 - settings.Damping) * fitted,
                    Least,
                    1 - Least
                );
                change = Math.Max(change, Math.Abs(next - accuracy[o]));
                accuracy[o] = next;
            }

            return change;
        }

        /// <param name="telling">The origins whose accuracy the votes can tell.</param>
        public OneCoinResult Result(HashSet<long> telling, int rounds) =>
            new(
                origins
                    .Index()
                    .Where(origin => telling.Contains(origin.Item))
                    .ToDictionary(origin => origin.Item, origin => accuracy[origin.Index]),
                values.Index().ToDictionary(v => v.Item, v => probability[v.Index]),
                rounds
            );

        private int FalseValues(int number) => settings.FalseValues ?? Math.Max(number - 1, 1);

        /// <summary>For each value: where the values of its item begin, and how many they are.</summary>
        private static (int First, int Number)[] Runs((long Item, long Value)[] values)
        {
            var runs = new (int, int)[values.Length];
            for (var first = 0; first < values.Length; )
            {
                var end = first;
                while (end < values.Length && values[end].Item == values[first].Item)
                    end++;
                Array.Fill(runs, (first, end - first), first, end - first);
                first = end;
            }

            return runs;
        }

        /// <summary>From log-weights to probabilities, with so many further values of weight 1.</summary>
        private static void Normalise(Span<double> values, int others)
        {
            var largest = others > 0 ? 0 : double.NegativeInfinity;
            foreach (var value in values)
                largest = Math.Max(largest, value);
            var sum = others * Math.Exp(-largest);
            foreach (ref var value in values)
                sum += value = Math.Exp(value - largest);
            foreach (ref var value in values)
                value /= sum;
        }
    }
}

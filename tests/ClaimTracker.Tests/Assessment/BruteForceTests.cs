using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment;

/// <summary>
/// The counts against a second, slow implementation that tries every set of sources and asks whether without it any grounded chain is left.
/// </summary>
public sealed class BruteForceTests
{
    [Test]
    public void Low_and_high_equal_the_smallest_cut_found_by_trying_all_on_thousands_of_random_sides()
    {
        var random = new Random(20180314);
        var counts = new Dictionary<(int, int), int>();
        for (var round = 0; round < 4000; round++)
        {
            var side = RandomSide.Make(random);
            var index = side.ToIndex();
            index.EvaluateAll(threads: 1);
            var measured = index.Queries.WeightOf(1)!.Value.Support;
            var expected = side.SmallestCuts();
            Assert.That((measured.Low, measured.High), Is.EqualTo(expected), () => $"round {round}: {side}");
            var explained = index.Queries.Assess(1)!.Support;
            Assert.That(explained.Independent, Is.EqualTo(measured), side.ToString);
            Assert.That(explained.Chains.Count(c => c.Counted), Is.EqualTo(measured.Low), side.ToString);
            Assert.That(explained.Cut, Has.Count.EqualTo(measured.Low), side.ToString);
            Assert.That(explained.Chains, Is.All.Matches<WeighedChain>(c => c.Counted == c.Reason is null));
            Assert.That(
                explained.Bottlenecks,
                measured.Low == 1 ? Is.SupersetOf(explained.Cut) : Is.Empty,
                side.ToString
            );
            counts[expected] = counts.GetValueOrDefault(expected) + 1;
        }
        Assert.That(counts.Keys.Count, Is.GreaterThan(8), "the random sides are of many kinds");
    }
}

/// <summary>A small random side of outlets A to D, relays, named and unnamed speakers, look-alikes and a controller, that can be weighed slowly.</summary>
internal sealed class RandomSide
{
    private const long State = 90;
    private static readonly long[] Outlets = [1, 2, 3, 4];
    private static readonly long[] Speakers = [10, 11, 12];
    private static readonly long[] Unnamed = [20, 21];

    private readonly List<ReportLink[]> _chains = [];
    private readonly List<(long, long)> _lookAlikes = [];
    private readonly HashSet<long> _commanded = [];
    private readonly List<(long, long)> _parted = [];

    public static RandomSide Make(Random random, bool plain = false)
    {
        var side = new RandomSide();
        var reports = random.Next(1, 7);
        for (var r = 0; r < reports; r++)
        {
            var chain = new List<ReportLink> { new(Pick(Outlets), LinkBasis.Cites) };
            for (var relays = random.Next(0, 3); relays > 0; relays--)
                Add(Pick(random.Next(4) == 0 ? Speakers : Outlets));
            if (random.Next(4) > 0)
                Add(
                    Pick(
                        random.Next(3) switch
                        {
                            0 when !plain => Unnamed,
                            1 when !plain => Outlets,
                            _ => Speakers,
                        }
                    )
                );
            var basis =
                chain.Count == 1
                    ? random.Next(5) == 0
                        ? LinkBasis.Observed
                        : LinkBasis.Unknown
                    : random.Next(6) == 0
                        ? LinkBasis.Unknown
                        : LinkBasis.Speaks;
            chain[^1] = chain[^1] with { Basis = basis };
            side._chains.Add([.. chain]);

            void Add(long source)
            {
                if (chain[^1].Source != source)
                    chain.Add(new ReportLink(source, LinkBasis.Cites));
            }
        }
        if (plain)
            return side;
        if (random.Next(3) == 0)
            side._lookAlikes.Add((10, 11));
        if (random.Next(6) == 0)
            side._lookAlikes.Add((1, 2));
        if (random.Next(4) == 0)
            side._parted.Add((20, 21));
        foreach (var speaker in Speakers)
            if (random.Next(4) == 0)
                side._commanded.Add(speaker);
        return side;

        long Pick(long[] from) => from[random.Next(from.Length)];
    }

    public AssessmentIndex ToIndex()
    {
        var index = new AssessmentIndex();
        foreach (var outlet in Outlets)
            index.Put(new WeighedSource(outlet, Outlet: true));
        foreach (var unnamed in Unnamed)
            index.Put(new WeighedSource(unnamed, Unnamed: true));
        for (var i = 0; i < _chains.Count; i++)
        {
            index.Put(new Report(i + 1, i + 1, _chains[i]));
            if (i > 0)
                index.Put(new ReportRelation(i, i + 1, i, ReportRelationKind.Restates));
        }
        foreach (var (a, b) in _lookAlikes)
            index.Put(new CandidateMatch(a, b));
        foreach (var speaker in _commanded)
            index.Put(new Control(speaker, speaker, State));
        foreach (var (a, b) in _parted)
            index.Put(new Finding(1, a, b, FindingValue.Established, 1));
        return index;
    }

    public (int Low, int High) SmallestCuts()
    {
        var high = SmallestCut(cautious: false);
        return (Math.Min(SmallestCut(cautious: true), high), high);
    }

    public override string ToString() =>
        string.Join(
            "; ",
            _chains.Select(c =>
                string.Join(" < ", c.Select(l => $"{l.Source}{(l.Basis == LinkBasis.Unknown ? "?" : "")}"))
            )
        )
        + $" | look-alikes {string.Join(' ', _lookAlikes)} | commanded {string.Join(' ', _commanded)} | parted {string.Join(' ', _parted)}";

    private int SmallestCut(bool cautious)
    {
        var publishers = _chains.Select(c => Read(c[0].Source!.Value)).ToHashSet();
        var arcs = new HashSet<(long From, long To)>();
        var starts = new HashSet<long>();
        foreach (var chain in _chains)
        {
            var names = chain.Select(l => Read(l.Source!.Value)).ToList();
            for (var i = 1; i < names.Count; i++)
                arcs.Add((names[i], names[i - 1]));
            var end = names[^1];
            var last = chain[^1];
            if (chain.Length > 1 && Outlets.Contains(last.Source!.Value) && publishers.Contains(end))
                continue;
            if (last.Basis == LinkBasis.Unknown)
            {
                if (!cautious)
                    starts.Add(end);
            }
            else if (cautious && _commanded.Contains(last.Source!.Value))
            {
                arcs.Add((State, end));
                starts.Add(State);
            }
            else
                starts.Add(end);
        }
        // An origin that any report's controller commands is reached through the controller alone.
        if (cautious)
            starts.RemoveWhere(s => s != State && arcs.Contains((State, s)));
        var vertices = arcs.SelectMany(a => new[] { a.From, a.To })
            .Concat(starts)
            .Concat(publishers)
            .Distinct()
            .ToList();
        var place = vertices.Index().ToDictionary(v => v.Item, v => v.Index);
        var from = arcs.Select(a => (From: 1 << place[a.From], To: 1 << place[a.To])).ToArray();
        var (origins, readers) = (starts.Sum(v => 1 << place[v]), publishers.Sum(v => 1 << place[v]));
        var smallest = int.MaxValue;
        for (var gone = 0; gone < 1 << vertices.Count; gone++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)gone) >= smallest)
                continue;
            var reached = origins & ~gone;
            for (var before = -1; before != reached; )
            {
                before = reached;
                foreach (var arc in from)
                    if ((reached & arc.From) != 0)
                        reached |= arc.To & ~gone;
            }
            if ((reached & readers) == 0)
                smallest = System.Numerics.BitOperations.PopCount((uint)gone);
        }
        return smallest;

        long Read(long source)
        {
            if (!cautious)
                return source;
            if (source == 21 && _parted.Count == 0 && _chains.Any(c => c.Any(l => l.Source == 20)))
                return 20;
            foreach (var (a, b) in _lookAlikes)
                if (source == b && _chains.Any(c => c.Any(l => l.Source == a)))
                    return a;
            return source;
        }
    }
}

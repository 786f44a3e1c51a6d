using ClaimTracker.Assessment.Graphs;

namespace ClaimTracker.Tests.Assessment;

/// <summary>
/// Published graphs with known answers, as networkx asserts them (BSD-3-Clause, networkx/networkx at cfc6b79: test_cuts, test_connectivity,
/// test_disjoint_paths, test_dominance, test_strongly_connected, test_cycles).
/// </summary>
public sealed class GraphAlgorithmTests
{
    private static readonly (int, int)[] Petersen =
    [
        (0, 1),
        (1, 2),
        (2, 3),
        (3, 4),
        (4, 0),
        (0, 5),
        (1, 6),
        (2, 7),
        (3, 8),
        (4, 9),
        (5, 7),
        (7, 9),
        (9, 6),
        (6, 8),
        (8, 5),
    ];

    private static readonly (int, int)[] Octahedral =
    [
        (0, 1),
        (0, 2),
        (0, 3),
        (0, 4),
        (1, 2),
        (1, 3),
        (1, 5),
        (2, 4),
        (2, 5),
        (3, 4),
        (3, 5),
        (4, 5),
    ];

    private static readonly (int, int)[] Icosahedral =
    [
        (0, 1),
        (0, 5),
        (0, 7),
        (0, 8),
        (0, 11),
        (1, 2),
        (1, 5),
        (1, 6),
        (1, 8),
        (2, 3),
        (2, 6),
        (2, 8),
        (2, 9),
        (3, 4),
        (3, 6),
        (3, 9),
        (3, 10),
        (4, 5),
        (4, 6),
        (4, 10),
        (4, 11),
        (5, 6),
        (5, 11),
        (7, 8),
        (7, 9),
        (7, 10),
        (7, 11),
        (8, 9),
        (9, 10),
        (10, 11),
    ];

    private static readonly (int, int)[] BrandesErlebach =
    [
        (1, 2),
        (1, 3),
        (1, 4),
        (1, 5),
        (2, 3),
        (2, 6),
        (3, 4),
        (3, 6),
        (4, 6),
        (4, 7),
        (5, 7),
        (6, 8),
        (6, 9),
        (7, 8),
        (7, 10),
        (8, 11),
        (9, 10),
        (9, 11),
        (10, 11),
    ];

    [Test]
    public void G_CUT_1_the_cut_of_Brandes_and_Erlebach_is_6_and_7()
    {
        var (count, cut) = Between(BrandesErlebach, 1, 11);
        Assert.That(count, Is.EqualTo(2));
        Assert.That(cut, Is.EqualTo(new[] { 6, 7 }));
    }

    [Test]
    public void G_DISJ_the_named_graphs_have_3_and_4_and_5_disjoint_paths()
    {
        Assert.That(Between(Petersen, 0, 6).Count, Is.EqualTo(3));
        Assert.That(Between(Octahedral, 0, 5).Count, Is.EqualTo(4));
        Assert.That(Between(Icosahedral, 0, 6).Count, Is.EqualTo(5));
    }

    [Test]
    public void G_WH_three_cliques_that_share_one_vertex_are_cut_by_it()
    {
        var edges = new List<(int, int)>();
        foreach (var clique in new int[][] { [0, 1, 2, 3], [0, 4, 5, 6], [0, 7, 8, 9] })
            for (var i = 0; i < 4; i++)
            for (var j = i + 1; j < 4; j++)
                edges.Add((clique[i], clique[j]));
        var (count, cut) = Between([.. edges], 1, 4);
        Assert.That(count, Is.EqualTo(1));
        Assert.That(cut, Is.EqualTo(new[] { 0 }));
        Assert.That(
            EdgeDisjoint([.. edges], 1, 4),
            Is.EqualTo(3),
            "counting citations instead of sources would give 3"
        );
    }

    [TestCase("1-2 2-1 3-2 4-1 5-3 5-4", 5, "1:5 2:5 3:5 4:5", TestName = "G_DOM_1_Cooper_Harvey_Kennedy_figure_2")]
    [TestCase(
        "1-2 2-1 2-3 3-2 4-2 4-3 5-1 6-4 6-5",
        6,
        "1:6 2:6 3:6 4:6 5:6",
        TestName = "G_DOM_2_Cooper_Harvey_Kennedy_figure_4"
    )]
    [TestCase("1-2 2-3 2-4 2-6 3-5 4-5 5-2", 1, "2:1 3:2 4:2 5:2 6:2", TestName = "G_DOM_3_Domrel")]
    [TestCase("0-1 1-2 1-3 2-7 3-4 4-5 4-6 5-7 6-4", 0, "1:0 2:1 3:1 4:3 5:4 6:4 7:1", TestName = "G_DOM_4_Boost")]
    public void Immediate_dominators_are_as_published(string arcs, int root, string expected)
    {
        var dominators = Dominators.Of(Read(arcs), root);
        foreach (var pair in expected.Split(' ').Select(p => p.Split(':')))
            Assert.That(dominators[Number(pair[0])], Is.EqualTo(Number(pair[1])), $"of {pair[0]}");
    }

    [TestCase("1-2 2-3 2-8 3-4 3-7 4-5 5-3 5-6 7-4 7-6 8-1 8-7", "1,2,8 3,4,5,7 6", TestName = "G_SCC_g1")]
    [TestCase("1-2 1-3 1-4 4-2 3-4 2-3", "1 2,3,4", TestName = "G_SCC_g2")]
    [TestCase("1-2 2-3 3-2 2-1", "1,2,3", TestName = "G_SCC_g3")]
    [TestCase("0-1 1-2 1-3 1-4 2-0 2-3 3-4 4-3", "0,1,2 3,4", TestName = "G_SCC_g5")]
    public void Strong_components_are_as_published(string arcs, string expected)
    {
        var graph = Read(arcs);
        var named = graph.Successors(0).IsEmpty ? 1 : 0;
        var components = StronglyConnectedComponents
            .Of(graph, v => v >= named)
            .Select(c => string.Join(',', c))
            .Order(StringComparer.Ordinal);
        Assert.That(string.Join(' ', components), Is.EqualTo(expected));
    }

    [Test]
    public void G_CYC_elementary_cycles_are_as_published()
    {
        var cycles = ElementaryCycles
            .Of(Read("0-0 0-1 0-2 1-2 2-0 2-1 2-2"))
            .Select(c => string.Join(',', c.Order()))
            .Order(StringComparer.Ordinal);
        Assert.That(cycles, Is.EqualTo(new[] { "0", "0,1,2", "0,2", "1,2", "2" }));
        Assert.That(
            ElementaryCycles.Of(Read("0-2 0-3 1-0 1-3 2-1 2-4 3-2 3-4 4-0 4-1 4-5 5-0 5-1 5-2 5-3")).Count(),
            Is.EqualTo(26)
        );
    }

    [Test]
    public void G_CYC_the_worst_case_of_Johnson_has_3k_cycles([Range(3, 9)] int k) =>
        Assert.That(ElementaryCycles.Of(Johnson(k)).Count(), Is.EqualTo(3 * k));

    [Test]
    public void Cheapest_chains_are_as_many_and_cost_least()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var vertices = random.Next(2, 6);
            var arcs = new List<(int From, int To, double Cost)>();
            for (var i = 0; i < vertices * 3; i++)
            {
                var (from, to) = (random.Next(vertices + 2), random.Next(vertices + 2));
                if (
                    from == to
                    || to == VertexDisjointPaths.Start
                    || from == VertexDisjointPaths.End
                    || (from == 0 && to == 1)
                )
                    continue;
                if (!arcs.Exists(a => a.From == from && a.To == to))
                    arcs.Add((from, to, random.Next(1, 9)));
            }
            var chains = new VertexDisjointPaths();
            Lay();
            var most = chains.MaxFlow();
            Lay();
            Assert.That(chains.MinCostFlow(), Is.EqualTo(most));
            var cost = chains.Chains().Sum(c => Cost([VertexDisjointPaths.Start, .. c, VertexDisjointPaths.End]));
            Assert.That(cost, Is.EqualTo(Least(most, [])).Within(1e-9));

            void Lay()
            {
                chains.Clear();
                for (var v = 0; v < vertices; v++)
                    chains.AddVertex();
                foreach (var (from, to, price) in arcs)
                    chains.Join(from, to, price);
            }

            double Cost(int[] path) =>
                path.Zip(path.Skip(1), (a, b) => arcs.Single(x => x.From == a && x.To == b).Cost).Sum();

            double Least(int wanted, HashSet<int> used) =>
                wanted == 0
                    ? 0
                    : Paths(VertexDisjointPaths.Start, used, 0)
                        .Select(p => p.Cost + Least(wanted - 1, p.Used))
                        .DefaultIfEmpty(double.PositiveInfinity)
                        .Min();

            IEnumerable<(double Cost, HashSet<int> Used)> Paths(int at, HashSet<int> used, double so) =>
                arcs.Where(a => a.From == at && !used.Contains(a.To))
                    .SelectMany(a =>
                        a.To == VertexDisjointPaths.End
                            ? [(so + a.Cost, used)]
                            : Paths(a.To, [.. used, a.To], so + a.Cost)
                    );
        }
    }

    // Figure 1 of Johnson's paper, as the peer's test builds it.
    private static Digraph Johnson(int k)
    {
        var arcs = new List<(int, int)>();
        for (var n = 2; n < k + 2; n++)
        {
            arcs.Add((1, n));
            arcs.Add((n, k + 2));
        }
        arcs.Add((2 * k + 1, 1));
        for (var n = k + 2; n < 2 * k + 2; n++)
        {
            arcs.Add((n, 2 * k + 2));
            arcs.Add((n, n + 1));
        }
        arcs.Add((2 * k + 3, k + 2));
        for (var n = 2 * k + 3; n < 3 * k + 3; n++)
        {
            arcs.Add((2 * k + 2, n));
            arcs.Add((n, 3 * k + 3));
        }
        arcs.Add((3 * k + 3, 2 * k + 2));
        return new Digraph(3 * k + 4, arcs);
    }

    private static (int Count, List<int> Cut) Between((int, int)[] edges, int from, int to)
    {
        var chains = new VertexDisjointPaths();
        var highest = edges.Max(e => Math.Max(e.Item1, e.Item2));
        for (var v = 0; v <= highest; v++)
            chains.AddVertex();
        foreach (var (a, b) in edges)
        {
            Join(a, b);
            Join(b, a);
        }
        return (chains.MaxFlow(), chains.Cut().ConvertAll(v => v - 2));

        void Join(int a, int b)
        {
            if (a == to || b == from)
                return;
            chains.Join(a == from ? VertexDisjointPaths.Start : a + 2, b == to ? VertexDisjointPaths.End : b + 2);
        }
    }

    /// <summary>Edge-disjoint paths are vertex-disjoint paths among the edges.</summary>
    private static int EdgeDisjoint((int From, int To)[] edges, int from, int to)
    {
        var chains = new VertexDisjointPaths();
        foreach (var _ in edges)
            chains.AddVertex();
        for (var i = 0; i < edges.Length; i++)
        {
            if (Touches(edges[i], from))
                chains.Join(VertexDisjointPaths.Start, i + 2);
            if (Touches(edges[i], to))
                chains.Join(i + 2, VertexDisjointPaths.End);
            for (var j = 0; j < edges.Length; j++)
                if (i != j && (Touches(edges[j], edges[i].From) || Touches(edges[j], edges[i].To)))
                    chains.Join(i + 2, j + 2);
        }
        return chains.MaxFlow();

        static bool Touches((int From, int To) edge, int vertex) => edge.From == vertex || edge.To == vertex;
    }

    private static Digraph Read(string arcs)
    {
        var list = arcs.Split(' ').Select(a => a.Split('-')).Select(a => (Number(a[0]), Number(a[1]))).ToList();
        return new Digraph(list.Max(a => Math.Max(a.Item1, a.Item2)) + 1, list);
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

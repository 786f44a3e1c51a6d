using ClaimTracker.Assessment.Graphs;

namespace ClaimTracker.Tests.Assessment;

/// <summary>
/// Published graphs with known answers, as networkx asserts them (BSD-3-Clause, networkx/networkx at cfc6b79: test_strongly_connected, test_cycles).
/// </summary>
public sealed class GraphAlgorithmTests
{
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

    private static Digraph Read(string arcs)
    {
        var list = arcs.Split(' ').Select(a => a.Split('-')).Select(a => (Number(a[0]), Number(a[1]))).ToList();
        return new Digraph(list.Max(a => Math.Max(a.Item1, a.Item2)) + 1, list);
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

namespace ClaimTracker.Assessment.Graphs;

/// <summary>A directed graph over the vertices <c>0 … Vertices-1</c>, packed for reading. Parallel arcs and self-loops are kept.</summary>
public sealed class Digraph
{
    private readonly int[] first;
    private readonly int[] targets;

    /// <param name="vertices">How many vertices there are; every end of an arc is below it.</param>
    /// <param name="arcs">The arcs; each vertex keeps its successors in the order given here.</param>
    public Digraph(int vertices, IReadOnlyList<(int From, int To)> arcs)
    {
        first = new int[vertices + 1];
        targets = new int[arcs.Count];
        for (var i = 0; i < arcs.Count; i++)
            first[arcs[i].From + 1]++;
        for (var v = 0; v < vertices; v++)
            first[v + 1] += first[v];
        var free = first.AsSpan(0, vertices).ToArray();
        for (var i = 0; i < arcs.Count; i++)
            targets[free[arcs[i].From]++] = arcs[i].To;
    }

    public int Vertices => first.Length - 1;

    public ReadOnlySpan<int> Successors(int vertex) => targets.AsSpan(first[vertex], first[vertex + 1] - first[vertex]);
}

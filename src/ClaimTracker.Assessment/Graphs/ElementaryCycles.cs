namespace ClaimTracker.Assessment.Graphs;

/// <summary>
/// The elementary cycles of a graph, found one by one so that a caller may stop early.
/// D. Johnson, "Finding all the elementary circuits of a directed graph", SIAM J. Comput. 4(1), 1975: O((V+E)(C+1)) for C cycles.
/// </summary>
public static class ElementaryCycles
{
    /// <summary>Each cycle once, starting at its smallest vertex; self-loops first, then by smallest vertex.</summary>
    public static IEnumerable<int[]> Of(Digraph graph)
    {
        for (var v = 0; v < graph.Vertices; v++)
            if (graph.Successors(v).Contains(v))
                yield return [v];

        for (var start = 0; start < graph.Vertices; start++)
        {
            var from = start;
            var component = StronglyConnectedComponents.Of(graph, v => v >= from).Find(c => c[0] == from);
            if (component is not { Length: > 1 })
                continue;
            foreach (var cycle in Through(graph, start, [.. component]))
                yield return cycle;
        }
    }

    private static IEnumerable<int[]> Through(Digraph graph, int start, HashSet<int> component)
    {
        var path = new List<int> { start };
        var blocked = new HashSet<int> { start };
        var closed = new HashSet<int>();
        var waiting = new Dictionary<int, HashSet<int>>();
        var open = new Stack<Queue<int>>();
        open.Push(Neighbours(start));

        while (open.TryPeek(out var neighbours))
        {
            var here = path[^1];
            if (neighbours.TryDequeue(out var next))
            {
                if (next == start)
                {
                    yield return [.. path];
                    closed.UnionWith(path);
                }
                else if (blocked.Add(next))
                {
                    path.Add(next);
                    closed.Remove(next);
                    open.Push(Neighbours(next));
                }

                continue;
            }

            if (closed.Contains(here))
                Unblock(here);
            else
                foreach (var w in Neighbours(here))
                    (waiting.TryGetValue(w, out var set) ? set : waiting[w] = []).Add(here);
            open.Pop();
            path.RemoveAt(path.Count - 1);
        }

        Queue<int> Neighbours(int vertex)
        {
            var queue = new Queue<int>();
            foreach (var w in graph.Successors(vertex))
                if (w != vertex && component.Contains(w) && !queue.Contains(w))
                    queue.Enqueue(w);
            return queue;
        }

        void Unblock(int vertex)
        {
            var free = new Stack<int>([vertex]);
            while (free.TryPop(out var v))
                if (blocked.Remove(v) && waiting.Remove(v, out var set))
                    foreach (var w in set)
                        free.Push(w);
        }
    }
}

namespace ClaimTracker.Assessment.Graphs;

/// <summary>
/// The strongly connected components of a graph: sets of vertices that all reach each other.
/// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972; here without recursion. O(V+E).
/// </summary>
public static class StronglyConnectedComponents
{
    /// <summary>All components, each ascending; a component comes after those it leads to.</summary>
    public static List<int[]> Of(Digraph graph) => Of(graph, static _ => true);

    /// <summary>The components of the part of <paramref name="graph"/> whose vertices <paramref name="present"/> admits.</summary>
    public static List<int[]> Of(Digraph graph, Func<int, bool> present)
    {
        var components = new List<int[]>();
        var order = new int[graph.Vertices]; // 0: not met
        var low = new int[graph.Vertices];
        var settled = new bool[graph.Vertices];
        var pending = new Stack<int>();
        var path = new Stack<(int Vertex, int Next)>();
        var met = 0;

        for (var root = 0; root < graph.Vertices; root++)
        {
            if (order[root] != 0 || !present(root))
                continue;
            path.Push((root, 0));
            while (path.TryPop(out var step))
            {
                var (v, next) = step;
                if (next == 0)
                {
                    order[v] = low[v] = ++met;
                    pending.Push(v);
                }

                var successors = graph.Successors(v);
                if (next > 0)
                    low[v] = Math.Min(low[v], low[successors[next - 1]]);
                while (next < successors.Length)
                {
                    var w = successors[next];
                    if (present(w))
                    {
                        if (order[w] == 0)
                            break;
                        if (!settled[w])
                            low[v] = Math.Min(low[v], order[w]);
                    }

                    next++;
                }

                if (next < successors.Length)
                {
                    path.Push((v, next + 1));
                    path.Push((successors[next], 0));
                    continue;
                }

                if (low[v] == order[v])
                    components.Add(Take(pending, v, settled));
            }
        }

        return components;
    }

    private static int[] Take(Stack<int> pending, int root, bool[] settled)
    {
        var members = new List<int>();
        int member;
        do
        {
            member = pending.Pop();
            settled[member] = true;
            members.Add(member);
        } while (member != root);
        members.Sort();
        return [.. members];
    }
}

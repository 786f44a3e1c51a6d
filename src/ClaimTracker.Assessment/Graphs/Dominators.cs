namespace ClaimTracker.Assessment.Graphs;

/// <summary>
/// Immediate dominators: the last vertex that every path from the root to a vertex must pass.
/// K. Cooper, T. Harvey, K. Kennedy, "A Simple, Fast Dominance Algorithm", Rice University TR-06-33870, 2006.
/// </summary>
public static class Dominators
{
    /// <summary>The immediate dominator of every vertex; the root dominates itself, −1 stands for what the root does not reach.</summary>
    public static int[] Of(Digraph graph, int root)
    {
        var order = ReversePostorder(graph, root);
        var rank = new int[graph.Vertices];
        for (var i = 0; i < order.Count; i++)
            rank[order[i]] = i;
        var predecessors = graph.Reversed();
        var immediate = new int[graph.Vertices];
        Array.Fill(immediate, -1);
        immediate[root] = root;

        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var v in order)
            {
                if (v == root)
                    continue;
                var dominator = -1;
                foreach (var p in predecessors.Successors(v))
                    if (immediate[p] >= 0)
                        dominator = dominator < 0 ? p : Meet(p, dominator);
                if (immediate[v] == dominator)
                    continue;
                immediate[v] = dominator;
                changed = true;
            }
        }

        return immediate;

        int Meet(int a, int b)
        {
            while (a != b)
            {
                while (rank[a] > rank[b])
                    a = immediate[a];
                while (rank[b] > rank[a])
                    b = immediate[b];
            }

            return a;
        }
    }

    /// <summary>Every vertex that all paths from <paramref name="root"/> to <paramref name="target"/> pass, both ends left out, nearest to the root first.</summary>
    public static List<int> Between(Digraph graph, int root, int target)
    {
        var immediate = Of(graph, root);
        var passed = new List<int>();
        if (immediate[target] < 0)
            return passed;
        for (var v = immediate[target]; v != root; v = immediate[v])
            passed.Add(v);
        passed.Reverse();
        return passed;
    }

    private static List<int> ReversePostorder(Digraph graph, int root)
    {
        var order = new List<int>();
        var met = new bool[graph.Vertices];
        var path = new Stack<(int Vertex, int Next)>();
        met[root] = true;
        path.Push((root, 0));
        while (path.TryPop(out var step))
        {
            var (v, next) = step;
            var successors = graph.Successors(v);
            while (next < successors.Length && met[successors[next]])
                next++;
            if (next == successors.Length)
            {
                order.Add(v);
                continue;
            }

            path.Push((v, next + 1));
            met[successors[next]] = true;
            path.Push((successors[next], 0));
        }

        order.Reverse();
        return order;
    }
}

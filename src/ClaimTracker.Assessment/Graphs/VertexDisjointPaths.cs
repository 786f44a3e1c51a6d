namespace ClaimTracker.Assessment.Graphs;

/// <summary>
/// The largest number of chains from <see cref="Start"/> to <see cref="End"/> that share no vertex, the chains themselves,
/// and the smallest set of vertices that cuts them all: equal in number by K. Menger, Fund. Math. 10, 1927.
/// Every vertex is split into an entrance and an exit joined by an arc of capacity 1; blocking flows along shortest paths
/// (E. Dinic, Soviet Math. Dokl. 11, 1970) give O(E √V) on such graphs. One object may be used for many graphs in turn.
/// </summary>
public sealed class VertexDisjointPaths
{
    public const int Start = 0;
    public const int End = 1;

    private const int Unlimited = int.MaxValue / 2;

    private int[] head = new int[64];
    private int[] cursor = new int[64];
    private int[] level = new int[64];
    private int[] queue = new int[64];
    private Arc[] arcs = new Arc[256];
    private readonly List<int> trail = [];
    private int arcCount;

    private struct Arc
    {
        public int To;
        public int Room;
        public int Next;
        public double Cost;
    }

    public VertexDisjointPaths() => Clear();

    /// <summary>How many vertices there are, <see cref="Start"/> and <see cref="End"/> included.</summary>
    public int Vertices { get; private set; }

    /// <summary>Forgets the graph and keeps its memory.</summary>
    public void Clear()
    {
        arcCount = 0;
        Vertices = 0;
        Open();
        Open();
    }

    /// <summary>A new vertex, which at most one chain may pass.</summary>
    public int AddVertex()
    {
        var vertex = Open();
        AddArc(Entrance(vertex), Exit(vertex), 1, 0);
        return vertex;
    }

    /// <summary>Lets evidence pass from one vertex to another at a cost of 0 or more, which only <see cref="MinCostFlow"/> reads.</summary>
    public void Join(int from, int to, double cost = 0) =>
        AddArc(Exit(from), Entrance(to), from == Start && to == End ? 1 : Unlimited, cost);

    /// <summary>Finds as many disjoint chains as there are, and returns their number.</summary>
    public int MaxFlow()
    {
        var taken = 0;
        while (Layer())
        {
            Array.Copy(head, cursor, 2 * Vertices);
            while (Advance())
                taken++;
        }

        return taken;
    }

    /// <summary>
    /// Finds as many disjoint chains as there are, at the least total cost (successive shortest paths with potentials:
    /// J. Edmonds, R. Karp, J. ACM 19(2), 1972).
    /// </summary>
    public int MinCostFlow()
    {
        var potential = new double[2 * Vertices];
        var distance = new double[2 * Vertices];
        var arrival = new int[2 * Vertices];
        var taken = 0;
        while (Shortest(potential, distance, arrival))
        {
            for (var node = Entrance(End); node != Exit(Start); node = arcs[arrival[node] ^ 1].To)
                Push(arrival[node]);
            for (var node = 0; node < potential.Length; node++)
                if (!double.IsPositiveInfinity(distance[node]))
                    potential[node] += distance[node];
            taken++;
        }

        return taken;
    }

    /// <summary>The chains found, each from the vertex after <see cref="Start"/> to the one before <see cref="End"/>; in the order in which arcs were joined.</summary>
    public List<int[]> Chains()
    {
        var chains = new List<int[]>();
        for (var arc = head[Exit(Start)]; arc >= 0; arc = arcs[arc].Next)
        {
            if (Flow(arc) == 0)
                continue;
            var chain = new List<int>();
            for (var node = arcs[arc].To; node != Entrance(End); node = Follow(node ^ 1))
                chain.Add(node >> 1);
            chains.Add([.. chain]);
        }

        chains.Reverse();
        return chains;
    }

    /// <summary>After the chains were found: the smallest cut, nearest to <see cref="Start"/>, ascending.</summary>
    public List<int> Cut()
    {
        Layer(wholly: true);
        var cut = new List<int>();
        for (var v = 2; v < Vertices; v++)
            if (level[Entrance(v)] >= 0 && level[Exit(v)] < 0)
                cut.Add(v);
        return cut;
    }

    private static int Entrance(int vertex) => 2 * vertex;

    private static int Exit(int vertex) => 2 * vertex + 1;

    private int Flow(int arc) => (arc & 1) == 0 ? arcs[arc ^ 1].Room : 0;

    private int Follow(int exit)
    {
        for (var arc = head[exit]; arc >= 0; arc = arcs[arc].Next)
            if (Flow(arc) > 0)
                return arcs[arc].To;
        throw new InvalidOperationException("A chain ends before its end.");
    }

    private int Open()
    {
        var vertex = Vertices++;
        if (2 * Vertices > head.Length)
        {
            Array.Resize(ref head, 2 * head.Length);
            Array.Resize(ref cursor, head.Length);
            Array.Resize(ref level, head.Length);
            Array.Resize(ref queue, head.Length);
        }

        head[Entrance(vertex)] = head[Exit(vertex)] = -1;
        return vertex;
    }

    private void AddArc(int from, int to, int room, double cost)
    {
        if (arcCount + 2 > arcs.Length)
            Array.Resize(ref arcs, 2 * arcs.Length);
        arcs[arcCount] = new Arc
        {
            To = to,
            Room = room,
            Cost = cost,
            Next = head[from],
        };
        head[from] = arcCount++;
        arcs[arcCount] = new Arc
        {
            To = from,
            Room = 0,
            Cost = -cost,
            Next = head[to],
        };
        head[to] = arcCount++;
    }

    private void Push(int arc)
    {
        arcs[arc].Room--;
        arcs[arc ^ 1].Room++;
    }

    /// <summary>Numbers the nodes by their distance from the start in what room is left; false when the end is out of reach.</summary>
    /// <param name="wholly">Also number what is farther than the end.</param>
    private bool Layer(bool wholly = false)
    {
        Array.Fill(level, -1, 0, 2 * Vertices);
        int read = 0,
            written = 0;
        level[Exit(Start)] = 0;
        queue[written++] = Exit(Start);
        while (read < written)
        {
            var node = queue[read++];
            for (var arc = head[node]; arc >= 0; arc = arcs[arc].Next)
            {
                if (arcs[arc].Room == 0 || level[arcs[arc].To] >= 0)
                    continue;
                level[arcs[arc].To] = level[node] + 1;
                queue[written++] = arcs[arc].To;
            }

            if (!wholly && level[Entrance(End)] >= 0)
                return true;
        }

        return level[Entrance(End)] >= 0;
    }

    /// <summary>Takes one more chain within the present layers.</summary>
    private bool Advance()
    {
        trail.Clear();
        var node = Exit(Start);
        while (node != Entrance(End))
        {
            var arc = cursor[node];
            while (arc >= 0 && (arcs[arc].Room == 0 || level[arcs[arc].To] != level[node] + 1))
                arc = arcs[arc].Next;
            cursor[node] = arc;
            if (arc >= 0)
            {
                trail.Add(arc);
                node = arcs[arc].To;
                continue;
            }

            if (trail.Count == 0)
                return false;
            level[node] = -1;
            node = arcs[trail[^1] ^ 1].To;
            trail.RemoveAt(trail.Count - 1);
        }

        foreach (var arc in trail)
            Push(arc);
        return true;
    }

    private bool Shortest(double[] potential, double[] distance, int[] arrival)
    {
        Array.Fill(distance, double.PositiveInfinity);
        var open = new PriorityQueue<int, (double, int)>();
        distance[Exit(Start)] = 0;
        open.Enqueue(Exit(Start), (0, Exit(Start)));
        while (open.TryDequeue(out var node, out var at))
        {
            if (at.Item1 > distance[node])
                continue;
            for (var arc = head[node]; arc >= 0; arc = arcs[arc].Next)
            {
                if (arcs[arc].Room == 0)
                    continue;
                // Rounding may leave a reduced cost a hair below zero.
                var reached = distance[node] + Math.Max(0, arcs[arc].Cost + potential[node] - potential[arcs[arc].To]);
                if (reached >= distance[arcs[arc].To])
                    continue;
                distance[arcs[arc].To] = reached;
                arrival[arcs[arc].To] = arc;
                open.Enqueue(arcs[arc].To, (reached, arcs[arc].To));
            }
        }

        return !double.IsPositiveInfinity(distance[Entrance(End)]);
    }
}

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

    private int[] _head = new int[64];
    private int[] _cursor = new int[64];
    private int[] _level = new int[64];
    private int[] _queue = new int[64];
    private Arc[] _arc = new Arc[256];
    private readonly List<int> _trail = [];
    private int _arcs;

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
        _arcs = 0;
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
            Array.Copy(_head, _cursor, 2 * Vertices);
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
            for (var node = Entrance(End); node != Exit(Start); node = _arc[arrival[node] ^ 1].To)
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
        for (var arc = _head[Exit(Start)]; arc >= 0; arc = _arc[arc].Next)
        {
            if (Flow(arc) == 0)
                continue;
            var chain = new List<int>();
            for (var node = _arc[arc].To; node != Entrance(End); node = Follow(node ^ 1))
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
            if (_level[Entrance(v)] >= 0 && _level[Exit(v)] < 0)
                cut.Add(v);
        return cut;
    }

    private static int Entrance(int vertex) => 2 * vertex;

    private static int Exit(int vertex) => 2 * vertex + 1;

    private int Flow(int arc) => (arc & 1) == 0 ? _arc[arc ^ 1].Room : 0;

    private int Follow(int exit)
    {
        for (var arc = _head[exit]; arc >= 0; arc = _arc[arc].Next)
            if (Flow(arc) > 0)
                return _arc[arc].To;
        throw new InvalidOperationException("A chain ends before its end.");
    }

    private int Open()
    {
        var vertex = Vertices++;
        if (2 * Vertices > _head.Length)
        {
            Array.Resize(ref _head, 2 * _head.Length);
            Array.Resize(ref _cursor, _head.Length);
            Array.Resize(ref _level, _head.Length);
            Array.Resize(ref _queue, _head.Length);
        }
        _head[Entrance(vertex)] = _head[Exit(vertex)] = -1;
        return vertex;
    }

    private void AddArc(int from, int to, int room, double cost)
    {
        if (_arcs + 2 > _arc.Length)
            Array.Resize(ref _arc, 2 * _arc.Length);
        _arc[_arcs] = new Arc
        {
            To = to,
            Room = room,
            Cost = cost,
            Next = _head[from],
        };
        _head[from] = _arcs++;
        _arc[_arcs] = new Arc
        {
            To = from,
            Room = 0,
            Cost = -cost,
            Next = _head[to],
        };
        _head[to] = _arcs++;
    }

    private void Push(int arc)
    {
        _arc[arc].Room--;
        _arc[arc ^ 1].Room++;
    }

    /// <summary>Numbers the nodes by their distance from the start in what room is left; false when the end is out of reach.</summary>
    /// <param name="wholly">Also number what is farther than the end.</param>
    private bool Layer(bool wholly = false)
    {
        Array.Fill(_level, -1, 0, 2 * Vertices);
        int read = 0,
            written = 0;
        _level[Exit(Start)] = 0;
        _queue[written++] = Exit(Start);
        while (read < written)
        {
            var node = _queue[read++];
            for (var arc = _head[node]; arc >= 0; arc = _arc[arc].Next)
            {
                if (_arc[arc].Room == 0 || _level[_arc[arc].To] >= 0)
                    continue;
                _level[_arc[arc].To] = _level[node] + 1;
                _queue[written++] = _arc[arc].To;
            }
            if (!wholly && _level[Entrance(End)] >= 0)
                return true;
        }
        return _level[Entrance(End)] >= 0;
    }

    /// <summary>Takes one more chain within the present layers.</summary>
    private bool Advance()
    {
        _trail.Clear();
        var node = Exit(Start);
        while (node != Entrance(End))
        {
            var arc = _cursor[node];
            while (arc >= 0 && (_arc[arc].Room == 0 || _level[_arc[arc].To] != _level[node] + 1))
                arc = _arc[arc].Next;
            _cursor[node] = arc;
            if (arc >= 0)
            {
                _trail.Add(arc);
                node = _arc[arc].To;
                continue;
            }
            if (_trail.Count == 0)
                return false;
            _level[node] = -1;
            node = _arc[_trail[^1] ^ 1].To;
            _trail.RemoveAt(_trail.Count - 1);
        }
        foreach (var arc in _trail)
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
            for (var arc = _head[node]; arc >= 0; arc = _arc[arc].Next)
            {
                if (_arc[arc].Room == 0)
                    continue;
                // Rounding may leave a reduced cost a hair below zero.
                var reached = distance[node] + Math.Max(0, _arc[arc].Cost + potential[node] - potential[_arc[arc].To]);
                if (reached >= distance[_arc[arc].To])
                    continue;
                distance[_arc[arc].To] = reached;
                arrival[_arc[arc].To] = arc;
                open.Enqueue(_arc[arc].To, (reached, _arc[arc].To));
            }
        }
        return !double.IsPositiveInfinity(distance[Entrance(End)]);
    }
}

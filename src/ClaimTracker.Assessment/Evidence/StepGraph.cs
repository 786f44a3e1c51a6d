using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// The steps that reports state, from who tells to whom he has it from, read generously. Rings are found on it, and nothing is counted: its ways may be
/// put together from parts of several chains.
/// </summary>
internal sealed class StepGraph(ReportStore store)
{
    private int[] vertexOf = []; // by source
    private int[] stamp = [];
    private int generation;
    private readonly RowBuffer<(int From, int To)> steps = new(64);
    private int[] told = new int[64]; // by vertex: how many steps lead to it
    private int[] first = new int[64];
    private int[] next = new int[64];
    private int[] untold = new int[64];
    private int vertices;

    /// <summary>Whether sources have it from each other: what is left when those whom nobody has it from are taken away again and again (A. Kahn, Comm. ACM 5(11), 1962).</summary>
    public bool HasRing(Lineage lineage)
    {
        Collect(lineage);
        if (steps.Count < 2)
            return false;
        Array.Fill(first, -1, 0, vertices);
        Array.Clear(told, 0, vertices);
        for (var step = 0; step < steps.Count; step++)
        {
            var (from, to) = steps[step];
            told[to]++;
            next[step] = first[from];
            first[from] = step;
        }

        var open = 0;
        for (var v = 0; v < vertices; v++)
            if (told[v] == 0)
                untold[open++] = v;
        for (var taken = 0; taken < open; taken++)
        for (var step = first[untold[taken]]; step >= 0; step = next[step])
            if (--told[steps[step].To] == 0)
                untold[open++] = steps[step].To;
        return open < vertices;
    }

    /// <summary>Steps between sources that are told by somebody and tell it on: no others can be in a ring.</summary>
    private void Collect(Lineage lineage)
    {
        if (stamp.Length < store.Sources.Count)
        {
            Array.Resize(ref vertexOf, store.Sources.Count);
            Array.Resize(ref stamp, store.Sources.Count);
        }

        generation += 2;
        steps.Clear();
        vertices = 0;
        // Who has it from somebody.
        foreach (var path in lineage.Paths)
        {
            if (!IsStated(path))
                continue;
            var hops = lineage.Hops(path);
            for (var i = 0; i + 1 < hops.Length; i++)
                if (hops[i].Source >= 0)
                    stamp[hops[i].Source] = generation;
        }

        foreach (var path in lineage.Paths)
        {
            if (!IsStated(path))
                continue;
            var hops = lineage.Hops(path);
            for (var i = 1; i < hops.Length; i++)
            {
                var (outer, inner) = (hops[i - 1].Source, hops[i].Source);
                if (hops[i].Joined || outer < 0 || inner < 0 || stamp[inner] < generation)
                    continue;
                if (outer != inner)
                    Add(Vertex(outer), Vertex(inner));
            }
        }

        static bool IsStated(in ProvenancePath path) =>
            path.LeftOut is null && path.Count > 1 && (path.Bounds & Bound.Upper) != 0;
    }

    private int Vertex(int source)
    {
        if (stamp[source] != generation + 1)
        {
            stamp[source] = generation + 1;
            vertexOf[source] = vertices++;
            if (vertices > told.Length)
            {
                Array.Resize(ref told, 2 * told.Length);
                Array.Resize(ref first, told.Length);
                Array.Resize(ref untold, told.Length);
            }
        }

        return vertexOf[source];
    }

    private void Add(int from, int to)
    {
        var step = steps.Add((from, to));
        if (step >= next.Length)
            Array.Resize(ref next, 2 * next.Length);
    }
}

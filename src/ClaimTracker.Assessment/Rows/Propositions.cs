namespace ClaimTracker.Assessment.Rows;

/// <summary>
/// Claims joined by <c>restates</c>: a union-find whose root is the claim with the smallest id, with the members of each proposition on a ring,
/// so that a proposition can be listed, and taken apart when a restatement is withdrawn (R. Tarjan, J. ACM 22(2), 1975).
/// </summary>
internal sealed class Propositions(ReportStore store, int capacity)
{
    private readonly RowBuffer<int> parent = new(capacity);
    private readonly RowBuffer<int> next = new(capacity);

    public void Add(int report)
    {
        parent.Add(report);
        next.Add(report);
    }

    public int Root(int report)
    {
        while (parent[report] != report)
        {
            parent[report] = parent[parent[report]];
            report = parent[report];
        }

        return report;
    }

    public void Join(int a, int b)
    {
        a = Root(a);
        b = Root(b);
        if (a == b)
            return;
        if (store.Reports[a].Claim < store.Reports[b].Claim)
            parent[b] = a;
        else
            parent[a] = b;
        (next[a], next[b]) = (next[b], next[a]);
    }

    /// <summary>The next member on the ring of a proposition.</summary>
    public int Next(int report) => next[report];

    /// <summary>All members of a proposition, accepted or not.</summary>
    public IEnumerable<int> Members(int report)
    {
        var member = report;
        do yield return member;
        while ((member = next[member]) != report);
    }

    /// <summary>Joins the members of one proposition anew, from the relations that still stand.</summary>
    public void Rejoin(int report)
    {
        var members = new List<int>();
        var member = report;
        do members.Add(member);
        while ((member = next[member]) != report);
        foreach (var m in members)
            parent[m] = next[m] = m;
        foreach (var m in members)
            for (var tie = store.Reports[m].FirstTie; tie >= 0; tie = store.Next(tie))
                if ((tie & 1) == 0 && store.Joins(tie))
                    Join(m, store.OtherEnd(tie));
    }

    /// <summary>Joins everything anew.</summary>
    public void RejoinAll()
    {
        for (var report = 0; report < parent.Count; report++)
            parent[report] = next[report] = report;
        for (var relation = 0; relation < store.Relations.Count; relation++)
            if (store.Joins(2 * relation))
                Join(store.Relations[relation].From, store.Relations[relation].To);
    }
}

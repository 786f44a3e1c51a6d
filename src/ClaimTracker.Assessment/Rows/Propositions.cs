namespace ClaimTracker.Assessment.Rows;

/// <summary>
/// Claims joined by <c>restates</c>, named by the claim with the smallest id. Of two sets that are joined the smaller takes the mark of the larger
/// (A. Aho, J. Hopcroft, J. Ullman, "The Design and Analysis of Computer Algorithms", 1974, section 4.6), so that a claim knows its proposition without
/// a search and reading changes nothing. The members of each stand on a ring, so that a proposition can be listed, and taken apart when a restatement
/// is withdrawn.
/// </summary>
internal sealed class Propositions(ReportStore store, int capacity)
{
    private readonly RowBuffer<int> marks = new(capacity);
    private readonly RowBuffer<int> next = new(capacity);
    private readonly RowBuffer<(int Root, int Count)> sets = new(capacity); // by their mark
    private readonly HashSet<int> loose = []; // what joined these may stand no longer

    public void Add(int report)
    {
        marks.Add(report);
        next.Add(report);
        sets.Add((report, 1));
    }

    /// <summary>The claim that stands for a claim's proposition.</summary>
    public int Root(int report) => sets[marks[report]].Root;

    public void Join(int a, int b)
    {
        var (larger, smaller) = (marks[a], marks[b]);
        if (larger == smaller)
            return;
        if (sets[larger].Count < sets[smaller].Count)
            (larger, smaller) = (smaller, larger);
        var (one, two) = (sets[larger], sets[smaller]);
        var member = two.Root;
        do marks[member] = larger;
        while ((member = next[member]) != two.Root);
        sets[larger] = (
            store.Reports[one.Root].Claim < store.Reports[two.Root].Claim ? one.Root : two.Root,
            one.Count + two.Count
        );
        (next[one.Root], next[two.Root]) = (next[two.Root], next[one.Root]);
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

    /// <summary>What joined this claim to others stands no longer: <see cref="Settle"/> takes its proposition apart.</summary>
    public void Loosen(int report) => loose.Add(report);

    /// <summary>Joins the members of the propositions that were loosened anew, from the relations that still stand.</summary>
    public void Settle()
    {
        foreach (var report in loose)
            Rejoin([.. Members(report)]);
        loose.Clear();
    }

    /// <summary>Joins everything anew.</summary>
    public void RejoinAll()
    {
        loose.Clear();
        for (var report = 0; report < marks.Count; report++)
            Part(report);
        for (var relation = 0; relation < store.Relations.Count; relation++)
            if (store.Joins(2 * relation))
                Join(store.Relations[relation].From, store.Relations[relation].To);
    }

    private void Rejoin(List<int> members)
    {
        members.ForEach(Part);
        foreach (var member in members)
            for (var tie = store.Reports[member].FirstTie; tie >= 0; tie = store.Next(tie))
                if ((tie & 1) == 0 && store.Joins(tie))
                    Join(member, store.OtherEnd(tie));
    }

    private void Part(int report)
    {
        marks[report] = next[report] = report;
        sets[report] = (report, 1);
    }
}

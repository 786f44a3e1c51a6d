using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>Walks from origin to item to origin and reads who holds what; each step costs what is read, never what is stored.</summary>
internal sealed class OriginVotes(ReportStore store, Weigher weigher)
{
    private readonly Lineage lineage = new(store);
    private readonly EvidenceMembers neighbours = new();
    private readonly HashSet<int> met = []; // propositions

    public List<OriginVote> Around(int source, int most)
    {
        var votes = new List<OriginVote>();
        var origins = new HashSet<int> { source };
        var open = new Queue<int>(origins);
        var read = 0;
        while (read < most && open.TryDequeue(out var origin))
            foreach (var report in ReportsEndingIn(origin))
            {
                if (read >= most)
                    break;
                if (!met.Contains(store.Propositions.Root(report)))
                    read += ReadItem(store.Propositions.Root(report), votes, Meet);
            }

        return votes;

        void Meet(int origin)
        {
            if (origins.Add(origin))
                open.Enqueue(origin);
        }
    }

    private IEnumerable<int> ReportsEndingIn(int origin)
    {
        foreach (var member in store.Family(origin))
            for (var link = store.Sources[member].FirstLink; link >= 0; link = store.Links[link].NextOfSource)
            {
                var report = store.Links[link].Report;
                var row = store.Reports[report];
                if (row.IsWeighed && link == row.FirstLink + row.LinkCount - 1)
                    yield return report;
            }
    }

    /// <summary>Reads all values of the item that a proposition belongs to, and returns how many reports that were.</summary>
    private int ReadItem(int root, List<OriginVote> votes, Action<int> meet)
    {
        var values = new List<List<int>>();
        var open = new Queue<int>([root]);
        while (open.TryDequeue(out var next))
        {
            if (!met.Add(next))
                continue;
            var value = new List<int> { next };
            for (var i = 0; i < value.Count; i++)
                foreach (var same in weigher.Neighbours(neighbours, value[i], ReportRelationKind.Corroborates))
                    if (met.Add(same))
                        value.Add(same);
            foreach (
                var other in value.SelectMany(proposition =>
                    weigher.Neighbours(neighbours, proposition, ReportRelationKind.Contradicts).ToList()
                )
            )
                if (!met.Contains(other))
                    open.Enqueue(other);
            values.Add(value);
        }

        var item = values.SelectMany(value => value).Min(proposition => store.Reports[proposition].Claim);
        var read = 0;
        foreach (var value in values)
        {
            var reports = value
                .SelectMany(proposition => store.Propositions.Members(proposition))
                .Where(member => store.Reports[member].IsWeighed)
                .ToList();
            read += Math.Max(1, reports.Count);
            var contradictsItself = value.Exists(proposition =>
                weigher.Neighbours(neighbours, proposition, ReportRelationKind.Contradicts).Exists(value.Contains)
            );
            var id = value.Min(proposition => store.Reports[proposition].Claim);
            foreach (var origin in OriginsOf(reports))
            {
                meet(origin);
                if (!contradictsItself)
                    votes.Add(new OriginVote(store.Sources[origin].Id, item, id));
            }
        }

        return read;
    }

    /// <summary>Who stands at the end of the chains that count, derivations followed; an outlet that is only cited does not vote: nobody knows what it rests on.</summary>
    private HashSet<int> OriginsOf(List<int> reports)
    {
        lineage.Trace(reports);
        var origins = new HashSet<int>();
        foreach (var path in lineage.Paths)
        {
            if (path is not { Known: true, LeftOut: null } || (path.Bounds & Bound.Lower) == 0)
                continue;
            var hops = lineage.Hops(path);
            var end = hops[^1].Source;
            if (store.Sources[end].Unnamed || (hops.Length > 1 && store.Sources[end].Outlet))
                continue;
            origins.Add(end);
        }

        return origins;
    }
}

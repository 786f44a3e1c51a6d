using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// Which sources of one side may be one, for <c>low</c>: any two unnamed ones, and undecided look-alikes, these also over a third that looks like both.
/// Two that somebody told apart, or found independent on this side, are two; a third that may be either may be each of them.
/// </summary>
internal sealed class Identities(ReportStore store)
{
    private static readonly HashSet<int> Nobody = [];

    private readonly HashSet<int> doubtful = [];
    private readonly Dictionary<int, Group> groupOf = [];
    private readonly Dictionary<int, HashSet<int>> partedFrom = [];
    private readonly Dictionary<int, List<int>> keysOf = [];
    private readonly Dictionary<int, List<int>> asOne = [];
    private int keys;
    private int oneUnnamed;
    private bool anyCommanded;

    /// <summary>Sources that are joined by doubt, ascending by id.</summary>
    internal sealed class Group(List<int> members)
    {
        public List<int> Members { get; } = members;

        /// <summary>True when two of them are surely two.</summary>
        public bool HasParted { get; set; }

        /// <summary>True when one of them is not just an unnamed source.</summary>
        public bool HasNames { get; set; }
    }

    /// <summary>True when at least two sources may be one.</summary>
    public bool Merges { get; private set; }

    /// <summary>The pairs of sources that look alike and about which nobody decided.</summary>
    public IEnumerable<(int A, int B)> UndecidedLookAlikes() =>
        from source in doubtful
        where store.Sources[source].LooksLikeAnother
        from other in store.LooksLike(source)
        where
            store.Sources[source].Id < store.Sources[other].Id
            && doubtful.Contains(other)
            && !PartedFrom(source).Contains(other)
        select (source, other);

    /// <summary>The one source that stands for all that may be one with it; −1 where not all of these may be one.</summary>
    public int Representative(int source)
    {
        if (!Merges)
            return source;
        if (oneUnnamed >= 0)
            return store.Sources[source].Unnamed ? oneUnnamed : source;
        return !groupOf.TryGetValue(source, out var group) ? source
            : group.HasParted ? -1
            : group.Members[0];
    }

    /// <summary>
    /// What a source shares with those that may be one with it, where its group has two that are parted: two of the group may be one exactly when they
    /// have a key in common.
    /// </summary>
    public IReadOnlyList<int> KeysOf(int source) => keysOf[source];

    public bool MayBeOne(int a, int b)
    {
        if (a == b)
            return true;
        if (!Merges)
            return false;
        if (oneUnnamed >= 0)
            return store.Sources[a].Unnamed && store.Sources[b].Unnamed && doubtful.Contains(a) && doubtful.Contains(b);
        return groupOf.TryGetValue(a, out var group)
            && groupOf.GetValueOrDefault(b) == group
            && !PartedFrom(a).Contains(b);
    }

    /// <summary>A source and all that may be one with it.</summary>
    public IEnumerable<int> ThatMayBe(int source)
    {
        if (!Merges)
            return [source];
        if (oneUnnamed >= 0)
            return store.Sources[source].Unnamed && doubtful.Contains(source) ? doubtful : [source];
        return !groupOf.TryGetValue(source, out var group) ? [source]
            : !group.HasParted ? group.Members
            : group.Members.Where(other => !PartedFrom(source).Contains(other));
    }

    /// <summary>A source and all that may be one with it, where all of these may be one; else the source alone. Ascending by id.</summary>
    public IReadOnlyList<int> ReadAsOneWith(int source)
    {
        if (!Merges)
            return [source];
        if (asOne.TryGetValue(source, out var known))
            return known;
        List<int> all = [.. ThatMayBe(source).OrderBy(other => store.Sources[other].Id)];
        if (all.Exists(one => PartedFrom(one) is { Count: > 0 } parted && all.Exists(parted.Contains)))
            all = [source];
        asOne.Add(source, all);
        return all;
    }

    /// <summary>True when a source may be one with a source that somebody commands.</summary>
    public bool MayBeCommanded(int source) => Merges && anyCommanded && doubtful.Contains(source);

    /// <summary>True when a source with a name may be one with others, so that it may stand for their reports.</summary>
    public bool IsDoubtfulByName(int source) => groupOf.TryGetValue(source, out var group) && group.HasNames;

    /// <summary>Settles the sources that the ways of a lineage name.</summary>
    public void Settle(Lineage lineage, IReadOnlyList<Finding> findings)
    {
        Merges = false;
        oneUnnamed = -1;
        if (doubtful.Count > 0)
            doubtful.Clear();
        foreach (var path in lineage.Paths)
        foreach (var hop in lineage.Hops(path))
        {
            if (hop.Source < 0)
                continue;
            ref var row = ref store.Sources[hop.Source];
            if (!row.Unnamed && !row.LooksLikeAnother)
                continue;
            doubtful.Add(hop.Source);
        }

        Regroup(findings);
    }

    /// <summary>Settles anew with further sources, those who command origins; false where that changes nothing.</summary>
    public bool Settle(IEnumerable<int> further, IReadOnlyList<Finding> findings)
    {
        var before = doubtful.Count;
        foreach (var source in further)
            if (store.Sources[source].Unnamed || store.Sources[source].LooksLikeAnother)
                doubtful.Add(source);
        if (doubtful.Count == before)
            return false;
        Merges = false;
        oneUnnamed = -1;
        Regroup(findings);
        return true;
    }

    private HashSet<int> PartedFrom(int source) => partedFrom.GetValueOrDefault(source) ?? Nobody;

    private void Regroup(IReadOnlyList<Finding> findings)
    {
        if (groupOf.Count > 0)
        {
            groupOf.Clear();
            partedFrom.Clear();
            keysOf.Clear();
        }

        if (asOne.Count > 0)
            asOne.Clear();
        keys = 0;
        anyCommanded = false;
        if (doubtful.Count < 2)
            return;
        var decided = false;
        foreach (var source in doubtful)
        {
            ref var row = ref store.Sources[source];
            decided |= row.LooksLikeAnother || row.ToldApart;
            anyCommanded |= row.Controlled;
        }

        if (!decided && !findings.Any(f => f.Value == FindingValue.Established))
        {
            oneUnnamed = int.MaxValue;
            foreach (var source in doubtful)
                if (oneUnnamed == int.MaxValue || store.Sources[source].Id < store.Sources[oneUnnamed].Id)
                    oneUnnamed = source;
            Merges = true;
            return;
        }

        Part(findings);
        Join();
        foreach (var group in groupOf.Values.Distinct())
        {
            Merges |= group.Members.Count > 1;
            group.Members.Sort((a, b) => store.Sources[a].Id.CompareTo(store.Sources[b].Id));
            group.HasNames = group.Members.Exists(source => store.Sources[source].LooksLikeAnother);
            ShareKeys(group);
        }
    }

    private void Part(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
            if (finding.Value == FindingValue.Established)
                Apart(store.Standing(store.SourceOf(finding.A)), store.Standing(store.SourceOf(finding.B)));
        foreach (var source in doubtful)
            if (store.Sources[source].ToldApart)
                foreach (var other in store.ApartFrom(source))
                    Apart(source, other);

        void Apart(int a, int b)
        {
            if (a == b || !doubtful.Contains(a) || !doubtful.Contains(b))
                return;
            Of(a).Add(b);
            Of(b).Add(a);
        }

        HashSet<int> Of(int source)
        {
            if (!partedFrom.TryGetValue(source, out var others))
                partedFrom.Add(source, others = []);
            return others;
        }
    }

    private void Join()
    {
        var unnamed = -1;
        foreach (var source in doubtful)
        {
            groupOf.TryAdd(source, new Group([source]));
            if (store.Sources[source].Unnamed)
            {
                if (unnamed >= 0)
                    Unite(unnamed, source);
                unnamed = source;
            }

            if (!store.Sources[source].LooksLikeAnother)
                continue;
            foreach (var other in store.LooksLike(source))
                if (doubtful.Contains(other) && !PartedFrom(source).Contains(other))
                    Unite(source, other);
        }

        void Unite(int a, int b)
        {
            groupOf.TryAdd(b, new Group([b]));
            var (large, small) = (groupOf[a], groupOf[b]);
            if (large == small)
                return;
            if (large.Members.Count < small.Members.Count)
                (large, small) = (small, large);
            large.Members.AddRange(small.Members);
            foreach (var member in small.Members)
                groupOf[member] = large;
        }
    }

    private void ShareKeys(Group group)
    {
        var parted = group.Members.FindAll(source => PartedFrom(source).Any(other => groupOf[other] == group));
        if (parted.Count == 0)
            return;
        group.HasParted = true;
        foreach (var member in group.Members)
            keysOf.Add(member, []);
        foreach (var source in parted)
        {
            // Nobody parted the others from anybody: they may be one with each other and with each of these.
            var key = keys++;
            keysOf[source].Add(key);
            foreach (var member in group.Members)
                if (!parted.Contains(member))
                    keysOf[member].Add(key);
        }

        for (var i = 0; i < parted.Count; i++)
        for (var j = i + 1; j < parted.Count; j++)
        {
            if (PartedFrom(parted[i]).Contains(parted[j]))
                continue;
            keysOf[parted[i]].Add(keys);
            keysOf[parted[j]].Add(keys++);
        }
    }
}

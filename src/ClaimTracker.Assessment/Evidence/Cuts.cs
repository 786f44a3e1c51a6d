using ClaimTracker.Assessment.Packing;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// Sources that would have to be wrong for a side to lose its support. A source touches each way that passes it, or one that it may be where all of these
/// may be one; a place touches the ways that end in it.
/// </summary>
internal sealed class Cuts(ReportStore store, SideChains chains)
{
    private readonly HittingSet hitting = new();
    private readonly List<Toucher> touchers = [];
    private readonly Dictionary<string, int> numberOf = [];
    private readonly Dictionary<int, List<int>> ofSource = [];

    /// <summary>What touches ways: sources that are read as one, ascending by id; none for the unknown outlet.</summary>
    internal sealed record Toucher(IReadOnlyList<int> Sources)
    {
        /// <summary>How far from the end of a way it is where it is farthest; the end itself is 0.</summary>
        public int Distance { get; set; }

        /// <summary>A way passes it; it does not only stand behind an origin.</summary>
        public bool IsPassed { get; set; }

        /// <summary>How many ways it touches.</summary>
        public int Ways { get; set; }
    }

    /// <summary>Finds what touches every grounded way of the cautious reading.</summary>
    /// <param name="atLeast">As many are surely needed.</param>
    /// <returns>
    /// As few as can be found that together touch every way, nearest the origins; and those that touch every way alone, who commands first and then from the
    /// origin outwards.
    /// </returns>
    public (List<Toucher> Cut, List<Toucher> Bottlenecks) Find(int atLeast)
    {
        hitting.Clear();
        var ways = 0;
        for (var place = 0; place < chains.Lineage.Reports.Count; place++)
        {
            if (chains.Lineage.Webs.Contains(chains.Lineage.Reports[place]))
            {
                // Its ways are too many to be listed: what touches them all for certain is its publisher.
                if (!chains.Chain(place, []).Grounded)
                    continue;
                Touch(chains.Lineage.OwnHops(chains.Lineage.Reports[place])[..1], origin: null);
                ways++;
                continue;
            }

            // A way that goes on through another report contains a way of that one: what touches this touches that.
            for (var i = chains.Lineage.FirstPaths[place]; i < chains.Lineage.FirstPaths[place + 1]; i++)
            {
                var path = chains.Lineage.Paths[i];
                if (!path.Known || !chains.Ways.StandsCautiously(path) || chains.Ways.GoesOn(path, Bound.Lower))
                    continue;
                var hops = chains.Lineage.Hops(path).ToArray();
                Touch(hops, hops[^1]);
                ways++;
            }
        }

        hitting.Solve([.. touchers.Select(toucher => toucher.Distance)], atLeast);
        return (
            [.. hitting.Found.Select(number => touchers[number])],
            [
                .. touchers
                    .Where(toucher => toucher.Ways == ways && toucher.Sources.Count > 0)
                    .OrderBy(toucher => toucher.IsPassed ? toucher.Distance : -1)
                    .ThenByDescending(toucher => toucher.IsPassed ? 0 : touchers.IndexOf(toucher)),
            ]
        );
    }

    /// <summary>Finds what touches all of some ways.</summary>
    /// <param name="ways">The hops of each.</param>
    /// <param name="atLeast">As many are surely needed.</param>
    public List<Toucher> Find(IEnumerable<IReadOnlyList<Hop>> ways, int atLeast)
    {
        hitting.Clear();
        foreach (var way in ways)
            Touch(way, origin: null);
        hitting.Solve([.. touchers.Select(toucher => toucher.Distance)], atLeast);
        return [.. hitting.Found.Select(number => touchers[number])];
    }

    private void Touch(IReadOnlyList<Hop> hops, Hop? origin)
    {
        var touched = new HashSet<int>();
        for (var i = hops.Count - 1; i >= 0; i--)
            foreach (var number in hops[i].Source < 0 ? [Number([])] : TouchersOf(hops[i].Source))
            {
                // Between the end and whoever passes it on stand its place and those who command it.
                Add(number, i == hops.Count - 1 ? 0 : hops.Count + 1 - i);
                touchers[number].IsPassed = true;
            }

        if (origin is { } end)
        {
            if (chains.Places.Any)
                foreach (var place in chains.Places.ThatMayBe(end.Source))
                    Add(Number([.. chains.Places.SourcesOf(place).Where(chains.IsNamed).OrderBy(Id)], "place"), 1);
            if (store.Controls.Count > 0)
                foreach (var controller in Commanders.Of(store, chains.Identities, end.Source, end.Report))
                foreach (var number in TouchersOf(controller))
                    Add(number, 2);
        }

        hitting.Close();

        void Add(int number, int distance)
        {
            if (!touched.Add(number))
                return;
            hitting.Put(number);
            touchers[number].Distance = Math.Max(touchers[number].Distance, distance);
            touchers[number].Ways++;
        }
    }

    /// <summary>What touches the ways that pass a source: itself, and whatever is read as one with it.</summary>
    private List<int> TouchersOf(int source)
    {
        if (ofSource.TryGetValue(source, out var numbers))
            return numbers;
        ofSource.Add(source, numbers = []);
        if (chains.Identities.Representative(source) is >= 0 and var representative)
        {
            if (representative != source)
                numbers.AddRange(TouchersOf(representative));
            else
                numbers.Add(Number([.. chains.Identities.ThatMayBe(source).OrderBy(Id)]));
            return numbers;
        }

        foreach (var other in chains.Identities.ThatMayBe(source))
        {
            var asOne = chains.Identities.ReadAsOneWith(other);
            if (asOne.Contains(source) && Number(asOne) is var number && !numbers.Contains(number))
                numbers.Add(number);
        }

        return numbers;
    }

    private int Number(IReadOnlyList<int> sources, string kind = "")
    {
        var key = $"{kind}{string.Join(' ', sources)}";
        if (!numberOf.TryGetValue(key, out var number))
        {
            numberOf.Add(key, number = touchers.Count);
            touchers.Add(new Toucher(sources));
        }

        return number;
    }

    private long Id(int source) => store.Sources[source].Id;
}

namespace ClaimTracker.Assessment.Packing;

/// <summary>
/// The greatest number of sets of which no two share an element (maximum set packing; NP-hard, R. Karp, 1972). Sets that contain another are never
/// needed, and one that shares at most one element can always be taken: that decides nearly all sets that news make. What is left is searched by
/// branch and bound, at most <see cref="Budget"/> steps, so that the same sets have the same answer on every machine. One object may be used for many
/// families of sets in turn; it makes no garbage.
/// </summary>
public sealed class SetPacking : SetFamily
{
    /// <summary>How many steps a search may take; a step looks at no more than <see cref="SetsOfAStep"/> sets, or it counts for several.</summary>
    public const int Budget = 10_000;

    private const int SetsOfAStep = 64;

    /// <summary>How many sets that could take one's place are tried in pairs.</summary>
    private const int TriedInPairs = 64;

    private enum State : byte
    {
        Open,
        Taken,
        Dropped,
    }

    private State[] states = [];
    private int[] held = []; // by element: how many open sets hold it
    private int[] shared = []; // by open set: how many of its elements are held by another one too
    private readonly List<int> trail = []; // sets that were taken or dropped, and the complements of sets that share one element less
    private readonly List<int> taken = [];
    private readonly List<int> ready = []; // open sets that share at most one element
    private readonly List<int> best = [];
    private readonly List<int> found = [];

    private int[] sorted = [];
    private int[] components = [];
    private int[] marks = []; // by element
    private int[] setMarks = [];
    private ulong[] signatures = [];
    private int[] buckets = []; // by element: the last kept set of which it is the rarest
    private int[] before = []; // by set: the one kept before it in its bucket
    private int[] cover = [];
    private int[] covered = []; // by set
    private int[] firstByWidth = []; // by number of sets: the first element that so many untouched sets hold
    private int[] nextByWidth = []; // by element
    private int[] owners = [];
    private int[] sizes = new int[16];
    private readonly List<int> local = []; // the elements of one component
    private readonly List<(int Set, int Mark, bool Dropped)> branches = [];
    private int generation;
    private int coverGeneration;
    private int steps;

    /// <summary>So many sets without a common element were found.</summary>
    public int Reached { get; private set; }

    /// <summary>There are not more than so many; the same as <see cref="Reached"/> where that is sure.</summary>
    public int NotPassed { get; private set; }

    /// <summary>How many steps the search took.</summary>
    public int Steps => steps;

    /// <summary>The sets found, by their number, in no order.</summary>
    public IReadOnlyList<int> Found => found;

    /// <summary>Finds as many sets without a common element as there are, or as can be found.</summary>
    public void Solve(int budget = Budget)
    {
        steps = 0;
        found.Clear();
        taken.Clear();
        trail.Clear();
        ready.Clear();
        if (Count <= 1)
        {
            if (Count == 1)
                found.Add(0);
            Reached = NotPassed = Count;
            return;
        }

        Prepare();
        do TakeReady();
        while (DropSupersets());
        // What is decided stays so; the components that are left are searched one by one.
        for (var i = 0; i < taken.Count; i++)
            found.Add(taken[i]);
        NotPassed = taken.Count;
        if (taken.Count + DroppedSoFar() < Count)
            SolveComponents(budget);
        Reached = found.Count;
    }

    /// <summary>
    /// Exchanges one found set for one that comes before it, as long as any can be: of several greatest packings the one that is preferred. Where the
    /// search was cut short nothing is exchanged, for then an exchange could make room for one more.
    /// </summary>
    /// <param name="order">The sets, the preferred ones first.</param>
    public void Prefer(ReadOnlySpan<int> order)
    {
        if (Reached < NotPassed || Count <= 1)
            return;
        Array.Fill(owners, -1, 0, Elements);
        for (var i = 0; i < order.Length; i++)
            sorted[order[i]] = i; // the rank of a set
        Array.Fill(states, State.Dropped, 0, Count);
        foreach (var set in Found)
            Own(set);
        for (var gained = true; gained; )
        {
            gained = false;
            foreach (var set in order)
            {
                if (states[set] == State.Taken || OnlyConflict(set) is not (>= 0 and var other))
                    continue;
                if (sorted[other] < sorted[set])
                    continue;
                foreach (var element in this[other])
                    owners[element] = -1;
                states[other] = State.Dropped;
                Own(set);
                gained = true;
            }
        }

        found.Clear();
        for (var set = 0; set < Count; set++)
            if (states[set] == State.Taken)
                found.Add(set);

        void Own(int set)
        {
            states[set] = State.Taken;
            foreach (var element in this[set])
                owners[element] = set;
        }
    }

    /// <summary>The one owner of elements of a set; −1 where there are several or none.</summary>
    private int OnlyConflict(int set)
    {
        var only = -1;
        foreach (var element in this[set])
        {
            var owner = owners[element];
            if (owner < 0 || owner == only)
                continue;
            if (only >= 0)
                return -1;
            only = owner;
        }

        return only;
    }

    private void Prepare()
    {
        Grow();
        IndexHolders();
        for (var element = 0; element < Elements; element++)
            held[element] = Holders(element).Length;
        for (var set = 0; set < Count; set++)
        {
            var sharing = 0;
            foreach (var element in this[set])
                if (held[element] > 1)
                    sharing++;
            shared[set] = sharing;
            states[set] = State.Open;
            if (sharing <= 1)
                ready.Add(set);
        }
    }

    private int DroppedSoFar()
    {
        var dropped = 0;
        for (var set = 0; set < Count; set++)
            if (states[set] == State.Dropped)
                dropped++;
        return dropped;
    }

    /// <summary>Takes every open set that shares at most one element: of those that share that element one at most can be taken, and it stands in nobody else's way.</summary>
    private void TakeReady()
    {
        for (var i = 0; i < ready.Count; i++)
            if (states[ready[i]] == State.Open)
                Take(ready[i]);
        ready.Clear();
    }

    private void Take(int set)
    {
        foreach (var element in this[set])
        {
            if (held[element] < 2)
                continue;
            foreach (var other in Holders(element))
                if (states[other] == State.Open && other != set)
                    Remove(other, State.Dropped);
        }

        Remove(set, State.Taken);
        taken.Add(set);
    }

    private void Remove(int set, State state)
    {
        states[set] = state;
        trail.Add(set);
        foreach (var element in this[set])
        {
            if (--held[element] != 1)
                continue;
            foreach (var last in Holders(element))
            {
                if (states[last] != State.Open)
                    continue;
                if (--shared[last] <= 1)
                    ready.Add(last);
                trail.Add(~last);
                break;
            }
        }
    }

    private void UndoTo(int mark)
    {
        ready.Clear();
        while (trail.Count > mark)
        {
            var entry = trail[^1];
            trail.RemoveAt(trail.Count - 1);
            if (entry < 0)
            {
                shared[~entry]++;
                continue;
            }

            if (states[entry] == State.Taken)
                taken.RemoveAt(taken.Count - 1);
            states[entry] = State.Open;
            foreach (var element in this[entry])
                held[element]++;
        }
    }

    /// <summary>Drops every open set that contains another one, as far as its elements are shared: the other does as well. Of equal ones the first stays.</summary>
    private bool DropSupersets()
    {
        var open = 0;
        for (var set = 0; set < Count; set++)
        {
            if (states[set] != State.Open)
                continue;
            sorted[open++] = set;
            ulong signature = 0;
            foreach (var element in this[set])
                if (held[element] > 1)
                    signature |= 1UL << element;
            signatures[set] = signature;
        }

        if (open < 2)
            return false;
        SortBySize(open);
        Array.Fill(buckets, -1, 0, Elements);
        local.Clear(); // the sets to drop, once all were compared by what is shared now
        for (var i = 0; i < open; i++)
        {
            var set = sorted[i];
            if (ContainsKept(set))
            {
                local.Add(set);
                continue;
            }

            var rarest = -1;
            foreach (var element in this[set])
                if (held[element] > 1 && (rarest < 0 || held[element] < held[rarest]))
                    rarest = element;
            before[set] = buckets[rarest];
            buckets[rarest] = set;
        }

        for (var i = 0; i < local.Count; i++)
            Remove(local[i], State.Dropped);
        return local.Count > 0;
    }

    /// <summary>Sorts the open sets by how many elements they share, those of one size by number (counting sort).</summary>
    private void SortBySize(int open)
    {
        var most = 0;
        for (var i = 0; i < open; i++)
            most = Math.Max(most, shared[sorted[i]]);
        if (most + 2 > sizes.Length)
            sizes = new int[2 * (most + 2)];
        Array.Clear(sizes, 0, most + 2);
        for (var i = 0; i < open; i++)
            sizes[shared[sorted[i]] + 1]++;
        for (var size = 1; size <= most + 1; size++)
            sizes[size] += sizes[size - 1];
        for (var i = 0; i < open; i++)
            components[sizes[shared[sorted[i]]]++] = sorted[i];
        Array.Copy(components, sorted, open);
    }

    private bool ContainsKept(int set)
    {
        generation++;
        var elements = this[set];
        foreach (var element in elements)
            if (held[element] > 1)
                marks[element] = generation;
        foreach (var element in elements)
        {
            if (marks[element] != generation)
                continue;
            for (var kept = buckets[element]; kept >= 0; kept = before[kept])
                if ((signatures[kept] & ~signatures[set]) == 0 && AllMarked(kept))
                    return true;
        }

        return false;
    }

    private bool AllMarked(int set)
    {
        foreach (var element in this[set])
            if (held[element] > 1 && marks[element] != generation)
                return false;
        return true;
    }

    private void SolveComponents(int budget)
    {
        generation++;
        var seen = generation;
        var placed = 0;
        for (var start = 0; start < Count; start++)
        {
            if (states[start] != State.Open || setMarks[start] == seen)
                continue;
            var from = placed;
            setMarks[start] = seen;
            components[placed++] = start;
            local.Clear();
            for (var i = from; i < placed; i++)
                foreach (var element in this[components[i]])
                {
                    if (held[element] < 2 || marks[element] == seen)
                        continue;
                    marks[element] = seen;
                    local.Add(element);
                    foreach (var other in Holders(element))
                        if (states[other] == State.Open && setMarks[other] != seen)
                        {
                            setMarks[other] = seen;
                            components[placed++] = other;
                        }
                }

            components.AsSpan(from, placed - from).Sort();
            SolveComponent(components.AsSpan(from, placed - from), budget);
        }
    }

    private void SolveComponent(ReadOnlySpan<int> sets, int budget)
    {
        var upper = UpperBound(sets);
        TakeFewestConflictsFirst(sets);
        if (best.Count < upper)
            ExchangeOneForTwo(sets);
        if (best.Count < upper && !Search(sets, budget))
            NotPassed += upper;
        else
            NotPassed += best.Count;
        for (var i = 0; i < best.Count; i++)
            found.Add(best[i]);
    }

    private void KeepTaken(int from)
    {
        best.Clear();
        for (var i = from; i < taken.Count; i++)
            best.Add(taken[i]);
    }

    private void TakeFewestConflictsFirst(ReadOnlySpan<int> sets)
    {
        var (mark, from) = (trail.Count, taken.Count);
        while (true)
        {
            var (fewest, conflicts) = (-1, int.MaxValue);
            foreach (var set in sets)
                if (states[set] == State.Open && Conflicts(set) is var many && many < conflicts)
                    (fewest, conflicts) = (set, many);
            if (fewest < 0)
                break;
            Take(fewest);
            TakeReady();
        }

        KeepTaken(from);
        UndoTo(mark);
    }

    /// <summary>About how many open sets share something with one: those that share several elements are told as often.</summary>
    private int Conflicts(int set)
    {
        var conflicts = 0;
        foreach (var element in this[set])
            conflicts += held[element] - 1;
        return conflicts;
    }

    /// <summary>Puts two sets in the place of one of the best, as long as two can be found that share nothing with the others or with each other.</summary>
    private void ExchangeOneForTwo(ReadOnlySpan<int> sets)
    {
        foreach (var set in sets)
            Own(set, -1);
        for (var i = 0; i < best.Count; i++)
            Own(best[i], best[i]);
        for (var gained = true; gained; )
        {
            gained = false;
            for (var i = 0; i < best.Count && !gained; i++)
            {
                var given = best[i];
                var (one, two) = FindTwoFor(sets, given);
                if (one < 0)
                    continue;
                Own(given, -1);
                Own(one, one);
                Own(two, two);
                best[i] = one;
                best.Add(two);
                AddFree(sets);
                gained = true;
            }
        }

        void Own(int set, int owner)
        {
            foreach (var element in this[set])
                owners[element] = owner;
        }

        void AddFree(ReadOnlySpan<int> among)
        {
            foreach (var set in among)
            {
                var free = true;
                foreach (var element in this[set])
                    free &= owners[element] < 0;
                if (!free)
                    continue;
                Own(set, set);
                best.Add(set);
            }
        }
    }

    private (int One, int Two) FindTwoFor(ReadOnlySpan<int> sets, int given)
    {
        Span<int> candidates = stackalloc int[TriedInPairs];
        var count = 0;
        foreach (var set in sets)
        {
            if (set == given || OnlyConflict(set) != given)
                continue;
            foreach (var earlier in candidates[..count])
                if (AreApart(earlier, set))
                    return (earlier, set);
            if (count == TriedInPairs)
                break;
            candidates[count++] = set;
        }

        return (-1, -1);
    }

    private bool AreApart(int one, int two)
    {
        foreach (var a in this[one])
        foreach (var b in this[two])
            if (a == b)
                return false;
        return true;
    }

    /// <summary>
    /// The smaller of two bounds: of the sets that hold one element only one can be taken, so that no more are than elements needed to touch all (found
    /// greedily); and no more than are the smallest sets that have together no more elements than there are.
    /// </summary>
    private int UpperBound(ReadOnlySpan<int> sets)
    {
        var (open, most) = (0, 0);
        foreach (var set in sets)
        {
            if (states[set] != State.Open)
                continue;
            open++;
            most = Math.Max(most, shared[set]);
        }

        var counted = CountingBound(sets, most);
        // Elements in order of how many untouched sets hold them; one that was put too high is put again where it belongs.
        coverGeneration++;
        var width = 0;
        for (var i = local.Count - 1; i >= 0; i--)
        {
            var element = local[i];
            cover[element] = held[element];
            for (; width < cover[element]; firstByWidth[width] = -1)
                width++;
            PutByWidth(element);
        }

        var (touched, untouched) = (0, open);
        while (untouched > 0 && touched < counted)
        {
            var widest = firstByWidth[width];
            if (widest < 0)
            {
                width--;
                continue;
            }

            firstByWidth[width] = nextByWidth[widest];
            if (cover[widest] < width)
            {
                PutByWidth(widest);
                continue;
            }

            if (width == 1)
                return Math.Min(counted, touched + untouched);
            touched++;
            foreach (var set in Holders(widest))
            {
                if (states[set] != State.Open || covered[set] == coverGeneration)
                    continue;
                covered[set] = coverGeneration;
                untouched--;
                foreach (var element in this[set])
                    cover[element]--;
            }
        }

        return Math.Min(counted, touched);

        void PutByWidth(int element)
        {
            if (cover[element] == 0)
                return;
            nextByWidth[element] = firstByWidth[cover[element]];
            firstByWidth[cover[element]] = element;
        }
    }

    private int CountingBound(ReadOnlySpan<int> sets, int most)
    {
        if (most + 2 > sizes.Length)
            sizes = new int[2 * (most + 2)];
        Array.Clear(sizes, 0, most + 1);
        foreach (var set in sets)
            if (states[set] == State.Open)
                sizes[shared[set]]++;
        var room = 0;
        for (var i = 0; i < local.Count; i++)
            if (held[local[i]] > 1)
                room++;
        var fitting = sizes[0];
        for (var size = 1; size <= most; size++)
        {
            var fit = Math.Min(sizes[size], room / size);
            fitting += fit;
            room -= fit * size;
            if (fit < sizes[size])
                break;
        }

        return fitting;
    }

    /// <summary>Branch and bound, each branch as far as it can be better than the best; false where the budget ended first.</summary>
    private bool Search(ReadOnlySpan<int> sets, int budget)
    {
        var (start, from) = (trail.Count, taken.Count);
        branches.Clear();
        while (true)
        {
            var (branch, open, conflicts) = (-1, 0, -1);
            foreach (var set in sets)
            {
                if (states[set] != State.Open)
                    continue;
                open++;
                if (Conflicts(set) is var many && many > conflicts)
                    (branch, conflicts) = (set, many);
            }

            steps += 1 + open / SetsOfAStep;
            if (steps > budget)
            {
                UndoTo(start);
                return false;
            }

            var reached = taken.Count - from;
            if (open == 0 && reached > best.Count)
                KeepTaken(from);
            if (open > 0 && reached + UpperBound(sets) > best.Count)
            {
                branches.Add((branch, trail.Count, false));
                Take(branch);
                TakeReady();
                continue;
            }
            while (branches.Count > 0 && branches[^1].Dropped)
            {
                UndoTo(branches[^1].Mark);
                branches.RemoveAt(branches.Count - 1);
            }

            if (branches.Count == 0)
                return true;
            var (last, mark, _) = branches[^1];
            UndoTo(mark);
            branches[^1] = (last, mark, true);
            Remove(last, State.Dropped);
            TakeReady();
        }
    }

    private void Grow()
    {
        Fit(ref states, Count);
        Fit(ref shared, Count);
        Fit(ref sorted, Count);
        Fit(ref components, Count);
        Fit(ref setMarks, Count);
        Fit(ref signatures, Count);
        Fit(ref before, Count);
        Fit(ref covered, Count);
        Fit(ref firstByWidth, Count + 1);
        Fit(ref held, Elements);
        Fit(ref marks, Elements);
        Fit(ref buckets, Elements);
        Fit(ref cover, Elements);
        Fit(ref nextByWidth, Elements);
        Fit(ref owners, Elements);
    }
}

namespace ClaimTracker.Assessment.Packing;

/// <summary>
/// As few elements as can be found that together hit every set (minimum hitting set; NP-hard, R. Karp, 1972): greedily the element that hits most, then
/// branch and bound on the sets with fewest elements, at most <see cref="Budget"/> steps. Of several with as few, one of cheap elements.
/// </summary>
public sealed class HittingSet : SetFamily
{
    /// <summary>How many steps a search may take; a step looks at no more than <see cref="SetsOfAStep"/> sets, or it counts for several.</summary>
    public const int Budget = 10_000;

    private const int SetsOfAStep = 64;

    private int[] hits = []; // by set: how many of the chosen elements hit it
    private int[] open = []; // by element: how many sets that are not hit hold it
    private bool[] banned = []; // by element: something else does as well
    private int[] marks = []; // by element
    private int generation;
    private int untouched;
    private int steps;
    private int needed;
    private readonly List<int> chosen = [];
    private readonly List<int> found = [];

    /// <summary>The elements found, ascending.</summary>
    public IReadOnlyList<int> Found => found;

    /// <summary>Finds few elements that hit every set; sets without any element are passed over.</summary>
    /// <param name="costs">What each element costs; it decides only between as many.</param>
    /// <param name="atLeast">So many are needed in any case.</param>
    public void Solve(ReadOnlySpan<int> costs, int atLeast = 0)
    {
        Fit(ref hits, Count);
        Fit(ref open, Elements);
        Fit(ref banned, Elements);
        Fit(ref marks, Elements);
        IndexHolders();
        Array.Clear(hits, 0, Count);
        Array.Clear(banned, 0, Elements);
        for (var element = 0; element < Elements; element++)
            open[element] = Holders(element).Length;
        untouched = 0;
        for (var set = 0; set < Count; set++)
            if (this[set].Length > 0)
                untouched++;
        chosen.Clear();
        steps = 0;
        needed = atLeast;
        ChooseWidestFirst(costs);
        DropSpare();
        Keep();
        while (chosen.Count > 0)
            GiveBack();
        if (found.Count > atLeast)
        {
            BanDominated(costs);
            Search();
        }

        foreach (var element in found)
            Choose(element);
        ExchangeForCheaper(costs);
        Keep();
        found.Sort();
    }

    private void Choose(int element)
    {
        chosen.Add(element);
        foreach (var set in Holders(element))
        {
            if (hits[set]++ > 0)
                continue;
            untouched--;
            foreach (var other in this[set])
                open[other]--;
        }
    }

    private void GiveBack()
    {
        var element = chosen[^1];
        chosen.RemoveAt(chosen.Count - 1);
        foreach (var set in Holders(element))
        {
            if (--hits[set] > 0)
                continue;
            untouched++;
            foreach (var other in this[set])
                open[other]++;
        }
    }

    private void Keep()
    {
        found.Clear();
        found.AddRange(chosen);
    }

    private void ChooseWidestFirst(ReadOnlySpan<int> costs)
    {
        while (untouched > 0)
        {
            var widest = 0;
            for (var element = 1; element < Elements; element++)
                if (open[element] > open[widest] || (open[element] == open[widest] && costs[element] < costs[widest]))
                    widest = element;
            Choose(widest);
        }
    }

    /// <summary>Gives back what is not needed once all were chosen.</summary>
    private void DropSpare()
    {
        for (var i = chosen.Count - 1; i >= 0; i--)
        {
            var spare = true;
            foreach (var set in Holders(chosen[i]))
                spare &= hits[set] > 1;
            if (!spare)
                continue;
            (chosen[i], chosen[^1]) = (chosen[^1], chosen[i]);
            GiveBack();
        }
    }

    /// <summary>Bans every element whose sets are all hit by another one too.</summary>
    private void BanDominated(ReadOnlySpan<int> costs)
    {
        for (var element = 0; element < Elements; element++)
        {
            var holders = Holders(element);
            if (holders.Length == 0)
                continue;
            foreach (var other in this[holders[0]])
            {
                if (other == element || banned[other] || Holders(other).Length < holders.Length)
                    continue;
                if (
                    Holders(other).Length == holders.Length
                    && (costs[other], other).CompareTo((costs[element], element)) > 0
                )
                    continue;
                if (HoldAll(holders, other))
                {
                    banned[element] = true;
                    break;
                }
            }
        }
    }

    private bool HoldAll(ReadOnlySpan<int> sets, int element)
    {
        foreach (var set in sets)
            if (!this[set].Contains(element))
                return false;
        return true;
    }

    private void Search()
    {
        if (untouched == 0)
        {
            if (chosen.Count < found.Count)
                Keep();
            return;
        }

        steps += 1 + untouched / SetsOfAStep;
        if (steps > Budget || found.Count == needed || chosen.Count + ApartAtLeast() >= found.Count)
            return;
        var (narrowest, fewest) = (-1, int.MaxValue);
        for (var set = 0; set < Count; set++)
        {
            if (hits[set] > 0 || this[set].Length == 0)
                continue;
            var choices = 0;
            foreach (var element in this[set])
                if (!banned[element])
                    choices++;
            if (choices < fewest)
                (narrowest, fewest) = (set, choices);
        }

        var tried = new List<int>();
        foreach (var element in this[narrowest].ToArray().OrderByDescending(e => open[e]))
        {
            if (banned[element])
                continue;
            Choose(element);
            Search();
            GiveBack();
            // The branches that follow are those without it.
            banned[element] = true;
            tried.Add(element);
        }

        foreach (var element in tried)
            banned[element] = false;
    }

    /// <summary>Sets that share nothing each need an element of their own.</summary>
    private int ApartAtLeast()
    {
        generation++;
        var apart = 0;
        for (var set = 0; set < Count; set++)
        {
            if (hits[set] > 0 || this[set].Length == 0)
                continue;
            var free = true;
            foreach (var element in this[set])
                free &= banned[element] || marks[element] != generation;
            if (!free)
                continue;
            apart++;
            foreach (var element in this[set])
                marks[element] = generation;
        }

        return apart;
    }

    private void ExchangeForCheaper(ReadOnlySpan<int> costs)
    {
        for (var gained = true; gained; )
        {
            gained = false;
            for (var i = 0; i < chosen.Count && !gained; i++)
            {
                var given = chosen[i];
                var only = new List<int>();
                foreach (var set in Holders(given))
                    if (hits[set] == 1)
                        only.Add(set);
                foreach (var other in only.Count == 0 ? [] : this[only[0]])
                {
                    if ((costs[other], other).CompareTo((costs[given], given)) >= 0 || !HoldAll([.. only], other))
                        continue;
                    (chosen[i], chosen[^1]) = (chosen[^1], chosen[i]);
                    GiveBack();
                    Choose(other);
                    gained = true;
                    break;
                }
            }
        }
    }
}

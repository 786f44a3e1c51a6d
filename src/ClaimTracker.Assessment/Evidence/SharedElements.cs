using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// What chains can share in one reading, numbered in the order in which it comes: sources, in <c>low</c> those that may be one as one, or, where two of these
/// are parted, what each pair that may be one has in common; unknown outlets; places; those who command origins.
/// </summary>
internal sealed class SharedElements(ReportStore store, Identities identities, Places places, Bound bound)
{
    private readonly Dictionary<long, int> ofOutlet = []; // by article; in low all are one
    private readonly Dictionary<int, int> ofPlace = [];
    private readonly Dictionary<int, int> ofKey = [];
    private int[] ofSource = [];
    private int[] numbered = []; // by source, the generation in which it has a number
    private int generation;
    private int count;

    /// <summary>Begins to number anew.</summary>
    public void Begin()
    {
        generation++;
        count = 0;
        if (ofSource.Length < store.Sources.Count)
        {
            Array.Resize(ref ofSource, store.Sources.Count);
            Array.Resize(ref numbered, store.Sources.Count);
        }

        if (ofOutlet.Count > 0)
            ofOutlet.Clear();
        if (ofPlace.Count > 0)
            ofPlace.Clear();
        if (ofKey.Count > 0)
            ofKey.Clear();
    }

    /// <summary>The number of what all chains share in which an origin published itself, when how it is known of that origin is counted.</summary>
    public int Itself() => Number(ofKey, -1);

    /// <summary>What a run of hops passes.</summary>
    /// <param name="except">A source that is passed over.</param>
    public void AddSources(ReadOnlySpan<Hop> hops, List<int> into, int except = -1)
    {
        foreach (var hop in hops)
            AddHop(hop, into, except);
    }

    public void AddHop(in Hop hop, List<int> into, int except = -1)
    {
        if (hop.Source < 0)
            into.Add(Number(ofOutlet, bound == Bound.Lower ? 0 : store.Reports[hop.Report].Article));
        else if (hop.Source != except)
            AddSource(hop.Source, into);
    }

    /// <summary>What a chain has because of its end: the place it stands for, and in <c>low</c> those who command it where it is an origin.</summary>
    public void AddEnd(in Hop end, bool isOrigin, List<int> into)
    {
        AddPlaces(end, into);
        if (isOrigin && end.Source >= 0 && bound == Bound.Lower && store.Controls.Count > 0)
            foreach (var controller in Commanders.Of(store, identities, end.Source, end.Report))
                AddSource(controller, into);
    }

    /// <summary>The places that an end stands for.</summary>
    public void AddPlaces(in Hop end, List<int> into)
    {
        if (end.Source < 0 || !places.Any)
            return;
        if (bound == Bound.Lower)
            foreach (var possible in places.ThatMayBe(end.Source))
                into.Add(Number(ofPlace, possible));
        else if (places.Of(end.Source) is >= 0 and var place)
            into.Add(Number(ofPlace, place));
    }

    public void AddSource(int source, List<int> into)
    {
        var one = bound == Bound.Lower ? identities.Representative(source) : source;
        if (one < 0)
        {
            foreach (var key in identities.KeysOf(source))
                into.Add(Number(ofKey, key));
            return;
        }

        if (numbered[one] != generation)
        {
            numbered[one] = generation;
            ofSource[one] = count++;
        }

        into.Add(ofSource[one]);
    }

    private int Number<TKey>(Dictionary<TKey, int> numbers, TKey key)
        where TKey : notnull
    {
        if (!numbers.TryGetValue(key, out var number))
            numbers.Add(key, number = count++);
        return number;
    }
}

using System.Collections.Concurrent;
using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Domain.Matching;

/// <summary>A name that a source bears.</summary>
/// <param name="Source">Id of the bearer.</param>
/// <param name="Kind">Its kind: names are compared within <see cref="Similarity.KindsLike"/>.</param>
/// <param name="Alias">Id of the alias; 0 for the source's own name.</param>
public readonly record struct NameRecord(long Source, SourceKind Kind, long Alias, string Name);

/// <summary>Two names of two sources that are alike.</summary>
/// <param name="Source">The source that the other name was found for.</param>
public sealed record NameMatch(long Source, NameRecord Own, NameRecord Other, Similarity Likeness)
{
    /// <summary>In what the two are alike, with the names compared.</summary>
    public Message Cause =>
        Likeness.How switch
        {
            MessageCode.NamesAcronym => Message.Of(
                Likeness.How,
                ("own", Own.Name),
                ("other", Other.Name),
                ("letters", Likeness.Matched[0].ToUpperInvariant())
            ),
            MessageCode.NamesWordsInCommon => Message.Of(
                Likeness.How,
                ("own", Own.Name),
                ("other", Other.Name),
                ("n", Likeness.Matched.Count)
            ),
            _ => Message.Of(Likeness.How, ("own", Own.Name), ("other", Other.Name)),
        };
}

/// <summary>
/// All names by what makes them alike, so that the names like one are looked up and not searched for. Each way of being a look-alike has a key that both
/// names share: their letters; their words in order of the alphabet; their words but for articles; their letters without one of them (for one letter apart:
/// T. Bocek, E. Hunt, B. Stiller, "Fast Similarity Search in Large Dictionaries", 2007); their last word behind the initials of the others; an acronym.
/// Words that many names share ("ministry of …") make no look-alikes and are no keys; they are counted only where weaker likeness is asked for too.
/// Every name found is compared as <see cref="Similarity.Of"/> does, so that the index finds exactly what a comparison of all pairs would. Any number may read at
/// once, as long as nobody puts in or removes meanwhile.
/// </summary>
public sealed class SimilarityIndex
{
    private readonly Dictionary<(long Source, long Alias), int> places = [];
    private readonly List<Row> rows = [];
    private readonly Stack<int> free = [];
    private readonly KeyLists keys = new();
    private readonly Dictionary<string, List<int>> bearers = [];
    private readonly ConcurrentBag<int[]> counters = []; // all zeros, for whoever counts

    /// <summary>How many names it holds.</summary>
    public int Count => places.Count;

    /// <summary>Takes in a name, in place of what that source or alias was called before. Names of unnamed sources, and empty ones, are never alike.</summary>
    public void Put(NameRecord name)
    {
        Remove(name.Source, name.Alias);
        if (name.Kind == SourceKind.Unnamed)
            return;
        var compared = new ComparedName(name.Name);
        if (compared.Letters.Length == 0)
            return;
        var words = compared.Bearing.Distinct().ToList();
        if (!free.TryPop(out var at))
        {
            at = rows.Count;
            rows.Add(default);
        }

        rows[at] = new Row(name, compared, words.Count);
        places.Add((name.Source, name.Alias), at);
        foreach (var key in KeysOf(compared, sought: false))
            keys.Add(key, at);
        foreach (var word in words)
        {
            if (!bearers.TryGetValue(word, out var list))
                bearers.Add(word, list = []);
            list.Add(at);
        }
    }

    /// <summary>Lets go of a name; nothing happens where there is none.</summary>
    public void Remove(long source, long alias)
    {
        if (!places.Remove((source, alias), out var at))
            return;
        var compared = rows[at].Compared;
        foreach (var key in KeysOf(compared, sought: false))
            keys.Remove(key, at);
        foreach (var word in compared.Bearing.Distinct())
            bearers[word].Remove(at);
        rows[at] = default;
        free.Push(at);
    }

    /// <summary>The sources, other than its bearer, that have a name of which this one is a look-alike.</summary>
    public HashSet<long> LookAlikesOf(NameRecord name)
    {
        var found = new HashSet<long>();
        var compared = new ComparedName(name.Name);
        foreach (var (at, _) in Candidates(name, compared))
            if (Similarity.Strong(compared, rows[at].Compared) is not null)
                found.Add(rows[at].Name.Source);
        found.Remove(name.Source);
        return found;
    }

    /// <summary>
    /// The sources whose names are like these, look-alikes or less, the most alike first and then by id. Costs as much as the words of these names have
    /// bearers, counted and not compared.
    /// </summary>
    /// <param name="standing">For the bearer of a name the source it is found for; null leaves it out.</param>
    /// <param name="most">So many at most.</param>
    public IReadOnlyList<NameMatch> Find(IReadOnlyList<NameRecord> ours, Func<long, long?> standing, int most)
    {
        var best = new Dictionary<long, Match>();
        for (var own = 0; own < ours.Count; own++)
        {
            var compared = new ComparedName(ours[own].Name);
            foreach (var (at, source) in Candidates(ours[own], compared, standing))
                if (Similarity.Strong(compared, rows[at].Compared) is { } similarity)
                    Take(source, new Match(similarity.Score, rows[at].Name.Alias, at, own));
            CountShared(ours[own], compared, own, standing, Take);
        }

        return
        [
            .. best.OrderByDescending(found => found.Value.Score)
                .ThenBy(found => found.Key)
                .Take(most)
                .Select(found =>
                {
                    var (own, other) = (ours[found.Value.Own], rows[found.Value.Other].Name);
                    return new NameMatch(
                        found.Key,
                        own,
                        other,
                        Similarity.Of(new ComparedName(own.Name), new ComparedName(other.Name))!
                    );
                }),
        ];

        void Take(long source, Match match)
        {
            if (!best.TryGetValue(source, out var known) || match.IsBefore(known))
                best[source] = match;
        }
    }

    private IEnumerable<(int At, long Source)> Candidates(
        NameRecord name,
        ComparedName compared,
        Func<long, long?>? standing = null
    )
    {
        var kinds = Similarity.KindsLike(name.Kind);
        var met = new HashSet<int>();
        foreach (var key in KeysOf(compared, sought: true))
        foreach (var at in keys.Of(key))
            if (
                met.Add(at)
                && kinds.Contains(rows[at].Name.Kind)
                && (standing is null ? rows[at].Name.Source : standing(rows[at].Name.Source)) is { } source
            )
                yield return (at, source);
    }

    // Of names that share words only the score is reckoned here, from numbers of words alone.
    private void CountShared(
        NameRecord name,
        ComparedName compared,
        int own,
        Func<long, long?> standing,
        Action<long, Match> take
    )
    {
        var kinds = Similarity.KindsLike(name.Kind);
        var words = compared.Bearing.Distinct().ToList();
        if (!counters.TryTake(out var counts) || counts.Length < rows.Count)
            counts = new int[2 * rows.Count];
        const int Telling = 1 << 16;
        var met = new List<int>();
        foreach (var word in words)
        {
            if (!bearers.TryGetValue(word, out var list))
                continue;
            foreach (var at in list)
            {
                if (counts[at] == 0)
                    met.Add(at);
                counts[at] = (counts[at] + 1) | (Similarity.IsTelling(word) ? Telling : 0);
            }
        }

        foreach (var at in met)
        {
            var (shared, isTelling) = (counts[at] & (Telling - 1), counts[at] >= Telling);
            counts[at] = 0;
            if (
                isTelling
                && kinds.Contains(rows[at].Name.Kind)
                && Similarity.SharedScore(shared, words.Count, rows[at].Words) is { } score
                && standing(rows[at].Name.Source) is { } source
            )
                take(source, new Match(score, rows[at].Name.Alias, at, own));
        }

        counters.Add(counts);
    }

    /// <summary>The keys a name stands under, or those under which names like it stand: they differ where one name abbreviates the other.</summary>
    private static HashSet<uint> KeysOf(ComparedName name, bool sought)
    {
        var found = new HashSet<uint>();
        if (name.Letters.Length == 0)
            return found;
        found.Add(Key('L', name.Letters));
        if (name.Words.Count > 1)
            found.Add(Key('W', string.Join(' ', name.Words.Order(StringComparer.Ordinal))));
        if (name.Bearing.Count > 0)
            found.Add(Key('B', string.Join(' ', name.Bearing)));
        if (name.Letters.Length >= Similarity.FewestLettersForAnEdit)
            for (var i = 0; i < name.Letters.Length; i++)
                found.Add(Key('L', name.Letters.AsSpan(0, i), name.Letters.AsSpan(i + 1)));

        if (name.Words is [.., { Length: >= 2 } last] && name.Words.Count > 1)
        {
            // Where neither name has an initial, the words differ: such names are kept apart, however many Smiths there are.
            var initials = $"{string.Concat(name.Words.Take(name.Words.Count - 1).Select(word => word[0]))} {last}";
            var isShort = name.Words.Take(name.Words.Count - 1).Any(word => word.Length == 1);
            if (isShort || sought)
                found.Add(Key('I', initials));
            if (isShort == sought)
                found.Add(Key('F', initials));
        }

        if (
            name.Words
            is [{ Length: >= Similarity.FewestLettersForAnAcronym and <= Similarity.MostLettersForAnAcronym } letters]
        )
            found.Add(Key(sought ? 'H' : 'A', letters));
        foreach (var heads in (string[])[Similarity.Heads(name.Words), Similarity.Heads(name.Bearing)])
            if (heads.Length > 0)
                found.Add(Key(sought ? 'A' : 'H', heads));
        return found;
    }

    // FNV-1a. Two keys that fall together cost a comparison, nothing else.
    private static uint Key(char sort, ReadOnlySpan<char> first, ReadOnlySpan<char> second = default)
    {
        var hash = (2166136261u ^ sort) * 16777619;
        foreach (var letter in first)
            hash = (hash ^ letter) * 16777619;
        foreach (var letter in second)
            hash = (hash ^ letter) * 16777619;
        return hash;
    }

    private readonly record struct Row(NameRecord Name, ComparedName Compared, int Words);

    /// <summary>The best so far for one source: of equals the source's own name, then the name that was taken in first.</summary>
    private readonly record struct Match(double Score, long Alias, int Other, int Own)
    {
        public bool IsBefore(Match other) =>
            Score != other.Score ? Score > other.Score : (Alias, Own).CompareTo((other.Alias, other.Own)) < 0;
    }

    /// <summary>Lists of places by key in two arrays: millions of keys are two objects to the garbage collector.</summary>
    private sealed class KeyLists
    {
        private const int None = -1;

        private (uint Key, int Head)[] slots = Empty(1024);
        private (int Place, int Next)[] items = new (int, int)[1024];
        private int used;
        private int count;
        private int firstFree = None;

        public IEnumerable<int> Of(uint key)
        {
            for (var item = slots[SlotOf(key)].Head; item >= 0; item = items[item].Next)
                yield return items[item].Place;
        }

        public void Add(uint key, int place)
        {
            if (4 * used >= 3 * slots.Length)
                Grow();
            ref var slot = ref slots[SlotOf(key)];
            if (slot.Head == Vacant)
            {
                slot = (key, None);
                used++;
            }

            var item = firstFree;
            if (item >= 0)
                firstFree = items[item].Next;
            else
            {
                if (count == items.Length)
                    Array.Resize(ref items, 2 * count);
                item = count++;
            }

            items[item] = (place, slot.Head);
            slot.Head = item;
        }

        public void Remove(uint key, int place)
        {
            ref var slot = ref slots[SlotOf(key)];
            for (int before = None, item = slot.Head; item >= 0; before = item, item = items[item].Next)
            {
                if (items[item].Place != place)
                    continue;
                if (before == None)
                    slot.Head = items[item].Next;
                else
                    items[before].Next = items[item].Next;
                items[item].Next = firstFree;
                firstFree = item;
                return;
            }
        }

        /// <summary>A slot that no key has taken yet; one whose list is empty again stays with its key.</summary>
        private const int Vacant = -2;

        private int SlotOf(uint key)
        {
            // Fibonacci hashing (D. Knuth, The Art of Computer Programming 3, section 6.4), then the next.
            var at = (int)((key * 2654435769u) >> 7) & (slots.Length - 1);
            while (slots[at].Head != Vacant && slots[at].Key != key)
                at = (at + 1) & (slots.Length - 1);
            return at;
        }

        private void Grow()
        {
            var old = slots;
            slots = Empty(2 * old.Length);
            foreach (var slot in old)
                if (slot.Head != Vacant)
                    slots[SlotOf(slot.Key)] = slot;
        }

        private static (uint, int)[] Empty(int length)
        {
            var empty = new (uint, int)[length];
            Array.Fill(empty, (0u, Vacant));
            return empty;
        }
    }
}

using System.Numerics;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Domain.Matching;

/// <summary>A text as the detector sees it.</summary>
/// <param name="Article">Id of the article.</param>
/// <param name="Text">Its text.</param>
/// <param name="Published">When it was published; null when unknown.</param>
public sealed record PublishedText(long Article, string Text, DateTime? Published);

/// <summary>One text may have been made from another. Raises a task for an analyst and changes no figure.</summary>
/// <param name="Copy">The later article; with unknown dates the one with the greater id.</param>
/// <param name="Original">The earlier one.</param>
/// <param name="Containment">The share of the shorter text's word 5-grams that the other has too, 0 to 1.</param>
/// <param name="Strong">Whether that share is at least .8; suspected from .5.</param>
public readonly record struct SuspectedCopy(long Copy, long Original, double Containment, bool Strong);

/// <summary>One outlet keeps reporting what another reported shortly before, without an origin of its own.</summary>
/// <param name="Follower">The outlet that comes later.</param>
/// <param name="Leader">The one that comes first.</param>
/// <param name="Times">On how many propositions.</param>
public readonly record struct SuspectedFollower(long Follower, long Leader, int Times);

/// <summary>
/// Finds copying that nobody declared, by text and by timing. Candidates by MinHash (A. Broder, SEQUENCES 1997) with 128 permutations in
/// 32 bands of 4 rows; each is then verified exactly.
/// </summary>
public static class CopyDetector
{
    public const double Suspected = .5;
    public const double Strong = .8;

    /// <summary>An outlet is suspected of following another from so many propositions on.</summary>
    public const int FewestFollowed = 10;

    public static readonly TimeSpan Shortly = TimeSpan.FromHours(6);

    private const int Words = 5;
    private const int BandCount = 32;
    private const int Rows = 4;

    /// <summary>All suspected pairs, by copy and original.</summary>
    public static List<SuspectedCopy> FindCopies(IReadOnlyList<PublishedText> texts)
    {
        var shingles = texts.Select(t => Shingles(t.Text)).ToArray();
        var buckets = new Dictionary<long, List<int>>();
        for (var i = 0; i < texts.Count; i++)
            foreach (var key in BandsOf(shingles[i]))
            {
                if (!buckets.TryGetValue(key, out var bucket))
                    buckets.Add(key, bucket = []);
                bucket.Add(i);
            }
        var met = new HashSet<(int, int)>();
        var copies = new List<SuspectedCopy>();
        foreach (var bucket in buckets.Values)
            for (var i = 1; i < bucket.Count; i++)
            for (var j = 0; j < i; j++)
                if (
                    met.Add((bucket[j], bucket[i]))
                    && Containment(shingles[bucket[i]], shingles[bucket[j]]) is >= Suspected and var share
                )
                    copies.Add(Directed(texts[bucket[j]], texts[bucket[i]], share));
        copies.Sort((a, b) => (a.Copy, a.Original).CompareTo((b.Copy, b.Original)));
        return copies;
    }

    /// <summary>A text of fewer runs of five words proves nothing by sharing them.</summary>
    public const int FewestShingles = 8;

    /// <summary>
    /// The keys of a text, 32 of them: two texts that share half of their word 5-grams share one with a probability of .87, with .8 of them nearly always.
    /// None for a text of fewer than <see cref="FewestShingles"/> 5-grams.
    /// </summary>
    public static IReadOnlyList<long> Bands(string text) =>
        Shingles(text) is { Count: >= FewestShingles } shingles ? BandsOf(shingles) : [];

    /// <summary>The articles of one outlet that followed shortly upon another's, without an origin of their own, each with that.</summary>
    public static List<(long Article, long From)> FollowedBy(
        IEnumerable<TimedReport> reports,
        long follower,
        long leader
    )
    {
        var followed = new List<(long, long)>();
        foreach (var proposition in reports.GroupBy(r => r.Proposition))
        {
            var (later, earlier) = (First(follower), First(leader));
            if (
                later is { HasOrigin: false } copy
                && earlier is { } original
                && original.At < copy.At
                && copy.At - original.At <= Shortly
            )
                followed.Add((copy.Article, original.Article));

            TimedReport? First(long outlet) =>
                proposition
                    .Where(r => r.Outlet == outlet)
                    .OrderBy(r => r.At)
                    .Select(r => (TimedReport?)r)
                    .FirstOrDefault();
        }
        return [.. followed.Distinct().Order()];
    }

    /// <summary>Which outlets keep following which, by follower and leader.</summary>
    public static List<SuspectedFollower> FindFollowers(IEnumerable<TimedReport> reports)
    {
        var times = new Dictionary<(long Follower, long Leader), int>();
        foreach (var proposition in reports.GroupBy(r => r.Proposition))
        {
            var first = proposition.GroupBy(r => r.Outlet).Select(g => g.MinBy(r => r.At)).OrderBy(r => r.At).ToList();
            for (var i = 1; i < first.Count; i++)
            {
                if (first[i].HasOrigin)
                    continue;
                for (var j = i - 1; j >= 0 && first[i].At - first[j].At <= Shortly; j--)
                    if (first[j].At < first[i].At)
                        times[(first[i].Outlet, first[j].Outlet)] =
                            times.GetValueOrDefault((first[i].Outlet, first[j].Outlet)) + 1;
            }
        }
        return
        [
            .. times
                .Where(t => t.Value >= FewestFollowed)
                .Select(t => new SuspectedFollower(t.Key.Follower, t.Key.Leader, t.Value))
                .OrderBy(f => f.Follower)
                .ThenBy(f => f.Leader),
        ];
    }

    /// <summary>|A ∩ B| / min(|A|, |B|) of the word 5-grams of two texts, 0 to 1; 0 where one has none.</summary>
    public static double Containment(string a, string b) => Containment(Shingles(a), Shingles(b));

    private static double Containment(HashSet<ulong> a, HashSet<ulong> b)
    {
        var (small, large) = a.Count < b.Count ? (a, b) : (b, a);
        return small.Count == 0 ? 0 : (double)small.Count(large.Contains) / small.Count;
    }

    private static SuspectedCopy Directed(PublishedText a, PublishedText b, double share)
    {
        var aFirst = (a.Published, b.Published) is ({ } x, { } y) && x != y ? x < y : a.Article < b.Article;
        var (original, copy) = aFirst ? (a, b) : (b, a);
        return new SuspectedCopy(copy.Article, original.Article, share, share >= Strong);
    }

    /// <summary>Hashes of all runs of five words, compared without case and punctuation.</summary>
    private static HashSet<ulong> Shingles(string text)
    {
        var hashes = new List<ulong>();
        var hash = 0UL;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                hash = ((hash == 0 ? 14695981039346656037UL : hash) ^ char.ToLowerInvariant(c)) * 1099511628211UL;
            else if (hash != 0)
                Take();
        }
        if (hash != 0)
            Take();
        var shingles = new HashSet<ulong>();
        for (var i = 0; i + Words <= hashes.Count; i++)
        {
            var shingle = 0UL;
            for (var w = 0; w < Words; w++)
                shingle = Mix(shingle ^ hashes[i + w]);
            shingles.Add(shingle);
        }
        return shingles;

        void Take()
        {
            hashes.Add(hash);
            hash = 0;
        }
    }

    private static List<long> BandsOf(HashSet<ulong> shingles)
    {
        var keys = new List<long>(BandCount);
        if (shingles.Count == 0)
            return keys;
        Span<uint> signature = stackalloc uint[BandCount * Rows];
        Sign(shingles, signature);
        for (var band = 0; band < BandCount; band++)
        {
            var key = Mix((ulong)band);
            foreach (var row in signature.Slice(band * Rows, Rows))
                key = (key ^ row) * 1099511628211UL;
            keys.Add((long)key);
        }
        return keys;
    }

    private static void Sign(HashSet<ulong> shingles, Span<uint> signature)
    {
        signature.Fill(uint.MaxValue);
        foreach (var shingle in shingles)
        {
            // Two hashes give any number of them (A. Kirsch, M. Mitzenmacher, ESA 2006).
            var step = (uint)(Mix(shingle) | 1);
            var value = (uint)shingle;
            for (var i = 0; i < signature.Length; i++, value += step)
                signature[i] = Math.Min(signature[i], BitOperations.RotateLeft(value * 2654435761u, 15));
        }
    }

    /// <summary>The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014).</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

using System.Diagnostics;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Tests.Domain.Matching;

/// <summary>The index finds what a comparison of all pairs finds, and nothing else.</summary>
public sealed class SimilarityIndexTests
{
    private static readonly SourceKind[] Kinds =
    [
        SourceKind.Person,
        SourceKind.Organization,
        SourceKind.Outlet,
        SourceKind.Unnamed,
    ];

    [Test]
    public void Look_alikes_and_likes_are_those_of_the_pair_by_pair_comparison([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var names = Enumerable
            .Range(1, 250)
            .Select(id => new NameRecord(1 + id / 2, Kinds[(1 + id / 2) % 4], id % 2 == 0 ? 0 : id, RandomName(random)))
            .ToList();
        var index = new SimilarityIndex();
        names.ForEach(index.Put);

        // What comes and goes leaves nothing behind.
        foreach (var name in names.Where(_ => random.Next(3) == 0).ToList())
        {
            index.Remove(name.Source, name.Alias);
            names.Remove(name);
            if (random.Next(2) == 0)
            {
                var renamed = name with { Name = RandomName(random) };
                index.Put(renamed);
                names.Add(renamed);
            }
        }

        var (pairs, likes) = (0, 0);
        foreach (var name in names)
        {
            var alike = names
                .Where(other => other.Source != name.Source && Like(name, other) is { IsLookAlike: true })
                .Select(other => other.Source)
                .ToHashSet();
            Assert.That(index.LookAlikesOf(name), Is.EquivalentTo(alike), name.Name);
            pairs += alike.Count;

            var mine = names.Where(own => own.Source == name.Source).ToList();
            var scores = names
                .Where(other => other.Source != name.Source)
                .Select(other => (other.Source, Score: mine.Max(own => Like(own, other)?.Score ?? 0)))
                .GroupBy(other => other.Source)
                .Select(other => (Source: other.Key, Score: other.Max(one => one.Score)))
                .Where(other => other.Score > 0)
                .OrderByDescending(other => other.Score)
                .ThenBy(other => other.Source)
                .Take(20)
                .ToList();
            var found = index.Find(mine, source => source == name.Source ? null : source, 20);
            Assert.That(found.Select(one => (one.Source, one.Likeness.Score)), Is.EqualTo(scores), name.Name);
            Assert.That(
                found.Select(one => one.Likeness.How),
                Is.EqualTo(found.Select(one => Like(one.Own, one.Other)!.How))
            );
            likes += scores.Count;
        }

        Assert.That(pairs, Is.GreaterThan(5), "else this compares nothing");
        Assert.That(likes, Is.GreaterThan(pairs));
    }

    [Test]
    public void Sources_are_found_as_what_they_stand_for()
    {
        var index = new SimilarityIndex();
        index.Put(new NameRecord(1, SourceKind.Person, 0, "Sean Ryan"));
        index.Put(new NameRecord(2, SourceKind.Person, 0, "S. Ryan"));
        index.Put(new NameRecord(3, SourceKind.Person, 0, "Shaun Ryan"));

        var found = index.Find(
            [new NameRecord(9, SourceKind.Organization, 0, "S Ryan")],
            source => source == 3 ? 2 : source,
            50
        );

        Assert.That(found.Select(one => (one.Source, one.Likeness.Score)), Is.EqualTo(new[] { (2L, 1.0), (1L, .85) }));
    }

    [Test]
    public void A_hundred_thousand_names_with_common_words_are_taken_in_and_looked_up_at_once()
    {
        // Four in five share "Ministry of", a first name, or a last name with thousands of others.
        var random = new Random(1);
        var names = Enumerable
            .Range(1, 100_000)
            .Select(id => new NameRecord(
                id,
                id % 5 == 0 ? SourceKind.Outlet : SourceKind.Person,
                0,
                (id % 5) switch
                {
                    0 => $"{Word(random)} {Word(random)}",
                    1 => $"Ministry of {Word(random)} of {Word(random)}",
                    2 => $"Mohamed {Word(random)}",
                    3 => $"{Word(random)} Smith",
                    _ => $"{(char)('A' + id % 26)}. {Word(random)} Smith",
                }
            ))
            .ToList();
        var index = new SimilarityIndex();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        names.ForEach(index.Put);
        var loaded = watch.Elapsed;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        watch.Restart();
        var pairs = names.Sum(name => index.LookAlikesOf(name).Count) / 2;
        var matched = watch.Elapsed;
        watch.Restart();
        foreach (var name in names.Take(100))
            index.Find([name], source => source == name.Source ? null : source, 50);
        var asked = watch.Elapsed;

        TestContext.Out.WriteLine(
            $"taken in: {loaded.TotalMilliseconds:N0} ms, {bytes / 1e6:N0} MB; {pairs:N0} pairs of look-alikes: {matched.TotalMilliseconds:N0} ms; similar, with common words: {asked.TotalMilliseconds / 100:N2} ms each"
        );
        Assert.That(loaded + matched, Is.LessThan(TimeSpan.FromMinutes(3)), "a comparison of all pairs takes hours");
        Assert.That(asked, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    private static Similarity? Like(NameRecord a, NameRecord b) =>
        Similarity.KindsLike(a.Kind).Contains(b.Kind)
            ? Similarity.Of(new ComparedName(a.Name), new ComparedName(b.Name))
            : null;

    // From a few words, so that all ways of being alike occur: initials, acronyms, order, articles, accents, single letters.
    private static string RandomName(Random random)
    {
        string[] words =
        [
            "Agence",
            "France",
            "Presse",
            "de",
            "la",
            "Défense",
            "Sean",
            "Ryan",
            "S.",
            "J",
            "AFP",
            "fd",
            "Ministère",
            "Al-Tanf",
            "Port",
            "14",
            "15",
            "du",
        ];
        var name = string.Join(
            random.Next(5) == 0 ? "-" : " ",
            Enumerable.Range(0, 1 + random.Next(4)).Select(_ => words[random.Next(words.Length)])
        );
        var at = random.Next(name.Length);
        return random.Next(6) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, "e"),
            2 => name[..at] + 'x' + name[(at + 1)..],
            3 when at > 0 => name[..(at - 1)] + name[at] + name[at - 1] + name[(at + 1)..],
            4 => name.ToUpperInvariant(),
            _ => name,
        };
    }

    private static string Word(Random random) =>
        string.Concat(
            Enumerable
                .Range(0, 4 + random.Next(5))
                .Select((_, i) => i % 2 == 0 ? "bcdfgklmnprst"[random.Next(13)] : "aeiou"[random.Next(5)])
        );
}

using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Texts;

public sealed class WordDiffTests
{
    // Elided articles, both apostrophes, narrow no-break spaces, decomposed accents, an emoji of several code points, a lone combining mark, line ends.
    private static readonly string[] Pieces =
    [
        "l'",
        "l’",
        "armée",
        "arme\u0301e",
        "aurait",
        "a",
        "tué",
        "tue",
        " ",
        "\u00a0",
        "\u202f",
        "  ",
        "\r\n",
        "«",
        "»",
        "!",
        ",",
        ".",
        "3,5",
        "10\u202f000",
        "👩‍🚒",
        "🕊️",
        "\u0301",
        "aujourd'hui",
        "porte-parole",
        "don't",
        "qu’",
        "il",
        "\u200b",
        "-",
        "'",
        "",
    ];

    [Test]
    public void Applying_it_gives_both_sides_back_and_what_is_kept_reads_the_same([Range(1, 300)] int seed)
    {
        var random = new Random(seed);
        var before = Wording(random, random.Next(60));
        var after = random.Next(3) == 0 ? Wording(random, random.Next(60)) : Edited(before, random);

        var changes = WordDiff.Compare(before, after);

        Assert.Multiple(() =>
        {
            Assert.That(string.Concat(changes.Select(change => change.Before?.Text)), Is.EqualTo(before));
            Assert.That(string.Concat(changes.Select(change => change.After?.Text)), Is.EqualTo(after));
            AssertPlaces([.. changes.Select(change => change.Before).OfType<TextStretch>()], before);
            AssertPlaces([.. changes.Select(change => change.After).OfType<TextStretch>()], after);
            foreach (var change in changes)
            {
                Assert.That(
                    (change.Before is null, change.After is null),
                    Is.EqualTo(
                        change.Kind switch
                        {
                            WordChangeKind.Kept => (false, false),
                            WordChangeKind.Removed => (false, true),
                            _ => (true, false),
                        }
                    )
                );
                if (change.Kind == WordChangeKind.Kept)
                    Assert.That(Read(change.After!.Text), Is.EqualTo(Read(change.Before!.Text)));
            }

            Assert.That(
                changes
                    .Zip(changes.Skip(1))
                    .All(pair =>
                        pair.First.Kind < pair.Second.Kind
                        || pair is { First.Kind: not WordChangeKind.Kept, Second.Kind: WordChangeKind.Kept }
                    ),
                "runs are joined, and what was removed stands first"
            );
        });
    }

    [Test]
    public void It_is_a_shortest_one_and_the_same_in_both_directions([Range(1, 100)] int seed)
    {
        var random = new Random(seed);
        string[] words = ["un", "deux", "trois", "quatre"];
        string[] a = [.. Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(4)])];
        string[] b = [.. Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(4)])];

        Assert.Multiple(() =>
        {
            Assert.That(
                Kept(WordDiff.Compare(string.Join(' ', a), string.Join(' ', b))),
                Is.EqualTo(LongestCommon(a, b))
            );
            Assert.That(
                Kept(WordDiff.Compare(string.Join(' ', b), string.Join(' ', a))),
                Is.EqualTo(LongestCommon(a, b))
            );
        });
    }

    [TestCase(
        "L'armée aurait tué deux civils.",
        "L’arme\u0301e a tué deux civils.",
        "L'armée [-aurait] [+a] tué deux civils."
    )]
    [TestCase("Une armée avance", "L'armée avance", "[-Une] [+L'] armée avance")]
    [TestCase("Il l'a vu", "Il a vu", "Il [-l'] a vu")]
    [TestCase("Aujourd'hui, le porte-parole", "Hier, le porte-parole", "[-Aujourd'hui] [+Hier] , le porte-parole")]
    [TestCase("3,5 tonnes", "3,6 tonnes", "[-3,5] [+3,6] tonnes")]
    [TestCase("He didn't say so.", "He did say so", "He [-didn't] [+did] say so [-.]")]
    [TestCase("il a tué", "il a tue", "il a [-tué] [+tue]")]
    [TestCase("« oui », dit-il", "oui, dit-elle", "[-«] oui [-»] , [-dit-il] [+dit-elle]")]
    [TestCase("", "neuf mots", "[+neuf mots]")]
    [TestCase("", "", "")]
    public void Words_are_those_of_the_language(string before, string after, string expected) =>
        Assert.That(
            string.Join(
                ' ',
                WordDiff
                    .Compare(before, after)
                    .Select(change =>
                        change.Kind switch
                        {
                            WordChangeKind.Kept => change.Before!.Text.Trim(),
                            WordChangeKind.Removed => $"[-{change.Before!.Text.Trim()}]",
                            _ => $"[+{change.After!.Text.Trim()}]",
                        }
                    )
            ),
            Is.EqualTo(expected)
        );

    [Test]
    public void Places_are_code_points()
    {
        var changes = WordDiff.Compare("🕊️ oui", "🕊️ non");

        Assert.That((changes[1].Before!.Start, changes[1].Before!.End, changes[2].After!.Start), Is.EqualTo((3, 6, 3)));
    }

    [Test]
    [CancelAfter(20_000)]
    public void Two_long_texts_that_share_nothing_cost_no_more_than_they_are_worth()
    {
        var before = string.Join(' ', Enumerable.Range(0, 10_000).Select(n => $"a{n}"));
        var after = string.Join(' ', Enumerable.Range(0, 10_000).Select(n => $"b{n}"));

        var changes = WordDiff.Compare("Même début, " + before + " même fin.", "Même début, " + after + " même fin.");

        Assert.That(
            changes.Select(change => change.Kind),
            Is.EqualTo(new[] { WordChangeKind.Kept, WordChangeKind.Removed, WordChangeKind.Added, WordChangeKind.Kept })
        );
    }

    private static string Wording(Random random, int pieces) =>
        string.Concat(
            Enumerable
                .Range(0, pieces)
                .Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(3) > 0 ? " " : ""))
        );

    private static string Edited(string text, Random random)
    {
        var words = text.Split(' ').ToList();
        for (var edit = random.Next(6); edit > 0; edit--)
        {
            var at = random.Next(words.Count + 1);
            if (at < words.Count && random.Next(2) == 0)
                words.RemoveAt(at);
            else
                words.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        return string.Join(' ', words);
    }

    private static void AssertPlaces(IReadOnlyList<TextStretch> stretches, string text)
    {
        var index = new CodePointIndex(text);
        var end = 0;
        foreach (var stretch in stretches)
        {
            Assert.That(stretch.Start, Is.EqualTo(end));
            Assert.That(index.Slice(stretch.Start, stretch.End), Is.EqualTo(stretch.Text));
            end = stretch.End;
        }

        Assert.That(end, Is.EqualTo(index.Length));
    }

    private static string Read(string text) =>
        string.Concat(text.Normalize().Replace('’', '\'').Where(character => !char.IsWhiteSpace(character)));

    private static int Kept(IReadOnlyList<WordChange> changes) =>
        changes
            .Where(change => change.Kind == WordChangeKind.Kept)
            .Sum(change => change.Before!.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    private static int LongestCommon(string[] a, string[] b)
    {
        var best = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        for (var j = 1; j <= b.Length; j++)
            best[i, j] = a[i - 1] == b[j - 1] ? best[i - 1, j - 1] + 1 : Math.Max(best[i - 1, j], best[i, j - 1]);
        return best[a.Length, b.Length];
    }
}

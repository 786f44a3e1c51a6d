using ClaimTracker.Domain.Matching;

namespace ClaimTracker.Tests.Domain.Matching;

public sealed class ClaimSimilarityTests
{
    [Test]
    public void The_index_finds_what_a_comparison_of_all_pairs_finds([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        string[] words =
        [
            "pont",
            "frappe",
            "sarmin",
            "nuit",
            "soldats",
            "maire",
            "12",
            "20",
            "village",
            "general",
            "mardi",
            "port",
        ];
        string Statement() =>
            string.Join(' ', Enumerable.Range(0, 2 + random.Next(6)).Select(_ => words[random.Next(words.Length)]));
        var claims = Enumerable
            .Range(1, 200)
            .Select(id => new ComparedClaim(id, 1 + id / 3, random.Next(3) > 0, false, Statement()))
            .ToList();
        var index = new ClaimSimilarityIndex();
        claims.ForEach(index.Put);
        for (var i = 0; i < claims.Count; i += 5)
            index.Put(claims[i] = claims[i] with { StatementKey = Statement() });
        foreach (var gone in claims.Where((_, i) => i % 7 == 0).ToList())
        {
            index.Remove(gone.Claim);
            claims.Remove(gone);
        }

        var found = 0;
        foreach (var claim in claims)
        {
            var mine = Words(claim);
            var expected = claims
                .Where(other => other.Article != claim.Article && other.IsAccepted)
                .Select(other => (other.Claim, Theirs: Words(other), Shared: Words(other).Intersect(mine).Count()))
                .Where(other => other.Shared >= 3 || (other.Shared == 2 && mine.Count == 2 && other.Theirs.Count == 2))
                .Select(other =>
                    (other.Claim, Score: Math.Round(2.0 * other.Shared / (mine.Count + other.Theirs.Count), 2))
                )
                .Where(other => other.Score >= .4)
                .OrderByDescending(other => other.Score)
                .ThenByDescending(other => other.Claim)
                .Take(10)
                .ToList();
            Assert.That(
                index.Find(claim, acceptedOnly: true, 10).Select(other => (other.Claim, other.Score)),
                Is.EqualTo(expected),
                claim.StatementKey
            );
            found += expected.Count;
        }

        Assert.That((index.Count, found), Is.EqualTo((claims.Count, found)));
        Assert.That(found, Is.GreaterThan(100));

        static HashSet<string> Words(ComparedClaim claim) => [.. claim.StatementKey.Split(' ')];
    }

    [Test]
    public void Endings_of_the_plural_and_the_feminine_do_not_matter_and_joining_words_do_not_count()
    {
        var index = new ClaimSimilarityIndex();
        index.Put(new ComparedClaim(1, 1, true, false, "les villages ont ete detruites par l'armee"));

        var found = index
            .Find(new ComparedClaim(2, 2, true, false, "un village detruit, avec armees"), acceptedOnly: false, 5)
            .Single();

        Assert.That((found.Score, string.Join(' ', found.Matched)), Is.EqualTo((1.0, "village detruit armees")));
    }

    [Test]
    public void A_word_that_everybody_uses_is_not_followed_without_end()
    {
        var index = new ClaimSimilarityIndex();
        for (var id = 1; id <= 2 * ClaimSimilarityIndex.MostRead; id++)
            index.Put(new ComparedClaim(id, id, true, false, $"le president salue foule mot{id}"));

        var found = index.Find(
            new ComparedClaim(0, 0, true, false, "le president salue foule mot7"),
            acceptedOnly: false,
            3
        );

        Assert.That(found[0].Claim, Is.EqualTo(7), "its rarest word leads to it at once");
        Assert.That(found, Has.Count.EqualTo(3));
    }
}

using ClaimTracker.Assessment.Packing;

namespace ClaimTracker.Tests.Assessment.Packing;

/// <summary>Sets that share nothing, and elements that hit all sets, against trying everything.</summary>
public sealed class SetPackingTests
{
    [Test]
    public void The_greatest_packing_equals_trying_every_one()
    {
        var random = new Random(1);
        var packing = new SetPacking();
        for (var round = 0; round < 20_000; round++)
        {
            var sets = RandomSets(random, most: 13, elements: random.Next(1, 14));
            // One in four is cut short: then it says so, and what it says holds.
            var budget = random.Next(4) == 0 ? random.Next(0, 4) : SetPacking.Budget;
            Fill(packing, sets);
            packing.Solve(budget);
            var most = MostApart(sets);
            CheckFound(packing, sets);
            Assert.That(packing.Reached, Is.LessThanOrEqualTo(most));
            Assert.That(packing.NotPassed, Is.GreaterThanOrEqualTo(most));
            if (budget == SetPacking.Budget)
                Assert.That((packing.Reached, packing.NotPassed), Is.EqualTo((most, most)));
        }
    }

    [Test]
    public void Of_several_greatest_packings_one_is_preferred_that_no_exchange_makes_better()
    {
        var random = new Random(2);
        var packing = new SetPacking();
        for (var round = 0; round < 5000; round++)
        {
            var sets = RandomSets(random, most: 12, elements: random.Next(1, 12));
            Fill(packing, sets);
            packing.Solve();
            var order = Enumerable.Range(0, sets.Count).ToArray();
            random.Shuffle(order);
            packing.Prefer(order);
            CheckFound(packing, sets);
            Assert.That(packing.Reached, Is.EqualTo(packing.NotPassed));
            var found = packing.Found.ToArray();
            foreach (var other in order.Except(found))
            {
                var inTheWay = found.Where(set => (sets[set] & sets[other]) != 0).ToList();
                Assert.That(inTheWay, Is.Not.Empty);
                if (inTheWay.Count == 1)
                    Assert.That(Array.IndexOf(order, inTheWay[0]), Is.LessThan(Array.IndexOf(order, other)));
            }
        }
    }

    [TestCase(36, 30, 3, ExpectedResult = true)]
    [TestCase(60, 40, 3, ExpectedResult = true)]
    [TestCase(200, 60, 3, ExpectedResult = false)]
    [TestCase(5000, 2000, 4, ExpectedResult = false)]
    public bool Wholly_random_sets_are_decided_within_the_budget_where_they_are_few(int count, int elements, int size)
    {
        var random = new Random(3);
        var (packing, sure) = (new SetPacking(), true);
        for (var round = 0; round < 5; round++)
        {
            packing.Clear();
            for (var set = 0; set < count; set++)
            {
                for (var i = 0; i < size; i++)
                    packing.Put(random.Next(elements));
                packing.Close();
            }
            packing.Solve();
            Assert.That(packing.Steps, Is.LessThan(2 * SetPacking.Budget));
            Assert.That(packing.Reached, Is.LessThanOrEqualTo(packing.NotPassed));
            var steps = (packing.Reached, packing.NotPassed, packing.Steps);
            packing.Solve();
            Assert.That(
                (packing.Reached, packing.NotPassed, packing.Steps),
                Is.EqualTo(steps),
                "the same sets have the same answer"
            );
            sure &= packing.Reached == packing.NotPassed;
        }
        return sure;
    }

    [Test]
    public void Hubs_with_thousands_of_spokes_need_no_search()
    {
        var packing = new SetPacking();
        for (var spoke = 0; spoke < 10_000; spoke++)
        {
            packing.Put(spoke % 20);
            packing.Put(20 + spoke % 37);
            packing.Put(100 + spoke);
            packing.Close();
        }
        packing.Solve();
        Assert.That((packing.Reached, packing.NotPassed, packing.Steps), Is.EqualTo((20, 20, 0)));
    }

    [Test]
    public void The_fewest_elements_that_hit_every_set_equal_trying_all_and_none_is_dearer_than_need_be()
    {
        var random = new Random(4);
        var hitting = new HittingSet();
        for (var round = 0; round < 10_000; round++)
        {
            var elements = random.Next(1, 10);
            var sets = RandomSets(random, most: 9, elements);
            Fill(hitting, sets);
            var costs = Enumerable.Range(0, elements).Select(_ => random.Next(3)).ToArray();
            hitting.Solve(costs, atLeast: random.Next(2) == 0 ? MostApart(sets) : 0);
            var found = hitting.Found.Sum(element => 1 << element);
            var fewest = Enumerable
                .Range(0, 1 << elements)
                .Where(some => sets.TrueForAll(set => (set & some) != 0))
                .Min(some => System.Numerics.BitOperations.PopCount((uint)some));
            Assert.That(hitting.Found, Has.Count.EqualTo(fewest));
            Assert.That(sets, Is.All.Matches<int>(set => (set & found) != 0));
            foreach (var element in hitting.Found)
            foreach (var other in Enumerable.Range(0, elements).Where(e => costs[e] < costs[element]))
                Assert.That(
                    sets.TrueForAll(set => (set & ((found & ~(1 << element)) | (1 << other))) != 0),
                    Is.False,
                    "a cheaper one would do"
                );
        }
    }

    private static List<int> RandomSets(Random random, int most, int elements)
    {
        var (sets, largest) = (new List<int>(), random.Next(1, 5));
        for (var count = random.Next(0, most + 1); count > 0; count--)
        {
            var set = 0;
            for (var size = random.Next(1, largest + 1); size > 0; size--)
                set |= 1 << random.Next(elements);
            sets.Add(set);
        }
        return sets;
    }

    private static void Fill(SetFamily family, List<int> sets)
    {
        family.Clear();
        foreach (var set in sets)
        {
            for (var element = 0; element < 32; element++)
                if ((set & (1 << element)) != 0)
                    family.Put(element);
            family.Close();
        }
    }

    private static void CheckFound(SetPacking packing, List<int> sets)
    {
        var taken = 0;
        foreach (var set in packing.Found)
        {
            Assert.That(sets[set] & taken, Is.Zero, "two share an element");
            taken |= sets[set];
        }
        Assert.That(packing.Found.Count, Is.EqualTo(packing.Reached));
    }

    private static int MostApart(List<int> sets, int from = 0, int taken = 0)
    {
        var most = 0;
        for (var set = from; set < sets.Count; set++)
            if ((sets[set] & taken) == 0)
                most = Math.Max(most, 1 + MostApart(sets, set + 1, taken | sets[set]));
        return most;
    }
}

using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment;

/// <summary>What holds of records whatever the outcomes, checked on many that were drawn at random.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly DateTime Now = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Test]
    public void No_claim_is_believed_more_or_less_for_what_became_of_it_or_of_those_on_its_sides(
        [Range(1, 30)] int seed
    )
    {
        var (scene, random) = Drawn(seed);
        foreach (var claim in scene.Reports.Keys)
        {
            var before = scene.Index.Queries.Assess(claim, withBelief: true, at: Now)!;
            var beside = before
                .Support.Chains.Concat(before.Opposition.Chains)
                .Select(chain => chain.Claim)
                .Append(claim)
                .Distinct()
                .ToList();
            var entries = beside
                .SelectMany(other =>
                    scene
                        .Reports[other]
                        .Chain.Select((link, i) => Entry(random, other * 100 + i, link.Source!.Value, other))
                )
                .ToList();
            entries.ForEach(scene.Index.Put);
            var after = scene.Index.Queries.Assess(claim, withBelief: true, at: Now)!;
            entries.ForEach(scene.Index.Remove);

            Assert.That(
                (after.Belief, after.Support.WithRecord),
                Is.EqualTo((before.Belief, before.Support.WithRecord)),
                $"claim {claim}"
            );
        }
    }

    [Test]
    public void What_was_put_in_and_taken_out_leaves_no_trace_and_order_does_not_matter([Range(1, 30)] int seed)
    {
        var (scene, random) = Drawn(seed);
        var (mirror, _) = Drawn(seed);
        var entries = Enumerable.Range(1, 60).Select(id => Entry(random, id, random.Next(1, 7), 1000 + id)).ToList();
        var withdrawn = entries.Where(_ => random.Next(3) == 0).ToList();
        entries.ForEach(scene.Index.Put);
        withdrawn.ForEach(scene.Index.Remove);
        entries.Except(withdrawn).Reverse().ToList().ForEach(mirror.Index.Put);

        foreach (var claim in scene.Reports.Keys)
        {
            var (one, other) = (
                scene.Index.Queries.Assess(claim, withBelief: true, at: Now)!,
                mirror.Index.Queries.Assess(claim, withBelief: true, at: Now)!
            );
            Assert.That(
                (one.Belief, one.Support.WithRecord),
                Is.EqualTo((other.Belief, other.Support.WithRecord)),
                $"claim {claim}"
            );
        }
    }

    // Of one chain. Of several it is false: the disjoint chains are those of the largest product, and a better one may come with a smaller sum.
    [Test]
    public void One_more_right_outcome_elsewhere_never_lowers_the_evidence_of_a_chain_and_one_more_wrong_never_raises_it(
        [Range(1, 30)] int seed
    )
    {
        var (scene, random) = Drawn(seed);
        for (var id = 1; id <= 40; id++)
            scene.Index.Put(Entry(random, id, random.Next(1, 7), 1000 + id));
        var lone = scene
            .Reports.Keys.Where(claim => scene.Index.Queries.Assess(claim, at: Now)!.Support.Chains.Count == 1)
            .ToList();
        foreach (var right in (bool[])[true, false])
            for (var source = 1L; source < 7; source++)
                foreach (var asOrigin in (bool[])[true, false])
                foreach (var claim in lone)
                {
                    var entry = new LedgerEntry(
                        99,
                        source,
                        new Outcome(Now, right, new LedgerSide(asOrigin, false), 2000)
                    );
                    var before = scene
                        .Index.Queries.Assess(claim, withBelief: true, at: Now)!
                        .Belief!.Value.EvidenceFor;
                    scene.Index.Put(entry);
                    var after = scene.Index.Queries.Assess(claim, withBelief: true, at: Now)!.Belief!.Value.EvidenceFor;
                    scene.Index.Remove(entry);
                    Assert.That(
                        after,
                        right ? Is.GreaterThanOrEqualTo(before - 1e-12) : Is.LessThanOrEqualTo(before + 1e-12),
                        $"source {source}, claim {claim}"
                    );
                }
    }

    [Test]
    public void A_record_fades_towards_not_knowing_and_what_comes_later_is_not_known([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var ledger = new ReliabilityLedger(Enumerable.Range(1, 25).Select(id => Entry(random, id, 1, id).Outcome));
        var last = ledger.At(Now);
        for (var days = 30; days <= 3000; days += 30)
        {
            var faded = ledger.At(Now.AddDays(days));
            Assert.That(faded.Sample, Is.LessThan(last.Sample));
            Assert.That(faded.Uncertainty, Is.GreaterThan(last.Uncertainty));
            Assert.That(Math.Abs(faded.Value - .5), Is.LessThanOrEqualTo(Math.Abs(last.Value - .5) + 1e-12));
            last = faded;
        }

        Assert.That(ledger.At(Now.AddYears(-3)).Sample, Is.Zero);
    }

    [Test]
    public void Records_of_merged_sources_are_one_and_unmerging_parts_them()
    {
        var scene = new Scene();
        var claim = scene.Report("P < X");
        var sign = scene.Source("Y");
        for (var id = 1; id <= 4; id++)
            scene.Index.Put(new LedgerEntry(id, sign, new Outcome(Now, true, new LedgerSide(true, false), 100 + id)));

        int WithRecord() => scene.Index.Queries.Assess(claim, at: Now)!.Support.WithRecord;

        var apart = WithRecord();
        scene.Index.Merge(sign, scene.Source("X"));
        var merged = WithRecord();
        scene.Index.Unmerge(sign);
        Assert.That((apart, merged, WithRecord()), Is.EqualTo((0, 1, 0)));
        Assert.That(
            scene.Index.Queries.Assess(claim)!.Support.WithRecord,
            Is.Zero,
            "without an instant there are no records"
        );
    }

    /// <summary>Six sources, twelve reports, some relations: small enough that claims meet.</summary>
    private static (Scene Scene, Random Random) Drawn(int seed)
    {
        var (scene, random) = (new Scene(), new Random(seed));
        string[] outlets = ["P", "Q", "R"];
        string[] speakers = ["X", "Y", "Z"];
        foreach (var name in outlets.Concat(speakers))
            scene.Source(name);
        for (var i = 0; i < 12; i++)
        {
            var (first, second) = (outlets[random.Next(3)], outlets[random.Next(3)]);
            scene.Report(
                first == second
                    ? $"{first} < {speakers[random.Next(3)]}"
                    : $"{first} < {second}* < {speakers[random.Next(3)]}"
            );
        }

        for (var i = 0; i < 8; i++)
        {
            var (one, other) = (random.Next(1, 13), random.Next(1, 13));
            if (one != other)
                scene.Relate(one, other, (ReportRelationKind)random.Next(3));
        }

        return (scene, random);
    }

    private static LedgerEntry Entry(Random random, long id, long source, long claim) =>
        new(
            id,
            source,
            new Outcome(
                Now.AddDays(-random.Next(0, 900)),
                random.Next(2) == 0,
                new LedgerSide(random.Next(2) == 0, random.Next(2) == 0),
                claim,
                random.Next(2) == 0 ? 1 : .5
            )
        );
}

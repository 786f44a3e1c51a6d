using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain.Matching;

namespace ClaimTracker.Tests.Assessment;

public sealed class ReliabilityTests
{
    private static readonly DateTime Now = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly LedgerSide Assertion = new(AsOrigin: true, Denial: false);

    [TestCase(3, 0, 'F')]
    [TestCase(4, 0, 'C')]
    [TestCase(10, 0, 'B')]
    [TestCase(20, 0, 'A')]
    [TestCase(40, 1, 'A')]
    [TestCase(10, 2, 'B')]
    [TestCase(17, 5, 'B')]
    [TestCase(6, 4, 'C')]
    [TestCase(9, 14, 'D')]
    [TestCase(2, 8, 'D')]
    [TestCase(1, 9, 'E')]
    [TestCase(2, 15, 'E')]
    public void The_letter_follows_the_record(double right, double wrong, char letter) =>
        Assert.That(new BetaReputation(right, wrong).Letter, Is.EqualTo(letter));

    [Test]
    public void Evidence_is_forgotten_by_halves_and_what_comes_later_is_not_known()
    {
        var outcomes = new[]
        {
            new Outcome(Now.AddDays(-365), true, Assertion, 1),
            new Outcome(Now, false, Assertion, 2),
            new Outcome(Now.AddDays(1), true, Assertion, 3),
        };
        Assert.That(new ReliabilityLedger(outcomes).At(Now, Assertion), Is.EqualTo(new BetaReputation(.5, 1)));
        Assert.That(
            new ReliabilityLedger(outcomes, TimeSpan.Zero).At(Now, Assertion),
            Is.EqualTo(new BetaReputation(1, 1))
        );
    }

    [Test]
    public void A_proposition_is_judged_without_its_own_outcome()
    {
        var ledger = new ReliabilityLedger([new(Now, true, Assertion, 1), new(Now, true, Assertion, 2)]);
        Assert.That(ledger.At(Now, Assertion, except: 1), Is.EqualTo(new BetaReputation(1, 0)));
    }

    [Test]
    public void Origin_and_relay_assertion_and_denial_are_kept_apart()
    {
        var ledger = new ReliabilityLedger([
            new(Now, true, Assertion, 1),
            new(Now, false, new(false, false), 2),
            new(Now, true, new(true, Denial: true), 3),
        ]);
        Assert.That(ledger.At(Now, Assertion), Is.EqualTo(new BetaReputation(1, 0)));
        Assert.That(ledger.At(Now, asOrigin: true), Is.EqualTo(new BetaReputation(2, 0)));
        Assert.That(ledger.At(Now, asOrigin: false), Is.EqualTo(new BetaReputation(0, 1)));
        Assert.That(ledger.At(Now), Is.EqualTo(new BetaReputation(2, 1)));
    }

    [Test]
    public void A_part_of_a_record_is_drawn_towards_the_whole() =>
        Assert.That(new BetaReputation(2, 0).ShrunkTo(new BetaReputation(3, 3)), Is.EqualTo((2 + 4 * .5) / 6));

    [TestCase(1, 1, .3, .3)]
    [TestCase(2, 1, .5, .25)]
    [TestCase(1, 3, .5, .875)]
    [TestCase(.5, .5, .5, .5)]
    [TestCase(500, 500, .5, .5)]
    public void The_distribution_has_its_closed_forms(double alpha, double beta, double x, double expected) =>
        Assert.That(new BetaDistribution(alpha, beta).Cumulative(x), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void A_quantile_is_the_inverse_of_the_distribution()
    {
        foreach (var alpha in new[] { .5, 1, 3, 41, 900 })
        foreach (var beta in new[] { .5, 2, 17, 300 })
        foreach (var p in new[] { .001, .05, .5, .95, .999 })
        {
            var distribution = new BetaDistribution(alpha, beta);
            Assert.That(
                distribution.Cumulative(distribution.Quantile(p)),
                Is.EqualTo(p).Within(1e-9),
                $"Beta({alpha}, {beta})"
            );
        }
    }

    [Test]
    public void The_model_is_silent_where_votes_overlap_too_little()
    {
        var pair = new[]
        {
            new OriginVote(1, 1, 1),
            new OriginVote(2, 1, 1),
            new OriginVote(1, 2, 1),
            new OriginVote(2, 2, 2),
        };
        Assert.That(OneCoinModel.Fit(pair).Accuracy, Is.Empty, "two are too few");
        var chain = new[]
        {
            new OriginVote(1, 1, 1),
            new OriginVote(2, 1, 1),
            new OriginVote(2, 2, 1),
            new OriginVote(3, 2, 1),
        };
        Assert.That(OneCoinModel.Fit(chain).Accuracy, Is.Empty, "without an odd cycle right and wrong can be swapped");
        var triangle = chain.Append(new OriginVote(1, 3, 1)).Append(new OriginVote(3, 3, 1));
        Assert.That(OneCoinModel.Fit(triangle).Accuracy.Keys, Is.EquivalentTo(new[] { 1L, 2, 3 }));
    }

    [Test]
    public void Copies_are_found_by_their_words_and_directed_by_their_dates()
    {
        const string Wire =
            "The bridge at the northern edge of the town was destroyed in the early hours of Monday, a spokesman for the army said, adding that nobody was hurt.";
        var copy =
            "PARIS (AP) - "
            + Wire.Replace("Monday", "monday", StringComparison.Ordinal)
            + " Residents spoke of two explosions.";
        var texts = new[]
        {
            new PublishedText(1, copy, Now.AddHours(2)),
            new PublishedText(2, Wire, Now),
            new PublishedText(
                3,
                "The minister will travel to the capital on Tuesday and meet the heads of the three largest unions there.",
                Now
            ),
        };
        var found = CopyDetector.FindCopies(texts).Single();
        Assert.That((found.Copy, found.Original, found.Strong), Is.EqualTo((1L, 2L, true)));
        Assert.That(found.Containment, Is.EqualTo(1));
        Assert.That(CopyDetector.Containment(texts[1].Text, texts[2].Text), Is.Zero);
    }

    [Test]
    public void Half_a_copy_is_suspected_and_less_is_not()
    {
        var words = Enumerable.Range(0, 400).Select(i => $"w{i}").ToArray();
        Assert.That(Found(260), Is.EqualTo(1));
        Assert.That(Found(100), Is.Zero);

        int Found(int shared)
        {
            var other = words[..shared].Concat(Enumerable.Range(0, 400 - shared).Select(i => $"x{i}"));
            return CopyDetector
                .FindCopies([new(1, string.Join(' ', words), null), new(2, string.Join(' ', other), null)])
                .Count;
        }
    }

    [Test]
    public void An_outlet_that_keeps_following_another_without_an_origin_is_suspected()
    {
        var reports = Enumerable
            .Range(0, 10)
            .SelectMany(p =>
                new[]
                {
                    new TimedReport(1, p, Now.AddDays(p), true),
                    new TimedReport(2, p, Now.AddDays(p).AddHours(3), false),
                    new TimedReport(3, p, Now.AddDays(p).AddHours(7), false),
                    new TimedReport(4, p, Now.AddDays(p).AddHours(1), true),
                }
            )
            .ToList();
        Assert.That(
            CopyDetector.FindFollowers(reports).Select(f => (f.Follower, f.Leader)),
            Is.EqualTo(new[] { (2L, 1L), (2L, 4L), (3L, 2L), (3L, 4L) })
        );
        Assert.That(CopyDetector.FindFollowers(reports.Where(r => r.Proposition > 0)), Is.Empty);
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Web.Wording;

namespace ClaimTracker.Tests.Assessment;

/// <summary>The rule table over all combinations of counts up to 5, with and without a finding, in both profiles.</summary>
public sealed class CredibilityRuleTests
{
    private const int Most = 5;

    private static IEnumerable<(OriginCount For, OriginCount Against)> Combinations() =>
        from low in Enumerable.Range(0, Most + 1)
        from high in Enumerable.Range(low, Most + 1 - low)
        from against in Enumerable.Range(0, Most + 1)
        from againstHigh in Enumerable.Range(against, Most + 1 - against)
        select (new OriginCount(low, high), new OriginCount(against, againstHigh));

    [Test]
    public void There_are_441_combinations() => Assert.That(Combinations().Count(), Is.EqualTo(441));

    [Test]
    public void One_is_never_proposed_without_a_finding([Values] CredibilityProfile profile) =>
        Assert.That(Combinations().Select(c => Rate(c.For, c.Against, false, profile)), Has.None.EqualTo(1));

    [Test]
    public void Six_is_proposed_exactly_when_nothing_is_grounded_on_either_side(
        [Values] bool established,
        [Values] CredibilityProfile profile
    )
    {
        foreach (var (pro, contra) in Combinations())
            Assert.That(Rate(pro, contra, established, profile) == 6, Is.EqualTo(pro.Low == 0 && contra.Low == 0));
    }

    [Test]
    public void One_more_independent_origin_for_it_never_worsens(
        [Values] bool established,
        [Values] CredibilityProfile profile
    ) => Compare((pro, contra) => (new(pro.Low + 1, pro.High + 1), contra), better: true, established, profile);

    [Test]
    public void One_more_independent_origin_against_it_never_improves(
        [Values] bool established,
        [Values] CredibilityProfile profile
    ) => Compare((pro, contra) => (pro, new(contra.Low + 1, contra.High + 1)), better: false, established, profile);

    [Test]
    public void Resolving_an_unknown_for_it_to_the_same_origin_never_improves(
        [Values] bool established,
        [Values] CredibilityProfile profile
    ) => Compare((pro, contra) => (new(pro.Low, pro.High - 1), contra), better: false, established, profile);

    [Test]
    public void Resolving_an_unknown_for_it_to_an_independent_one_never_worsens(
        [Values] bool established,
        [Values] CredibilityProfile profile
    ) => Compare((pro, contra) => (new(pro.Low + 1, pro.High), contra), better: true, established, profile);

    [Test]
    public void A_finding_of_independence_never_worsens([Values] CredibilityProfile profile)
    {
        foreach (var (pro, contra) in Combinations())
            Assert.That(Rate(pro, contra, true, profile), Is.LessThanOrEqualTo(Rate(pro, contra, false, profile)));
    }

    [TestCase(0, 4, 2, 2, "R1", 5)]
    [TestCase(0, 4, 1, 2, "R2", 4)]
    [TestCase(0, 4, 0, 2, "R3", 6)]
    [TestCase(1, 1, 2, 2, "R4", 5)]
    [TestCase(2, 2, 2, 3, "R5", 4)]
    [TestCase(2, 3, 0, 0, "R6b", 2)]
    [TestCase(3, 3, 1, 2, "R7", 2)]
    [TestCase(2, 3, 1, 2, "R8a", 3)]
    [TestCase(1, 3, 0, 0, "R8b", 2)]
    [TestCase(1, 2, 0, 0, "R8", 3)]
    public void Each_rule_decides_its_case(int low, int high, int against, int againstHigh, string rule, int rating)
    {
        var proposal = CredibilityRules.Propose(new(low, high), new(against, againstHigh), established: false);
        Assert.That((proposal.Rule, proposal.Proposed, proposal.RuleSet), Is.EqualTo((rule, rating, "1.0")));
        Assert.That(
            new AssessmentWording(id => $"S{id}", Language.Fr).Sentence(proposal),
            Does.EndWith(".").And.Not.Contain("{")
        );
    }

    [Test]
    public void A_lone_report_is_3_in_one_doctrine_and_4_in_the_other()
    {
        Assert.That(Rate(new(1, 1), default, false, CredibilityProfile.Stanag), Is.EqualTo(3));
        Assert.That(Rate(new(1, 1), default, false, CredibilityProfile.Fm), Is.EqualTo(4));
    }

    private static int Rate(
        OriginCount support,
        OriginCount opposition,
        bool established,
        CredibilityProfile profile
    ) => CredibilityRules.Propose(support, opposition, established, profile).Proposed;

    /// <summary>Compares each combination with the changed one; 6 is no rank, and neither are counts that cannot be.</summary>
    private static void Compare(
        Func<OriginCount, OriginCount, (OriginCount, OriginCount)> change,
        bool better,
        bool established,
        CredibilityProfile profile
    )
    {
        foreach (var (pro, contra) in Combinations())
        {
            var (newPro, newContra) = change(pro, contra);
            if (newPro.Low > newPro.High || newContra.Low > newContra.High)
                continue;
            var (before, after) = (
                Rate(pro, contra, established, profile),
                Rate(newPro, newContra, established, profile)
            );
            if (before == 6 || after == 6)
                continue;
            Assert.That(
                after,
                better ? Is.LessThanOrEqualTo(before) : Is.GreaterThanOrEqualTo(before),
                $"{pro} against {contra}"
            );
        }
    }
}

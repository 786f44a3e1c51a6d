using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Tests.Assessment;
using ClaimTracker.Web.Wording;
using NUnit.Framework.Constraints;

namespace ClaimTracker.Tests.Wording;

public sealed class AssessmentWordingTests
{
    [Test]
    public void A_verdict_names_what_the_chains_share()
    {
        var scene = new Scene().Proposition("A < Gen. X", "B < Gen. X", "C < Y", "D");
        scene.Relate(1, 3, ReportRelationKind.Corroborates);
        var wording = new AssessmentWording(scene.NameOf, Language.En);
        var relations = scene.Assess().Relations;
        Assert.That(
            wording.Because(relations[0]),
            Is.EqualTo("Both have it from Gen. X: this is one origin told twice, not corroboration.")
        );
        Assert.That(wording.Because(relations[2]), Does.StartWith("The chains share no known source"));
        Assert.That(
            wording.Because(relations[3]),
            Is.EqualTo("The chains share no source, but nobody has found their origins independent.")
        );
    }

    [Test]
    public void What_would_change_says_what_would_then_be_proposed()
    {
        var scene = new Scene().Proposition("A < X", "B < X", "C");
        var wording = new AssessmentWording(scene.NameOf, Language.En);
        var assessment = scene.Assess();
        Assert.That(
            assessment.WhatWouldChange.Select(change => wording.Describe(change, assessment.Credibility!.Proposed)),
            Is.EqualTo(
                new[]
                {
                    "The source of claim 3, if no other chain passes it. Then 2 would be proposed.",
                    "A chain that does not pass X: all known ones do. Then 2 would be proposed.",
                }
            )
        );
    }

    [Test]
    public void Sources_that_are_read_as_one_are_all_named()
    {
        var scene = new Scene().Proposition("A < ~officer", "B < ~shepherd");
        var wording = new AssessmentWording(scene.NameOf, Language.En);
        var assessment = scene.Assess();
        Assert.That(
            assessment.WhatWouldChange.Select(change => wording.Describe(change, 2)),
            Has.Some.EqualTo(
                "A chain that does not pass ~officer or ~shepherd (who count as one): all known ones do. Alone it would leave the proposal at 2."
            )
        );
        scene.Relate(1, 2, ReportRelationKind.Restates);
        Assert.That(
            wording.Because(scene.Assess().Relations[0]),
            Is.EqualTo(
                "The chains share no source for certain, but both may pass ~officer or ~shepherd (who count as one)."
            )
        );
    }

    [Test]
    public void Sentences_agree_with_the_number_of_what_they_name()
    {
        var wording = new AssessmentWording(id => $"S{id}", Language.En);
        Assert.Multiple(() =>
        {
            Assert.That(
                Say(ChangeKind.Independence, [1, 2], []),
                Is.EqualTo("A finding that S1 and S2 are independent.")
            );
            Assert.That(
                Say(ChangeKind.Independence, [1, 2, 3], []),
                Is.EqualTo("A finding that two of S1, S2 and S3 are independent.")
            );
            Assert.That(
                Say(ChangeKind.Unnamed, [1, 2], []),
                Does.StartWith("A finding that the unnamed sources S1 and S2 are independent;")
            );
            Assert.That(
                Say(ChangeKind.Bottleneck, [1, 2], []),
                Is.EqualTo("A chain that passes none of these: S1 and S2. Every known one passes them all.")
            );
            Assert.That(Say(ChangeKind.BothSides, [], [4]), Does.StartWith("Claim 4 stands for"));
            Assert.That(Say(ChangeKind.BothSides, [], [4, 5, 6]), Does.StartWith("Claims 4, 5 and 6 stand for"));
            Assert.That(
                Say(ChangeKind.Ring, [.. Enumerable.Range(1, 400).Select(id => (long)id)], []),
                Does.EndWith("S19 and 381 others, who only cite each other.")
            );
        });

        string Say(ChangeKind kind, IReadOnlyList<long> sources, IReadOnlyList<long> claims) =>
            wording.Describe(new SensitivityPoint(kind, sources, claims, null));
    }

    [TestCase(Language.En)]
    [TestCase(Language.Fr)]
    public void Every_kind_of_change_every_verdict_and_every_rule_has_its_sentence(Language language)
    {
        var wording = new AssessmentWording(id => $"S{id}", language);
        foreach (var kind in Enum.GetValues<ChangeKind>())
            Assert.That(wording.Describe(new SensitivityPoint(kind, [1, 2], [3], 2), 3), Says);
        foreach (var chainComparison in Enum.GetValues<ChainComparison>())
            Assert.That(
                wording.Because(
                    new RelationVerdict(1, ReportRelationKind.Corroborates, 1, 2, chainComparison, [1], [], 4)
                ),
                Says
            );
        foreach (var (low, high) in (IEnumerable<(int, int)>)[(0, 0), (1, 1), (1, 3), (2, 2), (3, 4)])
        foreach (var (against, atMost) in (IEnumerable<(int, int)>)[(0, 0), (0, 1), (1, 1), (2, 3)])
        foreach (var profile in Enum.GetValues<CredibilityProfile>())
            Assert.That(
                wording.Sentence(CredibilityRules.Propose(new(low, high), new(against, atMost), low == 3, profile)),
                Says
            );
    }

    private static IResolveConstraint Says => Does.EndWith(".").And.Not.Contain("{");
}

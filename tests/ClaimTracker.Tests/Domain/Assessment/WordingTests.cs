using ClaimTracker.Domain.Assessment;

namespace ClaimTracker.Tests.Domain.Assessment;

public sealed class WordingTests
{
    [Test]
    public void A_verdict_names_what_the_chains_share()
    {
        var scene = new Scene().Proposition("A < Gen. X", "B < Gen. X", "C < Y", "D");
        scene.Relate(1, 3, ReportRelationKind.Corroborates);
        var wording = new AssessmentWording(scene.NameOf);
        var relations = scene.Assess().Relations;
        Assert.That(wording.Because(relations[0]), Is.EqualTo("Both have it from Gen. X: this is one origin told twice, not corroboration."));
        Assert.That(wording.Because(relations[2]), Does.StartWith("The chains share no known source"));
        Assert.That(wording.Because(relations[3]), Is.EqualTo("The chains share no source, but nobody has found their origins independent."));
    }

    [Test]
    public void What_would_change_says_what_would_then_be_proposed()
    {
        var scene = new Scene().Proposition("A < X", "B < X", "C");
        var wording = new AssessmentWording(scene.NameOf);
        Assert.That(scene.Assess().WhatWouldChange.Select(change => wording.Describe(change)), Is.EqualTo(new[]
        {
            "The source of claim 3, if it is none of those already counted. Then 2 would be proposed.",
            "A chain that does not pass X: all known ones do. Then 2 would be proposed.",
        }));
    }

    [Test]
    public void Every_kind_of_change_and_every_verdict_has_its_sentence()
    {
        var wording = new AssessmentWording(id => $"S{id}");
        foreach (var kind in Enum.GetValues<ChangeKind>())
            Assert.That(wording.Describe(new PossibleChange(kind, [1, 2], [3], null)), Does.EndWith("."));
        foreach (var verdict in Enum.GetValues<Verdict>())
            Assert.That(wording.Because(new RelationVerdict(1, ReportRelationKind.Corroborates, 1, 2, verdict, [1], [], 4)), Does.EndWith("."));
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment;

/// <summary>The scenarios every weighing of news must get right, with what must come out.</summary>
public sealed class StructuralScenarioTests
{
    [Test]
    public void A_wire_carried_by_many_outlets_is_one_origin()
    {
        var scene = new Scene().Proposition("A < Reuters*", "B < Reuters*", "C < Reuters*", "D < Reuters*");
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.Names(scene.Assess().Support.Bottlenecks), Is.EqualTo(new[] { "Reuters" }));
    }

    [Test]
    public void A_diamond_is_one_origin_and_its_corroboration_is_none()
    {
        var scene = new Scene();
        scene.Report("Reuters < X");
        scene.Report("Sputnik < X");
        scene.Relate(1, 2, ReportRelationKind.Corroborates);
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        var verdict = scene.Assess().Relations.Single();
        Assert.That(verdict.Verdict, Is.EqualTo(ChainComparison.SameOrigin));
        Assert.That(scene.Names(verdict.Shared), Is.EqualTo(new[] { "X" }));
        Assert.That(
            verdict.Path.Select(s => scene.NameOf(s.Source!.Value)),
            Is.EqualTo(new[] { "Reuters", "X", "Sputnik" })
        );
    }

    [Test]
    public void Two_speakers_through_one_wire_are_one_chain_and_the_wire_is_the_cut()
    {
        var scene = new Scene().Proposition("Reuters < X", "Reuters < Y", "A < Reuters", "B < Reuters", "C < Reuters");
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        var support = scene.Assess().Support;
        Assert.That(scene.Names(support.Cut), Is.EqualTo(new[] { "Reuters" }));
        Assert.That(support.Origins, Is.EqualTo(2));
        Assert.That(support.Outlets, Is.EqualTo(4));
    }

    [Test]
    public void Two_speakers_through_two_wires_are_two() =>
        Assert.That(new Scene().Proposition("A < X", "B < Y").Support(), Is.EqualTo((2, 2)));

    [Test]
    public void Crossed_chains_are_two() =>
        Assert.That(new Scene().Proposition("A < X", "A < Y", "B < X", "B < Y").Support(), Is.EqualTo((2, 2)));

    [Test]
    public void A_loop_without_an_origin_supports_nothing_and_is_not_judged()
    {
        var scene = new Scene().Proposition("A < B", "B < A");
        Assert.That(scene.Support(), Is.EqualTo((0, 0)));
        var assessment = scene.Assess();
        Assert.That(assessment.Circular.Single().Grounded, Is.False);
        Assert.That(assessment.Credibility!.Proposed, Is.EqualTo(6));
        Assert.That(assessment.Support.Chains.Select(c => c.Reason), Is.All.EqualTo(ChainReason.Loop));
        Assert.That(assessment.Relations.Single().Verdict, Is.EqualTo(ChainComparison.Circular));
    }

    [Test]
    public void A_loop_with_an_origin_counts_once_and_shows_its_ring()
    {
        var scene = new Scene();
        scene.Report("A < X", published: new DateTime(2018, 3, 12, 0, 0, 0, DateTimeKind.Utc));
        scene.Report("B < A", published: new DateTime(2018, 3, 12, 14, 0, 0, DateTimeKind.Utc));
        scene.Report("A < B", published: new DateTime(2018, 3, 13, 7, 15, 0, DateTimeKind.Utc));
        scene.Relate(2, 1, ReportRelationKind.Restates);
        scene.Relate(3, 2, ReportRelationKind.Restates);
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        var assessment = scene.Assess();
        var circularReporting = assessment.Circular.Single();
        Assert.That(circularReporting.Grounded, Is.True);
        Assert.That(
            circularReporting.Steps.Select(s => s.Claim),
            Is.EqualTo(new long?[] { 2, 3 }),
            "the earliest report first, the one that closed it last"
        );
        Assert.That(scene.ReasonOf(3), Is.EqualTo(ChainReason.Loop));
        Assert.That(scene.ReasonOf(2), Is.EqualTo(ChainReason.SameOrigin));
        Assert.That(assessment.Relations.Single(r => r.Id == 2).Verdict, Is.EqualTo(ChainComparison.Circular));
        Assert.That(assessment.Relations.Single(r => r.Id == 1).Verdict, Is.EqualTo(ChainComparison.SameOrigin));
    }

    [Test]
    public void Unattributed_outlets_may_be_as_many_origins_as_they_are_and_are_none_for_certain()
    {
        Assert.That(new Scene().Proposition("A", "B", "C").Support(), Is.EqualTo((0, 3)));
        Assert.That(
            new Scene(new AssessmentSettings(Lenient: true)).Proposition("A", "B", "C").Support(),
            Is.EqualTo((1, 3))
        );
    }

    [Test]
    public void Unattributed_outlets_never_add_to_a_known_origin()
    {
        var scene = new Scene().Proposition("A < X", "B", "C", "D");
        Assert.That(scene.Support(), Is.EqualTo((1, 4)));
        Assert.That(scene.ReasonOf(2), Is.EqualTo(ChainReason.UnknownLineage));
        Assert.That(scene.Assess().Credibility!.Rule, Is.EqualTo("R8b"));
    }

    [Test]
    public void Two_unnamed_officials_may_be_one()
    {
        var scene = new Scene().Proposition("A < ~an official", "B < ~a US official");
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        Assert.That(scene.Assess().WhatWouldChange.Select(c => c.Kind), Does.Contain(ChangeKind.Unnamed));
    }

    [Test]
    public void Two_spokesmen_of_one_ministry_are_one_in_low()
    {
        var scene = new Scene().Proposition("A < spokesman", "B < deputy");
        scene.Index.Put(new Control(1, scene.Source("spokesman"), scene.Source("ministry")));
        scene.Index.Put(new Control(2, scene.Source("deputy"), scene.Source("ministry")));
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        var support = scene.Assess().Support;
        Assert.That(scene.Names(support.Cut), Is.EqualTo(new[] { "ministry" }));
        Assert.That(support.Chains.Single(c => !c.Counted).Reason, Is.EqualTo(ChainReason.SameOrigin));
        Assert.That(support.Chains.Single(c => c.Counted).Path[^1].Role, Is.EqualTo(StepRole.Controller));
    }

    [Test]
    public void An_unattributed_outlet_found_to_have_copied_the_wire_lowers_high_by_one_and_the_change_is_told()
    {
        var scene = new Scene().Proposition("Reuters < X", "B", "C");
        Assert.That(scene.Support(), Is.EqualTo((1, 3)));
        scene.Relate(2, 1, ReportRelationKind.DerivedFrom);
        var change = scene.Index.Evaluate().Single();
        Assert.That(change.Before!.Value.Support, Is.EqualTo(new OriginCount(1, 3)));
        Assert.That(change.After.Support, Is.EqualTo(new OriginCount(1, 2)));
        Assert.That((change.Before.Value.Propose().Proposed, change.After.Propose().Proposed), Is.EqualTo((2, 3)));
    }

    [Test]
    public void Joining_two_spellings_of_one_origin_never_raises_the_count_and_can_be_undone()
    {
        var scene = new Scene().Proposition("A < Gen. X", "B < General X");
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
        scene.Index.Merge(scene.Source("General X"), scene.Source("Gen. X"));
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        scene.Index.Unmerge(scene.Source("General X"));
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_Sybil_ring_raises_the_count_but_not_the_count_with_a_record()
    {
        var scene = new Scene().Proposition("A < X", "N1 < O1", "N2 < O2", "N3 < O3");
        Assert.That(scene.Support(), Is.EqualTo((4, 4)));
        var records = TrackRecords.None with { HasRecord = id => id == scene.Source("X") };
        Assert.That(scene.Index.Queries.Assess(1, records)!.Support.WithRecord, Is.EqualTo(1));
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment;

/// <summary>The example of docs/assessment.md, figure by figure.</summary>
public sealed class WorkedExampleTests
{
    [Test]
    public void The_bridge_at_N()
    {
        var scene = new Scene();
        Report("Reuters < Gen. X", 12, 8);
        Report("Sputnik < Reuters", 12, 9);
        Report("Daily N < Sputnik < Reuters", 12, 11);
        Report("Blog Q", 12, 12);
        Report("Portal K < Daily N", 12, 14);
        Report("Daily N < Portal K", 13, 7);
        for (var claim = 2; claim <= 6; claim++)
            scene.Relate(claim, 1, ReportRelationKind.Restates);
        var records = TrackRecords.None with
        {
            AsOrigin = _ => .55,
            AsRelay = id => id == scene.Source("Reuters") ? .75 : .5,
        };

        var assessment = scene.Index.Queries.Assess(1, records, withBelief: true)!;
        var support = assessment.Support;
        Assert.That((support.Claims, support.Outlets, support.Origins), Is.EqualTo((6, 5, 1)));
        Assert.That(support.Independent, Is.EqualTo(new OriginCount(1, 2)));
        Assert.That(scene.Names(support.Cut), Is.EqualTo(new[] { "Gen. X" }));
        Assert.That(support.Bottlenecks.Select(scene.NameOf), Is.EqualTo(new[] { "Gen. X", "Reuters" }));
        Assert.That(
            support.Chains.Select(c => c.Reason),
            Is.EqualTo(
                new ChainReason?[]
                {
                    null,
                    ChainReason.SameOrigin,
                    ChainReason.SameOrigin,
                    ChainReason.UnknownLineage,
                    ChainReason.SameOrigin,
                    ChainReason.Loop,
                }
            )
        );
        Assert.That(assessment.Circular.Single().Steps.Select(s => s.Claim), Is.EqualTo(new long?[] { 5, 6 }));
        Assert.That(assessment.Circular.Single().Grounded, Is.True);
        Assert.That((assessment.Credibility!.Rule, assessment.Credibility.Proposed), Is.EqualTo(("R8", 3)));
        Assert.That(assessment.Belief!.Value.EvidenceFor, Is.EqualTo(.41).Within(.005));
        Assert.That(assessment.Belief.Value.Probability, Is.EqualTo(.59).Within(.005));
        Assert.That(
            assessment.WhatWouldChange.Single(c => c.Kind == ChangeKind.UnknownLineage).Credibility,
            Is.EqualTo(2)
        );

        scene.Report("Radio R < mayor of N");
        scene.Relate(7, 1, ReportRelationKind.Restates);
        Assert.That(
            (scene.Assess().Support.Independent, scene.Assess().Credibility!.Rule),
            Is.EqualTo((new OriginCount(2, 3), "R6b"))
        );
        scene.Find("Gen. X", "mayor of N", FindingValue.Established, 1);
        Assert.That(scene.Assess().Credibility!.Rule, Is.EqualTo("R6"));

        void Report(string chain, int day, int hour) =>
            scene.Report(chain, published: new DateTime(2024, 3, day, hour, 0, 0, DateTimeKind.Utc));
    }
}

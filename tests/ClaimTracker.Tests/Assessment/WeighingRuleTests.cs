using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment;

/// <summary>What docs/assessment.md says of single cases.</summary>
public sealed class WeighingRuleTests
{
    private static DateTime Day(int year) => new(year, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    [Test]
    public void An_outlet_cited_at_the_end_of_a_chain_is_an_origin_where_it_has_no_report_of_its_own()
    {
        var scene = new Scene().Proposition("A < Reuters*", "B < X");
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
    }

    [Test]
    public void An_outlet_with_its_own_report_stands_for_that_report()
    {
        var scene = new Scene().Proposition("A < Reuters*", "Reuters < X", "B < X");
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(
            scene.Assess().Support.Chains[0].Path.Select(s => scene.NameOf(s.Source!.Value)),
            Is.EqualTo(new[] { "A", "Reuters", "X" })
        );
    }

    [Test]
    public void An_outlet_whose_own_report_has_no_known_lineage_is_no_origin()
    {
        var scene = new Scene().Proposition("A < Reuters*", "Reuters");
        Assert.That(scene.Support(), Is.EqualTo((0, 1)));
        Assert.That(scene.ReasonOf(1), Is.EqualTo(ChainReason.UnknownLineage));
    }

    [Test]
    public void An_outlet_whose_own_report_was_withdrawn_is_no_origin_either()
    {
        var scene = new Scene().Proposition("A < Reuters*", "Reuters < X");
        scene.Change(2, r => r with { ArticleStands = false });
        Assert.That(scene.Support(), Is.EqualTo((0, 0)));
        Assert.That(scene.ReasonOf(1), Is.EqualTo(ChainReason.Withdrawn));
        Assert.That(scene.ReasonOf(2), Is.EqualTo(ChainReason.Withdrawn));
    }

    [Test]
    public void An_outlet_that_saw_it_itself_is_an_origin() =>
        Assert.That(new Scene().Proposition("A!", "B < X", "C < A").Support(), Is.EqualTo((2, 2)));

    [Test]
    public void An_unknown_outlet_is_one_vertex_in_low_and_one_for_each_article_in_high()
    {
        var scene = new Scene().Proposition("- < X", "- < Y");
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
    }

    [Test]
    public void A_chain_that_cites_somebody_for_what_he_does_not_say_is_not_counted_at_all()
    {
        var scene = new Scene().Proposition("A < R x < X", "B < Y");
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.ReasonOf(1), Is.EqualTo(ChainReason.DoesNotSupport));
    }

    [Test]
    public void A_disputed_attribution_is_not_counted_while_the_one_that_disputes_it_stands()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        var denial = scene.Report("C < X");
        scene.Relate(denial, 1, ReportRelationKind.ContradictsAttribution);
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.ReasonOf(1), Is.EqualTo(ChainReason.AttributionDisputed));
        Assert.That(scene.Assess().Opposition, Is.EqualTo(EvidenceSide.Empty));
        scene.Change(denial, r => r with { ArticleStands = false });
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_statement_taken_back_counts_nowhere_in_its_proposition()
    {
        var scene = new Scene().Proposition("A < X", "B < R < X", "C < Y");
        scene.Change(1, r => r with { TakenBackBy = [scene.Source("X")] });
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.ReasonOf(2), Is.EqualTo(ChainReason.Withdrawn));
        scene.Change(1, r => r with { TakenBackBy = [] });
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
    }

    [Test]
    public void When_the_claim_that_holds_a_taken_back_statement_leaves_all_that_was_made_from_its_proposition_is_weighed_anew()
    {
        var scene = new Scene();
        foreach (var chain in (string[])["A < X", "B < X", "C < X", "D"])
            scene.Report(chain);
        scene.Relate(2, 1, ReportRelationKind.Restates);
        scene.Relate(3, 2, ReportRelationKind.Restates);
        scene.Relate(4, 3, ReportRelationKind.DerivedFrom);
        scene.Change(1, r => r with { TakenBackBy = [scene.Source("X")] });
        Assert.That(scene.Support(4).Low, Is.Zero);

        scene.Index.Remove(1);

        Assert.That(scene.Support(4), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Every_claim_that_was_weighed_anew_or_left_is_named_though_no_weight_changed()
    {
        var scene = new Scene();
        foreach (var chain in (string[])["A < X", "B < X", "B < X", "C < Y"])
            scene.Report(chain);
        scene.Relate(2, 1, ReportRelationKind.Restates);
        scene.Index.EvaluateAll();
        var (joined, left) = (new HashSet<long>(), new HashSet<long>());

        scene.Relate(3, 2, ReportRelationKind.Restates);
        var changes = scene.Index.Evaluate(joined);
        scene.Index.Remove(3);
        scene.Index.Evaluate(left);

        Assert.That(changes, Is.Empty);
        Assert.That(joined, Is.EquivalentTo(new[] { 1, 2, 3 }));
        Assert.That(left, Is.EquivalentTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void A_claim_in_a_withdrawn_article_brings_no_chain_but_still_joins()
    {
        var scene = new Scene().Proposition("A < X");
        scene.Report("B < Y");
        scene.Report("C < Z");
        scene.Relate(2, 1, ReportRelationKind.Restates);
        scene.Relate(3, 2, ReportRelationKind.Restates);
        scene.Change(2, r => r with { ArticleStands = false });
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
        Assert.That(scene.Assess().Support.Claims, Is.EqualTo(2));
        Assert.That(scene.Assess().PropositionClaims, Is.EqualTo(new long[] { 1, 2, 3 }));
    }

    [Test]
    public void A_requested_claim_joins_but_is_never_weighed()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        scene.Change(2, r => r with { Requested = true });
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.Assess().Support.Chains.Select(c => c.Claim), Is.EqualTo(new long[] { 1 }));
        Assert.That(scene.Assess().PropositionClaims, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_claim_accepted_no_longer_parts_what_it_joined()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        scene.Report("C < Z");
        scene.Relate(3, 2, ReportRelationKind.Restates);
        Assert.That(scene.Support(), Is.EqualTo((3, 3)));
        scene.Index.Remove(2);
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.Support(3), Is.EqualTo((1, 1)));
        Assert.That(scene.Index.Queries.Assess(2), Is.Null);
        scene.Index.Put(scene.Reports[2]);
        Assert.That(scene.Support(3), Is.EqualTo((3, 3)));
    }

    [Test]
    public void A_web_of_derivations_is_not_followed_along_each_of_its_ways()
    {
        var scene = new Scene();
        long[] layer = [scene.Report("A0 < X"), scene.Report("B0 < Y"), scene.Report("C0 < Z")];
        for (var depth = 1; depth <= 25; depth++)
        {
            long[] next = [scene.Report($"A{depth}?"), scene.Report($"B{depth}?"), scene.Report($"C{depth}?")];
            foreach (var later in next)
            foreach (var earlier in layer)
                scene.Relate(later, earlier, ReportRelationKind.DerivedFrom);
            layer = next;
        }
        scene.Relate(layer[0], layer[1], ReportRelationKind.Restates);
        scene.Relate(layer[0], layer[2], ReportRelationKind.Restates);

        Assert.That(scene.Support(layer[0]).Low, Is.AtLeast(1));
    }

    [Test]
    public void A_long_line_of_derivations_leads_back_to_its_first_report()
    {
        var scene = new Scene();
        var first = scene.Report("A0 < X");
        for (var depth = 1; depth <= 1500; depth++)
        {
            var next = scene.Report($"A{depth}?");
            scene.Relate(next, next - 1, ReportRelationKind.DerivedFrom);
        }

        var assessment = scene.Assess(first + 1500);
        Assert.Multiple(() =>
        {
            Assert.That((assessment.Support.Independent.Low, assessment.Support.Independent.High), Is.EqualTo((1, 1)));
            Assert.That(assessment.Support.Chains[0].Path, Has.Count.EqualTo(1502));
        });
    }

    [Test]
    public void A_derived_report_has_in_low_the_chain_of_what_it_was_made_from_and_in_high_its_own_as_well()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        scene.Relate(2, 1, ReportRelationKind.DerivedFrom);
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        Assert.That(scene.ReasonOf(2), Is.EqualTo(ChainReason.Derived));
    }

    [Test]
    public void A_report_made_from_one_of_unknown_lineage_goes_on_with_its_own_links()
    {
        var scene = new Scene().Proposition("Wire", "B < X", "C < Y");
        scene.Relate(2, 1, ReportRelationKind.DerivedFrom);
        scene.Relate(3, 1, ReportRelationKind.DerivedFrom);
        Assert.That(scene.Support(), Is.EqualTo((1, 3)), "both pass the wire in low");
        Assert.That(scene.Names(scene.Assess().Support.Bottlenecks), Is.EqualTo(new[] { "Wire" }));
    }

    [Test]
    public void Unknown_lineage_is_resolved_by_what_the_report_was_made_from()
    {
        var scene = new Scene().Proposition("A < X", "B");
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        scene.Relate(2, 1, ReportRelationKind.DerivedFrom);
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_chain_through_a_withdrawn_report_is_not_counted()
    {
        var scene = new Scene().Proposition("C < Z");
        scene.Report("A < X", with: r => r with { ArticleStands = false });
        scene.Report("B");
        scene.Relate(3, 1, ReportRelationKind.Restates);
        scene.Relate(3, 2, ReportRelationKind.DerivedFrom);
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.ReasonOf(3), Is.EqualTo(ChainReason.Withdrawn));
    }

    [Test]
    public void A_report_may_be_made_from_one_on_another_proposition()
    {
        var scene = new Scene().Proposition("A < X", "B");
        var elsewhere = scene.Report("W < X");
        scene.Relate(2, elsewhere, ReportRelationKind.DerivedFrom);
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        scene.Change(elsewhere, r =>
            r with
            {
                Chain = [r.Chain[0], new ReportLink(scene.Source("Z"), LinkBasis.Speaks)],
            }
        );
        Assert.That(scene.Support(), Is.EqualTo((2, 2)), "what it was made from changed elsewhere");
    }

    [Test]
    public void A_derivation_of_articles_holds_where_their_claims_meet_and_not_for_what_the_outlet_was_told()
    {
        var scene = new Scene();
        scene.Report("Wire < X", article: 10);
        scene.Report("Paper", article: 20);
        scene.Report("Paper < Y", article: 20);
        scene.Report("Paper < Z", article: 20, with: r =>
            r with
            {
                Chain = [r.Chain[0] with { Basis = LinkBasis.Told }, r.Chain[1]],
            }
        );
        scene.Relate(2, 1, ReportRelationKind.Restates);
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        scene.Index.Put(new ArticleDerivation(1, 20, 10, null));
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.Support(3), Is.EqualTo((1, 1)), "elsewhere it changes nothing");
        scene.Index.Remove(new ArticleDerivation(1, 20, 10, null));
        scene.Index.Put(new ArticleDerivation(2, 20, null, scene.Source("Agency")));
        scene.Report("Other < Agency");
        scene.Relate(5, 3, ReportRelationKind.Restates);
        Assert.That(scene.Support(3), Is.EqualTo((1, 2)), "from a source: its own links follow the source");
        scene.Report("Third < Agency");
        scene.Relate(6, 4, ReportRelationKind.Restates);
        Assert.That(scene.Support(4), Is.EqualTo((2, 2)), "what the outlet was told itself is not the agency's");
    }

    [Test]
    public void Look_alikes_are_one_in_low_until_somebody_decides()
    {
        var scene = new Scene().Proposition("A < Ivan Petrov", "B < I. Petrov");
        var pair = new CandidateMatch(scene.Source("Ivan Petrov"), scene.Source("I. Petrov"));
        scene.Index.Put(pair);
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        Assert.That(scene.Assess().WhatWouldChange.Select(c => c.Kind), Does.Contain(ChangeKind.LookAlike));
        scene.Index.Remove(pair);
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_finding_of_independence_makes_1_possible_and_parts_unnamed_sources_and_look_alikes()
    {
        var scene = new Scene().Proposition("A < ~a soldier", "B < ~a prisoner");
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        var finding = scene.Find("~a soldier", "~a prisoner", FindingValue.Established, 1);
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
        Assert.That(scene.Assess().Support.Established.Single().Finding, Is.EqualTo(finding.Id));
        Assert.That(scene.Assess().Credibility!.Rule, Is.EqualTo("R6"));
        Assert.That(scene.Assess().Relations.Single().Verdict, Is.EqualTo(ChainComparison.Established));
        scene.Index.Remove(finding);
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
    }

    [Test]
    public void A_third_unnamed_source_joins_one_of_two_that_were_parted()
    {
        var scene = new Scene().Proposition("A < ~one", "B < ~two", "C < ~three");
        scene.Find("~one", "~two", FindingValue.Established, 1);
        Assert.That(scene.Support(), Is.EqualTo((2, 3)));
    }

    [Test]
    public void Without_a_finding_two_separate_chains_are_only_probable()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        Assert.That(scene.Assess().Credibility!.Rule, Is.EqualTo("R6b"));
        Assert.That(scene.Assess().Relations.Single().Verdict, Is.EqualTo(ChainComparison.NotEstablished));
        Assert.That(
            scene.Assess().WhatWouldChange.Single(c => c.Kind == ChangeKind.Independence).Credibility,
            Is.EqualTo(1)
        );
    }

    [Test]
    public void A_finding_holds_on_every_side_that_contains_the_proposition_of_its_claim_and_nowhere_else()
    {
        var scene = new Scene();
        scene.Report("A < X");
        scene.Report("B < Y");
        scene.Report("C < X");
        scene.Report("D < Y");
        scene.Relate(1, 2, ReportRelationKind.Corroborates);
        scene.Relate(3, 4, ReportRelationKind.Restates);
        scene.Find("X", "Y", FindingValue.Established, 2);
        scene.Support();
        Assert.That(scene.Assess(1).Support.Established, Has.Count.EqualTo(1));
        Assert.That(scene.Index.Queries.WeightOf(1)!.Value.Established, Is.True);
        Assert.That(scene.Assess(3).Support.Established, Is.Empty);
    }

    [Test]
    public void An_unnamed_controller_may_be_any_other_unnamed_source_whichever_sources_look_alike_elsewhere()
    {
        var scene = new Scene().Proposition("A < X", "B < ~a");
        scene.Index.Put(new WeighedSource(scene.Source("~b"), Unnamed: true));
        scene.Index.Put(new Control(1, scene.Source("X"), scene.Source("~b")));
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));

        scene.Index.Put(new CandidateMatch(scene.Source("P"), scene.Source("Q")));

        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Those_under_a_controller_are_weighed_again_when_it_is_merged_or_taken_for_another()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        scene.Index.Put(new Control(1, scene.Source("X"), scene.Source("M")));
        scene.Index.Put(new Control(2, scene.Source("Y"), scene.Source("N")));
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));

        scene.Index.Put(new CandidateMatch(scene.Source("M"), scene.Source("N")));
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));

        scene.Index.Remove(new CandidateMatch(scene.Source("M"), scene.Source("N")));
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));

        scene.Index.Merge(scene.Source("M"), scene.Source("N"));
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));

        scene.Index.Unmerge(scene.Source("M"));
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_finding_never_parts_two_sources_under_one_controller()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        scene.Index.Put(new Control(1, scene.Source("X"), scene.Source("State")));
        scene.Index.Put(new Control(2, scene.Source("Y"), scene.Source("State")));
        scene.Find("X", "Y", FindingValue.Established, 1);
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
        Assert.That(scene.Assess().Support.Established, Is.Empty);
    }

    [Test]
    public void Chains_the_flow_did_not_choose_can_carry_an_established_pair()
    {
        var scene = new Scene().Proposition("A < X", "B < Y", "A < Z", "B < Z");
        scene.Find("Z", "Y", FindingValue.Established, 1);
        scene.Find("X", "Y", FindingValue.Established, 1);
        Assert.That(scene.Assess().Support.Established.Select(e => e.Finding), Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public void A_pair_whose_chains_all_share_a_relay_is_not_established()
    {
        var scene = new Scene().Proposition("P < R < a", "P < b", "Q < R < b");
        scene.Find("a", "b", FindingValue.Established, 1);
        Assert.That(scene.Assess().Support.Established, Is.Empty);
    }

    [Test]
    public void Two_origins_found_to_have_it_from_one_place_count_once_in_both_readings()
    {
        var scene = new Scene().Proposition("A < X", "B < Y", "C < Z");
        var finding = scene.Find("X", "Y", FindingValue.SameOrigin);
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
        Assert.That(scene.Assess().Support.Chains.Single(c => !c.Counted).Reason, Is.EqualTo(ChainReason.SameOrigin));
        scene.Index.Remove(finding);
        Assert.That(scene.Support(), Is.EqualTo((3, 3)));
    }

    [Test]
    public void A_controller_counts_only_on_the_date_of_the_report_and_a_date_that_may_fall_inside_does()
    {
        Assert.That(Count(2011), Is.EqualTo((1, 2)));
        Assert.That(Count(2018), Is.EqualTo((2, 2)));
        Assert.That(Count(null), Is.EqualTo((1, 2)));

        static (int, int) Count(int? year)
        {
            var scene = new Scene();
            scene.Report("A < X", published: year is { } y ? Day(y) : null);
            scene.Report("B < Y", published: year is { } z ? Day(z) : null);
            scene.Relate(2, 1, ReportRelationKind.Restates);
            foreach (var name in new[] { "X", "Y" })
                scene.Index.Put(
                    new Control(scene.Source(name), scene.Source(name), scene.Source("State"), Day(2010), Day(2012))
                );
            return scene.Support();
        }
    }

    [Test]
    public void Controllers_are_followed_upwards_and_two_that_answer_to_one_count_once_whoever_else_they_answer_to()
    {
        var scene = new Scene().Proposition("A < X", "B < Y", "C < Z");
        Control(1, "X", "Ministry");
        Control(2, "Ministry", "State");
        Control(3, "Y", "State");
        Control(4, "Z", "State");
        Control(5, "Z", "Company");
        Assert.That(scene.Support(), Is.EqualTo((1, 3)));
        scene.Report("D < a witness");
        scene.Relate(4, 1, ReportRelationKind.Restates);
        Assert.That(scene.Support(), Is.EqualTo((2, 4)));

        void Control(long id, string source, string controller) =>
            scene.Index.Put(new Control(id, scene.Source(source), scene.Source(controller)));
    }

    [Test]
    public void Sources_that_command_each_other_are_under_one_command()
    {
        var scene = new Scene().Proposition("A < X", "B < Y");
        scene.Index.Put(new Control(1, scene.Source("X"), scene.Source("Y")));
        scene.Index.Put(new Control(2, scene.Source("Y"), scene.Source("X")));
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
    }

    [Test]
    public void A_ministry_and_its_spokesman_are_one_in_low()
    {
        var scene = new Scene().Proposition("A < spokesman", "B < ministry");
        scene.Index.Put(new Control(1, scene.Source("spokesman"), scene.Source("ministry")));
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
    }

    [Test]
    public void A_controller_that_passes_on_what_another_said_is_still_one_source()
    {
        var scene = new Scene().Proposition("A < spokesman", "B < ministry < army");
        scene.Index.Put(new Control(1, scene.Source("spokesman"), scene.Source("ministry")));
        Assert.That(scene.Support(), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Controllers_of_relays_and_publishers_do_not_count()
    {
        var scene = new Scene().Proposition("A < R < X", "B < S < Y");
        foreach (var name in new[] { "A", "B", "R", "S" })
            scene.Index.Put(new Control(scene.Source(name), scene.Source(name), scene.Source("Owner")));
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Corroborating_propositions_support_and_contradicting_ones_with_their_corroborators_oppose()
    {
        var scene = new Scene();
        scene.Report("A < X");
        scene.Report("B < Y");
        scene.Report("C < Z");
        scene.Report("D < W");
        scene.Report("E < V");
        scene.Relate(1, 2, ReportRelationKind.Corroborates);
        scene.Relate(3, 1, ReportRelationKind.Contradicts);
        scene.Relate(4, 3, ReportRelationKind.Corroborates);
        scene.Relate(5, 4, ReportRelationKind.Corroborates);
        Assert.That(scene.Support(), Is.EqualTo((2, 2)));
        var assessment = scene.Assess();
        Assert.That(
            assessment.Opposition.Independent,
            Is.EqualTo(new OriginCount(2, 2)),
            "a corroborator of a corroborator is one step too far"
        );
        Assert.That(assessment.Credibility!.Rule, Is.EqualTo("R5"));
        Assert.That(
            scene.Index.Queries.WeightOf(2)!.Value.Opposition,
            Is.EqualTo(default(OriginCount)),
            "contradictions are not inherited"
        );
    }

    [Test]
    public void A_proposition_on_both_sides_counts_on_both_and_is_named()
    {
        var scene = new Scene();
        scene.Report("A < X");
        scene.Report("B < Y");
        scene.Report("C < Z");
        scene.Relate(1, 2, ReportRelationKind.Corroborates);
        scene.Relate(1, 3, ReportRelationKind.Contradicts);
        scene.Relate(2, 3, ReportRelationKind.Corroborates);
        var assessment = scene.Assess();
        Assert.That(assessment.Support.Independent.Low, Is.EqualTo(2));
        Assert.That(assessment.Opposition.Independent.Low, Is.EqualTo(2));
        Assert.That(
            assessment.WhatWouldChange.Single(c => c.Kind == ChangeKind.BothSides).Claims,
            Is.EqualTo(new long[] { 2 })
        );
    }

    [Test]
    public void That_it_was_said_is_counted_apart_from_that_it_is_so()
    {
        var scene = new Scene().Proposition("Reuters < X", "AP < X", "C < AP");
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        var attestation = scene.Assess().Attestation.Single();
        Assert.That(attestation.Source, Is.EqualTo(scene.Source("X")));
        Assert.That(attestation.Independent, Is.EqualTo(new OriginCount(2, 2)));
        Assert.That(scene.Names(attestation.Cut), Is.EqualTo(new[] { "AP", "Reuters" }));
    }

    [Test]
    public void Chains_through_one_relay_share_a_relay_and_chains_from_one_speaker_share_an_origin()
    {
        var scene = new Scene().Proposition("A < R < X", "B < R < Y", "C < X");
        scene.Relate(2, 3, ReportRelationKind.Corroborates);
        var assessment = scene.Assess();
        Assert.That(
            Verdicts(),
            Is.EqualTo(
                new[] { ChainComparison.SharedRelay, ChainComparison.SameOrigin, ChainComparison.NotEstablished }
            )
        );

        ChainComparison[] Verdicts() => [.. assessment.Relations.Select(r => r.Verdict)];
    }

    [Test]
    public void A_relation_with_a_report_of_unknown_lineage_is_not_established_and_without_any_chain_ungrounded()
    {
        var scene = new Scene().Proposition("A < X", "B", "C < R x < Y");
        Assert.That(
            scene.Assess().Relations.Select(r => r.Verdict),
            Is.EqualTo(new[] { ChainComparison.NotEstablished, ChainComparison.Ungrounded })
        );
    }

    [Test]
    public void Claims_can_be_weighed_together_whatever_joins_them()
    {
        var scene = new Scene();
        scene.Report("A < X");
        scene.Report("B < X");
        scene.Report("C < Y");
        var together = scene.Index.Queries.AssessTogether([3, 1, 2, 99]);
        Assert.That(together.Support.Independent, Is.EqualTo(new OriginCount(2, 2)));
        Assert.That(together.Credibility, Is.Null);
        Assert.That(together.Opposition, Is.EqualTo(EvidenceSide.Empty));
    }

    [Test]
    public void The_source_cited_twice_in_one_chain_makes_a_ring_and_counts_once()
    {
        var scene = new Scene().Proposition("A < B < A < X");
        Assert.That(scene.Support(), Is.EqualTo((1, 1)));
        Assert.That(scene.Assess().Circular, Has.Count.EqualTo(1));
        Assert.That(scene.Index.Queries.WeightOf(1)!.Value.Circular, Is.True);
    }

    [Test]
    public void The_weight_tells_single_origin_ungrounded_and_contested()
    {
        var scene = new Scene().Proposition("A < X", "B < X");
        scene.Report("C");
        scene.Relate(3, 1, ReportRelationKind.Contradicts);
        scene.Support();
        var assessmentSummary = scene.Index.Queries.WeightOf(2)!.Value;
        Assert.That(
            (assessmentSummary.SingleOrigin, assessmentSummary.Ungrounded, assessmentSummary.Contested),
            Is.EqualTo((true, false, true))
        );
        Assert.That(scene.Index.Queries.WeightOf(3)!.Value.Ungrounded, Is.True);
    }

    [Test]
    public void Every_counted_chain_is_told_from_its_publisher_to_its_origin_with_the_reports_that_state_it()
    {
        var scene = new Scene().Proposition("A < Reuters", "Reuters < X", "B < Y");
        var counted = scene.Assess().Support.Chains.Where(c => c.Counted).ToList();
        Assert.That(counted, Has.Count.EqualTo(2));
        foreach (var chain in counted)
        {
            Assert.That(chain.Path[0].Role, Is.EqualTo(StepRole.Publisher));
            Assert.That(chain.Path[^1].Role, Is.EqualTo(StepRole.Origin));
            Assert.That(chain.Path, Is.All.Matches<Step>(s => s is { Claim: > 0, Article: > 0 }));
            Assert.That(chain.Reason, Is.Null);
        }
    }

    [Test]
    public void Belief_adds_the_reliability_of_separate_chains_and_takes_the_best_of_one_origin()
    {
        var scene = new Scene().Proposition("Reuters < Gen. X", "B < Gen. X");
        var records = TrackRecords.None with
        {
            AsOrigin = _ => .55,
            AsRelay = id => id == scene.Source("Reuters") ? .75 : .25,
        };
        var belief = scene.Index.Queries.Assess(1, records, withBelief: true)!.Belief!.Value;
        Assert.That(belief.EvidenceFor, Is.EqualTo(.4125).Within(1e-9));
        Assert.That(belief.Probability, Is.EqualTo(.59).Within(.005));
        Assert.That(belief.Uncertain, Is.EqualTo(.83).Within(.005));
    }
}

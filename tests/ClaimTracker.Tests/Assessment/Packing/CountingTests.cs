using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment.Packing;

/// <summary>What holds of every count, on random sides with everything that can be recorded.</summary>
public sealed class CountingTests
{
    private Random _random = null!;

    [SetUp]
    public void Seed() => _random = new Random(20250904);

    [Test]
    public void Counts_equal_trying_every_set_of_chains_and_what_is_shown_was_recorded()
    {
        var counts = new HashSet<(int, int)>();
        ForSides(4000, form =>
        {
            var tried = new TriedSide(form).Try();
            var (index, claim) = form.ToIndex(related: true);
            index.EvaluateAll(threads: 1);
            var assessment = index.Queries.Assess(claim)!;
            var support = assessment.Support;
            var counted = support.Chains.Where(c => c.Counted).Select(c => c.Claim).ToList();
            Assert.That((support.Independent.Low, support.Independent.High), Is.EqualTo((tried.Low, tried.High)));
            Assert.That(support.Independent.Exact);
            Assert.That(index.Queries.WeightOf(claim)!.Value.Support, Is.EqualTo(support.Independent), "in bulk");
            Assert.That(counted, Is.Unique.And.Count.EqualTo(tried.Low), "one way of a report at most");
            Assert.That(tried.Greatest, Does.Contain(counted.Order().ToList()));
            Assert.That(support.Chains, Is.All.Matches<WeighedChain>(c => c.Counted == c.Reason is null));
            Assert.That(
                support.Chains.Select(c => c.Claim).Distinct(),
                Is.EquivalentTo(tried.Claims),
                "each report is shown"
            );
            foreach (var chain in support.Chains)
                Assert.That(
                    tried.Whole(chain.Claim, cautious: true).Select(way => Named(way.Hops.Select(h => h.Source))),
                    Does.Contain(Named(chain.Path.Where(s => s.Role != StepRole.Controller).Select(s => s.Source))),
                    "a chain nobody reported"
                );
            foreach (var relation in assessment.Relations)
                if (counted.Contains(relation.A) && counted.Contains(relation.B))
                    Assert.That(
                        relation.Verdict,
                        Is.AnyOf(ChainComparison.NotEstablished, ChainComparison.Established)
                    );
            if (counted.Exists(c => tried.CautiousChain(c)!.Grounded))
                Assert.That(support.Cut, Has.Count.GreaterThanOrEqualTo(support.Independent.Low));
            counts.Add((tried.Low, tried.High));
        });
        Assert.That(counts, Has.Count.GreaterThan(12), "the sides are of many kinds");

        // A source twice in a row is once.
        static string Named(IEnumerable<long?> sources)
        {
            var once = new List<long>();
            foreach (var source in sources)
                if (once.Count == 0 || source is null || once[^1] != source)
                    once.Add(source ?? 0);
            return string.Join(" < ", once);
        }
    }

    [Test]
    public void Order_and_numbering_do_not_matter() => ForSides(1500, form =>
        {
            var ids = form.Sources.Select(s => s.Id).ToArray();
            _random.Shuffle(ids);
            var renamed = form.Sources.Select(s => s.Id).Zip(ids).ToDictionary(p => p.First, p => p.Second);
            var reports = form.Reports.ToArray();
            _random.Shuffle(reports);
            Assert.That(
                Count(Renamed(form with { Reports = [.. reports] }, source => renamed[source])),
                Is.EqualTo(Count(form))
            );
        });

    [Test]
    public void High_is_at_most_the_number_of_publishers_and_of_possible_origins() => ForSides(1500, form =>
        {
            var (low, high) = Count(form);
            var tried = new TriedSide(form);
            var ways = tried.Claims.SelectMany(c => tried.Generous(c).Select(way => (Claim: c, Way: way))).ToList();
            Assert.That(low, Is.LessThanOrEqualTo(high));
            Assert.That(
                high,
                Is.LessThanOrEqualTo(
                    ways.Select(w =>
                            w.Way.Hops[0].Source is { } source
                                ? $"{source}"
                                : $"article {form.Reports.Find(r => r.Id == w.Claim)!.Article}"
                        )
                        .Distinct()
                        .Count()
                )
            );
            Assert.That(
                high,
                Is.LessThanOrEqualTo(
                    ways.Select(w => w.Way.Known ? $"{w.Way.End.Source}" : $"unknown to {w.Claim}").Distinct().Count()
                )
            );
        });

    [Test]
    public void A_finding_of_independence_lowers_nothing_and_leaves_high_and_one_of_one_origin_raises_nothing() =>
        ForSides(2500, form =>
        {
            var named = form
                .Reports.SelectMany(r => r.Chain)
                .Select(l => l.Source)
                .OfType<long>()
                .Select(form.Standing)
                .Distinct()
                .ToList();
            if (named.Count < 2)
                return;
            var a = named[_random.Next(named.Count)];
            var b = named.Find(source => source != a);
            var before = Count(form);
            var established = Count(form with { Findings = [.. form.Findings, new(900, a, b, "established")] });
            Assert.That(established.Low, Is.GreaterThanOrEqualTo(before.Low));
            Assert.That(established.High, Is.EqualTo(before.High));
            var sameOrigin = Count(form with { Findings = [.. form.Findings, new(900, a, b, "sameOrigin")] });
            Assert.That(sameOrigin.Low, Is.LessThanOrEqualTo(before.Low));
            Assert.That(sameOrigin.High, Is.LessThanOrEqualTo(before.High));
        });

    [Test]
    public void Two_origins_of_two_chains_that_count_once_found_independent_are_established() => ForSides(2500, form =>
        {
            var (index, claim) = form.ToIndex();
            var origins = index
                .Queries.Assess(claim)!
                .Support.Chains.Where(c => c.Counted && c.Path[^1].Basis != LinkBasis.Unknown)
                .Select(c => c.Path.Last(s => s.Role != StepRole.Controller).Source!.Value)
                .ToList();
            for (var i = 1; i < origins.Count; i++)
            {
                var finding = new Finding(900, origins[i - 1], origins[i], FindingValue.Established, claim);
                Assert.That(index.Queries.EffectOf(finding), Is.EqualTo(FindingEffect.Some));
                index.Put(finding);
                Assert.That(index.Queries.Assess(claim)!.Support.Established.Select(e => e.Finding), Does.Contain(900));
                index.Remove(finding);
            }
        });

    [Test]
    public void A_finding_that_would_come_to_nothing_is_told_from_one_that_would_not() => ForSides(2500, form =>
        {
            var (index, claim) = form.ToIndex();
            var sources = form.Sources.Select(s => s.Id).ToList();
            var finding = new Finding(
                900,
                sources[_random.Next(sources.Count)],
                sources[_random.Next(sources.Count)],
                FindingValue.Established,
                claim
            );
            var effect = index.Queries.EffectOf(finding);
            var before = index.Queries.Assess(claim)!;
            index.Put(finding);
            var after = index.Queries.Assess(claim)!;
            var brings =
                after.Support.Established.Any(e => e.Finding == 900)
                || after.Support.Independent != before.Support.Independent;
            if (brings)
                Assert.That(effect, Is.EqualTo(FindingEffect.Some));
            else if (!form.Opposed)
                Assert.That(effect, Is.Not.EqualTo(FindingEffect.Some));
        });

    [Test]
    public void To_decide_whether_two_look_alikes_of_the_side_are_one_never_lowers_low_either_way()
    {
        var decided = 0;
        ForSides(6000, form =>
        {
            var tried = new TriedSide(form);
            foreach (var pair in form.LookAlikes)
            {
                var (a, b) = (form.Standing(pair[0]), form.Standing(pair[1]));
                if (a == b || !tried.IsOfSide(a) || !tried.IsOfSide(b) || tried.AreApart(a, b))
                    continue;
                decided++;
                var before = Count(form).Low;
                Assert.That(
                    Count(form with { Distinct = [.. form.Distinct, [a, b]] }).Low,
                    Is.GreaterThanOrEqualTo(before),
                    "told apart"
                );
                Assert.That(Count(Merged(form, a, b)).Low, Is.GreaterThanOrEqualTo(before), "merged");
            }
        });
        Assert.That(decided, Is.GreaterThan(1000));
    }

    [Test]
    public void On_a_plain_side_merging_raises_nothing() =>
        ForSides(
            2500,
            form =>
            {
                var named = form.Sources.Where(s => s.MergedInto is null).ToList();
                var one = named[_random.Next(named.Count)];
                var other = named[_random.Next(named.Count)];
                // What may be an outlet may have reports of its own: "A from B" becomes A speaking itself.
                if (one == other || MayBeOutlet(form, one) || MayBeOutlet(form, other))
                    return;
                var (before, after) = (Count(form), Count(Merged(form, one.Id, other.Id)));
                Assert.That(after.Low, Is.LessThanOrEqualTo(before.Low));
                Assert.That(after.High, Is.LessThanOrEqualTo(before.High));
            },
            plain: true
        );

    [Test]
    public void On_a_plain_side_one_more_report_lowers_nothing() =>
        ForSides(
            2500,
            form =>
            {
                // Its sources are new or stand there already, so that no look-alike or unnamed source joins others.
                var named = form.Reports.SelectMany(r => r.Chain).Select(l => l.Source).OfType<long>().ToList();
                var publisher = form.Sources.Find(s => s.Kind == "outlet" && named.Contains(s.Id))?.Id ?? 99;
                var origin = named
                    .Where(s => !MayBeOutlet(form, form.Sources.Find(x => x.Id == s)!))
                    .Append(98)
                    .First();
                var before = Count(form);
                var after = Count(
                    form with
                    {
                        Sources = [.. form.Sources, new(98, "person"), new(99, "outlet")],
                        Reports =
                        [
                            .. form.Reports,
                            new(50, 50, form.Reports[0].Proposition, [new(publisher, "cites"), new(origin, "speaks")]),
                        ],
                    }
                );
                Assert.That(after.Low, Is.GreaterThanOrEqualTo(before.Low));
                Assert.That(after.High, Is.GreaterThanOrEqualTo(before.High));
            },
            plain: true
        );

    [Test]
    public void What_would_change_promises_only_what_recording_it_brings()
    {
        var tried = new HashSet<ChangeKind>();
        ForSides(4000, form =>
        {
            var (index, claim) = form.ToIndex();
            foreach (var point in index.Queries.Assess(claim)?.WhatWouldChange ?? [])
            {
                if (point.Credibility is not { } promised)
                    continue;
                tried.Add(point.Kind);
                foreach (var (what, record) in WaysToRecord(form, point, claim))
                {
                    var (recorded, _) = form.ToIndex();
                    record(recorded);
                    Assert.That(
                        recorded.Queries.Assess(claim)!.Credibility!.Proposed,
                        Is.EqualTo(promised),
                        $"{point.Kind}: {what}"
                    );
                }
            }
        });
        Assert.That(
            tried,
            Is.SupersetOf(
                new[]
                {
                    ChangeKind.Independence,
                    ChangeKind.UnknownLineage,
                    ChangeKind.LookAlike,
                    ChangeKind.Unnamed,
                    ChangeKind.Bottleneck,
                    ChangeKind.Ring,
                }
            )
        );
    }

    [Test]
    public void A_side_too_large_to_be_sure_says_so_and_says_nothing_false()
    {
        var form = Random(chains: 200, sources: 60);
        var (index, claim) = form.ToIndex();
        index.EvaluateAll(threads: 1);
        var support = index.Queries.Assess(claim)!.Support;
        Assert.That(support.Independent.Exact, Is.False);
        Assert.That(support.Independent.Low, Is.LessThan(support.Independent.High));
        Assert.That(support.Chains.Count(c => c.Counted), Is.EqualTo(support.Independent.Low));
        Assert.That(index.Queries.WeightOf(claim)!.Value.Support, Is.EqualTo(support.Independent));
        Assert.That(support.Cut, Has.Count.GreaterThanOrEqualTo(support.Independent.Low));

        SideForm Random(int chains, int sources) =>
            new()
            {
                Sources = [.. Enumerable.Range(1, sources).Select(id => new SourceForm(id, "person"))],
                Reports =
                [
                    .. Enumerable
                        .Range(1, chains)
                        .Select(id => new ReportForm(
                            id,
                            id,
                            1,
                            [.. Three(sources).Select((source, i) => new LinkForm(source, i == 2 ? "speaks" : "cites"))]
                        )),
                ],
            };

        IEnumerable<long> Three(int sources)
        {
            var all = Enumerable.Range(1, sources).Select(id => (long)id).ToArray();
            _random.Shuffle(all);
            return all.Take(3);
        }
    }

    [Test]
    public void A_wire_with_thousands_of_subscribers_that_all_cite_its_own_reports_is_weighed_at_once()
    {
        const int Reports = 5000;
        var form = new SideForm();
        for (var id = 1; id <= Reports; id++)
        {
            form.Sources.Add(new SourceForm(id, "outlet"));
            form.Reports.Add(
                new ReportForm(
                    id,
                    id,
                    1,
                    id <= 40
                        ? [new(1, "cites"), new(Reports + 1 + id % 3, "speaks")]
                        : [new(id, "cites"), new(1, "speaks")]
                )
            );
        }
        for (var id = Reports + 1; id <= Reports + 3; id++)
            form.Sources.Add(new SourceForm(id, "person"));
        var (index, claim) = form.ToIndex();
        var support = index.Queries.Assess(claim)!.Support;
        Assert.That(support.Independent, Is.EqualTo(new OriginCount(1, 1)));
        Assert.That(support.Cut, Is.EqualTo(new long[] { 1 }));
        Assert.That(support.Chains.Select(c => c.Claim).Distinct().Count(), Is.EqualTo(Reports));
    }

    [Test]
    public void A_web_of_derivations_with_more_ways_than_can_be_listed_is_one_chain_with_all_it_may_rest_on()
    {
        // Four layers of five reports, each made from all five below it: 5⁴ ways lead from the top to the five origins.
        var form = new SideForm { Sources = { new SourceForm(90, "outlet"), new SourceForm(91, "person") } };
        var id = 0;
        for (var layer = 0; layer < 4; layer++)
        for (var i = 0; i < 5; i++)
        {
            id++;
            form.Sources.Add(new SourceForm(id, "outlet"));
            form.Sources.Add(new SourceForm(100 + id, "person"));
            form.Reports.Add(
                new ReportForm(
                    id,
                    id,
                    1,
                    layer == 0 ? [new(id, "cites"), new(100 + id, "speaks")] : [new(id, "unknown")]
                )
            );
            for (var below = 1; layer > 0 && below <= 5; below++)
                form.Derivations.Add(new(id, (layer - 1) * 5 + below, null, null, null));
        }
        Assert.That(Count(form), Is.EqualTo((5, 10)), "the topmost five are read generously as their publishers alone");

        // Alone on the side the top rests on all of them, and on nothing else.
        var top = form with
        {
            Reports =
            [
                .. form.Reports.Select(r => r with { Side = r.Id == 20, Proposition = r.Id == 20 ? 1 : 2 }),
                new(50, 50, 1, [new(90, "cites"), new(101, "speaks")]),
                new(51, 51, 1, [new(90, "cites"), new(91, "speaks")]),
            ],
        };
        Assert.That(Count(top), Is.EqualTo((2, 2)), "one chain through the web, and one beside it");
        Assert.That(
            Count(top with { Reports = [.. top.Reports.Where(r => r.Id != 51)] }),
            Is.EqualTo((1, 2)),
            "that the web shares an origin is read cautiously"
        );
    }

    private static IEnumerable<(string What, Action<AssessmentIndex> Record)> WaysToRecord(
        SideForm form,
        SensitivityPoint point,
        long claim
    )
    {
        switch (point.Kind)
        {
            case ChangeKind.Independence or ChangeKind.Unnamed:
                foreach (var a in point.Sources)
                foreach (var b in point.Sources.Where(source => source > a))
                {
                    var finding = new Finding(900, a, b, FindingValue.Established, claim);
                    yield return ($"{a} and {b} independent", index =>
                    {
                        Assert.That(index.Queries.EffectOf(finding), Is.EqualTo(FindingEffect.Some), "it is refused");
                        index.Put(finding);
                    });
                }
                break;
            case ChangeKind.LookAlike:
                yield return ("told apart", index => index.Put(new NotSameAs(point.Sources[0], point.Sources[1])));
                break;
            case ChangeKind.UnknownLineage:
                var report = form.Reports.Find(r => r.Id == point.Claims[0])!;
                var named = report with
                {
                    Chain =
                    [
                        .. report.Chain.SkipLast(1),
                        report.Chain[^1] with
                        {
                            Basis = "cites",
                        },
                        new LinkForm(901, "speaks"),
                    ],
                };
                yield return ("its source", index => index.Put(form.ReportOf(named)));
                break;
            default:
                foreach (var publisher in point.Kind == ChangeKind.Ring ? point.Sources : [902])
                foreach (var kind in new[] { ReportRelationKind.Restates, ReportRelationKind.Corroborates })
                    yield return ($"{publisher} {kind}", index =>
                    {
                        if (publisher == 902)
                            index.Put(new WeighedSource(902, Outlet: true));
                        index.Put(new Report(900, 900, [new(publisher, LinkBasis.Cites), new(901, LinkBasis.Speaks)]));
                        index.Put(new ReportRelation(900_000, 900, claim, kind));
                    });
                break;
        }
    }

    private void ForSides(int rounds, Action<SideForm> test, bool plain = false)
    {
        for (var round = 0; round < rounds; round++)
        {
            var form = RandomSides.Make(_random, plain: plain);
            try
            {
                test(form);
            }
            catch (Exception e)
            {
                throw new AssertionException($"round {round}: {form}\n{e.Message}", e);
            }
        }
    }

    private static (int Low, int High) Count(SideForm form)
    {
        var (index, claim) = form.ToIndex();
        index.EvaluateAll(threads: 1);
        var support = index.Queries.WeightOf(claim)!.Value.Support;
        return (support.Low, support.High);
    }

    private static SideForm Merged(SideForm form, long source, long into) =>
        form with
        {
            Sources = [.. form.Sources.Select(s => s.Id == source ? s with { MergedInto = into } : s)],
        };

    private static bool MayBeOutlet(SideForm form, SourceForm source) =>
        source.Kind == "outlet"
        || form.Sources.Exists(s => s.Kind == "outlet" && form.Standing(s.Id) == form.Standing(source.Id))
        || form.LookAlikes.Count > 0;

    private static SideForm Renamed(SideForm form, Func<long, long> name) =>
        form with
        {
            Sources =
            [
                .. form.Sources.Select(s =>
                    s with
                    {
                        Id = name(s.Id),
                        MergedInto = s.MergedInto is { } into ? name(into) : null,
                    }
                ),
            ],
            Reports =
            [
                .. form.Reports.Select(r =>
                    r with
                    {
                        Chain =
                        [
                            .. r.Chain.Select(l => l with { Source = l.Source is { } source ? name(source) : null }),
                        ],
                        TakenBackBy = r.TakenBackBy.ConvertAll(by => name(by)),
                    }
                ),
            ],
            Derivations =
            [
                .. form.Derivations.Select(d => d with { Source = d.Source is { } source ? name(source) : null }),
            ],
            Controllers =
            [
                .. form.Controllers.Select(c => c with { Source = name(c.Source), Controller = name(c.Controller) }),
            ],
            LookAlikes = form.LookAlikes.ConvertAll(p => new[] { name(p[0]), name(p[1]) }),
            Distinct = form.Distinct.ConvertAll(p => new[] { name(p[0]), name(p[1]) }),
            Findings = form.Findings.ConvertAll(f => f with { A = name(f.A), B = name(f.B) }),
        };
}

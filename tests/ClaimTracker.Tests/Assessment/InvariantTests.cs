using System.Text.Json;
using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment;

/// <summary>
/// What must hold however reports come in, on random sides of outlets, relays and named or unnamed speakers. No chain ends in an outlet,
/// and nothing is derived, disputed or withdrawn: there a new report may take something away.
/// </summary>
public sealed class InvariantTests
{
    private const int Rounds = 800;

    private Random _random = null!;

    [SetUp]
    public void Seed() => _random = new Random(20241112);

    [Test]
    public void Adding_a_report_never_lowers_either_count()
    {
        ForRandomSides(side =>
        {
            var before = Count(side);
            var after = Count([.. side, RandomChain()]);
            Assert.That(after.Low, Is.GreaterThanOrEqualTo(before.Low));
            Assert.That(after.High, Is.GreaterThanOrEqualTo(before.High));
        });
    }

    [Test]
    public void Citing_one_who_publishes_himself_changes_nothing()
    {
        ForRandomSides(side =>
        {
            var publishers = side.Select(c => Names(c)[0]).Distinct().ToList();
            if (publishers.Count < 2)
                return;
            Assert.That(Count([.. side, $"{publishers[0]} < {publishers[1]}"]), Is.EqualTo(Count(side)));
        });
    }

    [Test]
    public void The_order_of_reports_is_irrelevant()
    {
        ForRandomSides(side => Assert.That(Count([.. side.OrderBy(_ => _random.Next())]), Is.EqualTo(Count(side))));
    }

    [Test]
    public void Learning_a_lineage_never_lowers_low_and_never_raises_high()
    {
        ForRandomSides(side =>
        {
            var unknown = side.FindIndex(c => Names(c).Length == 1);
            if (unknown < 0)
                return;
            var before = Count(side);
            var known = new List<string>(side)
            {
                [unknown] = $"{side[unknown]} < {(_random.Next(2) == 0 ? "X" : "New")}",
            };
            var after = Count(known);
            Assert.That(after.Low, Is.GreaterThanOrEqualTo(before.Low));
            Assert.That(after.High, Is.LessThanOrEqualTo(before.High));
        });
    }

    [Test]
    public void Low_is_never_above_high_nor_high_above_the_number_of_publishers_or_of_possible_origins()
    {
        ForRandomSides(side =>
        {
            var (low, high) = Count(side);
            Assert.That(low, Is.LessThanOrEqualTo(high));
            Assert.That(high, Is.LessThanOrEqualTo(side.Select(c => Names(c)[0]).Distinct().Count()));
            var origins = side.Where(c => Names(c).Length > 1).Select(c => Names(c)[^1]).Distinct().Count();
            Assert.That(high, Is.LessThanOrEqualTo(origins + side.Where(c => Names(c).Length == 1).Distinct().Count()));
        });
    }

    [Test]
    public void Weighing_step_by_step_equals_weighing_all_at_once_whatever_changes()
    {
        for (var round = 0; round < 30; round++)
        {
            var stream = new RandomStream(new Random(round));
            for (var step = 0; step < 60; step++)
            {
                stream.Change();
                if (step % 3 > 0)
                    continue;
                stream.Index.Evaluate();
                var stepwise = stream.Weights();
                stream.Index.EvaluateAll(threads: 1);
                Assert.That(stream.Weights(), Is.EqualTo(stepwise), $"round {round}, step {step}");
            }
        }
    }

    [Test]
    public void Many_who_ask_at_once_are_told_what_one_is_told()
    {
        for (var round = 0; round < 10; round++)
        {
            var stream = new RandomStream(new Random(round));
            for (var step = 0; step < 60; step++)
                stream.Change();
            stream.Index.Evaluate();
            var alone = stream.Answers();
            var told = new string[8];
            Parallel.For(0, told.Length, reader => told[reader] = stream.Answers());
            Assert.That(told, Is.All.EqualTo(alone), $"round {round}");
        }
    }

    private void ForRandomSides(Action<List<string>> test)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var side = new List<string>();
            for (var reports = _random.Next(1, 7); reports > 0; reports--)
                side.Add(RandomChain());
            test(side);
        }
    }

    private string RandomChain()
    {
        var names = new List<string> { Pick("P", "Q", "R", "S") };
        if (_random.Next(5) == 0)
            return names[0];
        if (_random.Next(2) == 0)
            Add(Pick("R", "S", "P"));
        Add(Pick("X", "Y", "Z", "~u", "~v"));
        return string.Join(" < ", names);

        void Add(string name)
        {
            if (names[^1] != name)
                names.Add(name);
        }
    }

    private string Pick(params string[] names) => names[_random.Next(names.Length)];

    private static string[] Names(string chain) => chain.Split(" < ");

    private static (int Low, int High) Count(List<string> side)
    {
        var scene = new Scene().Proposition([.. side]);
        scene.Index.EvaluateAll(threads: 1);
        var support = scene.Index.Queries.WeightOf(1)!.Value.Support;
        return (support.Low, support.High);
    }
}

/// <summary>Puts and takes away everything an index holds, at random.</summary>
internal sealed class RandomStream
{
    private const int Claims = 14;
    private const int Sources = 12;

    private readonly Random _random;
    private readonly List<ReportRelation> _relations = [];
    private readonly List<Action> _undo = [];
    private long _next;

    public RandomStream(Random random)
    {
        _random = random;
        for (var s = 1; s <= Sources; s++)
            Index.Put(new WeighedSource(s, Outlet: s <= 5, Unnamed: s > 9));
        for (var c = 1; c <= Claims; c++)
            PutReport(c);
    }

    public AssessmentIndex Index { get; } = new();

    public List<AssessmentSummary?> Weights() =>
        [.. Enumerable.Range(1, Claims).Select(c => Index.Queries.WeightOf(c))];

    /// <summary>Everything the index can be asked, in one text.</summary>
    public string Answers() =>
        JsonSerializer.Serialize(
            new
            {
                Weights = Weights(),
                Propositions = Index.Queries.Weights(),
                Grounded = Index.Queries.ClaimsWhere(weight => !weight.Ungrounded),
                Claims = Enumerable
                    .Range(1, Claims)
                    .Select(claim => new
                    {
                        Assessment = Index.Queries.Assess(claim, withBelief: true),
                        IsWeighed = Index.Queries.IsWeighed(claim),
                        IsOneWithFirst = Index.Queries.AreOne(1, claim),
                        Timed = Index.Queries.TimedReportsAround(claim, 100),
                    }),
                Together = Index.Queries.AssessTogether([1, 2, 3]),
                // Two more than there are: who asks for a source that nothing names leaves no trace of it.
                Votes = Enumerable.Range(1, Sources + 2).Select(source => Index.Queries.VotesAround(source, 100)),
            }
        );

    public void Change()
    {
        switch (_random.Next(14))
        {
            case 0 or 1 or 2:
                PutReport(Claim());
                break;
            case 3:
                Index.Remove(Claim());
                break;
            case 4 or 5 or 6 or 7:
                PutRelation();
                break;
            case 8 when _relations.Count > 0:
                var at = _random.Next(_relations.Count);
                Index.Remove(_relations[at]);
                _relations.RemoveAt(at);
                break;
            case 9:
                var control = new Control(++_next, Source(), Source());
                Index.Put(control);
                _undo.Add(() => Index.Remove(control));
                break;
            case 10:
                var finding = new Finding(
                    ++_next,
                    Source(),
                    Source(),
                    _random.Next(2) == 0 ? FindingValue.SameOrigin : FindingValue.Established,
                    Claim()
                );
                if (finding.Value == FindingValue.SameOrigin && _random.Next(2) == 0)
                    finding = finding with { Claim = null };
                Index.Put(finding);
                _undo.Add(() => Index.Remove(finding));
                break;
            case 11:
                var (a, b) = (Source(), Source());
                if (a == b)
                    return;
                if (_random.Next(3) == 0)
                {
                    Index.Put(new NotSameAs(a, b));
                    _undo.Add(() => Index.Remove(new NotSameAs(a, b)));
                    return;
                }
                Index.Put(new CandidateMatch(a, b));
                _undo.Add(() => Index.Remove(new CandidateMatch(a, b)));
                break;
            case 12:
                // Derivations run from later to earlier articles, so that they are acyclic as the contract has it.
                var later = _random.Next(2, 8);
                var derivation = new ArticleDerivation(
                    ++_next,
                    later,
                    _random.Next(2) == 0 ? _random.Next(1, later) : null,
                    null
                );
                if (derivation.FromArticle is null)
                    derivation = derivation with { FromSource = Source() };
                Index.Put(derivation);
                _undo.Add(() => Index.Remove(derivation));
                break;
            case 13:
                var (source, into) = (_random.Next(1, Sources / 2), _random.Next(Sources / 2, Sources + 1));
                Index.Merge(source, into);
                _undo.Add(() => Index.Unmerge(source));
                break;
        }
        if (_undo.Count > 0 && _random.Next(4) == 0)
        {
            var at = _random.Next(_undo.Count);
            _undo[at]();
            _undo.RemoveAt(at);
        }
    }

    private long Claim() => _random.Next(1, Claims + 1);

    private long Source() => _random.Next(1, Sources + 1);

    private void PutReport(long claim)
    {
        var chain = new List<ReportLink> { new(_random.Next(8) == 0 ? null : _random.Next(1, 6), LinkBasis.Cites) };
        for (var more = _random.Next(0, 4); more > 0; more--)
        {
            var source = Source();
            if (chain[^1].Source != source)
                chain.Add(new ReportLink(source, LinkBasis.Cites, _random.Next(12) > 0));
        }
        var basis = (LinkBasis)_random.Next((int)LinkBasis.Speaks, (int)LinkBasis.Unknown + 1);
        chain[^1] = chain[^1] with { Basis = chain.Count == 1 && _random.Next(3) > 0 ? LinkBasis.Unknown : basis };
        Index.Put(
            new Report(claim, (claim + 1) / 2, chain)
            {
                ArticleStands = _random.Next(8) > 0,
                Requested = _random.Next(12) == 0,
                TakenBackBy = _random.Next(10) == 0 ? [Source()] : [],
            }
        );
    }

    private void PutRelation()
    {
        var (from, to) = (Claim(), Claim());
        if (from == to)
            return;
        var kind = (ReportRelationKind)_random.Next(6);
        // The smaller id is the earlier report.
        if (kind == ReportRelationKind.DerivedFrom && from < to)
            (from, to) = (to, from);
        var relation = new ReportRelation(++_next, from, to, kind);
        Index.Put(relation);
        _relations.Add(relation);
    }
}

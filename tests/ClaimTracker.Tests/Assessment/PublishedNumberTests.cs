using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Tests.Assessment.Baselines;

namespace ClaimTracker.Tests.Assessment;

/// <summary>Numbers of papers, and of peers under permissive licences, named with each.</summary>
public sealed class PublishedNumberTests
{
    /// <summary>Table 1 of Dawid and Skene, Applied Statistics 28(1), 1979: of each patient three answers of observer 1, then one of each other.</summary>
    private const string Patients =
        "1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 1211111 "
        + "1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121 "
        + "1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222";

    private static readonly (string Worker, string Task, string Answer)[] Toloka =
    [
        ("w1", "t1", "no"),
        ("w1", "t2", "yes"),
        ("w1", "t3", "yes"),
        ("w1", "t4", "yes"),
        ("w1", "t5", "yes"),
        ("w2", "t1", "yes"),
        ("w2", "t2", "yes"),
        ("w2", "t3", "no"),
        ("w2", "t4", "yes"),
        ("w2", "t5", "no"),
        ("w3", "t2", "yes"),
        ("w3", "t3", "no"),
        ("w3", "t4", "yes"),
        ("w3", "t5", "no"),
        ("w4", "t1", "yes"),
        ("w4", "t2", "no"),
        ("w4", "t3", "yes"),
        ("w4", "t4", "yes"),
        ("w4", "t5", "no"),
        ("w5", "t1", "no"),
        ("w5", "t2", "no"),
        ("w5", "t3", "no"),
        ("w5", "t4", "yes"),
        ("w5", "t5", "no"),
    ];

    [Test]
    public void DS_1979_the_45_patients()
    {
        var counts = new int[45, 5, 4];
        foreach (var (patient, answers) in Patients.Split(' ').Index())
            for (var a = 0; a < answers.Length; a++)
                counts[patient, Math.Max(0, a - 2), answers[a] - '1']++;
        var fitted = new DawidSkene(counts);
        Assert.That(fitted.Iterations, Is.EqualTo(15));
        Assert.That(fitted.Marginals, Is.EqualTo(new[] { .3996, .422, .1118, .0667 }).Within(1e-4));
        Assert.That(fitted.LogLikelihood, Is.EqualTo(-192.89088).Within(1e-4));
        Assert.That(
            Enumerable.Range(0, 4).Select(c => fitted.Classes[34, c]),
            Is.EqualTo(new[] { 0, .948, .052, 0 }).Within(1e-4 + 5e-5)
        );
        Assert.That(
            Enumerable.Range(0, 4).Select(c => fitted.Classes[37, c]),
            Is.EqualTo(new[] { 0, .0212, .9788, 0 }).Within(1e-4)
        );
        Assert.That(
            Enumerable.Range(0, 4).Select(c => fitted.Classes[6, c]),
            Is.EqualTo(new[] { .981, .019, 0, 0 }).Within(1e-4 + 5e-5)
        );
        Assert.That(
            Enumerable.Range(0, 4).Select(l => fitted.ErrorRates[0, 0, l]),
            Is.EqualTo(new[] { .8895, .1105, 0, 0 }).Within(1e-4)
        );
        Assert.That(
            Enumerable.Range(0, 4).Select(l => fitted.ErrorRates[0, 3, l]),
            Is.EqualTo(new[] { 0, 0, .5556, .4444 }).Within(1e-4)
        );
    }

    [Test]
    public void CK_WAWA_agreement_with_the_majority()
    {
        // Toloka/crowd-kit at 35f0661, tests/aggregation/data_wawa.py, Apache-2.0.
        var majority = Toloka
            .GroupBy(a => a.Task)
            .ToDictionary(
                t => t.Key,
                t =>
                    t.GroupBy(a => a.Answer)
                        .OrderByDescending(g => g.Count())
                        .ThenBy(g => g.Key, StringComparer.Ordinal)
                        .First()
                        .Key
            );
        var skill = Toloka
            .GroupBy(a => a.Worker)
            .ToDictionary(w => w.Key, w => w.Average(a => majority[a.Task] == a.Answer ? 1.0 : 0));
        Assert.That(skill.Values, Is.EqualTo(new[] { .6, .8, 1, .4, .8 }).Within(1e-6));
        var yes = Toloka
            .GroupBy(a => a.Task)
            .ToDictionary(
                t => t.Key,
                t => t.Where(a => a.Answer == "yes").Sum(a => skill[a.Worker]) / t.Sum(a => skill[a.Worker])
            );
        Assert.That(
            new[] { yes["t1"], yes["t2"], yes["t3"], yes["t4"], yes["t5"] },
            Is.EqualTo(new[] { .461538, .666667, .277778, 1, .166667 }).Within(1e-6)
        );
    }

    [Test]
    public void CK_DS_the_one_coin_model_breaks_the_tie_that_agreement_gets_wrong([Values(1, 2, 4, 8)] double prior)
    {
        // Toloka/crowd-kit at 35f0661, tests/aggregation/test_ds_aggregation.py, Apache-2.0.
        var result = OneCoinModel.Fit(Votes(Toloka), new OneCoinSettings(PriorRight: prior, Rounds: 500));
        Assert.That(
            Enumerable.Range(1, 5).Select(t => result.BestValueOf(t) == 1 ? "yes" : "no"),
            Is.EqualTo(new[] { "yes", "yes", "no", "yes", "no" })
        );
    }

    [Test]
    public void GAL_TOY_a_constant_answerer_and_an_always_wrong_one_are_seen_through()
    {
        // ipeirotis/Get-Another-Label at 9fe6c56, data/AdultContent, Apache-2.0: the truth of its README.
        const string Answers = "11111 01011 01010 01010 10101";
        var votes = Answers
            .Split(' ')
            .SelectMany((w, worker) => w.Select((a, task) => new OriginVote(worker + 1, task + 1, a - '0')));
        var result = OneCoinModel.Fit(votes, new OneCoinSettings(Rounds: 500));
        Assert.That(
            Enumerable.Range(1, 5).Select(t => result.BestValueOf(t)!.Value),
            Is.EqualTo(new[] { 0L, 1, 0, 1, 0 })
        );
        Assert.That(result.Accuracy[1], Is.EqualTo(.503).Within(.002));
        Assert.That(result.Accuracy[5], Is.EqualTo(.254).Within(.002));
    }

    private static readonly string[][] Affiliations =
    [
        ["MIT", "Berkeley", "MIT", "MIT", "MS"],
        ["MSR", "MSR", "UWisc", "UWisc", "UWisc"],
        ["MSR", "MSR", "MSR", "MSR", "MSR"],
        ["UCI", "AT&T", "BEA", "BEA", "BEA"],
        ["Google", "Google", "UW", "UW", "UW"],
    ];

    [Test]
    public void DONG_T1_declared_copies_do_not_count()
    {
        // Dong, Berti-Équille, Srivastava, PVLDB 2(1), 2009, table 1: S4 and S5 copy S3 where they say the same.
        var expected = new[]
        {
            "MIT 2 Berkeley 1 MS 1",
            "MSR 2 UWisc 1",
            "MSR 3",
            "UCI 1 AT&T 1 BEA 1",
            "Google 2 UW 1",
        };
        foreach (var (item, row) in Affiliations.Index())
        {
            var counts = row.Distinct()
                .Select(value =>
                {
                    var chains = Enumerable
                        .Range(0, 5)
                        .Where(s => row[s] == value)
                        .Select(s => s >= 3 && row[2] == value ? $"S{s + 1} < S3" : $"S{s + 1}!");
                    return (value, new Scene().Proposition([.. chains]).Support().Low);
                })
                .ToDictionary();
            Assert.That(string.Join(' ', counts.Select(c => $"{c.Key} {c.Value}")), Is.EqualTo(expected[item]));
        }
    }

    [Test]
    public void DONG_T1_the_one_coin_model_on_origins_finds_all_true_values_and_the_best_source(
        [Values(3, 5, 10, 100)] int falseValues,
        [Values(1, 2, 4)] double priorRight
    )
    {
        var names = Affiliations.SelectMany(r => r).Distinct().ToList();
        var votes = Affiliations.SelectMany(
            (row, item) =>
                row.Select((value, s) => (Source: s >= 3 && row[2] == value ? 3 : s + 1, Value: value))
                    .Select(v => new OriginVote(v.Source, item, names.IndexOf(v.Value)))
        );
        var result = OneCoinModel.Fit(
            votes,
            new OneCoinSettings(priorRight, 1, falseValues, Tolerance: 1e-9, Rounds: 2000)
        );
        Assert.That(
            Enumerable.Range(0, 5).Select(i => names[(int)result.BestValueOf(i)!.Value]),
            Is.EqualTo(Affiliations.Select(r => r[0]))
        );
        Assert.That(result.Accuracy.MaxBy(a => a.Value).Key, Is.EqualTo(1));
        if (falseValues != 5 || priorRight != 2)
            return;
        // S4 has no vote of its own: the published .667 is what the prior says of anyone, and the model says nothing of it.
        Assert.That(result.Accuracy.Keys, Is.EquivalentTo(new[] { 1L, 2, 3, 5 }));
        Assert.That(
            result.Accuracy.OrderBy(a => a.Key).Select(a => a.Value).ToArray(),
            Is.EqualTo(new[] { .778, .657, .504, .512 }).Within(.001)
        );
        Assert.That(result.Probability[(3, names.IndexOf("UCI"))], Is.EqualTo(.498).Within(.001));
    }

    [Test]
    public void LTM_T_assertion_and_denial_are_two_ledgers()
    {
        // The movie cast of the latent truth model: what a source lists it asserts, what it leaves out it denies.
        var truth = new Dictionary<string, bool>
        {
            ["Radcliffe"] = true,
            ["Watson"] = true,
            ["Grint"] = true,
            ["Depp"] = false,
        };
        Check(["Radcliffe", "Watson", "Grint"], right: 3, wrong: 0, denialRight: 1, denialWrong: 0);
        Check(["Depp", "Radcliffe", "Watson"], right: 2, wrong: 1, denialRight: 0, denialWrong: 1);
        Check(["Radcliffe"], right: 1, wrong: 0, denialRight: 1, denialWrong: 2);

        void Check(string[] listed, double right, double wrong, double denialRight, double denialWrong)
        {
            var at = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            var ledger = new ReliabilityLedger(
                truth.Select(
                    (actor, i) =>
                        new Outcome(
                            at,
                            listed.Contains(actor.Key) == actor.Value,
                            new LedgerSide(true, Denial: !listed.Contains(actor.Key)),
                            i
                        )
                )
            );
            Assert.That(ledger.At(at, new LedgerSide(true, false)), Is.EqualTo(new BetaReputation(right, wrong)));
            Assert.That(
                ledger.At(at, new LedgerSide(true, true)),
                Is.EqualTo(new BetaReputation(denialRight, denialWrong))
            );
        }
    }

    // vs-uulm/go-subjectivelogic at eda5e7d, pkg/subjectivelogic/Operator*_test.go, Apache-2.0.
    private static readonly Opinion Sure = new(1, 0, 0);
    private static readonly Opinion SureNot = new(0, 1, 0);
    private static readonly Opinion Empty = new(0, 0, 1);
    private static readonly Opinion A = new(.6, .3, .1, 0);
    private static readonly Opinion B = new(.091, .604, .305, .4);
    private static readonly Opinion C = new(.53, .227, .243, 1);

    [Test]
    public void SL_CBF_2_cumulative_fusion()
    {
        Same(Opinion.Cumulative(Sure, SureNot), new(.5, .5, 0));
        Same(Opinion.Cumulative(Empty, Empty), Empty);
        Same(Opinion.Cumulative(Empty, A), A);
        Same(Opinion.Cumulative(A, B), new(.5129506008011, .4056074766355, .08144192256342, .08081395348837));
        Same(Opinion.Cumulative(B, C), new(.3877797355899, .4558215600831, .156398704327, .7465267528829));
        var added = Belief.FromOpinion(.4, 0, .6) + Belief.FromOpinion(.7, 0, .3);
        Assert.That(
            new[] { added.Believed, added.Disbelieved, added.Uncertain },
            Is.EqualTo(new[] { .75, 0, .25 }).Within(1e-9)
        );
        var fused = Belief.FromOpinion(.6, .3, .1) + Belief.FromOpinion(.091, .604, .305);
        Assert.That(
            new[] { fused.Believed, fused.Disbelieved, fused.Uncertain },
            Is.EqualTo(new[] { .5129506008011, .4056074766355, .08144192256342 }).Within(1e-9)
        );
    }

    [Test]
    public void SL_ABF_2_averaging_fusion()
    {
        Same(Opinion.Averaging(Empty, A), new(.545454545454545, .272727272727272, .181818181818181, .25));
        Same(Opinion.Averaging(A, B), new(.4743209876543, .3750617283951, .1506172839506, .2));
        Same(Opinion.Averaging(B, C), new(.3353339416058, .3941733576642, .2704927007299, .7));
    }

    [Test]
    public void SL_WBF_2_weighted_fusion()
    {
        Same(Opinion.Weighted(Empty, A), A);
        Same(Opinion.Weighted(A, B), new(.497164244186, .3614186046512, .1414171511628, .1742946708464));
        Same(Opinion.Weighted(B, C), new(.3445420741927, .3862656902719, .2691922355354, .7128099173554));
    }

    [Test]
    public void SL_DISC_2_discounting_by_trust()
    {
        Same(Sure.Discount(SureNot), SureNot);
        Same(SureNot.Discount(A), Empty with { BaseRate = 0 });
        Same(Empty.Discount(A), new(.3, .15, .55, 0));
        Same(A.Discount(B), new(.0546, .3624, .583, .4));
        Same(B.Discount(A), new(.1278, .0639, .8083, 0));
        Same(B.Discount(C), new(.11289, .048351, .838759, 1));
        Same(C.Discount(B), new(.070343, .466892, .462765, .4));
    }

    [Test]
    public void SL_CHAIN_along_a_chain_reliabilities_multiply()
    {
        Chain([C, A], B, new(.0422058, .2801352, .677659, .4));
        Chain([Empty, C, A, new(.5, .5, 0)], A, new(.06957, .034785, .895645, 0));

        static void Chain(Opinion[] trust, Opinion said, Opinion expected)
        {
            var reliability = Belief.ChainReliability(1, trust.Select(t => t.Projected));
            Same(
                new(
                    reliability * said.Belief,
                    reliability * said.Disbelief,
                    1 - reliability * (said.Belief + said.Disbelief),
                    said.BaseRate
                ),
                expected
            );
        }
    }

    [TestCase(1, 90)]
    [TestCase(2, 70)]
    [TestCase(3, 50)]
    [TestCase(4, 30)]
    [TestCase(5, 10)]
    [TestCase(6, null)]
    public void STIX_ADM_confidence_of_a_credibility(int credibility, int? confidence) =>
        Assert.That(AdmiraltyScale.ToStixConfidence(credibility), Is.EqualTo(confidence));

    private static IEnumerable<OriginVote> Votes(IEnumerable<(string Worker, string Task, string Answer)> answers) =>
        answers.Select(a => new OriginVote(a.Worker[1] - '0', a.Task[1] - '0', a.Answer == "yes" ? 1 : 0));

    private static void Same(Opinion actual, Opinion expected) =>
        Assert.That(
            new[] { actual.Belief, actual.Disbelief, actual.Uncertainty, actual.BaseRate },
            Is.EqualTo(new[] { expected.Belief, expected.Disbelief, expected.Uncertainty, expected.BaseRate })
                .Within(1e-9)
        );
}

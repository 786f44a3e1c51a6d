using System.Globalization;
using System.Text.Json;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Tests.Assessment.Baselines;

namespace ClaimTracker.Tests.Assessment;

/// <summary>Numbers of peers and papers under licences that keep them outside this repository.</summary>
public sealed class OutsideVectorTests
{
    [Test]
    public void TD_VOTE_1_votes_against_the_largest_vote()
    {
        var (methods, vector, table) = Load("TD-VOTE-1");
        methods.Vote();
        Check(methods, table, vector, 1e-12);
    }

    [Test]
    public void TD_SUMS_1_and_its_first_round()
    {
        var (methods, vector, table) = Load("TD-SUMS-1");
        methods.Sums(rounds: 1);
        CheckPart(methods, table, vector.GetProperty("expected").GetProperty("after_round_1"), 1e-9);
        methods.Sums();
        Check(methods, table, vector, 1e-5);
    }

    [Test]
    public void TD_AVGLOG_1_after_twenty_rounds()
    {
        var (methods, vector, table) = Load("TD-AVGLOG-1");
        methods.AverageLog(20);
        Check(methods, table, vector, 1e-9);
    }

    [Test]
    public void TD_INV_1_collapses_to_one_winner()
    {
        var (methods, vector, table) = Load("TD-INV-1");
        methods.Investment(1.4, 20);
        Check(methods, table, vector, 1e-9);
    }

    [Test]
    public void TD_INV_2_runs_to_nothing_in_41_rounds()
    {
        var (methods, vector, _) = Load("TD-INV-2");
        Assert.That(
            methods.Investment(1.2, 1000),
            Is.EqualTo(vector.GetProperty("expected").GetProperty("rounds").GetInt32())
        );
    }

    [Test]
    public void TD_PINV_1_after_five_rounds()
    {
        var (methods, vector, table) = Load("TD-PINV-1");
        methods.PooledInvestment(1.4, 5);
        Check(methods, table, vector, 1e-9);
    }

    [Test]
    public void TD_TF_1_with_implication()
    {
        var (methods, vector, table) = Load("TD-TF-1");
        methods.TruthFinder(.4, .5, .25, Implies, (round, _, _) => round == 50);
        Check(methods, table, vector, 1e-9);

        static double Implies(string from, string to) =>
            (from, to) switch
            {
                ("eight", "nine") => .4,
                ("nine", "eight") => Math.Exp(-.5),
                _ => 0,
            };
    }

    [Test]
    public void TD_TF_2_without_implication()
    {
        var (methods, vector, table) = Load("TD-TF-2");
        methods.TruthFinder(.4, .5, 0, null, (round, _, _) => round == 50);
        Check(methods, table, vector, 1e-9);
    }

    [Test]
    public void TD_TF_3_stops_where_trust_is_certain()
    {
        var vector = VectorFile.Read("TD-TF-3");
        var rows = vector
            .GetProperty("input")
            .GetProperty("matrix")
            .EnumerateArray()
            .Select(r => r.Numbers())
            .ToArray();
        var methods = new IterativeVoting(
            new VoteTable(rows.SelectMany((r, s) => r.Select((v, i) => ($"{s}", $"{i}", $"{v}"))))
        );
        Assert.That(
            methods.TruthFinder(.9, .3, .5, null, (round, _, _) => round == 100),
            Is.EqualTo(vector.GetProperty("expected").GetProperty("rounds_before_stop").GetInt32())
        );
    }

    [TestCase("voting")]
    [TestCase("sums")]
    [TestCase("average_log")]
    [TestCase("investment")]
    [TestCase("pooled_investment")]
    [TestCase("truthfinder")]
    public void TD_REG_35x20(string method)
    {
        var lines = File.ReadAllLines(VectorFile.PathOf("truthdiscovery-regression/data.csv"))
            .Where(l => l.Length > 0)
            .ToArray();
        var votes = lines.SelectMany(
            (l, s) => l.Split(',').Select((v, i) => ($"{s}", $"{i}", v)).Where(v => v.v.Length > 0)
        );
        var table = new VoteTable(votes);
        var methods = new IterativeVoting(table);
        switch (method)
        {
            case "voting":
                methods.Vote();
                break;
            case "sums":
                methods.Sums(20);
                break;
            case "average_log":
                methods.AverageLog(20);
                break;
            case "investment":
                methods.Investment(1.2, 20);
                break;
            case "pooled_investment":
                methods.PooledInvestment(1.4, 10);
                break;
            default:
                methods.TruthFinder(
                    .9,
                    .3,
                    .5,
                    (a, b) => Math.Exp(-.5 * Math.Pow(Number(a) - Number(b), 2)),
                    (_, before, after) => IterativeVoting.CosineDistance(before, after) < .001
                );
                break;
        }
        using var expected = JsonDocument.Parse(
            File.ReadAllText(VectorFile.PathOf($"truthdiscovery-regression/{method}_results.json"))
        );
        foreach (var trust in expected.RootElement.GetProperty("trust").EnumerateObject())
            Assert.That(
                methods.Trust[Array.IndexOf(table.Sources, trust.Name)],
                Is.EqualTo(trust.Value.GetDouble()).Within(1e-5),
                $"trust of {trust.Name}"
            );
    }

    [Test]
    public void SL_CBF_3_and_SL_EVID_3_evidence_added_is_cumulative_fusion()
    {
        var vector = VectorFile.Read("SL-EVID-3");
        var sum = Opinions(vector).Select(o => Belief.FromOpinion(o[0], o[1], o[2])).Aggregate((a, b) => a + b);
        var expected = vector.GetProperty("expected");
        Assert.That(sum.EvidenceFor, Is.EqualTo(expected.GetProperty("r").GetDouble()).Within(1e-9));
        Assert.That(sum.EvidenceAgainst, Is.EqualTo(expected.GetProperty("s").GetDouble()).Within(1e-9));
        Compare(sum, expected, 1e-6);
        Compare(sum, VectorFile.Read("SL-CBF-3").GetProperty("expected"), 1e-3);
    }

    [Test]
    public void SL_CCF_3_consensus_and_compromise_fusion()
    {
        var vector = VectorFile.Read("SL-CCF-3");
        var fused = Opinion.ConsensusAndCompromise([.. Opinions(vector).Select(o => new Opinion(o[0], o[1], o[2]))]);
        Assert.That(
            new[] { fused.Belief, fused.Disbelief, fused.Uncertainty },
            Is.EqualTo(Expected(vector)).Within(1e-3)
        );
    }

    [Test]
    public void SL_WBF_3_weighted_fusion()
    {
        var vector = VectorFile.Read("SL-WBF-3");
        var fused = Opinion.Weighted([.. Opinions(vector).Select(o => new Opinion(o[0], o[1], o[2]))]);
        Assert.That(
            new[] { fused.Belief, fused.Disbelief, fused.Uncertainty },
            Is.EqualTo(Expected(vector)).Within(1e-3)
        );
    }

    [Test]
    public void SL_ABC_averaging_and_cumulative_fusion_of_three()
    {
        var vector = VectorFile.Read("SL-ABC");
        var opinions = Opinions(vector).Select(o => new Opinion(o[0], o[1], o[2], o[3])).ToArray();
        var average = Opinion.Averaging(opinions);
        Assert.That(
            new[] { average.Belief, average.Disbelief, average.Uncertainty, average.BaseRate },
            Is.EqualTo(vector.GetProperty("expected").GetProperty("averaging").Numbers()).Within(5e-4)
        );
        var sum = Opinions(vector).Select(o => Belief.FromOpinion(o[0], o[1], o[2])).Aggregate((a, b) => a + b);
        Assert.That(
            new[] { sum.Believed, sum.Disbelieved, sum.Uncertain },
            Is.EqualTo(vector.GetProperty("expected").GetProperty("cumulative").Numbers()).Within(5e-4)
        );
    }

    [Test]
    public void BETA_TRAVOS_expected_values_of_the_walk_through()
    {
        var vector = VectorFile.Read("BETA-TRAVOS");
        foreach (var agent in vector.GetProperty("input").GetProperty("r_s").EnumerateObject())
        {
            var (r, s) = (agent.Value[0].GetDouble(), agent.Value[1].GetDouble());
            Assert.That(
                new BetaReputation(r, s).Value,
                Is.EqualTo(vector.GetProperty("expected").GetProperty(agent.Name).GetDouble()).Within(1e-3)
            );
        }
    }

    [Test]
    public void BETA_INT_a_probability_between_two_bounds()
    {
        var vector = VectorFile.Read("BETA-INT");
        var input = vector.GetProperty("input");
        var posterior = new BetaReputation(
            input.GetProperty("r").GetDouble(),
            input.GetProperty("s").GetDouble()
        ).Posterior;
        Assert.That(
            posterior.Cumulative(input.GetProperty("hi").GetDouble())
                - posterior.Cumulative(input.GetProperty("lo").GetDouble()),
            Is.EqualTo(vector.GetProperty("expected").GetDouble()).Within(1e-6)
        );
    }

    [Test]
    public void BETA_BRS_experience_and_the_opinions_of_reporters()
    {
        var expected = VectorFile.Read("BETA-BRS").GetProperty("expected");
        // Agents 1 and 2 are the reporters. An experience of .70 is so much right and so much wrong.
        var agent0 = new BetaReputation(.7, .3);
        Check("t1", 0, agent0);
        Check("t2", 0, agent0 + Discounted(default, 1) + Discounted(default, 1));
        var agent1 = new BetaReputation(1, 0);
        Check("t3", 0, agent0 + Discounted(agent1, 1) + Discounted(default, 1));
        var agent2 = new BetaReputation(.5, .5);
        Check("t4", 2, agent2);
        Check("t4", 3, Discounted(agent2, .75));

        void Check(string step, int agent, BetaReputation reputation) =>
            Assert.Multiple(() =>
            {
                Assert.That(
                    reputation.Right,
                    Is.EqualTo(expected.GetProperty(step).GetProperty($"R{agent}").GetDouble()).Within(1e-3),
                    $"R{agent} at {step}"
                );
                if (expected.GetProperty(step).TryGetProperty($"S{agent}", out var wrong))
                    Assert.That(reputation.Wrong, Is.EqualTo(wrong.GetDouble()).Within(1e-3), $"S{agent} at {step}");
            });

        static BetaReputation Discounted(BetaReputation reporter, double opinion)
        {
            var scale = (reporter.Wrong + 2) * 3 + 2 * reporter.Right;
            return new(2 * reporter.Right * opinion / scale, 2 * reporter.Right * (1 - opinion) / scale);
        }
    }

    private static (IterativeVoting, JsonElement, VoteTable) Load(string id)
    {
        var vector = VectorFile.Read(id);
        var table = new VoteTable(
            vector
                .GetProperty("input")
                .GetProperty("triples")
                .EnumerateArray()
                .Select(t => (t[0].GetString()!, t[1].GetString()!, t[2].GetString()!))
        );
        return (new IterativeVoting(table), vector, table);
    }

    private static void Check(IterativeVoting methods, VoteTable table, JsonElement vector, double tolerance) =>
        CheckPart(methods, table, vector.GetProperty("expected"), tolerance);

    private static void CheckPart(IterativeVoting methods, VoteTable table, JsonElement expected, double tolerance)
    {
        foreach (var trust in expected.GetProperty("trust").EnumerateObject())
            Assert.That(
                methods.Trust[Array.IndexOf(table.Sources, trust.Name)],
                Is.EqualTo(trust.Value.GetDouble()).Within(tolerance),
                trust.Name
            );
        if (!expected.TryGetProperty("belief", out var beliefs))
            return;
        foreach (var belief in beliefs.EnumerateObject())
        {
            var name = belief.Name.Split('=');
            Assert.That(
                methods.Belief[Array.IndexOf(table.Claims, (name[0], name[1]))],
                Is.EqualTo(belief.Value.GetDouble()).Within(tolerance),
                belief.Name
            );
        }
    }

    private static IEnumerable<double[]> Opinions(JsonElement vector) =>
        vector.GetProperty("input").GetProperty("opinions").EnumerateArray().Select(o => o.Numbers());

    private static double[] Expected(JsonElement vector) =>
        [.. new[] { "b", "d", "u" }.Select(n => vector.GetProperty("expected").GetProperty(n).GetDouble())];

    private static void Compare(Belief belief, JsonElement expected, double tolerance)
    {
        Assert.That(belief.Believed, Is.EqualTo(expected.GetProperty("b").GetDouble()).Within(tolerance));
        Assert.That(belief.Disbelieved, Is.EqualTo(expected.GetProperty("d").GetDouble()).Within(tolerance));
        Assert.That(belief.Uncertain, Is.EqualTo(expected.GetProperty("u").GetDouble()).Within(tolerance));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

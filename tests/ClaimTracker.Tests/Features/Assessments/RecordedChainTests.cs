using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Assessments;

/// <summary>Only chains that somebody recorded are counted and shown, whole.</summary>
public sealed class RecordedChainTests(TestDatabase database) : AssessmentTest(database)
{
    [Test]
    public async Task A_chain_is_never_put_together_from_parts_of_two()
    {
        var one = await ReportAsync("Gazette J1 < Agence R* < Origine P1");
        var two = await ReportAsync("Gazette J2 < Agence R* < Origine P2");
        var three = await ReportAsync("Gazette J1 < Origine P2");
        await RelateAsync(two, one, "restates");
        await RelateAsync(three, one, "restates");

        var assessment = await AssessAsync(one);

        // Every two of them share a source; "J2 from R from P1" was reported by nobody.
        var chains = assessment["support"].GetProperty("chains").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(
                assessment["support"].GetProperty("independent").GetRawText(),
                Is.EqualTo("""{"low":1,"high":1,"exact":true}""")
            );
            Assert.That(Proposal(assessment), Is.EqualTo((3, "R8")));
            Assert.That(
                chains.Select(chain => string.Join(" < ", Path(chain.GetProperty("path")))),
                Is.EquivalentTo(
                    new[]
                    {
                        "Gazette J1 < Agence R < Origine P1",
                        "Gazette J2 < Agence R < Origine P2",
                        "Gazette J1 < Origine P2",
                    }
                )
            );
            Assert.That(chains.Count(chain => chain.GetProperty("counted").GetBoolean()), Is.EqualTo(1));
            Assert.That(Verdicts(assessment), Is.EquivalentTo(new[] { "sharedRelay", "sharedRelay" }));
            Assert.That(
                assessment["whatWouldChange"].EnumerateArray().Select(change => change.GetString()),
                Has.None.Contain("independent")
            );
        });
        await Refused(
            async () => await FindAsync(await SourceAsync("Origine P1"), await SourceAsync("Origine P2"), one),
            HttpStatusCode.UnprocessableEntity,
            "findingWithoutEffect",
            "b"
        );
    }

    [Test]
    public async Task Verdicts_counted_chains_and_low_agree()
    {
        var crossed = new List<long>();
        foreach (var chain in new[] { "A < X", "A < Y", "B < X", "B < Y" })
            crossed.Add(await ReportAsync(chain));
        for (var i = 0; i < crossed.Count; i++)
        for (var j = i + 1; j < crossed.Count; j++)
            await RelateAsync(crossed[j], crossed[i], "corroborates");

        var assessment = await AssessAsync(crossed[0]);

        var counted = assessment["support"]
            .GetProperty("chains")
            .EnumerateArray()
            .Where(chain => chain.GetProperty("counted").GetBoolean())
            .Select(chain => chain.GetProperty("claimId").GetInt64())
            .ToList();
        Assert.That((Count(assessment), counted.Count), Is.EqualTo(((2, 2), 2)));
        foreach (var relation in assessment["relations"].EnumerateArray())
        {
            var (a, b) = (relation.GetProperty("a").GetInt64(), relation.GetProperty("b").GetInt64());
            if (counted.Contains(a) && counted.Contains(b))
                Assert.That(relation.GetProperty("verdict").GetString(), Is.EqualTo("notEstablished"));
        }
    }

    [Test]
    public async Task A_corrected_report_counts_no_longer_and_counts_again_without_its_correction()
    {
        var wrong = await ReportAsync("Ledger < Gen. X");
        var right = await ReportAsync("Ledger < Gen. X");
        var other = await ReportAsync("Ponant < Mayor Y");
        await RelateAsync(other, wrong, "corroborates");
        var before = await AssessAsync(other);

        var correction = await RelateAsync(right, wrong, "supersedes");
        var corrected = await AssessAsync(other);
        (await Api.Post($"relations/{correction}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That((Count(before), Count(corrected)), Is.EqualTo(((2, 2), (1, 1))));
            Assert.That(Reasons(corrected), Is.EquivalentTo(new[] { "superseded", null }));
            Assert.That(Count(await AssessAsync(other)), Is.EqualTo((2, 2)));
        });
    }

    [Test]
    public async Task A_correction_whose_article_was_taken_back_corrects_nothing()
    {
        var wrong = await ReportAsync("Ledger < Gen. X");
        var right = await ReportAsync("Ledger < Gen. X");
        await RelateAsync(right, wrong, "supersedes");
        var article = (await Api.Get($"claims/{right}"))["article"].GetProperty("id").GetInt64();
        var corrected = await AssessAsync(wrong);

        (await Api.Post($"articles/{article}/retraction", new { reason = "r" })).Expect(HttpStatusCode.OK);

        Assert.That((Count(corrected), Count(await AssessAsync(wrong))), Is.EqualTo(((0, 0), (1, 1))));
    }

    private static IEnumerable<string?> Verdicts(Answer assessment) =>
        assessment["relations"].EnumerateArray().Select(relation => relation.GetProperty("verdict").GetString());
}

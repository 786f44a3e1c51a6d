using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Assessments;

public sealed class LookAlikeTests(TestDatabase database) : AssessmentTest(database)
{
    [Test]
    public async Task Undecided_look_alikes_are_one_in_low_until_somebody_tells_them_apart_and_again_when_that_is_taken_back()
    {
        var (one, a, b) = await TwoAsync("Ivan Petrov", "I. Petrov");

        var undecided = await AssessAsync(one);
        var distinction = (await Api.Post($"sources/{a}/distinct", new { from = b, reason = "father and son" })).Expect(
            HttpStatusCode.Created
        );
        var apart = await BothAsync(one);
        (await Api.Post($"sources/{a}/distinct/{distinction.Id}/withdrawal", new { reason = "not so" })).Expect(
            HttpStatusCode.OK
        );
        var again = await BothAsync(one);
        (await Api.Post($"sources/{b}/merge", new { into = a, reason = "the same man" })).Expect(HttpStatusCode.OK);
        var merged = await BothAsync(one);

        var change = undecided["whatWouldChange"]
            .EnumerateArray()
            .Select(sentence => sentence.GetString()!)
            .Single(sentence => sentence.Contains("decision", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(Count(undecided), Is.EqualTo((1, 2)));
            Assert.That(
                change,
                Does.StartWith(
                    $"A decision whether Ivan Petrov (source {a}) and I. Petrov (source {b}) are one; until then they count as one at the lower end. If they are two, 2 would be proposed."
                )
            );
            Assert.That((Count(apart), Count(again), Count(merged)), Is.EqualTo(((2, 2), (1, 2), (1, 1))));
            Assert.That(merged["whatWouldChange"].GetRawText(), Does.Not.Contain("decision"));
        });
    }

    [Test]
    public async Task A_name_that_comes_or_goes_makes_look_alikes_or_parts_them()
    {
        var (one, a, b) = await TwoAsync("Agence France-Presse", "The wire office");
        var counts = new List<(int, int)> { Count(await BothAsync(one)) };

        var alias = (await Api.Post($"sources/{b}/aliases", new { name = "AFP" })).Expect(HttpStatusCode.Created).Id;
        counts.Add(Count(await BothAsync(one)));
        (await Api.Post($"sources/{b}/aliases/{alias}/withdrawal", new { reason = "not its own" })).Expect(
            HttpStatusCode.OK
        );
        counts.Add(Count(await BothAsync(one)));
        (await Api.Patch($"sources/{b}", 1, new { name = "Agence France Press" })).Expect(HttpStatusCode.OK);
        counts.Add(Count(await BothAsync(one)));
        (await Api.Patch($"sources/{b}", 2, new { kind = "group" })).Expect(HttpStatusCode.OK);
        counts.Add(Count(await BothAsync(one)));

        Assert.That(counts, Is.EqualTo(new[] { (2, 2), (1, 2), (2, 2), (1, 2), (2, 2) }), $"source {a}");
    }

    [Test]
    public async Task What_was_merged_looks_alike_for_what_it_stands_for()
    {
        var (one, a, b) = await TwoAsync("Colonel Martel", "Paul Durand");
        var former = (await Api.Post("sources", new { name = "P. Martel", kind = "person" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var other = (await Api.Post("sources", new { name = "Colonnel Martel", kind = "person" }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var before = Count(await BothAsync(one));
        (await Api.Post($"sources/{other}/merge", new { into = b, reason = "his other name" })).Expect(
            HttpStatusCode.OK
        );
        var after = Count(await BothAsync(one));
        (await Api.Post($"sources/{a}/distinct", new { from = other, reason = "seen together" })).Expect(
            HttpStatusCode.Created
        );
        var apart = Count(await BothAsync(one));
        (await Api.Post($"sources/{other}/unmerge", new { reason = "not his" })).Expect(HttpStatusCode.OK);

        Assert.That((before, after, apart), Is.EqualTo(((2, 2), (1, 2), (2, 2))), $"beside source {former}");
        Assert.That(Count(await BothAsync(one)), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task A_finding_for_the_claim_parts_two_look_alikes()
    {
        var (one, a, b) = await TwoAsync("Ivan Petrov", "I. Petrov");

        (await FindAsync(a, b, one)).Expect(HttpStatusCode.Created);

        var found = await BothAsync(one);
        Assert.That((Count(found), Proposal(found)), Is.EqualTo(((2, 2), (1, "R6"))));
    }

    [Test]
    public async Task One_who_may_be_either_of_two_who_are_apart_is_not_both()
    {
        var (one, a, b) = await TwoAsync("Sean Ryan", "Simon Ryan");
        var third = await ReportAsync("Radio < S. Ryan");
        await RelateAsync(one, third, "corroborates");

        var undecided = await BothAsync(one);
        (await Api.Post($"sources/{a}/distinct", new { from = b, reason = "seen together" })).Expect(
            HttpStatusCode.Created
        );

        Assert.That((Count(undecided), Count(await BothAsync(one))), Is.EqualTo(((1, 3), (2, 3))));
    }

    [Test]
    public async Task Similar_sources_are_found_by_every_name_and_without_those_told_apart()
    {
        long Id(Answer answer) => answer.Expect(HttpStatusCode.Created).Id;
        var agency = Id(await Api.Post("sources", new { name = "Agence France-Presse", kind = "outlet" }));
        var brief = Id(await Api.Post("sources", new { name = "AFP", kind = "outlet" }));
        var longer = Id(await Api.Post("sources", new { name = "Agence France-Presse Afrique", kind = "outlet" }));
        await Api.Post("sources", new { name = "Agence France-Presse", kind = "person" });
        await Api.Post("sources", new { name = "Le Monde", kind = "outlet" });

        var found = (await Api.Get($"sources/{agency}/similar"))
            .Expect(HttpStatusCode.OK)
            .Json.EnumerateArray()
            .ToList();
        (await Api.Post($"sources/{longer}/distinct", new { from = agency, reason = "its own newsroom" })).Expect(
            HttpStatusCode.Created
        );
        var rest = (await Api.Get($"sources/{agency}/similar"))
            .Json.EnumerateArray()
            .Select(one => one.GetProperty("source").GetProperty("id").GetInt64())
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                found.Select(one =>
                    (one.GetProperty("source").GetProperty("id").GetInt64(), one.GetProperty("score").GetDouble())
                ),
                Is.EqualTo(new[] { (brief, .8), (longer, .71) })
            );
            Assert.That(
                found[0].GetProperty("why").GetString(),
                Is.EqualTo("\"Agence France-Presse\" and \"AFP\": AFP is made of the first letters of the other name.")
            );
            Assert.That(found[1].GetProperty("matched").GetRawText(), Is.EqualTo("[\"agence\",\"france\",\"presse\"]"));
            Assert.That(rest, Is.EqualTo(new[] { brief }));
        });
    }

    /// <summary>Two outlets report from two persons; the claim, and the persons.</summary>
    private async Task<(long Claim, long A, long B)> TwoAsync(string a, string b)
    {
        var one = await ReportAsync($"Ledger < {a}");
        await RelateAsync(one, await ReportAsync($"Ponant < {b}"), "corroborates");
        return (one, await SourceAsync(a), await SourceAsync(b));
    }

    /// <summary>The assessment from the whole index, after making sure that what is read around the claim gives the same.</summary>
    private async Task<Answer> BothAsync(long claim)
    {
        var whole = await AssessAsync(claim);
        Assert.That((await AssessAsync(claim, "?publishedTo=2030")).Text, Is.EqualTo(whole.Text));
        return whole;
    }
}

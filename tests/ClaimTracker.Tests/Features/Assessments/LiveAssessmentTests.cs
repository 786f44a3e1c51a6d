using System.CommandLine;
using System.Net;
using System.Text.Json;
using ClaimTracker.Domain.Findings;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web;
using ClaimTracker.Web.Assessment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Assessments;

public sealed class WeighingTests(TestDatabase database) : AssessmentTest(database)
{
    /// <summary>After this long nobody comes any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A diamond, two separate chains of which one is contradicted, a ring, and a report without a source.</summary>
    private async Task<Dictionary<string, long>> SceneAsync()
    {
        var claims = new Dictionary<string, long>();
        foreach (
            var (name, chain) in ((string, string)[])
                [
                    ("wire1", "A < W* < X"),
                    ("wire2", "B < W* < X"),
                    ("apart1", "C < Y"),
                    ("apart2", "D < Z"),
                    ("against", "E!"),
                    ("ring1", "G < H*"),
                    ("ring2", "H < G*"),
                    ("bare", "I"),
                ]
        )
            claims.Add(name, await ReportAsync(chain));
        await RelateAsync(claims["wire1"], claims["wire2"], "restates");
        await RelateAsync(claims["apart1"], claims["apart2"], "corroborates");
        await RelateAsync(claims["against"], claims["apart1"], "contradicts");
        await RelateAsync(claims["ring1"], claims["ring2"], "restates");
        return claims;
    }

    [Test]
    public async Task Claims_are_found_by_what_the_weighing_found()
    {
        var claims = await SceneAsync();

        async Task<string[]> Found(string query)
        {
            var ids = Ids((await Api.Get("claims?" + query)).Expect(HttpStatusCode.OK));
            return [.. ids.Select(id => claims.Single(claim => claim.Value == id).Key)];
        }

        Assert.Multiple(async () =>
        {
            Assert.That(await Found("weighing=circular"), Is.EqualTo(new[] { "ring2", "ring1" }));
            Assert.That(await Found("weighing=singleOrigin&sort=recordedAt"), Is.EqualTo(new[] { "wire1", "wire2" }));
            Assert.That(await Found("weighing=ungrounded"), Is.EqualTo(new[] { "bare", "ring2", "ring1" }));
            Assert.That(await Found("weighing=contested&sort=-published"), Is.EqualTo(new[] { "against", "apart1" }));
            Assert.That(await Found("weighing=contested&sort=-independentLow&limit=1"), Is.EqualTo(new[] { "apart1" }));
            Assert.That(
                await Found($"weighing=circular&outlet={await SourceAsync("G")}"),
                Is.EqualTo(new[] { "ring1" })
            );
        });
    }

    [Test]
    public async Task Pages_in_the_order_of_weights_hold_each_weighed_claim_once()
    {
        var claims = await SceneAsync();
        (await Api.Put($"claims/{claims["bare"]}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        foreach (
            var (sort, first) in ((string, string)[])
                [
                    ("-independentLow", "apart2"),
                    ("independentLow", "ring1"),
                    ("-outlets", "ring2"),
                    ("outlets", "against"),
                ]
        )
        {
            var seen = new List<long>();
            for (string? after = ""; after is not null; )
            {
                var page = (await Api.Get($"claims?sort={sort}&limit=3{after}")).Expect(HttpStatusCode.OK);
                seen.AddRange(Ids(page));
                after = page["next"].GetString() is { } next ? $"&after={next}" : null;
            }

            Assert.That(seen, Is.EquivalentTo(claims.Values.Except([claims["bare"]])), sort);
            Assert.That(seen[0], Is.EqualTo(claims[first]), sort);
        }

        await Refused(() => Api.Get("claims?sort=credibility"), HttpStatusCode.BadRequest, "invalid", "sort");
        await Refused(() => Api.Get("claims?weighing=heavy"), HttpStatusCode.BadRequest, "invalid", "weighing");
    }

    [Test]
    public async Task Claims_are_found_by_the_credibility_that_was_decided()
    {
        var claims = await SceneAsync();
        (await Api.Put($"claims/{claims["apart1"]}/credibility", 1, new { value = 2, reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Put($"claims/{claims["bare"]}/credibility", 1, new { value = 6, reason = "r" })).Expect(
            HttpStatusCode.OK
        );

        Assert.That(Ids(await Api.Get("claims?credibility=2,3")), Is.EqualTo(new[] { claims["apart1"] }));
        Assert.That(
            Ids(await Api.Get("claims?credibility=2,6&sort=-independentLow")),
            Is.EqualTo(new[] { claims["apart1"], claims["bare"] })
        );
        await Refused(() => Api.Get("claims?credibility=7"), HttpStatusCode.BadRequest, "invalid", "credibility");
    }

    [Test]
    public async Task A_corroboration_says_at_once_what_the_two_chains_are_to_each_other()
    {
        var one = await ReportAsync("A < W* < X");
        var two = await ReportAsync("B < W* < Y");
        var three = await ReportAsync("C < X");

        var shared = (
            await Api.Post(
                "relations",
                new
                {
                    from = one,
                    to = two,
                    type = "corroborates",
                    rationale = "r",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var same = (
            await Api.Post(
                "relations",
                new
                {
                    from = three,
                    to = one,
                    type = "corroborates",
                    rationale = "r",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var other = (
            await Api.Post(
                "relations",
                new
                {
                    from = two,
                    to = three,
                    type = "contradicts",
                    rationale = "r",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var listed = await Api.Get($"claims/{one}/relations");
        (await Api.Put($"claims/{two}/status", 1, new { status = "proposed" })).Expect(HttpStatusCode.OK);

        Assert.Multiple(async () =>
        {
            Assert.That(
                new[] { shared, same }.Select(recorded => recorded["verdict"].ValueKind),
                Is.All.EqualTo(JsonValueKind.Null),
                "nothing is weighed while others wait to write"
            );
            Assert.That(other["verdict"].ValueKind, Is.EqualTo(JsonValueKind.Null), "a contradiction is not judged");
            Assert.That(
                listed.Items.Select(item => item.GetProperty("verdict").GetString()),
                Is.EqualTo(new[] { "sameOrigin", "sharedRelay" })
            );
            Assert.That(
                (await Api.Get($"relations/{shared.Id}"))["verdict"].ValueKind,
                Is.EqualTo(JsonValueKind.Null),
                "a proposed claim is not weighed"
            );
            Assert.That(
                (await Api.Post($"relations/{same.Id}/withdrawal", new { reason = "r" }))["verdict"].ValueKind,
                Is.EqualTo(JsonValueKind.Null)
            );
        });
    }

    [Test]
    public async Task A_graph_carries_the_weights_of_its_claims()
    {
        var claims = await SceneAsync();
        (await Api.Put($"claims/{claims["apart1"]}/credibility", 1, new { value = 3, reason = "r" })).Expect(
            HttpStatusCode.OK
        );

        var graph = await Api.Get($"claims/{claims["apart1"]}/graph");
        var graphml = await Api.Get($"claims/{claims["apart1"]}/graph?format=graphml");

        var nodes = graph["graph"].GetProperty("nodes");
        var node = nodes.GetProperty($"claim:{claims["apart1"]}").GetProperty("metadata");
        Assert.Multiple(() =>
        {
            Assert.That(node.GetProperty("credibility").GetInt32(), Is.EqualTo(3));
            Assert.That(node.GetProperty("independentLow").GetInt32(), Is.EqualTo(2));
            Assert.That(node.GetProperty("independentHigh").GetInt32(), Is.EqualTo(2));
            Assert.That(
                nodes
                    .GetProperty($"claim:{claims["against"]}")
                    .GetProperty("metadata")
                    .TryGetProperty("credibility", out _),
                Is.False
            );
            Assert.That(graphml.Text, Does.Contain("independentLow"));
        });
    }

    [Test]
    public async Task Two_who_read_do_not_wait_for_each_other()
    {
        await ReportAsync("A < X");
        using var live = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
        Assert.That(await App.Read(db => live.ReadAsync(db, index => index.Weights(), default)), Has.Count.EqualTo(1));
        using var both = new Barrier(2);

        var met = await Task.WhenAll(
            Task.Run(() => App.Read(db => live.ReadAsync(db, _ => both.SignalAndWait(Patience), default))),
            Task.Run(() => App.Read(db => live.ReadNamesAsync(db, _ => both.SignalAndWait(Patience), default)))
        );

        Assert.That(met, Is.All.True);
    }

    [Test]
    public async Task Another_instance_catches_up_with_every_kind_of_change()
    {
        using var other = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
        await App.Read(async db => await other.ReadAsync(db, index => index.Weights(), default));
        var claims = await SceneAsync();
        await SameAsFreshAsync(other, "claims and relations");

        var (x, y, z) = (await SourceAsync("X"), await SourceAsync("Y"), await SourceAsync("Z"));
        var finding = (await FindAsync(y, z, claims["apart2"])).Expect(HttpStatusCode.Created).Id;
        await SameAsFreshAsync(other, "a finding");
        (await Api.Post($"independence/{finding}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);
        var affiliation = (
            await Api.Post(
                $"sources/{y}/affiliations",
                new
                {
                    with = z,
                    kind = "actsFor",
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        await SameAsFreshAsync(other, "an affiliation");
        (await Api.Post($"sources/{y}/affiliations/{affiliation}/withdrawal", new { reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        (await Api.Patch($"sources/{await SourceAsync("W")}", 1, new { kind = "organization", reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        await SameAsFreshAsync(other, "a withdrawal, and a source of another kind");
        var article = (await Api.Get($"claims/{claims["wire1"]}"))["article"].GetProperty("id").GetInt64();
        (
            await Api.Patch(
                $"articles/{article}",
                1,
                new
                {
                    outlet = "B",
                    published = (string?)null,
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.OK);
        await SameAsFreshAsync(other, "another outlet");
        (
            await Api.Post(
                "claims/status",
                new { ids = new[] { claims["ring1"], claims["bare"] }, status = "rejected" }
            )
        ).Expect(HttpStatusCode.OK);
        (await Api.Patch($"claims/{claims["apart1"]}", 1, new { modality = "requested", reason = "r" })).Expect(
            HttpStatusCode.OK
        );
        var text = (
            await Api.Post(
                $"claims/{claims["against"]}/split",
                new
                {
                    parts = new[]
                    {
                        new { content = new[] { new { quote = "le pont" } } },
                        new { content = new[] { new { quote = "est détruit" } } },
                    },
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.Created);
        await SameAsFreshAsync(other, $"decisions and a split: {text.Text}");
        Assert.That(x, Is.Positive);
    }

    private Task SameAsFreshAsync(LiveAssessmentIndex other, string after) =>
        App.Read(async db =>
        {
            using var fresh = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
            var known = await other.ReadAsync(db, index => index.Weights().ToDictionary(), default);
            var right = await fresh.ReadAsync(db, index => index.Weights().ToDictionary(), default);
            Assert.That(known, Is.EquivalentTo(right), after);
            return right.Count;
        });

    [Test]
    public async Task Every_change_of_what_is_proposed_is_kept_with_its_cause()
    {
        var one = await ReportAsync("A < X");
        await AssessAsync(one);
        var alone = await SuggestionsAsync(one, 1);
        var two = await ReportAsync("B < Y");
        var relation = await RelateAsync(one, two, "corroborates");

        var both = await SuggestionsAsync(one, 2);
        (await Api.Post($"relations/{relation}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);
        var again = await SuggestionsAsync(one, 3);

        var cause = await App.Read(db => db.AuditEntries.SingleAsync(entry => entry.Position == both[1].Cause));
        Assert.Multiple(() =>
        {
            Assert.That(alone[0].Proposed, Is.EqualTo(3));
            Assert.That(both[1].Proposed, Is.EqualTo(2));
            Assert.That((both[1].Rule, both[1].RuleSet), Is.EqualTo(("R6b", "1.0")));
            Assert.That((both[1].SupportLow, both[1].SupportHigh), Is.EqualTo((2, 2)));
            Assert.That(cause.Subject, Is.EqualTo($"relation:{relation}"));
            Assert.That(again[2].Proposed, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task Reweighing_writes_down_what_another_doctrine_proposes_and_only_that()
    {
        var one = await ReportAsync("A < X");
        await ReportAsync("B");

        var (first, output) = await ReweighAsync();
        var (second, _) = await ReweighAsync();
        var (fm, _) = await ReweighAsync("--Weighing:Profile=fm");

        var kept = await SuggestionsAsync(one, 2);
        Assert.Multiple(() =>
        {
            Assert.That(first, Does.StartWith("Weighed 2 propositions"));
            Assert.That(output, Does.Contain("weighing [########################################] 100 %"));
            Assert.That(second, Does.Contain("for 0 of them"));
            Assert.That(fm, Does.Contain("for 2 of them"));
            Assert.That(kept.Select(suggestion => suggestion.Proposed), Is.EqualTo(new[] { 3, 4 }));
            Assert.That(kept[1].Cause, Is.Null);
        });
    }

    private async Task<(string Output, string Progress)> ReweighAsync(params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Program.RunAsync(
            ["reweigh", .. App.Settings.Select(setting => $"--{setting.Key}={setting.Value}"), .. more],
            new InvocationConfiguration { Output = output, Error = error }
        );
        Assert.That(code, Is.Zero, error.ToString());
        return (output.ToString(), error.ToString());
    }

    private async Task<List<CredibilityRecord>> SuggestionsAsync(long proposition, int count)
    {
        for (var tries = 0; ; tries++)
        {
            var kept = await App.Read(db =>
                db.CredibilityRecords.AsNoTracking()
                    .Where(s => s.PropositionId == proposition)
                    .OrderBy(s => s.Id)
                    .ToListAsync()
            );
            if (kept.Count >= count || tries == 100)
            {
                Assert.That(kept, Has.Count.EqualTo(count));
                return kept;
            }

            await Task.Delay(100);
        }
    }
}

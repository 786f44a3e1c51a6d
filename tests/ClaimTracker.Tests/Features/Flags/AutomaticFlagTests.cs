using System.Net;
using System.Text.Json;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Tests.Features.Assessments;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Flags;

/// <summary>The flags that the program raises a moment after the change that gave the cause.</summary>
public sealed class AutomaticFlagTests(TestDatabase database) : AssessmentTest(database)
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["Flags:Automatic"] = "true" };

    /// <summary>The flags that a claim shows, as soon as they are as expected.</summary>
    private async Task<IReadOnlyList<JsonElement>> ShowsAsync(long claim, params string[] expected)
    {
        for (var tries = 0; ; tries++)
        {
            var flags = (await Api.Get($"claims/{claim}"))["flags"].EnumerateArray().ToList();
            var shown = flags
                .Select(flag => $"{flag.GetProperty("reason").GetString()} {flag.GetProperty("status").GetString()}")
                .Order()
                .ToList();
            if (shown.SequenceEqual(expected.Order()) || tries == 100)
            {
                Assert.That(shown, Is.EqualTo(expected.Order()));
                return flags;
            }

            await Task.Delay(100);
        }
    }

    private async Task<Answer> FlagAsync(long claim, string reason) =>
        await Api.Get(
            $"flags/{(await Api.Get($"claims/{claim}/flags")).Items.First(flag => flag.GetProperty("reason").GetString() == reason).GetProperty("id").GetInt64()}"
        );

    private async Task SettledAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<AutomaticFlags>()
            .FollowAsync(scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>(), everything: true, default);
    }

    [Test]
    public async Task A_single_origin_a_ring_and_a_missing_origin_are_flagged_and_the_flags_close_when_the_cause_goes()
    {
        var one = await ReportAsync("A < W* < X");
        var two = await ReportAsync("B < W* < X");
        var bare = await ReportAsync("I");
        var ring = await ReportAsync("G < H*");
        var back = await ReportAsync("H < G*");
        var relation = await RelateAsync(one, two, "restates");
        await RelateAsync(ring, back, "restates");

        await ShowsAsync(one, "singleOrigin open");
        await ShowsAsync(two, "singleOrigin open");
        await ShowsAsync(bare, "unverifiable open");
        await ShowsAsync(ring, "circular open", "unverifiable open");
        var flag = await FlagAsync(two, "singleOrigin");
        (await Api.Post($"relations/{relation}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);
        await RelateAsync(bare, one, "corroborates");
        await ShowsAsync(two);
        await ShowsAsync(bare, "singleOrigin open");
        var closed = await Api.Get($"flags/{flag.Id}");
        var grounded = await FlagAsync(bare, "unverifiable");
        var counts = await Api.Get("flags/counts?raisedBy=program&status=open");

        Assert.Multiple(() =>
        {
            Assert.That(flag["automatic"].GetBoolean(), Is.True);
            Assert.That(flag["recordedBy"].GetString(), Is.EqualTo("ClaimTracker"));
            Assert.That(
                flag["cause"].GetRawText(),
                Is.EqualTo(
                    """{"stands":true,"code":"singleOrigin","parameters":{"n":2},"because":"2 outlets carry it, and one origin is guaranteed.","ended":null}"""
                )
            );
            Assert.That(closed["status"].GetString(), Is.EqualTo("resolved"));
            Assert.That(closed["decidedBy"].GetString(), Is.EqualTo("ClaimTracker"));
            Assert.That(closed["resolution"].GetString(), Is.EqualTo("Not more than one outlet carries it any more."));
            Assert.That(closed["cause"].GetProperty("stands").GetBoolean(), Is.False);
            Assert.That(grounded["resolution"].GetString(), Is.EqualTo("One origin is guaranteed now."));
            Assert.That(
                counts["reasons"].GetRawText(),
                Is.EqualTo(
                    """[{"reason":"unverifiable","count":2},{"reason":"singleOrigin","count":2},{"reason":"circular","count":2}]"""
                )
            );
        });
    }

    [Test]
    public async Task A_claim_that_joins_or_leaves_a_flagged_proposition_is_flagged_with_it_though_its_weight_stays_the_same()
    {
        var one = await ReportAsync("A < W* < X");
        var two = await ReportAsync("B < W* < X");
        var three = await ReportAsync("B < W* < X");
        await RelateAsync(one, two, "restates");
        await ShowsAsync(one, "singleOrigin open");
        await ShowsAsync(three);

        var joined = await RelateAsync(one, three, "restates");
        await ShowsAsync(three, "singleOrigin open");
        (await Api.Post($"relations/{joined}/withdrawal", new { reason = "r" })).Expect(HttpStatusCode.OK);
        await ShowsAsync(three);
        await ShowsAsync(one, "singleOrigin open");
    }

    [Test]
    public async Task What_a_person_dismissed_is_raised_again_only_after_its_cause_has_gone_and_come_back()
    {
        var bare = await ReportAsync("I");
        await ShowsAsync(bare, "unverifiable open");
        var flag = await FlagAsync(bare, "unverifiable");
        (
            await Api.Put(
                $"flags/{flag.Id}/status",
                1,
                new { status = "dismissed", resolution = "we know whom they mean" }
            )
        ).Expect(HttpStatusCode.OK);

        await SettledAsync();
        await ShowsAsync(bare);
        var attribution = (
            await Api.Put(
                $"claims/{bare}/attribution",
                1,
                new
                {
                    links = new object[]
                    {
                        new
                        {
                            source = new { name = "Mayor", kind = "person" },
                            stated = false,
                            note = "seen with him",
                        },
                    },
                    reason = "r",
                }
            )
        ).Expect(HttpStatusCode.OK);
        await SettledAsync();
        var dismissed = await Api.Get($"flags/{flag.Id}");
        (
            await Api.Put(
                $"claims/{bare}/attribution",
                attribution.Version,
                new { links = Array.Empty<object>(), reason = "r" }
            )
        ).Expect(HttpStatusCode.OK);
        await ShowsAsync(bare, "unverifiable open");

        Assert.Multiple(async () =>
        {
            Assert.That(dismissed["status"].GetString(), Is.EqualTo("dismissed"));
            Assert.That(dismissed["cause"].GetProperty("stands").GetBoolean(), Is.False);
            Assert.That(dismissed["resolution"].GetString(), Is.EqualTo("we know whom they mean"));
            Assert.That((await FlagAsync(bare, "unverifiable")).Id, Is.Not.EqualTo(flag.Id));
        });
    }

    [Test]
    public async Task What_a_person_has_in_hand_is_left_to_that_person()
    {
        await Keys.IssueAsync(Api, "analyst", "Ana Bren");
        var bare = await ReportAsync("I");
        var other = await ReportAsync("J");
        await ShowsAsync(bare, "unverifiable open");
        await ShowsAsync(other, "unverifiable open");
        var taken = await FlagAsync(bare, "unverifiable");
        var assigned = await FlagAsync(other, "unverifiable");
        (await Api.Put($"flags/{taken.Id}/status", 1, new { status = "inReview" })).Expect(HttpStatusCode.OK);
        (await Api.Patch($"flags/{assigned.Id}", 1, new { assignee = "Ana Bren" })).Expect(HttpStatusCode.OK);

        (await Api.Post("claims/status", new { ids = new[] { bare, other }, status = "proposed" })).Expect(
            HttpStatusCode.OK
        );
        await SettledAsync();
        var kept = await Api.Get($"flags/{taken.Id}");
        var keptToo = await Api.Get($"flags/{assigned.Id}");
        (await Api.Post("claims/status", new { ids = new[] { bare }, status = "accepted" })).Expect(HttpStatusCode.OK);
        await SettledAsync();
        var back = await Api.Get($"flags/{taken.Id}");

        Assert.Multiple(() =>
        {
            Assert.That(kept["status"].GetString(), Is.EqualTo("inReview"));
            Assert.That(kept["cause"].GetProperty("stands").GetBoolean(), Is.False);
            Assert.That(
                kept["cause"].GetProperty("ended").GetString(),
                Does.StartWith("The claim is weighed no longer")
            );
            Assert.That(keptToo["status"].GetString(), Is.EqualTo("open"));
            Assert.That(keptToo["cause"].GetProperty("stands").GetBoolean(), Is.False);
            Assert.That(
                back["cause"].GetProperty("stands").GetBoolean(),
                Is.True,
                "the same flag: nothing new is raised beside it"
            );
        });
        await ShowsAsync(bare, "unverifiable inReview");
    }

    [Test]
    public async Task A_claim_that_lost_its_support_is_no_longer_flagged_once_another_origin_holds_it()
    {
        var one = await ReportAsync("A < X");
        var other = await ReportAsync("B < Y");
        var article = (await Api.Get($"claims/{one}"))["article"].GetProperty("id").GetInt64();
        (await Api.Post($"articles/{article}/retraction", new { reason = "r" })).Expect(HttpStatusCode.OK);
        await ShowsAsync(one, "supportLost open", "unverifiable open");

        await RelateAsync(other, one, "corroborates");
        await ShowsAsync(one);

        Assert.That(
            (await FlagAsync(one, "supportLost"))["resolution"].GetString(),
            Is.EqualTo("It has support again, one origin is guaranteed now.")
        );
        Assert.That((await Api.Get($"articles/{article}"))["status"].GetString(), Is.EqualTo("retracted"));
    }

    [Test]
    public async Task A_request_is_not_flagged_because_it_is_not_weighed()
    {
        var request = await ReportAsync("I", modality: "requested");
        var bare = await ReportAsync("J");

        await ShowsAsync(bare, "unverifiable open");
        await ShowsAsync(request);
    }

    [Test]
    public async Task Several_instances_and_a_second_look_raise_nothing_twice()
    {
        var claims = new List<long>();
        for (var report = 0; report < 12; report++)
            claims.Add(await ReportAsync($"Outlet {report}"));
        var instances = Enumerable
            .Range(0, 3)
            .Select(_ => ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services))
            .ToList();

        await Task.WhenAll(
            instances.Select(async liveAssessmentIndex =>
            {
                var flags = ActivatorUtilities.CreateInstance<AutomaticFlags>(App.Services, liveAssessmentIndex);
                await using var scope = App.Services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
                await flags.FollowAsync(db, everything: false, default);
                await flags.FollowAsync(db, everything: true, default);
            })
        );
        await SettledAsync();
        instances.ForEach(liveAssessmentIndex => liveAssessmentIndex.Dispose());

        var stored = await App.Read(db => db.Flags.AsNoTracking().ToListAsync());
        Assert.That(stored.Select(flag => flag.ClaimId), Is.EquivalentTo(claims));
        Assert.That(
            stored,
            Is.All.Matches<Flag>(flag => flag is { Version: 1, IsAutomatic: true, Reason: FlagReason.Unverifiable })
        );
    }

    [Test]
    public async Task What_an_instance_did_not_come_to_is_done_by_comparing_everything()
    {
        var bare = await ReportAsync("I");
        await ShowsAsync(bare, "unverifiable open");
        var flag = await FlagAsync(bare, "unverifiable");

        // As a crash between the commit and the flags would leave it: nobody is told.
        await App.Write(async db =>
        {
            (await db.Claims.Include(claim => claim.Attribution).SingleAsync(claim => claim.Id == bare)).SetStatus(
                ClaimTracker.Domain.Claims.ClaimStatus.Proposed,
                null,
                db.Stamp
            );
            return 0;
        });
        using var liveAssessmentIndex = ActivatorUtilities.CreateInstance<LiveAssessmentIndex>(App.Services);
        var changed = await App.Read(db =>
            ActivatorUtilities
                .CreateInstance<AutomaticFlags>(App.Services, liveAssessmentIndex)
                .FollowAsync(db, everything: false, default)
        );

        Assert.That(changed, Is.EqualTo(1));
        Assert.That((await Api.Get($"flags/{flag.Id}"))["status"].GetString(), Is.EqualTo("resolved"));
    }
}

using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Verdicts;

public sealed class VerdictScaleTests(TestDatabase database) : VerdictTest(database)
{
    [Test]
    public async Task Every_database_has_a_scale_of_five_steps_in_two_languages()
    {
        var scale = (await Api.Get("verdict-scales")).Expect(HttpStatusCode.OK).Items.Single();
        var steps = scale.GetProperty("steps").EnumerateArray().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                (scale.GetProperty("worst").GetDouble(), scale.GetProperty("best").GetDouble()),
                Is.EqualTo((1d, 5d))
            );
            Assert.That(
                steps.Select(step => step.GetProperty("value").GetDouble()),
                Is.EqualTo(new double[] { 1, 2, 3, 4, 5 })
            );
            Assert.That(
                steps.Select(step => step.GetProperty("names").GetProperty("fr").GetString()),
                Is.EqualTo(new[] { "Faux", "Plutôt faux", "En partie vrai", "Plutôt vrai", "Vrai" })
            );
            Assert.That(steps.Select(step => step.GetProperty("names").GetProperty("en").GetString()), Is.All.Not.Null);
        });
        Assert.That(
            (await Api.Get($"verdict-scales/{scale.GetProperty("id").GetInt64()}"))
                .Expect(HttpStatusCode.OK)["name"]
                .GetString(),
            Is.Not.Empty
        );
    }

    [Test]
    public async Task A_desk_adds_its_own_scale_which_may_count_downwards()
    {
        using var checker = Api.With(await Keys.IssueAsync(Api, "factChecker"));
        var made = (
            await checker.Post(
                "verdict-scales",
                new
                {
                    name = "Schulnoten",
                    worst = 6,
                    best = 1,
                    steps = new object[]
                    {
                        new
                        {
                            value = 6,
                            names = new { en = "false" },
                            outcome = "false",
                        },
                        new { value = 1.5, names = new { fr = "vrai" } },
                    },
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.That((await Api.Get(made.Location!)).Expect(HttpStatusCode.OK).Text, Is.EqualTo(made.Text));
        Assert.That(Ids(await Api.Get("verdict-scales")), Is.EqualTo(new[] { made.Id, 1 }));
        Assert.That(made["steps"][1].GetProperty("outcome").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase(
        """{"name":"n","worst":1,"best":1,"steps":[{"value":1,"names":{"en":"a"}},{"value":1,"names":{"en":"b"}}]}""",
        "best"
    )]
    [TestCase("""{"name":"n","worst":1,"best":3,"steps":[{"value":1,"names":{"en":"a"}}]}""", "steps")]
    [TestCase(
        """{"name":"n","worst":1,"best":3,"steps":[{"value":1,"names":{"en":"a"}},{"value":1,"names":{"en":"b"}}]}""",
        "steps"
    )]
    [TestCase(
        """{"name":"n","worst":1,"best":3,"steps":[{"value":1,"names":{"en":"a"}},{"value":4,"names":{"en":"b"}}]}""",
        "steps[1]"
    )]
    [TestCase(
        """{"name":"n","worst":1,"best":3,"steps":[{"value":1,"names":{}},{"value":2,"names":{"en":"b"}}]}""",
        "steps[0].names"
    )]
    [TestCase(
        """{"name":" ","worst":1,"best":3,"steps":[{"value":1,"names":{"en":"a"}},{"value":2,"names":{"en":"b"}}]}""",
        "name"
    )]
    [TestCase("""{"name":"n","worst":1,"best":3,"steps":"many"}""", "steps")]
    public async Task A_scale_that_does_not_hold_together_is_refused(string body, string fault) =>
        await Refused(() => Api.Post("verdict-scales", body), HttpStatusCode.BadRequest, "invalid", fault);

    [Test]
    public async Task Analysts_make_no_scales_and_unknown_ones_are_not_found()
    {
        using var analyst = Api.With(await Keys.IssueAsync(Api, "analyst"));

        await Refused(
            () =>
                analyst.Post(
                    "verdict-scales",
                    new
                    {
                        name = "n",
                        worst = 0,
                        best = 1,
                        steps = Array.Empty<object>(),
                    }
                ),
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        await Refused(() => analyst.Get("verdict-scales/99"), HttpStatusCode.NotFound, "notFound");
    }
}

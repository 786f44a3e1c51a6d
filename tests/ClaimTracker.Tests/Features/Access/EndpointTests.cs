using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ClaimTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Access;

/// <summary>Every call that the OpenAPI document knows, with a key of every role, and with every kind of key that is none.</summary>
public sealed class EndpointTests(TestDatabase database) : ApiTest(database)
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["RateLimit:PerMinute"] = "1000000", ["RateLimit:Burst"] = "1000000" };

    [Test]
    public async Task Each_role_can_do_what_the_table_says_and_nothing_more()
    {
        var operations = await Operation.ReadAsync(Api);
        Assert.That(operations, Has.Count.GreaterThan(50));
        foreach (var role in Operation.Roles)
        {
            using var caller = Api.With(await Keys.IssueAsync(Api, role));
            foreach (var operation in operations)
            {
                var answer = await SendAsync(caller, operation);
                if (operation.Allows(role))
                    Assert.That(
                        (int)answer.Status,
                        Is.Not.EqualTo(401).And.Not.EqualTo(403).And.LessThan(500),
                        $"{operation.Name} as {role}: {answer.Text}"
                    );
                else
                    answer.ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
            }
        }
    }

    [Test]
    public async Task Readers_read_everything_but_what_is_the_administrators()
    {
        var reads = (await Operation.ReadAsync(Api))
            .Where(operation => operation.Method == "GET")
            .ToLookup(operation => operation.Role);

        Assert.That(reads.Select(role => role.Key), Is.SubsetOf(new[] { "reader", "admin" }));
        Assert.That(reads["admin"].Select(operation => operation.Name), Is.SupersetOf(new[] { "FindKeys", "GetKey" }));
    }

    [Test]
    public async Task A_key_that_is_none_opens_nothing_and_every_kind_of_it_is_answered_alike()
    {
        var clock = new SetClock();
        await using var app = await TestApp.StartAsync(Database, Settings, services =>
            services.AddSingleton<TimeProvider>(clock)
        );
        using var admin = new Api(app.Address);
        var revoked = await Keys.IssueAsync(admin, "admin", "Ana");
        (await admin.Delete("api-keys/1")).Expect(HttpStatusCode.OK);
        var expired = await Keys.IssueAsync(admin, "admin", "Ben", clock.Now.AddHours(1).ToString("O"));
        var valid = await Keys.IssueAsync(admin, "admin", "Carla");
        var stored = await app.Read(db =>
            Task.FromResult(db.ApiKeys.OrderByDescending(key => key.Id).Select(key => key.Hash).First())
        );
        clock.Now = clock.Now.AddHours(2);

        var answers = new HashSet<string>();
        foreach (var operation in await Operation.ReadAsync(admin))
        foreach (
            var key in new[]
            {
                revoked,
                expired,
                valid[..^1],
                valid + "0",
                valid.ToUpperInvariant(),
                stored,
                "ct_" + stored,
                new string('x', 10_000),
            }
        )
        {
            using var caller = admin.With(key);
            var answer = (await SendAsync(caller, operation)).ExpectProblem(
                HttpStatusCode.Unauthorized,
                "unauthorized"
            );
            answers.Add(
                answer.Text
                    + string.Join(
                        '\n',
                        answer
                            .Response.Headers.Where(header => header.Key is not "Date" and not "Cache-Control")
                            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
                    )
            );
        }

        Assert.That(answers, Has.Count.EqualTo(1));
        using var carla = admin.With(valid);
        (await carla.Get("me")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task Without_a_key_only_the_way_to_the_documentation_and_the_health_are_open()
    {
        await using var app = await TestApp.StartAsync(Database, Settings, environment: "Production");
        using var nobody = new Api(app.Address);

        foreach (var operation in await Operation.ReadAsync(nobody))
            (await SendAsync(nobody, operation)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        foreach (var open in new[] { "/", "/health/live", "/health/ready", "/swagger/index.html" })
            (await nobody.Get(open)).Expect(HttpStatusCode.OK);
        foreach (var closed in new[] { "/api/v1/nothing", "/api/v2/claims", "/nothing", "/appsettings.json" })
            (await nobody.Get(closed)).Expect(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Who_may_not_look_is_not_told_whether_there_is_something()
    {
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));

        var there = (await reader.Get("api-keys/1")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var nowhere = (await reader.Get("api-keys/987654321")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");

        Assert.That(there.Text, Is.EqualTo(nowhere.Text));
    }

    [Test]
    public async Task Every_answer_tells_a_browser_to_guess_frame_and_keep_nothing()
    {
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        var answers = new[]
        {
            await Api.Get("claims"),
            await Api.Get("claims/1"),
            await reader.Get("api-keys"),
            await Api.Get("me", ("X-Api-Key", "wrong")),
            await Api.Post("claims/join", "{"),
            await Api.Get("/nothing"),
            await Api.Get("/health/live"),
            await Api.Get("/swagger/index.html"),
            await Api.Post("api-keys", new { holder = "Ana", role = "reader" }),
        };

        Assert.Multiple(() =>
        {
            foreach (var answer in answers)
            {
                var at = answer.Response.RequestMessage!.RequestUri!.AbsolutePath;
                Assert.That(Header(answer, "X-Content-Type-Options"), Is.EqualTo("nosniff"), at);
                Assert.That(Header(answer, "Referrer-Policy"), Is.EqualTo("no-referrer"), at);
                Assert.That(Header(answer, "X-Frame-Options"), Is.EqualTo("DENY"), at);
                Assert.That(
                    Header(answer, "Content-Security-Policy"),
                    Does.StartWith("default-src 'none'").And.Contain("frame-ancestors 'none'"),
                    at
                );
                Assert.That(Header(answer, "Strict-Transport-Security"), Is.Null, "over http it means nothing");
                if (at.StartsWith("/api/", StringComparison.Ordinal))
                    Assert.That(
                        Header(answer, "Cache-Control"),
                        at.EndsWith("api-keys", StringComparison.Ordinal)
                            ? Is.EqualTo("no-store")
                            : Does.Contain("private"),
                        at
                    );
            }
        });
    }

    [Test]
    public async Task HEAD_is_GET_without_its_body()
    {
        foreach (
            var path in new[]
            {
                "/api/v1/claims",
                "/api/v1/me",
                "/api/v1/graph?claims=1",
                "/api/v1/claims/1",
                "/health/live",
            }
        )
        {
            var get = await Api.Get(path);
            var head = await Api.Send(HttpMethod.Head, path, null, []);

            Assert.That((head.Status, head.Text), Is.EqualTo((get.Status, "")), path);
            Assert.That(
                head.Response.Content.Headers.ContentType,
                Is.EqualTo(get.Response.Content.Headers.ContentType),
                path
            );
        }

        (await Api.Send(HttpMethod.Head, "/api/v1/extractions", null, [])).Expect(HttpStatusCode.MethodNotAllowed);
    }

    private static async Task<Answer> SendAsync(Api caller, Operation operation)
    {
        using var content = operation.Body is null
            ? null
            : new StringContent(operation.Body, Encoding.UTF8, MediaTypeHeaderValue.Parse(operation.MediaType!));
        return await caller.Send(
            new HttpMethod(operation.Method),
            operation.Address,
            content,
            operation.Method is "PUT" or "PATCH" ? [("If-Match", "*")] : []
        );
    }

    private static string? Header(Answer answer, string name) =>
        answer.Response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}

using System.Net;
using ClaimTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaimTracker.Tests.Features.Access;

public sealed class AuthenticationTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task In_development_a_request_from_this_machine_without_a_key_is_the_local_administrator() =>
        Assert.That(
            (await Api.Get("me")).Expect(HttpStatusCode.OK).Text,
            Is.EqualTo("""{"name":"local","role":"admin"}""")
        );

    [TestCase("X-Api-Key", "ct_wrong")]
    [TestCase("X-Api-Key", "")]
    [TestCase("Authorization", "Bearer ct_wrong")]
    [TestCase("Authorization", "Basic QWxhZGRpbg==")]
    public async Task A_wrong_key_is_refused_even_there(string header, string value)
    {
        var answer = (await Api.Get("me", (header, value))).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");

        Assert.That(
            answer.Response.Headers.WwwAuthenticate.ToString(),
            Does.StartWith("Bearer ").And.Contain("invalid_token")
        );
    }

    [TestCase("X-Forwarded-For", "203.0.113.7")]
    [TestCase("Forwarded", "for=203.0.113.7")]
    public async Task Whoever_comes_through_a_proxy_needs_a_key(string header, string value)
    {
        var answer = (await Api.Get("me", (header, value))).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");

        Assert.That(
            answer.Response.Headers.WwwAuthenticate.ToString(),
            Does.StartWith("Bearer ").And.Not.Contain("invalid_token")
        );
    }

    [TestCase("Host", "rebound.example")]
    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "http://localhost.evil.example")]
    [TestCase("Origin", "null")]
    public async Task A_page_of_elsewhere_may_not_use_what_the_user_of_this_machine_may(string header, string value)
    {
        (await Api.Get("me", (header, value))).ExpectProblem(HttpStatusCode.Forbidden, "foreignOrigin");
        (await Api.Post("articles", new { text = "Selon Ana, non." }, (header, value))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "foreignOrigin"
        );
        Assert.That((await Api.Get("articles")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [TestCase("http://localhost:3000")]
    [TestCase("http://127.0.0.1:8080")]
    [TestCase("http://[::1]:5080")]
    public async Task A_page_of_this_machine_is_no_stranger(string origin) =>
        (await Api.Get("me", ("Origin", origin))).Expect(HttpStatusCode.OK);

    [Test]
    public async Task Outside_development_nobody_acts_without_a_key()
    {
        await using var production = await TestApp.StartAsync(Database, environment: "Production");
        var (_, key, _) = await Keys.RunVerbAsync(production, "--holder", "Ana", "--role", "reader");
        using var nobody = new Api(production.Address);
        using var ana = nobody.With(key.TrimEnd());

        (await nobody.Get("me")).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await nobody.Get("nothing")).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await nobody.Post("extractions", new { text = "x" })).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "unauthorized"
        );
        (await nobody.Get("/health/ready")).Expect(HttpStatusCode.OK);
        (await ana.Get("me")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_key_is_refused_from_the_instant_it_expires()
    {
        var clock = new SetClock();
        await using var app = await TestApp.StartAsync(Database, services: services =>
            services.AddSingleton<TimeProvider>(clock)
        );
        using var admin = new Api(app.Address);
        var expires = clock.Now.AddHours(1);
        using var ana = admin.With(await Keys.IssueAsync(admin, "reader", "Ana", expires.ToString("O")));

        clock.Now = expires.AddTicks(-1);
        (await ana.Get("me")).Expect(HttpStatusCode.OK);
        clock.Now = expires;
        (await ana.Get("me")).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Test]
    public async Task The_log_names_the_local_administrator_and_never_a_key_nor_its_hash()
    {
        var log = new Ndjson();
        var everything = ((string[])["Default", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore"]).ToDictionary(
            name => $"Logging:LogLevel:{name}",
            _ => (string?)"Trace"
        );
        await using var app = await TestApp.StartAsync(Database, everything, services =>
            services.AddSingleton<ILoggerProvider>(log)
        );
        using var admin = new Api(app.Address);
        var key = await Keys.IssueAsync(admin, "reader", "Ana");
        using var ana = admin.With(key);
        (await ana.Get("me")).Expect(HttpStatusCode.OK);
        (await ana.Get("api-keys")).Expect(HttpStatusCode.Forbidden);
        (await admin.Get("me", ("X-Api-Key", key + "x"))).Expect(HttpStatusCode.Unauthorized);

        var hash = await app.Read(db => Task.FromResult(db.ApiKeys.Select(stored => stored.Hash).Single()));
        Assert.That(
            log.Text,
            Does.Contain("act as Admin under the name local").And.Not.Contain(key[^32..]).And.Not.Contain(hash)
        );
    }
}

/// <summary>What the service logs, on every level.</summary>
internal sealed class Ndjson : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = [];

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose() { }
}

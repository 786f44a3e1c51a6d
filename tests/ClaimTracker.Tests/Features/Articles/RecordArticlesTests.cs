using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Tests.Features.Articles;

public sealed class RecordArticlesTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task Each_line_is_answered_and_a_bad_one_stops_nothing()
    {
        var answers = await Load(
            """
            {"text":"Un.","outlet":"Le Ponant","extract":false}

            not json
            {"text":"Deux.","extract":false,"x":1}
            {"text":"Un.","outlet":"Le Ponant","extract":false}
            {"text":"Trois.","extract":false}
            """
        );

        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(Line), Is.EqualTo(new[] { 1, 3, 4, 5, 6 }));
            Assert.That(answers.Select(Status), Is.EqualTo(new[] { 201, 400, 400, 409, 201 }));
            Assert.That(Problem(answers[1]).GetProperty("code").GetString(), Is.EqualTo("notJson"));
            Assert.That(Problem(answers[2]).GetProperty("errors").GetProperty("x").GetArrayLength(), Is.EqualTo(1));
            Assert.That(
                Problem(answers[3]).GetProperty("articleId").GetInt64(),
                Is.EqualTo(answers[0].GetProperty("articleId").GetInt64())
            );
            Assert.That(answers[0].TryGetProperty("problem", out _), Is.False);
            Assert.That(answers[1].TryGetProperty("articleId", out _), Is.False);
        });
        Assert.That((await Api.Get("articles")).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_line_in_a_language_that_cannot_be_read_is_stored_and_warned_about()
    {
        var answers = await Load(
            """
            {"text":"Die Brücke ist seit Montag geschlossen, sagte der Bürgermeister."}
            {"text":"Le pont est fermé, a déclaré le maire.","language":"fr"}
            """
        );

        Assert.That(answers.Select(Status), Is.EqualTo(new[] { 201, 201 }));
        Assert.That(
            answers[0].GetProperty("warnings")[0].GetProperty("code").GetString(),
            Is.EqualTo("languageUnknown")
        );
        Assert.That(answers[1].TryGetProperty("warnings", out _), Is.False);
    }

    [Test]
    public async Task Line_ends_may_be_those_of_Windows_and_the_last_may_be_missing()
    {
        var answers = await Load("{\"text\":\"Un.\"}\r\n\r\n{\"text\":\"Deux.\"}");

        Assert.That(answers.Select(answer => (Line(answer), Status(answer))), Is.EqualTo(new[] { (1, 201), (3, 201) }));
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_the_problem_of_their_line()
    {
        byte[] body = [.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}\n{\"text\":\"Un.\"}\n"u8];

        var answers = await Load(new ByteArrayContent(body));

        Assert.That(answers.Select(Status), Is.EqualTo(new[] { 400, 201 }));
    }

    [Test]
    public async Task A_line_over_the_limit_is_refused_and_the_next_is_read()
    {
        var answers = await Load($"{{\"text\":\"{new string('a', 40 << 20)}\"}}\n{{\"text\":\"Un.\"}}\n");

        Assert.That(answers.Select(answer => (Line(answer), Status(answer))), Is.EqualTo(new[] { (1, 413), (2, 201) }));
    }

    [Test]
    public async Task A_client_that_sends_60_megabytes_before_it_reads_gets_every_answer()
    {
        const int count = 20_000;
        var padding = new string('a', 3000);
        var body = Enumerable
            .Range(0, count)
            .Select(number =>
                Encoding.ASCII.GetBytes(
                    number % 500 == 0
                        ? $"{{\"text\":\"{number} {padding}\",\"extract\":false}}\n"
                        : $"{{\"text\":\"{padding}\",\"unknown\":1}}\n"
                )
            )
            .ToList();
        Assert.That(body.Sum(line => line.Length), Is.GreaterThan(60_000_000));
        using var client = new TcpClient { ReceiveBufferSize = 32 * 1024 };
        await client.ConnectAsync(App.Address.Host, App.Address.Port);
        var stream = client.GetStream();

        // HTTP/1.0, so that the answer comes as it is, without chunks.
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/articles/bulk HTTP/1.0\r\nHost: {App.Address.Authority}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {body.Sum(line => line.Length)}\r\n\r\n"
            )
        );
        foreach (var line in body)
            await stream.WriteAsync(line);

        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync())
            .Split('\n')
            .Where(line => line.StartsWith("{\"line\":", StringComparison.Ordinal))
            .ToList();
        Assert.That(lines, Has.Count.EqualTo(count));
        Assert.That(
            lines.Count(line => line.Contains("\"status\":201", StringComparison.Ordinal)),
            Is.EqualTo(count / 500)
        );
        Assert.That(await App.Read(db => db.Articles.CountAsync()), Is.EqualTo(count / 500));
    }

    [Test]
    public async Task An_answer_comes_as_soon_as_its_line_is_committed()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(App.Address.Host, App.Address.Port);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/articles/bulk HTTP/1.1\r\nHost: {App.Address.Authority}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
        );
        for (var number = 1; number <= 3; number++)
        {
            var line = $"{{\"text\":\"{number}\",\"extract\":false}}\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line.Length:x}\r\n{line}\r\n"));
            string? read;
            do read = await reader.ReadLineAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
            while (read is not null && !read.StartsWith("{\"line\"", StringComparison.Ordinal));
            Assert.That(read, Does.StartWith($"{{\"line\":{number},\"status\":201"));
            Assert.That(await App.Read(db => db.Articles.CountAsync()), Is.EqualTo(number));
        }
    }

    [Test]
    public async Task A_client_that_hangs_up_stops_the_work()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(App.Address.Host, App.Address.Port);
            var stream = client.GetStream();
            var lines = string.Concat(
                Enumerable.Range(0, 20_000).Select(number => $"{{\"text\":\"{number}\",\"extract\":false}}\n")
            );
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /api/v1/articles/bulk HTTP/1.1\r\nHost: {App.Address.Authority}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {lines.Length + 1}\r\n\r\n{lines}"
                )
            );
            _ = await stream.ReadAsync(new byte[10_000]);
        }

        int before,
            after;
        do
        {
            before = await App.Read(db => db.Articles.CountAsync());
            await Task.Delay(300);
            after = await App.Read(db => db.Articles.CountAsync());
        } while (before != after);
        Assert.That(after, Is.InRange(1, 19_999));
    }

    [Test]
    public async Task The_body_must_be_ndjson()
    {
        foreach (var type in (string[])["application/json", "text/plain", "application/x-www-form-urlencoded"])
            (
                await Api.Post("articles/bulk", new StringContent("{\"text\":\"Un.\"}", Encoding.UTF8, type))
            ).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
        Assert.That((await Api.Get("articles")).Items, Is.Empty);
    }

    [Test]
    public async Task A_reader_is_refused_before_the_first_line()
    {
        var secret = await App.Write(db =>
        {
            var key = ApiKey.Issue(new Holder("Reader", db.Stamp), Role.Reader, null, db.Stamp, out var made);
            db.ApiKeys.Add(key);
            return Task.FromResult(made);
        });

        using var reader = Api.With(secret);
        (await reader.Post("articles/bulk", Ndjson("{\"text\":\"Un.\"}"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    [Test]
    public async Task An_idempotency_key_is_ignored()
    {
        var body = "{\"text\":\"Un.\"}\n";
        await Api.Post("articles/bulk", Ndjson(body), ("Idempotency-Key", "k"));

        var again = await Api.Post("articles/bulk", Ndjson(body), ("Idempotency-Key", "k"));

        Assert.That(again.Text, Does.Contain("articleExists"));
    }

    private Task<IReadOnlyList<JsonElement>> Load(string lines) => Load(Ndjson(lines));

    private async Task<IReadOnlyList<JsonElement>> Load(HttpContent body)
    {
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        var answer = (await Api.Post("articles/bulk", body)).Expect(HttpStatusCode.OK);
        Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/x-ndjson"));
        return
        [
            .. answer
                .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }

    private static StringContent Ndjson(string lines) => new(lines, Encoding.UTF8, "application/x-ndjson");

    private static int Line(JsonElement answer) => answer.GetProperty("line").GetInt32();

    private static int Status(JsonElement answer) => answer.GetProperty("status").GetInt32();

    private static JsonElement Problem(JsonElement answer) => answer.GetProperty("problem");
}

using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Tests.Data;

/// <summary>The real program, killed without warning.</summary>
public sealed partial class CrashTests
{
    private const int Acknowledged = 60;

    [Test]
    public async Task What_was_acknowledged_before_kill_9_is_there_whole_and_nothing_is_half_there()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.db");
        try
        {
            var acknowledged = await LoadUntilKilled(file);
            Assert.That(acknowledged, Has.Count.EqualTo(Acknowledged));

            using var program = await Running.StartAsync(file);
            using var api = new Api(program.Address);
            foreach (var (number, id) in acknowledged)
                Assert.That((await api.Get($"articles/{id}"))["text"].GetString(), Is.EqualTo(TextOf(number)));
            await NothingIsHalfThere(file);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                File.Delete(file + suffix);
        }
    }

    private static async Task<List<(int Number, long Id)>> LoadUntilKilled(string file)
    {
        var acknowledged = new List<(int, long)>();
        using var program = await Running.StartAsync(file);
        using var client = new TcpClient();
        await client.ConnectAsync(program.Address.Host, program.Address.Port);
        var stream = client.GetStream();

        // Far more is announced than will be taken; HTTP/1.0, so that the answer comes without chunks.
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/articles/bulk HTTP/1.0\r\nHost: {program.Address.Authority}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000000000\r\n\r\n"
            )
        );
        var sending = Task.Run(async () =>
        {
            for (var number = 1; ; number++)
                await stream.WriteAsync(
                    Encoding.UTF8.GetBytes(
                        JsonSerializer.Serialize(
                            new
                            {
                                text = TextOf(number),
                                outlet = $"Outlet {number % 7}",
                                language = "fr",
                            }
                        ) + "\n"
                    )
                );
        });
        using var reader = new StreamReader(stream);
        while (acknowledged.Count < Acknowledged && await reader.ReadLineAsync() is { } line)
            if (
                line.StartsWith("{\"line\"", StringComparison.Ordinal)
                && JsonDocument.Parse(line).RootElement is var answer
            )
                acknowledged.Add((answer.GetProperty("line").GetInt32(), answer.GetProperty("articleId").GetInt64()));
        program.Kill();
        Assert.That(async () => await sending, Throws.InstanceOf<IOException>());
        return acknowledged;
    }

    private static async Task NothingIsHalfThere(string file)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        Databases.UseSqlite(options, $"Data Source={file}", batch: null);
        await using var db = new SqliteDb(options.Options);
        Assert.That(
            await db
                .Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check")
                .ToListAsync(),
            Is.EqualTo(new[] { "ok" })
        );

        var entries = await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Position).ToListAsync();
        Assert.That(
            entries.Select(entry => entry.Position),
            Is.EqualTo(Enumerable.Range(1, entries.Count).Select(number => (long)number))
        );
        Assert.That(entries.All(entry => entry.ComputeHash() == entry.Hash));

        var articles = await db.Articles.AsNoTracking().Include(article => article.Texts).ToListAsync();
        var created = entries.Where(entry => entry.Subject.StartsWith("article:", StringComparison.Ordinal)).ToList();
        Assert.That(
            created.Select(entry => entry.Subject),
            Is.EquivalentTo(articles.Select(article => article.Subject))
        );
        Assert.That(articles.All(article => article.Texts.Single().ContentHash == article.ContentHash));

        var covered = created
            .SelectMany(entry =>
                JsonNode
                    .Parse(entry.Change)!["proposals"]
                    ?["subjects"]!.AsArray()
                    .Select(subject => subject!.GetValue<string>())
                ?? []
            )
            .ToHashSet();
        var claims = await db.Claims.AsNoTracking().Include(claim => claim.Attribution).ToListAsync();
        Assert.That(
            covered.Where(subject => subject.StartsWith("claim:", StringComparison.Ordinal)),
            Is.EquivalentTo(claims.Select(claim => claim.Subject))
        );
        Assert.That(claims.All(claim => claim.Attribution.Count > 0));
    }

    private static string TextOf(int number) =>
        $"« Le convoi {number} est arrivé », a déclaré Paul Durand. Selon le ministère, {number} hommes ont été capturés. {new string('x', 2000)}";

    /// <summary>The program in a process of its own.</summary>
    private sealed partial class Running(Process process, Uri address) : IDisposable
    {
        public Uri Address { get; } = address;

        public static async Task<Running> StartAsync(string file)
        {
            var process = Process.Start(
                new ProcessStartInfo(
                    Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
                        ? host
                        : "dotnet",
                    [
                        Path.Combine(AppContext.BaseDirectory, "ClaimTracker.Web.dll"),
                        "--urls=http://127.0.0.1:0",
                        "--environment=Development",
                        "--Seed:OnEmptyDatabase=false",
                        $"--ConnectionStrings:ClaimTracker=Data Source={file}",
                    ]
                )
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            try
            {
                return new Running(process, await ReadyAsync(process).WaitAsync(TimeSpan.FromMinutes(2)));
            }
            catch
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }

        public void Kill()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited)
                Kill();
            process.Dispose();
        }

        private static async Task<Uri> ReadyAsync(Process process)
        {
            string? line;
            do line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            while (!AddressPattern().IsMatch(line));
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);

            var address = new Uri(AddressPattern().Match(line).Value);
            using var http = new HttpClient { BaseAddress = address };
            while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                await Task.Delay(50);
            return address;
        }

        [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
        private static partial Regex AddressPattern();
    }
}

using System.Net;
using System.Text;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Data;

public sealed class SqliteTests(TestDatabase database) : ApiTest(database)
{
    private string File => new SqliteConnectionStringBuilder(App.Settings["ConnectionStrings:ClaimTracker"]).DataSource;

    [SetUp]
    public async Task OnlyOnSqliteAsync()
    {
        if (!await App.Read(db => Task.FromResult(db.Database.IsSqlite())))
            Assert.Ignore("Of SQLite only.");
    }

    [Test]
    public async Task Every_connection_has_its_settings()
    {
        var scopes = Enumerable.Range(0, 3).Select(_ => App.Services.CreateAsyncScope()).ToList();
        foreach (var scope in scopes)
        {
            var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
            await db.Database.OpenConnectionAsync();
            foreach (
                var (pragma, value) in (IEnumerable<(string, string)>)
                    [
                        ("journal_mode", "wal"),
                        ("foreign_keys", "1"),
                        ("synchronous", "1"),
                        ("temp_store", "2"),
                        ("wal_autocheckpoint", "4000"),
                        ("journal_size_limit", "67108864"),
                    ]
            )
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA {pragma};";
                Assert.That(
                    Convert.ToString(
                        await command.ExecuteScalarAsync(),
                        System.Globalization.CultureInfo.InvariantCulture
                    ),
                    Is.EqualTo(value),
                    pragma
                );
            }
        }

        foreach (var scope in scopes)
            await scope.DisposeAsync();
    }

    [Test]
    public async Task The_write_ahead_log_stays_bounded()
    {
        var text = string.Concat(Enumerable.Repeat("Une phrase parmi bien d'autres. ", 650));
        var lines = string.Concat(
            Enumerable
                .Range(0, 1600)
                .Select(number => $"{{\"text\":\"{number} {text}\",\"language\":\"fr\",\"extract\":false}}\n")
        );

        var answer = (
            await Api.Post("articles/bulk", new StringContent(lines, Encoding.UTF8, "application/x-ndjson"))
        ).Expect(HttpStatusCode.OK);

        Assert.That(answer.Text.Split("\"status\":201"), Has.Length.EqualTo(1601));
        const int checkpoint = 4000 * 4096;
        Assert.That(new FileInfo(File).Length, Is.GreaterThan(3 * checkpoint), "enough to have overrun it");
        Assert.That(new FileInfo(File + "-wal").Length, Is.LessThan(2 * checkpoint));
    }
}

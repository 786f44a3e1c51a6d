using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Tests.Upgrade;

/// <summary>
/// What the first version stored goes on: its database, with the demonstration set, the walkthrough and many odd cases in it, is migrated and asked what the
/// first version was asked.
/// </summary>
public sealed class FirstVersionTests
{
    /// <summary>What is read of a claim as of an instant in the past, and may never become anything else.</summary>
    private static readonly string[] OfThePast =
    [
        "statement",
        "status",
        "attribution",
        "article.published",
        "eventDate",
        "statementDate",
        "tags",
    ];

    private TestApp app = null!;
    private Api api = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        app = await TestApp.StartAsync(new FirstVersion());
        api = new Api(app.Address);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        api.Dispose();
        await app.DisposeAsync();
    }

    [Test]
    public async Task Its_audit_trail_is_whole_and_its_records_are_as_the_trail_says()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await Program.RunAsync(
            ["verify-audit", .. app.Settings.Select(setting => $"--{setting.Key}={setting.Value}")],
            new InvocationConfiguration { Output = output, Error = error }
        );

        Assert.That(code, Is.Zero, output.ToString() + error);
        Assert.That(output.ToString(), Does.Contain("The trail is whole: 268 entries").And.Not.Contain("not checked"));
    }

    [Test]
    public async Task What_it_answered_is_answered_still_but_for_what_was_decided_otherwise()
    {
        var differences = FirstVersion.Differences();
        var met = new HashSet<Difference>();
        var undecided = new List<string>();
        foreach (var (path, body) in FirstVersion.Answers())
        {
            var known = differences.Where(one => one.IsOf(path)).ToList();
            foreach (var renamed in known.Where(one => one.RenamedTo is not null && one.Rename(body)))
                met.Add(renamed);
            foreach (var found in Found.Between(body, await GetAsync(path)))
                if (known.Find(one => one.Covers(found)) is { } decided)
                    met.Add(decided);
                else
                    undecided.Add($"{path} {found}");
        }

        Assert.That(undecided, Is.Empty, "What differs must be decided in differences.json.");
        Assert.That(differences.Except(met), Is.Empty, "What is decided and does not occur has no place there.");
    }

    [Test]
    public async Task The_past_is_as_it_was()
    {
        var asked = 0;
        foreach (var (path, was) in FirstVersion.Answers().Where(answer => answer.Path.Contains("asOf=")))
        {
            var now = await GetAsync(path);
            foreach (var field in OfThePast)
                Assert.That(
                    At(now, field)?.ToJsonString(),
                    Is.EqualTo(At(was, field)?.ToJsonString()),
                    $"{path} {field}"
                );
            asked++;
        }

        Assert.That(asked, Is.EqualTo(63));

        static JsonNode? At(JsonNode? answer, string field) =>
            field.Split('.').Aggregate(answer, (node, name) => node?[name]);
    }

    [TestCase("en")]
    [TestCase("fr")]
    public async Task Histories_tell_every_entry(string language)
    {
        var (told, sentences) = (new HashSet<long>(), new List<string>());
        foreach (var kind in (string[])["claims", "sources", "articles", "relations"])
        foreach (var id in await IdsAsync(kind))
        {
            var next = "";
            do
            {
                var page = await GetAsync($"/{kind}/{id}/history?limit=500&language={language}{next}");
                foreach (var item in page["items"]!.AsArray())
                {
                    told.Add((long)item!["entry"]!["position"]!);
                    sentences.Add((string)item["sentence"]!);
                }

                next = (string?)page["next"] is { } cursor ? $"&after={cursor}" : null;
            } while (next is not null);
        }

        var untold = await app.Read(db =>
            db.AuditEntries.Where(entry => !told.Contains(entry.Position)).Select(entry => entry.Subject).ToListAsync()
        );
        Assert.That(
            untold,
            Is.All.StartsWith("holder:")
                .Or.StartsWith("apiKey:")
                .Or.StartsWith("verdictScale:")
                .Or.StartsWith("claimReview:"),
            "Only what belongs to no record with a history is in none."
        );
        var stored = language == "fr" ? await WrittenByTheProgramAsync() : [];
        Assert.Multiple(() =>
        {
            foreach (var sentence in sentences.Distinct())
            {
                Assert.That(sentence, Does.StartWith(language == "fr" ? "Le " : "On ").And.EndWith("."));
                Assert.That(sentence, Does.Not.Match(@"\{\w+\}").And.Not.Match(@"\([A-Z][a-z]+[A-Z]\w*\)\.$"));
                Assert.That(stored.Where(sentence.Contains), Is.Empty, sentence);
            }
        });
    }

    /// <summary>The sentences that the first version stored, in English.</summary>
    private async Task<List<string>> WrittenByTheProgramAsync()
    {
        var changes = await app.Read(db =>
            db.AuditEntries.Where(entry =>
                    entry.Subject.StartsWith("flag:")
                    || entry.Subject.StartsWith("outcome:")
                    || entry.Subject.StartsWith("suggestion:")
                )
                .Select(entry => entry.Change)
                .ToListAsync()
        );
        var found = new HashSet<string>();
        foreach (var change in changes)
        {
            var entry = JsonNode.Parse(change)!;
            foreach (var field in (string[])["because", "causeEnded", "why", "reason", "withdrawalReason"])
            foreach (var value in (JsonNode?[])[entry["created"]?[field], entry["changed"]?[field]?["new"]])
                if ((string?)value is { } text && text.Contains(' ') && char.IsUpper(text[0]))
                    found.Add(text.TrimEnd('.'));
        }

        Assert.That(found, Has.Count.EqualTo(8));
        return [.. found];
    }

    private Task<List<long>> IdsAsync(string kind) =>
        app.Read(db =>
            (
                kind switch
                {
                    "claims" => db.Claims.Select(record => record.Id),
                    "sources" => db.Sources.Select(record => record.Id),
                    "articles" => db.Articles.Select(record => record.Id),
                    _ => db.Relations.Select(record => record.Id),
                }
            ).ToListAsync()
        );

    private async Task<JsonObject> GetAsync(string path) =>
        JsonNode.Parse((await api.Get("/api/v1" + path)).Expect(HttpStatusCode.OK).Text)!.AsObject();
}

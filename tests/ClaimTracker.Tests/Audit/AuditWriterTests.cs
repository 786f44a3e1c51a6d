using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Audit;

public sealed class AuditTrailTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task Positions_have_no_gaps_and_follow_the_commits_however_many_write()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(async number =>
                {
                    var article = (
                        await Api.Post(
                            "articles",
                            new
                            {
                                text = $"Texte {number}.",
                                outlet = $"Outlet {number % 3}",
                                extract = false,
                            }
                        )
                    ).Expect(HttpStatusCode.Created);
                    (await Api.Patch($"articles/{article.Id}", 1, new { title = $"Titre {number}" })).Expect(
                        HttpStatusCode.OK
                    );
                })
        );

        var entries = await Entries();
        Assert.That(
            entries.Select(entry => entry.Position),
            Is.EqualTo(Enumerable.Range(1, entries.Count).Select(number => (long)number))
        );
        Assert.That(entries, Has.Count.EqualTo(40 + 40 + 3));
        var created = entries.Where(entry =>
            entry.UseCase == "RecordArticle" && entry.Subject.StartsWith("article:", StringComparison.Ordinal)
        );
        Assert.That(
            created.Select(entry =>
                long.Parse(entry.Subject["article:".Length..], System.Globalization.CultureInfo.InvariantCulture)
            ),
            Is.Ordered.Ascending
        );
        await Verify(entries);
    }

    [Test]
    public async Task A_change_shows_the_old_and_the_new_value_of_every_field_that_changed_and_of_no_other()
    {
        var article = (
            await Api.Post(
                "articles",
                new
                {
                    text = "Un.",
                    title = "Alt",
                    tags = (string[])["a", "b"],
                    published = "2018",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created);

        (
            await Api.Patch(
                $"articles/{article.Id}",
                1,
                new
                {
                    title = "Neu",
                    author = "A.",
                    published = (string?)null,
                    tags = (string[])["b", "c"],
                    reason = "because",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var entry = (await Entries()).Last();
        Assert.That(
            (entry.Subject, entry.Sequence, entry.Actor, entry.UseCase, entry.Reason),
            Is.EqualTo(("article:1", 2, "local", "EditArticle", "because"))
        );
        var expected = JsonNode.Parse(
            """
            {"changed":{
              "title":{"old":"Alt","new":"Neu"},
              "author":{"old":null,"new":"A."},
              "published":{"old":"2018","new":null},
              "publishedEarliest":{"old":"2018-01-01T00:00:00Z","new":null},
              "publishedLatest":{"old":"2019-01-01T00:00:00Z","new":null},
              "tags":{"old":[{"tag":"a"},{"tag":"b"}],"new":[{"tag":"b"},{"tag":"c"}]}}}
            """
        );
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(entry.Change), expected), entry.Change);
    }

    [Test]
    public async Task What_is_created_is_there_with_every_field()
    {
        (
            await Api.Post(
                "articles",
                new
                {
                    text = "Un.",
                    title = "T",
                    outlet = "Le Ponant",
                    language = "fr",
                    url = "https://a.example/",
                    published = "2018-09",
                    tags = (string[])["x"],
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created);

        var created = JsonNode.Parse((await Entries()).Single(entry => entry.Subject == "article:1").Change)![
            "created"
        ]!.AsObject();
        foreach (
            var name in (string[])
                [
                    "title",
                    "outletId",
                    "language",
                    "url",
                    "published",
                    "publishedEarliest",
                    "publishedLatest",
                    "contentHash",
                    "textVersion",
                    "status",
                    "recordedAt",
                    "recordedBy",
                    "tags",
                    "texts",
                ]
        )
            Assert.That(created.ContainsKey(name), $"{name} in {created}");
        Assert.That(
            created["texts"]![0]!["contentHash"]!.GetValue<string>(),
            Is.EqualTo(created["contentHash"]!.GetValue<string>())
        );
    }

    [Test]
    public async Task Entries_of_one_use_case_bear_the_position_of_its_first()
    {
        var sources = new[] { "Ada", "Bob" }.Select(name => new { name, kind = "person" });
        foreach (var source in sources)
            (await Api.Post("sources", source)).Expect(HttpStatusCode.Created);
        (
            await Api.Post(
                "articles",
                new
                {
                    text = "Un.",
                    outlet = "Le Soir",
                    title = "Titre",
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created);

        var entries = await Entries();
        Assert.That(entries.Select(entry => entry.Act), Is.EqualTo(new[] { 1, 2, 3, 3 }));
        Assert.That(entries.TakeLast(2).Select(entry => entry.UseCase), Is.All.EqualTo("RecordArticle"));
    }

    [Test]
    public async Task A_changed_or_missing_entry_shows()
    {
        await Positions_have_no_gaps_and_follow_the_commits_however_many_write();
        var entries = await Entries();

        foreach (
            var member in (string[])
                ["Actor", "At", "UseCase", "Change", "Reason", "Subject", "Sequence", "Position", "PreviousHash", "Act"]
        )
            await App.Read(db =>
            {
                var entry = db.AuditEntries.Single(e => e.Position == 5);
                var property = typeof(AuditEntry).GetProperty(member)!;
                property.SetValue(
                    entry,
                    property.GetValue(entry) switch
                    {
                        DateTime at => at.AddTicks(1),
                        int number => number + 1,
                        long number => number + 1,
                        string text => text + " ",
                        null => "",
                        var other => other,
                    }
                );
                Assert.That(entry.ComputeHash(), Is.Not.EqualTo(entry.Hash), member);
                return Task.FromResult(0);
            });
        Assert.That(
            async () => await Verify(entries.SkipLast(1).ToList()),
            Throws.InstanceOf<InvalidOperationException>()
        );
    }

    [Test]
    public async Task The_database_itself_refuses_to_change_or_delete_an_entry()
    {
        (await Api.Post("articles", new { text = "Un.", extract = false })).Expect(HttpStatusCode.Created);

        await App.Read(db => App.Services.GetRequiredService<Checkpoints>().MakeAsync(db, CancellationToken.None));
        foreach (
            var sql in (string[])
                [
                    "UPDATE AuditCheckpoints SET Root = ''",
                    "DELETE FROM AuditCheckpoints",
                    "UPDATE AuditEntries SET Actor = 'nobody'",
                    "DELETE FROM AuditEntries",
                    "UPDATE AuditEntries SET Position = 99 WHERE Position = 1",
                ]
        )
            Assert.That(
                async () => await App.Read(db => db.Database.ExecuteSqlRawAsync(sql)),
                Throws.InstanceOf<DbException>().With.Message.Contains("append-only")
            );

        await Verify(await Entries());
    }

    [Test]
    public async Task The_context_refuses_to_change_an_entry_and_to_delete_anything()
    {
        (await Api.Post("articles", new { text = "Un.", extract = false })).Expect(HttpStatusCode.Created);

        Assert.Multiple(() =>
        {
            Assert.That(
                () =>
                    App.Write(async db =>
                        db.Entry(await db.AuditEntries.FirstAsync()).Property("Actor").CurrentValue = "nobody"
                    ),
                Throws.InvalidOperationException
            );
            Assert.That(
                () => App.Write(async db => db.Remove(await db.AuditEntries.FirstAsync())),
                Throws.InvalidOperationException
            );
            Assert.That(
                () => App.Write(async db => db.Remove(await db.Articles.FirstAsync())),
                Throws.InvalidOperationException
            );
        });
    }

    [Test]
    public async Task Nothing_is_written_outside_a_use_case()
    {
        Assert.That(
            () =>
                App.Read(db =>
                {
                    db.Add(Source.Named(SourceKind.Person, "Ana", SourceStatus.Accepted, default));
                    return db.SaveChangesAsync();
                }),
            Throws.InvalidOperationException
        );
        Assert.That(await App.Read(db => db.Sources.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Proposals_are_covered_by_their_article_and_start_their_own_chain_with_their_first_change()
    {
        await App.Write(async db =>
        {
            const string text = "Le ministre a parlé.";
            var article = new Article(text, null, db.Stamp);
            var minister = Source.Named(SourceKind.Person, "Le ministre", SourceStatus.Proposed, db.Stamp);
            var index = new CodePointIndex(text);
            db.Add(article);
            db.Add(
                Claim.Propose(
                    article,
                    [TextSpan.At(index, 0, 20)],
                    text,
                    [new LinkDraft(minister)],
                    ClaimMode.Indirect,
                    Modality.Asserted,
                    0.5,
                    null,
                    "cue",
                    "Reader 1.0",
                    db.Stamp
                )
            );
            await db.SaveChangesAsync();
            return article.Id;
        });

        var covering = (await Entries()).Single();
        var proposals = JsonNode.Parse(covering.Change)!["proposals"]!;
        Assert.That(covering.Subject, Is.EqualTo("article:1"));
        Assert.That(
            proposals["subjects"]!.AsArray().Select(subject => subject!.GetValue<string>()),
            Is.EquivalentTo(new[] { "claim:1", "source:1" })
        );
        Assert.That(proposals["hash"]!.GetValue<string>(), Does.Match("^[0-9a-f]{64}$"));

        await App.Write(async db =>
        {
            var claim = await db
                .Claims.Include(c => c.Article)
                .Include(c => c.Attribution)
                    .ThenInclude(link => link.Source)
                .SingleAsync();
            claim.SetStatus(ClaimStatus.Accepted, "read it", db.Stamp);
            return 0;
        });

        var own = (await Entries())
            .Where(entry => entry.Subject != "article:1")
            .OrderBy(entry => entry.Subject, StringComparer.Ordinal)
            .ToList();
        Assert.That(
            own.Select(entry => (entry.Subject, entry.Sequence, entry.PreviousHash)),
            Is.EqualTo(new[] { ("claim:1", 1, ""), ("source:1", 1, "") })
        );
        Assert.That(
            JsonNode.Parse(own[0].Change)!["changed"]!["status"]!.ToJsonString(),
            Is.EqualTo("""{"old":"proposed","new":"accepted"}""")
        );
        await Verify(await Entries());
    }

    private Task<List<AuditEntry>> Entries() =>
        App.Read(db => db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Position).ToListAsync());

    /// <summary>Recomputes every hash and follows every chain to its head.</summary>
    private async Task Verify(IReadOnlyList<AuditEntry> entries)
    {
        var heads = await App.Read(db => db.AuditHeads.AsNoTracking().ToDictionaryAsync(head => head.Subject));
        foreach (var chain in entries.GroupBy(entry => entry.Subject))
        {
            var previous = "";
            var sequence = 0;
            foreach (var entry in chain)
            {
                if (entry.Sequence != ++sequence || entry.PreviousHash != previous || entry.ComputeHash() != entry.Hash)
                    throw new InvalidOperationException($"The chain of {chain.Key} is broken at {sequence}.");
                previous = entry.Hash;
            }

            if ((heads[chain.Key].Sequence, heads[chain.Key].Hash) != (sequence, previous))
                throw new InvalidOperationException($"The head of {chain.Key} is elsewhere.");
        }

        if (
            (heads[AuditHead.Global].Sequence, heads[AuditHead.Global].Hash) != (entries[^1].Position, entries[^1].Hash)
        )
            throw new InvalidOperationException("The head of the whole trail is elsewhere.");
        Assert.That(heads, Has.Count.EqualTo(entries.Select(entry => entry.Subject).Distinct().Count() + 1));
    }
}

using System.CommandLine;
using System.Globalization;
using System.Net;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaimTracker.Tests.Audit;

/// <summary>Somebody with full access to the database changes the trail behind the service's back. The triggers are dropped first: whoever owns the database can.</summary>
public sealed class TamperTests
{
    private const string Key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private TestApp app = null!;
    private Api api = null!;
    private SqliteConnection sqlite = null!;

    [SetUp]
    public async Task StartAsync()
    {
        app = await TestApp.StartAsync(TestDatabase.Embedded, new Dictionary<string, string?> { ["Audit:Key"] = Key });
        api = new Api(app.Address);
        var article = (
            await api.Post(
                "articles",
                new
                {
                    text = "« L’arme\u0301e a repris 🕊️ deux villages », a déclaré Paul Durand. Selon le ministère, dix hommes ont été capturés.",
                    outlet = "Le Ponant",
                }
            )
        ).Expect(HttpStatusCode.Created);
        var claim = (await api.Get($"articles/{article.Id}/claims")).Items[0].GetProperty("id").GetInt64();
        (await api.Put($"claims/{claim}/status", 1, new { status = "accepted", reason = "read" })).Expect(
            HttpStatusCode.OK
        );
        (await api.Patch($"articles/{article.Id}", 1, new { title = "Deux villages" })).Expect(HttpStatusCode.OK);
        (await api.Patch($"articles/{article.Id}", 2, new { author = "A. B.", reason = "named below" })).Expect(
            HttpStatusCode.OK
        );
        (await api.Post("sources", new { name = "Ana", kind = "person" })).Expect(HttpStatusCode.Created);

        sqlite = new SqliteConnection(app.Settings["ConnectionStrings:ClaimTracker"]);
        sqlite.Open();
        foreach (var table in (string[])["AuditEntries", "AuditCheckpoints"])
        foreach (var change in (string[])["UPDATE", "DELETE"])
            Run($"DROP TRIGGER {table}_AppendOnly_{change}");
        Assert.That((await VerifyAsync()).FirstBroken, Is.Null);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await sqlite.DisposeAsync();
        api.Dispose();
        await app.DisposeAsync();
    }

    [TestCase("Subject")]
    [TestCase("Actor")]
    [TestCase("At")]
    [TestCase("UseCase")]
    [TestCase("Change")]
    [TestCase("Reason")]
    [TestCase("PreviousHash")]
    [TestCase("Hash")]
    public async Task A_changed_byte_in_any_text_of_any_entry_is_found_and_its_place_named(string column)
    {
        var random = new Random(column.Length);
        var changed = 0;
        for (var position = 1L; position <= await HeadAsync(); position++)
        {
            if (Bytes(column, position) is not { Length: > 0 } bytes)
                continue;

            // An instant can be written in several ways: there, every byte.
            var places =
                column == "At"
                    ? Enumerable.Range(0, bytes.Length)
                    : [0, bytes.Length - 1, random.Next(bytes.Length), random.Next(bytes.Length)];
            foreach (var place in places)
            foreach (
                var other in column == "At"
                    ? (byte[])[(byte)(bytes[place] ^ 1), (byte)'T', 0]
                    : [(byte)(bytes[place] ^ 1), 0x80]
            )
            {
                if (bytes[place] == other)
                    continue;
                Write(column, position, [.. bytes[..place], other, .. bytes[(place + 1)..]]);
                await BrokenAsync(position, $"{column} of {position}, byte {place} as {other}");
                changed++;
            }

            foreach (
                var longer in (byte[][])
                    [
                        [.. bytes, (byte)'0'],
                        [.. bytes, 0],
                        bytes[..^1],
                    ]
            )
            {
                Write(column, position, longer);
                await BrokenAsync(position, $"{column} of {position} with {longer.Length} bytes");
            }

            Write(column, position, bytes);
        }

        Assert.That(changed, Is.GreaterThan(0));
        Assert.That((await VerifyAsync()).FirstBroken, Is.Null);
    }

    [Test]
    public async Task A_missing_reason_is_not_an_empty_one()
    {
        var without = (await Entries()).First(entry => entry.Reason is null).Position;
        Run($"UPDATE AuditEntries SET Reason = '' WHERE Position = {without}");
        await BrokenAsync(without);

        Run($"UPDATE AuditEntries SET Reason = NULL WHERE Position = {without}");
        Assert.That((await VerifyAsync()).FirstBroken, Is.Null);
    }

    [Test]
    public async Task A_changed_number_of_any_entry_is_found()
    {
        for (var position = 1L; position <= await HeadAsync(); position++)
        {
            foreach (var sequence in (string[])["Sequence + 1000", "-Sequence", "0", "Sequence + 0.5", "'x'", "x'32'"])
            {
                var before = Text($"SELECT Sequence FROM AuditEntries WHERE Position = {position}");
                Run($"UPDATE AuditEntries SET Sequence = {sequence} WHERE Position = {position}");
                await BrokenAsync(position, sequence);
                Run($"UPDATE AuditEntries SET Sequence = {before} WHERE Position = {position}");
            }

            foreach (var act in (string[])["Act + 1", "-Act", "0", "NULL", "Act + 0.5", "'x'"])
            {
                var before = Text($"SELECT Act FROM AuditEntries WHERE Position = {position}");
                Run($"UPDATE AuditEntries SET Act = {act} WHERE Position = {position}");
                await BrokenAsync(position, act);
                Run($"UPDATE AuditEntries SET Act = {before} WHERE Position = {position}");
            }

            foreach (var other in (long[])[position + 1000, long.MaxValue, 0, -position])
            {
                Run($"UPDATE AuditEntries SET Position = {other} WHERE Position = {position}");
                await BrokenAsync(other < 1 ? other : position, $"{position} as {other}");
                Run($"UPDATE AuditEntries SET Position = {position} WHERE Position = {other}");
            }
        }
    }

    [Test]
    public async Task A_deleted_entry_is_found_and_named_where_it_left_a_trace()
    {
        foreach (var entry in await Entries())
        {
            Run("CREATE TABLE Kept AS SELECT * FROM AuditEntries");
            Run($"DELETE FROM AuditEntries WHERE Position = {entry.Position}");
            var broken = await BrokenAsync(entry.Position);
            Assert.That((broken.Subject, broken.Sequence), Is.EqualTo((entry.Subject, (long)entry.Sequence)));
            Run($"INSERT INTO AuditEntries SELECT * FROM Kept WHERE Position = {entry.Position}");
            Run("DROP TABLE Kept");
        }
    }

    [Test]
    public async Task The_newest_entry_deleted_is_found_with_its_head_and_without()
    {
        var newest = (await Entries())[^1];
        Run($"DELETE FROM AuditEntries WHERE Position = {newest.Position}");
        await BrokenAsync(newest.Position);

        Run($"DELETE FROM AuditHeads WHERE Subject = '{newest.Subject}'");
        await BrokenAsync(newest.Position);
    }

    [Test]
    public async Task Two_entries_that_changed_places_are_found()
    {
        var entries = await Entries();
        for (var one = 1; one < entries.Count; one++)
        {
            Swap(one, one + 1);
            await BrokenAsync(one);
            Swap(one, one + 1);
        }

        Assert.That((await VerifyAsync()).FirstBroken, Is.Null);
    }

    [Test]
    public async Task An_entry_that_was_put_in_is_found_however_well_it_is_made()
    {
        var entries = await Entries();
        var last = entries.Last(entry => entry.Subject == "article:1");
        Put(
            AuditEntry.Append(
                entries.Count + 1,
                "article:1",
                last.Sequence + 1,
                last.Hash,
                new AuditStamp("Ada", DateTime.UtcNow),
                "EditArticle",
                "{}",
                null,
                entries.Count + 1
            )
        );
        await BrokenAsync(entries.Count + 1);

        Run($"UPDATE AuditHeads SET Sequence = {entries.Count + 1} WHERE Subject = '*'");
        Run(
            $"UPDATE AuditHeads SET Hash = (SELECT Hash FROM AuditEntries WHERE Position = {entries.Count + 1}) WHERE Subject = '*'"
        );
        var broken = await BrokenAsync(entries.Count + 1);
        Assert.That(broken.Subject, Is.EqualTo("article:1"));
    }

    [Test]
    public async Task A_deleted_subject_is_found()
    {
        Run("DELETE FROM AuditEntries WHERE Subject = 'article:1'");
        Run("DELETE FROM AuditHeads WHERE Subject = 'article:1'");
        await BrokenAsync(
            (await Entries())
                .Select(entry => entry.Position)
                .Order()
                .Select((position, at) => (position, at))
                .First(one => one.position != one.at + 1)
                .at + 1
        );
    }

    [TestCase("DELETE FROM AuditHeads WHERE Subject = 'article:1'")]
    [TestCase("UPDATE AuditHeads SET Subject = 'article:9' WHERE Subject = 'article:1'")]
    [TestCase("UPDATE AuditHeads SET Sequence = Sequence - 1 WHERE Subject = 'article:1'")]
    [TestCase("UPDATE AuditHeads SET Sequence = Sequence + 1 WHERE Subject = 'article:1'")]
    [TestCase("UPDATE AuditHeads SET Hash = 'f' || substr(Hash, 2) || '0' WHERE Subject = 'article:1'")]
    [TestCase("INSERT INTO AuditHeads (Subject, Sequence, Hash) VALUES ('claim:999', 1, '')")]
    [TestCase("DELETE FROM AuditHeads WHERE Subject = '*'")]
    [TestCase("UPDATE AuditHeads SET Sequence = Sequence - 1 WHERE Subject = '*'")]
    [TestCase("UPDATE AuditHeads SET Sequence = Sequence + 1 WHERE Subject = '*'")]
    [TestCase("UPDATE AuditHeads SET Hash = 'f' || substr(Hash, 2) || '0' WHERE Subject = '*'")]
    [TestCase("DELETE FROM AuditHeads")]
    [TestCase("DELETE FROM AuditEntries")]
    public async Task A_changed_head_is_found(string sql)
    {
        Run(sql);
        var view = (await api.Get("audit/verification")).Expect(HttpStatusCode.OK);

        Assert.That(view["valid"].GetBoolean(), Is.False, view.Text);
        Assert.That(view["firstBroken"].GetProperty("why").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task A_trail_cut_off_with_its_heads_set_back_shows_against_a_checkpoint_and_only_there()
    {
        var kept = await CheckpointAsync();
        var entries = await Entries();
        CutOff(entries, entries.Count - 2);

        // The checkpoint in the database shows it, as long as that was left there.
        Assert.That((await BrokenAsync(entries.Count - 1)).Why, Does.Contain("cut off"));
        Run("DELETE FROM AuditCheckpoints");
        Assert.That((await VerifyAsync()).FirstBroken, Is.Null);

        var broken = (await VerifyAsync(kept)).FirstBroken!;
        Assert.That((broken.Position, broken.Why), Is.EqualTo((entries.Count - 1L, broken.Why)));
        Assert.That(broken.Why, Does.StartWith("The trail was cut off").And.Contain($"for position {entries.Count}"));
    }

    [Test]
    public async Task A_trail_rewritten_with_all_its_hashes_and_heads_shows_against_a_checkpoint_which_says_between_which_positions()
    {
        var early = await CheckpointAsync();
        (await api.Post("sources", new { name = "Bob", kind = "person" })).Expect(HttpStatusCode.Created);
        (await api.Post("sources", new { name = "Cleo", kind = "person" })).Expect(HttpStatusCode.Created);
        var late = await CheckpointAsync();

        Rewrite(await Entries(), entry => entry.Change.Replace("Bob", "Rob", StringComparison.Ordinal));
        Run("DELETE FROM AuditCheckpoints");

        Assert.That((await VerifyAsync()).FirstBroken, Is.Null);
        Assert.That((await VerifyAsync(early)).FirstBroken, Is.Null);
        var broken = (await VerifyAsync(early, late)).FirstBroken!;
        Assert.That(broken.Position, Is.EqualTo(early.Position + 1));
        Assert.That(broken.Why, Does.Contain($"from position {early.Position + 1} to {late.Position} were rewritten"));
    }

    [Test]
    public async Task A_forged_checkpoint_shows_where_the_key_is()
    {
        await CheckpointAsync();
        var entries = await Entries();
        CutOff(entries, entries.Count - 1);
        var root = new TrailRoot();
        foreach (var entry in await Entries())
            root.Add(Convert.FromHexString(entry.Hash));
        Run(
            $"UPDATE AuditCheckpoints SET Position = {entries.Count - 1}, Entries = {entries.Count - 1}, Root = '{root.Value}'"
        );

        var broken = (await VerifyAsync()).FirstBroken!;
        Assert.That(broken.Why, Does.Contain("forged or changed"));
        Assert.That(
            (await api.Get("audit/verification"))["checkpoint"].GetProperty("seal").GetString(),
            Is.EqualTo("forged")
        );
    }

    [Test]
    public async Task The_service_seals_no_root_that_it_finds_in_the_table_without_its_seal()
    {
        await CheckpointAsync();
        Run("UPDATE AuditCheckpoints SET Root = replace(Root, substr(Root, 1, 8), 'deadbeef')");
        (await api.Post("sources", new { name = "Bob", kind = "person" })).Expect(HttpStatusCode.Created);

        // As after a restart, with nothing in memory.
        var fresh = await app.Read(db =>
            new Checkpoints(
                Settings(),
                app.Services.GetRequiredService<WriteTransaction>(),
                TimeProvider.System
            ).MakeAsync(db, CancellationToken.None)
        );
        var root = new TrailRoot();
        foreach (var entry in await Entries())
            root.Add(Convert.FromHexString(entry.Hash));
        Assert.That(fresh!.Root, Is.EqualTo(root.Value));
    }

    [TestCase("UPDATE Articles SET Title = 'Trois villages' WHERE Id = 1", "article:1", "title")]
    [TestCase("UPDATE Articles SET ArchivedUrl = 'https://a.example/' WHERE Id = 1", "article:1", "archivedUrl")]
    [TestCase("UPDATE Articles SET Author = NULL WHERE Id = 1", "article:1", "author")]
    [TestCase("UPDATE ArticleTexts SET Text = Text || ' ' WHERE ArticleId = 1", "article:1", "text")]
    [TestCase("INSERT INTO ArticleTags (ArticleId, Tag) VALUES (1, 'forged')", "article:1", "tags")]
    [TestCase("UPDATE Sources SET Name = 'Anna' WHERE Name = 'Ana'", "source:", "name")]
    [TestCase("UPDATE Claims SET Statement = 'Rien.' WHERE Id = 1", "article:1", "claim:1")]
    [TestCase("UPDATE Claims SET DecidedBy = 'Ada' WHERE DecidedBy IS NOT NULL", "claim:", "decidedBy")]
    [TestCase("UPDATE Claims SET EventDate = '2018' WHERE Id = 2", "article:1", "claim:2")]
    [TestCase("UPDATE AttributionLinks SET Stance = 3 WHERE ClaimId = 1 AND Position = 1", "article:1", "claim:1")]
    [TestCase("DELETE FROM AttributionLinks WHERE ClaimId = 2 AND Position = 1", "article:1", "claim:2")]
    [TestCase(
        "INSERT INTO Holders (Name, NameKey, Version, RecordedAt, RecordedBy) VALUES ('Eve', 'eve', 1, '2026-01-01 00:00:00', 'system')",
        "holder:",
        "put in"
    )]
    [TestCase("DELETE FROM Sources WHERE Name = 'Ana'", "source:", "deleted")]
    public async Task A_row_that_was_changed_past_the_service_is_found_by_comparing_it_with_the_trail(
        string sql,
        string subject,
        string said
    )
    {
        Assert.That((await api.Get("audit/verification?include=records"))["valid"].GetBoolean(), Is.True);
        Run(sql);

        Assert.That((await api.Get("audit/verification"))["valid"].GetBoolean(), Is.True, "the trail itself is whole");
        var found = (await api.Get("audit/verification?include=records")).Expect(HttpStatusCode.OK);
        Assert.That(found["valid"].GetBoolean(), Is.False);
        Assert.That(found["firstBroken"].GetProperty("subject").GetString(), Does.StartWith(subject));
        Assert.That(found["firstBroken"].GetProperty("why").GetString(), Does.Contain(said));
        Assert.That((await VerbAsync()).Code, Is.EqualTo(1));
    }

    [Test]
    public async Task The_verb_says_in_a_sentence_where_the_trail_is_broken_and_ends_with_1()
    {
        var kept = await CheckpointAsync();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.log");
        await File.WriteAllTextAsync(
            file,
            $"info: something else\ninfo: ClaimTracker.Web.Hosting.TrailKeeper[0]\n      Audit checkpoint at position {kept.Position}: {kept.Line}\n"
        );

        var whole = await VerbAsync("--against", file);
        Assert.That(whole.Code, Is.Zero, whole.Output);
        Assert.That(whole.Output, Does.Contain("The trail is whole").And.Contain("ctcp1."));
        Assert.That(AuditCheckpoint.FindIn(whole.Output).Single().IsSealedBy(Settings().Key), Is.True);

        var entries = await Entries();
        CutOff(entries, entries.Count - 1);
        Run("DELETE FROM AuditCheckpoints");
        var orphan = await VerbAsync();
        Assert.That(orphan.Code, Is.EqualTo(1));
        Assert.That(
            orphan.Output,
            Does.Contain("was put in past the service: nothing in the trail says who recorded it"),
            "what was cut off left its row"
        );
        var cut = await VerbAsync("--against", file);
        Assert.That(cut.Code, Is.EqualTo(1));
        Assert.That(
            cut.Output,
            Does.Contain($"The trail is broken at position {entries.Count}. The trail was cut off")
        );

        Run("UPDATE AuditEntries SET Actor = 'nobody' WHERE Position = 2");
        var changed = await VerbAsync();
        Assert.That(changed.Code, Is.EqualTo(1));
        Assert.That(
            changed.Output,
            Does.Contain(
                $"The trail is broken at position 2, {entries[1].Subject}, sequence {entries[1].Sequence}. The entry was changed"
            )
        );
        Assert.That(changed.Output + changed.Error, Does.Not.Contain(Key));
        Assert.That((await VerbAsync("--against", file + ".none")).Code, Is.EqualTo(2));
        File.Delete(file);
    }

    [Test]
    public async Task The_service_starts_on_a_trail_that_was_tampered_with_and_says_so()
    {
        Run("UPDATE AuditEntries SET Actor = 'nobody' WHERE Position = 3");
        var log = new LogLines();
        var builder = TestApp.CreateBuilder(app.Settings);
        builder.Logging.AddProvider(log);
        await using var second = Program.Build(builder);
        await second.StartAsync();
        second.Services.GetRequiredService<Readiness>().IsReady = true;

        using var other = new Api(new Uri(second.Urls.Single()));
        (await other.Get("/health/ready")).Expect(HttpStatusCode.OK);
        Assert.That(
            () => log.Lines,
            Has.Some.StartsWith("Error The audit trail is broken at position 3")
                .After(10)
                .Seconds.PollEvery(50)
                .MilliSeconds
        );
        (await other.Post("sources", new { name = "Bob", kind = "person" })).Expect(HttpStatusCode.Created);
        Assert.That(
            (await other.Get("audit/verification"))["firstBroken"].GetProperty("position").GetInt64(),
            Is.EqualTo(3)
        );
        await second.StopAsync();
        Assert.That(log.Lines, Has.Some.Contains("ctcp1."), "a checkpoint at the end");
        Assert.That(log.Lines, Has.None.Contains(Key));
    }

    [Test]
    public async Task What_is_written_meanwhile_breaks_nothing()
    {
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < 60; n++)
                (await api.Post("sources", new { name = $"Nr {n}", kind = "person" })).Expect(HttpStatusCode.Created);
        });
        while (!writing.IsCompleted)
            Assert.That((await VerifyAsync()).FirstBroken, Is.Null);
        await writing;
        Assert.That((await VerifyAsync()).Entries, Is.EqualTo(await HeadAsync()));
    }

    [TestCase("short")]
    [TestCase("00112233445566778899aabbccddeeff00112233445566778899aabbccddee")]
    [TestCase("äöü")]
    public void A_key_that_is_too_short_stops_the_start_and_is_not_shown(string key) =>
        Assert.That(
            () => Program.CreateBuilder([$"--Audit:Key={key}"]),
            Throws.InvalidOperationException.With.Message.Contains("Audit:Key").And.Message.Not.Contains(key)
        );

    [Test]
    public void A_checkpoint_reads_itself_back_from_its_line_in_any_surroundings()
    {
        var key = Settings().Key;
        var root = new TrailRoot();
        root.Add(new byte[32]);
        foreach (
            var one in (AuditCheckpoint[])
                [AuditCheckpoint.Of(root, 1, DateTime.UtcNow, key), AuditCheckpoint.Of(root, 1, DateTime.UtcNow, null)]
        )
        {
            var read = AuditCheckpoint.FindIn($"{{\"line\":\"{one.Line}\"}}").Single();
            Assert.That(read.Line, Is.EqualTo(one.Line));
            Assert.That(read.IsSealedBy(key), Is.EqualTo(one.Mac is null ? null : true));
        }
    }

    [Test]
    public void SQL_Server_reads_the_same_in_its_own_words()
    {
        var sql = new TrailSql(SqlDialect.SqlServer);

        Assert.That(
            sql.Heads,
            Does.Contain("SELECT TOP (2000) h.Subject").And.Not.Contain("LIMIT").And.Not.Contain("BLOB")
        );
        Assert.That(sql.Entries, Does.Contain("e.Change, e.Reason").And.Not.Contain("BLOB"));
        Assert.That(new TrailSql(SqlDialect.Sqlite).Heads, Does.EndWith("LIMIT 2000").And.Not.Contain("TOP"));
    }

    private static AuditSettings Settings()
    {
        Assert.That(AuditKey.TryParse(Key, out var key));
        return new AuditSettings(key, 1000, TimeSpan.FromHours(1), VerifyAtStart: false);
    }

    private Task<TrailReport> VerifyAsync(params AuditCheckpoint[] kept) =>
        app.Read(db => new TrailVerifier(db, Settings()).VerifyAsync(kept, null, CancellationToken.None));

    private async Task<TrailFault> BrokenAsync(long position, string what = "")
    {
        var fault = (await VerifyAsync()).FirstBroken;
        Assert.That(fault, Is.Not.Null, what);
        Assert.That(fault!.Position, Is.EqualTo(position), $"{what}: {fault.Why}");
        return fault;
    }

    private async Task<AuditCheckpoint> CheckpointAsync()
    {
        await app.Read(db => app.Services.GetRequiredService<Checkpoints>().MakeAsync(db, CancellationToken.None));
        return await app.Read(db =>
            db.AuditCheckpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Position).FirstAsync()
        );
    }

    private Task<List<AuditEntry>> Entries() =>
        app.Read(db => db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Position).ToListAsync());

    private Task<long> HeadAsync() =>
        app.Read(db =>
            db.AuditHeads.Where(head => head.Subject == AuditHead.Global).Select(head => head.Sequence).SingleAsync()
        );

    private async Task<(int Code, string Output, string Error)> VerbAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Program.RunAsync(
            ["verify-audit", .. args, .. app.Settings.Select(setting => $"--{setting.Key}={setting.Value}")],
            new InvocationConfiguration { Output = output, Error = error }
        );
        return (code, output.ToString(), error.ToString());
    }

    private void CutOff(List<AuditEntry> entries, long after)
    {
        Run($"DELETE FROM AuditEntries WHERE Position > {after}");
        SetHeads([.. entries.Where(entry => entry.Position <= after)]);
    }

    private void Rewrite(List<AuditEntry> entries, Func<AuditEntry, string> change)
    {
        Run("DELETE FROM AuditEntries");
        var heads = new Dictionary<string, AuditEntry>();
        foreach (var entry in entries)
        {
            var rewritten = AuditEntry.Append(
                entry.Position,
                entry.Subject,
                entry.Sequence,
                heads.GetValueOrDefault(entry.Subject)?.Hash ?? "",
                new AuditStamp(entry.Actor, entry.At),
                entry.UseCase,
                change(entry),
                entry.Reason,
                entry.Act
            );
            heads[entry.Subject] = rewritten;
            Put(rewritten);
        }

        SetHeads([.. heads.Values]);
    }

    private void SetHeads(List<AuditEntry> entries)
    {
        Run("DELETE FROM AuditHeads");
        foreach (
            var newest in entries.GroupBy(entry => entry.Subject).Select(chain => chain.MaxBy(entry => entry.Sequence)!)
        )
            Run(
                $"INSERT INTO AuditHeads (Subject, Sequence, Hash) VALUES ('{newest.Subject}', {newest.Sequence}, '{newest.Hash}')"
            );
        var last = entries.MaxBy(entry => entry.Position)!;
        Run($"INSERT INTO AuditHeads (Subject, Sequence, Hash) VALUES ('*', {last.Position}, '{last.Hash}')");
    }

    private void Put(AuditEntry entry)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = """
            INSERT INTO AuditEntries (Position, Subject, Sequence, Actor, At, UseCase, Change, Reason, PreviousHash, Hash, Act)
            VALUES (@position, @subject, @sequence, @actor, @at, @useCase, @change, @reason, @previous, @hash, @act)
            """;
        foreach (
            var (name, value) in ((string, object)[])
                [
                    ("@position", entry.Position),
                    ("@subject", entry.Subject),
                    ("@sequence", entry.Sequence),
                    ("@actor", entry.Actor),
                    ("@at", entry.At),
                    ("@useCase", entry.UseCase),
                    ("@change", entry.Change),
                    ("@reason", (object?)entry.Reason ?? DBNull.Value),
                    ("@previous", entry.PreviousHash),
                    ("@hash", entry.Hash),
                    ("@act", (object?)entry.Act ?? DBNull.Value),
                ]
        )
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private void Swap(long one, long other)
    {
        // Out of the way of the unique index, and back in the other's place: everything but the position changes hands.
        Run($"UPDATE AuditEntries SET Position = -1 WHERE Position = {one}");
        Run($"UPDATE AuditEntries SET Position = {one} WHERE Position = {other}");
        Run($"UPDATE AuditEntries SET Position = {other} WHERE Position = -1");
    }

    private byte[]? Bytes(string column, long position)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = $"SELECT CAST({column} AS BLOB) FROM AuditEntries WHERE Position = {position}";
        return command.ExecuteScalar() as byte[];
    }

    private void Write(string column, long position, byte[] bytes) =>
        Run(
            $"UPDATE AuditEntries SET {column} = CAST(x'{Convert.ToHexString(bytes)}' AS TEXT) WHERE Position = {position}"
        );

    private string Text(string sql)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private void Run(string sql)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly List<string> lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (lines)
                    return [.. lines];
            }
        }

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
        )
        {
            lock (lines)
                lines.Add($"{logLevel} {formatter(state, exception)}");
        }

        public void Dispose() { }
    }
}

using System.Globalization;
using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Benchmarks.Load;

/// <summary>
/// The deterministic data set, in the product's real schema: 20 claims for each article, three relations out of each claim,
/// of which 75 % lead to a claim within ±1,000 ids, 20 % anywhere, and 5 % (cubic) to the first ones, so that claim 1 is a hub.
/// Chains of one to three links: outlet, agency, one of 5,000 sources.
/// </summary>
internal sealed class DataSet
{
    /// <summary>Raised when the data changes; with the newest migration it names the file, so that no stale one is used.</summary>
    private const int Revision = 3;

    private const int Outlets = 100;
    private const int Sources = 5_000;
    private const string Recorded = "2026-01-01 00:00:00";

    private static readonly string[] Words =
        "the army said on tuesday that its forces had moved north of town after talks between both sides failed while witnesses spoke of fires along road and officials denied any loss near border crossing".Split(
            ' '
        );

    private DataSet(string file, int claims, string key) => (File, Claims, Key) = (file, claims, key);

    public string File { get; }

    public int Claims { get; }

    /// <summary>An API key of a reader.</summary>
    public string Key { get; }

    /// <summary>The data set of that size: made once, then taken from the folder for temporary files.</summary>
    public static async Task<DataSet> OpenAsync(int claims)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "claimtracker-benchmarks")).FullName;
        using var design = new SqliteDesign().CreateDbContext([]);
        var schema = design.Database.GetMigrations().Last().Split('_')[0];
        var file = Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"claims-{claims}-{schema}-r{Revision}.db")
        );
        if (!System.IO.File.Exists(file + ".key"))
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                System.IO.File.Delete(file + suffix);
            Console.WriteLine($"Making {file} …");
            await using (
                var app = Web.Program.Build(
                    Web.Program.CreateBuilder([
                        $"--ConnectionStrings:ClaimTracker=Data Source={file};Pooling=False",
                        "--Logging:LogLevel:Default=Warning",
                    ])
                )
            )
                await Startup.MigrateAsync(app.Services, CancellationToken.None);
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            await System.IO.File.WriteAllTextAsync(file + ".key", new Filling(connection, claims).Fill());
        }

        return new DataSet(file, claims, await System.IO.File.ReadAllTextAsync(file + ".key"));
    }

    private sealed class Filling(SqliteConnection connection, int claims)
    {
        private readonly Random random = new(42);

        /// <summary>Fills the tables in one transaction and returns the key.</summary>
        public string Fill()
        {
            Execute("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;");
            AddSources();
            AddArticles();
            AddClaims();
            AddRelations();
            var key = AddKey();
            Execute("COMMIT; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
            return key;
        }

        private void AddSources()
        {
            var add = Insert("Sources", "Id, Kind, Name, NameKey, Status, Version, RecordedAt, RecordedBy");
            for (var id = 1; id <= Outlets + Sources; id++)
                add(
                    id,
                    (int)(id <= Outlets ? SourceKind.Outlet : (SourceKind)(id % 4)),
                    $"Source {id}",
                    $"source {id}",
                    (int)SourceStatus.Accepted,
                    1,
                    Recorded,
                    "benchmark"
                );
        }

        private void AddArticles()
        {
            var addArticle = Insert(
                "Articles",
                "Id, Title, TitleKey, OutletId, Language, Published, PublishedEarliest, PublishedLatest, ContentHash, TextVersion, Status, Version, RecordedAt, RecordedBy"
            );
            var addText = Insert(
                "ArticleTexts",
                "ArticleId, Number, ContentHash, RecordedAt, RecordedBy, Text, TextKey"
            );
            for (var id = 1; id <= ArticleOf(claims); id++)
            {
                var day = new DateTime(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(id % 3_000);
                var hash = Convert.ToHexStringLower(
                    System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(id))
                );
                var text = Text(3_000);
                addArticle(
                    id,
                    Text(60),
                    "key",
                    OutletOf(id),
                    id % 2 == 0 ? "fr" : "en",
                    Day(day)[..10],
                    Day(day),
                    Day(day.AddDays(1)),
                    hash,
                    1,
                    0,
                    1,
                    Recorded,
                    "benchmark"
                );
                addText(id, 1, hash, Recorded, "benchmark", text, text);
            }
        }

        private void AddClaims()
        {
            var addClaim = Insert(
                "Claims",
                "Id, ArticleId, Statement, StatementKey, StatementIsWorded, Mode, Modality, Status, Content, Start, TextVersion, Anchor, OriginId, CredibilityIsOverride, ChainVersion, ChainBy, Version, RecordedAt, RecordedBy"
            );
            var addLink = Insert(
                "AttributionLinks",
                "ClaimId, Position, Role, SourceId, Stance, Basis, Stated, Supports, Evidence"
            );
            for (var id = 1; id <= claims; id++)
            {
                var statement = Text(random.Next(100, 200));
                var content = JsonSerializer.Serialize(
                    new[]
                    {
                        new
                        {
                            start = id % 20 * 150,
                            end = id % 20 * 150 + statement.Length,
                            quote = statement,
                            prefix = Text(32),
                            suffix = Text(32),
                        },
                    },
                    JsonSerializerOptions.Web
                );
                var chain = ChainOf(ArticleOf(id));
                addClaim(
                    id,
                    ArticleOf(id),
                    statement,
                    statement,
                    0,
                    random.Next(4),
                    0,
                    random.Next(4),
                    content,
                    id % 20 * 150,
                    1,
                    0,
                    chain[^1],
                    0,
                    1,
                    "benchmark",
                    1,
                    Recorded,
                    "benchmark"
                );
                for (var position = 0; position < chain.Count; position++)
                {
                    var isLast = position == chain.Count - 1;
                    var basis = isLast
                        ? chain.Count == 1
                            ? Basis.Unknown
                            : Basis.Speaks
                        : Basis.Cites;
                    addLink(
                        id,
                        position,
                        (int)AttributionChain.RoleAt(position, chain.Count),
                        chain[position],
                        (int)Stance.Neutral,
                        (int)basis,
                        1,
                        1,
                        "[]"
                    );
                }
            }
        }

        private List<int> ChainOf(int article)
        {
            var chain = new List<int> { OutletOf(article) };
            var length = random.Next(1, 4);
            if (length == 3)
                chain.Add(OutletOf(article + 1));
            if (length > 1)
                chain.Add(Outlets + random.Next(1, Sources + 1));
            return chain;
        }

        private void AddRelations()
        {
            var add = Insert(
                "Relations",
                "Id, FromId, ToId, Type, Status, Rationale, Evidence, Occupies, Version, RecordedAt, RecordedBy"
            );
            var taken = new HashSet<string>();
            var id = 0;
            for (var from = 1; from <= claims; from++)
            {
                for (var n = 0; n < 3; n++)
                {
                    int to;
                    string place;
                    var type = (RelationType)random.Next(3);
                    do
                    {
                        to = TargetOf(from);
                        place = Relation.SlotOf(from, to, type);
                    } while (to == from || to < 1 || to > claims || !taken.Add(place));
                    add(
                        ++id,
                        from,
                        to,
                        (int)type,
                        (int)RelationStatus.Standing,
                        "They speak of the same event.",
                        "[]",
                        place,
                        1,
                        Recorded,
                        "benchmark"
                    );
                }
            }
        }

        private int TargetOf(int from) =>
            random.NextDouble() switch
            {
                < 0.75 => from + random.Next(-1_000, 1_001),
                < 0.95 => random.Next(1, claims + 1),
                _ => 1 + (int)(Math.Pow(random.NextDouble(), 3) * claims),
            };

        private string AddKey()
        {
            ApiKey.Issue(new Holder("benchmark", default), Role.Reader, null, default, out var secret);
            Insert("Holders", "Id, Name, NameKey, Version, RecordedAt, RecordedBy")(
                1,
                "benchmark",
                "benchmark",
                1,
                Recorded,
                "benchmark"
            );
            Insert("ApiKeys", "Id, HolderId, Role, Hash, Hint, Version, RecordedAt, RecordedBy")(
                1,
                1,
                (int)Role.Reader,
                ApiKey.HashOf(secret),
                secret[..9],
                1,
                Recorded,
                "benchmark"
            );
            return secret;
        }

        private string Text(int length)
        {
            var text = new System.Text.StringBuilder(length + 12);
            while (text.Length < length)
                text.Append(Words[random.Next(Words.Length)]).Append(' ');
            return text.ToString(0, length).TrimEnd();
        }

        private static int ArticleOf(int claim) => (claim + 19) / 20;

        private static int OutletOf(int article) => 1 + article % Outlets;

        private static string Day(DateTime day) => day.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        private delegate void Row(params object[] values);

        private Row Insert(string table, string columns)
        {
            var names = columns.Split(", ");
            var command = connection.CreateCommand();
            command.CommandText =
                $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names.Select((_, i) => $"$p{i}"))})";
            for (var i = 0; i < names.Length; i++)
                command.Parameters.Add(new SqliteParameter($"$p{i}", null));
            return values =>
            {
                for (var i = 0; i < values.Length; i++)
                    command.Parameters[i].Value = values[i];
                command.ExecuteNonQuery();
            };
        }

        private void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}

using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Upgrade;

/// <summary>A database that the first version wrote, brought to the schema of today each time it is made.</summary>
public sealed class FirstVersion : TestDatabase
{
    /// <summary>The key under which the first version sealed its checkpoints.</summary>
    public static readonly string AuditKey = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    public override async Task<IReadOnlyDictionary<string, string?>> CreateAsync()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.db");
        await using (var packed = new GZipStream(Open("first.db.gz"), CompressionMode.Decompress))
        await using (var unpacked = File.Create(file))
            await packed.CopyToAsync(unpacked);
        var settings = Settings("Sqlite", $"Data Source={file}");
        settings["Audit:Key"] = AuditKey;
        await MigrateAsync(settings);
        return settings;
    }

    public override Task DropAsync(IReadOnlyDictionary<string, string?> settings) => Embedded.DropAsync(settings);

    /// <summary>What the first version answered of that database: the path and the body.</summary>
    public static IEnumerable<(string Path, JsonObject Body)> Answers()
    {
        using var lines = new StreamReader(new GZipStream(Open("first-answers.jsonl.gz"), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            var answer = JsonNode.Parse(line)!;
            yield return ((string)answer["path"]!, answer["body"]!.AsObject());
        }
    }

    /// <summary>What is answered otherwise today on purpose, and why.</summary>
    public static IReadOnlyList<Difference> Differences()
    {
        using var file = Open("differences.json");
        return JsonSerializer.Deserialize<List<Difference>>(
            file,
            new JsonSerializerOptions(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip }
        )!;
    }

    private static FileStream Open(string name) =>
        File.OpenRead(Repository.At("tests", "ClaimTracker.Tests", "Upgrade", name));
}

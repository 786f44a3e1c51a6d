using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ClaimTracker.Benchmarks.Load;

/// <summary>
/// What raw ADO.NET can do: an endpoint on Kestrel that takes a pooled connection for each request, and nothing between them. No authentication, no checks, no filters,
/// no transaction. It reads the same rows as the service, from the same indexes, and writes the same JSON.
/// </summary>
internal static class Floor
{
    private static readonly ConditionalWeakTable<object, object?> Seen = [];
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private static readonly string[] Modes = Names<ClaimMode>();
    private static readonly string[] Statuses = Names<ClaimStatus>();
    private static readonly string[] Types = Names<RelationType>();
    private static readonly string[] RelationStatuses = Names<RelationStatus>();

    private const string Relations = """
        SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status FROM json_each($set) AS f CROSS JOIN Relations AS r ON r.FromId = f.value WHERE r.Status <> 2
        UNION ALL
        SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status FROM json_each($set) AS f CROSS JOIN Relations AS r ON r.ToId = f.value WHERE r.Status <> 2
        """;

    private const string Claims = """
        SELECT c.Id, c.Statement, c.Mode, c.Status, a.Published, a.PublishedEarliest, a.Language
        FROM json_each($set) AS f CROSS JOIN Claims AS c ON c.Id = f.value CROSS JOIN Articles AS a ON a.Id = c.ArticleId
        """;

    public static async Task<int> ServeAsync(string database, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();
        var connections = $"Data Source={database};Mode=ReadOnly";
        app.MapGet("/graph/{id:long}/{depth:int}", (long id, int depth, HttpContext context) =>
            WriteGraphAsync(connections, id, depth, context.Response)
        );
        app.MapGet("/page/{source:long}/{before:long}", (long source, long before, HttpContext context) =>
            FloorPage.WriteAsync(connections, source, before, context.Response)
        );
        await app.RunAsync();
        return 0;
    }

    internal static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter(parameter, null));
        return command;
    }

    internal static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    internal static string Set(IEnumerable<long> ids)
    {
        var set = new StringBuilder("[");
        foreach (var id in ids)
            set.Append(CultureInfo.InvariantCulture, $"{id},");
        set.Length -= set.Length > 1 ? 1 : 0;
        return set.Append(']').ToString();
    }

    internal static async Task<Utf8JsonWriter> StartAsync(HttpResponse response)
    {
        response.ContentType = "application/json; charset=utf-8";
        await response.StartAsync();
        return new Utf8JsonWriter(response.BodyWriter, JsonOptions);
    }

    /// <summary>An open connection from the pool; its native connection keeps the pragmas.</summary>
    internal static SqliteConnection Open(string connections)
    {
        var connection = new SqliteConnection(connections);
        connection.Open();
        if (Seen.TryAdd(connection.Handle!, null))
        {
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824;";
            pragmas.ExecuteNonQuery();
        }

        return connection;
    }

    private static async Task WriteGraphAsync(string connections, long root, int depth, HttpResponse response)
    {
        using var connection = Open(connections);
        using var relations = Prepare(connection, Relations, "$set");
        using var claims = Prepare(connection, Claims, "$set");
        var reached = new List<long> { root };
        var seen = new HashSet<long> { root };
        var edges = new Dictionary<long, (long From, long To, int Type, int Status)>();
        var frontier = reached;
        for (var hop = 0; hop < depth && frontier.Count > 0; hop++)
        {
            var next = new List<long>();
            relations.Parameters[0].Value = Set(frontier);
            using var reader = relations.ExecuteReader();
            while (reader.Read())
            {
                var (from, to) = (reader.GetInt64(1), reader.GetInt64(2));
                if (!edges.TryAdd(reader.GetInt64(0), (from, to, reader.GetInt32(3), reader.GetInt32(4))))
                    continue;
                if (seen.Add(from))
                    next.Add(from);
                if (seen.Add(to))
                    next.Add(to);
            }

            reached = [.. reached, .. next];
            frontier = next;
        }

        using (var json = await StartAsync(response))
        {
            json.WriteStartObject();
            json.WriteStartObject("graph");
            json.WriteString("type", "claims");
            json.WriteBoolean("directed", true);
            json.WriteStartObject("metadata");
            json.WriteStartArray("roots");
            json.WriteStringValue($"claim:{root}");
            json.WriteEndArray();
            json.WriteNumber("depth", depth);
            json.WriteBoolean("truncated", false);
            json.WriteEndObject();
            json.WriteStartObject("nodes");
            WriteClaims(json, claims, reached);
            json.WriteEndObject();
            json.WriteStartArray("edges");
            foreach (var (id, edge) in edges)
            {
                json.WriteStartObject();
                json.WriteString("id", $"relation:{id}");
                json.WriteString("source", $"claim:{edge.From}");
                json.WriteString("target", $"claim:{edge.To}");
                json.WriteString("relation", Types[edge.Type]);
                json.WriteStartObject("metadata");
                json.WriteString("type", Types[edge.Type]);
                json.WriteString("status", RelationStatuses[edge.Status]);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync();
    }

    private static void WriteClaims(Utf8JsonWriter json, SqliteCommand claims, List<long> reached)
    {
        claims.Parameters[0].Value = Set(reached);
        using var reader = claims.ExecuteReader();
        while (reader.Read())
        {
            json.WriteStartObject($"claim:{reader.GetInt64(0)}");
            json.WriteString("label", reader.GetString(1));
            json.WriteStartObject("metadata");
            json.WriteString("type", "claim");
            json.WriteString("kind", Modes[reader.GetInt32(2)]);
            json.WriteString("status", Statuses[reader.GetInt32(3)]);
            if (!reader.IsDBNull(4))
                json.WriteString("published", reader.GetString(4));
            if (!reader.IsDBNull(5))
                json.WriteString("publishedEarliest", DateTime.SpecifyKind(reader.GetDateTime(5), DateTimeKind.Utc));
            json.WriteString("language", reader.GetString(6));
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}

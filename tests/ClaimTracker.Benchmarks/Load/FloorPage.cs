using System.Text.Json;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace ClaimTracker.Benchmarks.Load;

/// <summary>A page of 50 accepted claims of one source, newest first, with all that a claim shows.</summary>
internal static class FloorPage
{
    private const int Limit = 50;

    private static readonly string[] Modes = Floor.Names<ClaimMode>();
    private static readonly string[] Modalities = Floor.Names<Modality>();
    private static readonly string[] Statuses = Floor.Names<ClaimStatus>();
    private static readonly string[] Anchors = Floor.Names<AnchorState>();
    private static readonly string[] Roles = Floor.Names<LinkRole>();
    private static readonly string[] Stances = Floor.Names<Stance>();
    private static readonly string[] Bases = Floor.Names<Basis>();
    private static readonly string[] Kinds = Floor.Names<SourceKind>();
    private static readonly string[] FlagReasons = Floor.Names<FlagReason>();
    private static readonly string[] FlagStatuses = Floor.Names<FlagStatus>();

    private const string Claims = """
        SELECT c.Id, c.Version, c.RecordedAt, c.RecordedBy, c.ArticleId, a.Title, a.OutletId, o.Name, o.Kind, a.Published, c.Statement, c.Mode, c.Modality, c.Content,
               c.Confidence, c.CheckWorthiness, c.Reason, c.Status, c.DecidedBy, c.DecidedAt, c.StatusReason, c.EventDate, c.StatementDate, c.Anchor, c.TextVersion, t.ContentHash, c.Credibility
        FROM Claims AS c CROSS JOIN Articles AS a ON a.Id = c.ArticleId LEFT JOIN Sources AS o ON o.Id = a.OutletId
        CROSS JOIN ArticleTexts AS t ON t.ArticleId = c.ArticleId AND t.Number = c.TextVersion
        WHERE c.Id IN (SELECT l.ClaimId FROM AttributionLinks AS l CROSS JOIN Claims AS k ON k.Id = l.ClaimId
                       WHERE l.SourceId = $source AND l.ClaimId < $before AND k.Status = 1 GROUP BY l.ClaimId ORDER BY l.ClaimId DESC LIMIT 51)
        ORDER BY c.Id DESC
        """;

    private const string Links = """
        SELECT l.ClaimId, l.Position, l.Role, l.SourceId, s.Name, s.Kind, l.Office, l.Mention, l.Cue, l.Stance, l.Basis, l.Stated, l.Supports, l.Note, l.Evidence
        FROM json_each($set) AS f CROSS JOIN AttributionLinks AS l ON l.ClaimId = f.value LEFT JOIN Sources AS s ON s.Id = l.SourceId
        ORDER BY f.key, l.Position
        """;

    private const string Tags =
        "SELECT t.ClaimId, t.Tag FROM json_each($set) AS f CROSS JOIN ClaimTags AS t ON t.ClaimId = f.value";

    private const string Relations = """
        SELECT r.FromId, r.Type FROM json_each($set) AS f CROSS JOIN Relations AS r ON r.FromId = f.value WHERE r.Status = 1
        UNION ALL
        SELECT r.ToId, r.Type FROM json_each($set) AS f CROSS JOIN Relations AS r ON r.ToId = f.value WHERE r.Status = 1
        """;

    private const string Flags = """
        SELECT g.ClaimId, g.Id, g.Reason, g.Status FROM json_each($set) AS f CROSS JOIN Flags AS g ON g.ClaimId = f.value
        WHERE g.Status < 3 AND (g.Status < 2 OR NOT g.IsAutomatic) ORDER BY g.Id
        """;

    private const string Reviews = """
        SELECT r.ClaimId, r.Id, r.RecordedBy, r.RecordedAt, r.ClaimVersion, r.Conclusion FROM json_each($set) AS f CROSS JOIN ChainReviews AS r ON r.ClaimId = f.value
        WHERE r.WithdrawnAt IS NULL
        UNION ALL
        SELECT r.ClaimId, r.Id, r.RecordedBy, r.RecordedAt, 0, NULL FROM json_each($set) AS f CROSS JOIN ReviewRequests AS r ON r.Occupies = f.value
        """;

    private const string Verdicts =
        "SELECT v.ClaimId, v.Id, v.Content FROM json_each($set) AS f CROSS JOIN ClaimVerdicts AS v ON v.ClaimId = f.value WHERE v.State < 2";

    public static async Task WriteAsync(string connections, long source, long before, HttpResponse response)
    {
        using var connection = Floor.Open(connections);
        using var claims = Floor.Prepare(connection, Claims, "$source", "$before");
        var rows = new List<object[]>(Limit + 1);
        claims.Parameters[0].Value = source;
        claims.Parameters[1].Value = before;
        using (var reader = claims.ExecuteReader())
        {
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }
        }

        var hasNext = rows.Count > Limit;
        if (hasNext)
            rows.RemoveAt(Limit);
        var set = Floor.Set(rows.Select(row => (long)row[0]));
        var linksOf = Read(connection, Links, set);
        var tagsOf = Read(connection, Tags, set);
        var relationsOf = Read(connection, Relations, set);
        var flagsOf = Read(connection, Flags, set);
        var reviewsOf = Read(connection, Reviews, set);
        var verdictsOf = Read(connection, Verdicts, set);

        using (var json = await Floor.StartAsync(response))
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var row in rows)
                Write(
                    json,
                    row,
                    linksOf[(long)row[0]],
                    tagsOf[(long)row[0]],
                    relationsOf[(long)row[0]],
                    flagsOf[(long)row[0]],
                    verdictsOf[(long)row[0]].FirstOrDefault(),
                    reviewsOf[(long)row[0]].MaxBy(review => (review[5] is DBNull, (long)review[1]))
                );
            json.WriteEndArray();
            WriteText(json, "next", hasNext ? rows[^1][0].ToString()! : DBNull.Value);
            json.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync();
    }

    private static ILookup<long, object[]> Read(SqliteConnection connection, string sql, string set)
    {
        using var command = Floor.Prepare(connection, sql, "$set");
        command.Parameters[0].Value = set;
        var rows = new List<object[]>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows.ToLookup(row => (long)row[0]);
    }

    private static void Write(
        Utf8JsonWriter json,
        object[] row,
        IEnumerable<object[]> links,
        IEnumerable<object[]> tags,
        IEnumerable<object[]> relations,
        IEnumerable<object[]> flags,
        object[]? verdict,
        object[]? review
    )
    {
        json.WriteStartObject();
        json.WriteNumber("id", (long)row[0]);
        json.WriteNumber("version", (long)row[1]);
        WriteInstant(json, "recordedAt", row[2]);
        WriteText(json, "recordedBy", row[3]);
        json.WriteStartObject("links");
        json.WriteString("self", $"/api/v1/claims/{row[0]}");
        json.WriteEndObject();
        json.WriteStartObject("article");
        json.WriteNumber("id", (long)row[4]);
        WriteText(json, "title", row[5]);
        json.WriteStartObject("outlet");
        json.WriteNumber("id", (long)row[6]);
        WriteText(json, "name", row[7]);
        json.WriteString("kind", Kinds[(long)row[8]]);
        json.WriteEndObject();
        WriteText(json, "published", row[9]);
        json.WriteEndObject();
        WriteText(json, "statement", row[10]);
        json.WriteString("mode", Modes[(long)row[11]]);
        json.WriteString("modality", Modalities[(long)row[12]]);
        json.WritePropertyName("content");
        WriteSpans(json, (string)row[13], (long)row[24]);
        json.WriteStartArray("attribution");
        foreach (var link in links)
            WriteLink(json, link);
        json.WriteEndArray();
        WriteNumber(json, "confidence", row[14]);
        WriteNumber(json, "checkWorthiness", row[15]);
        WriteText(json, "reason", row[16]);
        json.WriteString("status", Statuses[(long)row[17]]);
        WriteText(json, "decidedBy", row[18]);
        WriteInstant(json, "decidedAt", row[19]);
        WriteText(json, "statusReason", row[20]);
        json.WriteStartArray("replacedBy");
        json.WriteEndArray();
        WriteText(json, "eventDate", row[21]);
        WriteText(json, "statementDate", row[22]);
        json.WriteStartArray("tags");
        foreach (var tag in tags)
            json.WriteStringValue((string)tag[1]);
        json.WriteEndArray();
        json.WriteStartObject("anchor");
        json.WriteString("state", Anchors[(long)row[23]]);
        json.WriteNumber("textVersion", (long)row[24]);
        WriteText(json, "contentHash", row[25]);
        json.WriteEndObject();
        var counts = new int[5];
        foreach (var relation in relations)
            counts[(long)relation[1]]++;
        json.WriteStartObject("relations");
        json.WriteNumber("corroborates", counts[(int)RelationType.Corroborates]);
        json.WriteNumber("contradicts", counts[(int)RelationType.Contradicts]);
        json.WriteNumber("restates", counts[(int)RelationType.Restates]);
        json.WriteEndObject();
        json.WriteStartArray("flags");
        foreach (var flag in flags)
        {
            json.WriteStartObject();
            json.WriteNumber("id", (long)flag[1]);
            json.WriteString("reason", FlagReasons[(long)flag[2]]);
            json.WriteString("status", FlagStatuses[(long)flag[3]]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNumber(json, "credibility", row[26]);
        if (verdict is null)
            json.WriteNull("verdict");
        else
        {
            json.WritePropertyName("verdict");
            json.WriteRawValue((string)verdict[2]);
        }

        json.WriteStartArray("verdictsOnSame");
        json.WriteEndArray();
        json.WriteStartObject("review");
        json.WriteString(
            "state",
            review is null ? "none"
                : review[5] is DBNull ? "requested"
                : "approved"
        );
        WriteText(json, "by", review?[2] ?? DBNull.Value);
        WriteInstant(json, "at", review?[3] ?? DBNull.Value);
        if (review is null)
            json.WriteNull("id");
        else
            json.WriteNumber("id", (long)review[1]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSpans(Utf8JsonWriter json, string stored, long textVersion)
    {
        using var spans = JsonDocument.Parse(stored);
        json.WriteStartArray();
        foreach (var span in spans.RootElement.EnumerateArray())
        {
            json.WriteStartObject();
            foreach (var property in span.EnumerateObject())
                property.WriteTo(json);
            json.WriteNumber("textVersion", textVersion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, object[] link)
    {
        json.WriteStartObject();
        json.WriteNumber("position", (long)link[1]);
        json.WriteString("role", Roles[(long)link[2]]);
        json.WriteStartObject("source");
        json.WriteNumber("id", (long)link[3]);
        json.WriteNull("ref");
        WriteText(json, "name", link[4]);
        json.WriteString("kind", Kinds[(long)link[5]]);
        WriteText(json, "office", link[6]);
        json.WriteEndObject();
        json.WriteNull("mention");
        json.WriteNull("cue");
        json.WriteString("stance", Stances[(long)link[9]]);
        json.WriteString("basis", Bases[(long)link[10]]);
        json.WriteBoolean("stated", (long)link[11] == 1);
        json.WriteBoolean("supports", (long)link[12] == 1);
        WriteText(json, "note", link[13]);
        json.WritePropertyName("evidence");
        json.WriteRawValue((string)link[14]);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, object value)
    {
        if (value is string text)
            json.WriteString(name, text);
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, object value)
    {
        if (value is double number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, object value)
    {
        if (value is string text)
            json.WriteString(
                name,
                DateTime.SpecifyKind(
                    DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
                    DateTimeKind.Utc
                )
            );
        else
            json.WriteNull(name);
    }
}

using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Audit;

/// <summary>The statements that read the trail as it is stored, by hand: a query of the model would already trust what it reads.</summary>
internal sealed class TrailSql(SqlDialect dialect)
{
    public const int Portion = 2000;

    /// <summary>The first and the last position. Read before the head, so that the head is never behind them while others write.</summary>
    public static string Ends =>
        "SELECT (SELECT MIN(Position) FROM AuditEntries), (SELECT MAX(Position) FROM AuditEntries)";

    /// <summary>The head of the whole trail.</summary>
    public static string GlobalHead => $"SELECT Sequence, Hash FROM AuditHeads WHERE Subject = '{AuditHead.Global}'";

    /// <summary>Entries of <c>@from</c> to <c>@to</c>, inclusive, each with the one before it of its subject and with its head.</summary>
    public string Entries =>
        $"""
            SELECT e.Position, {Bytes("e.Subject")}, e.Sequence, {Bytes("e.Actor")}, {Bytes("e.At")}, {Bytes(
                "e.UseCase"
            )}, {Bytes("e.Change")}, {Bytes("e.Reason")},
              {Bytes("e.PreviousHash")}, {Bytes("e.Hash")}, {Bytes("p.Hash")}, p.Position, h.Sequence, e.Act
            FROM AuditEntries e
            LEFT JOIN AuditEntries p ON p.Subject = e.Subject AND p.Sequence = e.Sequence - 1
            LEFT JOIN AuditHeads h ON h.Subject = e.Subject
            WHERE e.Position BETWEEN @from AND @to ORDER BY e.Position
            """;

    /// <summary>Hashes of <c>@from</c> to <c>@to</c>, inclusive.</summary>
    public static string Hashes =>
        "SELECT Position, Hash FROM AuditEntries WHERE Position BETWEEN @from AND @to ORDER BY Position";

    /// <summary>Heads after <c>@after</c>, each with the entry it is of.</summary>
    public string Heads =>
        dialect.SelectFirst(
            Portion,
            $"""
            h.Subject, h.Sequence, {Bytes("h.Hash")}, {Bytes("e.Hash")}, e.Position
            FROM AuditHeads h LEFT JOIN AuditEntries e ON e.Subject = h.Subject AND e.Sequence = h.Sequence
            WHERE h.Subject > @after AND h.Subject <> '{AuditHead.Global}' ORDER BY h.Subject
            """
        );

    /// <summary>What entries and heads say is missing: subject and sequence.</summary>
    public static string Missing =>
        $"""
            SELECT e.Subject, e.Sequence - 1 FROM AuditEntries e
            WHERE e.Sequence > 1 AND NOT EXISTS (SELECT 1 FROM AuditEntries p WHERE p.Subject = e.Subject AND p.Sequence = e.Sequence - 1)
            UNION ALL
            SELECT h.Subject, h.Sequence FROM AuditHeads h
            WHERE h.Subject <> '{AuditHead.Global}' AND NOT EXISTS (SELECT 1 FROM AuditEntries e WHERE e.Subject = h.Subject AND e.Sequence = h.Sequence)
            """;

    private string Bytes(string column) => dialect.BytesOf(column);
}

namespace ClaimTracker.Web.Data;

/// <summary>
/// What the two databases write differently, for statements by hand. A set goes into a statement as one JSON parameter, <see cref="Set"/>, and is walked in
/// the order written, a nested loop over what is joined to it.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>The name of the one parameter.</summary>
    public const string Set = "@set";

    public static readonly SqlDialect Sqlite = new SqliteDialect();

    public static readonly SqlDialect SqlServer = new SqlServerDialect();

    /// <summary>Joins a further table in the order written.</summary>
    public abstract string LoopJoin { get; }

    /// <summary>The ids of the set as <c>f.value</c>, ready to be joined with a table.</summary>
    public abstract string FromIds { get; }

    /// <summary>The texts of the set as <c>f.value</c>, ready to be joined with a table.</summary>
    /// <param name="length">The longest there can be.</param>
    /// <param name="member">Of the set, where that is an object; empty: it is all of the set.</param>
    public abstract string FromTexts(int length, string member = "");

    /// <summary>Orders rows by the column of the set's ids, where the walk over it does not do so by itself.</summary>
    public abstract string OrderBySet(string column);

    /// <summary>A text of the set, where that is an object.</summary>
    public abstract string TextOf(string member);

    /// <summary>A number of the set, where that is an object.</summary>
    public abstract string NumberOf(string member);

    /// <summary>Whether a column holds a text, byte for byte.</summary>
    public abstract string Holds(string column, string text);

    /// <summary>The bytes of a text as they are stored: no change of a byte may get lost on the way.</summary>
    public abstract string BytesOf(string column);

    /// <summary>The first rows of a selection.</summary>
    /// <param name="selection">All of it after the word SELECT.</param>
    public abstract string SelectFirst(int count, string selection);

    private sealed class SqliteDialect : SqlDialect
    {
        // CROSS JOIN keeps SQLite from turning the loops around, so that rows come in the order of the set.
        public override string LoopJoin => "CROSS JOIN";

        public override string FromIds => $"json_each({Set}) AS f {LoopJoin}";

        public override string FromTexts(int length, string member) =>
            member.Length == 0 ? FromIds : $"json_each({Set}, '$.{member}') AS f {LoopJoin}";

        public override string OrderBySet(string column) => "";

        public override string TextOf(string member) => $"json_extract({Set}, '$.{member}')";

        public override string NumberOf(string member) => TextOf(member);

        public override string Holds(string column, string text) => $"instr({column}, {text}) > 0";

        public override string BytesOf(string column) => $"CAST({column} AS BLOB)";

        public override string SelectFirst(int count, string selection) => $"SELECT {selection} LIMIT {count}";
    }

    private sealed class SqlServerDialect : SqlDialect
    {
        private const string Ordinal = $"COLLATE {SqlServerDb.Ordinal}";

        public override string LoopJoin => "INNER LOOP JOIN";

        public override string FromIds => $"OPENJSON({Set}) WITH (value bigint '$') AS f {LoopJoin}";

        public override string FromTexts(int length, string member) =>
            $"OPENJSON({Set}{(member.Length == 0 ? "" : $", '$.{member}'")}) WITH (value nvarchar({length}) {Ordinal} '$') AS f {LoopJoin}";

        // It promises no order unasked.
        public override string OrderBySet(string column) => $" ORDER BY {column}";

        public override string TextOf(string member) => $"JSON_VALUE({Set}, '$.{member}') {Ordinal}";

        public override string NumberOf(string member) => $"CAST(JSON_VALUE({Set}, '$.{member}') AS bigint)";

        public override string Holds(string column, string text) => $"CHARINDEX({text}, {column}) > 0";

        public override string BytesOf(string column) => column;

        public override string SelectFirst(int count, string selection) => $"SELECT TOP ({count}) {selection}";
    }
}

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>
/// The statements of a graph pull, by hand for each database: a set of ids goes in as one JSON parameter, the walk over it is a nested loop in the order written,
/// and relations come from their two covering indexes alone, one half for each direction.
/// </summary>
internal sealed class GraphSql
{
    public const string Set = "@set";

    /// <summary>Withdrawn relations are never walked over; the value is that of <see cref="Domain.Relations.RelationStatus.Withdrawn"/>.</summary>
    private const string NotWithdrawn = "r.Status <> 2";

    /// <summary>Id, from, to, type, status, and 0 for relations out of the set, 1 for those into it; one inside the set comes from both halves.</summary>
    public required string Relations { get; init; }

    /// <summary>Id, statement, mode, status, article, the article's date as given, earliest, latest, and language, and the credibility decided.</summary>
    public required string Claims { get; init; }

    /// <summary>Id, title, status, date as given, earliest, latest, language.</summary>
    public required string Articles { get; init; }

    /// <summary>Id, name, kind, status.</summary>
    public required string Sources { get; init; }

    /// <summary>Claim, position, source, basis, stance, stated: the chains of the set.</summary>
    public required string Links { get; init; }

    /// <summary>Id, source, with: standing affiliations by which a source of the set acts for another.</summary>
    public required string ActsFor { get; init; }

    /// <summary>Ids of the articles' claims.</summary>
    public required string ClaimsOfArticles { get; init; }

    /// <summary>Ids of the claims whose chains name a source of the set; a source that comes back in a chain gives its claim twice.</summary>
    public required string ClaimsOfSources { get; init; }

    /// <summary>Ids of the claims that carry a tag of the set, which is a set of texts.</summary>
    public required string TaggedClaims { get; init; }

    /// <summary>Ids of the articles that carry a tag of the set.</summary>
    public required string TaggedArticles { get; init; }

    // CROSS JOIN keeps SQLite from turning the loops around, so that rows come in the order of the set, which is that of the ids. SQL Server promises no order unasked.
    public static readonly GraphSql Sqlite = Create(
        set: "json_each(@set) AS f CROSS JOIN",
        tags: "json_each(@set) AS f CROSS JOIN",
        join: "CROSS JOIN",
        order: _ => ""
    );

    public static readonly GraphSql SqlServer = Create(
        set: "OPENJSON(@set) WITH (value bigint '$') AS f INNER LOOP JOIN",
        tags: "OPENJSON(@set) WITH (value nvarchar(100) COLLATE Latin1_General_100_BIN2 '$') AS f INNER LOOP JOIN",
        join: "INNER LOOP JOIN",
        order: column => $" ORDER BY {column}"
    );

    private static GraphSql Create(string set, string tags, string join, Func<string, string> order) =>
        new()
        {
            Relations = $"""
                SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status, 0 FROM {set} Relations AS r ON r.FromId = f.value WHERE {NotWithdrawn}
                UNION ALL
                SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status, 1 FROM {set} Relations AS r ON r.ToId = f.value WHERE {NotWithdrawn}
                """,
            Claims = $"""
                SELECT c.Id, c.Statement, c.Mode, c.Status, c.ArticleId, a.Published, a.PublishedEarliest, a.PublishedLatest, a.Language, c.Credibility
                FROM {set} Claims AS c ON c.Id = f.value {join} Articles AS a ON a.Id = c.ArticleId{order("c.Id")}
                """,
            Articles =
                $"SELECT a.Id, a.Title, a.Status, a.Published, a.PublishedEarliest, a.PublishedLatest, a.Language FROM {set} Articles AS a ON a.Id = f.value{order("a.Id")}",
            Sources = $"SELECT s.Id, s.Name, s.Kind, s.Status FROM {set} Sources AS s ON s.Id = f.value{order("s.Id")}",
            Links =
                $"SELECT l.ClaimId, l.Position, l.SourceId, l.Basis, l.Stance, l.Stated FROM {set} AttributionLinks AS l ON l.ClaimId = f.value",
            ActsFor =
                $"SELECT a.Id, a.SourceId, a.WithId FROM {set} Affiliations AS a ON a.SourceId = f.value WHERE a.Kind = 0 AND a.WithdrawnAt IS NULL",
            ClaimsOfArticles = $"SELECT c.Id FROM {set} Claims AS c ON c.ArticleId = f.value",
            ClaimsOfSources = $"SELECT l.ClaimId FROM {set} AttributionLinks AS l ON l.SourceId = f.value",
            TaggedClaims = $"SELECT t.ClaimId FROM {tags} ClaimTags AS t ON t.Tag = f.value",
            TaggedArticles = $"SELECT t.ArticleId FROM {tags} ArticleTags AS t ON t.Tag = f.value",
        };
}

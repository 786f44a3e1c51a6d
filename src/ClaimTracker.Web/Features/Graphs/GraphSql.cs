using System.Collections.Concurrent;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>
/// The statements of a graph pull, by hand: a set of ids goes in, the walk over it is a nested loop in the order written, and relations come from their two
/// covering indexes alone, one half for each direction.
/// </summary>
internal sealed class GraphSql
{
    private static readonly ConcurrentDictionary<SqlDialect, GraphSql> Written = [];

    private GraphSql(SqlDialect dialect)
    {
        var (set, tags) = (dialect.FromIds, dialect.FromTexts(100));
        var notWithdrawn = $"r.Status <> {(int)RelationStatus.Withdrawn}";
        Relations = $"""
            SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status, 0 FROM {set} Relations AS r ON r.FromId = f.value WHERE {notWithdrawn}
            UNION ALL
            SELECT r.Id, r.FromId, r.ToId, r.Type, r.Status, 1 FROM {set} Relations AS r ON r.ToId = f.value WHERE {notWithdrawn}
            """;
        Claims = $"""
            SELECT c.Id, c.Statement, c.Mode, c.Status, c.ArticleId, a.Published, a.PublishedEarliest, a.PublishedLatest, a.Language, c.Credibility
            FROM {set} Claims AS c ON c.Id = f.value {dialect.LoopJoin} Articles AS a ON a.Id = c.ArticleId{dialect.OrderBySet(
                "c.Id"
            )}
            """;
        Articles =
            $"SELECT a.Id, a.Title, a.Status, a.Published, a.PublishedEarliest, a.PublishedLatest, a.Language FROM {set} Articles AS a ON a.Id = f.value{dialect.OrderBySet("a.Id")}";
        Sources =
            $"SELECT s.Id, s.Name, s.Kind, s.Status FROM {set} Sources AS s ON s.Id = f.value{dialect.OrderBySet("s.Id")}";
        Links =
            $"SELECT l.ClaimId, l.Position, l.SourceId, l.Basis, l.Stance, l.Stated FROM {set} AttributionLinks AS l ON l.ClaimId = f.value";
        ActsFor =
            $"SELECT a.Id, a.SourceId, a.WithId FROM {set} Affiliations AS a ON a.SourceId = f.value WHERE a.Kind = {(int)AffiliationKind.ActsFor} AND a.WithdrawnAt IS NULL";
        ClaimsOfArticles = $"SELECT c.Id FROM {set} Claims AS c ON c.ArticleId = f.value";
        ClaimsOfSources = $"SELECT l.ClaimId FROM {set} AttributionLinks AS l ON l.SourceId = f.value";
        TaggedClaims = $"SELECT t.ClaimId FROM {tags} ClaimTags AS t ON t.Tag = f.value";
        TaggedArticles = $"SELECT t.ArticleId FROM {tags} ArticleTags AS t ON t.Tag = f.value";
    }

    /// <summary>Id, from, to, type, status, and 0 for relations out of the set, 1 for those into it; one inside the set comes from both halves.</summary>
    public string Relations { get; }

    /// <summary>Id, statement, mode, status, article, the article's date as given, earliest, latest, and language, and the credibility decided.</summary>
    public string Claims { get; }

    /// <summary>Id, title, status, date as given, earliest, latest, language.</summary>
    public string Articles { get; }

    /// <summary>Id, name, kind, status.</summary>
    public string Sources { get; }

    /// <summary>Claim, position, source, basis, stance, stated: the chains of the set.</summary>
    public string Links { get; }

    /// <summary>Id, source, with: standing affiliations by which a source of the set acts for another.</summary>
    public string ActsFor { get; }

    /// <summary>Ids of the articles' claims.</summary>
    public string ClaimsOfArticles { get; }

    /// <summary>Ids of the claims whose chains name a source of the set; a source that comes back in a chain gives its claim twice.</summary>
    public string ClaimsOfSources { get; }

    /// <summary>Ids of the claims that carry a tag of the set, which is a set of texts.</summary>
    public string TaggedClaims { get; }

    /// <summary>Ids of the articles that carry a tag of the set.</summary>
    public string TaggedArticles { get; }

    public static GraphSql In(SqlDialect dialect) => Written.GetOrAdd(dialect, one => new GraphSql(one));
}

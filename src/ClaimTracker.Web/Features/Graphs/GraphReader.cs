using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClaimTracker.Assessment;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Http;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>
/// Pulls one graph, hop by hop: the relations of all claims of a hop in one statement, then the claims they lead to in another.
/// What a filter hides is neither shown nor walked through.
/// </summary>
internal sealed class GraphReader
{
    /// <summary>A claim that was reached and is not shown.</summary>
    private const int Hidden = int.MaxValue;

    /// <summary>Claims read at once when there is room for fewer: filters may hide some.</summary>
    private const int LeastRead = 500;

    private readonly GraphRequest query;
    private readonly CancellationToken cancellationToken;
    private readonly PreparedStatements preparedStatements;
    private readonly GraphSql sql;
    private readonly int room;
    private readonly int statuses;
    private readonly int types;

    private readonly List<GraphNode> nodes = [];
    private readonly List<GraphEdge> edges = [];
    private readonly Dictionary<long, int> hops = [];
    private readonly Dictionary<long, Publication> publications = [];
    private readonly List<(long Claim, long Article)> reports = [];
    private readonly StringBuilder json = new();
    private int? cutAt;
    private int omittedClaims;
    private int omittedArticles;
    private int omittedSources;

    private GraphReader(
        GraphRequest query,
        PreparedStatements preparedStatements,
        GraphSql sql,
        CancellationToken cancellationToken
    )
    {
        this.query = query;
        this.preparedStatements = preparedStatements;
        this.sql = sql;
        this.cancellationToken = cancellationToken;
        room = query.MaxNodes ?? GraphRequest.DefaultNodes;
        statuses = Bits(query.Status ?? [ClaimStatus.Proposed, ClaimStatus.Accepted]);
        types = query.Relations is { } wanted ? Bits(wanted) : ~0;
    }

    private int Room => room - nodes.Count;

    /// <summary>Pulls the graph of now, or of then.</summary>
    /// <exception cref="NotFoundException">A claim, source or article to draw it around is not there.</exception>
    public static async Task<Graph> RunAsync(
        ClaimTrackerDb db,
        ReadConnections readConnections,
        LiveAssessmentIndex liveAssessmentIndex,
        AsOfDatabases asOfDatabases,
        GraphRequest query,
        CancellationToken cancellationToken
    )
    {
        if (query.AsOf is not { } asOfInstant)
            return await RunAsync(db, readConnections, liveAssessmentIndex, query, cancellationToken);
        var roots = query.Roots;
        var around = new AsOfScope
        {
            Claims = roots.Claims,
            Sources = roots.Sources,
            Articles = roots.Articles,
            Tag = roots.Tag,
            Depth = query.Depth ?? GraphRequest.DefaultDepth,
        };
        await using var asOfDatabase = await asOfDatabases.OpenAsync(asOfInstant, around, cancellationToken);
        asOfDatabase.Ensure("claim", roots.Claims);
        asOfDatabase.Ensure("source", roots.Sources);
        asOfDatabase.Ensure("article", roots.Articles);
        return (
            await RunAsync(asOfDatabase.Db, asOfDatabase.Reading, asOfDatabase.Weighing, query, cancellationToken)
        ) with
        {
            AsOf = asOfDatabase.At,
        };
    }

    /// <summary>Pulls the graph from one snapshot of the database, and puts the weights to its claims.</summary>
    private static async Task<Graph> RunAsync(
        ClaimTrackerDb db,
        ReadConnections readConnections,
        LiveAssessmentIndex liveAssessmentIndex,
        GraphRequest query,
        CancellationToken cancellationToken
    )
    {
        var (graph, head) = await readConnections.RunAsync(
            async preparedStatements =>
            {
                var walk = new GraphReader(
                    query,
                    preparedStatements,
                    GraphSql.In(readConnections.Dialect),
                    cancellationToken
                );
                return (await walk.PullAsync(), await preparedStatements.TrailHeadAsync(cancellationToken));
            },
            cancellationToken
        );
        return await liveAssessmentIndex.ReadAsync(db, head, index => Weighed(graph, index), cancellationToken);
    }

    private static Graph Weighed(Graph graph, AssessmentQueries index)
    {
        var nodes = new GraphNode[graph.Nodes.Count];
        for (var at = 0; at < nodes.Length; at++)
            nodes[at] = Weighed(graph.Nodes[at], index);
        return graph with { Nodes = nodes };
    }

    private static GraphNode Weighed(in GraphNode node, AssessmentQueries index) =>
        node.Id.Type == NodeType.Claim && index.WeightOf(node.Id.Number) is { } assessmentSummary
            ? node with
            {
                Independent = assessmentSummary.Support,
            }
            : node;

    private async Task<Graph> PullAsync()
    {
        var roots = query.Roots;
        var depth = query.Depth ?? GraphRequest.DefaultDepth;
        var sources = await AddSourcesAsync([.. roots.Sources]);
        var articles = await AddArticlesAsync([.. roots.Articles.Distinct().Order()]);
        var claims = await AddClaimsAsync([.. roots.Claims.Distinct().Order()], hop: 0, isFiltered: false);
        var names = nodes.ConvertAll(node => node.Id);
        if (roots.Tag is { } tag)
        {
            articles = await AddArticlesAsync(await TaggedAsync(sql.TaggedArticles, tag));
            claims = await AddClaimsAsync(await TaggedAsync(sql.TaggedClaims, tag), hop: 0, isFiltered: true);
        }

        for (var hop = 1; hop <= depth && cutAt is null; hop++)
        {
            var found = new List<long>();
            if (hop == 1)
            {
                await FindAsync(sql.ClaimsOfSources, sources, found);
                await FindAsync(sql.ClaimsOfArticles, articles, found);
            }

            var over = await RelationsAsync(claims, hop, found);
            if (found.Count == 0 && over.Count == 0)
                break;
            found.Sort();
            claims = await AddClaimsAsync(found, hop, isFiltered: true);
            edges.AddRange(
                claims.Count == found.Count
                    ? over
                    : over.Where(edge => IsShown(edge.From.Number) && IsShown(edge.To.Number))
            );
        }

        await AttachArticlesAsync(articles);
        await AttachSourcesAsync(sources);
        var isCut = cutAt is not null || omittedArticles > 0 || omittedSources > 0;
        return new Graph(
            names,
            depth,
            nodes,
            edges,
            isCut ? new Omitted(cutAt, omittedClaims, omittedArticles, omittedSources) : null
        );
    }

    /// <summary>The relations of the last hop's claims, without those that were seen from an earlier hop; the claims they newly lead to are added to <paramref name="found"/>.</summary>
    private async Task<List<GraphEdge>> RelationsAsync(List<long> claims, int hop, List<long> found)
    {
        var over = new List<GraphEdge>();
        if (claims.Count == 0)
            return over;
        await using var reader = await ReadAsync(sql.Relations, claims);
        while (await reader.ReadAsync(cancellationToken))
        {
            var type = reader.GetInt32(3);
            if ((types >> type & 1) == 0)
                continue;
            var (from, to, isInto) = (reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(5) == 1);
            var far = isInto ? from : to;
            ref var farHop = ref CollectionsMarshal.GetValueRefOrAddDefault(hops, far, out var isKnown);
            if (!isKnown)
            {
                farHop = hop;
                found.Add(far);
            }
            else if (farHop < hop - 1 || farHop == Hidden || (farHop == hop - 1 && isInto))
            {
                continue;
            }

            over.Add(
                new GraphEdge((EdgeType)type, reader.GetInt64(0), NodeId.Claim(from), NodeId.Claim(to))
                {
                    Status = (RelationStatus)reader.GetInt32(4),
                }
            );
        }

        return over;
    }

    /// <summary>Shows those claims that the filters let pass, by id, until there is no room, and returns them.</summary>
    /// <param name="ids">Ascending, none of them shown yet.</param>
    /// <exception cref="NotFoundException">A claim that was asked for by id is not there.</exception>
    private async Task<List<long>> AddClaimsAsync(List<long> ids, int hop, bool isFiltered)
    {
        var shown = new List<long>(ids.Count);
        var passed = new List<(GraphNode Node, long Article)>();
        for (int next = 0, count; next < ids.Count; next += count)
        {
            // What there is no room for is read only to be counted, so a graph that is cut costs little more than what it shows.
            count = Math.Min(ids.Count - next, Room > 0 ? Math.Max(Room, LeastRead) : ids.Count);
            var found = await ReadClaimsAsync(ids.GetRange(next, count), passed, isFiltered);
            if (!isFiltered && found < count)
                throw new NotFoundException(
                    "claim",
                    string.Join(", ", ids.Except(passed.Select(claim => claim.Node.Id.Number)))
                );
            foreach (var (node, article) in passed)
            {
                if (Room == 0)
                {
                    hops[node.Id.Number] = Hidden;
                    omittedClaims++;
                    cutAt = hop;
                    continue;
                }

                nodes.Add(node);
                reports.Add((node.Id.Number, article));
                hops[node.Id.Number] = hop;
                shown.Add(node.Id.Number);
            }

            passed.Clear();
        }

        return shown;
    }

    private async Task<int> ReadClaimsAsync(
        List<long> ids,
        List<(GraphNode Node, long Article)> passed,
        bool isFiltered
    )
    {
        var found = 0;
        await using var reader = await ReadAsync(sql.Claims, ids);
        while (await reader.ReadAsync(cancellationToken))
        {
            found++;
            var (id, status, article) = (reader.GetInt64(0), reader.GetInt32(3), reader.GetInt64(4));
            ref var publication = ref CollectionsMarshal.GetValueRefOrAddDefault(publications, article, out _);
            publication ??= PublicationOf(reader, 5);
            if (isFiltered && !Passes(status, publication))
                hops[id] = Hidden;
            else
                passed.Add(
                    (
                        new GraphNode(
                            NodeId.Claim(id),
                            reader.GetString(1),
                            WireNames<ClaimMode>.Of((ClaimMode)reader.GetInt32(2)),
                            WireNames<ClaimStatus>.Of((ClaimStatus)status),
                            publication
                        )
                        {
                            Credibility = reader.IsDBNull(9) ? null : reader.GetInt32(9),
                        },
                        article
                    )
                );
        }

        return found;
    }

    private bool Passes(int status, Publication publication) =>
        (statuses >> status & 1) != 0
        && (query.PublishedFrom is not { } from || publication.Latest > from.Earliest)
        && (query.PublishedTo is not { } to || publication.Earliest < to.Latest);

    private async Task AttachArticlesAsync(List<long> rootArticles)
    {
        var shown = rootArticles.ToHashSet();
        if (query.Shows(Attached.Articles))
        {
            var wanted = reports
                .Select(report => report.Article)
                .Where(article => !shown.Contains(article))
                .Distinct()
                .Order()
                .ToList();
            shown.UnionWith(await AddArticlesAsync(wanted));
        }

        if (shown.Count > 0)
            edges.AddRange(
                reports
                    .Where(report => shown.Contains(report.Article))
                    .Select(report => new GraphEdge(
                        EdgeType.Reports,
                        report.Claim,
                        NodeId.Article(report.Article),
                        NodeId.Claim(report.Claim)
                    ))
            );
    }

    private async Task AttachSourcesAsync(List<long> rootSources)
    {
        var shown = rootSources.ToHashSet();
        if (!query.Shows(Attached.Sources) && shown.Count == 0)
            return;
        var chains = (await LinksAsync())
            .GroupBy(link => link.Claim)
            .OrderBy(chain => chain.Key)
            .Select(chain => chain.OrderBy(link => link.Link.Position).ToList())
            .ToList();
        if (query.Shows(Attached.Sources))
        {
            var wanted = chains
                .SelectMany(chain => chain)
                .Select(link => link.Source)
                .OfType<long>()
                .Where(source => !shown.Contains(source))
                .Distinct()
                .Order()
                .ToList();
            shown.UnionWith(await AddSourcesAsync(wanted));
        }

        foreach (var chain in chains)
        {
            for (var position = 0; position < chain.Count; position++)
            {
                var (claim, source, link) = chain[position];
                if (source is not { } here || !shown.Contains(here))
                    continue;
                if (position == chain.Count - 1)
                    edges.Add(
                        new GraphEdge(EdgeType.AttributedTo, claim, NodeId.Claim(claim), NodeId.Source(here))
                        {
                            Link = link,
                        }
                    );
                else if (chain[position + 1].Source is { } inner && shown.Contains(inner))
                    edges.Add(
                        new GraphEdge(EdgeType.Relays, claim, NodeId.Source(here), NodeId.Source(inner)) { Link = link }
                    );
            }
        }

        await using var reader = await ReadAsync(sql.ActsFor, shown.Order());
        while (await reader.ReadAsync(cancellationToken))
            if (shown.Contains(reader.GetInt64(2)))
                edges.Add(
                    new GraphEdge(
                        EdgeType.ActsFor,
                        reader.GetInt64(0),
                        NodeId.Source(reader.GetInt64(1)),
                        NodeId.Source(reader.GetInt64(2))
                    )
                    {
                        Status = RelationStatus.Standing,
                    }
                );
    }

    private async Task<List<(long Claim, long? Source, GraphLink Link)>> LinksAsync()
    {
        var links = new List<(long, long?, GraphLink)>();
        await using var reader = await ReadAsync(sql.Links, reports.Select(report => report.Claim));
        while (await reader.ReadAsync(cancellationToken))
            links.Add(
                (
                    reader.GetInt64(0),
                    reader.IsDBNull(2) ? null : reader.GetInt64(2),
                    new GraphLink(
                        reader.GetInt32(1),
                        (Basis)reader.GetInt32(3),
                        (Stance)reader.GetInt32(4),
                        reader.GetBoolean(5)
                    )
                )
            );
        return links;
    }

    /// <summary>Shows those articles that there is room for, and returns them.</summary>
    /// <exception cref="NotFoundException">One is not there.</exception>
    private async Task<List<long>> AddArticlesAsync(List<long> ids)
    {
        var shown = ids[..Math.Min(ids.Count, Room)];
        omittedArticles += ids.Count - shown.Count;
        await AddAsync(sql.Articles, "article", shown, reader => new GraphNode(
            NodeId.Article(reader.GetInt64(0)),
            TextOf(reader, 1) ?? NodeId.Article(reader.GetInt64(0)).ToString(),
            null,
            WireNames<ArticleStatus>.Of((ArticleStatus)reader.GetInt32(2)),
            PublicationOf(reader, 3)
        ));
        return shown;
    }

    /// <summary>Shows those sources that there is room for, and returns them.</summary>
    /// <exception cref="NotFoundException">One is not there.</exception>
    private async Task<List<long>> AddSourcesAsync(List<long> ids)
    {
        var shown = ids[..Math.Min(ids.Count, Room)];
        omittedSources += ids.Count - shown.Count;
        await AddAsync(sql.Sources, "source", shown, reader => new GraphNode(
            NodeId.Source(reader.GetInt64(0)),
            TextOf(reader, 1) ?? NodeId.Source(reader.GetInt64(0)).ToString(),
            WireNames<SourceKind>.Of((SourceKind)reader.GetInt32(2)),
            WireNames<SourceStatus>.Of((SourceStatus)reader.GetInt32(3)),
            null
        ));
        return shown;
    }

    private async Task AddAsync(string statement, string what, List<long> ids, Func<DbDataReader, GraphNode> node)
    {
        if (ids.Count == 0)
            return;
        var found = new List<GraphNode>(ids.Count);
        await using var reader = await ReadAsync(statement, ids);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(node(reader));
        if (found.Count < ids.Count)
            throw new NotFoundException(what, string.Join(", ", ids.Except(found.Select(one => one.Id.Number))));
        nodes.AddRange(found);
    }

    /// <summary>Adds the claims of root sources or articles that no other root led to.</summary>
    private async Task FindAsync(string statement, List<long> roots, List<long> found)
    {
        if (roots.Count == 0)
            return;
        await using var reader = await ReadAsync(statement, roots);
        while (await reader.ReadAsync(cancellationToken))
            if (hops.TryAdd(reader.GetInt64(0), 1))
                found.Add(reader.GetInt64(0));
    }

    private async Task<List<long>> TaggedAsync(string statement, string tag)
    {
        var ids = new List<long>();
        await using var reader = await ReadAsync(statement, JsonSerializer.Serialize<string[]>([tag]));
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt64(0));
        ids.Sort();
        return ids;
    }

    private Task<DbDataReader> ReadAsync(string statement, IEnumerable<long> ids)
    {
        json.Clear().Append('[');
        foreach (var id in ids)
            json.Append(CultureInfo.InvariantCulture, $"{id},");
        if (json.Length > 1)
            json.Length--;
        return ReadAsync(statement, json.Append(']').ToString());
    }

    private Task<DbDataReader> ReadAsync(string statement, string set) =>
        preparedStatements.ReadAsync(statement, set, cancellationToken);

    private bool IsShown(long claim) => hops[claim] != Hidden;

    private static Publication PublicationOf(DbDataReader reader, int column) =>
        new(
            TextOf(reader, column),
            InstantOf(reader, column + 1),
            InstantOf(reader, column + 2),
            reader.GetString(column + 3)
        );

    private static string? TextOf(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTime? InstantOf(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    private static int Bits<T>(IReadOnlyList<T> values)
        where T : struct, Enum =>
        values.Aggregate(0, (bits, value) => bits | 1 << Convert.ToInt32(value, CultureInfo.InvariantCulture));
}

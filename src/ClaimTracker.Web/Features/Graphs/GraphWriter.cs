using System.Buffers;
using System.Globalization;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Features.Graphs.Writers;
using ClaimTracker.Web.Pipeline;
using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>A form a graph is written in.</summary>
internal abstract class GraphWriter
{
    private static readonly GraphWriter Json = new JsonGraphWriter("application/json; charset=utf-8");

    private static readonly Dictionary<GraphFormat, GraphWriter> ByFormat = new()
    {
        [GraphFormat.Json] = Json,
        [GraphFormat.Cytoscape] = new CytoscapeWriter(),
        [GraphFormat.Graphml] = new GraphmlWriter(),
        [GraphFormat.Gexf] = new GexfWriter(),
        [GraphFormat.Dot] = new DotWriter(),
        [GraphFormat.Jsonld] = new JsonLdWriter(),
    };

    /// <summary>By media type, in the order in which a range such as <c>application/*</c> takes them.</summary>
    private static readonly (MediaTypeHeaderValue Type, GraphWriter Form)[] ByMediaType =
    [
        (new("application/json"), Json),
        (new("application/vnd.jgf+json"), new JsonGraphWriter("application/vnd.jgf+json")),
        (new("application/graphml+xml"), ByFormat[GraphFormat.Graphml]),
        (new("application/gexf+xml"), ByFormat[GraphFormat.Gexf]),
        (new("text/vnd.graphviz"), ByFormat[GraphFormat.Dot]),
        (new("application/ld+json"), ByFormat[GraphFormat.Jsonld]),
    ];

    public abstract string MediaType { get; }

    public abstract void Write(Graph graph, IBufferWriter<byte> output);

    /// <exception cref="NotAcceptableException">None of the accepted media types is one of a graph.</exception>
    public static GraphWriter Choose(GraphFormat? asked, HttpRequest request)
    {
        if (asked is { } format)
            return ByFormat[format];
        var header = request.Headers.Accept;
        if (header.Count == 0 || (header.Count == 1 && header[0] is "*/*" or "application/json"))
            return Json;
        if (!MediaTypeHeaderValue.TryParseList(header, out var accepted))
            throw new NotAcceptableException();

        // The most specific range that matches a form says how welcome it is; among equals the order of the header decides.
        return ByMediaType
            .Select(
                (offer, place) =>
                    (
                        offer.Form,
                        Place: place,
                        Range: accepted
                            .Select((range, order) => (Range: range, Order: order))
                            .Where(item => Covers(item.Range, offer.Type))
                            .OrderByDescending(item => Specificity(item.Range))
                            .Select(item => (Quality: item.Range.Quality ?? 1, item.Order))
                            .FirstOrDefault()
                    )
            )
            .Where(offer => offer.Range.Quality > 0)
            .OrderByDescending(offer => offer.Range.Quality)
            .ThenBy(offer => offer.Range.Order)
            .ThenBy(offer => offer.Place)
            .Select(offer => offer.Form)
            .FirstOrDefault()
            ?? throw new NotAcceptableException();
    }

    private static bool Covers(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes
        || (
            range.MatchesAllSubTypes
                ? range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
                : range.MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
        );

    private static int Specificity(MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 0
        : range.MatchesAllSubTypes ? 1
        : 2;
}

/// <summary>An attribute of nodes, edges or graphs, under the same name in every form.</summary>
/// <param name="Type">As GraphML and GEXF name it; what is not a string stands in JSON without quotes.</param>
/// <param name="Of">Null: this one does not have it, and it is left out.</param>
internal sealed record GraphAttribute<T>(string Name, string Type, Func<T, string?> Of);

internal static class GraphAttributes
{
    public static readonly GraphAttribute<GraphNode>[] Nodes =
    [
        new("type", "string", node => WireNames<NodeType>.Of(node.Id.Type).Value),
        new("label", "string", node => node.Label),
        new("kind", "string", node => node.Kind?.Value),
        new("status", "string", node => node.Status.Value),
        new("published", "string", node => node.Published?.Date),
        new("publishedEarliest", "string", node =>
            node.Published?.Earliest?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        ),
        new("language", "string", node => node.Published?.Language),
        new("credibility", "int", node => node.Credibility?.ToString(CultureInfo.InvariantCulture)),
        new("independentLow", "int", node => node.Independent?.Low.ToString(CultureInfo.InvariantCulture)),
        new("independentHigh", "int", node => node.Independent?.High.ToString(CultureInfo.InvariantCulture)),
    ];

    public static readonly GraphAttribute<GraphEdge>[] Edges =
    [
        new("type", "string", edge => WireNames<EdgeType>.Of(edge.Type).Value),
        new("claimId", "long", edge => edge.ClaimId?.ToString(CultureInfo.InvariantCulture)),
        new("position", "int", edge => edge.Link?.Position.ToString(CultureInfo.InvariantCulture)),
        new("basis", "string", edge =>
            edge.Link is { } link ? WireNames<Domain.Claims.Basis>.Of(link.Basis).Value : null
        ),
        new("stance", "string", edge =>
            edge.Link is { } link ? WireNames<Domain.Claims.Stance>.Of(link.Stance).Value : null
        ),
        new("stated", "boolean", edge => edge.Link is { } link
                ? link.Stated
                    ? "true"
                    : "false"
                : null),
        new("status", "string", edge =>
            edge.Status is { } status ? WireNames<Domain.Relations.RelationStatus>.Of(status).Value : null
        ),
    ];

    public static readonly GraphAttribute<Graph>[] Graphs =
    [
        new("roots", "string", graph => string.Join(' ', graph.Roots)),
        new("depth", "int", graph => graph.Depth.ToString(CultureInfo.InvariantCulture)),
        new("asOf", "string", graph => graph.AsOf is { } asOf ? AsOfInstant.Write(asOf) : null),
        new("truncated", "boolean", graph => graph.Omitted is null ? "false" : "true"),
        new("omittedAtDepth", "int", graph => graph.Omitted?.AtDepth?.ToString(CultureInfo.InvariantCulture)),
        new("omittedClaims", "int", graph => graph.Omitted?.Claims.ToString(CultureInfo.InvariantCulture)),
        new("omittedArticles", "int", graph => graph.Omitted?.Articles.ToString(CultureInfo.InvariantCulture)),
        new("omittedSources", "int", graph => graph.Omitted?.Sources.ToString(CultureInfo.InvariantCulture)),
    ];
}

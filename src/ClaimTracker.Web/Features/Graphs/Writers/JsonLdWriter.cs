using System.Buffers;
using System.Text.Json;

namespace ClaimTracker.Web.Features.Graphs.Writers;

/// <summary>
/// JSON-LD: PROV-O and schema.org, with an inline context. What those have a word for stands on the node itself;
/// each edge is a resource too, with its attributes in our own vocabulary.
/// </summary>
internal sealed class JsonLdWriter : GraphWriter
{
    private const string Context = """
        {
          "prov": "http://www.w3.org/ns/prov#",
          "schema": "https://schema.org/",
          "xsd": "http://www.w3.org/2001/XMLSchema#",
          "ct": "urn:claimtracker:vocabulary:",
          "claim": { "@id": "urn:claimtracker:claim:", "@prefix": true },
          "source": { "@id": "urn:claimtracker:source:", "@prefix": true },
          "article": { "@id": "urn:claimtracker:article:", "@prefix": true },
          "edge": { "@id": "urn:claimtracker:edge:", "@prefix": true },
          "ct:publishedEarliest": { "@type": "xsd:dateTime" }
        }
        """;

    public override string MediaType => "application/ld+json";

    public override void Write(Graph graph, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, JsonGraphWriter.Options);
        json.WriteStartObject();
        json.WritePropertyName("@context");
        json.WriteRawValue(Context);
        json.WriteStartArray("@graph");
        json.WriteStartObject();
        json.WriteString("@type", "ct:Graph");
        JsonAttributes.Write(json, graph, GraphAttributes.Graphs, "ct:");
        json.WriteEndObject();
        foreach (var node in graph.Nodes)
            Write(json, node);
        foreach (var edge in graph.Edges)
            Write(json, edge);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteStartObject();
        json.WriteString("@id", node.Id.ToString());
        json.WriteStartArray("@type");
        foreach (var type in TypesOf(node))
            json.WriteStringValue(type);
        json.WriteEndArray();
        json.WriteString(
            node.Id.Type switch
            {
                NodeType.Claim => "schema:text",
                NodeType.Source => "schema:name",
                _ => "schema:headline",
            },
            node.Label
        );
        if (node.Published is { } published)
        {
            json.WriteString("schema:inLanguage", published.Language);
            if (published.Date is { } date && node.Id.Type == NodeType.Article)
                json.WriteString("schema:datePublished", date);
        }

        JsonAttributes.Write(json, node, GraphAttributes.Nodes, "ct:");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GraphEdge edge)
    {
        var (subject, property, value) = StatementOf(edge);
        json.WriteStartObject();
        json.WriteString("@id", subject.ToString());
        WriteReference(json, property, value);
        json.WriteEndObject();

        json.WriteStartObject();
        json.WriteString("@id", $"edge:{edge.Name}");
        json.WriteString("@type", "ct:Edge");
        WriteReference(json, "ct:from", edge.From);
        WriteReference(json, "ct:to", edge.To);
        JsonAttributes.Write(json, edge, GraphAttributes.Edges, "ct:");
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string property, NodeId node)
    {
        json.WriteStartObject(property);
        json.WriteString("@id", node.ToString());
        json.WriteEndObject();
    }

    private static (NodeId Subject, string Property, NodeId Value) StatementOf(GraphEdge edge) =>
        edge.Type switch
        {
            EdgeType.Reports => (edge.To, "prov:wasQuotedFrom", edge.From),
            EdgeType.AttributedTo => (edge.From, "prov:wasAttributedTo", edge.To),
            EdgeType.ActsFor => (edge.From, "prov:actedOnBehalfOf", edge.To),
            EdgeType.DerivedFrom => (edge.From, "prov:wasDerivedFrom", edge.To),
            EdgeType.Supersedes => (edge.From, "prov:wasRevisionOf", edge.To),
            _ => (edge.From, "ct:" + WireNames<EdgeType>.Of(edge.Type).Value, edge.To),
        };

    private static string[] TypesOf(GraphNode node) =>
        node.Id.Type switch
        {
            NodeType.Claim => ["prov:Entity", "schema:Claim"],
            NodeType.Article => ["prov:Entity", "schema:NewsArticle"],
            _ => node.Kind?.Value switch
            {
                "person" => ["prov:Agent", "prov:Person", "schema:Person"],
                "organization" => ["prov:Agent", "prov:Organization", "schema:Organization"],
                "outlet" => ["prov:Agent", "prov:Organization", "schema:NewsMediaOrganization"],
                _ => ["prov:Agent"],
            },
        };
}

using System.Buffers;
using System.Text.Json;

namespace ClaimTracker.Web.Features.Graphs.Writers;

/// <summary>Cytoscape JSON: <c>elements.nodes[].data</c> and <c>elements.edges[].data</c>.</summary>
internal sealed class CytoscapeWriter : GraphWriter
{
    public override string MediaType => "application/json; charset=utf-8";

    public override void Write(Graph graph, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, JsonGraphWriter.Options);
        json.WriteStartObject();
        json.WriteStartObject("data");
        JsonGraphWriter.WriteSummary(json, graph);
        json.WriteEndObject();
        json.WriteStartObject("elements");
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes)
            WriteElement(json, node, GraphAttributes.Nodes, () => json.WriteString("id", node.Id.ToString()));
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
        {
            WriteElement(json, edge, GraphAttributes.Edges, () =>
            {
                json.WriteString("id", edge.Name);
                json.WriteString("source", edge.From.ToString());
                json.WriteString("target", edge.To.ToString());
            });
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteElement<T>(
        Utf8JsonWriter json,
        T element,
        GraphAttribute<T>[] attributes,
        Action writeNames
    )
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        writeNames();
        JsonAttributes.Write(json, element, attributes);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

internal static class JsonAttributes
{
    /// <summary>Each attribute that the element has, numbers and truth values without quotes.</summary>
    public static void Write<T>(Utf8JsonWriter json, T element, GraphAttribute<T>[] attributes, string prefix = "")
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Of(element) is not { } value)
                continue;
            json.WritePropertyName(prefix + attribute.Name);
            if (attribute.Type == "string")
                json.WriteStringValue(value);
            else
                json.WriteRawValue(value);
        }
    }
}

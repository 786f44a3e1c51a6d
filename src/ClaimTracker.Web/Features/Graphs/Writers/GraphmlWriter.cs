using System.Xml;

namespace ClaimTracker.Web.Features.Graphs.Writers;

/// <summary>GraphML.</summary>
internal sealed class GraphmlWriter : XmlGraphWriter
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    public override string MediaType => "application/graphml+xml";

    protected override void Write(Graph graph, XmlWriter xml)
    {
        xml.WriteStartElement("graphml", Namespace);
        Declare(xml, "graph", GraphAttributes.Graphs);
        Declare(xml, "node", GraphAttributes.Nodes);
        Declare(xml, "edge", GraphAttributes.Edges);
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", "claims");
        xml.WriteAttributeString("edgedefault", "directed");
        WriteData(xml, "graph", graph, GraphAttributes.Graphs);
        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", node.Id.ToString());
            WriteData(xml, "node", node, GraphAttributes.Nodes);
            xml.WriteEndElement();
        }

        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", edge.Name);
            xml.WriteAttributeString("source", edge.From.ToString());
            xml.WriteAttributeString("target", edge.To.ToString());
            WriteData(xml, "edge", edge, GraphAttributes.Edges);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Declare<T>(XmlWriter xml, string owner, GraphAttribute<T>[] attributes)
    {
        foreach (var attribute in attributes)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", KeyOf(owner, attribute));
            xml.WriteAttributeString("for", owner);
            xml.WriteAttributeString("attr.name", attribute.Name);
            xml.WriteAttributeString("attr.type", attribute.Type);
            xml.WriteEndElement();
        }
    }

    private static void WriteData<T>(XmlWriter xml, string owner, T element, GraphAttribute<T>[] attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Of(element) is not { } value)
                continue;
            xml.WriteStartElement("data", Namespace);
            xml.WriteAttributeString("key", KeyOf(owner, attribute));
            xml.WriteString(Clean(value));
            xml.WriteEndElement();
        }
    }

    private static string KeyOf<T>(string owner, GraphAttribute<T> attribute) => $"{owner}.{attribute.Name}";
}

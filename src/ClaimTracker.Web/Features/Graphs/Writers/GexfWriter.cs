using System.Xml;

namespace ClaimTracker.Web.Features.Graphs.Writers;

/// <summary>GEXF in the namespace 1.2draft, the one that networkx, Gephi and graphology all read. Each edge has its type as <c>label</c>.</summary>
internal sealed class GexfWriter : XmlGraphWriter
{
    private const string Namespace = "http://www.gexf.net/1.2draft";

    public override string MediaType => "application/gexf+xml";

    protected override void Write(Graph graph, XmlWriter xml)
    {
        xml.WriteStartElement("gexf", Namespace);
        xml.WriteAttributeString("version", "1.2");
        xml.WriteStartElement("meta", Namespace);
        xml.WriteElementString("creator", Namespace, "ClaimTracker");
        xml.WriteElementString(
            "description",
            Namespace,
            string.Join(
                "; ",
                GraphAttributes
                    .Graphs.Select(attribute => (attribute.Name, Value: attribute.Of(graph)))
                    .Where(attribute => attribute.Value is not null)
                    .Select(attribute => $"{attribute.Name}: {attribute.Value}")
            )
        );
        xml.WriteEndElement();
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("mode", "static");
        xml.WriteAttributeString("defaultedgetype", "directed");
        Declare(xml, "node", GraphAttributes.Nodes);
        Declare(xml, "edge", GraphAttributes.Edges);
        xml.WriteStartElement("nodes", Namespace);
        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", node.Id.ToString());
            xml.WriteAttributeString("label", Clean(node.Label));
            WriteValues(xml, node, GraphAttributes.Nodes);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("edges", Namespace);
        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", edge.Name);
            xml.WriteAttributeString("source", edge.From.ToString());
            xml.WriteAttributeString("target", edge.To.ToString());
            xml.WriteAttributeString("label", WireNames<EdgeType>.Of(edge.Type).Value);
            WriteValues(xml, edge, GraphAttributes.Edges);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // GEXF knows no int: its integer is 32 bits wide.
    private static void Declare<T>(XmlWriter xml, string owner, GraphAttribute<T>[] attributes)
    {
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", owner);
        foreach (var attribute in attributes)
        {
            xml.WriteStartElement("attribute", Namespace);
            xml.WriteAttributeString("id", attribute.Name);
            xml.WriteAttributeString("title", attribute.Name);
            xml.WriteAttributeString("type", attribute.Type == "int" ? "integer" : attribute.Type);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteValues<T>(XmlWriter xml, T element, GraphAttribute<T>[] attributes)
    {
        xml.WriteStartElement("attvalues", Namespace);
        foreach (var attribute in attributes)
        {
            if (attribute.Of(element) is not { } value)
                continue;
            xml.WriteStartElement("attvalue", Namespace);
            xml.WriteAttributeString("for", attribute.Name);
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}

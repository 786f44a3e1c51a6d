using System.Buffers;
using System.Text;

namespace ClaimTracker.Web.Features.Graphs.Writers;

/// <summary>Graphviz DOT. Every name and value stands in quotes.</summary>
internal sealed class DotWriter : GraphWriter
{
    public override string MediaType => "text/vnd.graphviz; charset=utf-8";

    public override void Write(Graph graph, IBufferWriter<byte> output)
    {
        using var dot = new StreamWriter(
            new BufferStream(output),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        dot.Write("digraph claims {\n");
        foreach (var attribute in GraphAttributes.Graphs)
            if (attribute.Of(graph) is { } value)
                dot.Write($"  {attribute.Name}={Quote(value)};\n");
        foreach (var node in graph.Nodes)
            dot.Write($"  {Quote(node.Id.ToString())} [{Attributes(node, GraphAttributes.Nodes)}];\n");
        foreach (var edge in graph.Edges)
            dot.Write(
                $"  {Quote(edge.From.ToString())} -> {Quote(edge.To.ToString())} [id={Quote(edge.Name)}, label={Quote(WireNames<EdgeType>.Of(edge.Type).Value)}, {Attributes(edge, GraphAttributes.Edges)}];\n"
            );
        dot.Write("}\n");
    }

    private static string Attributes<T>(T element, GraphAttribute<T>[] attributes) =>
        string.Join(
            ", ",
            attributes
                .Select(attribute => (attribute.Name, Value: attribute.Of(element)))
                .Where(attribute => attribute.Value is not null)
                .Select(attribute => $"{attribute.Name}={Quote(attribute.Value!)}")
        );

    // A backslash begins an escape in labels, so it is doubled; a line break is written as one; what no font shows is replaced.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted,
                '\t' => quoted.Append(' '),
                < ' ' => quoted.Append('\uFFFD'),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}

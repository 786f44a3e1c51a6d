using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;

namespace ClaimTracker.Web.Features.Graphs.Writers;

/// <summary>JSON Graph Format v2: nodes are a map by name, attributes stand in <c>metadata</c>. Written by hand, because most graphs are read in this form.</summary>
internal sealed class JsonGraphWriter(string mediaType) : GraphWriter
{
    internal static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly JsonEncodedText Label = JsonEncodedText.Encode("label");
    private static readonly JsonEncodedText Metadata = JsonEncodedText.Encode("metadata");
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Published = JsonEncodedText.Encode("published");
    private static readonly JsonEncodedText PublishedEarliest = JsonEncodedText.Encode("publishedEarliest");
    private static readonly JsonEncodedText Credibility = JsonEncodedText.Encode("credibility");
    private static readonly JsonEncodedText IndependentLow = JsonEncodedText.Encode("independentLow");
    private static readonly JsonEncodedText IndependentHigh = JsonEncodedText.Encode("independentHigh");
    private static readonly JsonEncodedText Language = JsonEncodedText.Encode("language");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    private static readonly JsonEncodedText Target = JsonEncodedText.Encode("target");
    private static readonly JsonEncodedText RelationName = JsonEncodedText.Encode("relation");
    private static readonly JsonEncodedText ClaimId = JsonEncodedText.Encode("claimId");
    private static readonly JsonEncodedText Position = JsonEncodedText.Encode("position");
    private static readonly JsonEncodedText BasisName = JsonEncodedText.Encode("basis");
    private static readonly JsonEncodedText StanceName = JsonEncodedText.Encode("stance");
    private static readonly JsonEncodedText Stated = JsonEncodedText.Encode("stated");

    public override string MediaType => mediaType;

    public override void Write(Graph graph, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("graph");
        json.WriteString("type", "claims");
        json.WriteBoolean("directed", true);
        json.WriteStartObject(Metadata);
        WriteSummary(json, graph);
        json.WriteEndObject();
        json.WriteStartObject("nodes");
        foreach (var node in graph.Nodes)
            Write(json, node);
        json.WriteEndObject();
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
            Write(json, edge);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What the graph was drawn around, how far, and what was left out.</summary>
    internal static void WriteSummary(Utf8JsonWriter json, Graph graph)
    {
        json.WriteStartArray("roots");
        foreach (var root in graph.Roots)
            json.WriteStringValue(root.ToString());
        json.WriteEndArray();
        json.WriteNumber("depth", graph.Depth);
        if (graph.AsOf is { } asOf)
            json.WriteString("asOf", asOf);
        json.WriteBoolean("truncated", graph.Omitted is not null);
        if (graph.Omitted is not { } omitted)
            return;
        json.WriteStartObject("omitted");
        if (omitted.AtDepth is { } depth)
            json.WriteNumber("atDepth", depth);
        json.WriteNumber("claims", omitted.Claims);
        json.WriteNumber("articles", omitted.Articles);
        json.WriteNumber("sources", omitted.Sources);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in GraphNode node)
    {
        Span<byte> room = stackalloc byte[NodeId.MaxLength];
        json.WriteStartObject(node.Id.Write(room));
        json.WriteString(Label, node.Label);
        json.WriteStartObject(Metadata);
        json.WriteString(Type, WireNames<NodeType>.Of(node.Id.Type));
        if (node.Kind is { } kind)
            json.WriteString(Kind, kind);
        json.WriteString(Status, node.Status);
        if (node.Published is { } published)
        {
            if (published.Date is { } date)
                json.WriteString(Published, date);
            if (published.Earliest is { } earliest)
                json.WriteString(PublishedEarliest, earliest);
            json.WriteString(Language, published.Language);
        }

        if (node.Credibility is { } credibility)
            json.WriteNumber(Credibility, credibility);
        if (node.Independent is { } independent)
        {
            json.WriteNumber(IndependentLow, independent.Low);
            json.WriteNumber(IndependentHigh, independent.High);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in GraphEdge edge)
    {
        Span<byte> room = stackalloc byte[GraphEdge.MaxNameLength];
        var type = WireNames<EdgeType>.Of(edge.Type);
        json.WriteStartObject();
        json.WriteString(Id, edge.WriteName(room));
        json.WriteString(Source, edge.From.Write(room));
        json.WriteString(Target, edge.To.Write(room));
        json.WriteString(RelationName, type);
        json.WriteStartObject(Metadata);
        json.WriteString(Type, type);
        if (edge.ClaimId is { } claim)
            json.WriteNumber(ClaimId, claim);
        if (edge.Link is { } link)
        {
            json.WriteNumber(Position, link.Position);
            json.WriteString(BasisName, WireNames<Basis>.Of(link.Basis));
            json.WriteString(StanceName, WireNames<Stance>.Of(link.Stance));
            json.WriteBoolean(Stated, link.Stated);
        }

        if (edge.Status is { } status)
            json.WriteString(Status, WireNames<RelationStatus>.Of(status));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

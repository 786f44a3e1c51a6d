using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>What a node stands for.</summary>
public enum NodeType
{
    Claim = 0,
    Source = 1,
    Article = 2,
}

/// <summary>What an edge says. The first five are the relations between claims, with the same values.</summary>
public enum EdgeType
{
    Corroborates = RelationType.Corroborates,
    Contradicts = RelationType.Contradicts,
    Restates = RelationType.Restates,
    Supersedes = RelationType.Supersedes,
    DerivedFrom = RelationType.DerivedFrom,

    /// <summary>Article → claim: the article makes it.</summary>
    Reports = 5,

    /// <summary>Claim → the innermost source of its chain; with one link the publisher.</summary>
    AttributedTo = 6,

    /// <summary>Publisher or relay → the next source inwards, for one claim.</summary>
    Relays = 7,

    /// <summary>Source → the source it acts for.</summary>
    ActsFor = 8,
}

/// <summary>The name of a node, such as <c>claim:42</c>.</summary>
public readonly record struct NodeId(NodeType Type, long Number)
{
    /// <summary>Bytes that the longest name takes.</summary>
    internal const int MaxLength = 32;

    internal static NodeId Claim(long id) => new(NodeType.Claim, id);

    internal static NodeId Source(long id) => new(NodeType.Source, id);

    internal static NodeId Article(long id) => new(NodeType.Article, id);

    public override string ToString() => Encoding.UTF8.GetString(Write(stackalloc byte[MaxLength]));

    /// <summary>The name in UTF-8, written at the start of <paramref name="room"/>.</summary>
    internal ReadOnlySpan<byte> Write(Span<byte> room) =>
        room[..NumberedName.Write(WireNames<NodeType>.Of(Type).EncodedUtf8Bytes, Number, room)];
}

/// <summary>A claim, source or article of a graph.</summary>
/// <param name="Label">The statement, name or title; the node's own name where there is none.</param>
/// <param name="Kind">Of a source its kind, of a claim its mode; an article has none.</param>
/// <param name="Published">Of a claim, when its article was published.</param>
public readonly record struct GraphNode(
    NodeId Id,
    string Label,
    JsonEncodedText? Kind,
    JsonEncodedText Status,
    Publication? Published
)
{
    /// <summary>Of a claim, 1 to 6, as an analyst decided.</summary>
    public int? Credibility { get; init; }

    /// <summary>Of an accepted claim, the separate chains that support it.</summary>
    public OriginCount? Independent { get; init; }
}

/// <summary>When and in which language an article was published.</summary>
/// <param name="Date">EDTF, as given.</param>
/// <param name="Earliest">UTC, inclusive.</param>
/// <param name="Latest">UTC, exclusive.</param>
/// <param name="Language">BCP 47.</param>
public sealed record Publication(string? Date, DateTime? Earliest, DateTime? Latest, string Language);

/// <summary>An edge of a graph.</summary>
/// <param name="Number">The relation, the affiliation, or the claim whose chain it belongs to.</param>
public readonly record struct GraphEdge(EdgeType Type, long Number, NodeId From, NodeId To)
{
    /// <summary>The claim whose report or chain the edge shows; null for relations and affiliations.</summary>
    public long? ClaimId => Type is EdgeType.Reports or EdgeType.AttributedTo or EdgeType.Relays ? Number : null;

    /// <summary>The link that the edge shows; null where it shows none.</summary>
    public GraphLink? Link { get; init; }

    /// <summary>Of a relation or an affiliation.</summary>
    public RelationStatus? Status { get; init; }

    /// <summary>Bytes that the longest name takes, of an edge or a node.</summary>
    internal const int MaxNameLength = 64;

    /// <summary>The edge's name, such as <c>relation:7</c>, <c>attributedTo:42</c> or <c>relays:42.0</c>; unique in a graph.</summary>
    public string Name => Encoding.UTF8.GetString(WriteName(stackalloc byte[MaxNameLength]));

    /// <summary>The name in UTF-8, written at the start of <paramref name="room"/>.</summary>
    internal ReadOnlySpan<byte> WriteName(Span<byte> room)
    {
        var prefix = Type < EdgeType.Reports ? "relation"u8 : WireNames<EdgeType>.Of(Type).EncodedUtf8Bytes;
        var length = NumberedName.Write(prefix, Number, room);
        if (Type == EdgeType.Relays)
        {
            room[length] = (byte)'.';
            Utf8Formatter.TryFormat(Link!.Position, room[(length + 1)..], out var digits);
            length += 1 + digits;
        }

        return room[..length];
    }
}

/// <summary>The hop of an attribution chain that an edge shows.</summary>
public sealed record GraphLink(int Position, Basis Basis, Stance Stance, bool Stated);

/// <summary>What did not fit into <c>maxNodes</c>.</summary>
/// <param name="AtDepth">The hop at which claims were left out; what lies beyond it was not looked for. Null when all claims fit.</param>
/// <param name="Claims">Claims of that hop left out.</param>
/// <param name="Articles">Articles of shown claims left out.</param>
/// <param name="Sources">Sources of shown claims left out.</param>
public sealed record Omitted(int? AtDepth, int Claims, int Articles, int Sources);

/// <summary>Claims with the relations between them, and the sources and articles attached to them.</summary>
/// <param name="Roots">What the graph was drawn around.</param>
/// <param name="Depth">As asked.</param>
/// <param name="Nodes">The roots first, then claims hop by hop, then articles, then sources; each by id.</param>
/// <param name="Omitted">Null when nothing was left out.</param>
public sealed record Graph(
    IReadOnlyList<NodeId> Roots,
    int Depth,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphEdge> Edges,
    Omitted? Omitted
)
{
    /// <summary>UTC, the last instant that counts; null: what is stored now.</summary>
    public DateTime? AsOf { get; init; }
}

/// <summary>The values of an enumeration as they go over the wire, encoded once.</summary>
internal static class WireNames<T>
    where T : struct, Enum
{
    private static readonly JsonEncodedText[] Names = Encode();

    public static JsonEncodedText Of(T value) => Names[Convert(value)];

    private static int Convert(T value) => Unsafe.As<T, int>(ref value);

    private static JsonEncodedText[] Encode()
    {
        var values = Enum.GetValues<T>();
        var names = new JsonEncodedText[values.Max(Convert) + 1];
        foreach (var value in values)
            names[Convert(value)] = JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        return names;
    }
}

internal static class NumberedName
{
    /// <summary>Writes <c>prefix:number</c> and returns its length.</summary>
    public static int Write(ReadOnlySpan<byte> prefix, long number, Span<byte> room)
    {
        prefix.CopyTo(room);
        room[prefix.Length] = (byte)':';
        Utf8Formatter.TryFormat(number, room[(prefix.Length + 1)..], out var digits);
        return prefix.Length + 1 + digits;
    }
}

using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Graphs;

/// <summary>A graph in JSON Graph Format, as a client reads it.</summary>
internal sealed class ReadGraph(JsonElement answer)
{
    private readonly JsonElement graph = answer.GetProperty("graph");

    public JsonElement Metadata => graph.GetProperty("metadata");

    public IReadOnlyList<string> Nodes => [.. graph.GetProperty("nodes").EnumerateObject().Select(node => node.Name)];

    /// <summary><c>from type to</c>.</summary>
    public IReadOnlyList<string> Edges =>
        [
            .. graph
                .GetProperty("edges")
                .EnumerateArray()
                .Select(edge =>
                    $"{edge.GetProperty("source").GetString()} {edge.GetProperty("relation").GetString()} {edge.GetProperty("target").GetString()}"
                ),
        ];

    public JsonElement Node(string id) => graph.GetProperty("nodes").GetProperty(id);

    public JsonElement Edge(string id) =>
        graph.GetProperty("edges").EnumerateArray().Single(edge => edge.GetProperty("id").GetString() == id);

    public static async Task<ReadGraph> Of(Api api, string path) =>
        new((await api.Get(path)).Expect(HttpStatusCode.OK).Json);
}

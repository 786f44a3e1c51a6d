using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClaimTracker.Tests.Support;

/// <summary>One call of the API, as the OpenAPI document describes it.</summary>
/// <param name="Role">The least role that may make it.</param>
/// <param name="Body">An example; null when it takes none.</param>
public sealed partial record Operation(
    string Name,
    string Method,
    string Path,
    string Summary,
    string Role,
    string? Body,
    string? MediaType
)
{
    /// <summary>In the order in which each includes those before it.</summary>
    public static readonly IReadOnlyList<string> Roles = ["reader", "analyst", "factChecker", "reviewer", "admin"];

    /// <summary>Whether a role is enough.</summary>
    public bool Allows(string role) => Roles.ToList().IndexOf(role) >= Roles.ToList().IndexOf(Role);

    /// <summary>The path with ids of nothing, so that no call changes what the next one needs.</summary>
    public string Address => PathId().Replace(Path, "987654321");

    public static async Task<IReadOnlyList<Operation>> ReadAsync(Api api)
    {
        var document = JsonNode.Parse((await api.Get("/swagger/v1/swagger.json")).Expect(HttpStatusCode.OK).Text)!;
        return
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            where operation.Value!["operationId"] is not null
            let content = operation.Value["requestBody"]?["content"]?.AsObject().FirstOrDefault()
            select new Operation(
                operation.Value["operationId"]!.ToString(),
                operation.Key.ToUpperInvariant(),
                path.Key,
                operation.Value["summary"]!.ToString(),
                RoleOf().Match(operation.Value["description"]!.ToString()).Groups[1].Value,
                content is null ? null : (content.Value.Value!["example"] ?? new JsonObject()).ToJsonString(),
                content?.Key
            ),
        ];
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathId();

    [GeneratedRegex("Role: `(.*?)`")]
    private static partial Regex RoleOf();
}

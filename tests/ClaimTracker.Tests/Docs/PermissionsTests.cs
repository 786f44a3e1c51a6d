using System.Text;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Docs;

/// <summary>The table of permissions is the one that the service holds: EndpointTests tries every line of it.</summary>
public sealed class PermissionsTests
{
    private static readonly string Committed = Repository.At("docs", "permissions.md");

    [Test]
    public async Task The_table_is_the_one_the_service_holds()
    {
        await using var app = await TestApp.StartAsync(TestDatabase.Embedded);
        using var api = new Api(app.Address);
        var table = Table(await Operation.ReadAsync(api));
        if (Environment.GetEnvironmentVariable("CLAIMTRACKER_UPDATE_OPENAPI") is not null)
            await File.WriteAllTextAsync(Committed, table);

        Assert.That(
            await File.ReadAllTextAsync(Committed),
            Is.EqualTo(table),
            "Run the tests with CLAIMTRACKER_UPDATE_OPENAPI=1 and read the diff: it is who may do what."
        );
    }

    private static string Table(IReadOnlyList<Operation> operations)
    {
        var text = new StringBuilder(
            """
            # Who may do what

            Written from the OpenAPI document by a test, and tried line by line by another. Roles include those before them. Without a key, or with one that is
            unknown, expired or revoked, every call under `/api` answers 401; with too low a role it answers 403, whether what it names exists or not.
            `/`, `/health/live`, `/health/ready` and `/swagger` need no key. HEAD is allowed where GET is.

            | call | use case | reader | analyst | factChecker | reviewer | admin |
            |---|---|---|---|---|---|---|

            """
        );
        foreach (
            var operation in operations
                .OrderBy(operation => operation.Path, StringComparer.Ordinal)
                .ThenBy(operation => operation.Method, StringComparer.Ordinal)
        )
            text.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"| `{operation.Method} {operation.Path}` | {operation.Name} |"
                )
                .AppendJoin("", Operation.Roles.Select(role => operation.Allows(role) ? " yes |" : " – |"))
                .Append('\n');
        return text.ToString().ReplaceLineEndings("\n");
    }
}

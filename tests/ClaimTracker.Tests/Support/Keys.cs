using System.CommandLine;
using System.Net;
using ClaimTracker.Web;

namespace ClaimTracker.Tests.Support;

/// <summary>Keys of every role: issued by an administrator, or from the command line.</summary>
public static class Keys
{
    public static async Task<string> IssueAsync(Api admin, string role, string? holder = null, string? expires = null)
    {
        var answer = await admin.Post(
            "api-keys",
            new
            {
                holder = holder ?? $"a {role}",
                role,
                expires,
            }
        );
        return answer.Expect(HttpStatusCode.Created)["key"].GetString()!;
    }

    /// <summary>Runs <c>issue-key</c> on the database of a service.</summary>
    public static async Task<(int Code, string Output, string Error)> RunVerbAsync(TestApp app, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Program.RunAsync(
            ["issue-key", .. args, .. app.Settings.Select(setting => $"--{setting.Key}={setting.Value}")],
            new InvocationConfiguration { Output = output, Error = error }
        );
        return (code, output.ToString(), error.ToString());
    }
}

using System.Net;
using System.Text.RegularExpressions;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Hosting;

namespace ClaimTracker.Tests.Docs;

/// <summary>The requests of the README work as printed on a first start, and their answers are the real ones.</summary>
public sealed partial class ReadmeTests
{
    private const string Address = "localhost:5080";

    [Test]
    public async Task Its_requests_get_the_answers_it_prints()
    {
        await using var app = await TestApp.StartAsync(TestDatabase.Embedded);
        await Seeds.LoadAsync(app.Services, Seeds.Folder, CancellationToken.None);
        using var api = new Api(app.Address);

        var examples = Example().Matches(await File.ReadAllTextAsync(Repository.At("README.md")));
        Assert.That(examples, Has.Count.EqualTo(3));
        foreach (Match example in examples)
        {
            var answer = (await Run(api, example.Groups["curl"].Value)).Expect(HttpStatusCode.OK);
            var from = 0;
            foreach (var part in example.Groups["answer"].Value.Split('…', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var at = answer.Text.IndexOf(part, from, StringComparison.Ordinal);
                Assert.That(at, Is.GreaterThanOrEqualTo(0), $"not in the answer: {part}\n{answer.Text}");
                from = at + part.Length;
            }
        }
    }

    [Test]
    public void Its_links_lead_to_files()
    {
        var targets = Link().Matches(File.ReadAllText(Repository.At("README.md"))).Select(match => match.Groups[1].Value);

        Assert.That(targets.Where(target => !Path.Exists(Repository.At(target))), Is.Empty);
    }

    private static Task<Answer> Run(Api api, string curl)
    {
        var path = Target().Match(curl).Groups[1].Value;
        return Data().Match(curl) is { Success: true } data ? api.Post(path, data.Groups[1].Value) : api.Get(path);
    }

    [GeneratedRegex(@"```sh\n(?<curl>curl .*?)\n```\n```(json)?\n(?<answer>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(Address + @"(/[^\s']*)")]
    private static partial Regex Target();

    [GeneratedRegex("-d '([^']*)'")]
    private static partial Regex Data();

    [GeneratedRegex(@"\]\((?!http)([^)]+)\)")]
    private static partial Regex Link();
}

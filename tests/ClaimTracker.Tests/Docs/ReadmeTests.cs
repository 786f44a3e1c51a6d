using System.Text.RegularExpressions;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Hosting;

namespace ClaimTracker.Tests.Docs;

/// <summary>The requests of the README work as printed on a first start, and their answers are the real ones.</summary>
public sealed partial class ReadmeTests
{
    [Test]
    public async Task Its_requests_get_the_answers_it_prints()
    {
        await using var app = await TestApp.StartAsync(TestDatabase.Embedded);
        await Seeds.LoadAsync(app.Services, Seeds.Folder, CancellationToken.None);
        using var api = new Api(app.Address);

        Assert.That(
            await new PrintedRequests(await File.ReadAllTextAsync(Repository.At("README.md"))).RunAsync(api),
            Is.EqualTo(3)
        );
    }

    [Test]
    public void Its_links_lead_to_files()
    {
        var targets = Link()
            .Matches(File.ReadAllText(Repository.At("README.md")))
            .Select(match => match.Groups[1].Value);

        Assert.That(targets.Where(target => !Path.Exists(Repository.At(target))), Is.Empty);
    }

    [GeneratedRegex(@"\]\((?!http)([^)]+)\)")]
    private static partial Regex Link();
}

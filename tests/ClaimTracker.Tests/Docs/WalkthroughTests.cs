using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Hosting;

namespace ClaimTracker.Tests.Docs;

/// <summary>The walkthrough runs as printed, on a first start.</summary>
public sealed class WalkthroughTests
{
    [Test]
    public async Task Its_commands_get_the_answers_it_prints()
    {
        await using var app = await TestApp.StartAsync(
            TestDatabase.Embedded,
            new Dictionary<string, string?> { ["Flags:Automatic"] = "true" }
        );
        await Seeds.LoadAsync(app.Services, Seeds.Folder, CancellationToken.None);
        using var api = new Api(app.Address);

        var page = await File.ReadAllTextAsync(Repository.At("docs", "walkthrough.md"));

        Assert.That(await new PrintedRequests(page).RunAsync(api), Is.EqualTo(page.Split("```sh").Length - 1));
    }
}

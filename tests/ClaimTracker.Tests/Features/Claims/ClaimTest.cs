using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Claims;

/// <summary>A test with an article in place, and a view of all that is stored, so that "nothing was changed" can be said and meant.</summary>
public abstract class ClaimTest(TestDatabase database) : ApiTest(database)
{
    /// <summary>An emoji and a combining accent stand before most of it, so that code points and UTF-16 units differ.</summary>
    protected const string Text =
        "🕊️ « L'arme\u0301e a repris deux villages », a déclaré une source militaire à Reuters. Deux villages, dit-elle. "
        + "« L'offensive est finie » et « l'ennemi a fui », a ajouté le colonel Haddad.";

    protected async Task<long> ArticleAsync(
        string text = Text,
        object? outlet = null,
        string? published = "2018-09-11"
    ) => (
            await Api.Post(
                "articles",
                new
                {
                    text,
                    outlet = outlet ?? "Le Ponant",
                    published,
                    extract = false,
                }
            )
        ).Expect(HttpStatusCode.Created).Id;

    protected async Task<Answer> ClaimAsync(
        long article,
        string quote = "L'offensive est finie",
        object? attribution = null,
        string? statement = null,
        string[]? tags = null
    ) =>
        (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[] { new { quote } },
                    statement,
                    attribution,
                    tags,
                }
            )
        ).Expect(HttpStatusCode.Created);

    /// <summary>Several claims of one article without a chain.</summary>
    protected async Task<IReadOnlyList<long>> ClaimsAsync(int count)
    {
        var article = await ArticleAsync(
            string.Concat(Enumerable.Range(1, count).Select(n => $"Fait numéro {n:000}. "))
        );
        var ids = new List<long>();
        for (var n = 1; n <= count; n++)
            ids.Add((await ClaimAsync(article, $"Fait numéro {n:000}.")).Id);
        return ids;
    }

    /// <summary>The number of audit entries: every change of any record leaves one, and nothing else does. What the machine notices meanwhile is left out.</summary>
    protected async Task<int> ChangesAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ClaimTrackerDb>()
            .AuditEntries.CountAsync(entry => entry.UseCase != "NoticeLikeness");
    }

    /// <summary>Sends what must be refused, and sees that nothing came of it.</summary>
    protected async Task<Answer> Refused(
        Func<Task<Answer>> send,
        HttpStatusCode status,
        string code,
        params string[] faults
    )
    {
        var before = await ChangesAsync();
        var answer = (await send()).ExpectProblem(status, code, faults);
        Assert.That(await ChangesAsync(), Is.EqualTo(before), "something was changed");
        return answer;
    }

    protected static IReadOnlyList<JsonElement> Chain(Answer claim) => [.. claim["attribution"].EnumerateArray()];

    protected static long SourceId(JsonElement link) => link.GetProperty("source").GetProperty("id").GetInt64();

    protected static long[] Ids(Answer page) => [.. page.Items.Select(item => item.GetProperty("id").GetInt64())];
}

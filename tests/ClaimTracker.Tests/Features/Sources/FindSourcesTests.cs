using System.Net;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class FindSourcesTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task Sources_are_found_by_name_and_standing_alias_whatever_the_case()
    {
        var agency = await RecordAsync("Agence Méridienne", "outlet");
        await RecordAsync("Harbour Dispatch", "outlet");
        var alias = (await Api.Post($"sources/{agency}/aliases", new { name = "AMP" })).Expect(HttpStatusCode.Created);

        Assert.That(await FoundAsync("q=MÉRIDI"), Is.EqualTo(new[] { agency }));
        Assert.That(await FoundAsync("q=amp"), Is.EqualTo(new[] { agency }));

        (await Api.Post($"{alias.Location}/withdrawal", new { reason = "not theirs" })).Expect(HttpStatusCode.OK);
        Assert.That(await FoundAsync("q=amp"), Is.Empty);
    }

    [Test]
    public async Task Pages_run_from_the_newest_to_the_oldest()
    {
        var ids = new List<long>();
        foreach (var name in (string[])["A", "B", "C"])
            ids.Add(await RecordAsync(name, "person"));
        await RecordAsync("D", "group");

        var first = (await Api.Get("sources?kind=person&limit=2")).Expect(HttpStatusCode.OK);
        var second = (await Api.Get($"sources?kind=person&limit=2&after={first["next"].GetString()}")).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(() =>
        {
            Assert.That(first.Items.Concat(second.Items).Select(IdOf), Is.EqualTo(Enumerable.Reverse(ids)));
            Assert.That(second["next"].ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        });
        (await Api.Get($"sources?kind=group&after={first["next"].GetString()}")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "badCursor",
            "after"
        );
    }

    [Test]
    public async Task The_sources_of_an_article_are_those_of_its_claims_unnamed_ones_included()
    {
        await RecordAsync("Elsewhere", "outlet");
        var (article, named, unnamed) = await StoreClaimAsync();

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(
                await FoundAsync($"article={article}&status=proposed,accepted"),
                Is.EquivalentTo(new[] { named, unnamed })
            );
            Assert.That(await FoundAsync($"article={article}"), Is.EqualTo(new[] { named }));
            Assert.That(await FoundAsync($"article={article}&status=proposed"), Is.EqualTo(new[] { unnamed }));
            Assert.That(await FoundAsync("article=999999"), Is.Empty);
        });
        var read = (await Api.Get($"sources/{unnamed}")).Expect(HttpStatusCode.OK);
        Assert.That(read["articleId"].GetInt64(), Is.EqualTo(article));
    }

    [Test]
    public async Task The_claims_of_a_source_are_those_with_it_anywhere_in_the_chain()
    {
        var (_, named, unnamed) = await StoreClaimAsync();
        var other = await RecordAsync("Elsewhere", "outlet");

        var proposed = (await Api.Get($"sources/{unnamed}/claims?status=proposed")).Expect(HttpStatusCode.OK);
        var asPublisher = (await Api.Get($"sources/{named}/claims?status=proposed,accepted")).Expect(HttpStatusCode.OK);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(proposed.Items.Single().GetProperty("statement").GetString(), Is.EqualTo("Le pont tient"));
            Assert.That(asPublisher.Items, Has.Count.EqualTo(1));
            Assert.That((await Api.Get($"sources/{unnamed}/claims")).Items, Is.Empty);
            Assert.That((await Api.Get($"sources/{other}/claims?status=proposed")).Items, Is.Empty);
        });
        (await Api.Get("sources/999999/claims")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    [TestCase("status=doubtful", "status")]
    [TestCase("kind=boss", "kind")]
    [TestCase("article=x", "article")]
    [TestCase("limit=0", "limit")]
    [TestCase("name=x", "name")]
    [TestCase("q=", "q")]
    public async Task A_query_that_is_not_understood_is_refused(string query, string fault) =>
        (await Api.Get($"sources?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault);

    [Test]
    public async Task A_reader_may_read_and_nobody_may_without_a_key_that_is_good()
    {
        using var reader = Api.With(await Keys.IssueAsync(Api, "reader"));
        using var nobody = Api.With("ct_wrong");
        var id = await RecordAsync("Reuters", "outlet");

        foreach (var path in (string[])["sources", $"sources/{id}", $"sources/{id}/claims"])
        {
            (await reader.Get(path)).Expect(HttpStatusCode.OK);
            (await nobody.Get(path)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        }

        (await reader.Get("sources/999999")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
    }

    private static long IdOf(System.Text.Json.JsonElement item) => item.GetProperty("id").GetInt64();

    private async Task<long> RecordAsync(string name, string kind) =>
        (await Api.Post("sources", new { name, kind })).Expect(HttpStatusCode.Created).Id;

    private async Task<IReadOnlyList<long>> FoundAsync(string query) =>
        [.. (await Api.Get($"sources?{query}")).Expect(HttpStatusCode.OK).Items.Select(IdOf)];

    // As extraction would: an accepted outlet, and a proposed claim of an unnamed source.
    private async Task<(long Article, long Named, long Unnamed)> StoreClaimAsync()
    {
        const string text = "Le pont tient, dit un officier.";
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var auditStamp = new AuditStamp("test", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        db.Begin(new UseCaseContext("Test", auditStamp, null));
        var outlet = Source.Named(SourceKind.Outlet, "Le Ponant", SourceStatus.Accepted, auditStamp);
        var article = new Article(text, outlet, auditStamp);
        var unnamed = Source.Unnamed("un officier", article, SourceStatus.Proposed, auditStamp);
        var span = TextSpan.At(new CodePointIndex(text), 0, 13);
        db.Claims.Add(
            Claim.Propose(
                article,
                [span],
                "Le pont tient",
                [new LinkDraft(outlet), new LinkDraft(unnamed)],
                ClaimMode.Indirect,
                Modality.Asserted,
                0.9,
                null,
                "test",
                "Reader 1.0",
                auditStamp
            )
        );
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.End();
        return (article.Id, outlet.Id, unnamed.Id);
    }
}

using System.Net;
using System.Text.Json;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Sources;

public sealed class ProfileTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task A_profile_tells_where_an_outlet_has_its_claims_from()
    {
        long id;
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var (paper, wire) = (
                stored.Source(SourceKind.Outlet, "Le Ponant"),
                stored.Source(SourceKind.Outlet, "Agence Méridienne")
            );
            var (ana, brun) = (stored.Source(SourceKind.Person, "Ana Bren"), stored.Source(SourceKind.Person, "Brun"));
            var (first, second) = (
                stored.Article(paper, published: "2018-09-14"),
                stored.Article(paper, published: "2018-09-15")
            );
            var later = stored.Article(wire, published: "2018-09-16");
            var wired = stored.Claim(first, "Through the wire.", ClaimStatus.Accepted, wire, ana);
            stored.Claim(first, "From her.", ClaimStatus.Accepted, ana);
            stored.Claim(second, "From someone.", ClaimStatus.Accepted, stored.Unnamed(second, "un garde"));
            stored.Claim(second, "From him.", ClaimStatus.Accepted, brun);
            stored.Claim(second, "Its own voice.");
            stored.Claim(second, "Not decided.", ClaimStatus.Proposed, wire);
            var against = stored.Claim(later, "Not so.", ClaimStatus.Accepted, brun);
            await stored.FlushAsync();
            stored.Relate(wired, against, RelationType.Contradicts);
            await stored.SaveAsync();
            id = paper.Id;
        }

        var profile = (await Api.Get($"sources/{id}/profile")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(profile["articles"].GetInt32(), Is.EqualTo(2));
            Assert.That(profile["claims"].GetInt32(), Is.EqualTo(5));
            Assert.That(Share(profile["wireDependent"]), Is.EqualTo((1, 5, .2)));
            Assert.That(Share(profile["unnamed"]), Is.EqualTo((1, 5, .2)));
            Assert.That(Share(profile["unattributed"]), Is.EqualTo((1, 5, .2)));
            Assert.That(Share(profile["singleOrigin"]), Is.EqualTo((1, 2, .5)));
            Assert.That(Share(profile["laterContradicted"]), Is.EqualTo((1, 5, .2)));
        });
    }

    [Test]
    public async Task A_source_that_published_nothing_has_no_shares_and_an_unknown_one_no_profile()
    {
        var id = (await Api.Post("sources", new { name = "Ana Bren", kind = "person" })).Id;

        var profile = (await Api.Get($"sources/{id}/profile")).Expect(HttpStatusCode.OK);

        Assert.That(profile["wireDependent"].GetRawText(), Is.EqualTo("""{"count":0,"of":0,"value":null}"""));
        (await Api.Get("sources/999999/profile")).ExpectProblem(HttpStatusCode.NotFound, "notFound");
        (await Api.Get($"sources/{id}/profile?from=2018")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "from");
    }

    private static (int, int, double) Share(JsonElement share) =>
        (
            share.GetProperty("count").GetInt32(),
            share.GetProperty("of").GetInt32(),
            share.GetProperty("value").GetDouble()
        );
}

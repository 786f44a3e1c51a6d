using System.Net;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Access;

public sealed class IssueKeyVerbTests(TestDatabase database) : ApiTest(database)
{
    [Test]
    public async Task The_first_key_comes_from_the_command_line_and_works()
    {
        var (code, output, error) = await Keys.RunVerbAsync(
            App,
            "--holder",
            "Ana",
            "--role",
            "admin",
            "--expires",
            "2999-01-31T12:00:00Z"
        );

        using var ana = Api.With(output.TrimEnd());
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Match("^ct_[0-9a-f]{64}\r?\n$"));
            Assert.That(error, Does.Contain("Ana").And.Not.Contain(output.TrimEnd()));
            Assert.That((await ana.Get("me")).Text, Is.EqualTo("""{"name":"Ana","role":"admin"}"""));
            var key = (await ana.Get("api-keys")).Expect(HttpStatusCode.OK).Items.Single();
            Assert.That(key.GetProperty("recordedBy").GetString(), Is.EqualTo("system"));
            Assert.That(
                key.GetProperty("expires").GetDateTime(),
                Is.EqualTo(new DateTime(2999, 1, 31, 12, 0, 0, DateTimeKind.Utc))
            );
        });
    }

    [TestCase(
        "--role must be one of: reader, analyst, factChecker, reviewer, admin.",
        "--holder",
        "Ana",
        "--role",
        "boss"
    )]
    [TestCase("--holder is required.", "--role", "admin")]
    [TestCase("--role is required.", "--holder", "Ana")]
    [TestCase("--holder must not be blank.", "--holder", " ", "--role", "admin")]
    [TestCase("--expires must be an instant", "--holder", "Ana", "--role", "admin", "--expires", "soon")]
    [TestCase("--expires must be an instant", "--holder", "Ana", "--role", "admin", "--expires", "2999-01-31T12:00:00")]
    [TestCase("could never be used", "--holder", "Ana", "--role", "admin", "--expires", "2001-01-01T00:00:00Z")]
    [TestCase("\"System\" is the name under which the program itself acts", "--holder", "System", "--role", "admin")]
    public async Task What_is_wrong_is_said_in_a_sentence_and_no_key_is_issued(string sentence, params string[] args)
    {
        var (code, output, error) = await Keys.RunVerbAsync(App, args);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(code, Is.Not.Zero);
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain(sentence).And.Not.Contain("   at "));
            Assert.That((await Api.Get("api-keys")).Items, Is.Empty);
        });
    }
}

using System.Text;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Features.Articles;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;

namespace ClaimTracker.Tests.Pipeline;

public sealed class JsonBodyTests
{
    private const string Valid = """
        {"text":"Un \u00e9\ud83d\udd4a.","title":null,"outlet":{"name":"Le Ponant","kind":"outlet"},"language":"fr","published":"2018-09","tags":["a","b"],"extract":true}
        """;

    [Test]
    public void Whatever_is_done_to_a_body_it_is_read_or_refused_and_nothing_else()
    {
        var random = new Random(2018);
        var pieces = (string[])
            [
                "null",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"",
                "\\u0000",
                "\\ud800",
                "1e999",
                "-0",
                "true",
                "\"text\":\"x\"",
                "\"outlet\":5",
                "\"outlet\":\"x\"",
                "\"tags\":[null]",
                "\u0000",
                "é",
            ];
        var (read, refused) = (0, 0);
        for (var time = 0; time < 20_000; time++)
        {
            var body = new StringBuilder(Valid);
            for (var change = random.Next(3); change >= 0; change--)
            {
                var at = random.Next(body.Length);
                body.Remove(at, Math.Min(random.Next(6), body.Length - at));
                if (random.Next(2) == 0)
                    body.Insert(Math.Min(at, body.Length), pieces[random.Next(pieces.Length)]);
            }

            try
            {
                JsonBody.Read(
                    Encoding.UTF8.GetBytes(body.ToString()),
                    random.Next(2) == 0 ? typeof(RecordArticle) : typeof(EditArticle)
                );
                read++;
            }
            catch (InvalidRequestException)
            {
                refused++;
            }
        }

        Assert.That((read > 100, refused > 1000), Is.EqualTo((true, true)), $"{read} read, {refused} refused");
    }

    [Test]
    public void Numbers_must_fit_and_be_finite()
    {
        foreach (var bad in (string[])["1e999", "-1e999", "\"0.5\"", "true", "[]", "{}"])
            Assert.That(
                () => Read($$"""{"share":{{bad}},"count":1}"""),
                Throws.InstanceOf<InvalidRequestException>(),
                bad
            );
        foreach (var bad in (string[])["1.5", "1.0", "1e2", "2147483648", "-2147483649", "\"1\""])
            Assert.That(
                () => Read($$"""{"share":1,"count":{{bad}}}"""),
                Throws.InstanceOf<InvalidRequestException>(),
                bad
            );

        Assert.That(
            Read($$"""{"share":0.{{new string('3', 100_000)}},"count":-2147483648}"""),
            Is.EqualTo(new Numbers(1.0 / 3, int.MinValue, null))
        );
    }

    [Test]
    public void Null_is_taken_only_where_a_value_may_be_absent()
    {
        Assert.That(Read("""{"share":1,"count":1,"stance":null}"""), Is.EqualTo(new Numbers(1, 1, null)));
        Assert.That(
            () => Read("""{"share":null,"count":1}"""),
            Throws.InstanceOf<InvalidRequestException>().With.Property("Errors").ContainKey("share")
        );
    }

    private static object Read(string body) => JsonBody.Read(Encoding.UTF8.GetBytes(body), typeof(Numbers));

    private sealed record Numbers(double Share, int Count, Stance? Stance = null);
}

using System.Net;
using System.Text;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Pipeline.Http;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Tests.Pipeline;

public sealed class ProblemTests(TestDatabase database) : ApiTest(database)
{
    private static readonly (string Body, string Code, string[] Faults)[] BadBodies =
    [
        ("", "bodyMissing", []),
        (" \r\n", "bodyMissing", []),
        ("{", "notJson", []),
        ("{'text':'a'}", "notJson", []),
        ("""{"text":"a",}""", "notJson", []),
        ("""{"text":"a"} x""", "notJson", []),
        ("""{"text":"a"} {"text":"b"}""", "notJson", []),
        ("// comment", "notJson", []),
        ("text=a", "notJson", []),
        ("""{"text":"a""", "notJson", []),
        ("{\"text\":\"a\u0000\"}", "notJson", []),
        ("""{"text":01}""", "notJson", []),
        ("""{"text":NaN}""", "notJson", []),
        (new string('[', 10_000) + new string(']', 10_000), "notJson", []),
        ("{\"tags\":" + new string('[', 10_000) + new string(']', 10_000) + "}", "notJson", []),
        (string.Concat(Enumerable.Repeat("{\"outlet\":", 10_000)) + "1" + new string('}', 10_000), "notJson", []),
        (new string('[', 1_000_000), "notJson", []),
        ("null", "invalid", [""]),
        ("[]", "invalid", [""]),
        ("5", "invalid", [""]),
        ("\"text\"", "invalid", [""]),
        ("{}", "invalid", ["text"]),
        ("""{"text":null}""", "invalid", ["text"]),
        ("""{"text":{}}""", "invalid", ["text"]),
        ("""{"text":["a"]}""", "invalid", ["text"]),
        ("""{"text":true}""", "invalid", ["text"]),
        ("""{"text":""}""", "invalid", ["text"]),
        ("""{"text":" \n\t"}""", "invalid", ["text"]),
        ("""{"Text":"a"}""", "invalid", ["Text", "text"]),
        ("""{"text":"a","text":"a"}""", "invalid", ["text"]),
        ("""{"text":"a","te\u0078t":"a"}""", "invalid", ["text"]),
        ("""{"text":"a","$type":"x"}""", "invalid", ["$type"]),
        ("""{"text":"a","id":1}""", "invalid", ["id"]),
        ("""{"text":"a","extract":"yes"}""", "invalid", ["extract"]),
        ("""{"text":"a","extract":null}""", "invalid", ["extract"]),
        ("""{"text":"a","extract":1}""", "invalid", ["extract"]),
        ("""{"text":"a","tags":"a"}""", "invalid", ["tags"]),
        ("""{"text":"a","tags":{"0":"a"}}""", "invalid", ["tags"]),
        ("""{"text":"a","tags":[1,"b",null]}""", "invalid", ["tags[0]", "tags[2]"]),
        ("""{"text":"a","outlet":5}""", "invalid", ["outlet"]),
        ("""{"text":"a","outlet":""}""", "invalid", ["outlet"]),
        ("""{"text":"a","outlet":{}}""", "invalid", ["outlet"]),
        ("""{"text":"a","outlet":{"id":"1"}}""", "invalid", ["outlet.id"]),
        ("""{"text":"a","outlet":{"id":1.5}}""", "invalid", ["outlet.id"]),
        ("""{"text":"a","outlet":{"id":1e99999}}""", "invalid", ["outlet.id"]),
        ("""{"text":"a","outlet":{"id":9223372036854775808}}""", "invalid", ["outlet.id"]),
        ("{\"text\":\"a\",\"outlet\":{\"id\":" + new string('9', 100_000) + "}}", "invalid", ["outlet.id"]),
        ("""{"text":"a","outlet":{"name":"a","kind":"Outlet"}}""", "invalid", ["outlet.kind"]),
        ("""{"text":"a","outlet":{"name":"a","kind":2}}""", "invalid", ["outlet.kind"]),
        ("""{"text":"a","outlet":{"name":"a","kind":"2"}}""", "invalid", ["outlet.kind"]),
        ("""{"text":"a","outlet":{"name":"a","kind":"\ud800"}}""", "invalid", ["outlet.kind"]),
        ("""{"text":"a","outlet":{"name":"a","kind":"outlet,person"}}""", "invalid", ["outlet.kind"]),
        ("""{"text":"a","outlet":{"name":"a","kind":"unnamed"}}""", "invalid", ["outlet"]),
        ("""{"text":"a","outlet":{"name":"a","name":"b"}}""", "invalid", ["outlet.name"]),
        ("""{"text":"a","outlet":{"name":"a","x":{"y":1}}}""", "invalid", ["outlet.x"]),
        ("""{"text":"a\u0000b"}""", "invalid", ["text"]),
        ("""{"text":"a\ud800b"}""", "invalid", ["text"]),
        ("""{"text":"a\udc00"}""", "invalid", ["text"]),
        ("""{"text":"\udc00\ud800"}""", "invalid", ["text"]),
        ("""{"text":"a","tags":["\u0000"]}""", "invalid", ["tags[0]"]),
        ("""{"text":"a","outlet":{"name":"\ud83d"}}""", "invalid", ["outlet.name"]),
        ("""{"text":"a","t\u0000":1}""", "invalid", [""]),
        ("""{"text":"a","outlet":{"\udc00":1}}""", "invalid", ["outlet"]),
        ("""{"text":"a","published":"yesterday"}""", "invalid", ["published"]),
        ("""{"text":"a","published":20180914}""", "invalid", ["published"]),
        ("""{"text":"a","retrieved":"2018-13"}""", "invalid", ["retrieved"]),
        ("""{"text":"a","url":"javascript:alert(1)"}""", "invalid", ["url"]),
        ("""{"text":"a","language":"français"}""", "invalid", ["language"]),
    ];

    [Test]
    public async Task A_body_that_cannot_be_read_is_refused_at_its_path_and_changes_nothing()
    {
        foreach (var (body, code, faults) in BadBodies)
        {
            var answer = await Api.Post("articles", body);
            answer.ExpectProblem(HttpStatusCode.BadRequest, code, faults);
            Assert.That(answer.Faults, Is.EquivalentTo(faults), answer.Text);
            ShowsNothingOfItsInside(answer);
        }

        Assert.That(await App.Read(db => db.AuditEntries.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Bytes_that_are_not_utf8_are_not_json()
    {
        foreach (
            var bytes in (byte[][])
                [
                    [.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8],
                    [.. "{\"text\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
                    Encoding.Unicode.GetBytes("{\"text\":\"a\"}"),
                ]
        )
            ShowsNothingOfItsInside(
                (await Api.Post("articles", Typed(bytes, "application/json"))).ExpectProblem(
                    HttpStatusCode.BadRequest,
                    "notJson"
                )
            );
        (await Api.Post("articles", Typed([0xEF, 0xBB, 0xBF, .. "{\"text\":\"a\"}"u8], "application/json"))).Expect(
            HttpStatusCode.Created
        );
    }

    [Test]
    public async Task A_hostile_body_is_not_answered_with_a_book()
    {
        var manyFaults =
            "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"\"x{number}\":1")) + "}";
        var oneFaultOften = "{" + string.Join(',', Enumerable.Repeat("\"text\":\"a\"", 100_000)) + "}";
        var longName = $"{{\"{new string('n', 1_000_000)}\":1}}";

        foreach (var body in (string[])[manyFaults, oneFaultOften, longName])
            Assert.That(
                (await Api.Post("articles", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid").Text,
                Has.Length.LessThan(10_000)
            );
    }

    [Test]
    public async Task Another_media_type_is_unsupported()
    {
        foreach (
            var type in (string[])
                [
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "application/json; charset=utf-16",
                ]
        )
            ShowsNothingOfItsInside(
                (await Api.Post("articles", Typed("{\"text\":\"a\"}"u8.ToArray(), type))).ExpectProblem(
                    HttpStatusCode.UnsupportedMediaType,
                    "unsupportedMediaType"
                )
            );
        foreach (
            var type in (string[])
                [
                    "application/json",
                    "application/json; charset=utf-8",
                    "application/json; charset=\"UTF-8\"",
                    "APPLICATION/JSON",
                ]
        )
            (
                await Api.Post(
                    "articles",
                    Typed(Encoding.UTF8.GetBytes($"{{\"text\":\"{type.Replace('"', '\'')}\"}}"), type)
                )
            ).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_request_without_a_body_is_told_that_it_needs_one() =>
        (await Api.Post("articles")).ExpectProblem(HttpStatusCode.BadRequest, "bodyMissing");

    [Test]
    public async Task An_unknown_address_is_not_found()
    {
        foreach (
            var path in (string[])
                [
                    "nothing",
                    "articles/abc",
                    "articles/1.5",
                    "articles/99999999999999999999",
                    "articles/-1",
                    "articles/0",
                    "articles/1",
                    "articles/%20",
                    "articles/%C3%28",
                    "articles/1%2F2",
                    "articles/%27%20OR%201=1",
                    "/api/v2/articles",
                    "/api",
                    "/nothing",
                ]
        )
            ShowsNothingOfItsInside((await Api.Get(path)).ExpectProblem(HttpStatusCode.NotFound, "notFound"));
    }

    [Test]
    public async Task A_method_that_an_address_does_not_take_is_told_with_those_it_takes()
    {
        var answer = (await Api.Delete("articles")).ExpectProblem(HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
        Assert.That(answer.Response.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "POST" }));
        (await Api.Put("articles/1", 1, new { text = "a" })).ExpectProblem(
            HttpStatusCode.MethodNotAllowed,
            "methodNotAllowed"
        );
        (await Api.Get("articles/bulk")).ExpectProblem(HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
    }

    [Test]
    public async Task A_media_type_that_is_not_to_be_had_is_refused_before_anything_is_done()
    {
        (await Api.Post("articles", new { text = "a" }, ("Accept", "text/csv"))).ExpectProblem(
            HttpStatusCode.NotAcceptable,
            "notAcceptable"
        );
        (await Api.Get("articles", ("Accept", "application/xml"))).ExpectProblem(
            HttpStatusCode.NotAcceptable,
            "notAcceptable"
        );
        Assert.That((await Api.Get("articles")).Items, Is.Empty);
        foreach (
            var accept in (string[])
                [
                    "*/*",
                    "application/*",
                    "application/json",
                    "text/html, application/json;q=0.1",
                    "text/html, */*;q=0.8",
                ]
        )
        {
            (await Api.Post("articles", new { text = accept }, ("Accept", accept))).Expect(HttpStatusCode.Created);
            (await Api.Get("articles", ("Accept", accept))).Expect(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task A_body_over_the_limit_is_refused_each_time_it_comes_and_harms_nothing()
    {
        for (var time = 0; time < 5; time++)
            ShowsNothingOfItsInside(
                (await Api.Post("articles", $"{{\"text\":\"{new string('a', 20_000_000)}\"}}")).ExpectProblem(
                    HttpStatusCode.RequestEntityTooLarge,
                    "tooLarge"
                )
            );
        (await Api.Post("articles", new { text = "a" })).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_text_has_at_most_a_million_code_points()
    {
        var longest = string.Concat(Enumerable.Repeat("🕊", 1_000_000));

        (await Api.Post("articles", new { text = longest + "a", extract = false })).ExpectProblem(
            HttpStatusCode.RequestEntityTooLarge,
            "tooLarge"
        );
        var stored = (await Api.Post("articles", new { text = longest, extract = false })).Expect(
            HttpStatusCode.Created
        );
        var escaped =
            "{\"extract\":false,\"title\":\"escaped\",\"outlet\":\"x\",\"text\":\""
            + string.Concat(Enumerable.Repeat(@"\ud83d\udd4a", 1_000_000))
            + "\"}";
        (await Api.Post("articles", escaped)).Expect(HttpStatusCode.Created);

        Assert.That((await Api.Get($"articles/{stored.Id}"))["text"].GetString(), Is.EqualTo(longest));
    }

    [Test]
    public async Task A_query_parameter_must_be_known_given_once_and_of_its_type()
    {
        foreach (
            var (query, fault) in (IEnumerable<(string, string)>)
                [
                    ("limt=5", "limt"),
                    ("Limit=5", "Limit"),
                    ("limit=", "limit"),
                    ("limit=0", "limit"),
                    ("limit=501", "limit"),
                    ("limit=-1", "limit"),
                    ("limit=abc", "limit"),
                    ("limit=1.5", "limit"),
                    ("limit=99999999999999999999", "limit"),
                    ("limit=1&limit=2", "limit"),
                    ("outlet=x", "outlet"),
                    ("q=", "q"),
                    ("q=%00", "q"),
                    ("q=%C2%AD", "q"),
                    ("status=Standing", "status"),
                    ("status=1", "status"),
                    ("publishedFrom=yesterday", "publishedFrom"),
                    ("publishedTo=2018-13", "publishedTo"),
                    ("language=", "language"),
                ]
        )
            ShowsNothingOfItsInside(
                (await Api.Get($"articles?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", fault)
            );
        (await Api.Get("articles/1?x=1")).ExpectProblem(HttpStatusCode.BadRequest, "invalid", "x");
        (await Api.Post("articles?dryRun=true", new { text = "a" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid",
            "dryRun"
        );
    }

    [Test]
    public void What_went_wrong_on_our_side_is_not_shown()
    {
        var problem = Problems.Of(new InvalidOperationException("System.Secret in ClaimTracker.Web"));

        Assert.That(
            (problem.Status, problem.Detail),
            Is.EqualTo((500, "Something failed on our side; it has been logged."))
        );
    }

    private static void ShowsNothingOfItsInside(Answer answer)
    {
        foreach (
            var inside in (string[])
                ["System.", "ClaimTracker.", "JsonException", "$.", "Microsoft", "   at ", "could not be converted"]
        )
            Assert.That(answer.Text, Does.Not.Contain(inside));
        Assert.That(answer["status"].GetInt32(), Is.EqualTo((int)answer.Status));
        Assert.That(answer["title"].GetString(), Is.Not.Empty);
        Assert.That(answer["type"].GetString(), Is.EqualTo($"urn:claimtracker:problem:{answer.Code}"));
    }

    private static ByteArrayContent Typed(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}

using System.Text;
using System.Text.RegularExpressions;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Docs;

/// <summary>
/// The curl commands of a page, each followed by the answer it prints, carried out in their order. In an answer "…" stands for what is left out, and
/// <c>$NAME</c> for a value that the reader keeps for later commands.
/// </summary>
internal sealed partial class PrintedRequests(string page)
{
    private const string Address = "localhost:5080";

    private readonly Dictionary<string, string> kept = [];

    /// <summary>Sends them all; fails where an answer is not the printed one. Returns how many there were.</summary>
    public async Task<int> RunAsync(Api api)
    {
        var examples = Example().Matches(page);
        foreach (Match example in examples)
        {
            var answer = await SendAsync(api, example.Groups["curl"].Value);
            var printed = Pattern(example.Groups["answer"].Value);
            var match = Regex.Match(answer.Text, printed, RegexOptions.Singleline);
            Assert.That(
                match.Success,
                Is.True,
                $"{example.Groups["curl"].Value}\nis answered {(int)answer.Status}\n{answer.Text}\nand not as printed:\n{example.Groups["answer"].Value}"
            );
            foreach (var group in match.Groups.Values.Where(group => !char.IsAsciiDigit(group.Name[0])))
                kept[group.Name] = group.Value;
        }

        return examples.Count;
    }

    private Task<Answer> SendAsync(Api api, string curl)
    {
        var (method, path, body) = ("", "", (string?)null);
        var headers = new List<(string, string)>();
        var words = Words(curl).Skip(1).GetEnumerator();
        while (words.MoveNext())
            switch (words.Current)
            {
                case "-s":
                    break;
                case "-X":
                    words.MoveNext();
                    method = words.Current;
                    break;
                case "-H":
                    words.MoveNext();
                    if (words.Current.Split(": ", 2) is [var name, var value] && name != "Content-Type")
                        headers.Add((name, value));
                    break;
                case "-d":
                    words.MoveNext();
                    body = words.Current;
                    break;
                case var target when target.StartsWith(Address, StringComparison.Ordinal):
                    path = target[Address.Length..];
                    break;
                case var unknown:
                    throw new FormatException($"{unknown} is no option that these pages use: {curl}");
            }

        return api.Send(
            new HttpMethod(
                method.Length > 0 ? method
                : body is null ? "GET"
                : "POST"
            ),
            path,
            body,
            [.. headers]
        );
    }

    // As a shell reads them: parts in quotes and bare parts that touch are one word, and names count everywhere but between single quotes.
    private IEnumerable<string> Words(string line)
    {
        foreach (Match word in Word().Matches(line.Replace("\\\n", " ", StringComparison.Ordinal)))
        {
            var text = new StringBuilder();
            foreach (Match part in Part().Matches(word.Value))
                text.Append(
                    part.Groups["single"] is { Success: true } verbatim
                        ? verbatim.Value
                        : Name()
                            .Replace(
                                (part.Groups["double"] is { Success: true } quoted ? quoted : part).Value.Replace(
                                    "\\\"",
                                    "\"",
                                    StringComparison.Ordinal
                                ),
                                name => kept[name.Groups[1].Value]
                            )
                );
            yield return text.ToString();
        }
    }

    private string Pattern(string printed)
    {
        var pattern = new StringBuilder();
        var from = 0;
        foreach (Match gap in Gap().Matches(printed))
        {
            pattern.Append(Regex.Escape(printed[from..gap.Index]));
            pattern.Append(
                !gap.Groups[1].Success ? ".*?"
                : kept.TryGetValue(gap.Groups[1].Value, out var value) ? Regex.Escape(value)
                : $"(?<{gap.Groups[1].Value}>[^\",}}\\]]+)"
            );
            from = gap.Index + gap.Length;
        }

        return pattern.Append(Regex.Escape(printed[from..])).ToString();
    }

    [GeneratedRegex(@"```sh\n(?<curl>curl .*?)\n```\n```(json)?\n(?<answer>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("""(?:'[^']*'|"(?:\\.|[^"])*"|[^\s'"])+""")]
    private static partial Regex Word();

    [GeneratedRegex("""'(?<single>[^']*)'|"(?<double>(?:\\.|[^"])*)"|[^'"]+""")]
    private static partial Regex Part();

    [GeneratedRegex(@"\$([A-Z]+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\s*…\s*|\$([A-Z]+)")]
    private static partial Regex Gap();
}

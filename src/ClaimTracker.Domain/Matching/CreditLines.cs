using System.Text.RegularExpressions;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Matching;

/// <summary>Names that an article credits, and where it does.</summary>
/// <param name="Names">As written, in order; whether anybody has such a name is not said.</param>
public sealed record CreditLine(IReadOnlyList<string> Names, TextSpan Span);

/// <summary>
/// Finds where an article says whose work it was made from: short names in parentheses, such as "(AFP)", "(Reuters, AFP)" or "(avec AFP)", and lines of
/// their own, such as "With Reuters" or "Source: AFP". It is for the caller to know which of the names are those of outlets: "(Paris)" is none.
/// </summary>
public static partial class CreditLines
{
    private const int MostCredits = 20;

    /// <summary>The credits of a text, in reading order; only the first 20, since a text with more is a list of something else.</summary>
    public static IReadOnlyList<CreditLine> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        CodePointIndex? index = null;
        var credits = new List<CreditLine>();
        foreach (Match match in Credit().Matches(text))
        {
            if (credits.Count == MostCredits)
                break;
            var written = match.Groups["names"].Value.TrimEnd();
            var names = Between().Split(written).Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
            var end =
                text[match.Index] == '(' ? match.Index + match.Length : match.Groups["names"].Index + written.Length;
            credits.Add(new CreditLine(names, TextSpan.AtUtf16(index ??= new CodePointIndex(text), match.Index, end)));
        }

        return credits;
    }

    // Names begin with a capital and have no sentence in them.
    [GeneratedRegex(
        """\((?:(?:[Aa]vec|[Ww]ith|[Cc]on|[Ss]ources?\s?:)\s+)?(?<names>\p{Lu}[^()\r\n.;:?!]{1,79})\)|^(?:[Aa]vec|[Ww]ith|[Cc]on|[Ss]ources?\s?:)\s+(?<names>\p{Lu}[^()\r\n.;:?!]{1,79})\.?\s*$""",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Multiline
    )]
    private static partial Regex Credit();

    [GeneratedRegex("""\s*[,/&]\s*|\s+(?:et|and|y)\s+(?:(?:avec|with|con)\s+)?""", RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}

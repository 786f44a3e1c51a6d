using System.Globalization;

namespace ClaimTracker.Domain.Texts;

/// <summary>
/// A text as it would be typed: one kind of apostrophe, of quotation mark, of dash and of space, no space beside quotation marks or before marks that
/// some typographies set apart, nothing invisible; with the way back to the text itself. Two texts that differ in typography alone are equal here.
/// </summary>
/// <remarks>All positions are UTF-16. Line breaks stay line breaks: they divide, and are no matter of typography.</remarks>
internal sealed class PlainTypography
{
    private readonly List<int> starts = [];
    private readonly List<int> ends = [];

    public PlainTypography(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        var (space, spaceFrom) = ('\0', 0);
        for (var at = 0; at < text.Length; at++)
        {
            var c = Plain(text[at]);
            if (c == Nothing)
                continue;
            if (c is ' ' or '\n')
            {
                if (space == '\0')
                    spaceFrom = at;
                space = c == '\n' || space == '\n' ? '\n' : ' ';
                continue;
            }

            if (space == '\n' || (space == ' ' && plain.Length > 0 && plain[^1] != '"' && !IsSetApart(c)))
                Append(space, spaceFrom, at);
            space = '\0';
            Append(c, at, at + 1);
        }

        Text = plain.ToString();

        void Append(char c, int start, int end)
        {
            plain.Append(c);
            starts.Add(start);
            ends.Add(end);
        }
    }

    private const char Nothing = '\0';

    /// <summary>What is left when typography is taken off.</summary>
    public string Text { get; }

    /// <summary>Where the first character stands here that begins at or after a place of the text.</summary>
    public int ToPlain(int at)
    {
        var found = starts.BinarySearch(at);
        return found < 0 ? ~found : found;
    }

    /// <summary>Where in the text a stretch stands that is found here; not empty.</summary>
    public (int Start, int End) ToText(int start, int end) => (starts[start], ends[end - 1]);

    // Marks before which French sets a space, and others none; quotation marks have one inside in some typographies.
    private static bool IsSetApart(char c) => c is '"' or ':' or ';' or '!' or '?' or '%';

    private static char Plain(char c) =>
        c switch
        {
            < '\u0080' => c is '\t' ? ' '
            : c is '\r' ? '\n'
            : c is '`' ? '\''
            : c,
            '\u00AB' or '\u00BB' or (>= '\u201C' and <= '\u201F') or '\u2033' or '\u301D' or '\u301E' or '\uFF02' =>
                '"',
            '\u00B4' or '\u02BC' or (>= '\u2018' and <= '\u201B') or '\u2032' or '\u2039' or '\u203A' or '\uFF07' =>
                '\'',
            (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE58' or '\uFE63' or '\uFF0D' => '-',
            '\u0085' or '\u2028' or '\u2029' => '\n',
            '\u00AD' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF' => Nothing,
            _ => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c,
        };
}

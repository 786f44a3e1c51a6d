using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ClaimTracker.Domain.Dates;

/// <summary>
/// The moment at which one looks at what was held: an instant with its offset (RFC 3339), or a date (EDTF), which means up to its end, in UTC.
/// Intervals are refused: they have no one end that would be meant.
/// </summary>
public sealed record AsOf
{
    private AsOf(DateTime last) => Last = last;

    /// <summary>The last instant that counts, UTC.</summary>
    public DateTime Last { get; }

    /// <summary>Reads a moment; false for anything that is not exactly one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out AsOf? asOf)
    {
        asOf = null;
        if (text is null)
            return false;
        if (text.Contains('T', StringComparison.Ordinal))
        {
            if (
                SaysItsOffset(text)
                && DateTimeOffset.TryParseExact(
                    text,
                    "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var instant
                )
            )
                asOf = new AsOf(instant.UtcDateTime);
        }
        else if (!text.Contains('/', StringComparison.Ordinal) && PartialDate.TryParse(text, out var date))
        {
            asOf = new AsOf(date.Latest.AddTicks(-1));
        }

        return asOf is not null;
    }

    private static bool SaysItsOffset(string text) =>
        text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}

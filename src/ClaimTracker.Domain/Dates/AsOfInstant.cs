using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ClaimTracker.Domain.Dates;

/// <summary>
/// The moment at which one looks at what was held: an instant with its offset (RFC 3339), or a date (EDTF), which means up to its end, in UTC.
/// Intervals are refused: they have no one end that would be meant.
/// </summary>
public sealed record AsOfInstant
{
    private AsOfInstant(DateTime last) => Last = last;

    /// <summary>The last instant that counts, UTC.</summary>
    public DateTime Last { get; }

    /// <summary>Reads a moment; false for anything that is not exactly one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out AsOfInstant? asOfInstant)
    {
        asOfInstant = null;
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
                asOfInstant = new AsOfInstant(instant.UtcDateTime);
        }
        else if (!text.Contains('/', StringComparison.Ordinal) && PartialDate.TryParse(text, out var date))
        {
            asOfInstant = new AsOfInstant(date.Latest.AddTicks(-1));
        }

        return asOfInstant is not null;
    }

    /// <summary>RFC 3339, to the last digit that is kept: asked again with it, the answer is the same.</summary>
    public static string Write(DateTime utc) =>
        utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static bool SaysItsOffset(string text) =>
        text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}

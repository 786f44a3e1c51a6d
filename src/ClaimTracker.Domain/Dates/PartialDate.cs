using System.Diagnostics.CodeAnalysis;

namespace ClaimTracker.Domain.Dates;

/// <summary>
/// A date known as far as it is known: a text in EDTF (ISO 8601-2) level 0 or 1, and the span of instants it allows.
/// </summary>
/// <remarks>
/// Accepted, in years 0001–9999 and ASCII digits:
/// <list type="bullet">
/// <item><c>2018</c>, <c>2018-09</c>, <c>2018-09-14</c>: the whole year, month or day, in UTC.</item>
/// <item><c>2018-09-14T12:30:05Z</c>, <c>…+02</c>, <c>…+02:00</c> (offsets to ±14:00, no negative zero): that second. EDTF requires seconds
/// and knows neither 24:00:00 nor leap seconds. Nor does it know fractions, but programs write them: <c>2018-09-14T12:30:05.123Z</c> is taken, with
/// 1 to 7 digits, and allows that fraction of the second.</item>
/// <item><c>2018-09-14T12:30:05</c>: local time of an unknown zone. Zones reach from UTC−12 to UTC+14, so the second lies between
/// 14 hours before and 12 hours after the same reading in UTC.</item>
/// <item><c>201X</c>, <c>20XX</c>, <c>2018-XX</c>, <c>2018-XX-XX</c>, <c>2018-09-XX</c>: digits unspecified from the right; all that they
/// may be.</item>
/// <item><c>2018-21</c> to <c>2018-24</c>: spring, summer, autumn, winter. EDTF gives seasons no bounds; by convention they are the
/// meteorological seasons of the northern hemisphere, which begin on the first of March, June, September and December. Winter 2018 ends
/// with February 2019.</item>
/// <item>A last <c>?</c> (uncertain), <c>~</c> (approximate) or <c>%</c> (both) on any of these but date-times. It does not widen the bounds:
/// nobody said by how much, and a made-up margin would look like knowledge. It stays in <see cref="Text"/> for people to weigh.</item>
/// <item><c>a/b</c> of any of these but date-times; an end may be <c>..</c> (open) or empty (unknown), not both. Refused when the start
/// cannot precede the end.</item>
/// </list>
/// Instants are UTC. What would fall before year 1 or after year 9999 is cut to <see cref="DateTime.MinValue"/> or
/// <see cref="DateTime.MaxValue"/>, which also stand for open and unknown ends.
/// </remarks>
public sealed record PartialDate
{
    private static readonly DateTime Never = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
    private static readonly DateTime Always = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    private PartialDate(string text, Bounds bounds)
    {
        Text = text;
        Earliest = bounds.Earliest;
        Latest = bounds.Latest;
    }

    /// <summary>The date as it was written.</summary>
    public string Text { get; }

    /// <summary>First instant the date allows, UTC, inclusive.</summary>
    public DateTime Earliest { get; }

    /// <summary>First instant after all the date allows, UTC, exclusive; always later than <see cref="Earliest"/>.</summary>
    public DateTime Latest { get; }

    /// <summary>Reads a date; false for anything that is not exactly one, white space around it included.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PartialDate? date)
    {
        date = text is not null && Read(text) is { } bounds ? new(text, bounds) : null;
        return date is not null;
    }

    /// <summary>Reads a date.</summary>
    /// <exception cref="FormatException">The text is not a date; the message is a sentence for the one who wrote it.</exception>
    public static PartialDate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TryParse(text, out var date))
            return date;
        var what = text.Length <= 64 ? $"\"{text}\"" : "This text";
        throw new FormatException(
            $"{what} is not a date in EDTF level 0 or 1, such as 2018, 2018-09, 2018-09-14, 2018-09-14T12:30:05Z, 201X, 2018~ or 2018/2019."
        );
    }

    /// <summary>The date as it was written.</summary>
    public override string ToString() => Text;

    private static Bounds? Read(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        if (slash >= 0)
            return ReadInterval(text[..slash], text[(slash + 1)..]);
        return text.Length > 10 && text[10] == 'T' ? ReadDateTime(text[..10], text[11..]) : ReadDate(text);
    }

    private static Bounds? ReadInterval(ReadOnlySpan<char> start, ReadOnlySpan<char> end)
    {
        bool startIsOpen = start is "" or "..",
            endIsOpen = end is "" or "..";
        var first = startIsOpen ? null : ReadDate(start);
        var last = endIsOpen ? null : ReadDate(end);
        return (first, last) switch
        {
            ({ } a, { } b) when a.Earliest < b.Latest => new(a.Earliest, b.Latest),
            ({ } a, null) when endIsOpen => new(a.Earliest, Never),
            (null, { } b) when startIsOpen => new(Always, b.Latest),
            _ => null,
        };
    }

    private static Bounds? ReadDate(ReadOnlySpan<char> text)
    {
        if (text is [.., '?' or '~' or '%'])
            text = text[..^1];
        return text.Length switch
        {
            4 => ReadYear(text),
            7 when text[4] == '-' => ReadMonth(text[..4], text[5..]),
            10 when text[4] == '-' && text[7] == '-' => ReadDay(text[..4], text[5..7], text[8..]),
            _ => null,
        };
    }

    private static Bounds? ReadYear(ReadOnlySpan<char> text)
    {
        var unknown =
            text.EndsWith("XX") ? 2
            : text.EndsWith("X") ? 1
            : 0;
        if (Number(text[..^unknown]) is not { } known)
            return null;
        var years = unknown switch
        {
            2 => 100,
            1 => 10,
            _ => 1,
        };
        int first = known * years,
            last = first + years - 1;

        // There is no year 0 here, but 000X and 00XX still cover the years from 1 on.
        return last < 1 ? null : new(FirstOf(Math.Max(first, 1), 1), FirstOf(last + 1, 1));
    }

    private static Bounds? ReadMonth(ReadOnlySpan<char> yearText, ReadOnlySpan<char> monthText)
    {
        if (Number(yearText) is not (>= 1 and var year))
            return null;
        if (monthText is "XX")
            return ReadYear(yearText);
        return Number(monthText) switch
        {
            >= 1 and <= 12 and var month => new(FirstOf(year, month), FirstOf(year, month + 1)),
            >= 21 and <= 24 and var season => new(
                FirstOf(year, (season - 20) * 3),
                FirstOf(year, (season - 20) * 3 + 3)
            ),
            _ => null,
        };
    }

    private static Bounds? ReadDay(
        ReadOnlySpan<char> yearText,
        ReadOnlySpan<char> monthText,
        ReadOnlySpan<char> dayText
    )
    {
        if (dayText is "XX")
            return Number(monthText) is > 12 ? null : ReadMonth(yearText, monthText);
        if (Day(yearText, monthText, dayText) is not { } day)
            return null;
        return new(day, Cut(day, TimeSpan.FromDays(1)));
    }

    private static Bounds? ReadDateTime(ReadOnlySpan<char> date, ReadOnlySpan<char> time)
    {
        if (date[4] != '-' || date[7] != '-' || Day(date[..4], date[5..7], date[8..]) is not { } day)
            return null;
        if (time.Length < 8 || time[2] != ':' || time[5] != ':')
            return null;
        if (Number(time[..2]) is not (<= 23 and var hour) || Number(time[3..5]) is not (<= 59 and var minute))
            return null;
        if (Number(time[6..8]) is not (<= 59 and var second))
            return null;

        if (ReadFraction(time[8..]) is not var (fraction, unit, length))
            return null;
        var reading = day + new TimeSpan(hour, minute, second) + fraction;
        if (time.Length == 8 + length)
            return new(Cut(reading, TimeSpan.FromHours(-14)), Cut(reading, TimeSpan.FromHours(12) + unit));
        if (Offset(time[(8 + length)..]) is not { } offset)
            return null;

        // An offset can carry the instant out of the years 0001–9999; then nothing of it is left.
        var ticks = reading.Ticks - offset.Ticks;
        if (ticks < Always.Ticks || ticks > Never.Ticks)
            return null;
        var instant = Cut(reading, -offset);
        return new(instant, Cut(instant, unit));
    }

    // How far into the second, to within what, and how many characters say so; the whole second where nothing does.
    private static (TimeSpan Fraction, TimeSpan Unit, int Length)? ReadFraction(ReadOnlySpan<char> text)
    {
        if (text is not ['.', ..])
            return (TimeSpan.Zero, TimeSpan.FromSeconds(1), 0);
        var digits = text[1..];
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        digits = digits[..(end < 0 ? digits.Length : end)];
        if (digits.Length is 0 or > 7)
            return null;
        var unit = TimeSpan.TicksPerSecond;
        foreach (var _ in digits)
            unit /= 10;
        return (TimeSpan.FromTicks(unit * Number(digits)!.Value), TimeSpan.FromTicks(unit), digits.Length + 1);
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z")
            return TimeSpan.Zero;
        if (text.Length is not (3 or 6) || text[0] is not ('+' or '-') || Number(text[1..3]) is not { } hours)
            return null;
        var minutes = 0;
        if (text.Length == 6)
        {
            if (text[3] != ':' || Number(text[4..]) is not (<= 59 and var read))
                return null;
            minutes = read;
        }
        var offset = new TimeSpan(hours, minutes, 0);
        if (offset > TimeSpan.FromHours(14) || (text[0] == '-' && offset == TimeSpan.Zero))
            return null;
        return text[0] == '-' ? -offset : offset;
    }

    private static DateTime? Day(ReadOnlySpan<char> yearText, ReadOnlySpan<char> monthText, ReadOnlySpan<char> dayText)
    {
        if (Number(yearText) is not (>= 1 and var year) || Number(monthText) is not (>= 1 and <= 12 and var month))
            return null;
        if (Number(dayText) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month))
            return null;
        return new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
    }

    private static int? Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return null;
            number = number * 10 + (digit - '0');
        }
        return number;
    }

    // Months beyond 12 run on into the next year, as the end of December and of winter do.
    private static DateTime FirstOf(int year, int month)
    {
        year += (month - 1) / 12;
        return year > 9999 ? Never : new DateTime(year, (month - 1) % 12 + 1, 1, 0, 0, 0, DateTimeKind.Utc);
    }

    private static DateTime Cut(DateTime instant, TimeSpan shift) =>
        new(Math.Clamp(instant.Ticks + shift.Ticks, Always.Ticks, Never.Ticks), DateTimeKind.Utc);

    private readonly record struct Bounds(DateTime Earliest, DateTime Latest);
}

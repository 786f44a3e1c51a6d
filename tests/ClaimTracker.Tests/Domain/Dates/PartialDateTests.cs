using System.Globalization;
using ClaimTracker.Domain.Dates;

namespace ClaimTracker.Tests.Domain.Dates;

public class PartialDateTests
{
    private const string Min = "0001-01-01T00:00:00";
    private const string Max = "9999-12-31T23:59:59.9999999";

    [TestCase("2018", "2018-01-01T00:00:00", "2019-01-01T00:00:00")]
    [TestCase("0001", Min, "0002-01-01T00:00:00")]
    [TestCase("9999", "9999-01-01T00:00:00", Max)]
    [TestCase("2018-09", "2018-09-01T00:00:00", "2018-10-01T00:00:00")]
    [TestCase("2018-12", "2018-12-01T00:00:00", "2019-01-01T00:00:00")]
    [TestCase("9999-12", "9999-12-01T00:00:00", Max)]
    [TestCase("2018-09-14", "2018-09-14T00:00:00", "2018-09-15T00:00:00")]
    [TestCase("2016-02-29", "2016-02-29T00:00:00", "2016-03-01T00:00:00")]
    [TestCase("2000-02-29", "2000-02-29T00:00:00", "2000-03-01T00:00:00")]
    [TestCase("9999-12-31", "9999-12-31T00:00:00", Max)]
    public void A_year_month_or_day_covers_the_whole_of_it(string text, string earliest, string latest) =>
        Covers(text, earliest, latest);

    [TestCase("2018-09-14T12:30:05Z", "2018-09-14T12:30:05", "2018-09-14T12:30:06")]
    [TestCase("2018-09-14T00:00:00Z", "2018-09-14T00:00:00", "2018-09-14T00:00:01")]
    [TestCase("2018-09-14T23:59:59Z", "2018-09-14T23:59:59", "2018-09-15T00:00:00")]
    [TestCase("2018-09-14T12:30:05+02:00", "2018-09-14T10:30:05", "2018-09-14T10:30:06")]
    [TestCase("2018-09-14T12:30:05+02", "2018-09-14T10:30:05", "2018-09-14T10:30:06")]
    [TestCase("2018-09-14T12:30:05-04", "2018-09-14T16:30:05", "2018-09-14T16:30:06")]
    [TestCase("2018-09-14T12:30:05-03:30", "2018-09-14T16:00:05", "2018-09-14T16:00:06")]
    [TestCase("2018-09-14T12:30:05+00:00", "2018-09-14T12:30:05", "2018-09-14T12:30:06")]
    [TestCase("2018-09-14T12:30:05+14:00", "2018-09-13T22:30:05", "2018-09-13T22:30:06")]
    [TestCase("2018-12-31T23:00:00-14:00", "2019-01-01T13:00:00", "2019-01-01T13:00:01")]
    [TestCase("9999-12-31T23:59:59Z", "9999-12-31T23:59:59", Max)]
    [TestCase("0001-01-01T14:00:00+14:00", Min, "0001-01-01T00:00:01")]
    public void A_date_time_with_a_zone_covers_its_second(string text, string earliest, string latest) =>
        Covers(text, earliest, latest);

    [TestCase("2018-09-14T10:00:00.123Z", "2018-09-14T10:00:00.123", "2018-09-14T10:00:00.124")]
    [TestCase("2018-09-14T10:00:00.1+02:00", "2018-09-14T08:00:00.1", "2018-09-14T08:00:00.2")]
    [TestCase("2018-09-14T10:00:00.9999999Z", "2018-09-14T10:00:00.9999999", "2018-09-14T10:00:01")]
    [TestCase("2018-09-14T12:30:05.5", "2018-09-13T22:30:05.5", "2018-09-15T00:30:05.6")]
    public void A_fraction_of_a_second_as_programs_write_it_covers_what_its_last_digit_leaves_open(
        string text,
        string earliest,
        string latest
    ) => Covers(text, earliest, latest);

    [TestCase("2018-09-14T12:30:05", "2018-09-13T22:30:05", "2018-09-15T00:30:06")]
    [TestCase("0001-01-01T00:00:00", Min, "0001-01-01T12:00:01")]
    [TestCase("9999-12-31T23:59:59", "9999-12-31T09:59:59", Max)]
    public void A_date_time_without_a_zone_covers_that_reading_of_the_clock_anywhere(
        string text,
        string earliest,
        string latest
    ) => Covers(text, earliest, latest);

    [TestCase("0001-01-01T13:59:59+14:00")]
    [TestCase("9999-12-31T23:59:59-01:00")]
    public void A_date_time_outside_the_years_1_to_9999_in_UTC_is_refused(string text) => Refused(text);

    [TestCase("201X", "2010-01-01T00:00:00", "2020-01-01T00:00:00")]
    [TestCase("20XX", "2000-01-01T00:00:00", "2100-01-01T00:00:00")]
    [TestCase("000X", Min, "0010-01-01T00:00:00")]
    [TestCase("00XX", Min, "0100-01-01T00:00:00")]
    [TestCase("999X", "9990-01-01T00:00:00", Max)]
    [TestCase("99XX", "9900-01-01T00:00:00", Max)]
    [TestCase("2018-XX", "2018-01-01T00:00:00", "2019-01-01T00:00:00")]
    [TestCase("2018-XX-XX", "2018-01-01T00:00:00", "2019-01-01T00:00:00")]
    [TestCase("2018-09-XX", "2018-09-01T00:00:00", "2018-10-01T00:00:00")]
    public void Unspecified_digits_cover_all_they_may_be(string text, string earliest, string latest) =>
        Covers(text, earliest, latest);

    [TestCase("XXXX")]
    [TestCase("2XXX")]
    [TestCase("20X8")]
    [TestCase("X018")]
    [TestCase("201X-09")]
    [TestCase("201X-XX")]
    [TestCase("20XX-XX-XX")]
    [TestCase("XXXX-09-14")]
    [TestCase("2018-0X")]
    [TestCase("2018-1X")]
    [TestCase("2018-2X")]
    [TestCase("2018-X1")]
    [TestCase("2018-09-1X")]
    [TestCase("2018-XX-14")]
    [TestCase("2018-21-XX")]
    [TestCase("2018-13-XX")]
    [TestCase("2018-00-XX")]
    [TestCase("201x")]
    public void Unspecified_digits_that_level_1_does_not_know_are_refused(string text) => Refused(text);

    [TestCase("2018-21", "2018-03-01T00:00:00", "2018-06-01T00:00:00")]
    [TestCase("2018-22", "2018-06-01T00:00:00", "2018-09-01T00:00:00")]
    [TestCase("2018-23", "2018-09-01T00:00:00", "2018-12-01T00:00:00")]
    [TestCase("2018-24", "2018-12-01T00:00:00", "2019-03-01T00:00:00")]
    [TestCase("9999-24", "9999-12-01T00:00:00", Max)]
    public void A_season_is_a_northern_meteorological_one_and_winter_reaches_into_the_next_year(
        string text,
        string earliest,
        string latest
    ) => Covers(text, earliest, latest);

    [Test]
    public void A_qualifier_does_not_widen_the_bounds(
        [Values("2018", "2018-09", "2018-09-14", "201X", "20XX", "2018-XX", "2018-09-XX", "2018-XX-XX", "2018-24")]
            string plain,
        [Values("?", "~", "%")] string qualifier
    )
    {
        var qualified = PartialDate.Parse(plain + qualifier);
        Assert.That(
            (qualified.Earliest, qualified.Latest),
            Is.EqualTo((PartialDate.Parse(plain).Earliest, PartialDate.Parse(plain).Latest))
        );
        Assert.That(qualified.Text, Is.EqualTo(plain + qualifier));
    }

    [TestCase("2018/2019", "2018-01-01T00:00:00", "2020-01-01T00:00:00")]
    [TestCase("2018-09/2018-09", "2018-09-01T00:00:00", "2018-10-01T00:00:00")]
    [TestCase("2018-09-14/2018-09-16", "2018-09-14T00:00:00", "2018-09-17T00:00:00")]
    [TestCase("2018-09-14/2018", "2018-09-14T00:00:00", "2019-01-01T00:00:00")]
    [TestCase("2018/2018-03", "2018-01-01T00:00:00", "2018-04-01T00:00:00")]
    [TestCase("2018~/2018-09?", "2018-01-01T00:00:00", "2018-10-01T00:00:00")]
    [TestCase("201X/2018-24%", "2010-01-01T00:00:00", "2019-03-01T00:00:00")]
    [TestCase("2018-09-XX/2018-11-03", "2018-09-01T00:00:00", "2018-11-04T00:00:00")]
    [TestCase("2018-09/..", "2018-09-01T00:00:00", Max)]
    [TestCase("2018-09/", "2018-09-01T00:00:00", Max)]
    [TestCase("../2018-09-14", Min, "2018-09-15T00:00:00")]
    [TestCase("/2018-09-14?", Min, "2018-09-15T00:00:00")]
    public void An_interval_reaches_from_its_start_to_its_end(string text, string earliest, string latest) =>
        Covers(text, earliest, latest);

    [TestCase("2019/2018")]
    [TestCase("2018-10/2018-09")]
    [TestCase("2018-09-15/2018-09-14")]
    [TestCase("2018-24/2018-11")]
    public void An_interval_that_ends_before_it_starts_is_refused(string text) => Refused(text);

    [TestCase("/")]
    [TestCase("../..")]
    [TestCase("/..")]
    [TestCase("../")]
    [TestCase("..")]
    [TestCase("./2018")]
    [TestCase(".../2018")]
    [TestCase("2018/2019/2020")]
    [TestCase("2018//2019")]
    [TestCase("../2018/..")]
    [TestCase("2018/XXXX")]
    [TestCase("x/2018")]
    [TestCase("2018/..?")]
    [TestCase("2018-09-14T12:30:05Z/2018-09-15")]
    [TestCase("2018-09-14/2018-09-14T12:30:05Z")]
    [TestCase("2018-09-14T12:30:05Z/..")]
    [TestCase("2018/P1Y")]
    public void An_interval_without_two_proper_ends_is_refused(string text) => Refused(text);

    [TestCase("2018-02-30")]
    [TestCase("2018-02-29")]
    [TestCase("1900-02-29")]
    [TestCase("2018-04-31")]
    [TestCase("2018-13")]
    [TestCase("2018-00")]
    [TestCase("2018-20")]
    [TestCase("2018-25")]
    [TestCase("2018-41")]
    [TestCase("2018-01-00")]
    [TestCase("2018-00-01")]
    [TestCase("2018-13-01")]
    [TestCase("2018-21-01")]
    [TestCase("0000")]
    [TestCase("0000-01")]
    [TestCase("0000-01-01")]
    [TestCase("0000-XX")]
    [TestCase("0000-01-01T12:00:00Z")]
    public void A_date_that_covers_nothing_is_refused(string text) => Refused(text);

    [TestCase("2018-09-14T12:30:05.Z")]
    [TestCase("2018-09-14T12:30:05.12345678Z")]
    [TestCase("2018-09-14T12:30:05,5Z")]
    [TestCase("2018-09-14T12:30Z")]
    [TestCase("2018-09-14T12:30")]
    [TestCase("2018-09-14T12Z")]
    [TestCase("2018-09-14T")]
    [TestCase("2018-09-14TZ")]
    [TestCase("2018-09-14 12:30:05Z")]
    [TestCase("2018-09-14t12:30:05z")]
    [TestCase("2018-09-14T12:30:05z")]
    [TestCase("2018-09-14T24:00:00Z")]
    [TestCase("2018-09-14T12:60:00Z")]
    [TestCase("2016-12-31T23:59:60Z")]
    [TestCase("2018-09-14T12:30:05ZZ")]
    [TestCase("2018-09-14T12:30:05+")]
    [TestCase("2018-09-14T12:30:05+2")]
    [TestCase("2018-09-14T12:30:05+0200")]
    [TestCase("2018-09-14T12:30:05+02:")]
    [TestCase("2018-09-14T12:30:05+02:60")]
    [TestCase("2018-09-14T12:30:05+14:01")]
    [TestCase("2018-09-14T12:30:05-15")]
    [TestCase("2018-09-14T12:30:05-00:00")]
    [TestCase("2018-09-14T12:30:05-00")]
    [TestCase("2018-09-14T12:30:05−02:00")]
    [TestCase("2018-09-14T12:30:05Z?")]
    [TestCase("2018-09-14T12:30:05~")]
    [TestCase("2018-09-XXT12:30:05Z")]
    [TestCase("2018-02-30T12:30:05Z")]
    [TestCase("2018-09T12:30:05Z")]
    [TestCase("2018x09x14T12:30:05Z")]
    [TestCase("20180914T123005Z")]
    public void A_date_time_that_EDTF_does_not_know_is_refused(string text) => Refused(text);

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("?")]
    [TestCase("X")]
    [TestCase("XX")]
    [TestCase("18")]
    [TestCase("218")]
    [TestCase("02018")]
    [TestCase("-2018")]
    [TestCase("+2018")]
    [TestCase("-0001")]
    [TestCase("Y12018")]
    [TestCase("2018-9")]
    [TestCase("2018-9-14")]
    [TestCase("2018-09-4")]
    [TestCase("2018-009")]
    [TestCase("201809")]
    [TestCase("20180914")]
    [TestCase("2018/09/14")]
    [TestCase("14/09/2018")]
    [TestCase("2018.09")]
    [TestCase("2018-09-14-")]
    [TestCase("2018-")]
    [TestCase(" 2018")]
    [TestCase("2018 ")]
    [TestCase("2018\n")]
    [TestCase("2018\0")]
    [TestCase("2018??")]
    [TestCase("2018?~")]
    [TestCase("?2018")]
    [TestCase("2018?-09")]
    [TestCase("2018-?09")]
    [TestCase("2018-W37")]
    [TestCase("[2018,2019]")]
    [TestCase("{2018}")]
    [TestCase("1950S2")]
    [TestCase("٢٠١٨")]
    [TestCase("\uFF12\uFF10\uFF11\uFF18")]
    [TestCase("yesterday")]
    [TestCase("unknown")]
    [TestCase("2018-09-14ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public void Anything_else_is_refused(string text) => Refused(text);

    [Test]
    public void Nothing_is_no_date()
    {
        Assert.That(PartialDate.TryParse(null, out var date), Is.False);
        Assert.That(date, Is.Null);
    }

    [Test]
    public void The_refusal_says_what_was_written_and_what_a_date_looks_like() =>
        Assert.That(
            () => PartialDate.Parse("14/09/2018"),
            Throws
                .TypeOf<FormatException>()
                .With.Message.StartsWith("\"14/09/2018\" is not a date in EDTF level 0 or 1, such as 2018")
        );

    [Test]
    public void The_refusal_does_not_repeat_a_long_text() =>
        Assert.That(
            () => PartialDate.Parse(new string('9', 100_000)),
            Throws.TypeOf<FormatException>().With.Message.Length.LessThan(200)
        );

    [Test]
    public void Every_day_of_a_leap_year_a_common_year_and_the_turns_of_centuries_is_read_exactly(
        [Values(1900, 2000, 2018, 2024)] int year
    )
    {
        for (var day = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc); day.Year == year; day = day.AddDays(1))
        {
            var date = PartialDate.Parse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.That((date.Earliest, date.Latest), Is.EqualTo((day, day.AddDays(1))));
        }
    }

    [Test]
    public void Just_the_days_of_the_calendar_are_accepted([Values(1900, 2000, 2018, 2024)] int year)
    {
        for (var month = 0; month <= 99; month++)
        for (var day = 0; day <= 99; day++)
            Assert.That(
                PartialDate.TryParse($"{year:0000}-{month:00}-{day:00}", out _),
                Is.EqualTo(month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)),
                $"{year}-{month}-{day}"
            );
    }

    [Test]
    public void Every_year_ends_where_the_next_begins()
    {
        for (var year = 1; year < 9999; year++)
            Assert.That(
                PartialDate.Parse($"{year:0000}").Latest,
                Is.EqualTo(PartialDate.Parse($"{year + 1:0000}").Earliest)
            );
    }

    [Test]
    public void Whatever_is_accepted_is_kept_as_written_and_covers_some_time_in_UTC()
    {
        // Pieces of dates put together at random: far more of them are dates, or nearly, than of random characters.
        string[] pieces =
        [
            "2018",
            "0001",
            "9999",
            "0000",
            "201X",
            "20XX",
            "-",
            "-",
            "-",
            "01",
            "12",
            "24",
            "21",
            "31",
            "30",
            "XX",
            "T",
            "12:30:05",
            "23:59:59",
            "Z",
            "+02",
            "+02:00",
            "-14:00",
            "?",
            "~",
            "%",
            "/",
            "..",
            "9",
            "X",
            " ",
        ];
        var random = new Random(20180914);
        var accepted = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            if (!PartialDate.TryParse(text, out var date))
                continue;
            accepted++;
            if (
                date.Earliest >= date.Latest
                || date.Earliest.Kind != DateTimeKind.Utc
                || date.Latest.Kind != DateTimeKind.Utc
            )
                Assert.Fail($"{text} covers {date.Earliest:O} to {date.Latest:O}");
            if (date.Text != text || date != PartialDate.Parse(text) || date.ToString() != text)
                Assert.Fail($"{text} was not kept");
        }
        Assert.That(accepted, Is.GreaterThan(5_000));
    }

    [Test, SetCulture("ar-SA")]
    public void The_culture_of_the_machine_changes_nothing() =>
        Covers("2018-09-14", "2018-09-14T00:00:00", "2018-09-15T00:00:00");

    private static void Covers(string text, string earliest, string latest)
    {
        Assert.That(PartialDate.TryParse(text, out var date), Is.True, text);
        Assert.That((date!.Earliest, date.Latest), Is.EqualTo((Instant(earliest), Instant(latest))));
        Assert.That(date.Text, Is.EqualTo(text));
    }

    private static void Refused(string text)
    {
        Assert.That(PartialDate.TryParse(text, out var date), Is.False, text);
        Assert.That(date, Is.Null);
        Assert.That(() => PartialDate.Parse(text), Throws.TypeOf<FormatException>());
    }

    private static DateTime Instant(string text) =>
        DateTime.Parse(text + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}

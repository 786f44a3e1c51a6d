using ClaimTracker.Domain.Dates;

namespace ClaimTracker.Tests.Domain.Dates;

public sealed class AsOfTests
{
    [TestCase("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.0000000Z")]
    [TestCase("2026-01-31T12:00:00.1234567Z", "2026-01-31T12:00:00.1234567Z")]
    [TestCase("2026-01-31T12:00:00.5+02:00", "2026-01-31T10:00:00.5000000Z")]
    [TestCase("2026-01-31T12:00:00-11:30", "2026-01-31T23:30:00.0000000Z")]
    [TestCase("2026-01-31", "2026-01-31T23:59:59.9999999Z")]
    [TestCase("2024-02", "2024-02-29T23:59:59.9999999Z")]
    [TestCase("2025", "2025-12-31T23:59:59.9999999Z")]
    [TestCase("201X", "2019-12-31T23:59:59.9999999Z")]
    [TestCase("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    public void An_instant_is_itself_and_a_date_lasts_to_its_end(string text, string last)
    {
        Assert.That(AsOfInstant.TryParse(text, out var asOfInstant), Is.True);
        Assert.That(asOfInstant!.Last.ToString("O"), Is.EqualTo(last));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("yesterday")]
    [TestCase("2026-01-31T12:00:00")]
    [TestCase("2026-01-31T12:00:00 02:00")]
    [TestCase("2026-01-31T12:00:00+0200")]
    [TestCase("2026-01-31T12:00:00+25:00")]
    [TestCase("2026-01-31T12:00Z")]
    [TestCase("2026-02-30T12:00:00Z")]
    [TestCase("2026-01-31T12:00:00.12345678Z")]
    [TestCase("0001-01-01T00:00:00+01:00")]
    [TestCase("2018/2019")]
    [TestCase("2018/..")]
    [TestCase(" 2018")]
    [TestCase("T")]
    [TestCase("Z")]
    public void What_is_no_moment_is_none(string? text) => Assert.That(AsOfInstant.TryParse(text, out _), Is.False);
}

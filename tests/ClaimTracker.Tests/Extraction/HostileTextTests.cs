using System.Diagnostics;
using System.Text;
using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>Texts made to hurt: they must end, in proportion to their length, and keep every invariant.</summary>
public class HostileTextTests
{
    private const int Length = 15_000;

    private static readonly TestCaseData[] Texts =
    [
        Case("opening guillemets", "«"),
        Case("opening guillemets with words", "« dit "),
        Case("straight quotation marks", "\""),
        Case("apostrophes", "'"),
        Case("one word", "a"),
        Case("said said said", "said "),
        Case("he said that he said that", "he said that "),
        Case("selon selon selon", "selon "),
        Case("a déclaré que il", "le ministre a déclaré que « "),
        Case("nested marks", "« \u201c ‘ "),
        Case("combining accents", "e\u0301\u0301\u0301"),
        Case("right to left", "\u0642\u0627\u0644 \u200f«\u0643\u0644\u0645\u0629» "),
        Case("lone surrogates", "\ud800 X\udc00 said that Y\ud83d."),
        Case("commas", "a, "),
        Case("names and commas", "Paul Durand, ministre, "),
        Case("parentheses", "( a "),
        Case("coordinators", "Paul and Anna and "),
        Case("digits", "1 234 "),
        Case("blank lines", "a.\n\n"),
        Case("NUL", "\0 he said. "),
        Case("hyphens", "a-t-il-"),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Four_times_the_text_takes_about_four_times_as_long(string unit)
    {
        foreach (var language in new[] { "fr", "en" })
        {
            var once = Repeat(unit, Length);
            var fourfold = Repeat(unit, 4 * Length);
            Extract(once, language);
            // Quadratic work would take sixteen times as long. The best of some runs, against a busy machine.
            Assert.That(
                () => Best(fourfold, language) / Math.Max(Best(once, language), 1e-3),
                Is.LessThan(10).After(20_000, 1),
                language
            );
        }
    }

    [TestCaseSource(nameof(Texts))]
    public void Every_span_lies_inside_the_text(string unit)
    {
        var text = Repeat(unit, 3000);
        foreach (var language in new[] { "fr", "en", "es", "xx" })
            Invariants.Check(text, Extract(text, language));
    }

    private static TestCaseData Case(string name, string unit) => new TestCaseData(unit).SetArgDisplayNames(name);

    private static ExtractionResult Extract(string text, string language) =>
        ArticleExtractor.Extract(text, new ExtractionOptions { Language = language, Outlet = "Reuters" });

    private static string Repeat(string unit, int length) =>
        new StringBuilder().Insert(0, unit, length / unit.Length).ToString();

    private static double Best(string text, string language)
    {
        var best = double.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var watch = Stopwatch.StartNew();
            Extract(text, language);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }
        return best;
    }
}

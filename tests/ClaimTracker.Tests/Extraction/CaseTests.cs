using System.Text.Json;
using ClaimTracker.Evaluation;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Extraction;

/// <summary>Single sentences by kind of construction, each with what must and must not be found: ours, and where they lie beside the repository the published ones.</summary>
public class CaseTests
{
    // Of the sentences of a kind so many must be right, and of all of them.
    private const double OfEachKind = 0.75;
    private const double OfAll = 0.95;

    private static readonly Lazy<List<JsonElement>> Ours = new(() =>
    {
        using var stream = typeof(CaseTests).Assembly.GetManifestResourceStream("cases.json")!;
        return Read(stream);
    });

    public static IEnumerable<string> Kinds => Ours.Value.Select(KindOf).Distinct();

    [TestCaseSource(nameof(Kinds))]
    public void What_we_wrote_of_each_kind_is_found(string kind) =>
        AssertRight([.. Ours.Value.Where(item => KindOf(item) == kind)], OfEachKind);

    [Test]
    public void Nearly_all_of_what_we_wrote_is_found() => AssertRight(Ours.Value, OfAll);

    [Test]
    public void Plain_sentences_stay_right() => AssertRight([.. Published().Where(item => KindOf(item) == "C")], 1);

    [Test]
    public void Nearly_all_of_what_others_report_as_failing_is_found() => AssertRight(Published(), OfAll);

    private static List<JsonElement> Published()
    {
        using var stream = File.OpenRead(Repository.Shared("cases", "extraction-cases.json"));
        return Read(stream);
    }

    private static List<JsonElement> Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(item => item.Clone())];
    }

    private static string KindOf(JsonElement item) => item.GetProperty("group").GetString()!;

    private static void AssertRight(List<JsonElement> items, double share)
    {
        var wrong = items
            .Select(item => new ExtractionCase(item))
            .Select(read => (read, Problems: read.Problems().ToList()))
            .Where(r => r.Problems.Count > 0)
            .Select(r => $"{r.read.Text}\n   {string.Join("\n   ", r.Problems)}\n{r.read}")
            .ToList();
        Assert.That(items.Count - wrong.Count, Is.GreaterThanOrEqualTo(share * items.Count), string.Join("\n", wrong));
    }
}

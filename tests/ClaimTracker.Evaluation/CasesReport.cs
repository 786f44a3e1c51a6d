using System.Globalization;
using System.Text.Json;

namespace ClaimTracker.Evaluation;

/// <summary>Runs the extractor over single sentences with what must and must not be found in them, and prints the table by group.</summary>
internal static class CasesReport
{
    public static int Print(string file, string[] options)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var failures = new List<string>();
        var groups = new SortedDictionary<string, (int Right, int Of)>(
            Comparer<string>.Create(
                (a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b)
            )
        );
        var only = ExtractionReport.Option(options, "--only");
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var id = item.GetProperty("id").GetString()!;
            if (only is not null && id != only && item.GetProperty("group").GetString() != only)
                continue;
            var read = new ExtractionCase(item);
            var problems = read.Problems().ToList();
            var group = item.GetProperty("group").GetString()!;
            var (right, of) = groups.GetValueOrDefault(group);
            groups[group] = (right + (problems.Count == 0 ? 1 : 0), of + 1);
            if (problems.Count > 0 || only is not null)
                failures.Add($"{id}  {read.Text.ReplaceLineEndings("⏎")}\n   {string.Join("\n   ", problems)}\n{read}");
            if (options.Contains("--candidates"))
                failures.Add(read.Candidates());
        }
        Console.WriteLine(string.Join("\n", failures));
        foreach (var (group, (right, of)) in groups)
            Console.WriteLine($"{group, -4} {right, 3} of {of}");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"all  {groups.Values.Sum(g => g.Right), 3} of {groups.Values.Sum(g => g.Of)}"
            )
        );
        return 0;
    }
}

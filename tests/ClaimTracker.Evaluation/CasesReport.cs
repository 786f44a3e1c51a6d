using System.Globalization;
using System.Text.Json;
using ClaimTracker.Extraction;

namespace ClaimTracker.Evaluation;

/// <summary>Runs the extractor over single sentences with what must and must not be found in them, and prints the table by group.</summary>
internal static class CasesReport
{
    // The outlet every case is read for.
    private const string Outlet = "X";

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
            var read = new ReadCase(item);
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

    /// <summary>One case and what was found in its text.</summary>
    private sealed class ReadCase
    {
        private readonly JsonElement item;
        private readonly List<ProposedClaim> claims;

        public ReadCase(JsonElement item)
        {
            this.item = item;
            Text = item.GetProperty("text").GetString()!;
            var options = new ExtractionOptions
            {
                Language = item.GetProperty("language").GetString(),
                Outlet = Outlet,
            };
            claims = [.. ArticleExtractor.Extract(Text, options).Claims.Where(c => c.Mode != ClaimMode.Narration)];
        }

        public string Text { get; }

        public IEnumerable<string> Problems()
        {
            if (item.TryGetProperty("expect", out var expected))
                foreach (var entry in expected.EnumerateArray())
                    if (!claims.Exists(claim => Matches(claim, entry)))
                        yield return "missing " + entry;
            if (item.TryGetProperty("forbid", out var forbidden))
                foreach (var entry in forbidden.EnumerateArray())
                    if (claims.Exists(claim => Matches(claim, entry)))
                        yield return "forbidden " + entry;
            if (item.TryGetProperty("attributedAtMost", out var most) && claims.Count > most.GetInt32())
                yield return $"{claims.Count} claims, at most {most}";
            if (
                item.TryGetProperty("disjoint", out var disjoint)
                && disjoint.GetBoolean()
                && claims.Exists(a =>
                    claims.Exists(b => a != b && a.Content.Any(s => b.Content.Any(t => s.Overlaps(t))))
                )
            )
                yield return "contents overlap";
        }

        /// <summary>What was considered, proposed or not, with what it was made of.</summary>
        public string Candidates() =>
            string.Join(
                "\n",
                ArticleExtractor
                    .Examine(Text, item.GetProperty("language").GetString()!, null)
                    .Select(e => $"     considered [{ContentOf(e.Claim)}] {string.Join(", ", e.Features)}")
            );

        public override string ToString() =>
            string.Join(
                "\n",
                claims.Select(c =>
                    $"     {string.Join(" > ", c.Attribution.Select(l => $"{l.Source.Name ?? "?"}/{l.Source.Kind}{(l.Source.Office is null ? "" : "/" + l.Source.Office)} {l.Basis}"))} [{ContentOf(c)}] {c.Mode} {c.Modality} {c.Attribution[^1].Stance}{(c.Attribution[^1].Supports ? "" : " NOT SUPPORTED")} {c.Confidence}"
                )
            );

        private string ContentOf(ProposedClaim claim) => string.Join(" … ", claim.Content.Select(s => s.In(Text)));

        private bool Matches(ProposedClaim claim, JsonElement entry)
        {
            var last = claim.Attribution[^1];
            var between = claim.Attribution.Skip(1).SkipLast(1).ToList();
            foreach (var key in entry.EnumerateObject())
                if (
                    !(
                        key.Name switch
                        {
                            "contentIs" => Any(key.Value, v => Bare(v) == Bare(ContentOf(claim))),
                            "contentHas" => Any(key.Value, v => ContentOf(claim).Contains(v, StringComparison.Ordinal)),
                            "speaker" => Any(key.Value, v => Same(v, last.Source.Name)),
                            "office" => Any(key.Value, v => Same(v, last.Source.Office)),
                            "kind" => Any(key.Value, v => Is(v, last.Source.Kind)),
                            "stance" => Any(key.Value, v => Is(v, last.Stance)),
                            "modality" => Any(key.Value, v => Is(v, claim.Modality)),
                            "mode" => Any(key.Value, v => Is(v, claim.Mode)),
                            "supports" => key.Value.GetBoolean() == claim.Attribution.All(l => l.Supports),
                            "chain" => InOrder(key.Value, between, (v, link) => Same(v, link.Source.Name)),
                            "chainBasis" => InOrder(key.Value, between, (v, link) => Is(v, link.Basis)),
                            _ => throw new FormatException("unknown key " + key.Name),
                        }
                    )
                )
                    return false;
            return true;
        }

        private static bool Any(JsonElement value, Func<string, bool> holds) =>
            value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().Any(v => holds(v.GetString()!))
                : holds(value.GetString()!);

        private static bool InOrder(
            JsonElement values,
            List<ProposedLink> links,
            Func<string, ProposedLink, bool> holds
        ) =>
            values.GetArrayLength() == links.Count
            && values.EnumerateArray().Zip(links).All(pair => Any(pair.First, v => holds(v, pair.Second)));

        private static bool Is<T>(string name, T value)
            where T : struct, Enum => string.Equals(name, value.ToString(), StringComparison.OrdinalIgnoreCase);

        private static string Bare(string content)
        {
            var bare = content.Trim();
            return bare.EndsWith('.') ? bare[..^1].TrimEnd() : bare;
        }

        // Without case, kind of apostrophe and a leading article.
        private static bool Same(string a, string? b) => b is not null && Folded(a) == Folded(b);

        private static string Folded(string name) =>
            Names.StripArticle(name.Replace('’', '\'').Trim().ToLowerInvariant());
    }
}

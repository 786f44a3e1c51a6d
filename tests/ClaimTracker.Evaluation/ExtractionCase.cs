using System.Text.Json;
using ClaimTracker.Extraction;

namespace ClaimTracker.Evaluation;

/// <summary>A text with what must and must not be found in it, and what was found: "expect" wants an attributed claim with all the given keys, "forbid" none,
/// "attributedAtMost" no more of them, "disjoint" no common character.</summary>
internal sealed class ExtractionCase
{
    // The outlet every case is read for.
    private const string Outlet = "X";

    private readonly JsonElement item;
    private readonly List<ProposedClaim> claims;

    public ExtractionCase(JsonElement item)
    {
        this.item = item;
        Text = item.GetProperty("text").GetString()!;
        var options = new ExtractionOptions { Language = item.GetProperty("language").GetString(), Outlet = Outlet };
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
            && claims.Exists(a => claims.Exists(b => a != b && a.Content.Any(s => b.Content.Any(t => s.Overlaps(t)))))
        )
            yield return "contents overlap";
    }

    /// <summary>What the rules considered, proposed or not.</summary>
    public string Candidates() =>
        string.Join(
            "\n",
            ArticleExtractor
                .Read(
                    ArticleExtractor.Look(Text, item.GetProperty("language").GetString()!),
                    models: null,
                    outlet: null,
                    together: false
                )
                .Select(claim => $"     considered [{ContentOf(claim)}] {claim.Reason.In("en")}")
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

    private static bool InOrder(JsonElement values, List<ProposedLink> links, Func<string, ProposedLink, bool> holds) =>
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

    private static string Folded(string name) => Names.StripArticle(name.Replace('’', '\'').Trim().ToLowerInvariant());
}

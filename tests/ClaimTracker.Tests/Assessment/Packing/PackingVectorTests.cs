using System.Globalization;
using System.Text.Json;
using ClaimTracker.Assessment.Evidence;

namespace ClaimTracker.Tests.Assessment.Packing;

/// <summary>Worked sides with their right counts and explanations, which stand outside this repository.</summary>
public sealed class PackingVectorTests
{
    /// <summary>Above so many reports a vector has its counts alone.</summary>
    private const int Small = 14;

    [Test]
    public void Every_worked_side_is_counted_and_explained_as_it_should_be()
    {
        var vectors = Vectors().ToList();
        Assert.That(vectors, Has.Count.GreaterThan(300));
        Assert.Multiple(() =>
        {
            foreach (var (name, form, expected) in vectors)
                Check(name, form, expected);
        });
    }

    [Test]
    public void Every_small_worked_side_is_tried_to_the_same_counts()
    {
        var vectors = Vectors().Where(vector => vector.Form.Reports.Count <= Small).ToList();
        Assert.Multiple(() =>
        {
            foreach (var (name, form, expected) in vectors)
            {
                var tried = new TriedSide(form).Try();
                Assert.That(
                    (tried.Low, tried.High),
                    Is.EqualTo((expected.GetProperty("low").GetInt32(), expected.GetProperty("high").GetInt32())),
                    name
                );
                if (expected.TryGetProperty("greatest", out var greatest))
                    Assert.That(tried.Greatest, Is.EquivalentTo(greatest.EnumerateArray().Select(Numbers)), name);
            }
        });
    }

    private static IEnumerable<(string Name, SideForm Form, JsonElement Expected)> Vectors()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(VectorFile.PathOf("packing-vectors.json")));
        foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
            yield return (
                vector.GetProperty("name").GetString()!,
                SideForm.Read(vector.GetProperty("side")),
                vector.GetProperty("expected").Clone()
            );
    }

    private static void Check(string name, SideForm form, JsonElement expected)
    {
        var (index, _) = form.ToIndex(related: form.Reports.Count <= Small);
        var assessment = index.Queries.AssessTogether(form.Claims);
        var support = assessment.Support;
        var counted = support.Chains.Where(c => c.Counted).Select(c => c.Claim).Order().ToList();
        Assert.That(counted, Has.Count.EqualTo(support.Independent.Low), name);
        if (!expected.TryGetProperty("low", out var low))
        {
            Assert.That(
                support.Independent.Low,
                Is.LessThanOrEqualTo(Math.Min(expected.GetProperty("notPassed").GetInt32(), support.Independent.High)),
                name
            );
            Assert.That(
                support.Independent.High,
                Is.GreaterThanOrEqualTo(expected.GetProperty("reached").GetInt32()),
                name
            );
            return;
        }
        Assert.That(
            (support.Independent.Low, support.Independent.High, support.Independent.Exact),
            Is.EqualTo((low.GetInt32(), expected.GetProperty("high").GetInt32(), true)),
            name
        );
        if (!expected.TryGetProperty("origins", out var origins))
            return;
        Assert.That(support.Origins, Is.EqualTo(origins.GetInt32()), name);
        if (expected.TryGetProperty("greatest", out var greatest))
            Assert.That(greatest.EnumerateArray().Select(Numbers), Does.Contain(counted), name);
        foreach (var reason in expected.GetProperty("reasons").EnumerateObject())
        {
            var entries = support.Chains.Where(c => c.Claim == Number(reason.Name)).ToList();
            if (reason.Value.ValueKind == JsonValueKind.Null)
                Assert.That(entries.Exists(c => c.Counted), $"{name}: {reason.Name} counts");
            else
                Assert.That(
                    entries.Select(c => Word(c.Reason)),
                    Does.Contain(reason.Value.GetString()).And.All.Not.Null,
                    $"{name}: {reason.Name}"
                );
        }
        CheckCuts(name, support, expected);
        Assert.That(
            support.Established.Select(pair => pair.Finding),
            Is.EquivalentTo(Numbers(expected.GetProperty("established"))),
            name
        );
        foreach (var relation in expected.GetProperty("relations").EnumerateObject())
        {
            var pair = relation.Name.Split('-').Select(Number).ToArray();
            var verdict = assessment.Relations.First(r => r.A == pair[0] && r.B == pair[1]).Verdict;
            Assert.That(Word(verdict), Is.EqualTo(relation.Value.GetString()), $"{name}: {relation.Name}");
        }
        Assert.That(
            assessment.Attestation.Select(a => (a.Source, (long)a.Independent.Low, (long)a.Independent.High)),
            Is.EquivalentTo(
                expected
                    .GetProperty("attestation")
                    .EnumerateObject()
                    .Select(a => (Number(a.Name), Numbers(a.Value)[0], Numbers(a.Value)[1]))
            ),
            name
        );
    }

    private static void CheckCuts(string name, EvidenceSide support, JsonElement expected)
    {
        Assert.That(support.Cut, Has.Count.EqualTo(expected.GetProperty("cutSize").GetInt32()), name);
        if (expected.TryGetProperty("cut", out var cut))
            Assert.That(
                cut.EnumerateArray().Select(Numbers),
                Is.All.Matches<List<long>>(one => one.Exists(support.Cut.Contains)),
                name
            );
        var bottlenecks = expected.GetProperty("bottlenecks").EnumerateArray().Select(Numbers).ToList();
        Assert.That(bottlenecks, Is.All.Matches<List<long>>(one => one.Exists(support.Bottlenecks.Contains)), name);
        Assert.That(
            support.Bottlenecks,
            Is.All.Matches<long>(source => bottlenecks.Exists(one => one.Contains(source))),
            name
        );
    }

    private static List<long> Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetInt64())];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string? Word<T>(T? value) =>
        value is null ? null : JsonNamingPolicy.CamelCase.ConvertName($"{value}");
}

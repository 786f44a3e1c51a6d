using System.Security.Cryptography;
using ClaimTracker.Extraction;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Extraction;

/// <summary>The learned weights are the recorded ones, learned from the recorded data, with their licences beside them.</summary>
[TestFixture("French")]
[TestFixture("English")]
public class WeightFileTests(string folder)
{
    private const int MostBytes = 5_767_168; // 5.5 MiB

    private sealed record Line(string File, string Hash, List<(string Path, string Hash)> Data);

    private string Folder => Repository.At("src", "ClaimTracker.Extraction", folder);

    [Test]
    public void Every_file_is_recorded_with_its_hash()
    {
        var lines = Lines();
        Assert.That(
            lines.Select(l => l.File),
            Is.EquivalentTo(Directory.EnumerateFiles(Folder, "*.bin").Select(Path.GetFileName))
        );
        foreach (var line in lines)
        {
            using var compiled = typeof(ArticleExtractor).Assembly.GetManifestResourceStream(
                $"{folder}/{Path.GetFileNameWithoutExtension(line.File)}"
            )!;
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(compiled)), Is.EqualTo(line.Hash), line.File);
        }
    }

    [Test]
    public void The_data_they_were_learned_from_are_the_recorded_ones()
    {
        foreach (var (path, hash) in Lines().SelectMany(l => l.Data).Distinct())
        {
            using var data = File.OpenRead(Repository.Shared(path.Split('/')));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(data)), Is.EqualTo(hash), path);
        }
    }

    [Test]
    public void Each_says_what_it_was_learned_from_and_under_which_licence() =>
        Assert.Multiple(() =>
        {
            foreach (var line in Lines())
            {
                var notice = Path.Combine(Folder, Path.ChangeExtension(line.File, ".NOTICE") + ".md");
                Assert.That(notice, Does.Exist);
                Assert.That(File.ReadAllText(notice), Does.Contain("licence"), line.File);
                Assert.That(line.Data, Is.Not.Empty, line.File);
            }
        });

    [Test]
    public void A_language_takes_five_and_a_half_megabytes_at_most() =>
        Assert.That(
            Directory.EnumerateFiles(Folder, "*.bin").Sum(file => new FileInfo(file).Length),
            Is.LessThanOrEqualTo(MostBytes)
        );

    private List<Line> Lines() =>
        File.ReadLines(Path.Combine(Folder, "weights.tsv"))
            .Select(line => line.Split('\t'))
            .Select(parts => new Line(
                parts[0],
                parts[1],
                [.. parts.Skip(2).Chunk(2).Select(pair => (pair[0], pair[1]))]
            ))
            .ToList();
}

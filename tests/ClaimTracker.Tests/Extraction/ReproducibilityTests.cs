using System.Diagnostics;
using System.Text.Json.Nodes;
using ClaimTracker.Extraction;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Extraction;

/// <summary>One text gives one answer, whatever the machine can do.</summary>
public class ReproducibilityTests
{
    // What a machine may lack: all vector instructions, or only the wide ones; and code compiled in another order.
    [TestCase("DOTNET_EnableHWIntrinsic=0")]
    [TestCase("DOTNET_EnableAVX2=0")]
    [TestCase("DOTNET_TieredCompilation=0")]
    public async Task A_processor_without_vector_instructions_gives_the_same_answer(string setting)
    {
        var parts = setting.Split('=');
        using var child = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ExtractingProgram).Assembly.Location])
            {
                RedirectStandardOutput = true,
                Environment = { [parts[0]] = parts[1] },
            }
        )!;
        var answer = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.Multiple(() =>
        {
            Assert.That(child.ExitCode, Is.Zero);
            Assert.That(answer, Is.EqualTo(ExtractingProgram.Answer()));
            Assert.That(answer, Does.Contain("Direct"));
        });
    }

    /// <summary>The sums that scores are made of, checked against logarithms of the platform.</summary>
    [Test]
    public void Logarithms_by_table_are_right_to_a_thousandth()
    {
        for (var a = -20_000; a < 20_000; a += 37)
        {
            var x = (double)a / LogSpace.One;
            Assert.That((double)LogSpace.Share(a) / LogSpace.Certain, Is.EqualTo(1 / (1 + Math.Exp(-x))).Within(1e-4));
            Assert.That((double)LogSpace.Add(a, 0) / LogSpace.One, Is.EqualTo(Math.Log(Math.Exp(x) + 1)).Within(1e-3));
        }
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(32)]
    public void Weights_keep_their_order_and_size_in_a_byte_each(int columns)
    {
        const int bits = 8;
        var random = new Random(7);
        var weights = new float[columns << bits];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = i % 3 == 0 ? 0 : (float)(random.NextDouble() * 8 - 4);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        QuantizedWeights.Write(writer, weights, bits, columns, 0.01f);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        var read = QuantizedWeights.Read(reader);
        var sums = new int[columns];
        for (var row = 0u; row < 1 << bits; row++)
        {
            Array.Clear(sums);
            read.AddTo(sums, [row << (32 - bits)]);
            for (var k = 0; k < columns; k++)
                Assert.That(
                    (double)read.ToLog(sums[k]) / LogSpace.One,
                    Is.EqualTo(weights[row * columns + k]).Within(0.035)
                );
        }
    }
}

/// <summary>The tests as a program: extracts from the articles that the service is seeded with and writes down everything it found.</summary>
internal static class ExtractingProgram
{
    public static void Main() => Console.Out.Write(Answer());

    public static string Answer() =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(Repository.At("seeds", "articles"), "*.json")
                .Order(StringComparer.Ordinal)
                .Select(file => JsonNode.Parse(File.ReadAllText(file))!["article"]!["text"]!.GetValue<string>())
                .SelectMany(text => ArticleExtractor.Extract(text).Claims)
                .Select(claim =>
                    $"{claim.Mode} {claim.Modality} {claim.Confidence} {string.Join(' ', claim.Content)} {claim.Statement} {claim.Reason} "
                    + string.Join(" > ", claim.Attribution)
                )
        );
}

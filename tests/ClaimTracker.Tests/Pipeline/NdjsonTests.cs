using System.IO.Pipelines;
using System.Text;
using ClaimTracker.Web.Pipeline.Bodies;

namespace ClaimTracker.Tests.Pipeline;

// Alone: it measures the memory of the whole process.
[NonParallelizable]
public sealed class LinesTests
{
    private const int MaxLength = 10;

    [TestCase("", "")]
    [TestCase("a", "1:a")]
    [TestCase("a\n", "1:a")]
    [TestCase("a\nb", "1:a 2:b")]
    [TestCase("\n\n  \r\nb\r\n", "1: 2: 3: 4:b")]
    [TestCase("0123456789\n", "1:0123456789")]
    [TestCase("0123456789+\nb\n", "1! 2:b")]
    [TestCase("a\n0123456789+", "1:a 2!")]
    [TestCase("0123456789012345678901234567890123456789\n\nc", "1! 2: 3:c")]
    public async Task Lines_are_the_same_however_the_bytes_arrive(string text, string expected)
    {
        foreach (var chunk in (int[])[1, 2, 3, 7, 1000])
            Assert.That(await Cut(text, chunk), Is.EqualTo(expected), $"in chunks of {chunk}");
    }

    [Test]
    public async Task A_line_over_the_limit_is_passed_over_in_constant_memory()
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            for (var megabyte = 0; megabyte < 100; megabyte++)
                await pipe.Writer.WriteAsync(new byte[1 << 20]);
            await pipe.Writer.WriteAsync("\nafter"u8.ToArray());
            await pipe.Writer.CompleteAsync();
        });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var lines = new List<Line>();
        await foreach (var line in Ndjson.ReadAsync(pipe.Reader, 1 << 21, CancellationToken.None))
            lines.Add(line);
        await writing;

        Assert.That(lines.Select(line => line.IsTooLong), Is.EqualTo(new[] { true, false }));
        Assert.That(Encoding.UTF8.GetString(lines[1].Bytes.Span), Is.EqualTo("after"));
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(20 << 20));
    }

    private static async Task<string> Cut(string text, int chunk)
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
                await pipe.Writer.WriteAsync(part);
            await pipe.Writer.CompleteAsync();
        });
        var seen = new List<string>();
        await foreach (var line in Ndjson.ReadAsync(pipe.Reader, MaxLength, CancellationToken.None))
            seen.Add(
                line.IsTooLong ? $"{line.Number}!" : $"{line.Number}:{Encoding.UTF8.GetString(line.Bytes.Span).Trim()}"
            );
        await writing;
        return string.Join(' ', seen);
    }
}

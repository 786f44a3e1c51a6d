using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace ClaimTracker.Web.Pipeline.Bodies;

/// <summary>One line of a stream, without its end.</summary>
/// <param name="Number">From 1; blank lines count.</param>
/// <param name="Bytes">Empty when the line is over the limit.</param>
/// <param name="IsTooLong">The line was over the limit, and was passed over.</param>
internal readonly record struct Line(long Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong)
{
    public bool IsBlank => !IsTooLong && Bytes.Span.Trim(" \t\r"u8).IsEmpty;
}

/// <summary>Cuts a stream of any length into lines, holding no more than one of them.</summary>
internal static class Ndjson
{
    public const string MediaType = "application/x-ndjson";

    /// <summary>The lines up to the end of the stream; the last one needs no line end.</summary>
    /// <param name="input">Read to its end, unless the caller stops.</param>
    /// <param name="maxLength">In bytes. The rest of a longer line is thrown away as it comes.</param>
    public static async IAsyncEnumerable<Line> ReadAsync(
        PipeReader input,
        int maxLength,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var number = 1L;
        var scanned = 0L;
        var isTooLong = false;
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.Slice(scanned).PositionOf((byte)'\n') is { } end)
            {
                yield return LineOf(number++, buffer.Slice(0, end), isTooLong, maxLength);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                (scanned, isTooLong) = (0, false);
            }

            if (result.IsCompleted)
            {
                if (isTooLong || !buffer.IsEmpty)
                    yield return LineOf(number, buffer, isTooLong, maxLength);
                input.AdvanceTo(buffer.End);
                yield break;
            }

            isTooLong |= buffer.Length > maxLength;
            scanned = isTooLong ? 0 : buffer.Length;
            input.AdvanceTo(isTooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }

    private static Line LineOf(long number, ReadOnlySequence<byte> bytes, bool isTooLong, int maxLength) =>
        isTooLong || bytes.Length > maxLength
            ? new Line(number, default, IsTooLong: true)
            : new Line(number, bytes.ToArray(), IsTooLong: false);
}

/// <summary>An action that reads a body of lines, each of them an object of one type.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesLinesAttribute(Type of) : Attribute
{
    public Type Of { get; } = of;
}

using System.Buffers;
using System.Text;
using System.Xml;

namespace ClaimTracker.Web.Features.Graphs.Writers;

/// <summary>What the two XML forms share.</summary>
internal abstract class XmlGraphWriter : GraphWriter
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CloseOutput = false,
    };

    public sealed override void Write(Graph graph, IBufferWriter<byte> output)
    {
        using var stream = new BufferStream(output);
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument();
        Write(graph, xml);
        xml.WriteEndDocument();
    }

    protected abstract void Write(Graph graph, XmlWriter xml);

    /// <summary>XML 1.0 has no way to write some characters, not even escaped: U+FFFD stands for each, so that nothing disappears unseen.</summary>
    protected static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (!IsAllowed(text, i))
                return Replace(text);
        return text;
    }

    private static string Replace(string text)
    {
        var clean = text.ToCharArray();
        for (var i = 0; i < clean.Length; i++)
            if (!IsAllowed(text, i))
                clean[i] = '\uFFFD';
        return new string(clean);
    }

    private static bool IsAllowed(string text, int index) =>
        XmlConvert.IsXmlChar(text[index])
        || (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        || (char.IsLowSurrogate(text[index]) && index > 0 && char.IsHighSurrogate(text[index - 1]));
}

/// <summary>A stream that only hands on what is written.</summary>
internal sealed class BufferStream(IBufferWriter<byte> output) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // The response is flushed once, when the graph is complete.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

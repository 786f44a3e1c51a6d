using Microsoft.Win32.SafeHandles;

namespace ClaimTracker.Web.Pipeline.Bodies;

/// <summary>
/// Takes bytes without ever making the writer wait for whoever reads them: they stand in a temporary file until they are read.
/// One writer, one reader. Memory stays the same however much is written, and the file starts anew whenever the reader has caught up.
/// </summary>
internal sealed class Spool : IDisposable
{
    private const int ChunkLength = 64 * 1024;

    // Reads and writes meet in the page cache and take microseconds, so a plain lock around them is enough.
    private readonly Lock access = new();
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly SafeFileHandle file = File.OpenHandle(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        FileOptions.DeleteOnClose
    );

    private long written;
    private long read;
    private bool isComplete;

    /// <summary>Bytes the file holds for the reader.</summary>
    public long Waiting
    {
        get
        {
            lock (access)
                return written - read;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (access)
        {
            RandomAccess.Write(file, bytes, written);
            written += bytes.Length;
            Tell();
        }
    }

    /// <summary>Nothing more will be written; the reader ends when it has read the rest.</summary>
    public void Complete()
    {
        lock (access)
        {
            isComplete = true;
            Tell();
        }
    }

    /// <summary>Hands everything on, in order, until <see cref="Complete"/>.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkLength];
        while (true)
        {
            var (length, isLast) = Take(chunk);
            if (length > 0)
            {
                await target.WriteAsync(chunk.AsMemory(0, length), cancellationToken);
                await target.FlushAsync(cancellationToken);
            }
            else if (isLast)
            {
                return;
            }
            else
            {
                await news.WaitAsync(cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        file.Dispose();
        news.Dispose();
    }

    private (int Length, bool IsLast) Take(Span<byte> chunk)
    {
        lock (access)
        {
            var length = RandomAccess.Read(file, chunk[..(int)Math.Min(chunk.Length, written - read)], read);
            read += length;
            if (read == written)
                (read, written) = (0, 0);
            return (length, isComplete);
        }
    }

    private void Tell()
    {
        if (news.CurrentCount == 0)
            news.Release();
    }
}

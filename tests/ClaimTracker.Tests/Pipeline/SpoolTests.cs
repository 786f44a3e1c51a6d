using System.IO.Pipelines;
using ClaimTracker.Web.Pipeline.Bodies;

namespace ClaimTracker.Tests.Pipeline;

public sealed class SpoolTests
{
    [Test]
    public async Task What_is_written_by_many_small_writes_comes_out_in_order()
    {
        using var spool = new Spool();
        var target = new MemoryStream();
        var copying = spool.CopyToAsync(target, CancellationToken.None);

        for (var number = 0; number < 50_000; number++)
            spool.Write(BitConverter.GetBytes(number));
        spool.Complete();
        await copying;

        var bytes = target.ToArray();
        Assert.That(Enumerable.Range(0, 50_000).All(number => BitConverter.ToInt32(bytes, number * 4) == number));
        Assert.That(bytes, Has.Length.EqualTo(200_000));
    }

    [Test]
    public async Task Writing_never_waits_for_a_reader_that_does_not_read()
    {
        using var spool = new Spool();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1024, resumeWriterThreshold: 512));
        var copying = spool.CopyToAsync(pipe.Writer.AsStream(), CancellationToken.None);

        for (var count = 0; count < 100; count++)
            spool.Write(new byte[100_000]);
        spool.Complete();

        Assert.That(copying.IsCompleted, Is.False);
        Assert.That(spool.Waiting, Is.GreaterThan(9_000_000));
        var drained = pipe.Reader.AsStream().CopyToAsync(Stream.Null);
        await copying;
        await pipe.Writer.CompleteAsync();
        await drained;
        Assert.That(spool.Waiting, Is.Zero);
    }

    [Test]
    public async Task Copying_ends_when_nobody_waits_for_it_any_more()
    {
        using var spool = new Spool();
        using var gone = new CancellationTokenSource();
        var copying = spool.CopyToAsync(Stream.Null, gone.Token);

        await gone.CancelAsync();

        Assert.That(async () => await copying, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task An_empty_spool_ends_at_once_when_it_is_complete()
    {
        using var spool = new Spool();
        spool.Complete();
        var target = new MemoryStream();

        await spool.CopyToAsync(target, CancellationToken.None);

        Assert.That(target.Length, Is.Zero);
    }
}

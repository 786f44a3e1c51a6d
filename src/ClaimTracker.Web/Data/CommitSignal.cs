using System.Threading.Channels;

namespace ClaimTracker.Web.Data;

/// <summary>What is done shortly after commits. However many come before it looks, it is woken once.</summary>
internal abstract class CommitSignal
{
    private readonly Channel<bool> commits = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Something was committed.</summary>
    public void Notify() => commits.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) =>
        await commits.Reader.ReadAsync(cancellationToken);
}

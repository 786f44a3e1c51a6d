using System.Collections.Immutable;
using System.Threading.Channels;

namespace ClaimTracker.Web.Data;

/// <summary>Wakes those who follow commits. However many come before one of them looks, it is woken once.</summary>
internal sealed class CommitSignal
{
    private ImmutableList<Channel<bool>> followers = [];

    /// <summary>Something was committed.</summary>
    public void Notify()
    {
        foreach (var follower in followers)
            follower.Writer.TryWrite(true);
    }

    /// <summary>Gives one thing to read for whatever was committed since the last was read.</summary>
    public ChannelReader<bool> Subscribe()
    {
        var follower = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        ImmutableInterlocked.Update(ref followers, all => all.Add(follower));
        return follower.Reader;
    }
}

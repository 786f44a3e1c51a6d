namespace ClaimTracker.Web.Data;

/// <summary>Lets writers of one process wait in line instead of for the database's lock: none starves, none times out.</summary>
internal sealed class WriteGate(int writers)
{
    private readonly SemaphoreSlim free = new(writers, writers);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        return new Place(free);
    }

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}

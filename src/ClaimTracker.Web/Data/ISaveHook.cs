namespace ClaimTracker.Web.Data;

/// <summary>
/// Takes part in one save, within its transaction: what it adds is kept with what was saved, or not at all. Made anew for each save, it may remember what it
/// saw before.
/// </summary>
internal interface ISaveHook
{
    /// <summary>Sees what is about to be saved, and may change it. Changes have been detected; who makes further ones has them detected.</summary>
    Task BeforeAsync(CancellationToken cancellationToken);

    /// <summary>Sees what was saved: ids are known now. What it adds it saves by <see cref="ClaimTrackerDb.SaveRowsAsync"/>.</summary>
    Task AfterAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The hooks of every save, in the order in which they are asked, before it as after it.</summary>
internal sealed class SaveHooks(Func<ClaimTrackerDb, ISaveHook>[] inOrder)
{
    public List<ISaveHook> Of(ClaimTrackerDb db) => [.. inOrder.Select(make => make(db))];
}

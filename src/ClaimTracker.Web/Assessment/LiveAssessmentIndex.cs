using System.Diagnostics.CodeAnalysis;
using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;

namespace ClaimTracker.Web.Assessment;

/// <summary>
/// The weights of all that is stored, kept in memory. Before it answers it reads from the audit trail what was committed since the last answer, by
/// whichever instance, takes in those records, and weighs again what depends on them. Those who ask do not wait for each other, only for whoever takes
/// something in, one use case at a time.
/// </summary>
internal sealed class LiveAssessmentIndex(
    AssessmentSettings settings,
    TimeProvider clock,
    ILogger<LiveAssessmentIndex> log
) : IDisposable
{
    private const int Portion = 5000;

    // One follows the trail at a time; the rows are changed by none but him, and only while nobody reads them.
    private readonly SemaphoreSlim following = new(1, 1);
    private readonly ReaderWriterLockSlim rows = new();
    private readonly TrailSubscription trail = new(Portion);
    private AssessmentIndex? index;
    private SourceNames names = new();

    // What became different waits for whoever writes it down, behind a lock of its own: to take it keeps no reader out.
    private readonly Lock news = new();
    private readonly List<(SummaryChange Change, long Cause)> changes = [];
    private readonly HashSet<long> reweighed = [];
    private bool everythingIsReweighed;

    public AssessmentSettings Settings => settings;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Asks the index as of the newest commit. Inside a use case that writes, what is read could be taken back: ask for an assessment instead.</summary>
    public Task<T> ReadAsync<T>(
        ClaimTrackerDb db,
        Func<AssessmentQueries, T> read,
        CancellationToken cancellationToken
    ) => ReadNewestAsync(db, () => read(index!.Queries), cancellationToken);

    /// <summary>Reads the names of sources as of the newest commit, with the weights they bear on.</summary>
    public Task<T> ReadNamesAsync<T>(
        ClaimTrackerDb db,
        Func<SourceNames, T> read,
        CancellationToken cancellationToken
    ) => ReadNewestAsync(db, () => read(names), cancellationToken);

    /// <summary>The same for whoever has just read the head of the trail: nothing is asked of the database while nothing was committed since.</summary>
    public Task<T> ReadAsync<T>(
        ClaimTrackerDb db,
        long head,
        Func<AssessmentQueries, T> read,
        CancellationToken cancellationToken
    ) => ReadUpToAsync(db, head, () => read(index!.Queries), cancellationToken);

    /// <summary>The assessment of a claim; null where it is not accepted. Inside a use case it is that of what the use case has saved so far.</summary>
    /// <param name="publishedTo">Only reports public by then; null: all.</param>
    /// <exception cref="Domain.DomainRuleException"><c>tooFar</c>.</exception>
    public async Task<ClaimAssessment?> AssessAsync(
        ClaimTrackerDb db,
        long claim,
        bool withBelief,
        PartialDate? publishedTo,
        CancellationToken cancellationToken
    ) =>
        db.IsWriting || publishedTo is not null
            ? (
                await NeighbourhoodLoader.LoadAsync(db, [claim], settings, publishedTo, cancellationToken)
            ).Queries.Assess(claim, withBelief: withBelief, at: Now)
            : await ReadAsync(db, current => current.Assess(claim, withBelief: withBelief, at: Now), cancellationToken);

    /// <summary>These claims as one support.</summary>
    /// <inheritdoc cref="AssessAsync"/>
    public async Task<ClaimAssessment> AssessTogetherAsync(
        ClaimTrackerDb db,
        IReadOnlyList<long> claims,
        bool withBelief,
        PartialDate? publishedTo,
        CancellationToken cancellationToken
    ) =>
        publishedTo is not null
            ? (
                await NeighbourhoodLoader.LoadAsync(db, claims, settings, publishedTo, cancellationToken)
            ).Queries.AssessTogether(claims, withBelief: withBelief, at: Now)
            : await ReadAsync(
                db,
                current => current.AssessTogether(claims, withBelief: withBelief, at: Now),
                cancellationToken
            );

    /// <summary>What is proposed differently since this was last asked for, in order, each with the audit position of what caused it.</summary>
    public Task<IReadOnlyList<(SummaryChange Change, long Cause)>> TakeChangesAsync(
        ClaimTrackerDb db,
        CancellationToken cancellationToken
    ) =>
        TakeAsync<IReadOnlyList<(SummaryChange, long)>>(
            db,
            () =>
            {
                var taken = changes.ToList();
                changes.Clear();
                return taken;
            },
            cancellationToken
        );

    /// <summary>The claims that were weighed anew since this was last asked for, be it that they weigh the same; null: all of them.</summary>
    public Task<IReadOnlyList<long>?> TakeReweighedAsync(ClaimTrackerDb db, CancellationToken cancellationToken) =>
        TakeAsync<IReadOnlyList<long>?>(
            db,
            () =>
            {
                List<long>? taken = everythingIsReweighed ? null : [.. reweighed.Order()];
                reweighed.Clear();
                everythingIsReweighed = false;
                return taken;
            },
            cancellationToken
        );

    /// <summary>Reads everything anew.</summary>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    public async Task ReloadAsync(ClaimTrackerDb db, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await following.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(db, progress, cancellationToken);
        }
        finally
        {
            following.Release();
        }
    }

    // Not the lock of the rows: at the end of the program somebody may still be reading, and it holds nothing that must be given back.
    public void Dispose() => following.Dispose();

    private async Task<T> ReadNewestAsync<T>(ClaimTrackerDb db, Func<T> read, CancellationToken cancellationToken)
    {
        if (db.IsWriting)
            throw new InvalidOperationException(
                "The index holds what is committed; a use case that writes assesses around its claims."
            );
        var known = trail.Progress;
        var head = await db.TrailHeadAsync(cancellationToken);
        // The trail only grows: where it ends sooner, an older database was put in its place.
        if (head < known)
            head = await CatchUpAsync(db, cancellationToken);
        return await ReadUpToAsync(db, head, read, cancellationToken);
    }

    private async Task<T> ReadUpToAsync<T>(
        ClaimTrackerDb db,
        long head,
        Func<T> read,
        CancellationToken cancellationToken
    )
    {
        T? answer;
        while (!TryRead(head, read, out answer))
            head = await CatchUpAsync(db, cancellationToken);
        return answer;
    }

    private bool TryRead<T>(long head, Func<T> read, [MaybeNullWhen(false)] out T answer)
    {
        rows.EnterReadLock();
        try
        {
            var isThere = index is not null && trail.Progress >= head;
            answer = isThere ? read() : default;
            return isThere;
        }
        finally
        {
            rows.ExitReadLock();
        }
    }

    private async Task<T> TakeAsync<T>(ClaimTrackerDb db, Func<T> take, CancellationToken cancellationToken)
    {
        await ReadNewestAsync(db, () => trail.Progress, cancellationToken);
        lock (news)
            return take();
    }

    private void Change(Action change)
    {
        rows.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            rows.ExitWriteLock();
        }
    }

    /// <summary>Takes in what was committed by now, and returns the position up to which that is.</summary>
    private async Task<long> CatchUpAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        await following.WaitAsync(cancellationToken);
        try
        {
            var head = await db.TrailHeadAsync(cancellationToken);
            if (index is null || head < trail.Progress)
                await LoadAsync(db, null, cancellationToken);
            await trail.FollowAsync(
                db,
                head,
                entries => TakeInAsync(db, entries, cancellationToken),
                cancellationToken
            );
            return head;
        }
        finally
        {
            following.Release();
        }
    }

    private async Task TakeInAsync(
        ClaimTrackerDb db,
        IReadOnlyList<TrailEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var subjects = entries.Select(entry => entry.Subject);
        var changed = await IndexUpdate.ReadAsync(db, subjects, names, cancellationToken);
        foreach (var act in entries.GroupBy(entry => entry.Act))
            TakeIn(act, changed);
    }

    // The rows are as they are by now; that several use cases changed one record in between does no harm, because each later one finds nothing new.
    private void TakeIn(IGrouping<long, TrailEntry> act, IndexUpdate changed) =>
        Change(() =>
        {
            try
            {
                foreach (var entry in act)
                    changed.Put(index!, entry.Subject);
                lock (news)
                    changes.AddRange(index!.Evaluate(reweighed).Select(change => (change, act.Key)));
            }
            catch
            {
                // Half taken in, it would answer wrongly for ever: the next to ask reads everything anew.
                index = null;
                throw;
            }
        });

    private async Task LoadAsync(ClaimTrackerDb db, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var loaded = await IndexLoader.LoadAsync(db, settings, progress, cancellationToken);
        Change(() =>
        {
            lock (news)
                everythingIsReweighed = true;
            (index, names) = (loaded.Index, loaded.Names);
            trail.StartAfter(loaded.Position);
        });
        log.LogInformation("Weighed everything, up to position {Position} of the audit trail.", loaded.Position);
    }
}

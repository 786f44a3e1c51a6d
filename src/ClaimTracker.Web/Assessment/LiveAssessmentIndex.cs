using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>
/// The weights of all that is stored, kept in memory. Before it answers it reads from the audit trail what was committed since the last answer, by
/// whichever instance, takes in those records, and weighs again what depends on them. One asks at a time.
/// </summary>
internal sealed class LiveAssessmentIndex(
    AssessmentSettings settings,
    TimeProvider clock,
    ILogger<LiveAssessmentIndex> log
) : IDisposable
{
    private const int Portion = 5000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly List<SummaryChange> changes = [];
    private readonly List<long> causes = [];
    private readonly HashSet<long> reweighed = [];
    private bool everythingIsReweighed;
    private AssessmentIndex? index;
    private SourceNames names = new();
    private long position;

    public AssessmentSettings Settings => settings;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Reads the index as of the newest commit. Inside a use case that writes, what is read could be taken back: ask for an assessment instead.</summary>
    public async Task<T> ReadAsync<T>(
        ClaimTrackerDb db,
        Func<AssessmentIndex, T> read,
        CancellationToken cancellationToken
    )
    {
        if (db.IsWriting)
            throw new InvalidOperationException(
                "The index holds what is committed; a use case that writes assesses around its claims."
            );
        await turn.WaitAsync(cancellationToken);
        try
        {
            var current = await CatchUpAsync(db, cancellationToken);
            return read(current);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Reads the names of sources as of the newest commit, with the weights they bear on.</summary>
    public Task<T> ReadNamesAsync<T>(
        ClaimTrackerDb db,
        Func<SourceNames, T> read,
        CancellationToken cancellationToken
    ) => ReadAsync(db, _ => read(names), cancellationToken);

    /// <summary>The same for whoever has just read the head of the trail: nothing is asked of the database while nothing was committed since.</summary>
    public async Task<T> ReadAsync<T>(
        ClaimTrackerDb db,
        long head,
        Func<AssessmentIndex, T> read,
        CancellationToken cancellationToken
    )
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return read(index is not null && position >= head ? index : await CatchUpAsync(db, cancellationToken));
        }
        finally
        {
            turn.Release();
        }
    }

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
            ? (await NeighbourhoodLoader.LoadAsync(db, [claim], settings, publishedTo, cancellationToken)).Assess(
                claim,
                withBelief: withBelief,
                at: Now
            )
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
            ).AssessTogether(claims, withBelief: withBelief, at: Now)
            : await ReadAsync(
                db,
                current => current.AssessTogether(claims, withBelief: withBelief, at: Now),
                cancellationToken
            );

    /// <summary>What is proposed differently since this was last asked for, in order, each with the audit position of what caused it.</summary>
    public async Task<IReadOnlyList<(SummaryChange Change, long Cause)>> TakeChangesAsync(
        ClaimTrackerDb db,
        CancellationToken cancellationToken
    ) =>
        await ReadAsync(
            db,
            _ =>
            {
                var taken = changes.Zip(causes).ToList();
                changes.Clear();
                causes.Clear();
                return taken;
            },
            cancellationToken
        );

    /// <summary>The claims that were weighed anew since this was last asked for, be it that they weigh the same; null: all of them.</summary>
    public async Task<IReadOnlyList<long>?> TakeReweighedAsync(
        ClaimTrackerDb db,
        CancellationToken cancellationToken
    ) =>
        await ReadAsync(
            db,
            _ =>
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
        await turn.WaitAsync(cancellationToken);
        try
        {
            (index, names, position) = await LoadAsync(db, progress, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<AssessmentIndex> CatchUpAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var head = await db.TrailHeadAsync(cancellationToken);
        if (index is null || head < position)
            (index, names, position) = await LoadAsync(db, null, cancellationToken);
        while (position < head)
        {
            var after = position;
            var entries = await db
                .AuditEntries.AsNoTracking()
                .Where(entry => entry.Position > after)
                .OrderBy(entry => entry.Position)
                .Take(Portion)
                .Select(entry => new Entry(entry.Position, entry.Subject, entry.Actor, entry.At, entry.UseCase))
                .ToListAsync(cancellationToken);
            var changed = await IndexUpdate.ReadAsync(
                db,
                entries.ConvertAll(entry => entry.Subject),
                names,
                cancellationToken
            );
            TakeIn(entries, changed);
        }

        return index;
    }

    // The rows are as they are by now; that several use cases changed one record in between does no harm, because each later one finds nothing new.
    private void TakeIn(List<Entry> entries, IndexUpdate changed)
    {
        var current = index!;
        try
        {
            for (int first = 0, next; first < entries.Count; first = next)
            {
                for (next = first; next < entries.Count && entries[next].IsOfOneActWith(entries[first]); next++)
                    changed.Put(current, entries[next].Subject);
                foreach (var change in current.Evaluate(reweighed))
                {
                    changes.Add(change);
                    causes.Add(entries[first].Position);
                }
            }

            position = entries[^1].Position;
        }
        catch
        {
            // Half taken in, it would answer wrongly for ever: the next to ask reads everything anew.
            index = null;
            throw;
        }
    }

    private async Task<(AssessmentIndex Index, SourceNames Names, long Position)> LoadAsync(
        ClaimTrackerDb db,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        // The position first: what is committed while this reads is taken in once more, which changes nothing.
        var (loading, named) = (new AssessmentIndex(settings), new SourceNames());
        var from = await db.TrailHeadAsync(cancellationToken);
        (await NamedSources.ReadAsync(db, db.Sources, cancellationToken)).ForEach(source => named.Put(source, loading));
        foreach (
            var (id, pair, stands) in await NamedSources.ReadAsync(
                db.Distinctions.Where(distinction => distinction.WithdrawnAt == null),
                cancellationToken
            )
        )
            named.Put(id, pair, stands, loading);
        var last = await db.Claims.MaxAsync(claim => (long?)claim.Id, cancellationToken) ?? 0;
        const double Claims = 0.6;
        const double Relations = 0.2;
        for (var begin = 0L; begin < last; begin += Portion)
        {
            var (low, high) = (begin, begin + Portion);
            var (reports, sources) = await AssessmentRows.ReportsAsync(
                db,
                db.Claims.Where(claim => claim.Id > low && claim.Id <= high),
                cancellationToken
            );
            sources.ForEach(loading.Put);
            reports.ForEach(loading.Put);
            progress?.Report(Claims * Math.Min(high, last) / last);
        }

        var lastRelation = await db.Relations.MaxAsync(relation => (long?)relation.Id, cancellationToken) ?? 0;
        for (var begin = 0L; begin < lastRelation; begin += Portion)
        {
            var (low, high) = (begin, begin + Portion);
            (
                await AssessmentRows.RelationsAsync(
                    db.Relations.Where(relation => relation.Id > low && relation.Id <= high),
                    cancellationToken
                )
            ).ForEach(loading.Put);
            progress?.Report(Claims + Relations * Math.Min(high, lastRelation) / lastRelation);
        }

        var (controls, both) = await AssessmentRows.ControlsAsync(db.Affiliations, cancellationToken);
        both.ForEach(loading.Put);
        controls.ForEach(loading.Put);
        var (merges, merged) = await AssessmentRows.MergesAsync(db.Sources, cancellationToken);
        merged.ForEach(loading.Put);
        merges.ForEach(merge => loading.Merge(merge.Source, merge.Into));
        var (derivations, suppliers) = await AssessmentRows.DerivationsAsync(db.Derivations, cancellationToken);
        suppliers.ForEach(loading.Put);
        derivations.ForEach(loading.Put);
        (await AssessmentRows.FindingsAsync(db.IndependenceFindings, cancellationToken)).ForEach(loading.Put);
        var lastOutcome = await db.SourceOutcomes.MaxAsync(outcome => (long?)outcome.Id, cancellationToken) ?? 0;
        for (var begin = 0L; begin < lastOutcome; begin += Portion)
        {
            var (low, high) = (begin, begin + Portion);
            (
                await AssessmentRows.OutcomesAsync(
                    db.SourceOutcomes.Where(outcome => outcome.Id > low && outcome.Id <= high),
                    cancellationToken
                )
            ).ForEach(loading.Put);
        }

        var weighing = progress is null ? null : new Share(progress, Claims + Relations);
        var propositions = loading.EvaluateAll(weighing, cancellation: cancellationToken);
        progress?.Report(1);
        everythingIsReweighed = true;
        log.LogInformation(
            "Weighed {Propositions} propositions, up to position {Position} of the audit trail.",
            propositions,
            from
        );
        return (loading, named, from);
    }

    private sealed record Entry(long Position, string Subject, string Actor, DateTime At, string UseCase)
    {
        public bool IsOfOneActWith(Entry other) => (Actor, At, UseCase) == (other.Actor, other.At, other.UseCase);
    }

    /// <summary>The last part of a progress.</summary>
    private sealed class Share(IProgress<double> whole, double done) : IProgress<double>
    {
        public void Report(double value) => whole.Report(done + (1 - done) * value);
    }
}

using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>An index of all that is stored, with the names of sources beside it.</summary>
/// <param name="Position">The position of the audit trail up to which everything is in it.</param>
internal sealed record LoadedIndex(AssessmentIndex Index, SourceNames Names, long Position);

/// <summary>Reads everything that counts into a new index, portion by portion, and weighs it.</summary>
internal sealed class IndexLoader(ClaimTrackerDb db, AssessmentSettings settings, IProgress<double>? progress)
{
    private const int Portion = 5000;

    // What of the whole work is done once the claims are read, and once the relations are.
    private const double ClaimsRead = 0.6;
    private const double RelationsRead = 0.8;

    private readonly AssessmentIndex index = new(settings);
    private readonly SourceNames names = new();

    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    public static Task<LoadedIndex> LoadAsync(
        ClaimTrackerDb db,
        AssessmentSettings settings,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    ) => new IndexLoader(db, settings, progress).LoadAsync(cancellationToken);

    private async Task<LoadedIndex> LoadAsync(CancellationToken cancellationToken)
    {
        // The position first: what is committed while this reads is taken in once more, which changes nothing.
        var position = await db.TrailHeadAsync(cancellationToken);
        await PutNamesAsync(cancellationToken);
        await PutClaimsAsync(cancellationToken);
        await PutRelationsAsync(cancellationToken);
        await PutSourcesAsync(cancellationToken);
        await PutOutcomesAsync(cancellationToken);
        var weighing = progress is null ? null : new LastPart(progress, RelationsRead);
        index.EvaluateAll(weighing, cancellation: cancellationToken);
        progress?.Report(1);
        return new LoadedIndex(index, names, position);
    }

    private async Task PutNamesAsync(CancellationToken cancellationToken)
    {
        foreach (var source in await NamedSources.ReadAsync(db, db.Sources, cancellationToken))
            names.Put(source, index);
        foreach (
            var (id, pair, stands) in await NamedSources.ReadAsync(
                db.Distinctions.Where(distinction => distinction.WithdrawnAt == null),
                cancellationToken
            )
        )
            names.Put(id, pair, stands, index);
    }

    private async Task PutClaimsAsync(CancellationToken cancellationToken)
    {
        var last = await db.Claims.MaxAsync(claim => (long?)claim.Id, cancellationToken) ?? 0;
        for (var begin = 0L; begin < last; begin += Portion)
        {
            var (low, high) = (begin, begin + Portion);
            var (reports, sources) = await AssessmentRows.ReportsAsync(
                db,
                db.Claims.Where(claim => claim.Id > low && claim.Id <= high),
                cancellationToken
            );
            sources.ForEach(index.Put);
            reports.ForEach(index.Put);
            progress?.Report(ClaimsRead * Math.Min(high, last) / last);
        }
    }

    private async Task PutRelationsAsync(CancellationToken cancellationToken)
    {
        var last = await db.Relations.MaxAsync(relation => (long?)relation.Id, cancellationToken) ?? 0;
        for (var begin = 0L; begin < last; begin += Portion)
        {
            var (low, high) = (begin, begin + Portion);
            (
                await AssessmentRows.RelationsAsync(
                    db.Relations.Where(relation => relation.Id > low && relation.Id <= high),
                    cancellationToken
                )
            ).ForEach(index.Put);
            progress?.Report(ClaimsRead + (RelationsRead - ClaimsRead) * Math.Min(high, last) / last);
        }
    }

    private async Task PutSourcesAsync(CancellationToken cancellationToken)
    {
        var (controls, both) = await AssessmentRows.ControlsAsync(db.Affiliations, cancellationToken);
        both.ForEach(index.Put);
        controls.ForEach(index.Put);
        var (merges, merged) = await AssessmentRows.MergesAsync(db.Sources, cancellationToken);
        merged.ForEach(index.Put);
        merges.ForEach(merge => index.Merge(merge.Source, merge.Into));
        var (derivations, suppliers) = await AssessmentRows.DerivationsAsync(db.Derivations, cancellationToken);
        suppliers.ForEach(index.Put);
        derivations.ForEach(index.Put);
        (await AssessmentRows.FindingsAsync(db.IndependenceFindings, cancellationToken)).ForEach(index.Put);
    }

    private async Task PutOutcomesAsync(CancellationToken cancellationToken)
    {
        var last = await db.SourceOutcomes.MaxAsync(outcome => (long?)outcome.Id, cancellationToken) ?? 0;
        for (var begin = 0L; begin < last; begin += Portion)
        {
            var (low, high) = (begin, begin + Portion);
            (
                await AssessmentRows.OutcomesAsync(
                    db.SourceOutcomes.Where(outcome => outcome.Id > low && outcome.Id <= high),
                    cancellationToken
                )
            ).ForEach(index.Put);
        }
    }

    /// <summary>The part of a progress that is left.</summary>
    private sealed class LastPart(IProgress<double> whole, double done) : IProgress<double>
    {
        public void Report(double value) => whole.Report(done + (1 - done) * value);
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain.Findings;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>
/// Keeps what was proposed for each proposition, and when and through what it changed. It is written after the change that caused it, in a transaction
/// of its own; several instances may write: what already stands there is not written again.
/// </summary>
internal sealed class CredibilityHistory(
    LiveAssessmentIndex liveAssessmentIndex,
    WriteTransaction writeTransaction,
    TimeProvider clock
)
{
    private const int Portion = 1000;

    /// <summary>Writes down what is proposed differently since the last call, with its causes, and returns how many were new.</summary>
    public async Task<int> AppendChangesAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var portion in (await liveAssessmentIndex.TakeChangesAsync(db, cancellationToken)).Chunk(Portion))
            written += await AppendAsync(
                db,
                [.. portion.Select(one => (one.Change.Proposition, one.Change.After, (long?)one.Cause))],
                cancellationToken
            );
        return written;
    }

    /// <summary>Compares what is proposed for every proposition with what was written down last, and writes what differs.</summary>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    public async Task<int> AppendAllAsync(
        ClaimTrackerDb db,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var weights = await liveAssessmentIndex.ReadAsync(db, index => index.Weights(), cancellationToken);
        var (written, done) = (0, 0);
        foreach (var portion in weights.Chunk(Portion))
        {
            written += await AppendAsync(
                db,
                [.. portion.Select(one => (one.Proposition, one.Weight, (long?)null))],
                cancellationToken
            );
            progress?.Report((double)(done += portion.Length) / weights.Count);
        }

        return written;
    }

    private Task<int> AppendAsync(
        ClaimTrackerDb db,
        List<(long Proposition, AssessmentSummary Weight, long? Cause)> weights,
        CancellationToken cancellationToken
    ) =>
        writeTransaction.RunAsync(
            db,
            act: null,
            async () =>
            {
                var last = await NewestAsync(db, [.. weights.Select(one => one.Proposition)], cancellationToken);
                var now = clock.GetUtcNow().UtcDateTime;
                var added = 0;
                foreach (var (proposition, assessmentSummary, cause) in weights)
                {
                    var suggestion = new CredibilityRecord(
                        proposition,
                        assessmentSummary,
                        assessmentSummary.Propose(liveAssessmentIndex.Settings.Profile),
                        now,
                        cause
                    );
                    if (last.TryGetValue(proposition, out var before) && before.SaysTheSame(suggestion))
                        continue;
                    last[proposition] = suggestion;
                    db.CredibilityRecords.Add(suggestion);
                    added++;
                }

                await db.SaveChangesAsync(cancellationToken);
                return added;
            },
            cancellationToken
        );

    private static Task<Dictionary<long, CredibilityRecord>> NewestAsync(
        ClaimTrackerDb db,
        HashSet<long> propositions,
        CancellationToken cancellationToken
    ) =>
        db
            .CredibilityRecords.AsNoTracking()
            .Where(s =>
                propositions.Contains(s.PropositionId)
                && !db.CredibilityRecords.Any(later => later.PropositionId == s.PropositionId && later.Id > s.Id)
            )
            .ToDictionaryAsync(s => s.PropositionId, cancellationToken);
}

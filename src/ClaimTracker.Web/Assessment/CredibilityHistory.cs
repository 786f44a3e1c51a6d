using System.Data;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain.Findings;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>
/// Keeps what was proposed for each proposition, and when and through what it changed. It is written after the change that caused it, in a transaction
/// of its own; several instances may write: what already stands there is not written again.
/// </summary>
internal sealed class CredibilityHistory(LiveAssessmentIndex liveAssessmentIndex, WriteGate gate, TimeProvider clock)
    : CommitSignal
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

    private async Task<int> AppendAsync(
        ClaimTrackerDb db,
        List<(long Proposition, AssessmentSummary Weight, long? Cause)> weights,
        CancellationToken cancellationToken
    )
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        return await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                db.ChangeTracker.Clear();
                await using var transaction = await db.Database.BeginTransactionAsync(
                    IsolationLevel.ReadCommitted,
                    cancellationToken
                );
                await db.LockForWritingAsync(cancellationToken);
                var propositions = weights.Select(one => one.Proposition).Distinct().ToList();
                var last = await db
                    .CredibilityRecords.AsNoTracking()
                    .Where(s =>
                        propositions.Contains(s.PropositionId)
                        && !db.CredibilityRecords.Any(later =>
                            later.PropositionId == s.PropositionId && later.Id > s.Id
                        )
                    )
                    .ToDictionaryAsync(s => s.PropositionId, cancellationToken);
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
                await transaction.CommitAsync(cancellationToken);
                db.ChangeTracker.Clear();
                return added;
            });
    }
}

using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <param name="Follow">Whether the program flags claims for what the weighing finds.</param>
internal sealed record FlagSettings(bool Follow);

/// <summary>
/// Raises flags where the weighing gives a cause, and takes the cause from them when it goes: after the change that caused it, in transactions of its own.
/// What is right is read under the write lock, so that any number of instances may do it, and doing it again changes nothing.
/// </summary>
internal sealed class AutomaticFlags(
    LiveAssessmentIndex liveAssessmentIndex,
    WriteTransaction writeTransaction,
    FlagSettings settings
)
{
    /// <summary>The use case under which these changes stand in the audit trail.</summary>
    public const string UseCase = "FollowWeights";

    /// <summary>Claims that are compared at once.</summary>
    private const int Compared = 2000;

    /// <summary>Claims that are changed in one transaction: writers wait no longer than for one of theirs.</summary>
    private const int Changed = 200;

    /// <summary>Follows what was weighed anew since the last call, and returns how many flags were changed.</summary>
    /// <param name="everything">Compares every claim with its flags: what an earlier run, or a failure, left undone.</param>
    public async Task<int> FollowAsync(ClaimTrackerDb db, bool everything, CancellationToken cancellationToken)
    {
        if (!settings.Follow)
            return 0;
        if (await liveAssessmentIndex.TakeReweighedAsync(db, cancellationToken) is not { } claims || everything)
            return await FollowAllAsync(db, cancellationToken);
        var changed = 0;
        foreach (var portion in claims.Chunk(Compared))
            changed += await FollowAsync(
                db,
                await WithOtherFlagsAsync(db, [.. portion], cancellationToken),
                cancellationToken
            );
        return changed;
    }

    private async Task<int> FollowAllAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var last = await db.Claims.MaxAsync(claim => (long?)claim.Id, cancellationToken) ?? 0;
        var changed = 0;
        for (var begin = 0L; begin < last; begin += Compared)
        {
            var ids = Enumerable
                .Range(1, (int)Math.Min(Compared, last - begin))
                .Select(offset => begin + offset)
                .ToList();
            changed += await FollowAsync(db, await WithOtherFlagsAsync(db, ids, cancellationToken), cancellationToken);
        }

        return changed;
    }

    private async Task<int> FollowAsync(ClaimTrackerDb db, List<long> claims, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var portion in claims.Chunk(Changed))
            changed += await ChangeAsync(db, [.. portion], cancellationToken);
        return changed;
    }

    /// <summary>Those of the claims whose flags are not what their weights give cause for. Read without the lock: most often there are none.</summary>
    private async Task<List<long>> WithOtherFlagsAsync(
        ClaimTrackerDb db,
        List<long> claims,
        CancellationToken cancellationToken
    )
    {
        var weights = await WeightsAsync(db, claims, cancellationToken);
        var standing = (
            await db
                .Flags.AsNoTracking()
                .Where(flag => claims.Contains(flag.ClaimId) && flag.IsAutomatic && flag.CauseStands)
                .Select(flag => new { flag.ClaimId, flag.Reason })
                .ToListAsync(cancellationToken)
        ).ToLookup(flag => flag.ClaimId, flag => flag.Reason);
        return claims.FindAll(claim =>
            standing[claim].Any(reason => FlagCauses.IsGone(reason, weights.Of(claim)))
            || weights.CausesOf(claim).Any(cause => !standing[claim].Contains(cause.Reason))
        );
    }

    private Task<int> ChangeAsync(ClaimTrackerDb db, List<long> claims, CancellationToken cancellationToken)
    {
        Weights? weights = null;
        return writeTransaction.RunAsync(
            db,
            new WriteAct(UseCase, Caller.Program.Name),
            async () =>
            {
                var changed = await ChangeAsync(db, claims, weights!, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return changed;
            },
            cancellationToken,
            // Nothing is committed while this holds the lock: the weights are those of the state that the flags will stand beside.
            first: async () => weights = await WeightsAsync(db, claims, cancellationToken)
        );
    }

    private static async Task<int> ChangeAsync(
        ClaimTrackerDb db,
        List<long> claims,
        Weights weights,
        CancellationToken cancellationToken
    )
    {
        var flags = await db
            .Flags.Where(flag => claims.Contains(flag.ClaimId) && flag.IsAutomatic && flag.ActiveKey != null)
            .ToListAsync(cancellationToken);
        var changed = 0;
        foreach (
            var flag in flags.Where(flag =>
                flag.CauseStands && FlagCauses.IsGone(flag.Reason, weights.Of(flag.ClaimId))
            )
        )
        {
            flag.CauseEnds(FlagCauses.HowItWent(flag.Reason, weights.Of(flag.ClaimId)), db.Stamp);
            changed++;
        }

        var there = flags.ToDictionary(flag => (flag.ClaimId, flag.Reason));
        foreach (var claim in claims)
        foreach (var (reason, cause) in weights.CausesOf(claim))
        {
            if (!there.TryGetValue((claim, reason), out var flag))
                db.Flags.Add(Flag.Raise(claim, reason, cause, db.Stamp));
            else if (!flag.CauseStands)
                flag.CauseReturns(cause);
            else
                continue;
            changed++;
        }

        return changed;
    }

    private Task<Weights> WeightsAsync(ClaimTrackerDb db, List<long> claims, CancellationToken cancellationToken) =>
        liveAssessmentIndex.ReadAsync(
            db,
            index =>
            {
                var weights = new Dictionary<long, AssessmentSummary>(claims.Count);
                foreach (var claim in claims.Where(index.IsWeighed))
                    weights.Add(claim, index.WeightOf(claim)!.Value);
                return new Weights(weights);
            },
            cancellationToken
        );

    /// <summary>What the claims weigh that are weighed.</summary>
    private sealed record Weights(Dictionary<long, AssessmentSummary> Known)
    {
        public AssessmentSummary? Of(long claim) =>
            Known.TryGetValue(claim, out var assessmentSummary) ? assessmentSummary : null;

        public IEnumerable<(FlagReason Reason, Message Cause)> CausesOf(long claim) =>
            Of(claim) is { } assessmentSummary ? FlagCauses.Of(assessmentSummary) : [];
    }
}

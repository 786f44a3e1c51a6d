using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>
/// Looks, shortly after each commit, at what was changed, and suggests what it notices: merges of look-alike sources, relations of claims that say the same
/// or stand in the wrong relation, copies of articles. It looks things up outside the write lock, each by an index, and writes them in a transaction of its
/// own, each only where nothing of the kind was ever suggested: several instances may run it.
/// </summary>
internal sealed class SuggestionDetector(
    LiveAssessmentIndex liveAssessmentIndex,
    SimilarClaims similar,
    WriteTransaction writeTransaction
)
{
    /// <summary>The use case under which these changes stand in the audit trail.</summary>
    public const string UseCase = "NoticeLikeness";

    private const int Portion = 200;

    private readonly SameSourceDetector sameSource = new(liveAssessmentIndex);
    private readonly SameClaimDetector sameClaim = new(liveAssessmentIndex, similar);
    private readonly FollowedOutletDetector followedOutlet = new(liveAssessmentIndex);
    private readonly TrailSubscription trail = new(Portion);
    private bool isStarted;

    /// <summary>Looks at everything that was committed since the last call.</summary>
    public async Task LookAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        if (!isStarted)
            trail.StartAfter(
                await db.Set<DetectionProgress>().Select(mark => mark.Position).SingleOrDefaultAsync(cancellationToken)
            );
        isStarted = true;
        await trail.FollowAsync(
            db,
            long.MaxValue,
            entries => LookAsync(db, entries, cancellationToken),
            cancellationToken
        );
    }

    private async Task LookAsync(
        ClaimTrackerDb db,
        IReadOnlyList<TrailEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var ids = entries
            .Select(entry => entry.Subject)
            .Distinct()
            .ToLookup(subject => subject.Type, subject => subject.Id);
        var detected = new DetectedSuggestions();
        await sameSource.LookAsync(db, detected, [.. ids["source"]], [.. ids["alias"]], cancellationToken);
        await DenialDetector.LookAsync(db, detected, [.. ids["relation"]], cancellationToken);
        await CopiedTextDetector.LookAsync(db, detected, [.. ids["article"]], cancellationToken);
        await LookAtClaimsAsync(db, detected, [.. ids["claim"]], cancellationToken);
        detected.Settled.AddRange(
            await Settlement.FindAsync(
                db,
                [.. ids["relation"]],
                [.. ids["source"]],
                [.. ids["derivation"]],
                cancellationToken
            )
        );
        if (detected.IsSomething || entries.Count == Portion)
            await WriteAsync(db, detected, entries[^1].Position, cancellationToken);
    }

    private async Task LookAtClaimsAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        List<long> claims,
        CancellationToken cancellationToken
    )
    {
        if (claims.Count == 0)
            return;
        var accepted = await SimilarClaims.ReadAsync(
            db.Claims.Where(claim => claims.Contains(claim.Id) && claim.Status == ClaimStatus.Accepted),
            cancellationToken
        );
        await sameClaim.LookAsync(db, detected, accepted, cancellationToken);
        await followedOutlet.LookAsync(db, detected, accepted.ConvertAll(claim => claim.Claim), cancellationToken);
    }

    private Task<int> WriteAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        long position,
        CancellationToken cancellationToken
    ) =>
        writeTransaction.RunAsync(
            db,
            new WriteAct(UseCase, Caller.System.Name),
            async () =>
            {
                await detected.AddToAsync(db, cancellationToken);
                var mark = await db.Set<DetectionProgress>().SingleOrDefaultAsync(cancellationToken)
                    ?? db.Add(new DetectionProgress()).Entity;
                mark.Position = Math.Max(mark.Position, position);
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken
        );
}

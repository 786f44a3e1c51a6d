using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>A claim that lost the last guaranteed chain of its support, or has one again.</summary>
/// <param name="Proposition">The smallest claim id of its proposition.</param>
/// <param name="Path">The chain it rested on, or rests on again.</param>
internal sealed record ShiftedClaim(
    long Claim,
    long Proposition,
    OriginCount Before,
    OriginCount After,
    IReadOnlyList<Step> Path
);

/// <summary>
/// What a change of the chains of some claims does to the support of every claim that may rest on them, told within the transaction that makes the
/// change: it reads them before, and again once the change is saved.
/// </summary>
internal sealed class SupportImpact
{
    private readonly ClaimTrackerDb db;
    private readonly List<long> changing;
    private readonly AssessmentIndex index;
    private readonly List<Report> reportsBefore;
    private readonly Dictionary<long, AssessmentSummary> before;

    private SupportImpact(
        ClaimTrackerDb db,
        List<long> changing,
        AssessmentIndex index,
        List<Report> reportsBefore,
        Dictionary<long, AssessmentSummary> before
    ) =>
        (this.db, this.changing, this.index, this.reportsBefore, this.before) = (
            db,
            changing,
            index,
            reportsBefore,
            before
        );

    /// <param name="claims">Those whose chains are about to change.</param>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public static async Task<SupportImpact> BeforeAsync(
        ClaimTrackerDb db,
        List<long> claims,
        AssessmentSettings settings,
        CancellationToken cancellationToken
    )
    {
        var dependants = await NeighbourhoodLoader.DependantsAsync(db, claims, cancellationToken);
        var index = await NeighbourhoodLoader.LoadAsync(db, dependants, settings, publishedTo: null, cancellationToken);
        index.EvaluateAll(cancellation: cancellationToken);
        var (reports, _) = await ReportsAsync(db, claims, cancellationToken);
        var weights = new Dictionary<long, AssessmentSummary>();
        foreach (var claim in dependants.Where(index.Queries.IsWeighed))
            weights.Add(claim, index.Queries.WeightOf(claim)!.Value);
        return new SupportImpact(db, claims, index, reports, weights);
    }

    /// <summary>What the claims are weighed by before the change: their proposition and the sources that its chains pass.</summary>
    public ClaimAssessment? Assess(long claim) => index.Queries.Assess(claim);

    /// <summary>Once the change is saved: who lost the last guaranteed chain, and who has one again, by claim.</summary>
    public async Task<(IReadOnlyList<ShiftedClaim> Lost, IReadOnlyList<ShiftedClaim> Regained)> AfterAsync(
        CancellationToken cancellationToken
    )
    {
        var (reports, sources) = await ReportsAsync(db, changing, cancellationToken);
        sources.ForEach(index.Put);
        reports.ForEach(index.Put);
        index.Evaluate();
        var shifts = before
            .Select(claim => (Claim: claim.Key, Before: claim.Value, After: index.Queries.WeightOf(claim.Key)!.Value))
            .Where(shift => shift.Before.Ungrounded != shift.After.Ungrounded)
            .OrderBy(shift => shift.Claim)
            .ToLookup(shift => shift.After.Ungrounded);
        var regained = Explain(shifts[false]);
        reportsBefore.ForEach(index.Put);
        var lost = Explain(shifts[true]);
        return (lost, regained);
    }

    // Reports that tell the same are explained once.
    private List<ShiftedClaim> Explain(
        IEnumerable<(long Claim, AssessmentSummary Before, AssessmentSummary After)> shifts
    )
    {
        var assessments = new Dictionary<long, ClaimAssessment>();
        var explained = new List<ShiftedClaim>();
        foreach (var (claim, weighedBefore, weighedAfter) in shifts)
        {
            if (!assessments.TryGetValue(claim, out var assessment))
                foreach (var member in (assessment = index.Queries.Assess(claim)!).PropositionClaims)
                    assessments[member] = assessment;
            var chains = assessment.Support.Chains;
            var chain = chains.FirstOrDefault(own =>
                own.Claim == claim && (own.Counted || own.Reason is ChainReason.SameOrigin or ChainReason.SharedRelay)
            ) ?? chains.FirstOrDefault(any => any.Counted);
            explained.Add(
                new ShiftedClaim(
                    claim,
                    assessment.Proposition!.Value,
                    weighedBefore.Support,
                    weighedAfter.Support,
                    chain?.Path ?? []
                )
            );
        }

        return explained;
    }

    private static Task<(List<Report> Reports, List<WeighedSource> Sources)> ReportsAsync(
        ClaimTrackerDb db,
        List<long> claims,
        CancellationToken cancellationToken
    ) => AssessmentRows.ReportsAsync(db, db.Claims.Where(claim => claims.Contains(claim.Id)), cancellationToken);
}

/// <summary>Flags the claims that lost their support in a retraction, and closes those flags when it is back; in the transaction of the retraction.</summary>
internal static class SupportFlags
{
    /// <summary>Raises a flag for each, or sets one that somebody still has in hand; saved by the caller.</summary>
    public static async Task<IReadOnlyDictionary<long, Flag>> RaiseAsync(
        ClaimTrackerDb db,
        IReadOnlyList<ShiftedClaim> lost,
        Message cause,
        CancellationToken cancellationToken
    )
    {
        var flags = await OfAsync(db, lost, cancellationToken);
        foreach (var claim in lost)
        {
            flags.TryGetValue(claim.Claim, out var flag);
            if (flag is { IsActive: false })
                flag.CauseEnds(Message.Of(MessageCode.SupportRegainedMeanwhile), Stamp(db));
            if (flag is null or { IsActive: false })
                flags[claim.Claim] = db
                    .Flags.Add(Flag.Raise(claim.Claim, FlagReason.SupportLost, cause, Stamp(db)))
                    .Entity;
            else
                flag.CauseReturns(cause);
        }

        return flags;
    }

    /// <summary>Takes the cause from the flags of those that have support again; saved by the caller.</summary>
    public static async Task<IReadOnlyDictionary<long, Flag>> EndAsync(
        ClaimTrackerDb db,
        IReadOnlyList<ShiftedClaim> regained,
        Message how,
        CancellationToken cancellationToken
    )
    {
        var flags = await OfAsync(db, regained, cancellationToken);
        foreach (var flag in flags.Values.Where(flag => flag.CauseStands))
            flag.CauseEnds(how, Stamp(db));
        return flags;
    }

    private static AuditStamp Stamp(ClaimTrackerDb db) => new(Caller.Program.Name, db.Stamp.At);

    private static Task<Dictionary<long, Flag>> OfAsync(
        ClaimTrackerDb db,
        IReadOnlyList<ShiftedClaim> shifts,
        CancellationToken cancellationToken
    )
    {
        var claims = shifts.Select(shift => shift.Claim).ToList();
        return db
            .Flags.Where(flag =>
                claims.Contains(flag.ClaimId)
                && flag.Reason == FlagReason.SupportLost
                && flag.IsAutomatic
                && flag.ActiveKey != null
            )
            .ToDictionaryAsync(flag => flag.ClaimId, cancellationToken);
    }
}

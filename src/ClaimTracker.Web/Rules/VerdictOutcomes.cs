using ClaimTracker.Domain;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Reliability;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ClaimTracker.Web.Rules;

/// <summary>
/// Keeps what is held for or against sources as published verdicts have it: whenever a verdict, its claim's state or modality, or a chain with a verdict
/// is about to change, outcomes that no longer follow are withdrawn, and those that follow now are recorded. In one place, because chains change in many
/// use cases, and none of them may leave a source blamed for what it turned out not to have said.
/// </summary>
internal sealed class VerdictOutcomes(ClaimTrackerDb db) : ISaveHook
{
    public async Task BeforeAsync(CancellationToken cancellationToken)
    {
        var verdicts = Changed<ClaimVerdict>().Select(entry => entry.Entity).ToHashSet();
        var claims = Changed<Claim>()
            .Where(IsOfConcern)
            .Select(entry => entry.Entity.Id)
            .Concat(Changed<AttributionLink>().Select(entry => entry.Property(link => link.ClaimId).CurrentValue))
            .Where(id => id > 0)
            .Distinct()
            .ToList();
        if (claims.Count > 0)
            verdicts.UnionWith(
                await db
                    .ClaimVerdicts.Where(verdict =>
                        claims.Contains(verdict.ClaimId) && verdict.State == VerdictState.Published
                    )
                    .ToListAsync(cancellationToken)
            );
        foreach (var verdict in verdicts)
            await FollowAsync(verdict, cancellationToken);

        // Outcomes may have changed, and chains been loaded.
        if (verdicts.Count > 0)
            db.ChangeTracker.DetectChanges();
    }

    private async Task FollowAsync(ClaimVerdict verdict, CancellationToken cancellationToken)
    {
        var follow = verdict is { State: VerdictState.Published, Outcome: VerdictOutcome.True or VerdictOutcome.False }
            ? await FollowingAsync(verdict, cancellationToken)
            : [];
        var standing =
            verdict.Id == 0
                ? []
                : await db
                    .SourceOutcomes.Where(outcome => outcome.VerdictId == verdict.Id && outcome.WithdrawnAt == null)
                    .ToListAsync(cancellationToken);
        foreach (var outcome in standing.Where(outcome => !follow.Any(outcome.SaysTheSame)))
            outcome.Withdraw(
                Message.Of(
                    verdict.State == VerdictState.Withdrawn
                        ? MessageCode.VerdictWithdrawn
                        : MessageCode.VerdictSaysOtherwise
                ),
                db.Stamp
            );
        db.SourceOutcomes.AddRange(follow.Where(outcome => !standing.Any(outcome.SaysTheSame)));
    }

    private async Task<IReadOnlyList<SourceOutcome>> FollowingAsync(
        ClaimVerdict verdict,
        CancellationToken cancellationToken
    )
    {
        var claim = verdict.Claim
            ?? await db.Claims.FirstAsync(claim => claim.Id == verdict.ClaimId, cancellationToken);
        if (claim.Status != ClaimStatus.Accepted)
            return [];
        var chain = db.Entry(claim).Collection(c => c.Attribution);
        if (!chain.IsLoaded && db.Entry(claim).State != EntityState.Added)
            await chain.LoadAsync(cancellationToken);
        foreach (var link in claim.Attribution.Where(link => link is { Source: null, SourceId: not null }))
            await db.Entry(link).Reference(l => l.Source).LoadAsync(cancellationToken);
        return SourceOutcome.Of(
            claim,
            verdict.Outcome == VerdictOutcome.True,
            1,
            Message.Of(MessageCode.VerdictSaysSo, ("rating", verdict.Content.Rating.Name)),
            db.Stamp,
            verdict
        );
    }

    private static bool IsOfConcern(EntityEntry<Claim> claim) =>
        claim.State == EntityState.Modified
        && (claim.Property(c => c.Status).IsModified || claim.Property(c => c.Modality).IsModified);

    private IEnumerable<EntityEntry<T>> Changed<T>()
        where T : class =>
        db
            .ChangeTracker.Entries<T>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted);
}

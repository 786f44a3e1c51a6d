using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Rules;

/// <summary>
/// Keeps the version at which a claim's chain last changed, and who changed it. Here because the change tracker alone sees every way a chain can
/// change: a correction, another outlet of the article, a new version of its text.
/// </summary>
internal sealed class ChainVersions(ClaimTrackerDb db) : ISaveHook
{
    /// <summary>Asked once the versions of what will be saved are raised.</summary>
    public Task BeforeAsync(CancellationToken cancellationToken)
    {
        Raise();
        return Task.CompletedTask;
    }

    private void Raise()
    {
        var changed = db.ChangeTracker.Entries<Claim>().Where(claim => claim.State == EntityState.Modified).ToList();
        if (changed.Count == 0)
            return;
        var relinked = db
            .ChangeTracker.Entries<AttributionLink>()
            .Where(link => link.State != EntityState.Unchanged)
            .Select(link => link.Entity.ClaimId)
            .ToHashSet();
        foreach (var claim in changed)
        {
            if (
                !relinked.Contains(claim.Entity.Id)
                && !claim.Property(c => c.Content).IsModified
                && !claim.Property(c => c.TextVersion).IsModified
            )
                continue;
            claim.Property(c => c.ChainVersion).CurrentValue = claim.Entity.Version;
            claim.Property(c => c.ChainBy).CurrentValue = db.Stamp.By;
        }
    }
}

using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>Who raised a flag.</summary>
public enum FlagRaiser
{
    People = 0,
    Program = 1,
}

/// <summary>The filters of the queue, for its pages and for its counts.</summary>
internal static class FlagFilters
{
    public static async Task<IQueryable<Flag>> FlagsAsync(
        this ClaimTrackerDb db,
        IReadOnlyList<FlagStatus>? statuses,
        string? assignee,
        IReadOnlyList<FlagReason>? reasons,
        FlagRaiser? raisedBy,
        CancellationToken cancellationToken
    )
    {
        IQueryable<Flag> flags = db.Flags;
        if (statuses is not null)
            flags = flags.Where(flag => statuses.Contains(flag.Status));
        if (reasons is not null)
            flags = flags.Where(flag => reasons.Contains(flag.Reason));
        if (assignee is not null)
        {
            var key = Folding.NameKey(assignee);
            var holder = await db
                .Holders.Where(holder => holder.NameKey == key)
                .Select(holder => holder.Id)
                .FirstOrDefaultAsync(cancellationToken);
            flags = flags.Where(flag => flag.AssigneeId == holder);
        }

        if (raisedBy is { } raiser)
            flags = flags.Where(flag => flag.IsAutomatic == (raiser == FlagRaiser.Program));
        return flags;
    }
}

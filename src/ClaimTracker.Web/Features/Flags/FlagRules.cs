using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>What several use cases of flags ask of the database.</summary>
internal static class FlagRules
{
    /// <exception cref="DomainRuleException"><c>unknownAssignee</c>.</exception>
    public static async Task<Holder?> AssigneeAsync(
        this ClaimTrackerDb db,
        string? name,
        CancellationToken cancellationToken
    )
    {
        if (name is null)
            return null;
        var key = Folding.NameKey(name);
        return await db.Holders.FirstOrDefaultAsync(holder => holder.NameKey == key, cancellationToken)
            ?? (key == Folding.NameKey(db.Stamp.By) ? db.Holders.Add(Holder.Acting(db.Stamp)).Entity : null)
            ?? throw new DomainRuleException(
                "unknownAssignee",
                "assignee",
                $"Nobody named \"{name}\" holds, or held, a key here; see GET /holders."
            );
    }

    /// <exception cref="ConflictException"><c>alreadyFlagged</c>.</exception>
    public static async Task RefuseSecondAsync(this ClaimTrackerDb db, Flag flag, CancellationToken cancellationToken)
    {
        if (flag.ActiveKey is not { } place)
            return;
        var there = await db
            .Flags.AsNoTracking()
            .Where(other => other.ActiveKey == place && other.Id != flag.Id)
            .Select(other => (long?)other.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (there is { } id)
            throw new ConflictException("alreadyFlagged", $"Flag {id} says the same of this claim.")
            {
                Details = new Dictionary<string, object?> { ["flagId"] = id },
            };
    }
}

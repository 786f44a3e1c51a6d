using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>
/// Flags a claim. Every reason may be given by hand, those of the program too. Of the flags by people one is active for a claim and a reason (409
/// <c>alreadyFlagged</c> with its <c>flagId</c>), <c>other</c> as often as needed; those by the program are counted apart.
/// </summary>
/// <param name="Note">What to look at, at most 4,000 characters.</param>
/// <param name="Assignee">The name of a holder (422 <c>unknownAssignee</c>).</param>
[Requires(Role.Analyst)]
public sealed record AddFlag(FlagReason Reason, string? Note = null, string? Assignee = null) : ICreate<FlagView>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class AddFlagValidator : AbstractValidator<AddFlag>
{
    public AddFlagValidator()
    {
        RuleFor(flag => flag.Note).NotBlank().MaximumLength(Flag.MaxNoteLength);
        RuleFor(flag => flag.Assignee).Name(Holder.MaxNameLength);
    }
}

internal sealed class AddFlagHandler(ClaimTrackerDb db) : IRequestHandler<AddFlag, FlagView>
{
    public async Task<FlagView> Handle(AddFlag request, CancellationToken cancellationToken)
    {
        var claim = await db.Claims.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        var flag = new Flag(
            claim,
            request.Reason,
            request.Note,
            await db.AssigneeAsync(request.Assignee, cancellationToken),
            db.Stamp
        );
        await db.RefuseSecondAsync(flag, cancellationToken);
        db.Flags.Add(flag);
        await db.SaveChangesAsync(cancellationToken);
        return await FlagViews.ReadAsync(db, flag.Id, cancellationToken);
    }
}

/// <summary>What several use cases of flags ask of the database.</summary>
internal static class FlagChecks
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

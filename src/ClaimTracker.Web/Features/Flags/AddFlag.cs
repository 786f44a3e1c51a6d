using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;

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
        var assignee = await db.AssigneeAsync(request.Assignee, cancellationToken);
        var flag = RequestFields.Named(
            _ => "id",
            () => new Flag(claim, request.Reason, request.Note, assignee, db.Stamp)
        );
        await db.RefuseSecondAsync(flag, cancellationToken);
        db.Flags.Add(flag);
        await db.SaveChangesAsync(cancellationToken);
        return await FlagViews.ReadAsync(db, flag.Id, cancellationToken);
    }
}

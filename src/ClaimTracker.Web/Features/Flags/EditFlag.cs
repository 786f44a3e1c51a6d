using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>Gives a flag to somebody, or changes its note. A flag of the program that has an assignee is no longer closed by the program.</summary>
/// <param name="Assignee">The name of a holder (422 <c>unknownAssignee</c>); null: nobody.</param>
/// <param name="Note">At most 4,000 characters; null: none.</param>
[Requires(Role.Analyst)]
public sealed record EditFlag(
    Optional<string?> Assignee = default,
    Optional<string?> Note = default,
    string? Reason = null
) : ICommand<FlagView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class EditFlagValidator : AbstractValidator<EditFlag>
{
    public EditFlagValidator()
    {
        this.ChangesSomething(flag => flag.Assignee, flag => flag.Note);
        RuleFor(flag => flag.Assignee.Value).Name(Holder.MaxNameLength).OverridePropertyName("Assignee");
        RuleFor(flag => flag.Note.Value).NotBlank().MaximumLength(Flag.MaxNoteLength).OverridePropertyName("Note");
        RuleFor(flag => flag.Reason).Reason();
    }
}

internal sealed class EditFlagHandler(ClaimTrackerDb db) : IRequestHandler<EditFlag, FlagView>
{
    public async Task<FlagView> Handle(EditFlag request, CancellationToken cancellationToken)
    {
        var flag = await db.Flags.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("flag", request.Id);
        request.IfMatch.Check(flag.Version);
        request.Note.IfSet(note => flag.Note = note);
        if (request.Assignee.IsSet)
            flag.SetAssignee(await db.AssigneeAsync(request.Assignee.Value, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return await FlagViews.ReadAsync(db, flag.Id, cancellationToken);
    }
}

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
/// Takes up, resolves or dismisses a flag, or opens it again. From <c>open</c> and <c>inReview</c> every status can be reached; what is resolved or
/// dismissed can only be opened again (409 <c>illegalTransition</c> with what is <c>allowed</c>), unless the same was flagged anew (409
/// <c>alreadyFlagged</c>). A flag of the program that a person closed is raised again only after its cause has gone and come back.
/// </summary>
/// <param name="Resolution">What came of it, at most 4,000 characters. Goes with <c>resolved</c> and <c>dismissed</c>, which need it or a <c>reason</c>.</param>
/// <param name="Reason">Why; stands in for a resolution that is not given.</param>
[Requires(Role.Analyst)]
public sealed record SetFlagStatus(FlagStatus Status, string? Resolution = null, string? Reason = null)
    : ICommand<FlagView>,
        IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class SetFlagStatusValidator : AbstractValidator<SetFlagStatus>
{
    public SetFlagStatusValidator()
    {
        RuleFor(flag => flag.Reason).Reason();
        RuleFor(flag => flag.Resolution).NotBlank().MaximumLength(Flag.MaxNoteLength);
        RuleFor(flag => flag.Resolution)
            .Null()
            .When(flag => !Closes(flag))
            .WithMessage("goes with resolved and dismissed only.");
        RuleFor(flag => flag.Resolution)
            .NotNull()
            .When(flag => Closes(flag) && flag.Reason is null)
            .WithMessage("is needed to close a flag: what came of it.");
    }

    private static bool Closes(SetFlagStatus flag) => flag.Status is FlagStatus.Resolved or FlagStatus.Dismissed;
}

internal sealed class SetFlagStatusHandler(ClaimTrackerDb db) : IRequestHandler<SetFlagStatus, FlagView>
{
    public async Task<FlagView> Handle(SetFlagStatus request, CancellationToken cancellationToken)
    {
        var flag = await db.Flags.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("flag", request.Id);
        request.IfMatch.Check(flag.Version);
        var closes = request.Status is FlagStatus.Resolved or FlagStatus.Dismissed;
        flag.SetStatus(request.Status, closes ? request.Resolution ?? request.Reason : null, db.Stamp);
        await db.RefuseSecondAsync(flag, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await FlagViews.ReadAsync(db, flag.Id, cancellationToken);
    }
}

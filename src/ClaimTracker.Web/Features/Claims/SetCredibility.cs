using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>
/// Decides how credible an accepted claim is, on the Admiralty scale. The proposal of the rule table stays beside it. 1 says that independent origins
/// confirm it: without anybody's finding of independence it is refused, unless a reviewer overrides that.
/// </summary>
/// <param name="Value">1 to 6; null takes the decision back.</param>
/// <param name="Override">Of a reviewer, with 1 only: set it without a finding.</param>
[Requires(Role.Analyst)]
public sealed record SetCredibility(int? Value, string Reason, bool Override = false) : ICommand<ClaimView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class SetCredibilityValidator : AbstractValidator<SetCredibility>
{
    public SetCredibilityValidator()
    {
        RuleFor(claim => claim.Value).InclusiveBetween(1, 6).WithMessage("must be 1 to 6.");
        RuleFor(claim => claim.Reason).Reason();
        RuleFor(claim => claim.Override)
            .Must((claim, isOverride) => !isOverride || claim.Value == 1)
            .WithMessage("goes with 1 only.");
    }
}

internal sealed class SetCredibilityHandler(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex, Caller caller)
    : IRequestHandler<SetCredibility, ClaimView>
{
    public async Task<ClaimView> Handle(SetCredibility request, CancellationToken cancellationToken)
    {
        if (request.Override && caller.Role < Role.Reviewer)
            throw new ForbiddenException(Role.Reviewer, caller.Role);
        var claim = await db.Claims.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        request.IfMatch.Check(claim.Version);
        var isEstablished =
            request.Value == 1
            && await liveAssessmentIndex.AssessAsync(
                db,
                claim.Id,
                withBelief: false,
                publishedTo: null,
                cancellationToken
            )
                is { Support.Established.Count: > 0 };
        claim.SetCredibility(request.Value, request.Reason, isEstablished, request.Override, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await ClaimViews.ReadAsync(db, claim.Id, cancellationToken);
    }
}

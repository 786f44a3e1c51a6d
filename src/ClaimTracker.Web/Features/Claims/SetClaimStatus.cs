using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>
/// Accepts or rejects a claim, or puts it back to proposed. Accepting takes its sources into use. It is refused where the claim would join, by what it
/// restates, two that contradict each other (422 <c>contradictionInsideProposition</c>, which names the relations).
/// </summary>
/// <param name="Status">Any but <c>replaced</c>, which comes by splitting and joining.</param>
[Requires(Role.Analyst)]
public sealed record SetClaimStatus(ClaimStatus Status, string? Reason = null) : ICommand<ClaimView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class SetClaimStatusValidator : AbstractValidator<SetClaimStatus>
{
    public SetClaimStatusValidator()
    {
        RuleFor(claim => claim.Status).Decided();
        RuleFor(claim => claim.Reason).Reason();
    }
}

internal sealed class SetClaimStatusHandler(ClaimTrackerDb db) : IRequestHandler<SetClaimStatus, ClaimView>
{
    public async Task<ClaimView> Handle(SetClaimStatus request, CancellationToken cancellationToken)
    {
        var claim = await db
            .Claims.Include(c => c.Attribution.OrderBy(link => link.Position))
                .ThenInclude(link => link.Source)
            .FirstOrDefaultAsync(c => c.Id == request.Id, cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        request.IfMatch.Check(claim.Version);
        if (request.Status == ClaimStatus.Accepted && claim.Status is ClaimStatus.Proposed or ClaimStatus.Rejected)
            await new RelationRules(db).RefuseJoiningContradictionAsync(claim.Id, "status", [], cancellationToken);
        claim.SetStatus(request.Status, request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await ClaimViews.ReadAsync(db, claim.Id, cancellationToken);
    }
}

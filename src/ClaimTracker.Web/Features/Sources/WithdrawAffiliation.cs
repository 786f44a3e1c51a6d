using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>Takes an affiliation back, as one that never held. One that has ended is recorded with its end instead.</summary>
/// <param name="Reason">Why; it stays with the affiliation.</param>
[Requires(Role.Analyst)]
public sealed record WithdrawAffiliation(string Reason) : ICommand<AffiliationView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public long AffiliationId { get; init; }
}

internal sealed class WithdrawAffiliationValidator : AbstractValidator<WithdrawAffiliation>
{
    public WithdrawAffiliationValidator() => RuleFor(withdrawal => withdrawal.Reason).Reason();
}

internal sealed class WithdrawAffiliationHandler(ClaimTrackerDb db)
    : IRequestHandler<WithdrawAffiliation, AffiliationView>
{
    public async Task<AffiliationView> Handle(WithdrawAffiliation request, CancellationToken cancellationToken)
    {
        var affiliation = await db.Affiliations.FirstOrDefaultAsync(
            a => a.Id == request.AffiliationId && a.SourceId == request.Id,
            cancellationToken
        ) ?? throw new NotFoundException($"affiliation of source {request.Id} with the id", request.AffiliationId);
        affiliation.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return (
            await SourceViews.ReadAsync(db.Affiliations.Where(a => a.Id == affiliation.Id), cancellationToken)
        ).Single();
    }
}

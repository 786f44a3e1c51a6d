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

/// <summary>Takes back that two sources are not the same: whether they are is open again.</summary>
/// <param name="Reason">Why; it stays with the decision.</param>
[Requires(Role.Analyst)]
public sealed record WithdrawDistinction(string Reason) : ICommand<DistinctionView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public long DistinctionId { get; init; }
}

internal sealed class WithdrawDistinctionValidator : AbstractValidator<WithdrawDistinction>
{
    public WithdrawDistinctionValidator() => RuleFor(withdrawal => withdrawal.Reason).Reason();
}

internal sealed class WithdrawDistinctionHandler(ClaimTrackerDb db)
    : IRequestHandler<WithdrawDistinction, DistinctionView>
{
    public async Task<DistinctionView> Handle(WithdrawDistinction request, CancellationToken cancellationToken)
    {
        var distinction = await db.Distinctions.FirstOrDefaultAsync(
            d => d.Id == request.DistinctionId && d.SourceId == request.Id,
            cancellationToken
        ) ?? throw new NotFoundException($"distinction of source {request.Id} with the id", request.DistinctionId);
        distinction.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return (
            await SourceViews.ReadAsync(db.Distinctions.Where(d => d.Id == distinction.Id), cancellationToken)
        ).Single();
    }
}

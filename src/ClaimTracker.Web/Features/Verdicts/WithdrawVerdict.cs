using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>Takes the verdict on a claim back, published or not. It stays to be read, is exported no longer, and what it held for or against sources counts no longer.</summary>
[Requires(Role.FactChecker)]
public sealed record WithdrawVerdict(string Reason) : ICommand<ClaimVerdictView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawVerdictValidator : AbstractValidator<WithdrawVerdict>
{
    public WithdrawVerdictValidator() => RuleFor(verdict => verdict.Reason).Reason();
}

internal sealed class WithdrawVerdictHandler(ClaimTrackerDb db) : IRequestHandler<WithdrawVerdict, ClaimVerdictView>
{
    public async Task<ClaimVerdictView> Handle(WithdrawVerdict request, CancellationToken cancellationToken)
    {
        var verdict = await db
            .ClaimVerdicts.Include(v => v.Editions)
            .FirstOrDefaultAsync(v => v.ClaimId == request.Id, cancellationToken)
            ?? throw new NotFoundException("verdict on claim", request.Id);
        verdict.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await VerdictViews.ReadAsync(db, request.Id, cancellationToken);
    }
}

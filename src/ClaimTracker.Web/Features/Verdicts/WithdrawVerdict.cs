using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>Takes the verdict on a claim back, published or not. It stays to be read, is exported no longer, and what it held for or against sources counts no longer.</summary>
[Requires(Role.FactChecker)]
public sealed record WithdrawVerdict(string Reason) : ICommand<ClaimVerdictView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawVerdictValidator : ReasonValidator<WithdrawVerdict>;

internal sealed class WithdrawVerdictHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawVerdict, ClaimVerdict, ClaimVerdictView>(
        db,
        async (request, cancellationToken) =>
            await db
                .ClaimVerdicts.Include(verdict => verdict.Editions)
                .FirstOrDefaultAsync(verdict => verdict.ClaimId == request.Id, cancellationToken)
            ?? throw new NotFoundException("verdict on claim", request.Id),
        (verdict, cancellationToken) => VerdictViews.ReadAsync(db, verdict.ClaimId, cancellationToken)
    );

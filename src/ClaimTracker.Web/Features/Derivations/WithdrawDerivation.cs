using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Derivations;

/// <summary>Takes a derivation back: the article's claims stand on their own chains again.</summary>
/// <param name="Reason">Why; it stays with the derivation.</param>
[Requires(Role.Analyst)]
public sealed record WithdrawDerivation(string Reason) : ICommand<DerivationView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public long DerivationId { get; init; }
}

internal sealed class WithdrawDerivationValidator : AbstractValidator<WithdrawDerivation>
{
    public WithdrawDerivationValidator() => RuleFor(withdrawal => withdrawal.Reason).Reason();
}

internal sealed class WithdrawDerivationHandler(ClaimTrackerDb db) : IRequestHandler<WithdrawDerivation, DerivationView>
{
    public async Task<DerivationView> Handle(WithdrawDerivation request, CancellationToken cancellationToken)
    {
        var derivation = await db.Derivations.FirstOrDefaultAsync(
            d => d.Id == request.DerivationId && d.ArticleId == request.Id,
            cancellationToken
        ) ?? throw new NotFoundException($"derivation of article {request.Id} with the id", request.DerivationId);
        derivation.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return (
            await DerivationViews.ReadAsync(db.Derivations.Where(d => d.Id == derivation.Id), cancellationToken)
        ).Single();
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
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

internal sealed class WithdrawDerivationValidator : ReasonValidator<WithdrawDerivation>;

internal sealed class WithdrawDerivationHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawDerivation, Derivation, DerivationView>(
        db,
        async (request, cancellationToken) =>
            await db.Derivations.FirstOrDefaultAsync(
                one => one.Id == request.DerivationId && one.ArticleId == request.Id,
                cancellationToken
            ) ?? throw new NotFoundException($"derivation of article {request.Id} with the id", request.DerivationId),
        async (record, cancellationToken) =>
            (
                await DerivationViews.ReadAsync(db.Derivations.Where(one => one.Id == record.Id), cancellationToken)
            ).Single()
    );

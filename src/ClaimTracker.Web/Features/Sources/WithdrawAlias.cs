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

/// <summary>Takes an alias back: the source is no longer found under it. What was attributed through it stays as it is.</summary>
/// <param name="Reason">Why; it stays with the alias.</param>
[Requires(Role.Analyst)]
public sealed record WithdrawAlias(string Reason) : ICommand<AliasView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public long AliasId { get; init; }
}

internal sealed class WithdrawAliasValidator : AbstractValidator<WithdrawAlias>
{
    public WithdrawAliasValidator() => RuleFor(withdrawal => withdrawal.Reason).Reason();
}

internal sealed class WithdrawAliasHandler(ClaimTrackerDb db) : IRequestHandler<WithdrawAlias, AliasView>
{
    public async Task<AliasView> Handle(WithdrawAlias request, CancellationToken cancellationToken)
    {
        var alias = await db.Aliases.FirstOrDefaultAsync(
            a => a.Id == request.AliasId && a.SourceId == request.Id,
            cancellationToken
        ) ?? throw new NotFoundException($"alias of source {request.Id} with the id", request.AliasId);
        alias.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return (await SourceViews.ReadAsync(db.Aliases.Where(a => a.Id == alias.Id), cancellationToken)).Single();
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Relations;

/// <summary>Takes a relation back. It stays, with who took it back and why, and no longer blocks another between the same claims.</summary>
[Requires(Role.Analyst)]
public sealed record WithdrawRelation(string Reason) : ICommand<RelationView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawRelationValidator : AbstractValidator<WithdrawRelation>
{
    public WithdrawRelationValidator() => RuleFor(relation => relation.Reason).Reason();
}

internal sealed class WithdrawRelationHandler(ClaimTrackerDb db) : IRequestHandler<WithdrawRelation, RelationView>
{
    public async Task<RelationView> Handle(WithdrawRelation request, CancellationToken cancellationToken)
    {
        var relation = await db.Relations.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("relation", request.Id);
        relation.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await RelationViews.ReadAsync(db, relation.Id, cancellationToken);
    }
}

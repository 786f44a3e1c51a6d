using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;

namespace ClaimTracker.Web.Features.Relations;

/// <summary>Takes a relation back. It stays, with who took it back and why, and no longer blocks another between the same claims.</summary>
[Requires(Role.Analyst)]
public sealed record WithdrawRelation(string Reason) : ICommand<RelationView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawRelationValidator : ReasonValidator<WithdrawRelation>;

internal sealed class WithdrawRelationHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawRelation, Relation, RelationView>(
        db,
        async (request, cancellationToken) =>
            await db.Relations.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("relation", request.Id),
        (record, cancellationToken) => RelationViews.ReadAsync(db, record.Id, cancellationToken)
    );

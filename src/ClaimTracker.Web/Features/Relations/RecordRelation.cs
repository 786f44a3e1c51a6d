using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Relations;

/// <summary>
/// Records how one claim stands to another. One of <c>corroborates</c>, <c>contradicts</c> and <c>restates</c> may stand between two claims;
/// <c>supersedes</c> and <c>derivedFrom</c> lead from the later claim to the earlier, and never in a circle; nor does <c>derivedFrom</c> together
/// with what whole articles were made from.
/// </summary>
/// <param name="From">Id of a claim that is neither rejected nor replaced.</param>
/// <param name="To">Id of another such claim.</param>
/// <param name="Rationale">Why, at most 4,000 characters.</param>
/// <param name="About">Of a contradiction only: <c>content</c> when absent; <c>attribution</c> when it was never said.</param>
/// <param name="Confidence">0 to 1; shown, never computed with.</param>
[Requires(Role.Analyst)]
public sealed record RecordRelation(
    long From,
    long To,
    RelationType Type,
    string Rationale,
    ContradictionSubject? About = null,
    double? Confidence = null,
    IReadOnlyList<Evidence>? Evidence = null
) : ICreate<RelationView>
{
    public const int MaxRationale = 4000;
}

internal sealed class RecordRelationValidator : AbstractValidator<RecordRelation>
{
    public RecordRelationValidator()
    {
        RuleFor(relation => relation.Rationale).NotBlank().MaximumLength(RecordRelation.MaxRationale);
        RuleFor(relation => relation.Confidence).InclusiveBetween(0, 1).WithMessage("must be 0 to 1.");
        RuleFor(relation => relation.Evidence).Evidence();
    }
}

internal sealed class RecordRelationHandler(ClaimTrackerDb db) : IRequestHandler<RecordRelation, RelationView>
{
    public async Task<RelationView> Handle(RecordRelation request, CancellationToken cancellationToken)
    {
        var from = await ClaimAsync(request.From, "from", cancellationToken);
        var to = await ClaimAsync(request.To, "to", cancellationToken);
        var relation = new Relation(
            from,
            to,
            request.Type,
            request.About,
            request.Confidence,
            request.Rationale,
            request.Evidence ?? [],
            db.Stamp
        );
        await new RelationRules(db).RefuseAsync(relation, "to", cancellationToken);
        db.Relations.Add(relation);

        await db.SaveChangesAsync(cancellationToken);
        return await RelationViews.ReadAsync(db, relation.Id, cancellationToken);
    }

    private async Task<Claim> ClaimAsync(long id, string field, CancellationToken cancellationToken) =>
        await db.Claims.FindAsync([id], cancellationToken)
        ?? throw new DomainRuleException("unknownClaim", field, $"There is no claim {id}.");
}

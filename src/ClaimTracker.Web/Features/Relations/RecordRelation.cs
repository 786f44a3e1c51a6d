using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

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
    long From, long To, RelationType Type, string Rationale, ContradictionSubject? About = null, double? Confidence = null,
    IReadOnlyList<Evidence>? Evidence = null) : ICreate<RelationView>
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

internal sealed class RecordRelationHandler(ClaimTrackerDb db, Weighing weighing) : IRequestHandler<RecordRelation, RelationView>
{
    public async Task<RelationView> Handle(RecordRelation request, CancellationToken cancellationToken)
    {
        var from = await ClaimAsync(request.From, "from", cancellationToken);
        var to = await ClaimAsync(request.To, "to", cancellationToken);
        var relation = new Relation(from, to, request.Type, request.About, request.Confidence, request.Rationale, request.Evidence ?? [], db.Stamp);
        await RefuseSecondAsync(relation, cancellationToken);
        if (relation.Type is RelationType.Supersedes or RelationType.DerivedFrom)
            await RefuseCycleAsync(relation, cancellationToken);
        else if (relation.Type == RelationType.Restates || relation.About == ContradictionSubject.Content)
            await RefuseContradictionInsideAsync(relation, cancellationToken);
        db.Relations.Add(relation);

        await db.SaveChangesAsync(cancellationToken);
        return await RelationViews.ReadAsync(db, weighing, relation.Id, cancellationToken);
    }

    private async Task<Claim> ClaimAsync(long id, string field, CancellationToken cancellationToken) =>
        await db.Claims.FindAsync([id], cancellationToken) ?? throw new Refusal("unknownClaim", field, $"There is no claim {id}.");

    private async Task RefuseSecondAsync(Relation relation, CancellationToken cancellationToken)
    {
        var standing = await db.Relations.AsNoTracking().FirstOrDefaultAsync(other => other.Occupies == relation.Occupies, cancellationToken);
        if (standing is not null)
            throw new IllegalTransition("relationExists", $"Relation {standing.Id} stands between these claims already; withdraw it first if it is wrong.")
            {
                Details = new Dictionary<string, object?> { ["relationId"] = standing.Id },
            };
    }

    private async Task RefuseCycleAsync(Relation relation, CancellationToken cancellationToken)
    {
        var path = await new RelationWalk(db).PathAsync(relation.ToId, relation.FromId, relation.Type, cancellationToken);
        if (path is not null)
            throw new Refusal("cycle", "to", $"This would close a circle: {string.Join(" → ", path.Prepend(relation.FromId))}.")
            {
                Details = new Dictionary<string, object?> { ["cycle"] = path },
            };
        if (relation.Type == RelationType.DerivedFrom && relation.From.ArticleId != relation.To.ArticleId)
            await RefuseCycleOfArticlesAsync(relation, cancellationToken);
    }

    private async Task RefuseCycleOfArticlesAsync(Relation relation, CancellationToken cancellationToken)
    {
        var way = await DerivationWalk.FindAsync(db, relation.To.ArticleId, relation.From.ArticleId, throughClaims: false, cancellationToken);
        if (way is not null)
            throw new Refusal("cycle", "to", $"With the derivations of whole articles this would close a circle: article {string.Join(" → article ", way.Prepend(relation.From.ArticleId))}.")
            {
                Details = new Dictionary<string, object?> { ["articles"] = way },
            };
    }

    private async Task RefuseContradictionInsideAsync(Relation relation, CancellationToken cancellationToken)
    {
        var walk = new RelationWalk(db);
        var one = await walk.PropositionAsync(relation.FromId, relation.ToId, cancellationToken);
        if (relation.Type == RelationType.Contradicts)
        {
            if (one.ContainsKey(relation.ToId))
                throw Inside(Way(one, relation.ToId), "These two claims are one statement, by restatement; a statement does not contradict itself.");
            return;
        }

        if (one.ContainsKey(relation.ToId))
            return;
        var other = await walk.PropositionAsync(relation.ToId, relation.FromId, cancellationToken);
        var between = await walk.ContradictionsAsync([.. one.Keys], [.. other.Keys], cancellationToken);
        if (between.Count > 0)
            throw Inside(between, "These two statements contradict each other, so neither restates the other.");
    }

    private static List<long> Way(IReadOnlyDictionary<long, RelationWalk.Joint?> proposition, long claim)
    {
        var relations = new List<long>();
        for (var joint = proposition[claim]; joint is not null; joint = proposition[joint.Claim])
            relations.Add(joint.Relation);
        return relations;
    }

    private static Refusal Inside(IReadOnlyList<long> relations, string message) =>
        new("contradictionInsideProposition", "to", $"{message} In the way: {string.Join(", ", relations.Select(id => $"relation {id}"))}.")
        {
            Details = new Dictionary<string, object?> { ["relations"] = relations },
        };
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Rules;

/// <summary>What relations may not do to each other: the same rules for those made by hand, for suggestions that are accepted, and where a claim is accepted later.</summary>
internal sealed class RelationRules(ClaimTrackerDb db)
{
    /// <param name="field">The request's field that asks for the relation.</param>
    /// <exception cref="ConflictException"><c>relationExists</c>: another stands in its place.</exception>
    /// <exception cref="DomainRuleException"><c>cycle</c>; <c>contradictionInsideProposition</c>; <c>tooFar</c>.</exception>
    public async Task RefuseAsync(Relation relation, string field, CancellationToken cancellationToken)
    {
        await RefuseSecondAsync(relation, cancellationToken);
        if (relation.Type is RelationType.Supersedes or RelationType.DerivedFrom)
            await RefuseCycleAsync(relation, field, cancellationToken);
        else if (relation.Type == RelationType.Restates || relation.About == ContradictionSubject.Content)
            await RefuseContradictionInsideAsync(relation, field, cancellationToken);
    }

    /// <summary>The ones of these claims that a standing restatement joins to others as soon as they are accepted.</summary>
    public async Task<HashSet<long>> JoiningAsync(IReadOnlyList<long> claims, CancellationToken cancellationToken)
    {
        var restatements = db.Relations.Where(relation =>
            relation.Type == RelationType.Restates && relation.Status == RelationStatus.Standing
        );
        return
        [
            .. await restatements
                .Where(relation => claims.Contains(relation.FromId))
                .Select(relation => relation.FromId)
                .Union(restatements.Where(relation => claims.Contains(relation.ToId)).Select(relation => relation.ToId))
                .ToListAsync(cancellationToken),
        ];
    }

    /// <summary>Relations of proposed claims join nothing; accepting one may join what contradicts itself.</summary>
    /// <param name="asAccepted">Other claims that are accepted in the same use case.</param>
    /// <exception cref="DomainRuleException"><c>contradictionInsideProposition</c>; <c>tooFar</c>.</exception>
    public async Task RefuseJoiningContradictionAsync(
        long claim,
        string field,
        IEnumerable<long> asAccepted,
        CancellationToken cancellationToken
    )
    {
        var one = await PropositionAsync(claim, [claim, .. asAccepted], cancellationToken);
        var inside =
            one.Reached.Count == 1
                ? []
                : await db.ContradictionsBetweenAsync(one.Reached.Keys, one.Reached.Keys, cancellationToken);
        if (inside.Count > 0)
            throw Inside(
                field,
                inside,
                $"Claim {claim} and those it restates would be one statement, which contradicts itself."
            );
    }

    private async Task RefuseSecondAsync(Relation relation, CancellationToken cancellationToken)
    {
        var standing = await db
            .Relations.AsNoTracking()
            .FirstOrDefaultAsync(other => other.ActiveKey == relation.ActiveKey, cancellationToken);
        if (standing is not null)
            throw new ConflictException(
                "relationExists",
                $"Relation {standing.Id} stands between these claims already; withdraw it first if it is wrong."
            )
            {
                Details = new Dictionary<string, object?> { ["relationId"] = standing.Id },
            };
    }

    private async Task RefuseCycleAsync(Relation relation, string field, CancellationToken cancellationToken)
    {
        var path = await db.RelationPathAsync(relation.ToId, relation.FromId, relation.Type, cancellationToken);
        if (path is not null)
            throw new DomainRuleException(
                "cycle",
                field,
                $"This would close a circle: {string.Join(" → ", path.Prepend(relation.FromId))}."
            )
            {
                Details = new Dictionary<string, object?> { ["cycle"] = path },
            };
        if (relation.Type == RelationType.DerivedFrom && relation.From.ArticleId != relation.To.ArticleId)
            await RefuseCycleOfArticlesAsync(relation, field, cancellationToken);
    }

    private async Task RefuseCycleOfArticlesAsync(Relation relation, string field, CancellationToken cancellationToken)
    {
        var way = await DerivationPaths.FindAsync(
            db,
            relation.To.ArticleId,
            relation.From.ArticleId,
            throughClaims: false,
            cancellationToken
        );
        if (way is not null)
            throw new DomainRuleException(
                "cycle",
                field,
                $"With the derivations of whole articles this would close a circle: article {string.Join(" → article ", way.Prepend(relation.From.ArticleId))}."
            )
            {
                Details = new Dictionary<string, object?> { ["articles"] = way },
            };
    }

    private async Task RefuseContradictionInsideAsync(
        Relation relation,
        string field,
        CancellationToken cancellationToken
    )
    {
        var one = await PropositionAsync(relation.FromId, [relation.ToId], cancellationToken);
        if (relation.Type == RelationType.Contradicts)
        {
            if (one.Reached.ContainsKey(relation.ToId))
                throw Inside(
                    field,
                    [.. one.StepsBackFrom(relation.ToId).Select(step => step.Via)],
                    "These two claims are one statement, by restatement; a statement does not contradict itself."
                );
            return;
        }

        if (one.Reached.ContainsKey(relation.ToId))
            return;
        var other = await PropositionAsync(relation.ToId, [relation.FromId], cancellationToken);
        var between = await db.ContradictionsBetweenAsync(one.Reached.Keys, other.Reached.Keys, cancellationToken);
        if (between.Count > 0)
            throw Inside(field, between, "These two statements contradict each other, so neither restates the other.");
    }

    private Task<Walk<long>> PropositionAsync(
        long claim,
        IEnumerable<long> asAccepted,
        CancellationToken cancellationToken
    ) =>
        db.PropositionOfAsync(
            claim,
            PropositionOf.AcceptedOr(asAccepted),
            RelationPaths.ClaimsChecked,
            cancellationToken
        );

    private static DomainRuleException Inside(string field, IReadOnlyList<long> relations, string message) =>
        new(
            "contradictionInsideProposition",
            field,
            $"{message} In the way: {string.Join(", ", relations.Select(id => $"relation {id}"))}."
        )
        {
            Details = new Dictionary<string, object?> { ["relations"] = relations },
        };
}

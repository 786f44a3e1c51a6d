using ClaimTracker.Domain;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Rules;

/// <summary>Follows standing relations from claim to claim: one query for each step outwards, whatever the number of claims on it.</summary>
internal sealed class RelationPaths(ClaimTrackerDb db)
{
    /// <summary>Far more than one statement is ever repeated, or one report passed on; keeps a check from reading the whole database.</summary>
    public const int MaxClaims = 100_000;

    /// <summary>
    /// A path along one-way relations of a type, both ends included; null when there is none. It is looked for from both ends, always on the side
    /// with less to follow: a claim that is new has nothing behind it, however long the line before it is.
    /// </summary>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public async Task<IReadOnlyList<long>?> PathAsync(
        long start,
        long end,
        RelationType type,
        CancellationToken cancellationToken
    )
    {
        var (ahead, behind) = (new Side(start), new Side(end));
        while (ahead.Edge.Count > 0 && behind.Edge.Count > 0)
        {
            var forward = ahead.Edge.Count <= behind.Edge.Count;
            var (side, other) = forward ? (ahead, behind) : (behind, ahead);
            var edge = side.Edge;
            var standing = db.Relations.Where(relation =>
                relation.Type == type && relation.Status == RelationStatus.Standing
            );
            var steps = await (
                forward
                    ? standing
                        .Where(relation => edge.Contains(relation.FromId))
                        .Select(relation => new Step(relation.FromId, relation.ToId))
                    : standing
                        .Where(relation => edge.Contains(relation.ToId))
                        .Select(relation => new Step(relation.ToId, relation.FromId))
            ).ToListAsync(cancellationToken);
            side.Advance(steps);
            EnsureNear(ahead.Reached.Count + behind.Reached.Count);
            foreach (var met in side.Edge)
                if (other.Reached.ContainsKey(met))
                    return [.. ahead.WayTo(met).Reverse(), .. behind.WayTo(met).Skip(1)];
        }

        return null;
    }

    /// <summary>
    /// The claims of one proposition: a claim and all that restate it, over accepted claims. Those that are about to be related, or accepted, are taken
    /// as accepted. Each comes with the restatement it was reached by, and from where.
    /// </summary>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public async Task<IReadOnlyDictionary<long, Joint?>> PropositionAsync(
        long claim,
        List<long> asAccepted,
        CancellationToken cancellationToken
    )
    {
        var reached = new Dictionary<long, Joint?> { [claim] = null };
        var edge = new List<long> { claim };
        while (edge.Count > 0)
        {
            var current = edge;
            var restatements = db.Relations.Where(relation =>
                relation.Type == RelationType.Restates && relation.Status == RelationStatus.Standing
            );
            var steps = await restatements
                .Where(relation =>
                    current.Contains(relation.FromId)
                    && (relation.To.Status == ClaimStatus.Accepted || asAccepted.Contains(relation.ToId))
                )
                .Select(relation => new
                {
                    relation.Id,
                    Near = relation.FromId,
                    Far = relation.ToId,
                })
                .Concat(
                    restatements
                        .Where(relation =>
                            current.Contains(relation.ToId)
                            && (relation.From.Status == ClaimStatus.Accepted || asAccepted.Contains(relation.FromId))
                        )
                        .Select(relation => new
                        {
                            relation.Id,
                            Near = relation.ToId,
                            Far = relation.FromId,
                        })
                )
                .ToListAsync(cancellationToken);
            edge = [];
            foreach (var step in steps.OrderBy(step => step.Id))
                if (reached.TryAdd(step.Far, new Joint(step.Id, step.Near)))
                    edge.Add(step.Far);
            EnsureNear(reached.Count);
        }

        return reached;
    }

    /// <summary>A restatement, and the claim it was followed from.</summary>
    public sealed record Joint(long Relation, long Claim);

    /// <summary>The standing contradictions of content between two sets of claims.</summary>
    public Task<List<long>> ContradictionsAsync(
        List<long> ones,
        List<long> others,
        CancellationToken cancellationToken
    ) =>
        db
            .Relations.Where(relation =>
                relation.Type == RelationType.Contradicts
                && relation.Status == RelationStatus.Standing
                && relation.About == ContradictionSubject.Content
            )
            .Where(relation =>
                (ones.Contains(relation.FromId) && others.Contains(relation.ToId))
                || (others.Contains(relation.FromId) && ones.Contains(relation.ToId))
            )
            .Select(relation => relation.Id)
            .OrderBy(id => id)
            .ToListAsync(cancellationToken);

    private static void EnsureNear(int claims)
    {
        if (claims > MaxClaims)
            throw new DomainRuleException(
                "tooFar",
                "to",
                $"More than {MaxClaims} claims hang on these two, too many to check; withdraw relations that are wrong first."
            );
    }

    private sealed record Step(long Near, long Far);

    /// <summary>What was reached from one end, each claim with the one it was reached from.</summary>
    private sealed class Side(long end)
    {
        public Dictionary<long, long?> Reached { get; } = new() { [end] = null };

        public List<long> Edge { get; private set; } = [end];

        public void Advance(IEnumerable<Step> steps)
        {
            var next = new List<long>();
            foreach (var step in steps)
                if (Reached.TryAdd(step.Far, step.Near))
                    next.Add(step.Far);
            Edge = next;
        }

        /// <summary>From a claim back to this side's end.</summary>
        public IEnumerable<long> WayTo(long claim)
        {
            for (long? at = claim; at is { } here; at = Reached[here])
                yield return here;
        }
    }
}

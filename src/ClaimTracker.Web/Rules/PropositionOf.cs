using System.Runtime.CompilerServices;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Rules;

/// <summary>Which claims say the same: those that standing restatements join, read both ways and over any number of steps.</summary>
internal static class PropositionOf
{
    /// <summary>The restatements of some claims. Compiled, for each model once, because every page of claims asks it.</summary>
    private static readonly ConditionalWeakTable<
        IModel,
        Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<Restatement>>
    > RestatementsOf = [];

    /// <summary>Only accepted claims say anything; one that is asked about is taken as it is.</summary>
    public static bool Accepted(long claim, ClaimStatus status) => status == ClaimStatus.Accepted;

    /// <summary>Whatever became of them.</summary>
    public static bool Any(long claim, ClaimStatus status) => true;

    /// <summary>Accepted claims, and those that are about to be related or accepted.</summary>
    public static Func<long, ClaimStatus, bool> AcceptedOr(params IEnumerable<long> others)
    {
        var asAccepted = others.ToHashSet();
        return (claim, status) => status == ClaimStatus.Accepted || asAccepted.Contains(claim);
    }

    /// <summary>A claim and all that say the same, each with the restatement by which it was reached.</summary>
    /// <param name="which">Which claims are joined, by their id and status.</param>
    public static Task<Walk<long>> PropositionOfAsync(
        this ClaimTrackerDb db,
        long claim,
        Func<long, ClaimStatus, bool> which,
        Cap cap,
        CancellationToken cancellationToken
    ) => BreadthFirst.ReachAsync([claim], edge => StepsAsync(db, edge, which, cancellationToken), cap);

    /// <summary>The same for several claims at once: each claim that was met, with all that say the same as it, itself among them.</summary>
    /// <inheritdoc cref="PropositionOfAsync(ClaimTrackerDb, long, Func{long, ClaimStatus, bool}, Cap, CancellationToken)"/>
    public static async Task<IReadOnlyDictionary<long, HashSet<long>>> PropositionOfAsync(
        this ClaimTrackerDb db,
        IEnumerable<long> claims,
        Func<long, ClaimStatus, bool> which,
        Cap cap,
        CancellationToken cancellationToken
    )
    {
        var steps = new List<Step<long>>();
        var walk = await BreadthFirst.ReachAsync(
            claims,
            async edge =>
            {
                var further = await StepsAsync(db, edge, which, cancellationToken);
                steps.AddRange(further);
                return further;
            },
            cap
        );
        var same = walk.Reached.Keys.ToDictionary(claim => claim, claim => new HashSet<long> { claim });
        foreach (var step in steps)
        {
            var (small, large) =
                same[step.Near].Count < same[step.Far].Count
                    ? (same[step.Near], same[step.Far])
                    : (same[step.Far], same[step.Near]);
            if (ReferenceEquals(small, large))
                continue;
            large.UnionWith(small);
            foreach (var claim in small)
                same[claim] = large;
        }

        return same;
    }

    private static async Task<IEnumerable<Step<long>>> StepsAsync(
        ClaimTrackerDb db,
        List<long> edge,
        Func<long, ClaimStatus, bool> which,
        CancellationToken cancellationToken
    )
    {
        var restatementsOf = RestatementsOf.GetValue(db.Model, static _ => Compile());
        var steps = new List<Step<long>>();
        await foreach (var one in restatementsOf(db, edge).WithCancellation(cancellationToken))
            if (which(one.Far, one.FarStatus))
                steps.Add(
                    new Step<long>
                    {
                        Near = one.Near,
                        Far = one.Far,
                        Via = one.Id,
                    }
                );
        steps.Sort((one, other) => one.Via.CompareTo(other.Via));
        return steps;
    }

    private static Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<Restatement>> Compile() =>
        EF.CompileAsyncQuery(
            (ClaimTrackerDb db, List<long> claims) =>
                db
                    .Relations.Where(relation =>
                        claims.Contains(relation.FromId)
                        && relation.Type == RelationType.Restates
                        && relation.Status == RelationStatus.Standing
                    )
                    .Select(relation => new Restatement
                    {
                        Id = relation.Id,
                        Near = relation.FromId,
                        Far = relation.ToId,
                        FarStatus = relation.To.Status,
                    })
                    .Concat(
                        db.Relations.Where(relation =>
                                claims.Contains(relation.ToId)
                                && relation.Type == RelationType.Restates
                                && relation.Status == RelationStatus.Standing
                            )
                            .Select(relation => new Restatement
                            {
                                Id = relation.Id,
                                Near = relation.ToId,
                                Far = relation.FromId,
                                FarStatus = relation.From.Status,
                            })
                    )
        );

    private sealed class Restatement
    {
        public required long Id { get; init; }

        public required long Near { get; init; }

        public required long Far { get; init; }

        public required ClaimStatus FarStatus { get; init; }
    }
}

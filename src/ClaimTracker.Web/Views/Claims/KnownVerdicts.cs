using System.Runtime.CompilerServices;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Views.Claims;

/// <summary>
/// The verdicts that a page of claims shows: on the claims themselves, and those published on others of the same proposition. Propositions are followed
/// only from claims that restate something.
/// </summary>
internal sealed class KnownVerdicts
{
    /// <summary>Nobody has judged anything yet.</summary>
    public static readonly KnownVerdicts None = new();

    private static readonly ConditionalWeakTable<IModel, Queries> OfModel = [];

    private readonly Dictionary<long, ShownVerdict> own = [];
    private readonly Dictionary<long, IReadOnlyList<VerdictOnSame>> onSame = [];

    private KnownVerdicts() { }

    /// <param name="ids">The claims of the page.</param>
    /// <param name="restating">Those of them that are accepted and stand in a <c>restates</c>.</param>
    public static async Task<KnownVerdicts> ReadAsync(
        ClaimTrackerDb db,
        List<long> ids,
        IEnumerable<long> restating,
        CancellationToken cancellationToken
    )
    {
        var queries = OfModel.GetValue(db.Model, static _ => new Queries());
        var known = new KnownVerdicts();
        await foreach (var verdict in queries.Of(db, ids).WithCancellation(cancellationToken))
            known.own.Add(
                verdict.ClaimId,
                new ShownVerdict(verdict.Id, verdict.State, verdict.Content.Outcome, verdict.Content.Rating)
            );
        var from = restating.ToList();
        if (from.Count > 0)
            await known.FindOnSameAsync(db, queries, from, cancellationToken);
        return known;
    }

    /// <summary>The accepted claims that say the same as an accepted one, itself among them.</summary>
    public static async Task<IReadOnlyCollection<long>> PropositionAsync(
        ClaimTrackerDb db,
        long claim,
        CancellationToken cancellationToken
    )
    {
        var groups = await FollowAsync(
            db,
            OfModel.GetValue(db.Model, static _ => new Queries()),
            [claim],
            cancellationToken
        );
        return groups[claim];
    }

    public ShownVerdict? On(long claim) => own.GetValueOrDefault(claim);

    public IReadOnlyList<VerdictOnSame> OnSameAs(long claim) => onSame.GetValueOrDefault(claim, []);

    private async Task FindOnSameAsync(
        ClaimTrackerDb db,
        Queries queries,
        List<long> from,
        CancellationToken cancellationToken
    )
    {
        var groups = await FollowAsync(db, queries, from, cancellationToken);
        var met = groups.Keys.ToList();
        var published = new Dictionary<long, VerdictRating>();
        await foreach (var verdict in queries.Of(db, met).WithCancellation(cancellationToken))
            if (verdict.State == VerdictState.Published)
                published.Add(verdict.ClaimId, verdict.Content.Rating);
        if (published.Count == 0)
            return;
        foreach (var claim in from)
            onSame.Add(
                claim,
                [
                    .. groups[claim]
                        .Where(other => other != claim && published.ContainsKey(other))
                        .Order()
                        .Select(other => new VerdictOnSame(other, published[other])),
                ]
            );
    }

    // One query for each step outwards; most statements are restated once or twice. Each claim met is mapped to all that say the same.
    private static async Task<Dictionary<long, HashSet<long>>> FollowAsync(
        ClaimTrackerDb db,
        Queries queries,
        List<long> from,
        CancellationToken cancellationToken
    )
    {
        var groups = from.Distinct().ToDictionary(claim => claim, claim => new HashSet<long> { claim });
        for (var edge = groups.Keys.ToList(); edge.Count > 0; )
        {
            var next = new List<long>();
            foreach (var pair in await queries.Restated(db, edge).ToListAsync(cancellationToken))
            {
                if (groups.TryAdd(pair.Far, [pair.Far]))
                    next.Add(pair.Far);
                var (small, large) =
                    groups[pair.Near].Count < groups[pair.Far].Count
                        ? (groups[pair.Near], groups[pair.Far])
                        : (groups[pair.Far], groups[pair.Near]);
                if (ReferenceEquals(small, large))
                    continue;
                large.UnionWith(small);
                foreach (var claim in small)
                    groups[claim] = large;
            }

            edge = next;
        }

        return groups;
    }

    /// <summary>Compiled once, like the other queries behind a page of claims.</summary>
    private sealed class Queries
    {
        public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<ClaimVerdict>> Of { get; } =
            EF.CompileAsyncQuery<ClaimTrackerDb, List<long>, ClaimVerdict>(
                (db, ids) =>
                    db
                        .ClaimVerdicts.AsNoTracking()
                        .Where(verdict => ids.Contains(verdict.ClaimId) && verdict.State != VerdictState.Withdrawn)
            );

        public Func<ClaimTrackerDb, List<long>, IAsyncEnumerable<RestatedPair>> Restated { get; } =
            EF.CompileAsyncQuery(
                (ClaimTrackerDb db, List<long> ids) =>
                    db
                        .Relations.Where(r =>
                            ids.Contains(r.FromId)
                            && r.Type == RelationType.Restates
                            && r.Status == RelationStatus.Standing
                            && r.To.Status == ClaimStatus.Accepted
                        )
                        .Select(r => new RestatedPair { Near = r.FromId, Far = r.ToId })
                        .Concat(
                            db.Relations.Where(r =>
                                    ids.Contains(r.ToId)
                                    && r.Type == RelationType.Restates
                                    && r.Status == RelationStatus.Standing
                                    && r.From.Status == ClaimStatus.Accepted
                                )
                                .Select(r => new RestatedPair { Near = r.ToId, Far = r.FromId })
                        )
            );
    }

    private sealed class RestatedPair
    {
        public required long Near { get; init; }

        public required long Far { get; init; }
    }
}

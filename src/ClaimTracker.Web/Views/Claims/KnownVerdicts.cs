using System.Runtime.CompilerServices;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Rules;
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

    public ShownVerdict? On(long claim) => own.GetValueOrDefault(claim);

    public IReadOnlyList<VerdictOnSame> OnSameAs(long claim) => onSame.GetValueOrDefault(claim, []);

    private async Task FindOnSameAsync(
        ClaimTrackerDb db,
        Queries queries,
        List<long> from,
        CancellationToken cancellationToken
    )
    {
        var same = await db.PropositionOfAsync(from, PropositionOf.Accepted, Cap.None, cancellationToken);
        var met = same.Keys.ToList();
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
                    .. same[claim]
                        .Where(other => other != claim && published.ContainsKey(other))
                        .Order()
                        .Select(other => new VerdictOnSame(other, published[other])),
                ]
            );
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
    }
}

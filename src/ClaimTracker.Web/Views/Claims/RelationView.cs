using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using ClaimTracker.Web.Wording;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Claims;

/// <summary>A relation between two claims.</summary>
/// <param name="From">Id of a claim; of the later one where the type is one way.</param>
/// <param name="To">Id of a claim.</param>
/// <param name="About">Set on contradictions only.</param>
/// <param name="Confidence">0 to 1; shown, never computed with.</param>
/// <param name="Verdict">
/// Of a standing corroboration between accepted claims: what their chains are to each other. Null for all others, and in the answer that records it: nothing
/// is weighed while others wait to write.
/// </param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record RelationView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long From,
    long To,
    RelationType Type,
    ContradictionSubject? About,
    RelationStatus Status,
    double? Confidence,
    string Rationale,
    IReadOnlyList<Evidence> Evidence,
    ChainComparison? Verdict,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>Reads relations as they go over the wire.</summary>
internal static class RelationViews
{
    public static string Address(long id) => $"/api/v1/relations/{id}";

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<RelationView> ReadAsync(
        ClaimTrackerDb db,
        LiveAssessmentIndex liveAssessmentIndex,
        long id,
        CancellationToken cancellationToken
    ) =>
        (
            await ReadAsync(
                db,
                liveAssessmentIndex,
                db.Relations.Where(relation => relation.Id == id),
                cancellationToken
            )
        ).FirstOrDefault() ?? throw new NotFoundException("relation", id);

    /// <summary>The relations of a query, in its order.</summary>
    public static async Task<IReadOnlyList<RelationView>> ReadAsync(
        ClaimTrackerDb db,
        LiveAssessmentIndex liveAssessmentIndex,
        IQueryable<Relation> relations,
        CancellationToken cancellationToken
    )
    {
        var rows = await relations.AsNoTracking().ToListAsync(cancellationToken);
        var verdicts = await VerdictsAsync(db, liveAssessmentIndex, rows, cancellationToken);
        return
        [
            .. rows.Select(relation =>
                Of(relation) with
                {
                    Verdict = verdicts.TryGetValue(relation.Id, out var verdict) ? verdict : null,
                }
            ),
        ];
    }

    /// <summary>A relation as a use case leaves it: its verdict is found once that is committed.</summary>
    public static async Task<RelationView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        Of(await db.Relations.AsNoTracking().SingleAsync(relation => relation.Id == id, cancellationToken));

    private static RelationView Of(Relation relation) =>
        new(
            relation.Id,
            relation.Version,
            relation.RecordedAt,
            relation.RecordedBy,
            new Links(Address(relation.Id)),
            relation.FromId,
            relation.ToId,
            relation.Type,
            relation.About,
            relation.Status,
            relation.Confidence,
            Sentences.Say(relation.Cause, relation.Rationale)!,
            relation.Evidence,
            Verdict: null,
            WithdrawalView.Of(relation)
        );

    // The assessment of one claim judges all its relations: a page of one claim's relations takes one.
    private static async Task<Dictionary<long, ChainComparison>> VerdictsAsync(
        ClaimTrackerDb db,
        LiveAssessmentIndex liveAssessmentIndex,
        List<Relation> relations,
        CancellationToken cancellationToken
    )
    {
        var open = relations
            .Where(relation => relation is { Type: RelationType.Corroborates, Status: RelationStatus.Standing })
            .ToList();
        var verdicts = new Dictionary<long, ChainComparison>();
        while (open.Count > 0)
        {
            var busiest = open.SelectMany(relation => new[] { relation.FromId, relation.ToId })
                .CountBy(claim => claim)
                .MaxBy(claim => claim.Value)
                .Key;
            if (
                await liveAssessmentIndex.AssessAsync(
                    db,
                    busiest,
                    withBelief: false,
                    publishedTo: null,
                    cancellationToken
                ) is
                { } assessment
            )
                foreach (var judged in assessment.Relations)
                    verdicts.TryAdd(judged.Id, judged.Verdict);
            open.RemoveAll(relation => relation.FromId == busiest || relation.ToId == busiest);
        }

        return verdicts;
    }
}

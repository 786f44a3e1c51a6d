using ClaimTracker.Domain;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views;

/// <summary>A relation between two claims.</summary>
/// <param name="From">Id of a claim; of the later one where the type is one way.</param>
/// <param name="To">Id of a claim.</param>
/// <param name="About">Set on contradictions only.</param>
/// <param name="Confidence">0 to 1; shown, never computed with.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record RelationView(
    long Id, int Version, DateTime RecordedAt, string RecordedBy, Links Links,
    long From, long To, RelationType Type, ContradictionSubject? About, RelationStatus Status, double? Confidence, string Rationale,
    IReadOnlyList<Evidence> Evidence, WithdrawalView? Withdrawal) : IResource;

/// <summary>Reads relations as they go over the wire.</summary>
internal static class RelationViews
{
    public static string Address(long id) => $"/api/v1/relations/{id}";

    /// <exception cref="NotFound">There is none.</exception>
    public static async Task<RelationView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        (await ReadAsync(db.Relations.Where(relation => relation.Id == id), cancellationToken)).FirstOrDefault() ?? throw new NotFound("relation", id);

    /// <summary>The relations of a query, in its order.</summary>
    public static async Task<IReadOnlyList<RelationView>> ReadAsync(IQueryable<Relation> relations, CancellationToken cancellationToken) =>
        [.. (await relations.AsNoTracking().ToListAsync(cancellationToken)).Select(relation => new RelationView(
            relation.Id, relation.Version, relation.RecordedAt, relation.RecordedBy, new Links(Address(relation.Id)),
            relation.FromId, relation.ToId, relation.Type, relation.About, relation.Status, relation.Confidence, relation.Rationale,
            relation.Evidence, WithdrawalView.Of(relation)))];
}

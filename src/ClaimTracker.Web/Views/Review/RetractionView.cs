using ClaimTracker.Domain;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Review;

/// <summary>That an outlet took an article back, or a source a statement.</summary>
/// <param name="ArticleId">The article; null where a statement was taken back.</param>
/// <param name="ClaimId">The claim that holds the statement; null where an article was taken back.</param>
/// <param name="By">Who took the statement back; null where an article was taken back.</param>
/// <param name="Date">EDTF: when the source took it back.</param>
/// <param name="Reinstatement">Null while it stands.</param>
public sealed record RetractionView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long? ArticleId,
    long? ClaimId,
    SourceRef? By,
    string? Date,
    string Reason,
    IReadOnlyList<Evidence> Evidence,
    ReinstatementView? Reinstatement
) : IResource;

/// <summary>That a retraction was undone.</summary>
/// <param name="By">The holder who recorded it.</param>
/// <param name="Date">EDTF: when the source stood by its statement again.</param>
public sealed record ReinstatementView(
    string By,
    DateTime At,
    string? Reason,
    string? Date,
    IReadOnlyList<Evidence> Evidence
);

/// <summary>A retraction with what it did to the support of claims.</summary>
/// <param name="Claims">
/// Of a retraction: the claims that rested only on it, which now have no guaranteed origin and are flagged <c>supportLost</c>. Of a reinstatement: those
/// that have one again. By id.
/// </param>
public sealed record RetractionOutcome(RetractionView Retraction, IReadOnlyList<AffectedClaim> Claims);

/// <summary>A claim whose support went with a retraction, or came back.</summary>
/// <param name="Proposition">The smallest claim id of its proposition.</param>
/// <param name="Before">Chains of its support that share no source.</param>
/// <param name="After">The same now.</param>
/// <param name="Path">The chain it rested on, or rests on again, outermost step first.</param>
/// <param name="FlagId">The flag <c>supportLost</c> that was raised or lost its cause; null where there is none.</param>
public sealed record AffectedClaim(
    long ClaimId,
    long Proposition,
    long ArticleId,
    string Statement,
    IndependentView Before,
    IndependentView After,
    IReadOnlyList<StepView> Path,
    long? FlagId
);

/// <summary>Reads retractions as they go over the wire.</summary>
internal static class RetractionViews
{
    private static readonly SourceRef UnknownOutlet = new(null, null, Domain.Sources.SourceKind.Outlet);

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<RetractionView> ReadAsync(
        ClaimTrackerDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        (await ReadAsync(db.Retractions.Where(retraction => retraction.Id == id), cancellationToken)).FirstOrDefault()
        ?? throw new NotFoundException("retraction", id);

    /// <summary>The retractions of a query, in its order.</summary>
    public static async Task<IReadOnlyList<RetractionView>> ReadAsync(
        IQueryable<Retraction> retractions,
        CancellationToken cancellationToken
    )
    {
        var rows = await retractions
            .AsNoTracking()
            .Select(retraction => new
            {
                Retraction = retraction,
                By = retraction.By == null
                    ? null
                    : new SourceRef(retraction.ById, retraction.By.Name, retraction.By.Kind),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => ViewOf(row.Retraction, row.By))];
    }

    /// <summary>A retraction with what it did.</summary>
    public static async Task<RetractionOutcome> ReadAsync(
        ClaimTrackerDb db,
        long id,
        IReadOnlyList<ShiftedClaim> shifts,
        IReadOnlyDictionary<long, Flag> flags,
        CancellationToken cancellationToken
    )
    {
        var claims = shifts.Select(shift => shift.Claim).ToList();
        var shown = await db
            .Claims.AsNoTracking()
            .Where(claim => claims.Contains(claim.Id))
            .Select(claim => new
            {
                claim.Id,
                claim.ArticleId,
                claim.Statement,
            })
            .ToDictionaryAsync(claim => claim.Id, cancellationToken);
        var steps = shifts.SelectMany(shift => shift.Path).ToList();
        var sourceIds = steps.Select(step => step.Source).OfType<long>().Distinct().ToList();
        var sources = await db
            .Sources.AsNoTracking()
            .Where(source => sourceIds.Contains(source.Id))
            .Select(source => new
            {
                source.Id,
                source.Name,
                source.Kind,
            })
            .ToDictionaryAsync(row => row.Id, row => new SourceRef(row.Id, row.Name, row.Kind), cancellationToken);
        var articleIds = steps.Select(step => step.Article).OfType<long>().Distinct().ToList();
        var published = await db
            .Articles.AsNoTracking()
            .Where(article => articleIds.Contains(article.Id))
            .Select(article => new { article.Id, article.Published })
            .ToDictionaryAsync(row => row.Id, row => row.Published, cancellationToken);

        return new RetractionOutcome(
            await ReadAsync(db, id, cancellationToken),
            [
                .. shifts.Select(shift => new AffectedClaim(
                    shift.Claim,
                    shift.Proposition,
                    shown[shift.Claim].ArticleId,
                    shown[shift.Claim].Statement,
                    IndependentView.Of(shift.Before),
                    IndependentView.Of(shift.After),
                    [
                        .. shift.Path.Select(step => new StepView(
                            step.Source is { } source ? sources[source] : UnknownOutlet,
                            step.Claim,
                            step.Article,
                            step.Article is { } article ? published[article] : null,
                            step.Role,
                            (Basis?)step.Basis
                        )),
                    ],
                    flags.TryGetValue(shift.Claim, out var flag) ? flag.Id : null
                )),
            ]
        );
    }

    private static RetractionView ViewOf(Retraction retraction, SourceRef? by) =>
        new(
            retraction.Id,
            retraction.Version,
            retraction.RecordedAt,
            retraction.RecordedBy,
            new Links($"/api/v1/retractions/{retraction.Id}"),
            retraction.ArticleId,
            retraction.ClaimId,
            by,
            retraction.Date,
            retraction.Reason,
            retraction.Evidence,
            retraction.ReinstatedAt is { } at
                ? new ReinstatementView(
                    retraction.ReinstatedBy!,
                    at,
                    retraction.ReinstatementReason,
                    retraction.ReinstatementDate,
                    retraction.ReinstatementEvidence
                )
                : null
        );
}

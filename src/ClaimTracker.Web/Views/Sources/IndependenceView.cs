using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Sources;

/// <summary>What somebody found about two sources.</summary>
/// <param name="A">Id of a source.</param>
/// <param name="B">Id of another.</param>
/// <param name="Claim">Id of the claim for whose proposition it holds; null: wherever both are origins.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record IndependenceView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long A,
    long B,
    FindingValue Value,
    long? Claim,
    string Rationale,
    IReadOnlyList<Evidence> Evidence,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>Reads findings as they go over the wire.</summary>
internal static class IndependenceViews
{
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<IndependenceView> ReadAsync(
        ClaimTrackerDb db,
        long id,
        CancellationToken cancellationToken
    )
    {
        var finding = await db
            .IndependenceFindings.AsNoTracking()
            .FirstOrDefaultAsync(f => f.Id == id, cancellationToken)
            ?? throw new NotFoundException("finding", id);
        return new IndependenceView(
            finding.Id,
            finding.Version,
            finding.RecordedAt,
            finding.RecordedBy,
            new Links($"/api/v1/independence/{finding.Id}"),
            finding.AId,
            finding.BId,
            finding.Value,
            finding.ClaimId,
            finding.Rationale,
            finding.Evidence,
            WithdrawalView.Of(finding)
        );
    }
}

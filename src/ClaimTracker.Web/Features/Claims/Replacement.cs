using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>Claims that took the place of others.</summary>
/// <param name="Claims">The new ones, in the order of the request.</param>
/// <param name="Replaced">Those whose place they took.</param>
/// <param name="ToMove">What still stands on those.</param>
/// <param name="Links">Where the new claims are.</param>
public sealed record Replacement(
    IReadOnlyList<ClaimView> Claims,
    IReadOnlyList<long> Replaced,
    ToMove ToMove,
    Links Links
) : IAddressed
{
    /// <summary>Reads the answer to a split or a join.</summary>
    internal static async Task<Replacement> ReadAsync(
        ClaimTrackerDb db,
        IReadOnlyList<Claim> made,
        IReadOnlyList<long> replaced,
        string address,
        CancellationToken cancellationToken
    )
    {
        var ids = made.Select(claim => claim.Id).ToList();
        var views = await ClaimViews.ReadAsync(db, db.Claims.Where(claim => ids.Contains(claim.Id)), cancellationToken);
        var relations = await db
            .Relations.Where(relation =>
                relation.Status == RelationStatus.Standing
                && (replaced.Contains(relation.FromId) || replaced.Contains(relation.ToId))
            )
            .OrderBy(relation => relation.Id)
            .Select(relation => relation.Id)
            .ToListAsync(cancellationToken);
        return new Replacement(
            [.. ids.Select(id => views.Single(view => view.Id == id))],
            replaced,
            new ToMove(relations),
            new Links(address)
        );
    }
}

/// <summary>What stands on replaced claims: somebody must decide which new claim it belongs to.</summary>
/// <param name="Relations">Ids of the standing relations.</param>
public sealed record ToMove(IReadOnlyList<long> Relations);

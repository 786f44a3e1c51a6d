using ClaimTracker.Domain;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Views.Review;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>What retractions do to the support of claims, and the flags that say so; in the transaction of the retraction.</summary>
internal sealed class RetractionImpact(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex) : IScoped
{
    /// <summary>The accepted claims of an article, read before they change.</summary>
    public async Task<SupportImpact> OfArticleAsync(long article, CancellationToken cancellationToken) =>
        await SupportImpact.BeforeAsync(
            db,
            await db
                .Claims.Where(claim => claim.ArticleId == article && claim.Status == ClaimStatus.Accepted)
                .Select(claim => claim.Id)
                .ToListAsync(cancellationToken),
            liveAssessmentIndex.Settings,
            cancellationToken
        );

    /// <summary>A claim, read before its statement is taken back, or stood by again.</summary>
    public Task<SupportImpact> OfClaimAsync(long claim, CancellationToken cancellationToken) =>
        SupportImpact.BeforeAsync(db, [claim], liveAssessmentIndex.Settings, cancellationToken);

    /// <summary>Saves what was taken back, and flags what rested only on it.</summary>
    public async Task<RetractionOutcome> RetractAsync(
        SupportImpact shift,
        Retraction retraction,
        Message cause,
        CancellationToken cancellationToken
    )
    {
        await db.SaveChangesAsync(cancellationToken);
        var (lost, regained) = await shift.AfterAsync(cancellationToken);
        var flags = await SupportFlags.RaiseAsync(db, lost, cause, cancellationToken);

        // An article that disputed who said something no longer does.
        await SupportFlags.EndAsync(db, regained, Message.Of(MessageCode.ChainNoLongerDisputed), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await RetractionViews.ReadAsync(db, retraction.Id, lost, flags, cancellationToken);
    }

    /// <summary>Saves what stands again, and takes the cause from the flags of what rests on it.</summary>
    public async Task<RetractionOutcome> ReinstateAsync(
        SupportImpact shift,
        Retraction retraction,
        Message how,
        CancellationToken cancellationToken
    )
    {
        await db.SaveChangesAsync(cancellationToken);
        var (_, regained) = await shift.AfterAsync(cancellationToken);
        var flags = await SupportFlags.EndAsync(db, regained, how, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await RetractionViews.ReadAsync(db, retraction.Id, regained, flags, cancellationToken);
    }
}

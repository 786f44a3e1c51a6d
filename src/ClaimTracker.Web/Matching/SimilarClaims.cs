using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Matching;

/// <summary>
/// What all claims that are neither rejected nor replaced say, kept in memory. It is read when it is first asked for; from then on it takes in, before it
/// answers, what the audit trail says was changed. One asks at a time.
/// </summary>
internal sealed class SimilarClaims : IDisposable
{
    private const int Portion = 5000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly TrailSubscription trail = new(Portion);
    private ClaimSimilarityIndex? index;
    private long newest;

    public async Task<T> ReadAsync<T>(
        ClaimTrackerDb db,
        Func<ClaimSimilarityIndex, T> read,
        CancellationToken cancellationToken
    )
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return read(await CatchUpAsync(db, cancellationToken));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Claims as they are compared.</summary>
    public static async Task<List<ComparedClaim>> ReadAsync(
        IQueryable<Claim> claims,
        CancellationToken cancellationToken
    ) =>
        (
            await claims
                .AsNoTracking()
                .Select(claim => new
                {
                    claim.Id,
                    claim.ArticleId,
                    claim.Status,
                    claim.Modality,
                    claim.StatementKey,
                })
                .ToListAsync(cancellationToken)
        ).ConvertAll(row => new ComparedClaim(
            row.Id,
            row.ArticleId,
            row.Status == ClaimStatus.Accepted,
            row.Modality == Modality.Negated,
            row.StatementKey
        ));

    public void Dispose() => turn.Dispose();

    private async Task<ClaimSimilarityIndex> CatchUpAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        var head = await db.TrailHeadAsync(cancellationToken);
        if (index is null || head < trail.Progress)
        {
            (index, newest) = (new ClaimSimilarityIndex(), 0);
            trail.StartAfter(head);
        }

        await trail.FollowAsync(
            db,
            head,
            entries => TakeInAsync(db, entries, index, cancellationToken),
            cancellationToken
        );
        await TakeInProposedAsync(db, index, cancellationToken);
        return index;
    }

    private static async Task TakeInAsync(
        ClaimTrackerDb db,
        IReadOnlyList<TrailEntry> entries,
        ClaimSimilarityIndex index,
        CancellationToken cancellationToken
    )
    {
        var changed = entries
            .Where(entry => entry.Subject.Type == "claim")
            .Select(entry => entry.Subject.Id)
            .Distinct()
            .ToList();
        if (changed.Count == 0)
            return;
        var compared = await ReadAsync(Comparable(db).Where(claim => changed.Contains(claim.Id)), cancellationToken);
        foreach (var gone in changed.Except(compared.Select(claim => claim.Claim)))
            index.Remove(gone);
        compared.ForEach(index.Put);
    }

    // What is proposed with an article stands in no entry of its own.
    private async Task TakeInProposedAsync(
        ClaimTrackerDb db,
        ClaimSimilarityIndex index,
        CancellationToken cancellationToken
    )
    {
        var last = await db.Claims.MaxAsync(claim => (long?)claim.Id, cancellationToken) ?? 0;
        for (; newest < last; newest = Math.Min(newest + Portion, last))
        {
            var (low, high) = (newest, newest + Portion);
            (
                await ReadAsync(
                    Comparable(db).Where(claim => claim.Id > low && claim.Id <= high).OrderBy(claim => claim.Id),
                    cancellationToken
                )
            ).ForEach(index.Put);
        }
    }

    private static IQueryable<Claim> Comparable(ClaimTrackerDb db) =>
        db.Claims.Where(claim => claim.Status == ClaimStatus.Proposed || claim.Status == ClaimStatus.Accepted);
}

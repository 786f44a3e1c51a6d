using System.Globalization;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Matching;
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
    private ClaimSimilarityIndex? index;
    private long position;
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
        if (index is null || head < position)
            (index, newest, position) = (new ClaimSimilarityIndex(), 0, head);
        while (position < head)
        {
            var after = position;
            var entries = await db
                .AuditEntries.AsNoTracking()
                .Where(entry => entry.Position > after)
                .OrderBy(entry => entry.Position)
                .Take(Portion)
                .Select(entry => new { entry.Position, entry.Subject })
                .ToListAsync(cancellationToken);
            var changed = entries
                .Where(entry => entry.Subject.StartsWith("claim:", StringComparison.Ordinal))
                .Select(entry =>
                    long.Parse(entry.Subject.AsSpan("claim:".Length), NumberStyles.None, CultureInfo.InvariantCulture)
                )
                .Distinct()
                .ToList();
            if (changed.Count > 0)
            {
                var compared = await ReadAsync(
                    Comparable(db).Where(claim => changed.Contains(claim.Id)),
                    cancellationToken
                );
                foreach (var gone in changed.Except(compared.Select(claim => claim.Claim)))
                    index.Remove(gone);
                compared.ForEach(index.Put);
            }

            position = entries[^1].Position;
        }

        // What is proposed with an article stands in no entry of its own.
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

        return index;
    }

    private static IQueryable<Claim> Comparable(ClaimTrackerDb db) =>
        db.Claims.Where(claim => claim.Status == ClaimStatus.Proposed || claim.Status == ClaimStatus.Accepted);
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Audit;

/// <summary>
/// Verifies the whole audit trail, now: every hash, chain, position, head and checkpoint, and names the first place that is broken. It reads every
/// entry, and one verification runs at a time. A trail that was cut off or rewritten as a whole shows only against checkpoints kept elsewhere:
/// <c>verify-audit --against</c>.
/// </summary>
[Requires(Role.Reader)]
public sealed record GetVerification : IQuery<VerificationView>
{
    /// <summary><c>records</c>: compares every record with what the trail says of it, too, so that rows that were changed past the service show. Takes several times as long.</summary>
    public VerificationPart? Include { get; init; }
}

/// <summary>What a verification looks at beside the trail itself.</summary>
public enum VerificationPart
{
    Records = 0,
}

/// <summary>Whether the audit trail is whole.</summary>
/// <param name="Valid">Nothing is wrong with it.</param>
/// <param name="Entries">How many were read and found sound: all of them, or those before the first broken place.</param>
/// <param name="FirstBroken">Null where nothing is wrong.</param>
/// <param name="Checkpoint">The newest that was made; null where none was yet.</param>
public sealed record VerificationView(bool Valid, long Entries, BrokenPlace? FirstBroken, CheckpointView? Checkpoint);

/// <summary>Where the trail is broken first.</summary>
/// <param name="Position">Null where no entry is concerned, such as for a head without entries.</param>
/// <param name="Subject">Such as <c>claim:42</c>; null where nothing says whose entry it was.</param>
/// <param name="Sequence">Of the subject; null as that is.</param>
/// <param name="Why">A sentence.</param>
public sealed record BrokenPlace(long? Position, string? Subject, long? Sequence, string Why)
{
    internal static BrokenPlace? Of(TrailFault? fault) =>
        fault is null ? null : new(fault.Position, fault.Subject, fault.Sequence, fault.Why);
}

internal sealed class GetVerificationHandler(
    ClaimTrackerDb db,
    TrailVerifier verifier,
    RecordComparison records,
    AuditSettings settings
) : IRequestHandler<GetVerification, VerificationView>
{
    // It reads the whole trail: many who ask at once must not multiply that.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    public async Task<VerificationView> Handle(GetVerification query, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            var report = await verifier.VerifyAsync([], null, cancellationToken);
            var broken = report.FirstBroken
                ?? (
                    query.Include == VerificationPart.Records ? await records.FindAsync(null, cancellationToken) : null
                );
            var newest =
                report.FirstBroken is null || report.Entries > 0
                    ? await db
                        .AuditCheckpoints.AsNoTracking()
                        .OrderByDescending(checkpoint => checkpoint.Position)
                        .FirstOrDefaultAsync(cancellationToken)
                    : null;
            return new VerificationView(
                broken is null,
                report.Entries,
                BrokenPlace.Of(broken),
                newest is null ? null : CheckpointView.Of(newest, settings.Key)
            );
        }
        finally
        {
            Turn.Release();
        }
    }
}

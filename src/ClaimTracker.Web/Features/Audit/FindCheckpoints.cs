using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Audit;

/// <summary>A page of the checkpoints of the audit trail, newest first. Keep them outside the database: there they show what was cut off or rewritten since.</summary>
[Requires(Role.Reader)]
public sealed record FindCheckpoints : IQuery<Page<CheckpointView>>, IPaged
{
    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindCheckpointsHandler(ClaimTrackerDb db, AuditSettings settings)
    : IRequestHandler<FindCheckpoints, Page<CheckpointView>>
{
    public async Task<Page<CheckpointView>> Handle(FindCheckpoints query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var checkpoints = db.AuditCheckpoints.AsNoTracking();
        if (cursor.Id is { } after)
            checkpoints = checkpoints.Where(checkpoint => checkpoint.Position < after);
        var page = await checkpoints
            .OrderByDescending(checkpoint => checkpoint.Position)
            .Take(cursor.Take)
            .ToListAsync(cancellationToken);
        return cursor
            .Cut(page, checkpoint => checkpoint.Position)
            .Select(checkpoint => CheckpointView.Of(checkpoint, settings.Key));
    }
}

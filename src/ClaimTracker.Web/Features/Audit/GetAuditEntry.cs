using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Audit;

/// <summary>One entry of the audit trail.</summary>
[Requires(Role.Reader)]
public sealed record GetAuditEntry(long Position) : IQuery<AuditEntryView>;

internal sealed class GetAuditEntryHandler(ClaimTrackerDb db, Caller caller)
    : IRequestHandler<GetAuditEntry, AuditEntryView>
{
    public async Task<AuditEntryView> Handle(GetAuditEntry query, CancellationToken cancellationToken) =>
        await db
            .AuditEntries.AsNoTracking()
            .FirstOrDefaultAsync(entry => entry.Position == query.Position, cancellationToken)
            is { } entry
            ? AuditEntryViews.Of(entry, caller)
            : throw new NotFoundException("audit entry", query.Position);
}

using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Audit;

/// <summary>Who changed what, when and why; and whether anybody tampered with that.</summary>
[Tags("Audit")]
public sealed class AuditController : ApiController
{
    [HttpGet("audit")]
    public Task<ActionResult<Page<AuditEntryView>>> FindAuditEntries([FromQuery] FindAuditEntries query) => Send(query);

    [HttpGet("audit/{position:long}")]
    public Task<ActionResult<AuditEntryView>> GetAuditEntry(long position) => Send(new GetAuditEntry(position));

    [HttpGet("audit/verification")]
    public Task<ActionResult<VerificationView>> GetVerification([FromQuery] GetVerification query) => Send(query);

    [HttpGet("audit/checkpoints")]
    public Task<ActionResult<Page<CheckpointView>>> FindCheckpoints([FromQuery] FindCheckpoints query) => Send(query);
}

using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Relations;

/// <summary>Relations: what analysts found between claims.</summary>
[Tags("Relations")]
public sealed class RelationsController : ApiController
{
    [HttpPost("relations")]
    public Task<ActionResult<RelationView>> RecordRelation(RecordRelation body) => Create(body);

    [HttpGet("relations/{id:long}")]
    public Task<ActionResult<RelationView>> GetRelation(long id) => Send(new GetRelation(id));

    [HttpGet("claims/{id:long}/relations")]
    public Task<ActionResult<Page<RelationView>>> FindClaimRelations(long id, [FromQuery] FindClaimRelations query) =>
        Send(query with { ClaimId = id });

    [HttpPost("relations/{id:long}/withdrawal")]
    public Task<ActionResult<RelationView>> WithdrawRelation(long id, WithdrawRelation body) =>
        Send(body with { Id = id });
}

using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>What needs looking at: marks on claims, by people and by the program, and the queue of them.</summary>
[Tags("Flags")]
public sealed class FlagsController : ApiController
{
    [HttpPost("claims/{id:long}/flags")]
    public Task<ActionResult<FlagView>> AddFlag(long id, AddFlag body) => Create(body with { Id = id });

    [HttpGet("claims/{id:long}/flags")]
    public Task<ActionResult<Page<FlagView>>> FindClaimFlags(long id, [FromQuery] FindClaimFlags query) =>
        Send(query with { Id = id });

    [HttpGet("flags")]
    public Task<ActionResult<Page<FlagView>>> FindFlags([FromQuery] FindFlags query) => Send(query);

    [HttpGet("flags/counts")]
    public Task<ActionResult<FlagCounts>> GetFlagCounts([FromQuery] GetFlagCounts query) => Send(query);

    [HttpGet("flags/{id:long}")]
    public Task<ActionResult<FlagView>> GetFlag(long id) => Send(new GetFlag(id));

    [HttpPatch("flags/{id:long}")]
    public Task<ActionResult<FlagView>> EditFlag(long id, EditFlag body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpPut("flags/{id:long}/status")]
    public Task<ActionResult<FlagView>> SetFlagStatus(long id, SetFlagStatus body) =>
        Send(body with { Id = id, IfMatch = IfMatch });
}

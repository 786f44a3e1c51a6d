using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Access;

/// <summary>Keys, their holders, and who asks.</summary>
[Tags("Access")]
public sealed class AccessController : ApiController
{
    [HttpPost("api-keys")]
    public Task<ActionResult<ApiKeyView>> IssueKey(IssueKey body) => Create(body);

    [HttpGet("api-keys")]
    public Task<ActionResult<Page<ApiKeyView>>> FindKeys([FromQuery] FindKeys query) => Send(query);

    [HttpGet("api-keys/{id:long}")]
    public Task<ActionResult<ApiKeyView>> GetKey(long id) => Send(new GetKey(id));

    [HttpDelete("api-keys/{id:long}")]
    public Task<ActionResult<ApiKeyView>> RevokeKey(long id) => Send(new RevokeKey(id));

    [HttpGet("me")]
    public Task<ActionResult<MeView>> GetMe() => Send(new GetMe());

    [HttpGet("holders")]
    public Task<ActionResult<Page<HolderView>>> FindHolders([FromQuery] FindHolders query) => Send(query);

    [HttpGet("holders/{id:long}")]
    public Task<ActionResult<HolderView>> GetHolder(long id) => Send(new GetHolder(id));
}

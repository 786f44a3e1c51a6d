using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>Claims: found by hand, decided on, corrected, attributed, split and joined.</summary>
[Tags("Claims")]
public sealed class ClaimsController : ApiController
{
    [HttpPost("articles/{id:long}/claims")]
    public Task<ActionResult<ClaimView>> RecordClaim(long id, RecordClaim body) => Create(body with { ArticleId = id });

    [HttpGet("articles/{id:long}/claims")]
    public Task<ActionResult<Page<ClaimView>>> FindArticleClaims(long id, [FromQuery] FindArticleClaims query) =>
        Send(query with { ArticleId = id });

    [HttpGet("claims")]
    public Task<ActionResult<Page<ClaimView>>> FindClaims([FromQuery] FindClaims query) => Send(query);

    [HttpGet("claims/{id:long}")]
    public Task<ActionResult<ClaimView>> GetClaim(long id, [FromQuery] GetClaim query) => Send(query with { Id = id });

    [HttpGet("claims/{id:long}/similar")]
    public Task<ActionResult<IReadOnlyList<SimilarClaim>>> FindSimilarClaims(long id) =>
        Send(new FindSimilarClaims(id));

    [HttpPatch("claims/{id:long}")]
    public Task<ActionResult<ClaimView>> EditClaim(long id, EditClaim body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpPut("claims/{id:long}/status")]
    public Task<ActionResult<ClaimView>> SetClaimStatus(long id, SetClaimStatus body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpPut("claims/{id:long}/credibility")]
    public Task<ActionResult<ClaimView>> SetCredibility(long id, SetCredibility body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpPost("claims/status")]
    public Task<ActionResult<ClaimStatusResults>> SetClaimStatuses(SetClaimStatuses body) => Send(body);

    [HttpPut("claims/{id:long}/attribution")]
    public Task<ActionResult<ClaimView>> SetAttribution(long id, SetAttribution body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpPost("claims/{id:long}/split")]
    public Task<ActionResult<Replacement>> SplitClaim(long id, SplitClaim body) => Create(body with { Id = id });

    [HttpPost("claims/join")]
    public Task<ActionResult<Replacement>> JoinClaims(JoinClaims body) => Create(body);
}

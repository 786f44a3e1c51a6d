using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>Verdicts: the conclusions on claims, and the scales on which claims are rated.</summary>
[Tags("Verdicts")]
public sealed class VerdictsController : ApiController
{
    [HttpPut("claims/{id:long}/verdict"), TakesIfNoneMatch]
    public Task<ActionResult<ClaimVerdictView>> SetVerdict(long id, SetVerdict body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpGet("claims/{id:long}/verdict")]
    public Task<ActionResult<ClaimVerdictView>> GetVerdict(long id) => Send(new GetVerdict(id));

    [HttpPost("claims/{id:long}/verdict/withdrawal")]
    public Task<ActionResult<ClaimVerdictView>> WithdrawVerdict(long id, WithdrawVerdict body) =>
        Send(body with { Id = id });

    [HttpPost("verdict-scales")]
    public Task<ActionResult<VerdictScaleView>> RecordVerdictScale(RecordVerdictScale body) => Create(body);

    [HttpGet("verdict-scales")]
    public Task<ActionResult<Page<VerdictScaleView>>> FindVerdictScales([FromQuery] FindVerdictScales query) =>
        Send(query);

    [HttpGet("verdict-scales/{id:long}")]
    public Task<ActionResult<VerdictScaleView>> GetVerdictScale(long id) => Send(new GetVerdictScale(id));
}

using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Views.Sources;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Independence;

/// <summary>Findings about pairs of sources: the machine never establishes independence, people do.</summary>
[Tags("Independence")]
public sealed class IndependenceController : ApiController
{
    [HttpPost("independence")]
    public Task<ActionResult<IndependenceView>> RecordIndependence(RecordIndependence body) => Create(body);

    [HttpGet("independence/{id:long}")]
    public Task<ActionResult<IndependenceView>> GetIndependence(long id) => Send(new GetIndependence(id));

    [HttpPost("independence/{id:long}/withdrawal")]
    public Task<ActionResult<IndependenceView>> WithdrawIndependence(long id, WithdrawIndependence body) =>
        Send(body with { Id = id });
}

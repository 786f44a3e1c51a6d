using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>Articles that their outlets took back, statements that their sources took back, and what went with them.</summary>
[Tags("Retractions")]
public sealed class RetractionsController : ApiController
{
    [HttpPost("articles/{id:long}/retraction")]
    public Task<ActionResult<RetractionOutcome>> RetractArticle(long id, RetractArticle body) =>
        Send(body with { Id = id });

    [HttpPost("articles/{id:long}/reinstatement")]
    public Task<ActionResult<RetractionOutcome>> ReinstateArticle(long id, ReinstateArticle body) =>
        Send(body with { Id = id });

    [HttpPost("claims/{id:long}/retraction")]
    public Task<ActionResult<RetractionOutcome>> RetractStatement(long id, RetractStatement body) =>
        Send(body with { Id = id });

    [HttpPost("claims/{id:long}/reinstatement")]
    public Task<ActionResult<RetractionOutcome>> ReinstateStatement(long id, ReinstateStatement body) =>
        Send(body with { Id = id });

    [HttpGet("retractions")]
    public Task<ActionResult<Page<RetractionView>>> FindRetractions([FromQuery] FindRetractions query) => Send(query);

    [HttpGet("retractions/{id:long}")]
    public Task<ActionResult<RetractionView>> GetRetraction(long id) => Send(new GetRetraction(id));
}

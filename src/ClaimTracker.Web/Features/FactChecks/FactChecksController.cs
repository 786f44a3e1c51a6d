using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>Claim reviews: our published verdicts for the world, and those of other fact-checkers for us.</summary>
[Tags("Claim reviews")]
public sealed class FactChecksController : ApiController
{
    [HttpGet("claims/{id:long}/claim-review")]
    [Produces("application/ld+json", "application/json")]
    public Task<ActionResult<ClaimReviewDocument>> GetClaimReview(long id) => Send(new GetClaimReview(id));

    [HttpPost("claim-reviews/import")]
    [Consumes("application/json", "application/ld+json")]
    public Task<ActionResult<IReadOnlyList<ImportedReview>>> ImportFactChecks(ImportFactChecks body) => Send(body);

    [HttpGet("claim-reviews")]
    public Task<ActionResult<Page<FactCheckView>>> FindFactChecks([FromQuery] FindFactChecks query) => Send(query);

    [HttpGet("claim-reviews/{id:long}")]
    public Task<ActionResult<FactCheckView>> GetFactCheck(long id) => Send(new GetFactCheck(id));

    [HttpPut("claim-reviews/{id:long}/claim")]
    public Task<ActionResult<FactCheckView>> LinkFactCheck(long id, LinkFactCheck body) =>
        Send(body with { Id = id, IfMatch = IfMatch });
}

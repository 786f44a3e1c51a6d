using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.ClaimReviews;

/// <summary>Claim reviews: our published verdicts for the world, and those of other fact-checkers for us.</summary>
[Tags("Claim reviews")]
public sealed class ClaimReviewsController : ApiController
{
    [HttpGet("claims/{id:long}/claim-review")]
    [Produces("application/ld+json", "application/json")]
    public Task<ActionResult<ClaimReviewDocument>> GetClaimReview(long id) => Send(new GetClaimReview(id));

    [HttpPost("claim-reviews/import")]
    [Consumes("application/json", "application/ld+json")]
    public Task<ActionResult<IReadOnlyList<ImportedReview>>> ImportClaimReviews(ImportClaimReviews body) => Send(body);

    [HttpGet("claim-reviews")]
    public Task<ActionResult<Page<ExternalReviewView>>> FindExternalReviews([FromQuery] FindExternalReviews query) =>
        Send(query);

    [HttpGet("claim-reviews/{id:long}")]
    public Task<ActionResult<ExternalReviewView>> GetExternalReview(long id) => Send(new GetExternalReview(id));

    [HttpPut("claim-reviews/{id:long}/claim")]
    public Task<ActionResult<ExternalReviewView>> LinkExternalReview(long id, LinkExternalReview body) =>
        Send(body with { Id = id, IfMatch = IfMatch });
}

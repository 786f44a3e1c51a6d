using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>Chain reviews: attribution chains audited link by link, signed off or sent back.</summary>
[Tags("Chain reviews")]
public sealed class ChainReviewsController : ApiController
{
    [HttpPost("claims/{id:long}/review-request")]
    public Task<ActionResult<ReviewRequestView>> AddReviewRequest(
        long id,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] AddReviewRequest? body
    ) => Create((body ?? new AddReviewRequest()) with { ClaimId = id });

    [HttpGet("review-requests/{id:long}")]
    public Task<ActionResult<ReviewRequestView>> GetReviewRequest(long id) => Send(new GetReviewRequest(id));

    [HttpPost("review-requests/{id:long}/withdrawal")]
    public Task<ActionResult<ReviewRequestView>> WithdrawReviewRequest(long id, WithdrawReviewRequest body) =>
        Send(body with { Id = id });

    [HttpGet("claims/{id:long}/chain")]
    public Task<ActionResult<ClaimChainView>> GetClaimChain(long id) => Send(new GetClaimChain(id));

    [HttpPost("claims/{id:long}/chain-reviews"), AlsoAnswers(StatusCodes.Status412PreconditionFailed)]
    public Task<ActionResult<ChainReviewView>> RecordChainReview(long id, RecordChainReview body) =>
        Create(body with { ClaimId = id });

    [HttpGet("claims/{id:long}/chain-reviews")]
    public Task<ActionResult<Page<ChainReviewView>>> FindClaimChainReviews(
        long id,
        [FromQuery] FindClaimChainReviews query
    ) => Send(query with { ClaimId = id });

    [HttpGet("chain-reviews")]
    public Task<ActionResult<Page<ChainReviewView>>> FindChainReviews([FromQuery] FindChainReviews query) =>
        Send(query);

    [HttpGet("chain-reviews/queue")]
    public Task<ActionResult<Page<QueuedReviewView>>> FindQueuedReviews([FromQuery] FindQueuedReviews query) =>
        Send(query);

    [HttpGet("chain-reviews/{id:long}")]
    public Task<ActionResult<ChainReviewView>> GetChainReview(long id) => Send(new GetChainReview(id));

    [HttpPost("chain-reviews/{id:long}/withdrawal")]
    public Task<ActionResult<ChainReviewView>> WithdrawChainReview(long id, WithdrawChainReview body) =>
        Send(body with { Id = id });
}

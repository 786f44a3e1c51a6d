using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using ClaimTracker.Web.Views.Sources;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>Sources: their names, whom they belong to, and what they are said to have said.</summary>
[Route("api/v1/sources")]
[Tags("Sources")]
public sealed class SourcesController : ApiController
{
    [HttpPost]
    public Task<ActionResult<SourceView>> RecordSource(RecordSource body) => Create(body);

    [HttpGet]
    public Task<ActionResult<Page<SourceView>>> FindSources([FromQuery] FindSources query) => Send(query);

    [HttpGet("{id:long}")]
    public Task<ActionResult<SourceView>> GetSource(long id) => Send(new GetSource(id));

    [HttpPatch("{id:long}")]
    public Task<ActionResult<SourceView>> EditSource(long id, EditSource body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpGet("{id:long}/claims")]
    public Task<ActionResult<Page<ClaimView>>> FindSourceClaims(long id, [FromQuery] FindSourceClaims query) =>
        Send(query with { Id = id });

    [HttpPost("{id:long}/aliases")]
    public Task<ActionResult<AliasView>> AddAlias(long id, AddAlias body) => Create(body with { Id = id });

    [HttpGet("{id:long}/aliases/{aliasId:long}")]
    public Task<ActionResult<AliasView>> GetAlias(long id, long aliasId) => Send(new GetAlias(id, aliasId));

    [HttpPost("{id:long}/aliases/{aliasId:long}/withdrawal")]
    public Task<ActionResult<AliasView>> WithdrawAlias(long id, long aliasId, WithdrawAlias body) =>
        Send(body with { Id = id, AliasId = aliasId });

    [HttpPost("{id:long}/affiliations")]
    public Task<ActionResult<AffiliationView>> AddAffiliation(long id, AddAffiliation body) =>
        Create(body with { Id = id });

    [HttpGet("{id:long}/affiliations/{affiliationId:long}")]
    public Task<ActionResult<AffiliationView>> GetAffiliation(long id, long affiliationId) =>
        Send(new GetAffiliation(id, affiliationId));

    [HttpPost("{id:long}/affiliations/{affiliationId:long}/withdrawal")]
    public Task<ActionResult<AffiliationView>> WithdrawAffiliation(
        long id,
        long affiliationId,
        WithdrawAffiliation body
    ) => Send(body with { Id = id, AffiliationId = affiliationId });

    [HttpPost("{id:long}/merge")]
    public Task<ActionResult<SourceView>> MergeSource(long id, MergeSource body) => Send(body with { Id = id });

    [HttpPost("{id:long}/unmerge")]
    public Task<ActionResult<SourceView>> UnmergeSource(long id, UnmergeSource body) => Send(body with { Id = id });

    [HttpPost("{id:long}/distinct")]
    public Task<ActionResult<DistinctionView>> AddDistinction(long id, AddDistinction body) =>
        Create(body with { Id = id });

    [HttpGet("{id:long}/distinct/{distinctionId:long}")]
    public Task<ActionResult<DistinctionView>> GetDistinction(long id, long distinctionId) =>
        Send(new GetDistinction(id, distinctionId));

    [HttpPost("{id:long}/distinct/{distinctionId:long}/withdrawal")]
    public Task<ActionResult<DistinctionView>> WithdrawDistinction(
        long id,
        long distinctionId,
        WithdrawDistinction body
    ) => Send(body with { Id = id, DistinctionId = distinctionId });

    [HttpGet("{id:long}/similar")]
    public Task<ActionResult<IReadOnlyList<SimilarSource>>> FindSimilarSources(long id) =>
        Send(new FindSimilarSources(id));

    [HttpGet("{id:long}/profile")]
    public Task<ActionResult<SourceProfile>> GetProfile(long id) => Send(new GetProfile(id));

    [HttpPost("{id:long}/ratings")]
    public Task<ActionResult<RatingView>> AddRating(long id, AddRating body) => Create(body with { Id = id });

    [HttpGet("{id:long}/ratings")]
    public Task<ActionResult<Page<RatingView>>> FindRatings(long id, [FromQuery] FindRatings query) =>
        Send(query with { Id = id });

    [HttpGet("{id:long}/ratings/{ratingId:long}")]
    public Task<ActionResult<RatingView>> GetRating(long id, long ratingId) => Send(new GetRating(id, ratingId));

    [HttpGet("{id:long}/reliability")]
    public Task<ActionResult<SourceReliability>> GetReliability(long id) => Send(new GetReliability(id));
}

using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>What was done to a record, by whom, when and why, in sentences.</summary>
[Tags("Histories")]
public sealed class HistoriesController : ApiController
{
    [HttpGet("claims/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindClaimHistory(long id, [FromQuery] FindClaimHistory query) =>
        Send(query with { Id = id });

    [HttpGet("sources/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindSourceHistory(long id, [FromQuery] FindSourceHistory query) =>
        Send(query with { Id = id });

    [HttpGet("articles/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindArticleHistory(
        long id,
        [FromQuery] FindArticleHistory query
    ) => Send(query with { Id = id });

    [HttpGet("relations/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindRelationHistory(
        long id,
        [FromQuery] FindRelationHistory query
    ) => Send(query with { Id = id });
}

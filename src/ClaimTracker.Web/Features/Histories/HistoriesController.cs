using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>What was done to a record, by whom, when and why, in sentences.</summary>
[Tags("Histories")]
public sealed class HistoriesController : ApiController
{
    [HttpGet("claims/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindClaimHistory(long id, [FromQuery] FindClaimHistory query) =>
        Tell(query with { Id = id, AcceptLanguage = Request.Headers.AcceptLanguage });

    [HttpGet("sources/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindSourceHistory(long id, [FromQuery] FindSourceHistory query) =>
        Tell(query with { Id = id, AcceptLanguage = Request.Headers.AcceptLanguage });

    [HttpGet("articles/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindArticleHistory(
        long id,
        [FromQuery] FindArticleHistory query
    ) => Tell(query with { Id = id, AcceptLanguage = Request.Headers.AcceptLanguage });

    [HttpGet("relations/{id:long}/history")]
    public Task<ActionResult<Page<HistoryEntryView>>> FindRelationHistory(
        long id,
        [FromQuery] FindRelationHistory query
    ) => Tell(query with { Id = id, AcceptLanguage = Request.Headers.AcceptLanguage });

    private Task<ActionResult<Page<HistoryEntryView>>> Tell(History history)
    {
        Response.Headers.ContentLanguage = history.ToldIn == Language.Fr ? "fr" : "en";
        Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Send(history);
    }
}

using ClaimTracker.Web.Pipeline.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>Claims with their relations, sources and articles, in the formats that graph tools read.</summary>
[Tags("Graphs")]
[Produces(
    "application/json",
    "application/vnd.jgf+json",
    "application/graphml+xml",
    "application/gexf+xml",
    "text/vnd.graphviz",
    "application/ld+json"
)]
[ProducesResponseType(typeof(object), StatusCodes.Status200OK)]
public sealed class GraphsController(IMediator mediator) : ApiController
{
    [HttpGet("claims/{id:long}/graph")]
    public Task<GraphResult> GetClaimGraph(long id, [FromQuery] GetClaimGraph query) => Draw(query with { Id = id });

    [HttpGet("sources/{id:long}/graph")]
    public Task<GraphResult> GetSourceGraph(long id, [FromQuery] GetSourceGraph query) => Draw(query with { Id = id });

    [HttpGet("articles/{id:long}/graph")]
    public Task<GraphResult> GetArticleGraph(long id, [FromQuery] GetArticleGraph query) =>
        Draw(query with { Id = id });

    [HttpGet("graph"), AlsoAnswers(StatusCodes.Status404NotFound)]
    public Task<GraphResult> GetGraph([FromQuery] GetGraph query) => Draw(query);

    private async Task<GraphResult> Draw(GraphRequest query) =>
        new(GraphWriter.Choose(query.Format, Request), await mediator.Send(query, HttpContext.RequestAborted));
}

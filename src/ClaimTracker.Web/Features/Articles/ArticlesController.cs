using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>Articles: in, out, corrected, extracted again.</summary>
[Route("api/v1/articles")]
[Tags("Articles")]
public sealed class ArticlesController : ApiController
{
    [HttpPost]
    public Task<ActionResult<ArticleView>> RecordArticle(RecordArticle body) => Create(body);

    [HttpPost("bulk")]
    [Consumes(Ndjson.MediaType, "application/ndjson")]
    [Produces(Ndjson.MediaType)]
    [ProducesResponseType<RecordedLine>(StatusCodes.Status200OK)]
    [TakesLines(typeof(RecordArticle))]
    [DisableRequestSizeLimit]
    [IgnoresIdempotencyKey]
    public IActionResult RecordArticles() => new RecordArticles();

    [HttpGet]
    public Task<ActionResult<Page<ArticleView>>> FindArticles([FromQuery] FindArticles query) => Send(query);

    [HttpGet("{id:long}")]
    public Task<ActionResult<ArticleView>> GetArticle(long id) => Send(new GetArticle(id));

    [HttpPatch("{id:long}")]
    public Task<ActionResult<ArticleView>> EditArticle(long id, EditArticle body) =>
        Send(body with { Id = id, IfMatch = IfMatch });

    [HttpPost("{id:long}/extraction")]
    public Task<ActionResult<Proposed>> ExtractArticle(
        long id,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ExtractArticle? body
    ) => Create((body ?? new ExtractArticle()) with { Id = id });
}

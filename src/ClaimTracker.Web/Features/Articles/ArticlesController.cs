using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>Articles: in, out, corrected, extracted again.</summary>
[Route("api/v1/articles")]
[Tags("Articles")]
public sealed class ArticlesController : ApiController
{
    /// <inheritdoc cref="RecordArticle"/>
    [HttpPost]
    public Task<ActionResult<ArticleView>> Record(RecordArticle body) => Create(body);

    /// <summary>
    /// Stores any number of articles, one JSON object a line (NDJSON), and streams one answer a line, each after that line's commit.
    /// </summary>
    /// <remarks>
    /// Blank lines are counted and skipped; a bad line stops nothing. A line holds at most 16 MiB; the body has no limit.
    /// Reading never waits for the client to read. An Idempotency-Key is ignored: an article sent again is answered 409 with its id.
    /// </remarks>
    [HttpPost("bulk")]
    [Consumes(RecordArticles.MediaType, "application/ndjson")]
    [Produces(RecordArticles.MediaType)]
    [ProducesResponseType<RecordedLine>(StatusCodes.Status200OK)]
    [DisableRequestSizeLimit]
    [IgnoresIdempotencyKey]
    public IActionResult RecordMany() => new RecordArticles();

    /// <inheritdoc cref="FindArticles"/>
    [HttpGet]
    public Task<ActionResult<Page<ArticleView>>> Find([FromQuery] FindArticles query) => Send(query);

    /// <inheritdoc cref="GetArticle"/>
    [HttpGet("{id:long}")]
    public Task<ActionResult<ArticleView>> Get(long id) => Send(new GetArticle(id));

    /// <inheritdoc cref="EditArticle"/>
    [HttpPatch("{id:long}")]
    public Task<ActionResult<ArticleView>> Edit(long id, EditArticle body) => Send(body with { Id = id, IfMatch = IfMatch });

    /// <inheritdoc cref="ExtractArticle"/>
    [HttpPost("{id:long}/extraction")]
    public Task<ActionResult<Proposed>> Extract(long id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ExtractArticle? body) =>
        Create((body ?? new ExtractArticle()) with { Id = id });
}

using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>Articles: in, out, corrected, extracted again.</summary>
[Route("api/v1/articles")]
[Tags("Articles")]
public sealed class ArticlesController : ApiController
{
    /// <inheritdoc cref="RecordArticle"/>
    [HttpPost]
    public Task<ActionResult<ArticleView>> Record(RecordArticle body) => Create(body);

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
    public Task<ActionResult<Proposed>> Extract(long id) => Create(new ExtractArticle(id));
}

using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>Articles: in, out, corrected, extracted again.</summary>
[Route("api/v1/articles")]
[Tags("Articles")]
public sealed class ArticlesController : ApiController
{
    [HttpPost]
    public Task<ActionResult<ArticleView>> RecordArticle(RecordArticle body) => Create(body);

    [HttpGet]
    public Task<ActionResult<Page<ArticleView>>> FindArticles([FromQuery] FindArticles query) => Send(query);

    [HttpGet("{id:long}")]
    public Task<ActionResult<ArticleView>> GetArticle(long id) => Send(new GetArticle(id));

    [HttpPatch("{id:long}")]
    public Task<ActionResult<ArticleView>> EditArticle(long id, EditArticle body) => Send(body with { Id = id, IfMatch = IfMatch });

    [HttpPost("{id:long}/extraction")]
    public Task<ActionResult<Proposed>> ExtractArticle(long id) => Create(new ExtractArticle(id));
}

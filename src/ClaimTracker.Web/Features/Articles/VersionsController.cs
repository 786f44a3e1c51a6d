using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>The versions of an article's text.</summary>
[Route("api/v1/articles/{id:long}/versions")]
[Tags("Articles")]
public sealed class VersionsController : ApiController
{
    [HttpPost]
    public Task<ActionResult<NewVersionView>> RecordVersion(long id, RecordVersion body) =>
        Create(body with { ArticleId = id });

    [HttpGet]
    public Task<ActionResult<Page<ArticleVersionView>>> FindVersions(long id, [FromQuery] FindVersions query) =>
        Send(query with { ArticleId = id });

    [HttpGet("{number:int}")]
    public Task<ActionResult<ArticleVersionView>> GetVersion(long id, int number) => Send(new GetVersion(id, number));
}

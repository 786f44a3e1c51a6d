using ClaimTracker.Web.Pipeline.Http;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Annotations;

/// <summary>Claims as W3C Web Annotations, and annotations made elsewhere as proposed claims.</summary>
[Route("api/v1/articles/{id:long}/annotations")]
[Tags("Annotations")]
public sealed class AnnotationsController : ApiController
{
    private string Server => $"{Request.Scheme}://{Request.Host}{Request.PathBase}";

    [HttpGet]
    [Produces(Annotations.MediaType, "application/json")]
    public Task<ActionResult<AnnotationListing>> FindAnnotations(long id, [FromQuery] FindAnnotations query) =>
        Send(query with { ArticleId = id, Server = Server });

    [HttpPost]
    [Consumes("application/json", "application/ld+json")]
    public Task<ActionResult<RecordedAnnotations>> RecordAnnotations(long id, RecordAnnotations body) =>
        Create(body with { ArticleId = id, Server = Server });
}

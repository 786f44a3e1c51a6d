using ClaimTracker.Web.Pipeline;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Extractions;

/// <summary>Extraction on its own.</summary>
[Route("api/v1/extractions")]
[Tags("Extraction")]
public sealed class ExtractionsController : ApiController
{
    [HttpPost]
    [IgnoresIdempotencyKey]
    public Task<ActionResult<ExtractionView>> ExtractText(ExtractText body) => Send(body);
}

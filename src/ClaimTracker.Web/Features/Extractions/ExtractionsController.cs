using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
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

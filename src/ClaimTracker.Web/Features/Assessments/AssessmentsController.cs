using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Views.Review;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Assessments;

/// <summary>Assessments: how many independent origins claims have, with everything that explains the count.</summary>
[Tags("Assessments")]
public sealed class AssessmentsController : ApiController
{
    [HttpGet("claims/{id:long}/assessment")]
    public Task<ActionResult<AssessmentView>> GetAssessment(long id, [FromQuery] GetAssessment query) =>
        Send(query with { Id = id });

    [HttpGet("assessment")]
    public Task<ActionResult<AssessmentView>> GetJointAssessment([FromQuery] GetJointAssessment query) => Send(query);
}

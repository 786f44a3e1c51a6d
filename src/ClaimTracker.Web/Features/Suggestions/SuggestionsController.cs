using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Suggestions;

/// <summary>What the machine noticed, for people to decide.</summary>
[Route("api/v1/suggestions")]
[Tags("Suggestions")]
public sealed class SuggestionsController : ApiController
{
    [HttpGet]
    public Task<ActionResult<Page<SuggestionView>>> FindSuggestions([FromQuery] FindSuggestions query) => Send(query);

    [HttpGet("{id:long}")]
    public Task<ActionResult<SuggestionView>> GetSuggestion(long id) => Send(new GetSuggestion(id));

    [HttpPut("{id:long}/status")]
    public Task<ActionResult<SuggestionView>> SetSuggestionStatus(long id, SetSuggestionStatus body) =>
        Send(body with { Id = id, IfMatch = IfMatch });
}

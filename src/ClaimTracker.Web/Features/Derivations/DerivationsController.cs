using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Views.Articles;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Features.Derivations;

/// <summary>What articles were made from.</summary>
[Route("api/v1/articles/{id:long}/derivations")]
[Tags("Articles")]
public sealed class DerivationsController : ApiController
{
    [HttpPost]
    public Task<ActionResult<DerivationView>> AddDerivation(long id, AddDerivation body) =>
        Create(body with { Id = id });

    [HttpGet("{derivationId:long}")]
    public Task<ActionResult<DerivationView>> GetDerivation(long id, long derivationId) =>
        Send(new GetDerivation(id, derivationId));

    [HttpPost("{derivationId:long}/withdrawal")]
    public Task<ActionResult<DerivationView>> WithdrawDerivation(long id, long derivationId, WithdrawDerivation body) =>
        Send(body with { Id = id, DerivationId = derivationId });
}

using ClaimTracker.Web.Pipeline.Messaging;
using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>What every controller of the API is: routes, and one expression for each.</summary>
[ApiController]
[Route("api/v1")]
[Produces("application/json")]
[Consumes("application/json")]
public abstract class ApiController : ControllerBase
{
    private IMediator Mediator => HttpContext.RequestServices.GetRequiredService<IMediator>();

    /// <summary>The version the client saw, or that it saw none.</summary>
    /// <exception cref="VersionMissingException">It did not say.</exception>
    protected IfMatch IfMatch =>
        Messaging.IfMatch.Of(
            Request,
            HttpContext.GetEndpoint()!.Metadata.GetMetadata<TakesIfNoneMatchAttribute>() is not null
        );

    /// <summary>200; with an ETag where the answer is one resource, with a Link to the next page where it is a page.</summary>
    protected async Task<ActionResult<TView>> Send<TView>(IRequest<TView> request)
    {
        var view = await Mediator.Send(request, HttpContext.RequestAborted);
        Tag(view);
        return Ok(view);
    }

    /// <summary>201, with Location and an ETag.</summary>
    protected async Task<ActionResult<TView>> Create<TView>(ICreate<TView> request)
    {
        var view = await Mediator.Send(request, HttpContext.RequestAborted);
        Tag(view);
        return view is IAddressed made
            ? Created(made.Links.Self, view)
            : StatusCode(StatusCodes.Status201Created, view);
    }

    // What was held at another time is not what If-Match compares.
    private void Tag<TView>(TView view)
    {
        if (view is IResource resource && !Request.Query.ContainsKey(AsOfParameter.Parameter))
            Response.Headers.ETag = ETags.Of(resource.Version);
        if (view is IPage { Next: { } next })
            Response.Headers.Link = $"<{AddressOfPage(next)}>; rel=\"next\"";
    }

    private string AddressOfPage(string cursor)
    {
        var query = new QueryBuilder(Request.Query.Where(parameter => parameter.Key != "after"))
        {
            { "after", cursor },
        };
        return Request.PathBase.Add(Request.Path).ToUriComponent() + query.ToQueryString();
    }
}

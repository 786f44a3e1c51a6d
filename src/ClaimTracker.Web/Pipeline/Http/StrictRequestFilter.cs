using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>
/// Refuses, before anything is done, what a request asks in vain: a change whose answer it would not accept, and query parameters nobody reads.
/// </summary>
internal sealed class StrictRequestFilter : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (
            request.Query.Count > 0
            && context.ActionDescriptor.Parameters.All(parameter =>
                parameter.BindingInfo?.BindingSource != BindingSource.Query
            )
        )
            throw new InvalidRequestException(
                "invalid",
                "The request is not valid; see errors.",
                request.Query.Keys.ToDictionary(
                    name => name,
                    _ => (string[])["is not a parameter of this request; it takes none."]
                )
            );

        var answers = context
            .ActionDescriptor.EndpointMetadata.OfType<ProducesAttribute>()
            .LastOrDefault()
            ?.ContentTypes;
        if (!HttpMethods.IsGet(request.Method) && answers is not null && !Accepts(request, answers))
            context.Result = new StatusCodeResult(StatusCodes.Status406NotAcceptable);
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    private static bool Accepts(HttpRequest request, MediaTypeCollection answers) =>
        !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        || accepted.Count == 0
        || answers.Any(answer =>
            accepted.Any(range => range.Quality != 0 && MediaTypeHeaderValue.Parse(answer).IsSubsetOf(range))
        );
}

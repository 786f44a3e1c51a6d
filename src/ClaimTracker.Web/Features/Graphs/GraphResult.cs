using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>Writes a graph straight into the response.</summary>
public sealed class GraphResult : IActionResult
{
    private readonly GraphWriter form;
    private readonly Graph graph;

    internal GraphResult(GraphWriter form, Graph graph) => (this.form, this.graph) = (form, graph);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = form.MediaType;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        await response.StartAsync(context.HttpContext.RequestAborted);
        form.Write(graph, response.BodyWriter);
        await response.BodyWriter.FlushAsync(context.HttpContext.RequestAborted);
    }
}
